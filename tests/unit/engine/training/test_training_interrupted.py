"""Pause and stop within a large batch: answered after one of its chunks, the batch dropped as if it had not begun."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from engine.data import augmented_batches
from engine.data.augmentation import AUGMENTATIONS
from engine.data.augmented_batches import AugmentedDigits
from engine.data.dataset import Dataset, Digits
from engine.data.scaling import UNSCALED
from engine.nn import backpropagation
from engine.nn.activations import Floats
from engine.nn.backpropagation import Backpropagation, BatchCancelled
from engine.nn.calls import Call
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.objective import one_hot
from engine.training import run_loop
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train

N_CHUNKS = 4
FULL = TrainingConfig(
    hidden_layers=(6,), optimizer="momentum", epochs=3, batch_size=0, validation_fraction=0.0, dtype="float64"
)


@pytest.fixture
def in_chunks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Full batches of ``small_dataset`` have four chunks; the list says of how many samples each was that was computed."""
    monkeypatch.setattr(backpropagation, "_BLOCK_BYTES", 0)
    monkeypatch.setattr(backpropagation, "_LEAST_ROWS", 100 // N_CHUNKS)
    chunks: list[int] = []
    loss = OUTPUT_LOSSES[FULL.output_loss]

    def listen(logits: Floats) -> list[Call]:
        return [*loss.output_calls(logits), partial(chunks.append, len(logits))]

    monkeypatch.setitem(OUTPUT_LOSSES, loss.name, replace(loss, output_calls=listen))
    return chunks


def test_a_batch_that_is_given_up_changes_nothing(small_dataset: Dataset, in_chunks: list[int]) -> None:
    digits, parameters = small_dataset.train, first_parameters(FULL, (4, 5, 1))
    before = parameters.flat.copy()
    targets = one_hot(digits.labels, 10, "float64")
    logits = np.empty_like(targets)
    steps = Backpropagation(parameters.architecture, max_batch=100, dtype="float64")
    inputs = digits.images.astype(np.float64)
    whole = steps.run(parameters, inputs, targets, logits=logits).copy()

    for n_chunks in range(1, N_CHUNKS):
        in_chunks.clear()
        answers = [True, *[False] * (n_chunks - 1)]
        with pytest.raises(BatchCancelled):
            steps.run(parameters, inputs, targets, logits=logits, is_cancelled=answers.pop)
        assert in_chunks == [25] * n_chunks
        np.testing.assert_array_equal(parameters.flat, before)
        np.testing.assert_array_equal(steps.run(parameters, inputs, targets, logits=logits), whole)


def _at_chunk(number: int, chunks: list[int], act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something done while that chunk of the run is computed."""
    loss = OUTPUT_LOSSES[FULL.output_loss]

    def act_if_it_is_the_one() -> None:
        if len(chunks) == number:
            act()

    def act_then(logits: Floats) -> list[Call]:
        return [*loss.output_calls(logits), act_if_it_is_the_one]

    monkeypatch.setitem(OUTPUT_LOSSES, loss.name, replace(loss, output_calls=act_then))


@pytest.mark.parametrize("optimizer", ["momentum", "l-bfgs-b"])
def test_stop_is_answered_within_one_chunk(
    optimizer: str, small_dataset: Dataset, in_chunks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = FULL.with_values(optimizer=optimizer)
    control = TrainingControl()
    _at_chunk(N_CHUNKS + 2, in_chunks, control.stop, monkeypatch)  # in the middle of the second batch

    report = train(config, small_dataset, control=control)

    assert (report.state, report.n_batches) == ("stopped", 1)
    assert len(in_chunks) == N_CHUNKS + 2
    if optimizer == "momentum":
        stopped = train(config, small_dataset, control=TrainingControl(stops_after=1))
        assert report.parameters.tobytes() == stopped.parameters.tobytes()
        resumed = train(config, small_dataset, state=report.training_state)
        assert resumed.parameters.tobytes() == train(config, small_dataset).parameters.tobytes()


@pytest.mark.parametrize("optimizer", ["momentum", "l-bfgs-b"])
def test_pause_is_answered_within_one_chunk_and_the_batch_comes_again(
    optimizer: str, small_dataset: Dataset, in_chunks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = FULL.with_values(optimizer=optimizer)
    whole = train(config, small_dataset)
    in_chunks.clear()
    control = TrainingControl()
    held_at: list[tuple[int, int]] = []

    def publish(report: TrainingReport) -> None:
        if report.state == "paused":
            held_at.append((len(in_chunks), report.n_batches))
            control.resume()

    _at_chunk(N_CHUNKS + 2, in_chunks, control.pause, monkeypatch)
    report = train(config, small_dataset, control=control, publish=publish)

    assert held_at == [(N_CHUNKS + 2, 1)]
    assert report.n_batches == whole.n_batches
    assert report.parameters.tobytes() == whole.parameters.tobytes()


def test_a_single_step_is_made_whole_though_the_run_is_held(
    small_dataset: Dataset, in_chunks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    control = TrainingControl(start_paused=True)
    seen: list[tuple[str, int]] = []

    def publish(report: TrainingReport) -> None:
        seen.append((report.state, report.n_batches))
        if report.state == "paused":
            if report.n_batches < 2:
                control.step()
            else:
                control.stop()

    train(FULL, small_dataset, control=control, publish=publish)

    assert seen == [("paused", 0), ("running", 1), ("paused", 1), ("running", 2), ("paused", 2), ("stopped", 2)]
    assert len(in_chunks) == 2 * N_CHUNKS


def test_a_batch_that_is_given_up_while_it_is_distorted_comes_again_as_it_would_have_been() -> None:
    rng = np.random.default_rng(1)
    n = 3 * augmented_batches._BLOCK
    digits = Digits(rng.random((n, 64), dtype=np.float32), np.zeros(n, dtype=np.intp))
    order = rng.permutation(n)

    def begun() -> AugmentedDigits:
        made = AugmentedDigits(digits, UNSCALED, AUGMENTATIONS["light"], seed=1, batch_size=n, dtype="float32")
        made.begin_epoch(0, order)
        return made

    whole = begun().batch(0, n).copy()
    given_up = begun()
    before = given_up.state()
    answers = iter([False, True])
    with pytest.raises(BatchCancelled):
        given_up.batch(0, n, is_cancelled=lambda: next(answers))
    assert given_up.state() == before
    np.testing.assert_array_equal(given_up.batch(0, n), whole)
    resumed = begun()
    resumed.resume_epoch(order, given_up.state())
    np.testing.assert_array_equal(resumed.batch(0, n), whole)


def test_a_stop_while_a_large_batch_is_distorted_drops_it(
    small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(1)
    dataset = replace(
        small_dataset,
        digits=Digits(rng.random((120, 64), dtype=np.float32), small_dataset.digits.labels),
    )
    config = FULL.with_values(augmentation="light")
    monkeypatch.setattr(augmented_batches, "_BLOCK", 10)
    control = TrainingControl()
    distorted: list[int] = []
    distort = AugmentedDigits._distort

    def listen(self: AugmentedDigits, part: slice, out: Any) -> None:
        distort(self, part, out)
        distorted.append(part.start)
        if len(distorted) == 13:
            control.stop()

    monkeypatch.setattr(AugmentedDigits, "_distort", listen)
    report = train(config, dataset, control=control)
    assert (report.state, report.n_batches, len(distorted)) == ("stopped", 1, 13)
    resumed = train(config, dataset, state=report.training_state)
    assert resumed.parameters.tobytes() == train(config, dataset).parameters.tobytes()
