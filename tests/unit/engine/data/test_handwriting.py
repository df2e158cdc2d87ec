"""The generator of handwriting: seeded, varied, framed as the canvas frames, and legible."""

import re
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.data.handwriting import generator
from engine.data.handwriting.allographs import ALLOGRAPHS
from engine.data.handwriting.generator import (
    DEFAULT_N_DIGITS,
    STYLE,
    HandwritingStyle,
    write_dataset,
    write_frames,
    write_strokes,
)
from engine.data.handwriting.scanning import roughened
from engine.data.loading import load_dataset
from engine.data.registry import load_uci_digits
from engine.errors import DataError
from engine.ink.framing import frame_drawings
from engine.models.files import load_model
from engine.nn.network import Parameters
from engine.training.config import TrainingConfig
from engine.training.metrics import evaluate
from engine.training.train import train

PLAIN = HandwritingStyle(
    carelessness=0.0, jitter=0.0, angularity=0.0, early=0.0, late=0.0, shift=0.0, proportion=0.0, warp=0.0,
    mean_slant=0.0, slant=0.0, rotation=0.0, stretch=0.0, tremor=0.0,
    far_slant=0.0, far_rotation=0.0, far_stretch=0.0, pen_radius=0.95, pen_variation=0.0,
    misfit_scale=0.0, misfit_shift=0.0, blur=0.0, rough_share=0.0,
)  # fmt: skip
LABELS = np.arange(300) % 10


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


# The allographs


def test_every_digit_is_written_in_several_ways() -> None:
    for digit in range(10):
        ways = [allograph for allograph in ALLOGRAPHS if allograph.digit == digit]
        assert len(ways) >= 8
        assert len({way.name for way in ways}) == len(ways)


def test_allographs_lie_in_their_box_or_not_far_beyond() -> None:
    for allograph in ALLOGRAPHS:
        assert allograph.frequency > 0
        for stroke, corners in zip(allograph.strokes, allograph.corners, strict=True):
            assert len(stroke) == len(corners) >= 2
            assert stroke[:, 0].min() >= -40
            assert stroke[:, 0].max() <= 140
            assert stroke[:, 1].min() >= -10
            assert stroke[:, 1].max() <= 155


def test_without_variation_curves_go_through_the_control_points() -> None:
    drawings = write_strokes(LABELS, _rng(), style=PLAIN)

    for label, drawing in zip(LABELS, drawings, strict=True):
        ways = [way for way in ALLOGRAPHS if way.digit == label and len(way.strokes) == len(drawing)]
        distances = [
            max(
                np.abs(
                    stroke - np.array([50.0, 75.0]) - points[:: (len(points) - 1) // (len(stroke) - 1)][: len(stroke)]
                ).max()
                if (len(points) - 1) % (len(stroke) - 1) == 0 and len(points) == 6 * (len(stroke) - 1) + 1
                else np.inf
                for stroke, points in zip(way.strokes, drawing, strict=True)
            )
            for way in ways
        ]
        assert min(distances) < 1e-9


# The generator


def test_the_same_seed_gives_the_same_digits_and_another_gives_others() -> None:
    first, again, other = (write_frames(LABELS, _rng(seed)) for seed in (3, 3, 4))

    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max(axis=(1, 2)).min() > 0.2


@pytest.mark.slow
def test_no_two_digits_are_alike() -> None:
    frames = write_frames(np.full(200, 8), _rng()).reshape(200, -1)

    distances = np.abs(frames[:, None] - frames[None]).sum(axis=2) + 1e9 * np.eye(200)
    assert distances.min() > 1.0


def test_frames_are_those_of_the_canvas_for_the_same_strokes() -> None:
    frames = write_frames(LABELS, _rng(5), style=PLAIN)
    drawings = write_strokes(LABELS, _rng(5), style=PLAIN)

    expected, drawn = frame_drawings(drawings)

    assert drawn.all()
    difference = np.abs(frames - expected)
    assert (difference > 0.02).mean() < 1e-4  # the canvas's strokes are thinned out before they are drawn
    assert difference.max() < 0.2


def test_frames_hold_ink_and_no_more_than_ink() -> None:
    frames = write_frames(LABELS, _rng())

    assert frames.dtype == np.float32
    assert frames.shape == (300, 20, 20)
    assert frames.min() >= 0.0
    assert frames.max() <= 1.0
    assert (frames.sum(axis=(1, 2)) > 10).all()


@pytest.mark.slow_but(5)
@pytest.mark.parametrize("setting", [name for name in HandwritingStyle.__dataclass_fields__ if name != "kinship"])
def test_every_setting_of_the_style_changes_digits(setting: str) -> None:
    labels = np.tile([4, 5, 8], 100)
    value = getattr(STYLE, setting)

    if setting == "carelessness":
        usual, changed = replace(PLAIN, jitter=5.0), replace(PLAIN, jitter=5.0, carelessness=value)
    elif setting == "far_share":
        usual, changed = replace(PLAIN, far_stretch=1.4), replace(PLAIN, far_stretch=1.4, far_share=1.0)
    elif setting == "far_evenly":
        usual = replace(PLAIN, far_stretch=1.4, far_share=1.0)
        changed = replace(usual, far_evenly=True)
    else:
        usual, changed = PLAIN, replace(PLAIN, **{setting: value})

    assert (
        np.abs(write_frames(labels, _rng(2), style=usual) - write_frames(labels, _rng(2), style=changed)).max() > 0.05
    )


def test_digits_are_stretched_evenly_or_the_farther_the_rarer() -> None:
    ring = next(way for way in ALLOGRAPHS if way.digit == 0)

    def widenings(style: HandwritingStyle) -> NDArray[np.float64]:
        drawings = write_strokes(np.zeros(600, dtype=np.intp), _rng(), style=style, allographs=(ring,))
        spans = np.array([np.ptp(np.concatenate(drawing), axis=0) for drawing in drawings])
        return np.asarray(np.log(spans[:, 0] / spans[:, 1]))

    as_it_is = widenings(PLAIN)[0]
    for evenly, mean in ((False, 1.4 / 3), (True, 1.4 / 2)):
        sizes = np.abs(widenings(replace(PLAIN, far_share=1.0, far_stretch=1.4, far_evenly=evenly)) - as_it_is)
        assert sizes.max() <= 1.4 + 1e-9
        assert sizes.mean() == pytest.approx(mean, rel=0.1)


def test_rough_digits_keep_at_least_half_their_ink_and_others_stay_as_they_are() -> None:
    frames = write_frames(LABELS, _rng(), style=PLAIN)

    rough, half = (roughened(frames, _rng(2), share=share) for share in (1.0, 0.5))

    assert 0.0 <= rough.min() < rough.max() <= 1.0
    assert (rough.sum(axis=(1, 2)) >= 0.5 * frames.sum(axis=(1, 2))).all()
    assert (rough != frames).any(axis=(1, 2)).mean() > 0.9
    assert 0.3 < (half != frames).any(axis=(1, 2)).mean() < 0.6
    assert roughened(frames[:0], _rng(), share=1.0).shape == (0, 20, 20)


def test_nothing_to_write_is_no_error() -> None:
    assert write_frames([], _rng()).shape == (0, 20, 20)
    assert write_strokes([], _rng()) == []


@pytest.mark.slow
def test_it_is_legible_to_the_bundled_network() -> None:
    frames = write_frames(np.arange(1000) % 10, _rng()).reshape(1000, -1)

    read = load_model().read(frames).argmax(axis=1)

    assert (read == np.arange(1000) % 10).mean() > 0.85


@pytest.mark.slow
def test_who_learns_from_it_alone_reads_people() -> None:
    config = TrainingConfig(
        hidden_layers=(64,), hidden_activation="relu", initialization="he", optimizer="momentum", learning_rate=0.05,
        batch_size=50, epochs=6, validation_fraction=0.0,
    )  # fmt: skip
    report = train(config, write_dataset(6000))

    uci = evaluate(Parameters(report.architecture, report.parameters), load_uci_digits().digits)

    assert uci.accuracy > 0.75


# The source


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few digits are written at a time."""
    monkeypatch.setattr(generator, "_BLOCK", 500)


@pytest.mark.slow
@pytest.mark.usefixtures("little")
def test_a_larger_data_set_begins_with_the_smaller() -> None:
    small, large = write_dataset(100), write_dataset(600)

    np.testing.assert_array_equal(large.digits.stored[:100], small.digits.stored)
    np.testing.assert_array_equal(large.digits.labels[:100], small.digits.labels)
    assert np.ptp(np.bincount(large.digits.labels)) <= 30
    assert large.digits.stored.dtype == np.uint8


@pytest.mark.usefixtures("little")
def test_it_is_named_with_a_number_and_a_seed() -> None:
    plain, seeded = load_dataset("handwriting:50"), load_dataset("handwriting:50:7")

    assert len(plain.digits) == len(seeded.digits) == 50
    assert (plain.digits.stored != seeded.digits.stored).any()
    assert (plain.name, plain.source) == ("handwriting:50", "handwriting:50")
    assert DEFAULT_N_DIGITS == 20_000


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("handwriting:0", "expected 1 to 5,000,000 digits, got 0"),
        ("handwriting:5000001", "expected 1 to 5,000,000 digits, got 5,000,001"),
        ("handwriting:many", 'expected a number of digits and a seed such as "handwriting:50000:7"'),
        ("handwriting:10:2:3", "expected a number of digits and a seed"),
        ("handwriting:", "expected a number of digits and a seed"),
        ("handwriting:-5", "expected a number of digits and a seed"),
        (f"handwriting:{'9' * 30}", "expected a number of digits and a seed"),
    ],
)
def test_another_number_is_told_what_is_expected(source: str, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)):
        load_dataset(source)
