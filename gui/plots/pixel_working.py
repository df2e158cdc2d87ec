"""One pixel of a feature map in words and numbers: where it looked, and how what is there became its activation."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.explain.layer_activations import (
    ConvolvedPixel,
    LayerActivations,
    PooledPixel,
    look_at_pixel,
    pixels_seen,
)
from engine.nn.activations import Floats
from engine.nn.layers.base import Window
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dropout import Dropout
from engine.nn.layers.pooling import Pooling
from engine.nn.network import Architecture
from gui.plots.fixed_numbers import plain, signed
from gui.translation import QT_TRANSLATE_NOOP, fill, full_stop, translate

DRAWING = -1
"""The number of the "layer" before the first: the drawing as the network gets it."""


class MapPixel(NamedTuple):
    """A pixel of a map, or a unit, from 0.

    Attributes
    ----------
    layer
        Its layer; :data:`DRAWING` for the drawing.
    channel, row, column
        Its map and its place there; of a unit, its number and 0, 0.
    """

    layer: int
    channel: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, eq=False)
class NumberGrid:
    """Numbers in rows and columns.

    Attributes
    ----------
    caption
        What they are.
    values
        Shape (rows, columns).
    is_signed
        Whether they are told with their signs and shown in colors for and against; else they are shown as ink.
    marked
        Row and column of the one that matters, if one does.
    sign
        What stands before the grid: "×", "=", or nothing.
    short
        The caption where there is little room; empty for the same.
    """

    caption: str
    values: Floats
    is_signed: bool
    marked: tuple[int, int] | None = None
    sign: str = ""
    short: str = ""

    @cached_property
    def texts(self) -> list[list[str]]:
        """The numbers as they are written, row by row."""
        write = signed if self.is_signed else plain
        return [[write(value) for value in row] for row in self.values.tolist()]


class Figure(NamedTuple):
    """A name and its number.

    Attributes
    ----------
    name, text
        Both for people.
    is_result
        Whether it is what the others come to.
    short
        The name where there is little room; empty for the same.
    """

    name: str
    text: str
    is_result: bool = False
    short: str = ""


@dataclass(frozen=True, eq=False)
class PixelWorking:
    """How one pixel came about.

    Attributes
    ----------
    title, note
        Which pixel it is, and what it looked at.
    grids
        The numbers there, first to last; empty for a unit.
    figures
        What they come to.
    end
        What became of it in the pool after it; empty if there is none.
    seen
        The part of the drawing that it goes back to; ``None`` for all of it.
    before
        Layer and map in which it looked, and where; ``None`` for a unit.
    winner
        The pixel of that map which a pool took; ``None`` for others.
    """

    title: str
    note: str
    grids: tuple[NumberGrid, ...]
    figures: tuple[Figure, ...]
    end: str
    seen: Window | None
    before: tuple[int, int, Window] | None = None
    winner: MapPixel | None = None

    @property
    def sentence(self) -> str:
        """All but the grids, for who cannot see them."""
        figures = ", ".join(f"{figure.name} {figure.text}" for figure in self.figures)
        return " ".join(part for part in (self.title, self.note, full_stop(figures), self.end) if part)


def has_maps(architecture: Architecture) -> bool:
    """Whether a network makes maps that are not its input."""
    return any(isinstance(layer, Convolution | Pooling) for layer in architecture.layers)


def is_shown(architecture: Architecture, layer: int) -> bool:
    """Whether a layer has values of its own to show: dropout passes on what it gets, and the outputs are the bars."""
    return layer < len(architecture.layers) - 1 and not isinstance(architecture.layers[layer], Dropout)


def source_of(architecture: Architecture, layer: int) -> int:
    """The layer whose values a layer gets, dropout passed over; :data:`DRAWING` for the drawing."""
    before = layer - 1
    while before >= 0 and isinstance(architecture.layers[before], Dropout):
        before -= 1
    return before


_MAP = {
    "drawing": QT_TRANSLATE_NOOP("PixelWorking", "your drawing"),
    "convolution": QT_TRANSLATE_NOOP("PixelWorking", "map {map}"),
    "pooling": QT_TRANSLATE_NOOP("PixelWorking", "pooled map {map}"),
}


def _map_name(architecture: Architecture, layer: int, channel: int) -> str:
    kind = "drawing" if layer == DRAWING else architecture.layers[layer].kind
    return translate("PixelWorking", _MAP.get(kind, _MAP["convolution"])).format(map=channel + 1)


def work_out(activations: LayerActivations, pixel: MapPixel) -> PixelWorking:
    """How a pixel, or a unit, came about; raises ``ModelError`` if there is none."""
    architecture = activations.parameters.architecture
    layer, channel, row, column = pixel
    if layer == DRAWING:
        return _of_drawing(activations, pixel)
    if activations.layers[layer].ndim == 1:
        return _of_unit(activations, pixel)
    title = translate("PixelWorking", "One pixel of {map}, row {row}, column {column}.").format(
        map=_map_name(architecture, layer, channel), row=row + 1, column=column + 1
    )
    made, seen = look_at_pixel(activations, *pixel), pixels_seen(architecture, layer, row, column)
    if isinstance(made, ConvolvedPixel):
        return _of_convolution(activations, pixel, made, title, seen)
    if isinstance(made, PooledPixel):
        return _of_pool(activations, pixel, made, title, seen)
    figure = Figure(translate("PixelWorking", "activation"), plain(float(activations.layers[layer][pixel[1:]])))
    return PixelWorking(title, "", (), (figure,), "", seen)


def _of_drawing(activations: LayerActivations, pixel: MapPixel) -> PixelWorking:
    _, channel, row, column = pixel
    title = translate("PixelWorking", "One pixel of your drawing, row {row}, column {column}.").format(
        row=row + 1, column=column + 1
    )
    ink = Figure(
        translate("PixelWorking", "ink"), plain(float(activations.inputs[channel, row, column])), is_result=True
    )
    note = translate("PixelWorking", "This is what the network gets.")
    return PixelWorking(title, note, (), (ink,), "", Window(row, column, 1, 1))


def _of_unit(activations: LayerActivations, pixel: MapPixel) -> PixelWorking:
    values = activations.layers[pixel.layer]
    title = translate("PixelWorking", "Unit {unit} of {n:,}.").format(unit=pixel.channel + 1, n=len(values))
    note = translate("PixelWorking", "It looked at everything in the layer before.")
    value = plain(float(values[pixel.channel]))
    return PixelWorking(
        title, note, (), (Figure(translate("PixelWorking", "activation"), value, is_result=True),), "", None
    )


_ACTIVATIONS = {
    "sigmoid": (QT_TRANSLATE_NOOP("PixelWorking", "sigmoid of z"), "sigmoid"),
    "tanh": (QT_TRANSLATE_NOOP("PixelWorking", "tanh of z"), "tanh"),
    "relu": (QT_TRANSLATE_NOOP("PixelWorking", "ReLU: below 0 is 0"), "ReLU"),
}
"""The activation in words, and its name."""


def _of_convolution(
    activations: LayerActivations, pixel: MapPixel, made: ConvolvedPixel, title: str, seen: Window | None
) -> PixelWorking:
    architecture = activations.parameters.architecture
    layer, channel = pixel.layer, pixel.channel
    source = source_of(architecture, layer)
    sums = made.products.sum(axis=(1, 2))
    shown = int(np.abs(sums).argmax())
    n_maps, n_pixels = len(sums), made.kernel[0].size
    inside = _n_inside(made.window, activations.before(layer).shape[1:])
    if source == DRAWING:
        note = translate("PixelWorking", "It looked at {n} {n|pixel|pixels} of your drawing.")
    elif n_maps == 1:
        note = translate("PixelWorking", "It looked at {n} {n|pixel|pixels} of the map before.")
    else:
        note = translate(
            "PixelWorking",
            "It looked at {n} {n|pixel|pixels} of each of {n_maps} maps; shown: the one that counts most.",
        )
    note = fill(note, n=n_pixels, n_maps=n_maps)
    if inside < n_pixels:
        outside = translate("PixelWorking", "{n} in the margin: 0.")
        note = f"{note} {fill(outside, n=n_pixels - inside)}"
    there = (
        translate("PixelWorking", "the ink there")
        if source == DRAWING
        else translate("PixelWorking", "{map} there").format(map=_map_name(architecture, source, shown))
    )
    product = (
        translate("PixelWorking", "ink × filter") if source == DRAWING else translate("PixelWorking", "map × filter")
    )
    short_there = (
        translate("PixelWorking", "ink")
        if source == DRAWING
        else translate("PixelWorking", "map {map}").format(map=shown + 1)
    )
    patch = made.patch[shown]
    grids = (
        NumberGrid(there, patch, is_signed=bool((patch < 0).any()), short=short_there),
        NumberGrid(
            translate("PixelWorking", "filter {number}").format(number=channel + 1),
            made.kernel[shown],
            is_signed=True,
            sign="×",
        ),
        NumberGrid(product, made.products[shown], is_signed=True, sign="="),
    )
    name = translate("PixelWorking", "sum of the {n}").format(n=n_pixels)
    figures = [Figure(name, signed(float(sums[shown])), short=translate("PixelWorking", "sum"))]
    if n_maps > 1:
        others = float(sums.sum() - sums[shown])
        text = fill(translate("PixelWorking", "{n} other {n|map|maps}"), n=n_maps - 1)
        figures.append(Figure(text, signed(others), short=translate("PixelWorking", "{n} others").format(n=n_maps - 1)))
    text, short = _ACTIVATIONS[architecture.layers[layer].activation]
    figures += [
        Figure(translate("PixelWorking", "bias"), signed(made.bias)),
        Figure("z", signed(made.pre_activation)),
        Figure(translate("PixelWorking", text), plain(made.activation), is_result=True, short=short),
    ]
    before = source, shown, made.window
    return PixelWorking(title, note, grids, tuple(figures), _fate(activations, pixel), seen, before)


def _of_pool(
    activations: LayerActivations, pixel: MapPixel, made: PooledPixel, title: str, seen: Window | None
) -> PixelWorking:
    architecture = activations.parameters.architecture
    source = source_of(architecture, pixel.layer)
    name = _map_name(architecture, source, pixel.channel)
    row, column = made.winner
    note = fill(
        translate("PixelWorking", "It is the largest of {n} pixels of {map}: row {row}, column {column}."),
        n=made.square.size,
        map=name,
        row=row + 1,
        column=column + 1,
    )
    marked = row - made.window.top, column - made.window.left
    caption = translate("PixelWorking", "{map} there").format(map=name)
    grid = NumberGrid(caption, made.square, is_signed=bool((made.square < 0).any()), marked=marked)
    largest = Figure(translate("PixelWorking", "the largest"), plain(made.activation), is_result=True)
    end = _fate(activations, pixel)
    winner = MapPixel(source, pixel.channel, row, column)
    return PixelWorking(title, note, (grid,), (largest,), end, seen, (source, pixel.channel, made.window), winner)


def _n_inside(window: Window, shape: tuple[int, ...]) -> int:
    """Pixels of a window that are within a map."""
    height = min(window.top + window.height, shape[0]) - max(window.top, 0)
    width = min(window.left + window.width, shape[1]) - max(window.left, 0)
    return height * width


def _fate(activations: LayerActivations, pixel: MapPixel) -> str:
    """What became of a pixel in the pool that comes after its layer; nothing if none does."""
    architecture = activations.parameters.architecture
    after = pixel.layer + 1
    while isinstance(architecture.layers[after], Dropout):
        after += 1
    pool = architecture.layers[after]
    if not isinstance(pool, Pooling):
        return ""
    row, column = pixel.row // pool.size, pixel.column // pool.size
    _, height, width = activations.layers[after].shape
    if row >= height or column >= width:
        return translate("PixelWorking", "Left out: it is in no whole square of the pool.")
    winners = activations.winners(after)
    assert winners is not None  # noqa: S101 - it is a pool
    if tuple(winners[pixel.channel, row, column]) == (pixel.row, pixel.column):
        return translate("PixelWorking", "Largest of its pool, so it is kept.")
    return translate("PixelWorking", "Not the largest of its pool, so it is dropped.")
