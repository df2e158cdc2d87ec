"""What the window says in words: the digits in use, how far a run is, and what it came to."""

from dataclasses import replace

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits, StreamedDigits
from engine.data.scaling import UNSCALED
from engine.data.splits import Split, split_dataset
from engine.nn.network import Architecture
from engine.text.sentence import Sentence
from engine.training.config import TrainingConfig
from engine.training.metrics import Evaluation
from engine.training.report import State, TrainingReport, Unit
from gui.widgets.phrases import data_text, duration_text, progress_text, rough_duration_text, speed_text


def read_right(n: int, accuracy: float, *, cost: float = 0.25) -> Evaluation:
    return Evaluation(n, accuracy, cost, np.zeros((10, 10), dtype=np.int64))


def a_report(
    state: State = "running",
    *,
    message: str = "",
    epoch: float = 12.4,
    epochs: float = 100.0,
    unit: Unit = "epoch",
    n_batches: int = 1234,
    speed: float = 123_456.0,
    seconds_left: float = 30.0,
    n_streamed: int = 0,
    learned: Evaluation | None = None,
    tested: Evaluation | None = None,
) -> TrainingReport:
    architecture = Architecture.dense(hidden_layers=(2,))
    return TrainingReport(
        state=state, message=Sentence(message), architecture=architecture,
        parameters=np.zeros(architecture.n_parameters, dtype=np.float32), scaling=UNSCALED, points=(), epoch=epoch,
        epochs=epochs, unit=unit, n_batches=n_batches, samples_per_second=speed, seconds_left=seconds_left,
        n_streamed=n_streamed, train_evaluation=learned, test_evaluation=tested,
    )  # fmt: skip


# Runs


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (a_report(), "Epoch 12 of 100\n123,000 digits/s, 30 s left"),
        (a_report(epoch=0.0, speed=0.0), "Epoch 0 of 100"),
        (a_report(epoch=1234.9, epochs=2000, speed=950.4), "Epoch 1,234 of 2,000\n950 digits/s, 30 s left"),
        (a_report(seconds_left=float("nan")), "Epoch 12 of 100\n123,000 digits/s, some time left"),
        (a_report(n_streamed=1), "Epoch 12 of 100, 1 streamed digit\n123,000 digits/s, 30 s left"),
        (a_report(n_streamed=12_345), "Epoch 12 of 100, 12,345 streamed digits\n123,000 digits/s, 30 s left"),
        (a_report(unit="iteration", epoch=7), "Iteration 7 of 100\n123,000 digits/s, 30 s left"),
        (a_report(unit="evaluation", epoch=7), "Evaluation 7 of 100\n123,000 digits/s, 30 s left"),
    ],
)
def test_a_run_that_goes_on(report: TrainingReport, words: str) -> None:
    assert progress_text(report) == words


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (a_report("paused"), "Paused at epoch 12 of 100, after 1,234 batches."),
        (a_report("paused", n_batches=1), "Paused at epoch 12 of 100, after 1 batch."),
        (a_report("paused", n_streamed=500), "Paused at epoch 12 of 100, after 1,234 batches, 500 streamed digits."),
        (a_report("paused", n_batches=0), "Paused at epoch 12 of 100, after 0 batches."),
        (a_report("paused", unit="iteration"), "Paused at iteration 12 of 100, after 1,234 evaluations."),
        (a_report("paused", unit="iteration", n_batches=1), "Paused at iteration 12 of 100, after 1 evaluation."),
        (a_report("paused", unit="evaluation"), "Paused at evaluation 12 of 100, after 1,234 evaluations."),
    ],
)
def test_a_run_that_is_held(report: TrainingReport, words: str) -> None:
    assert progress_text(report) == words


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (a_report("finished", message="Finished 100 epochs."), "Finished 100 epochs."),
        (
            a_report("finished", message="Finished.", learned=read_right(5000, 0.99575, cost=0.32214)),
            "Finished. 99.6 % of 5,000 training digits read right. Loss 0.3221.",
        ),
        (
            a_report("stopped", message="Stopped.", learned=read_right(1, 1.0), tested=read_right(1234, 0.9654)),
            "Stopped. 100.0 % of 1 training digit and 96.5 % of 1,234 test digits read right. Loss 0.2500.",
        ),
        (
            a_report("stopped", message="Stopped.", learned=read_right(20, 0.5), tested=read_right(1, 0.0)),
            "Stopped. 50.0 % of 20 training digits and 0.0 % of 1 test digit read right. Loss 0.2500.",
        ),
        (
            a_report("finished", message="Finished.", learned=read_right(20, 0.1, cost=1.8507e73)),
            "Finished. 10.0 % of 20 training digits read right. Loss 1.85e+73.",
        ),
        (
            a_report("failed", message="The loss is NaN.", learned=read_right(20, 0.5)),
            "The run failed. 50.0 % of 20 training digits read right. Loss 0.2500.",
        ),
        (a_report("failed", message="The loss is NaN."), "The run failed."),
        (
            a_report("finished", message="Finished.", learned=read_right(20, 0.5), n_streamed=4000),
            "Finished. 50.0 % of 20 training digits read right. Loss 0.2500. 4,000 streamed digits came in.",
        ),
    ],
)
def test_a_run_that_is_over(report: TrainingReport, words: str) -> None:
    assert progress_text(report) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "0 s"), (0.2, "1 s"), (59.0, "59 s"), (59.5, "1 min 0 s"), (90.0, "1 min 30 s"), (3599.0, "59 min 59 s"),
     (3600.0, "1 h 0 min"), (11_100.0, "3 h 5 min"), (5e6, "1,388 h 53 min"), (float("nan"), "some time"),
     (float("inf"), "some time")],
)  # fmt: skip
def test_durations(seconds: float, words: str) -> None:
    assert duration_text(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (77.0, "77 s"), (99.5, "2 min"), (3601.0, "61 min"), (6000.0, "2 h"), (5e6, "1,389 h")],
)
def test_what_is_left_is_told_no_finer_than_it_is_known(seconds: float, words: str) -> None:
    assert rough_duration_text(seconds) == words


@pytest.mark.parametrize(
    ("speed", "words"),
    [(0.4, "0 digits/s"), (950.4, "950 digits/s"), (9_999.0, "9,999 digits/s"), (12_345.0, "12,000 digits/s"),
     (1_234_567.0, "1,235,000 digits/s")],
)  # fmt: skip
def test_speeds_have_no_more_digits_than_mean_something(speed: float, words: str) -> None:
    assert speed_text(speed) == words


# Digits


def test_digits_in_use_as_the_data_has_them(few_digits: Dataset) -> None:
    assert data_text(few_digits, TrainingConfig()) == "UCI digits: 300 digits, 60 of them for testing"
    untested = replace(few_digits, test_indices=np.empty(0, dtype=np.intp))
    assert data_text(untested, TrainingConfig()) == "UCI digits: 300 digits, none for testing"
    one = replace(few_digits, digits=few_digits.digits[np.arange(1)], test_indices=np.empty(0, dtype=np.intp))
    assert data_text(one, TrainingConfig()) == "UCI digits: 1 digit, none for testing"


def test_endless_digits_are_told_from_others_unless_a_minimizer_takes_them(few_digits: Dataset) -> None:
    digits = few_digits.digits
    stored = np.rint(255 * digits.images).astype(np.uint8)
    endless = replace(few_digits, digits=Digits(stored, digits.labels, gain=1 / 255), streamed=StreamedDigits(1))
    words = "UCI digits: 300 digits and streamed ones, 60 of them for testing"
    assert data_text(endless, TrainingConfig()) == words
    minimizer = TrainingConfig(optimizer="l-bfgs-b")
    assert data_text(endless, minimizer) == "UCI digits: 300 digits, 60 of them for testing"


@pytest.mark.parametrize("split", ["stratified", "plain"])
@pytest.mark.parametrize("fraction", [0.0, 0.01, 0.155, 0.9])
def test_the_test_digits_of_a_split_are_as_many_as_the_run_will_keep(
    few_digits: Dataset, split: str, fraction: float
) -> None:
    config = TrainingConfig(split=split, test_fraction=fraction)
    n = len(split_dataset(few_digits, Split(split, fraction=fraction, seed=config.split_seed)).test_indices)
    kept = f"{n} of them" if n else "none"
    assert data_text(few_digits, config) == f"UCI digits: 300 digits, {kept} for testing"


def test_a_long_name_is_shortened(few_digits: Dataset) -> None:
    words = data_text(replace(few_digits, label="x" * 100), TrainingConfig())
    assert words == f"{'x' * 39}…: 300 digits, 60 of them for testing"
    assert data_text(replace(few_digits, label="x" * 40), TrainingConfig()).startswith("x" * 40 + ":")
