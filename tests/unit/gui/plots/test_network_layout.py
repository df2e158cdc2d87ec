"""Where a drawn network stands: nothing overlaps, at any size, for networks of every kind."""

from itertools import pairwise

import pytest

from engine.training.config import TrainingConfig, parse_hidden_layers
from gui.plots.network_layout import Kind, NetworkLayout, beside, place_network, plans_of
from gui.plots.network_painter import legend_lines


def _layout(layers: str, width: float, height: float, unit: float = 1.0) -> NetworkLayout:
    hidden = parse_hidden_layers(layers) if layers else ()
    architecture = TrainingConfig().with_values(hidden_layers=hidden).architecture((20, 20, 1))
    return place_network(plans_of(architecture), (20, 20), width, height, unit)


NETWORKS = (
    "", "1", "5", "10", "25", "26", "27", "512, 256", "30, 25, 20, 15", "64, 64, 64, 64, 64, 64",
    "conv 8 5x5, pool 2, conv 16 5x5, pool 2, 64", "conv 32 5x5, pool 2, conv 64 5x5, pool 2, dropout 0.4, 128",
    "conv 6 3x3, 20", "pool 2, 30",
)  # fmt: skip
SIZES = ((888, 599, 1.0), (888, 410, 1.0), (632, 310, 1.0), (1290, 830, 1.25), (400, 200, 1.0))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layers", NETWORKS)
def test_nothing_overlaps_and_everything_is_inside(layers: str, size: tuple[float, float, float]) -> None:
    layout = _layout(layers, *size)
    edges = [layout.picture.right()]
    for column in layout.columns:
        edges += [column.left, column.left + column.width]
        wholes = [slot.whole for slot in column.slots]
        assert wholes
        assert all(whole.bottom() <= layout.height + 1 for whole in wholes)
        for number, whole in enumerate(wholes):
            assert not any(whole.adjusted(1, 1, -1, -1).intersects(other) for other in wholes[number + 1 :])
        assert column.more is None or not any(column.more.intersects(whole) for whole in wholes)
    edges.append(layout.outputs[0].circle.left())
    assert all(left <= right + 1 for left, right in pairwise(edges))
    assert len(layout.outputs) == 10
    assert layout.outputs[9].row.bottom() <= layout.height
    assert not layout.legend.intersects(layout.picture)


@pytest.mark.parametrize(
    ("layers", "size", "drawn", "has_more"),
    [
        ("25", (888, 599), 25, False),
        ("26", (888, 599), 26, False),
        ("27", (888, 599), 12, True),
        ("512", (888, 599), 12, True),
        ("25", (632, 310), 12, True),  # a window of 900x500
        ("12", (632, 310), 12, False),
    ],
)
def test_wide_layers_and_low_windows_draw_twelve(
    layers: str, size: tuple[float, float], drawn: int, has_more: bool
) -> None:
    (column,) = _layout(layers, *size).columns
    assert len(column.slots) == drawn
    assert (column.more is not None) == has_more


def test_six_layers_fit_into_the_smallest_window() -> None:
    layout = _layout("25, 20, 20, 15, 15, 12", 632, 308)
    assert layout.width == 632
    assert not layout.has_percentages
    assert layout.legend.bottom() <= layout.height
    assert layout.legend.right() <= layout.columns[0].left
    assert layout.is_legend_stacked
    buttons = [column.more for column in layout.columns if column.more is not None]
    assert len(buttons) == 6
    assert not any(left.adjusted(0, 0, 4, 0).intersects(right) for left, right in pairwise(buttons))


def test_the_inspector_has_its_place_and_never_covers_what_is_pointed_at() -> None:
    assert not _layout("25", 888, 599).is_covering
    assert not _layout("512, 256", 888, 608).is_covering
    low = _layout("25", 632, 310)
    assert low.is_covering
    for target in [*(slot.whole for slot in low.columns[0].slots), *(output.row for output in low.outputs)]:
        assert not beside(low, target).intersects(target)


@pytest.mark.parametrize(
    ("kinds", "is_dark", "told"),
    [
        ({"units"}, True, ["fuller: more active"]),
        ({"units", "maps"}, False, ["fuller: more active", "darker: more active"]),
        ({"maps"}, True, ["lighter: more active"]),  # ink is light there
    ],
)
def test_the_legend_says_what_more_active_looks_like(kinds: set[Kind], is_dark: bool, told: list[str]) -> None:
    lines = [text for _, text in legend_lines(kinds, is_dark=is_dark)]
    assert lines == [*told, "speaks for", "speaks against", "thicker: by more"]
