"""Distorted copies: which way things go, what stays, and that the same seed gives the same."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.data.augmentation import (
    AUGMENTATIONS,
    Array32,
    Augmentation,
    affine_sources,
    augment,
    drawn_sources,
    elastic_field,
    resampled,
    with_stroke_width,
)
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.ink.input_formats import BLOCKS, FRAME, InputFormat

LIGHT, STRONG = AUGMENTATIONS["light"], AUGMENTATIONS["strong"]
BOTH = [pytest.param(FRAME, id="20x20"), pytest.param(BLOCKS, id="8x8")]


def floats(values: object) -> Array32:
    return np.array(values, dtype=np.float32)


def digits_of(form: InputFormat) -> Array32:
    dataset = load_uci_digits() if form is FRAME else load_uci_digits_8x8()
    return dataset.digits.values("float32").astype(np.float32)


def dot(x: int, y: int, *, size: int = 21) -> Array32:
    """One picture with one pixel of ink."""
    picture = np.zeros((size, size), dtype=np.float32)
    picture[y, x] = 1.0
    return picture.reshape(1, -1)


def moved(
    picture: Array32,
    *,
    angle: float = 0.0,
    shear: float = 0.0,
    scale: tuple[float, float] = (1.0, 1.0),
    shift: tuple[float, float] = (0.0, 0.0),
) -> tuple[int, int]:
    """Where the darkest pixel (x, y) of a picture stands after an affine distortion."""
    sources = affine_sources(
        angles=floats([angle]),
        shears=floats([shear]),
        scales=floats([scale]),
        shifts=floats([shift]),
        size=21,
    )
    y, x = divmod(int(resampled(picture, sources, size=21).argmax()), 21)
    return x, y


# Nothing


@pytest.mark.parametrize("form", BOTH)
def test_none_leaves_every_bit_as_it_is_and_draws_nothing(form: InputFormat) -> None:
    images, rng = digits_of(form)[:20], np.random.default_rng(1)
    before = rng.bit_generator.state
    same = augment(images, rng, AUGMENTATIONS["none"], size=form.size, ink=form.ink)
    assert same.tobytes() == images.tobytes()
    assert rng.bit_generator.state == before


def test_no_pictures_are_no_pictures() -> None:
    nothing = np.empty((0, 400), dtype=np.float32)
    assert augment(nothing, np.random.default_rng(1), STRONG, size=20, ink=1.0).shape == (0, 400)


def test_a_field_that_moves_nothing_gives_the_very_same_values() -> None:
    images = digits_of(FRAME)[:50]
    y, x = np.divmod(np.arange(400, dtype=np.float32), 20)
    still = affine_sources(
        angles=np.zeros(50, np.float32), shears=np.zeros(50, np.float32),
        scales=np.ones((50, 2), np.float32), shifts=np.zeros((50, 2), np.float32), size=20,
    )  # fmt: skip
    assert (still.x == x).all()
    assert (still.y == y).all()
    np.testing.assert_array_equal(resampled(images, still, size=20), images)


# Directions, on a picture of 21x21 whose middle is pixel (10, 10)


def test_a_shift_goes_right_and_down() -> None:
    assert moved(dot(10, 10), shift=(3, 0)) == (13, 10)
    assert moved(dot(10, 10), shift=(0, 4)) == (10, 14)
    assert moved(dot(2, 5), shift=(-1, -2)) == (1, 3)


def test_an_angle_turns_counterclockwise_about_the_middle() -> None:
    assert moved(dot(15, 10), angle=math.pi / 2) == (10, 5)
    assert moved(dot(10, 5), angle=math.pi / 2) == (5, 10)
    assert moved(dot(10, 10), angle=1.0) == (10, 10)


def test_a_slant_moves_what_is_above_to_the_right() -> None:
    assert moved(dot(10, 4), shear=0.5) == (13, 4)
    assert moved(dot(10, 16), shear=0.5) == (7, 16)


def test_a_scale_moves_ink_away_from_the_middle_along_its_axis() -> None:
    assert moved(dot(13, 10), scale=(2.0, 1.0)) == (16, 10)
    assert moved(dot(13, 13), scale=(1.0, 2.0)) == (13, 16)


def test_ink_is_scaled_then_slanted_then_turned_then_shifted() -> None:
    # (10, 7) is 3 above the middle: 6 above, then 3 to the right, then 6 to the left and 3 above, then one right.
    assert moved(dot(10, 7), scale=(1.0, 2.0), shear=0.5, angle=math.pi / 2, shift=(1, 0)) == (5, 7)


def test_between_pixels_values_are_mixed_and_ink_that_leaves_the_picture_is_gone() -> None:
    picture = dot(20, 10)
    half = affine_sources(
        angles=floats([0]), shears=floats([0]), scales=floats([[1, 1]]),
        shifts=floats([[-0.25, 0.5]]), size=21,
    )  # fmt: skip
    shifted = resampled(picture, half, size=21).reshape(21, 21)
    np.testing.assert_allclose(shifted[10:12, 19:], [[0.125, 0.375], [0.125, 0.375]], atol=1e-6)
    assert shifted.sum() == pytest.approx(1.0)
    gone = half._replace(x=half.x - 300, y=half.y + 1e6)
    assert not resampled(picture, gone, size=21).any()


# The elastic field


@pytest.mark.parametrize(("sigma", "size"), [(3.0, 20), (4.0, 20), (1.2, 8)])
def test_the_elastic_field_is_as_smooth_as_filtered_noise(sigma: float, size: int) -> None:
    field = elastic_field(6000, np.random.default_rng(3), sigma=sigma, size=size).reshape(-1, size, size)
    assert field.mean() == pytest.approx(0.0, abs=0.02)
    assert field.std(axis=0).min() > 0.95  # in the corners too
    assert field.std(axis=0).max() < 1.05
    for d in (1, 2, 4):
        expected = math.exp(-(d**2) / (4 * sigma**2))
        for one, other in ((field[:, d:], field[:, :-d]), (field[:, :, d:], field[:, :, :-d])):
            assert float((one * other).mean()) == pytest.approx(expected, abs=0.03)


def test_the_two_components_of_the_field_are_drawn_apart() -> None:
    elastic = replace(AUGMENTATIONS["none"], elastic_px=0.5)
    sources = drawn_sources(4000, np.random.default_rng(2), elastic, size=20)
    y, x = np.divmod(np.arange(400), 20)
    across, down = sources.x - x, sources.y - y
    assert across.std() == pytest.approx(0.5, rel=0.05)
    assert down.std() == pytest.approx(0.5, rel=0.05)
    assert abs(np.corrcoef(across[:, 210], down[:, 210])[0, 1]) < 0.06


def test_lengths_are_in_proportion_to_the_picture() -> None:
    shift = replace(AUGMENTATIONS["none"], shift_px=1.0)
    for size in (20, 8):
        sources = drawn_sources(4000, np.random.default_rng(2), shift, size=size)
        assert float(sources.x[:, 0].std()) == pytest.approx(size / 20, rel=0.05)
        assert abs(sources.x[:, 0]).max() <= 2.5 * size / 20 + 1e-6


# Strokes


def test_strokes_become_thicker_and_thinner_by_a_share() -> None:
    picture = np.zeros((1, 49), dtype=np.float32)
    picture.reshape(7, 7)[:, 2:5] = 1.0
    both = np.concatenate([picture, picture, picture])
    thin, same, thick = with_stroke_width(both, floats([-0.25, 0.0, 0.5]), size=7).reshape(3, 7, 7)
    np.testing.assert_allclose(thick[3], [0, 0.5, 1, 1, 1, 0.5, 0])
    np.testing.assert_allclose(thin[3], [0, 0, 0.75, 1, 0.75, 0, 0])
    assert same.tobytes() == picture.tobytes()


# All together


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize("augmentation", [LIGHT, STRONG], ids=lambda a: a.name)
def test_the_same_seed_gives_the_same_copies_and_another_seed_others(
    form: InputFormat, augmentation: Augmentation
) -> None:
    images = digits_of(form)[:600]
    kept = images.copy()
    first, again, other = (
        augment(images, np.random.default_rng(seed), augmentation, size=form.size, ink=form.ink) for seed in (1, 1, 2)
    )
    assert first.dtype == np.float32
    assert first.tobytes() == again.tobytes()
    assert (first != other).any(axis=1).all()
    assert (first != images).any(axis=1).all()
    assert images.tobytes() == kept.tobytes()  # the originals are left alone


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize("augmentation", [LIGHT, STRONG], ids=lambda a: a.name)
def test_values_stay_in_range_and_so_does_the_ink(form: InputFormat, augmentation: Augmentation) -> None:
    images = digits_of(form)
    augmented = augment(images, np.random.default_rng(5), augmentation, size=form.size, ink=form.ink)
    assert augmented.min() >= 0.0
    assert augmented.max() <= form.ink
    assert augmented.mean() == pytest.approx(images.mean(), rel=0.12)
    assert (augmented.max(axis=1) > 0.5 * images.max(axis=1)).all()  # no digit fades away


def test_values_beyond_paper_and_ink_are_the_data_s_own() -> None:
    images = digits_of(FRAME)[:300] * 1.2 - 0.1
    augmented = augment(images, np.random.default_rng(5), STRONG, size=20, ink=1.0)
    assert augmented.min() >= images.min()
    assert augmented.max() <= images.max()


def test_two_copies_of_one_digit_differ() -> None:
    twins = np.repeat(digits_of(FRAME)[:1], 300, axis=0)
    copies = augment(twins, np.random.default_rng(4), LIGHT, size=20, ink=1.0)
    assert len(np.unique(copies, axis=0)) == 300


@pytest.mark.parametrize(
    "strength", ["rotation_deg", "shear", "scale", "shift_px", "elastic_px", "stroke_width", "contrast"]
)
def test_each_strength_does_something_by_itself(strength: str) -> None:
    images = digits_of(FRAME)[:100]
    alone = replace(AUGMENTATIONS["none"], **{strength: getattr(STRONG, strength)})
    assert not alone.is_identity
    changed = augment(images, np.random.default_rng(1), alone, size=20, ink=1.0)
    assert (changed != images).any(axis=1).mean() > 0.95
