"""What lessons measure, against answers that are known."""

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.lessons.lesson import Value
from engine.lessons.measured import Measured, Subject
from engine.lessons.measures.registry import MEASURES
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl

USUAL = TrainingConfig()


def measured(kind: str, dataset: Dataset, config: TrainingConfig = USUAL, /, **options: Value) -> Measured:
    """What a measure comes to, with its own options but for those."""
    measure = MEASURES[kind]
    result = measure.measure(Subject(dataset, config, {**measure.options, **options}, TrainingControl()))
    assert set(result.values) <= set(measure.quantities)
    assert {*result.curves, *result.surfaces} <= set(measure.drawn)
    for curve in result.curves.values():
        assert curve.x.shape == curve.y.shape
        assert not curve.names or len(curve.names) == len(curve.x)
    return result


def test_mazurs_example(small_dataset: Dataset) -> None:
    values = measured("mazur", small_dataset, updates=2).values

    assert values["output 1"] == pytest.approx(0.75136507, abs=5e-9)
    assert values["error"] == pytest.approx(0.298371109, abs=5e-10)
    assert values["w5 after one update"] == pytest.approx(0.35891648, abs=5e-9)
    assert values["error after one update"] == pytest.approx(0.29102777369, abs=1e-11)


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        ({}, 0.82, 0.09),
        ({"weight": 2.0, "bias": 2.0}, 0.98, 0.20),
    ],
)
def test_one_neuron_starts_slowly_where_it_is_very_wrong(
    options: dict[str, Value], first: float, last: float, small_dataset: Dataset
) -> None:
    result = measured("one-neuron", small_dataset, **options)

    assert round(result.values["first output"], 2) == first
    assert round(result.values["last output"], 2) == last
    assert len(result.curves["cost"].y) == 301


def test_both_ways_to_a_gradient_agree(small_dataset: Dataset) -> None:
    values = measured("one-weight", small_dataset, USUAL.with_values(validation_fraction=0.0), digit=3).values

    assert values["relative error"] < 1e-7
    assert values["difference"] == pytest.approx(values["backpropagated"], rel=1e-6)
    assert measured("gradient-check", small_dataset).values["relative difference"] < 1e-9


def test_darkness_tells_digits_of_different_inks(small_dataset: Dataset) -> None:
    labels = small_dataset.digits.labels
    stored = np.repeat(labels[:, np.newaxis] / 10.0, small_dataset.digits.n_pixels, axis=1)
    object.__setattr__(small_dataset.digits, "stored", stored)

    assert measured("darkness", small_dataset).values["accuracy"] == 1.0
    assert measured("nearest-mean", small_dataset).values["accuracy"] == 1.0
