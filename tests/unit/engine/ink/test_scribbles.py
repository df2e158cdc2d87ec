"""What is no digit: written in many ways, seeded, and the bundled network is not sure of it."""

from dataclasses import replace

import numpy as np
import pytest

from engine.data.handwriting.generator import STYLE, write_frames, write_strokes
from engine.data.handwriting.scribbles import SIGNS, scribbled_digits, write_scribbles
from engine.ink.framing import frame_drawings
from engine.models.files import load_model
from tests.unseen_signs import UNSEEN_SIGNS


def test_as_many_as_are_asked_for_and_every_one_has_ink() -> None:
    for n in (0, 1, 20, 333):
        drawings = write_scribbles(n, np.random.default_rng(1))
        assert len(drawings) == n
        images, drawn = frame_drawings(drawings)
        assert drawn.all()
        assert all(image.max() > 0.9 for image in images)


def test_the_same_seed_gives_the_same_scribbles() -> None:
    one, two, other = (scribbled_digits(50, seed=seed) for seed in (3, 3, 4))

    np.testing.assert_array_equal(one.stored, two.stored)
    np.testing.assert_array_equal(one.labels, two.labels)
    assert not np.array_equal(one.stored, other.stored)


@pytest.mark.slow
def test_they_are_bytes_labeled_at_random() -> None:
    digits = scribbled_digits(600, seed=1)

    assert digits.stored.dtype == np.uint8
    assert digits.stored.shape == (600, 400)
    assert digits.values("float32").max() <= 1.0
    counts = np.bincount(digits.labels, minlength=10)
    assert counts.min() > 40
    assert counts.max() < 80


def test_signs_are_told_apart_by_their_numbers() -> None:
    assert [sign.digit for sign in SIGNS] == list(range(len(SIGNS)))
    names = [sign.name for sign in SIGNS]
    assert len(set(names)) == len(names)
    assert not {sign.name for sign in UNSEEN_SIGNS} & set(names)


@pytest.mark.slow
def test_no_sure_answer_to_scribbles() -> None:
    images = scribbled_digits(1000, seed=77).values("float32")
    best = load_model().read(images).max(axis=1)

    assert (best > 0.9).mean() <= 0.08
    assert (best > 0.5).mean() <= 0.28
    assert np.median(best) < 0.35


def test_seldom_a_sure_answer_to_signs_that_were_never_seen() -> None:
    numbers = np.arange(700) % len(UNSEEN_SIGNS)
    drawings = write_strokes(numbers, np.random.default_rng(5), allographs=UNSEEN_SIGNS)
    best = load_model().read(frame_drawings(drawings)[0].reshape(700, -1)).max(axis=1)

    assert (best > 0.9).mean() <= 0.24


@pytest.mark.slow
def test_digits_get_sure_answers_all_the_same() -> None:
    usual = replace(STYLE, far_slant=0.0, far_rotation=0.0, far_stretch=0.0, rough_share=0.0)
    images = write_frames(np.arange(2000) % 10, np.random.default_rng(9), style=usual).reshape(2000, -1)
    best = load_model().read(images).max(axis=1)

    assert (best > 0.9).mean() >= 0.8


@pytest.mark.parametrize("picture", [np.zeros(400), np.ones(400), np.full(400, 0.5)], ids=["blank", "black", "gray"])
def test_no_sure_answer_to_a_picture_without_a_digit(picture: np.ndarray) -> None:
    assert load_model().read(picture[None].astype(np.float32)).max() < 0.9


def test_no_sure_answer_to_noise() -> None:
    noise = np.random.default_rng(1).random((500, 400), dtype=np.float32)
    assert (load_model().read(noise).max(axis=1) > 0.9).mean() <= 0.05
