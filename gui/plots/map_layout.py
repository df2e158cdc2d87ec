"""Where the maps of each layer stand, side by side from the drawing to the last hidden layer. Pure functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gui.plots.pixel_working import MapPixel

GAP, UNIT_GAP, BLOCK_GAP = 4, 2, 8
"""Between two maps, between two units, and between two layers, in points of the design."""
_MOST = 3.0  # times the design's size


@dataclass(frozen=True, slots=True)
class LayerPlan:
    """What is to be placed of a layer.

    Attributes
    ----------
    layer
        Its number, as in :class:`MapPixel`.
    n_maps, map_shape
        How many maps, or units, and rows and columns of each; (1, 1) for units.
    side, least_side
        Of a map, in device pixels: in the design, and below which it is not legible.
    gap
        Between two maps, in device pixels.
    least_width
        Of all of it, in device pixels: that of its words.
    """

    layer: int
    n_maps: int
    map_shape: tuple[int, int]
    side: float
    least_side: float
    gap: int
    least_width: int

    @property
    def least_scale(self) -> int:
        """Device pixels along each side of a map's pixel, below which the map is not legible."""
        return max(math.ceil(self.least_side / max(self.map_shape)), 1)

    def share(self, scale: int) -> float:
        """How large a map is with that many device pixels to each of its own: 1 for the size of the design."""
        return scale * max(self.map_shape) / self.side


@dataclass(frozen=True, slots=True)
class MapBlock:
    """The maps of a layer, in device pixels.

    Attributes
    ----------
    plan
        What is placed.
    left, top
        Of the first map.
    scale
        Device pixels along each side of a map's pixel.
    columns
        Maps side by side.
    """

    plan: LayerPlan
    left: int
    top: int
    scale: int
    columns: int

    @property
    def rows(self) -> int:
        """Maps one below the other; the last row may be short."""
        return math.ceil(self.plan.n_maps / self.columns)

    @property
    def map_size(self) -> tuple[int, int]:
        """Width and height of a map."""
        height, width = self.plan.map_shape
        return width * self.scale, height * self.scale

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of all maps, with half a gap at either side of each."""
        width, height = self.map_size
        return self.columns * (width + self.plan.gap), self.rows * (height + self.plan.gap)

    @property
    def width(self) -> int:
        """Of maps and words."""
        return max(self.size[0], self.plan.least_width)

    def corner(self, channel: int) -> tuple[int, int]:
        """Left and top of a map."""
        row, column = divmod(channel, self.columns)
        width, height = self.map_size
        return self.left + column * (width + self.plan.gap), self.top + row * (height + self.plan.gap)

    def pixel_at(self, x: float, y: float) -> MapPixel | None:
        """The pixel at a point, if there is one."""
        width, height = self.map_size
        across, down = x - self.left, y - self.top
        if across < 0 or down < 0:
            return None
        column, x_within = divmod(across, width + self.plan.gap)
        row, y_within = divmod(down, height + self.plan.gap)
        channel = int(row) * self.columns + int(column)
        if column >= self.columns or channel >= self.plan.n_maps or x_within >= width or y_within >= height:
            return None
        return MapPixel(self.plan.layer, channel, int(y_within // self.scale), int(x_within // self.scale))


@dataclass(frozen=True, slots=True)
class MapLayout:
    """All blocks, and the size of all of them in device pixels."""

    blocks: tuple[MapBlock, ...]
    width: int
    height: int

    def pixel_at(self, x: float, y: float) -> MapPixel | None:
        """The pixel at a point, if there is one."""
        return next((found for block in self.blocks if (found := block.pixel_at(x, y)) is not None), None)

    def block_of(self, layer: int) -> MapBlock | None:
        """The block of a layer, if it is shown."""
        return next((block for block in self.blocks if block.plan.layer == layer), None)

    def step(self, pixel: MapPixel, across: int, down: int) -> MapPixel:
        """The pixel beside another one: beyond the edge of a map in the next map, then in the next layer."""
        number = next(number for number, block in enumerate(self.blocks) if block.plan.layer == pixel.layer)
        block = self.blocks[number]
        height, width = block.plan.map_shape
        map_row, map_column = divmod(pixel.channel, block.columns)
        row, column = map_row * height + pixel.row + down, map_column * width + pixel.column + across
        channel = row // height * block.columns + column // width
        if 0 <= column < block.columns * width and row >= 0 and channel < block.plan.n_maps:
            return MapPixel(pixel.layer, channel, row % height, column % width)
        if not across or not 0 <= number + across < len(self.blocks):
            return pixel
        beside = self.blocks[number + across]
        rows, columns = beside.plan.map_shape
        share = (map_row + (pixel.row + 0.5) / height) / block.rows
        row = int(share * beside.rows * rows)
        first = row // rows * beside.columns
        last = min(first + beside.columns, beside.plan.n_maps) - 1
        return MapPixel(beside.plan.layer, first if across > 0 else last, row % rows, 0 if across > 0 else columns - 1)


def place_maps(plans: Sequence[LayerPlan], width: int, height: int, *, header: int, block_gap: int) -> MapLayout:
    """The maps as large as they fit into ``width`` x ``height`` beside each other; wider where they would not be legible.

    Parameters
    ----------
    plans
        From left to right.
    width, height
        The room, in device pixels.
    header
        Room for the words above each block.
    block_gap
        Between two blocks.
    """

    def placed(scales: Sequence[int]) -> MapLayout:
        return _placed(plans, scales, height, header=header, block_gap=block_gap)

    def fits(layout: MapLayout) -> bool:
        return layout.width <= width and layout.height <= height

    scales = [plan.least_scale for plan in plans]
    layout = placed(scales)
    goes_on = fits(layout)
    while goes_on:  # those that are smallest beside their size in the design grow first
        goes_on = False
        for number in sorted(range(len(plans)), key=lambda number: plans[number].share(scales[number])):
            larger = [scale + (number == at) for at, scale in enumerate(scales)]
            if plans[number].share(larger[number]) <= _MOST and fits(tried := placed(larger)):
                scales, layout, goes_on = larger, tried, True
                break
    return layout


def _placed(
    plans: Sequence[LayerPlan], scales: Sequence[int], height: int, *, header: int, block_gap: int
) -> MapLayout:
    blocks: list[MapBlock] = []
    left = bottom = 0
    for plan, scale in zip(plans, scales, strict=True):
        rows = max((height - header) // (plan.map_shape[0] * scale + plan.gap), 1)
        half = plan.gap // 2
        block = MapBlock(plan, left + half, header + half, scale, math.ceil(plan.n_maps / rows))
        blocks.append(block)
        left += block.width + block_gap
        bottom = max(bottom, header + block.size[1])
    return MapLayout(tuple(blocks), max(left - block_gap, 0), bottom)
