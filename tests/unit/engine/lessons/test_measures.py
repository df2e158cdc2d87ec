"""What lessons measure, against answers that are known."""

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.lessons.lesson import Value
from engine.lessons.measured import Measured, Subject
from engine.lessons.measures.certainty import calibration
from engine.lessons.measures.five_lights import five_lights
from engine.lessons.measures.registry import MEASURES
from engine.text.language import use_language
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
    check_words(result)
    return result


def check_words(result: Measured) -> None:
    """All that is written in what is drawn is there in Chinese, but for digits."""
    words = [word for curve in result.curves.values() for word in (curve.x_label, *curve.names)]
    words += [what for surface in result.surfaces.values() for _, _, what in surface.marks]
    words += [picture.caption for picture in result.pictures]
    english = [str(word) for word in words]
    use_language("zh")
    try:
        chinese = [str(word) for word in words]
    finally:
        use_language("en")
    assert all(text.isascii() for text in english)
    assert [text for text in chinese if text.isascii() and not text.isdigit()] == []


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


QUICK = USUAL.with_values(hidden_layers=(8,), epochs=4, learning_rate=0.5, batch_size=10, dtype="float64")


@pytest.mark.parametrize(("start", "n"), [("zero", 1), ("constant", 1), ("glorot", 8)])
def test_units_that_start_alike_stay_alike(start: str, n: int, small_dataset: Dataset) -> None:
    values = measured("symmetry", small_dataset, QUICK.with_values(initialization=start)).values

    assert values["different units"] == n
    assert (values["unit difference"] < 1e-12) == (n == 1)


def test_the_gradient_shrinks_towards_the_inputs(small_dataset: Dataset) -> None:
    config = QUICK.with_values(hidden_layers=(8, 8, 8), epochs=0)

    result = measured("gradient-sizes", small_dataset, config, digits=50)

    sizes = [result.values[f"layer {number}"] for number in (1, 2, 3)]
    assert sizes == sorted(sizes)
    assert result.values["first over last"] == pytest.approx(sizes[0] / sizes[2])
    np.testing.assert_allclose(result.curves["by layer"].y, sizes)
    trained = measured("gradient-sizes", small_dataset, config.with_values(epochs=2), digits=50)
    assert trained.values["layer 1"] == pytest.approx(sizes[0])
    assert trained.curves["first over last"].x[-1] == 2.0


def test_the_line_leads_from_one_network_to_the_other(small_dataset: Dataset) -> None:
    trained = measured("loss-line", small_dataset, QUICK, digits=100, points=7)
    other = measured("loss-line", small_dataset, QUICK, digits=100, points=7, other_seed=9)

    assert trained.values["loss at 0"] > trained.values["loss at 1"]
    assert other.values["loss at 0"] == pytest.approx(trained.values["loss at 1"])
    curve = trained.curves["loss"]
    np.testing.assert_allclose(
        np.interp([0.0, 1.0], curve.x, curve.y), [trained.values[f"loss at {n}"] for n in (0, 1)]
    )


def test_the_plane_holds_both_networks(small_dataset: Dataset) -> None:
    surface = measured("loss-plane", small_dataset, QUICK, digits=100, points=5).surfaces["loss"]
    line = measured("loss-line", small_dataset, QUICK, digits=100, points=7)

    assert surface.z.shape == (5, 5)
    assert [mark[:2] for mark in surface.marks] == [(0.0, 0.0), (1.0, 0.0)]
    assert surface.z[2, 1] == pytest.approx(line.values["loss at 0"])
    assert surface.z[2, 3] == pytest.approx(line.values["loss at 1"])


def test_the_lights_tell_a_good_start_from_a_bad_one(small_dataset: Dataset) -> None:
    well_set = QUICK.with_values(
        hidden_layers=(16,), hidden_activation="relu", initialization="he", optimizer="adam", learning_rate=0.003
    )
    good = measured("five-lights", small_dataset, well_set).values
    bad = five_lights(QUICK.with_values(initialization="normal", learning_rate=100.0), small_dataset, TrainingControl())

    assert good["good lights"] == 5
    assert [light.key for light in bad] == ["first loss", "one batch", "blanked inputs", "update to weight", "gradient"]
    assert bad[-1].is_good
    assert not all(light.is_good for light in bad[:4])
    assert all(str(light.sentence) and str(light.name) for light in bad)


def test_calibration_is_the_gap_between_sure_and_right() -> None:
    sure = np.array([0.95, 0.95, 0.55, 0.55])
    right = np.array([True, True, True, False])

    error, means, shares = calibration(sure, right, 10)

    assert error == pytest.approx(0.05)
    np.testing.assert_allclose(means, [0.55, 0.95])
    np.testing.assert_allclose(shares, [0.5, 1.0])


def test_digits_that_are_moved_far_are_read_worse(small_dataset: Dataset) -> None:
    result = measured("moved-digits", small_dataset, QUICK.with_values(hidden_layers=()))

    assert result.values["moved by 0"] > result.values["moved by 4"]
    assert len(result.pictures) == 10


@pytest.mark.slow
def test_rehearsal_keeps_what_was_known() -> None:
    dataset = load_dataset("uci-digits")
    config = USUAL.with_values(hidden_layers=(32,), epochs=15, learning_rate=0.5)

    rehearsed, alone = (measured("own-hand", dataset, config, teach=how).values for how in ("with rehearsal", "alone"))

    assert alone["forgotten"] > rehearsed["forgotten"] + 0.02
    assert rehearsed["hand after"] > rehearsed["hand before"]
    assert measured("no-digits", dataset, config, pictures=100).values["scribbles refused"] > 0.5
    assert measured("calibration", dataset, config).values["accuracy"] > 0.85
