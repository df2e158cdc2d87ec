"""What is no digit is refused, and digits are not; chosen on other drawings than these."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.handwriting.generator import STYLE, write_dataset, write_frames, write_strokes
from engine.data.handwriting.scribbles import SIGNS, write_scribbles
from engine.data.loading import load_dataset, read_strokes
from engine.ink.framing import frame_drawings
from engine.ink.input_formats import FRAME, INPUT_FORMATS
from engine.models.reading import show_digits
from engine.models.rejection import are_digits


@pytest.mark.slow
def test_hardly_a_digit_is_refused() -> None:
    usual = replace(STYLE, far_slant=0.0, far_rotation=0.0, far_stretch=0.0, rough_share=0.0)
    assert are_digits(write_frames(np.arange(2000) % 10, np.random.default_rng(123), style=usual)).mean() > 0.98
    far = write_dataset(2000, seed=123, style=replace(STYLE, rough_share=0.0))
    assert are_digits(far.digits.values("float32")).mean() > 0.97
    assert are_digits(np.zeros((0, 400))).shape == (0,)


def test_most_scribbles_and_signs_are_refused() -> None:
    rng = np.random.default_rng(321)
    drawings = [*write_scribbles(700, rng), *write_strokes(rng.integers(0, len(SIGNS), 300), rng, allographs=SIGNS)]

    assert are_digits(frame_drawings(drawings)[0]).mean() < 0.15


def test_larger_pictures_are_judged_alike_and_coarse_ones_are_not() -> None:
    (strokes,) = write_strokes(np.array([8]), np.random.default_rng(1), allographs=SIGNS)
    for form in INPUT_FORMATS.values():
        pictures = form.drawings([strokes])[0].reshape(1, -1)
        assert show_digits(pictures, form).tolist() == [form.frame is None]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pen-strokes-7494.json.gz", "ex4data1.mat", "train-images-idx3-ubyte.gz"])
def test_of_real_digits_one_in_200_is_refused_at_most(name: str, data_folder: Path) -> None:
    frames = (
        frame_drawings(read_strokes(data_folder / name)[0])[0].reshape(-1, FRAME.n_inputs)
        if "strokes" in name
        else load_dataset(str(data_folder / name), FRAME.name).digits.values("float32")
    )

    kept = [are_digits(frames[start : start + 5000]) for start in range(0, len(frames), 5000)]

    assert np.concatenate(kept).mean() >= 0.995
