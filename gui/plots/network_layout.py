"""Where everything of a drawn network stands: the drawing, the columns of units and maps, the ten digits. Pure functions.

Lengths are points of the screen; ``unit`` is how many of them a point of the design has.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF

from engine.explain.flow import PICTURE, stages
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.pooling import Pooling
from engine.nn.network import Architecture

Kind = Literal["units", "maps", "pool"]

ALL_UNITS, FEW_UNITS, MOST_MAPS = 26, 12, 16
"""Up to so many units all are drawn; else so many, and so many maps, that say most."""
EDGE, LEVEL = 16, 7
_HEAD, _HEAD_OF_TWO = 40, 56
_INPUT, _LEAST_INPUT = 180, 96
_INPUT_BESIDE_MAPS, _LEAST_INPUT_ABOVE = 142, 130  # an inspector, with the legend between
_TILE_GAP, _COLUMN_GAP, _LARGEST_TILE = 2, 33, 48
_PITCH_OF_ONE_COLUMN, _LEAST_PITCH = 38.0, 24.0
_MAP, _MAP_GAP, _FILTER_SHARE, _POOL_SHARE = 45, 4, 25 / 45, 27 / 45
_OUTPUTS, _OUTPUTS_NARROW, _OUTPUTS_ALONE, _WIDTH_OF_SCORES = 150, 132, 48, 560
_LEAST_GAP, _LEAST_GAP_OF_MANY, _GAP_SHARE_OF_POOL = 44.0, 30.0, 0.3
_MORE_HEIGHT, _MORE_WIDTH, _LEAST_MORE_WIDTH = 24, 84, 52
INSPECTOR_WIDTH, INSPECTOR_HEIGHT = 288, 262
_LEAST_INSPECTOR_WIDTH = 248
_LEGEND_ROW, LEGEND_ROW_STACKED, LEGEND_ROWS = 20, 34, 4
_LEGEND_WIDTH, _LEGEND_WIDTH_STACKED = 166, 112


@dataclass(frozen=True, slots=True)
class StagePlan:
    """What is to be placed of a layer.

    Attributes
    ----------
    layer
        Its number.
    kind
        Units, maps, or maps that a pool made smaller.
    n
        How many there are.
    has_filters
        Whether a filter stands before each map: those of a convolution that looks at the drawing.
    shape
        Rows and columns of each map, (1, 1) for units.
    """

    layer: int
    kind: Kind
    n: int
    has_filters: bool = False
    shape: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a unit or a map.

    Attributes
    ----------
    picture
        Of what it looks for, or of the map.
    level
        Of the bar that is as full as it is active; ``None`` for maps.
    filter
        Of its filter, if there is one.
    """

    picture: QRectF
    level: QRectF | None = None
    filter: QRectF | None = None

    @property
    def whole(self) -> QRectF:
        """All of it."""
        whole = self.picture
        for part in (self.level, self.filter):
            if part is not None:
                whole = whole.united(part)
        return whole

    @property
    def enters(self) -> QPointF:
        """Where lines end."""
        whole = self.whole
        return QPointF(whole.left(), self.picture.center().y())

    @property
    def leaves(self) -> QPointF:
        """Where lines begin."""
        whole = self.whole
        return QPointF(whole.right(), self.picture.center().y())


@dataclass(frozen=True, slots=True)
class Column:
    """The places of a layer's units or maps.

    Attributes
    ----------
    plan
        What is placed.
    left, width
        Of all of it.
    slots
        As many as are drawn.
    more
        Where the button with the number of the others is; ``None`` if all are drawn.
    """

    plan: StagePlan
    left: float
    width: float
    slots: tuple[Slot, ...]
    more: QRectF | None


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """The place of a digit of the outputs.

    Attributes
    ----------
    circle
        As dark as it is probable.
    row
        All of it, with digit and figures.
    """

    circle: QRectF
    row: QRectF


@dataclass(frozen=True, slots=True)
class NetworkLayout:
    """Where everything stands.

    Attributes
    ----------
    unit
        Points for each point of the design.
    width, height
        Of all; more than there was room for where that would not be legible.
    head
        Height of the headings.
    picture
        The drawing as the network gets it.
    columns
        Of the hidden layers.
    outputs
        The ten digits.
    legend, inspector
        Where these stand; the inspector may have to cover other things.
    is_covering
        Whether it does.
    is_legend_stacked
        Whether its signs stand above their words: below a small picture.
    has_percentages, has_scores
        Whether there is room for percentages beside the digits, and for scores below them.
    """

    unit: float
    width: float
    height: float
    head: float
    picture: QRectF
    columns: tuple[Column, ...]
    outputs: tuple[OutputPlace, ...]
    legend: QRectF
    inspector: QRectF
    is_covering: bool
    is_legend_stacked: bool
    has_percentages: bool
    has_scores: bool

    def column_of(self, layer: int) -> Column | None:
        """The column of a layer."""
        return next((column for column in self.columns if column.plan.layer == layer), None)


def plans_of(architecture: Architecture) -> tuple[StagePlan, ...]:
    """The hidden layers that are drawn."""
    plans, before = [], PICTURE
    for layer in stages(architecture)[:-1]:
        shape = architecture.shapes[layer + 1]
        made = architecture.layers[layer]
        if len(shape) != 3:
            plans.append(StagePlan(layer, "units", shape[0]))
        else:
            kind: Kind = "pool" if isinstance(made, Pooling) else "maps"
            takes_drawing = before == PICTURE and architecture.input_shape[-1] == 1
            has_filters = isinstance(made, Convolution) and takes_drawing
            plans.append(StagePlan(layer, kind, shape[2], has_filters, (shape[0], shape[1])))
        before = layer
    return tuple(plans)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a column is built, before it has its place: how many are drawn, in how many columns, and how large."""

    plan: StagePlan
    n: int
    columns: int
    pitch: float
    side: float
    filter: float = 0.0
    beside: float = 0.0  # the side of the maps that a pool made smaller

    @property
    def rows(self) -> int:
        return math.ceil(self.n / self.columns)


def place_network(
    plans: Sequence[StagePlan], picture: tuple[int, int], width: float, height: float, unit: float
) -> NetworkLayout:
    """Place a network.

    Parameters
    ----------
    plans
        Of its hidden layers, first to last.
    picture
        Rows and columns of what it reads.
    width, height
        The room there is, in points.
    unit
        Points for each point of the design.
    """
    head = (_HEAD if len(plans) <= 1 and all(plan.n <= ALL_UNITS for plan in plans) else _HEAD_OF_TWO) * unit
    room = max(height - head - EDGE * unit, 40 * unit)
    has_scores = width >= _WIDTH_OF_SCORES * unit and room >= 10 * 38 * unit
    shares = sum(map(_share, plans)) + 1.0
    with_figures = (_OUTPUTS if has_scores else _OUTPUTS_NARROW) * unit
    side = min(_INPUT * unit, 0.24 * width, 0.62 * room)
    has_maps = any(plan.kind != "units" for plan in plans)
    if has_maps:
        side = min(side, _INPUT_BESIDE_MAPS * unit)
    above_inspector = height - (2 * EDGE + INSPECTOR_HEIGHT + 14 + LEGEND_ROWS * _LEGEND_ROW) * unit - head + 4 * unit
    if above_inspector >= _LEAST_INPUT_ABOVE * unit:
        side = min(side, above_inspector)
    shapes: list[_Shape] = []
    gap = least_gap = outputs = 0.0
    for side, two_columns, has_percentages in (  # noqa: B020 - tried until it fits
        (side, True, True),
        (side, False, True),
        (max(0.7 * side, _LEAST_INPUT * unit), False, True),
        (_LEAST_INPUT * unit, False, True),
        (_LEAST_INPUT * unit, False, False),  # the bars beside the drawing have them
    ):
        outputs = with_figures if has_percentages else _OUTPUTS_ALONE * unit
        least_gap = (_LEAST_GAP if has_percentages else _LEAST_GAP_OF_MANY) * unit
        shapes = _shapes(plans, room, unit, two_columns=two_columns and not has_maps)
        taken = side + sum(_width(shape, unit) for shape in shapes) + 2 * EDGE * unit + outputs
        gap = (width - taken) / shares
        if gap >= least_gap:
            break
    gap = max(gap, least_gap)
    n_rows = max(picture)
    side = max(math.floor(side / n_rows), 1) * n_rows if side >= n_rows else side
    columns = _place_columns(shapes, EDGE * unit + side, head, room, unit, gap=gap)
    end = columns[-1].left + columns[-1].width if columns else EDGE * unit + side
    right = max(width, end + gap + outputs + EDGE * unit)
    drawing = QRectF(EDGE * unit, head, side * picture[1] / n_rows, side * picture[0] / n_rows)
    legend = QRectF(EDGE * unit, drawing.bottom() + 14 * unit, _LEGEND_WIDTH * unit, LEGEND_ROWS * _LEGEND_ROW * unit)
    inspector = QRectF(
        EDGE * unit, height - EDGE * unit - INSPECTOR_HEIGHT * unit, INSPECTOR_WIDTH * unit, INSPECTOR_HEIGHT * unit
    )
    first_left = columns[0].left if columns else right - outputs
    is_stacked = legend.right() + 8 * unit > first_left
    if is_stacked:
        legend.setSize(QSizeF(_LEGEND_WIDTH_STACKED * unit, LEGEND_ROWS * LEGEND_ROW_STACKED * unit))
    is_covering = inspector.top() < legend.bottom() or inspector.right() + 8 * unit > first_left
    if is_covering:
        inspector.moveTop(max(min(head, height - inspector.height() - 4 * unit), 2 * unit))
    return NetworkLayout(
        unit,
        right,
        height,
        head,
        drawing,
        tuple(columns),
        _place_outputs(right, outputs, head, room, unit),
        legend,
        inspector,
        is_covering,
        is_stacked,
        has_percentages,
        has_scores and has_percentages,
    )


def place_between(
    plans: Sequence[StagePlan], picture: QRectF, ends: Sequence[QPointF], height: float, unit: float
) -> NetworkLayout | None:
    """Place the hidden layers between a drawing and ten bars that stand where they are; ``None`` if there is no room.

    Parameters
    ----------
    plans
        Of the hidden layers, first to last.
    picture, ends
        The drawing, at whose right edge lines begin, and where they end at each digit.
    height
        The room there is, in points.
    unit
        Points for each point of the design.
    """
    left, right, room = picture.right(), ends[0].x(), height - 2 * EDGE * unit
    shares = sum(map(_share, plans)) + 1.0
    for two_columns in (True, False):
        shapes = _shapes(plans, room, unit, two_columns=two_columns)
        gap = (right - left - sum(_width(shape, unit) for shape in shapes)) / shares
        if gap >= _LEAST_GAP * unit:
            break
    else:
        return None
    columns = [replace(each, more=None) for each in _place_columns(shapes, left, EDGE * unit, room, unit, gap=gap)]
    outputs = tuple(OutputPlace(QRectF(end, QSizeF()), QRectF(end, QSizeF())) for end in ends)
    nowhere = QRectF()
    return NetworkLayout(
        unit, 0.0, height, 0.0, picture, tuple(columns), outputs, nowhere, nowhere,
        is_covering=False, is_legend_stacked=False, has_percentages=False, has_scores=False,
    )  # fmt: skip


def _share(plan: StagePlan) -> float:
    """How wide the gap before a layer is, by that before others."""
    return _GAP_SHARE_OF_POOL if plan.kind == "pool" else 1.0


def _shapes(plans: Sequence[StagePlan], room: float, unit: float, *, two_columns: bool) -> list[_Shape]:
    shapes: list[_Shape] = []
    for plan in plans:
        shapes.append(_shape(plan, room, unit, shapes[-1] if shapes else None, two_columns=two_columns))
    return shapes


def _shape(plan: StagePlan, room: float, unit: float, before: _Shape | None, *, two_columns: bool) -> _Shape:
    if plan.kind == "pool" and before is not None:
        side = before.side * _POOL_SHARE
        return _Shape(plan, before.n, before.columns, before.pitch, side, beside=before.side)
    if plan.kind != "units":
        n = min(plan.n, MOST_MAPS)
        room -= _room_of_more(plan, n, unit)
        columns = 1 if n <= 8 else 2
        pitch = min(room / math.ceil(n / columns), (_MAP + _MAP_GAP) * unit)
        side = _snapped(pitch - _MAP_GAP * unit, plan.shape[0])
        return _Shape(plan, n, columns, pitch, side, side * _FILTER_SHARE if plan.has_filters else 0.0)
    n = plan.n if plan.n <= ALL_UNITS and _pitch(plan.n, 2, room) >= _LEAST_PITCH * unit else min(plan.n, FEW_UNITS)
    room -= _room_of_more(plan, n, unit)
    columns = 2 if two_columns and _pitch(n, 1, room) < _PITCH_OF_ONE_COLUMN * unit else 1
    if columns == 1 and _pitch(n, 1, room) < _LEAST_PITCH * unit:
        n = max(min(n, FEW_UNITS, int(room / (_LEAST_PITCH * unit))), 1)
        room -= _room_of_more(plan, n, unit) if plan.n <= ALL_UNITS else 0.0
    pitch = min(_pitch(n, columns, room), (_LARGEST_TILE + _TILE_GAP) * unit)
    return _Shape(plan, n, columns, pitch, math.floor(pitch - _TILE_GAP * unit))


def _snapped(side: float, rows: int) -> float:
    """A side that is a whole number of points for each of a map's pixels, unless that would be far smaller."""
    whole = math.floor(side / rows) * rows
    return float(whole) if whole >= 0.85 * side else math.floor(side)


def _room_of_more(plan: StagePlan, n: int, unit: float) -> float:
    return (_MORE_HEIGHT + 10) * unit if n < plan.n else 0.0


def _pitch(n: int, columns: int, room: float) -> float:
    """From one unit to the next below it; of two columns, the second begins half of that lower."""
    if columns == 1:
        return room / max(n, 1)
    rows = math.ceil(n / 2)
    return room / max(rows + (0.0 if n % 2 else 0.5), 1.0)


def _width(shape: _Shape, unit: float) -> float:
    if shape.plan.kind == "units":
        one = shape.side + LEVEL * unit
        return one if shape.columns == 1 else shape.side + _COLUMN_GAP * unit + one
    each = shape.side + (shape.filter + 6 * unit if shape.filter else 0.0)
    return shape.columns * each + (shape.columns - 1) * 8 * unit


def _place_columns(
    shapes: Sequence[_Shape], left: float, head: float, room: float, unit: float, *, gap: float
) -> list[Column]:
    """The hidden layers from left to right, each after its gap."""
    columns = []
    for shape in shapes:
        left += gap * _share(shape.plan)
        columns.append(_place_column(shape, left, head, room, unit, gap=gap))
        left += columns[-1].width
    return columns


def _place_column(shape: _Shape, left: float, head: float, room: float, unit: float, *, gap: float) -> Column:
    plan, slots = shape.plan, []
    more_room = _room_of_more(plan, shape.n, unit)
    is_zigzag = plan.kind == "units" and shape.columns == 2
    high = shape.rows * shape.pitch + (shape.pitch / 2 if is_zigzag and shape.n % 2 == 0 else 0.0)
    top = head + max((room - more_room - high) / 2, 0.0)
    left = round(left)
    if is_zigzag:
        across = shape.side + _COLUMN_GAP * unit
    else:
        across = shape.side + (shape.filter + 6 * unit if shape.filter else 0.0) + 8 * unit
    for number in range(shape.n):
        row, column = divmod(number, shape.columns)
        x = left + column * across
        y = round(top + row * shape.pitch + (shape.pitch / 2 if is_zigzag and column else 0.0))
        if plan.kind == "units":
            picture = QRectF(x, y, shape.side, shape.side)
            slots.append(Slot(picture, QRectF(picture.right(), y, LEVEL * unit, shape.side)))
            continue
        filter_place = None
        if shape.filter:
            side = math.floor(shape.filter)
            filter_place = QRectF(round(x), round(y + (shape.side - side) / 2), side, side)
            x += shape.filter + 6 * unit
        side = math.floor(shape.side)
        slack = max((shape.beside - side) / 2, 0.0)
        slots.append(Slot(QRectF(round(x), round(y + slack), side, side), None, filter_place))
    width = _width(shape, unit)
    more = None
    if more_room:
        size = min(_MORE_WIDTH * unit, max(width + gap - 6 * unit, _LEAST_MORE_WIDTH * unit))
        more = QRectF(left + width / 2 - size / 2, top + high + 6 * unit, size, _MORE_HEIGHT * unit)
    return Column(plan, left, width, tuple(slots), more)


def _place_outputs(right: float, width: float, head: float, room: float, unit: float) -> tuple[OutputPlace, ...]:
    pitch = room / 10
    radius = min(14 * unit, 0.42 * pitch)
    left = right - EDGE * unit - width
    places = []
    for digit in range(10):
        middle = head + (digit + 0.5) * pitch
        circle = QRectF(left, middle - radius, 2 * radius, 2 * radius)
        places.append(OutputPlace(circle, QRectF(left, middle - pitch / 2, right - EDGE * unit - left, pitch)))
    return tuple(places)


def beside(layout: NetworkLayout, target: QRectF) -> QRectF:
    """Where an inspector that covers other things stands, so that it does not cover what is pointed at."""
    place = QRectF(layout.inspector)
    margin = 8 * layout.unit
    room = target.left() - 1.5 * margin
    if room >= _LEAST_INSPECTOR_WIDTH * layout.unit:
        place.setLeft(margin / 2)
        place.setWidth(min(INSPECTOR_WIDTH * layout.unit, room))
    elif place.adjusted(-margin, -margin, margin, margin).intersects(target):
        if target.right() + margin + place.width() <= layout.width:
            place.moveLeft(target.right() + margin)
        else:
            place.moveRight(target.left() - margin)
    return place
