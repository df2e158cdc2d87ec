"""The user's drawings as data to train on: framed like the canvas, a fifth of them kept for testing for good."""

from pathlib import Path

import numpy as np
import pytest

from engine.data.drawings_store import DrawingsStore, is_kept_for_testing
from engine.data.loading import load_dataset
from engine.errors import DataError
from engine.ink.drawing import DOT_SIZE
from engine.ink.framing import Stroke, frame_drawings
from engine.training.config import TrainingConfig
from engine.training.train import train


def test_without_drawings_there_is_no_data_and_what_to_do_is_said() -> None:
    with pytest.raises(DataError, match="no drawings yet: draw a digit and press the key of its number"):
        load_dataset("drawings")


def test_drawings_are_data_framed_as_the_canvas_frames_them(digit_strokes: list[list[Stroke]]) -> None:
    store = DrawingsStore()
    for i in range(40):
        store.add(i % 10, [stroke / 200 for stroke in digit_strokes[i % 10]])
    store.add(1, [[(0.5, 0.5), (0.5 + DOT_SIZE / 2, 0.5)]])
    dataset = load_dataset("drawings")
    assert (dataset.name, dataset.label, dataset.source) == ("drawings", "My drawings", "drawings")
    images, _ = frame_drawings([drawing.strokes for drawing in store.all()], dot_size=DOT_SIZE)
    np.testing.assert_array_equal(dataset.digits.images, images.reshape(41, 400))
    assert dataset.digits.labels.tolist() == [drawing.label for drawing in store.all()]
    kept = [number for number, drawing in enumerate(store.all()) if is_kept_for_testing(drawing)]
    assert dataset.test_indices.tolist() == kept
    assert dataset.has_fixed_split


@pytest.mark.slow
def test_the_drawings_to_test_on_stay_so_wherever_they_go(tmp_path: Path) -> None:
    store, rng = DrawingsStore(), np.random.default_rng(1)
    for i in range(300):
        store.add(i % 10, [rng.random((5, 2))])

    def kept_for_testing() -> set[str]:
        drawings = store.all()
        return {drawings[i].strokes_json for i in load_dataset("drawings").test_indices}

    before = kept_for_testing()
    assert 40 <= len(before) <= 80
    store.export_to(tmp_path / "mine.json.gz")
    store.delete(drawing.number for drawing in store.all())
    store.import_from(tmp_path / "mine.json.gz")
    store.relabel(range(301, 400), 3)
    assert kept_for_testing() == before


def test_drawings_that_are_all_kept_for_testing_are_not_trained_on() -> None:
    store, rng = DrawingsStore(), np.random.default_rng(1)
    store.add(3, [rng.random((5, 2))])
    while not is_kept_for_testing(store.all()[0]):
        store.delete([store.all()[0].number])
        store.add(3, [rng.random((5, 2))])
    with pytest.raises(DataError, match="label some more"):
        load_dataset("drawings")


@pytest.mark.parametrize("n", [1, 2, 3, 11])
def test_a_few_drawings_can_be_trained_on(n: int) -> None:
    store = DrawingsStore()
    for i in range(n):
        store.add(i % 10, [[(0.1, 0.1 + i / 100), (0.5, 0.9)]])
    result = train(TrainingConfig(hidden_layers=(4,), epochs=2), load_dataset("drawings"))
    assert result.epoch == 2
