"""From a photograph to its ink: each stage on its own, then every condition of ``tests/photographs.py`` is read."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from engine.data.formats.picture_files import load_picture
from engine.ink.framing import frame_picture
from engine.ink.photographs import (
    brightness_of_colors,
    find_sheet,
    ink_mask,
    ink_of_photograph,
    ink_share,
    is_light_on_dark,
    telling_color,
    without_boxes,
    without_dots,
    without_lines,
    writing,
)
from engine.ink.picture_ink import ink_of_picture
from engine.models.files import load_model
from tests.photographs import CONDITIONS, EVEN_LIGHT, FELT, scene, taken, written_digits

Plane = NDArray[np.float32]
_HEIGHT, _WIDTH = 180, 240


@pytest.fixture
def stroke() -> NDArray[np.bool_]:
    """A hook of 8 px: down, then to the right."""
    mask = np.zeros((_HEIGHT, _WIDTH), dtype=bool)
    mask[50:130, 100:108] = mask[122:130, 100:150] = True
    return mask


def _paper(stroke: NDArray[np.bool_], light: Any = 0.9) -> Plane:
    paper: Plane = (np.where(stroke, 0.2, 1.0) * light).astype(np.float32)
    return paper


def _brightness(pixels: NDArray[np.uint8]) -> Plane:
    return brightness_of_colors(pixels.astype(np.float32) / np.float32(255))


@pytest.mark.parametrize("least", [0.6, 0.4, 0.25])
@pytest.mark.parametrize("is_hard", [False, True])
def test_ink_is_the_same_share_of_light_in_any_light(least: float, is_hard: bool, stroke: NDArray[np.bool_]) -> None:
    ramp = np.linspace(0, 1, _WIDTH, dtype=np.float32)[None, :]
    light = 0.9 * (1 - (1 - least) * ((ramp > 0.55) if is_hard else ramp))  # the edge crosses the stroke

    share = ink_share(_paper(stroke, light))

    np.testing.assert_allclose(np.percentile(share[stroke], (10, 90)), 0.8, atol=0.03)
    assert share[~stroke].max() < 0.06
    assert (ink_mask(share) != stroke).sum() < 0.02 * stroke.sum()


@pytest.mark.parametrize("is_light", [False, True])
def test_light_writing_is_told_from_dark(is_light: bool, stroke: NDArray[np.bool_]) -> None:
    paper = _paper(stroke)

    assert is_light_on_dark(1 - paper if is_light else paper) is is_light


def test_single_dots_go_and_lines_stay(stroke: NDArray[np.bool_]) -> None:
    rng = np.random.default_rng(1)
    clean = _paper(stroke)
    clean[20:160, 180] = 0.2  # a line of one pixel
    seen = np.where(rng.random(clean.shape) < 0.01, np.round(rng.random(clean.shape, np.float32)), clean)

    smooth, _ = without_dots(seen)

    assert (np.abs(smooth - clean) > 0.2).sum() < 0.1 * (np.abs(seen - clean) > 0.2).sum()
    assert (smooth[22:158, 180] < 0.5).mean() > 0.95


def test_the_sheet_is_found_on_a_table_and_only_there(stroke: NDArray[np.bool_]) -> None:
    on_table = np.full((_HEIGHT, _WIDTH), 0.25, np.float32)
    on_table[20:160, 40:210] = _paper(stroke)[20:160, 40:210]

    sheet = find_sheet(on_table)

    assert sheet is not None
    assert sheet[stroke].all()
    assert not sheet[:20].any()
    assert not sheet[:, :40].any()
    assert find_sheet(_paper(stroke)) is None
    assert find_sheet(1 - _paper(stroke)) is None


@pytest.mark.parametrize("slope", [0.0, 0.03, -0.06])
@pytest.mark.parametrize("is_squared", [False, True])
def test_rules_go_but_not_where_a_stroke_crosses_them(
    slope: float, is_squared: bool, stroke: NDArray[np.bool_]
) -> None:
    rules = np.zeros_like(stroke)
    columns = np.arange(_WIDTH)
    for top in range(10, _HEIGHT, 25):
        rows = np.round(top + slope * columns).astype(int)
        inside = (rows >= 0) & (rows < _HEIGHT - 1)
        rules[rows[inside], columns[inside]] = rules[rows[inside] + 1, columns[inside]] = True
    if is_squared:
        rules[:, 12::25] = True

    kept = without_lines(stroke | rules)

    assert kept[stroke].mean() > 0.93
    assert (kept & ~stroke).sum() < 0.04 * rules.sum()


def test_a_line_alone_is_writing() -> None:
    one = np.zeros((100, 80), dtype=bool)
    one[:, 36:42] = True

    np.testing.assert_array_equal(without_lines(one), one)


@pytest.mark.parametrize("touches", [False, True])
def test_a_box_around_the_ink_goes(touches: bool, stroke: NDArray[np.bool_]) -> None:
    box = np.zeros_like(stroke)
    right = 151 if touches else 180
    box[30:150, 80:right] = True
    box[32:148, 82 : right - 2] = False

    kept = without_boxes(stroke | box)

    assert kept[stroke].mean() > 0.97
    assert (kept & ~stroke).sum() < 0.15 * box.sum()
    np.testing.assert_array_equal(without_boxes(box), box)  # a square 0, perhaps


def test_holes_specks_and_what_comes_from_the_edge_are_not_writing(stroke: NDArray[np.bool_]) -> None:
    y, x = np.mgrid[:_HEIGHT, :_WIDTH]
    clutter = np.hypot(x - 14, y - 90) < 7
    clutter |= np.hypot(x - 200, y - 40) < 2
    clutter[:40, 220:] = True

    kept = writing(stroke | clutter, (stroke | clutter).astype(np.float32))

    np.testing.assert_array_equal(kept, stroke)


def test_a_bar_set_apart_belongs_to_the_digit(stroke: NDArray[np.bool_]) -> None:
    bar = np.zeros_like(stroke)
    bar[36:43, 104:150] = True

    np.testing.assert_array_equal(writing(stroke | bar, (stroke | bar).astype(np.float32)), stroke | bar)


def test_color_tells_ink_where_brightness_does_not(stroke: NDArray[np.bool_]) -> None:
    green, red = np.array([0.35, 0.62, 0.3], np.float32), np.array([0.85, 0.3455, 0.3], np.float32)
    luma = np.array([0.299, 0.587, 0.114])
    red *= float(green @ luma) / float(red @ luma)
    colors = np.where(stroke[..., None], red, green)

    brightness = brightness_of_colors(colors)

    assert np.ptp(colors @ luma) < 0.001
    assert brightness[stroke].max() < brightness[~stroke].min() - 0.3
    blue_on_white = np.where(stroke[..., None], (0.1, 0.15, 0.5), (0.95, 0.94, 0.9)).astype(np.float32)
    assert telling_color(blue_on_white) is None


def test_an_even_picture_is_read_as_it_is(stroke: NDArray[np.bool_]) -> None:
    for picture in (_paper(stroke), 1 - _paper(stroke)):
        found = ink_of_photograph(picture)

        np.testing.assert_array_equal(found.ink, ink_of_picture(picture))
        assert not found.stages


def test_the_stages_and_the_place_of_the_ink_are_told(stroke: NDArray[np.bool_]) -> None:
    on_table = np.full((_HEIGHT, _WIDTH), 0.2, np.float32)
    on_table[20:160, 40:210] = _paper(stroke, np.linspace(0.9, 0.5, _WIDTH))[20:160, 40:210]
    large = np.kron(on_table, np.ones((5, 5), np.float32))

    found = ink_of_photograph(large)

    assert [stage.name for stage in found.stages] == ["seen", "sheet", "evened", "threshold", "ink"]
    assert all(0 <= stage.picture.min() <= stage.picture.max() <= 1 for stage in found.stages)
    rows, columns = np.nonzero(found.ink > 0.5)
    left, top = found.corner[0] + columns.min() * found.scale, found.corner[1] + rows.min() * found.scale
    assert (left, top) == pytest.approx((500, 250), abs=2 * found.scale)


def test_a_picture_that_is_nearly_all_black_has_finite_ink() -> None:
    picture = np.zeros((217, 325), np.uint8)
    picture[:, ::3] = 255
    with np.errstate(all="raise"):
        assert np.isfinite(ink_of_photograph(picture).ink).all()


@pytest.mark.parametrize("seed", range(3))
def test_an_empty_sheet_has_no_ink(seed: int) -> None:
    made = scene([np.array([[0.0, 0.0], [1.0, 1.0]])], seed, FELT)
    made.cover = 0.0
    made.light *= 1 - 0.4 * made.ramp(1.0)

    assert frame_picture(_brightness(taken(made))) is None


@pytest.mark.parametrize("bits", [10, 12, 14])
def test_grays_of_few_bits_in_a_picture_of_16_are_read(bits: int, stroke: NDArray[np.bool_], tmp_path: Path) -> None:
    values = np.where(stroke, 200, 2**bits - 1).astype(np.uint16)
    PillowImage.fromarray(values).save(tmp_path / "gray.png")

    found = load_picture(tmp_path / "gray.png")

    assert found.max() == 1
    assert frame_picture(found) is not None


@pytest.mark.parametrize("kind", ["gif", "webp", "tiff"])
def test_a_blank_first_frame_is_passed_over(kind: str, stroke: NDArray[np.bool_], tmp_path: Path) -> None:
    blank, drawn = (
        PillowImage.fromarray((_paper(mask, 1.0) * 255).astype(np.uint8)) for mask in (stroke & False, stroke)
    )
    blank.save(tmp_path / f"a.{kind}", save_all=True, append_images=[blank.copy(), drawn], lossless=True)

    assert load_picture(tmp_path / f"a.{kind}").min() < 0.25


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("name", [*EVEN_LIGHT, *CONDITIONS])
def test_photographs_are_read_in_every_condition(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGITLAB_DATA", raising=False)  # written digits, the same on every machine
    model = load_model()
    right = 0
    strokes, labels = written_digits(6, seed=4)
    for i, (drawing, label) in enumerate(zip(strokes, labels, strict=True)):
        seen = {**EVEN_LIGHT, **CONDITIONS}[name](drawing, i % 3, i)
        frame = frame_picture(_brightness(seen))
        right += frame is not None and int(model.read(frame.reshape(1, -1))[0].argmax()) == label

    assert right >= 5
