"""Drawings with a label that the network contradicts with certainty are found before anything is learned from them."""

import json
from dataclasses import replace

import numpy as np
import pytest

from engine.data.drawings_store import StoredDrawing
from engine.data.handwriting.generator import write_strokes
from engine.errors import DataError
from engine.fine_tuning.contradictions import CERTAIN, contradictory_labels
from engine.ink.framing import frame_drawings
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters

N_EACH = 6


@pytest.fixture(scope="module")
def bundled() -> Model:
    return load_model()


@pytest.fixture(scope="module")
def drawings() -> list[StoredDrawing]:
    """Six drawings of each digit, with their own labels."""
    labels = np.repeat(np.arange(10), N_EACH).tolist()
    written = write_strokes(labels, np.random.default_rng(4))
    fitted = [[np.asarray(stroke) / 200 for stroke in strokes] for strokes in written]
    return [
        StoredDrawing(number, label, json.dumps([stroke.tolist() for stroke in strokes]), "")
        for number, (label, strokes) in enumerate(zip(labels, fitted, strict=True), start=1)
    ]


def test_just_the_drawings_with_a_wrong_label_and_a_certain_reading_are_found(
    bundled: Model, drawings: list[StoredDrawing]
) -> None:
    images, _ = frame_drawings([drawing.strokes for drawing in drawings])
    read = bundled.read(images.reshape(len(images), -1))
    is_certain = {drawing.number: bool(row.max() >= CERTAIN) for drawing, row in zip(drawings, read, strict=True)}
    wrong = {drawing.number for drawing in drawings[::7]}
    assert sum(is_certain[number] for number in wrong) >= 5, "or the test shows nothing"
    labeled = [replace(d, label=(d.label + 5) % 10) if d.number in wrong else d for d in drawings]
    mistaken = [d for d, row in zip(drawings, read, strict=True) if row.argmax() != d.label and is_certain[d.number]]
    found = contradictory_labels(bundled, labeled)
    expected = {number for number in wrong if is_certain[number]} | {d.number for d in mistaken}
    assert {each.drawing.number for each in found} == expected
    assert all(each.digit != each.drawing.label and each.probability >= CERTAIN for each in found)
    certainties = [each.probability for each in found]
    assert certainties == sorted(certainties, reverse=True)


def test_nothing_is_found_by_a_network_without_a_certain_answer(bundled: Model, drawings: list[StoredDrawing]) -> None:
    wrong = [replace(drawing, label=(drawing.label + 5) % 10) for drawing in drawings]
    assert contradictory_labels(bundled, wrong)
    random = Model(first_parameters(TrainingConfig()))
    overflowed = Model(Parameters(bundled.parameters.architecture, np.full_like(bundled.parameters.flat, np.nan)))
    of_other_pictures = Model(first_parameters(TrainingConfig(), (5, 5, 1)))
    for model in (random, overflowed, of_other_pictures):
        assert contradictory_labels(model, wrong) == ()
    assert contradictory_labels(bundled, []) == ()


def test_a_damaged_drawing_is_told(bundled: Model) -> None:
    with pytest.raises(DataError, match="drawing 3"):
        contradictory_labels(bundled, [StoredDrawing(3, 1, "[[]]", "")])
