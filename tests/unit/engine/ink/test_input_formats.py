"""What networks of 400 and of 64 inputs read."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.errors import ModelError
from engine.ink.block_framing import block_strokes
from engine.ink.framing import frame_picture, frame_strokes
from engine.ink.input_formats import BLOCKS, FRAME, INPUT_FORMATS, InputFormat, input_format

Strokes = list[NDArray[np.float64]]


@pytest.mark.parametrize(
    ("n_inputs", "expected", "label", "ink"), [(400, FRAME, "20 × 20", 1.0), (64, BLOCKS, "8 × 8", 16.0)]
)
def test_the_number_of_inputs_tells_the_format(n_inputs: int, expected: InputFormat, label: str, ink: float) -> None:
    found = input_format(n_inputs)

    assert found is expected
    assert (found.n_inputs, found.label, found.ink) == (n_inputs, label, ink)
    assert set(INPUT_FORMATS) == {400, 64}


@pytest.mark.parametrize("n_inputs", [1, 63, 784, 1600])
def test_other_networks_cannot_read_a_drawing(n_inputs: int) -> None:
    with pytest.raises(ModelError, match=r"^expected a network of 400 inputs \(20 × 20\) or 64 inputs \(8 × 8\), got "):
        input_format(n_inputs)


@pytest.mark.parametrize("layout", [FRAME, BLOCKS], ids=lambda layout: layout.name)
def test_drawings_and_pictures_have_the_formats_shape_and_ink(
    layout: InputFormat, digit_strokes: list[Strokes]
) -> None:
    images, drawn = layout.drawings([digit_strokes[0], [], digit_strokes[8]], dot_size=0.01)
    picture = np.zeros((30, 30))
    picture[3:27, 10:20] = 1.0
    framed, inked = layout.picture(picture), layout.ink_picture(picture * 7.0)

    assert images.shape == (3, layout.size, layout.size)
    assert images.dtype == np.float32
    assert drawn.tolist() == [True, False, True]
    assert images.max() == pytest.approx(layout.ink, rel=0.05)
    assert framed is not None
    assert inked is not None
    assert framed.shape == (layout.size, layout.size)
    assert framed.max() == pytest.approx(layout.ink, rel=0.01)
    np.testing.assert_allclose(framed, inked, atol=1e-5)
    assert layout.picture(np.ones((5, 5))) is None
    assert layout.ink_picture(np.zeros((5, 5))) is None


def test_each_format_is_its_module(digit_strokes: list[Strokes]) -> None:
    np.testing.assert_array_equal(FRAME.drawings([digit_strokes[3]])[0][0], frame_strokes(digit_strokes[3]))
    np.testing.assert_array_equal(BLOCKS.drawings([digit_strokes[3]])[0][0], block_strokes(digit_strokes[3]))
    picture = np.eye(9)
    np.testing.assert_array_equal(FRAME.picture(picture), frame_picture(picture))


def test_formats_are_equal_only_to_themselves() -> None:
    # The window compares the old network's format with the new one's.
    assert input_format(400) == FRAME
    assert FRAME != BLOCKS
