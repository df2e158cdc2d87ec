"""Pictures traced into strokes: they are read as the pictures are, and look like them."""

import numpy as np
import pytest
from scipy.ndimage import label

from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.ink.input_formats import BLOCKS, FRAME, InputFormat
from engine.ink.stroke_tracing import picture_strokes, thinned
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.recipes import RECIPES
from engine.training.train import train


def _share_read_alike(model: Model, pictures: np.ndarray, form: InputFormat) -> float:
    framed, drawn = form.drawings([picture_strokes(picture, form) for picture in pictures])
    assert drawn.all()
    before, after = (model.read(images.reshape(len(pictures), -1)).argmax(axis=1) for images in (pictures, framed))
    return float((before == after).mean())


@pytest.mark.slow
def test_the_bundled_network_reads_the_strokes_as_it_reads_the_pictures() -> None:
    digits = load_uci_digits().digits
    pictures = digits.values("float32")[np.random.default_rng(1).permutation(len(digits))[:150]]

    assert _share_read_alike(load_model(), pictures, FRAME) >= 0.95


@pytest.mark.slow
def test_a_network_of_64_inputs_does_so_too() -> None:
    dataset = load_uci_digits_8x8()
    report = train(RECIPES["mlp-sgd"].config.with_values(hidden_layers=(25,), epochs=10), dataset)
    model = Model(Parameters(report.architecture, report.parameters), scaling=report.scaling)

    assert _share_read_alike(model, dataset.test.values("float32")[:150], BLOCKS) >= 0.88


@pytest.mark.parametrize("form", [FRAME, BLOCKS], ids=["20x20", "8x8"])
def test_what_was_drawn_is_traced_to_nearly_the_same_picture(form: InputFormat) -> None:
    angles = np.linspace(0, 2 * np.pi, 60)
    ring = np.stack([0.5 + 0.25 * np.cos(angles), 0.5 + 0.4 * np.sin(angles)], axis=1)
    slash = np.array([[0.3, 0.1], [0.6, 0.9]])
    pictures, _ = form.drawings([[ring], [slash]])
    again, _ = form.drawings([picture_strokes(picture, form) for picture in pictures])

    difference = np.abs(again - pictures).mean(axis=(1, 2)) / form.ink
    assert (difference < 0.04).all()
    assert len(picture_strokes(pictures[1], form)) == 1  # a line is one stroke


def _n_loops(picture: np.ndarray, level: float) -> int:
    """Patches of paper that ink surrounds."""
    return int(label(np.pad(picture < level, 1, constant_values=True))[1]) - 1


@pytest.mark.slow
def test_the_loops_of_blurred_digits_stay_open() -> None:
    """UCI's digits were enlarged from 8x8: the paper within a loop is gray, and was taken for ink."""
    digits = load_uci_digits().digits
    pictures = digits.values("float64")[np.flatnonzero(digits.labels == 9)].reshape(-1, 20, 20)
    with_loop = [picture for picture in pictures if _n_loops(picture / picture.max(), 0.8) == 1]
    framed, _ = FRAME.drawings([picture_strokes(picture, FRAME) for picture in with_loop])

    assert len(with_loop) == 22
    assert sum(_n_loops(picture, 0.8) >= 1 for picture in framed) >= 18  # 13, as long as levels were those of ink alone


@pytest.mark.slow
def test_strokes_stay_on_the_canvas_whatever_the_picture() -> None:
    rng = np.random.default_rng(3)
    for form in (FRAME, BLOCKS):
        for share in (0.02, 0.3, 0.9, 1.0):
            picture = (rng.random((form.size, form.size)) < share) * form.ink
            strokes = picture_strokes(picture, form)
            assert bool(strokes) == bool(picture.any())
            for stroke in strokes:
                assert stroke.ndim == 2
                assert stroke.shape[1] == 2
                assert stroke.min() >= 0
                assert stroke.max() <= 1


def test_a_single_pixel_is_something_and_paper_is_nothing() -> None:
    dot = np.zeros((20, 20))
    dot[9, 9] = 1.0
    assert picture_strokes(dot, FRAME)
    assert picture_strokes(np.zeros(400), FRAME) == []
    assert picture_strokes(np.full(400, -1.0), FRAME) == []


def test_faint_ink_is_traced_like_dark_ink() -> None:
    picture = load_uci_digits().digits.values("float64")[0]
    dark, faint = (picture_strokes(scale * picture, FRAME) for scale in (1.0, 0.3))
    framed, drawn = FRAME.drawings([dark, faint])

    assert drawn.all()
    assert np.abs(framed[0] - framed[1]).mean() < 0.1


# Thinning


def test_a_bar_is_thinned_to_its_middle_line() -> None:
    solid = np.zeros((11, 20), dtype=bool)
    solid[3:8, 2:18] = True
    lines = thinned(solid)

    assert set(np.flatnonzero(lines.any(axis=1))) == {5}
    assert lines.sum() >= 10


def test_thinning_keeps_pieces_and_holes_and_leaves_no_block_of_ink() -> None:
    digits = load_uci_digits().digits.values("float32")[:60].reshape(-1, 20, 20)
    solids = np.repeat(np.repeat(digits > 0.4, 3, axis=1), 3, axis=2)
    eight = np.ones((3, 3))
    for solid, lines in zip(solids, thinned(solids), strict=True):
        assert not (lines & ~solid).any()
        assert label(lines, eight)[1] == label(solid, eight)[1]
        assert label(np.pad(~lines, 1))[1] == label(np.pad(~solid, 1))[1]
        blocks = lines[:-1, :-1] & lines[1:, :-1] & lines[:-1, 1:] & lines[1:, 1:]
        assert blocks.sum() <= 2  # Zhang and Suen's method may leave one where diagonals cross
