"""Endless handwriting: runs that get streamed digits while they go on."""

import json
import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest

import main
from engine.data.augmentation import AUGMENTATIONS
from engine.data.augmented_batches import AugmentedDigits
from engine.data.dataset import Dataset, Digits, StreamedDigits
from engine.data.handwriting import generator
from engine.data.handwriting import stream as stream_module
from engine.data.handwriting.stream import BLOCK_DIGITS, HandwritingStream, StreamBlock
from engine.data.handwriting.stream_process import stream_blocks
from engine.data.loading import load_dataset
from engine.data.registry import SOURCES
from engine.data.splits import Split, split_dataset
from engine.errors import DataError
from engine.ink.input_formats import FRAME, InputFormat
from engine.nn.network import Parameters
from engine.training import gradient_descent
from engine.training.config import TrainingConfig
from engine.training.continuation import continuation, trained_network
from engine.training.control import TrainingControl
from engine.training.metrics import evaluate
from engine.training.report import TrainingReport
from engine.training.train import blas_threads, prepare, train

HUNG_S = 120.0
"""How long a hung test waits; a right one waits for the first digits of a process on a busy computer."""


@pytest.fixture(scope="module")
def endless() -> Iterator[Dataset]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator, "_BLOCK", 400)  # nor is more written by what the tests load themselves
        yield load_dataset("handwriting-endless:400:3")


@pytest.fixture(scope="module")
def streamed_block() -> StreamBlock:
    """The first thousand of what is streamed."""
    (block,) = islice(stream_blocks(9, 0), 1)
    return block


@pytest.fixture(autouse=True)
def as_urgent_as_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "_NICENESS", 0)


def a_config(**values: Any) -> TrainingConfig:
    return TrainingConfig(
        hidden_layers=(8,), epochs=1_000_000, batch_size=32, learning_rate=0.05, validation_fraction=0.1
    ).with_values(**values)


class Fake:
    """In the place of the stream: the digits of a seed, so many at each epoch."""

    blocks: list[StreamBlock]

    def __init__(self, seed: int, *, epoch: int = 0, most: int = 0, form: InputFormat = FRAME) -> None:
        self.asked = (seed, epoch, most)
        assert form == FRAME
        self.has_failed = False
        self.is_open = False
        self.n_taken = 0
        fakes.append(self)

    def __enter__(self) -> Self:
        self.is_open = True
        return self

    def __exit__(self, *_: object) -> None:
        self.is_open = False

    def take(self) -> StreamBlock:
        assert self.is_open
        self.n_taken += 1
        return self.blocks[(self.n_taken - 1) % len(self.blocks)]


fakes: list[Fake] = []


@pytest.fixture
def fake(streamed_block: StreamBlock, monkeypatch: pytest.MonkeyPatch) -> type[Fake]:
    """Epochs get nothing, 50, 100, and 1,000 digits, in turn."""
    block = streamed_block
    Fake.blocks = [StreamBlock(block.labels[:n], block.pictures[:n]) for n in (0, 50, 100, 1000)]
    fakes.clear()
    monkeypatch.setattr(gradient_descent, "HandwritingStream", Fake)
    return Fake


def until_streamed(config: TrainingConfig, dataset: Dataset, n_streamed: int = 1) -> TrainingReport:
    """A run that is stopped when it has got so many streamed digits."""
    control = TrainingControl()

    def stop_when_fresh(report: TrainingReport) -> None:
        if report.n_streamed >= n_streamed:
            control.stop()

    timer = threading.Timer(HUNG_S, control.stop)
    timer.start()
    report = train(config, dataset, control=control, publish=stop_when_fresh)
    timer.cancel()
    timer.join()
    return report


# The source


def test_its_digits_are_those_of_handwriting_and_tell_that_there_are_more(endless: Dataset) -> None:
    plain = load_dataset("handwriting:400:3")
    assert endless.digits.stored.tobytes() == plain.digits.stored.tobytes()
    np.testing.assert_array_equal(endless.digits.labels, plain.digits.labels)
    np.testing.assert_array_equal(endless.test_indices, plain.test_indices)
    assert (endless.streamed, plain.streamed) == (StreamedDigits(3), None)
    assert (endless.name, endless.source) == ("handwriting-endless:400:3",) * 2
    assert (endless.label, endless.family) == ("Endless handwriting, 400", "handwriting")
    assert split_dataset(endless, Split("stratified", fraction=0.3, seed=1)).streamed == StreamedDigits(3)


@pytest.mark.parametrize("rest", ["many", "10:2:3", "", "-5", "9" * 30])
def test_what_is_no_number_is_an_error_in_one_sentence(rest: str) -> None:
    source = f"handwriting-endless:{rest}"
    expected = 'expected a number of digits and a seed such as "handwriting-endless:50000:7", got '
    with pytest.raises(DataError, match=re.escape(expected + repr(source[:60]))):
        load_dataset(source)


def test_numbers_of_digits_have_bounds() -> None:
    with pytest.raises(DataError, match="expected 1 to 5,000,000 digits, got 0"):
        load_dataset("handwriting-endless:0")


def test_fresh_digits_go_with_bytes_of_20x20_alone(endless: Dataset, small_dataset: Dataset) -> None:
    with pytest.raises(
        DataError, match=r"streamed digits are bytes in a frame of 20 × 20 or 28 × 28, expected .* got 4 × 5 of float32"
    ):
        replace(small_dataset, streamed=StreamedDigits(1))
    numbers = Digits(endless.digits.images, endless.digits.labels)
    with pytest.raises(DataError, match="got 20 × 20 of float32"):
        replace(endless, digits=numbers)


# Runs, with digits that come when the test says


@pytest.mark.parametrize("scaling", ["none", "standardized"])
@pytest.mark.parametrize("fraction", [0.0, 0.2])
def test_fresh_digits_take_the_place_of_the_oldest(
    endless: Dataset, fake: type[Fake], scaling: str, fraction: float
) -> None:
    config = a_config(epochs=3, input_scaling=scaling, validation_fraction=fraction)
    before = prepare(config, endless)
    report = train(config, endless)
    stored, labels = before.train.pictures.copy(), before.train.labels.copy()
    for start, block in ((0, fake.blocks[1]), (50, fake.blocks[2])):
        stored[start : start + len(block.labels)] = block.pictures
        labels[start : start + len(block.labels)] = block.labels
    in_use = replace(before.train, stored=stored, labels=labels)
    expected = evaluate(Parameters(report.architecture, report.parameters), in_use)
    assert report.n_streamed == 150
    assert report.train_evaluation is not None
    assert report.train_evaluation.cost == pytest.approx(expected.cost, rel=1e-6)
    np.testing.assert_array_equal(report.train_evaluation.confusion, expected.confusion)


def test_the_oldest_are_found_in_rounds(endless: Dataset, fake: type[Fake]) -> None:
    """More digits than are trained on: the last ones count, and the next ones go where these begin."""
    report = train(a_config(epochs=6, validation_fraction=0.0), endless)
    n_train = len(endless.train)
    assert (n_train, report.n_streamed) == (340, 0 + 50 + 100 + 340 + 0 + 50)
    everything, few = fake.blocks[3], fake.blocks[1]
    rows = (np.arange(390) + 150) % 340  # 340 of the large block from row 150 on, then 50 from there again
    labels = np.empty(340, dtype=np.intp)
    for row, label in zip(rows, [*everything.labels[-340:], *few.labels], strict=True):
        labels[row] = label
    assert report.train_evaluation is not None
    np.testing.assert_array_equal(report.train_evaluation.confusion.sum(axis=1), np.bincount(labels, minlength=10))


@pytest.mark.parametrize("augmentation", ["none", "light"])
def test_every_point_counts_the_digits_as_they_were_trained_on(
    endless: Dataset, fake: type[Fake], augmentation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a learning rate of 0 the mean over an epoch is the network's on the digits of that epoch."""
    monkeypatch.setitem(AUGMENTATIONS, "light", replace(AUGMENTATIONS["none"], shift_px=1e-9))
    config = a_config(epochs=3, learning_rate=0.0, batch_size=7, validation_fraction=0.0, augmentation=augmentation)
    digits = prepare(config, endless).train
    report = train(config, endless)
    network = Parameters(report.architecture, report.parameters)
    stored, labels = digits.stored.copy(), digits.labels.copy()
    rows = 0
    for epoch in (1, 2, 3):
        block = fake.blocks[epoch - 1]
        stored[rows : rows + len(block.labels)] = block.pictures
        labels[rows : rows + len(block.labels)] = block.labels
        rows += len(block.labels)
        points = [point for point in report.points if epoch - 1 < point.epoch <= epoch]
        shares = np.diff([epoch - 1, *[point.epoch for point in points]])
        expected = evaluate(network, replace(digits, stored=stored, labels=labels))
        assert np.dot(shares, [point.loss for point in points]) == pytest.approx(expected.cost, rel=1e-5)
        assert np.dot(shares, [point.accuracy for point in points]) == pytest.approx(expected.accuracy, abs=1e-3)


@pytest.mark.slow
def test_a_run_learns_more_from_fresh_digits_than_from_the_same_ones(endless: Dataset, fake: type[Fake]) -> None:
    blocks = list(islice(stream_blocks(9, 0), 10))
    fake.blocks = [
        StreamBlock(block.labels[i : i + 250], block.pictures[i : i + 250]) for block in blocks for i in (0, 500)
    ]
    config = a_config(epochs=400, hidden_layers=(25,), learning_rate=0.5, validation_fraction=0.0)
    others = Digits(blocks[0].pictures[750:], blocks[0].labels[750:].astype(np.intp), gain=1 / 255)
    report, plain = train(config, endless), train(config, replace(endless, streamed=None))
    read_right = [evaluate(Parameters(r.architecture, r.parameters), others).accuracy for r in (report, plain)]
    assert read_right[0] > read_right[1] + 0.1


def test_augmented_copies_are_made_of_fresh_digits_too(
    endless: Dataset, fake: type[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Digits] = []
    begin = AugmentedDigits.begin_epoch

    def listen(self: AugmentedDigits, epoch: int, order: Any) -> None:
        begin(self, epoch, order)
        seen.append(self._digits[np.arange(50)].compact())

    monkeypatch.setattr(AugmentedDigits, "begin_epoch", listen)
    train(a_config(epochs=2, augmentation="light", input_scaling="standardized"), endless)
    np.testing.assert_array_equal(seen[-1].pictures, fake.blocks[1].pictures)
    np.testing.assert_array_equal(seen[-1].labels, fake.blocks[1].labels)
    assert (seen[0].pictures != seen[-1].pictures).any(axis=1).all()


@pytest.mark.parametrize("fraction", [0.0, 0.1])
@pytest.mark.parametrize("augmentation", ["none", "light"])
def test_the_data_set_stays_as_it_was(endless: Dataset, fake: type[Fake], fraction: float, augmentation: str) -> None:
    def everything() -> list[bytes]:
        parts = (endless.digits, endless.train, endless.test)
        return [array.tobytes() for digits in parts for array in (digits.pictures, digits.labels)]

    before = everything()
    report = train(a_config(epochs=6, validation_fraction=fraction, augmentation=augmentation), endless)
    assert report.n_streamed > 300
    assert everything() == before


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("batch_size", [0, 1, 50])
def test_batches_of_every_size_and_both_dtypes(endless: Dataset, fake: type[Fake], batch_size: int, dtype: str) -> None:
    report = train(a_config(epochs=5, batch_size=batch_size, dtype=dtype, shuffle=batch_size == 1), endless)
    assert report.state == "finished"
    assert report.n_streamed > 300


def test_a_run_that_goes_on_asks_for_other_digits(endless: Dataset, fake: type[Fake]) -> None:
    train(a_config(epochs=1, validation_fraction=0.0), endless)
    train(a_config(epochs=1, validation_fraction=0.0), endless, first_epoch=7.4)
    assert [asked.asked for asked in fakes] == [(3, 0, 340), (3, 8, 340)]


def test_a_stopped_run_goes_on_along_its_plan_and_says_that_it_cannot_be_repeated(
    endless: Dataset, fake: type[Fake]
) -> None:
    config = a_config(epochs=3, validation_fraction=0.0)
    stopped = train(config, endless, control=TrainingControl(stops_after=15))
    state = stopped.training_state
    assert state is not None
    what = continuation(trained_network(state), config, endless.ref, input_shape=(20, 20, 1))
    assert (what.kind, what.why.key) == ("same plan", "continuation.streamed")
    resumed = train(config, endless, state=state)
    assert (resumed.epoch, len(resumed.legs)) == (3.0, 1)
    assert [asked.asked[1] for asked in fakes] == [0, int(stopped.epoch)]


@pytest.mark.parametrize("optimizer", ["l-bfgs-b", "tnc"])
def test_a_minimizer_gets_none(endless: Dataset, fake: type[Fake], optimizer: str) -> None:
    config = a_config(optimizer=optimizer, epochs=5)
    report, plain = train(config, endless), train(config, replace(endless, streamed=None))
    assert (fakes, report.n_streamed) == ([], 0)
    assert report.parameters.tobytes() == plain.parameters.tobytes()


@pytest.mark.parametrize("end", ["finished", "stopped", "failed", "exception"])
def test_the_stream_is_closed_however_the_run_ends(endless: Dataset, fake: type[Fake], end: str) -> None:
    control = TrainingControl()

    def publish(report: TrainingReport) -> None:
        if end == "stopped":
            control.stop()
        if end == "exception":
            raise RuntimeError("a reader that fails")

    config = a_config(epochs=3)
    if end == "failed":
        config = a_config(hidden_layers=(8, 8), hidden_activation="relu", learning_rate=1e6, weight_decay=1.0)
    if end == "exception":
        with pytest.raises(RuntimeError, match="a reader that fails"):
            train(config, endless, control=control, publish=publish)
    else:
        assert train(config, endless, control=control, publish=publish).state == end
    assert len(fakes) == 1
    assert not fakes[0].is_open


def test_a_run_says_so_if_the_process_ended_before_it(
    endless: Dataset, fake: type[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(a_config(epochs=3), endless)
    assert str(whole.message) == "Finished 3 epochs."

    class Failed(Fake):
        def __init__(self, seed: int, **values: Any) -> None:
            super().__init__(seed, **values)
            self.has_failed = True

    monkeypatch.setattr(gradient_descent, "HandwritingStream", Failed)
    report = train(a_config(epochs=3), endless)
    assert str(report.message) == (
        "Finished 3 epochs. The process that writes streamed digits ended before the run, after 150 of them."
    )


def test_large_batches_leave_a_core_to_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for n_cores, alone, beside in ((1, 1, 1), (2, 1, 1), (3, 2, 1), (8, 7, 6)):
        monkeypatch.setattr("os.cpu_count", lambda n=n_cores: n)
        assert blas_threads(5000, 10_000) == alone
        assert blas_threads(5000, 10_000, n_spared=2) == beside


# Runs, with the process


@pytest.mark.slow
@pytest.mark.parametrize("augmentation", ["none", "light"])
def test_a_run_gets_fresh_digits_from_the_process(endless: Dataset, augmentation: str) -> None:
    report = until_streamed(
        a_config(augmentation=augmentation, input_scaling="standardized"), endless, 3 * BLOCK_DIGITS
    )
    assert (report.state, str(report.message)) == (
        "stopped",
        "Stopped. What was learned is kept; streamed digits do not come again.",
    )
    assert report.n_streamed >= 3 * BLOCK_DIGITS
    assert report.test_evaluation is not None
    assert report.test_evaluation.accuracy > 0.3  # when it was stopped is a matter of chance
    assert "handwriting-stream" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.slow
def test_a_process_that_dies_does_not_stop_the_run(endless: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    control = TrainingControl()
    streams: list[HandwritingStream] = []
    enter = HandwritingStream.__enter__

    def listen(self: HandwritingStream) -> HandwritingStream:
        streams.append(self)
        return enter(self)

    monkeypatch.setattr(HandwritingStream, "__enter__", listen)
    batches_after: list[int] = []

    def publish(report: TrainingReport) -> None:
        (stream,) = streams
        if report.n_streamed and stream._process is not None:
            stream._process.kill()
        if stream.has_failed:
            batches_after.append(report.n_batches)
        if batches_after and report.n_batches > batches_after[0] + 100:
            control.stop()

    timer = threading.Timer(HUNG_S, control.stop)
    timer.start()
    report = train(a_config(), endless, control=control, publish=publish)
    timer.cancel()
    timer.join()
    assert report.state == "stopped"
    assert batches_after
    assert report.n_batches > batches_after[0] + 100


def test_where_no_process_can_be_started_a_run_has_its_own_digits(
    endless: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    report = train(a_config(epochs=3), endless)
    plain = train(a_config(epochs=3), replace(endless, streamed=None))
    assert report.parameters.tobytes() == plain.parameters.tobytes()
    assert str(report.message).endswith("ended before the run, after 0 of them.")


# The command line


def test_train_tells_how_many_came(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    endless: Dataset,
    fake: type[Fake],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = "handwriting-endless"
    arguments = ["train", "--data", source, "--epochs", "3", "--out", str(tmp_path / "a.npz")]
    monkeypatch.setitem(SOURCES, source, replace(SOURCES[source], load=lambda: endless))
    assert main.main(arguments) == 0
    out, err = capsys.readouterr()
    assert " 150 streamed digits came in. Saved as" in out
    assert "digits/s  150 streamed digits\n" in err
    assert main.main([*arguments, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["data"], figures["n_fresh"]) == ("handwriting-endless", 150)
    monkeypatch.setitem(SOURCES, source, replace(SOURCES[source], load=lambda: replace(endless, streamed=None)))
    assert main.main(arguments) == 0
    out, err = capsys.readouterr()
    assert "fresh" not in out + err
