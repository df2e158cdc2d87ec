"""The maps of all layers, painted side by side, and the pixel of them that is pointed at."""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from engine.explain.layer_activations import LayerActivations
from engine.nn.activations import Floats
from engine.nn.layers.base import Window
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.pooling import Pooling
from engine.nn.network import Architecture
from gui.plots.curve_legend import label_font
from gui.plots.map_layout import BLOCK_GAP, GAP, UNIT_GAP, LayerPlan, MapBlock, MapLayout, place_maps
from gui.plots.pixel_working import DRAWING, MapPixel, PixelWorking, is_shown
from gui.theming.frames import paint_frame
from gui.theming.scale import SCALE, px, px_size
from gui.theming.theme import Theme
from gui.widgets.images import ink_shades
from gui.widgets.phrases import sentence_case
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_INPUT_PX, _MAP_PX, _POOLED_PX, _UNIT_PX = 60, 48, 28, 10
_SMALL_MAP_PX = 40  # where a map has few pixels
_FEW = 10
_LEAST_MAP_PX, _LEAST_POOLED_PX = 26, 16
_LINE_PX, _HEADER_PX = 15, 32
_MOST_MAPS, _MOST_UNITS = 128, 1024
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class _Words(NamedTuple):
    """What stands above a layer's maps."""

    title: str
    note: str


class MapPicture(ThemedWidget):
    """The maps; wider than its room where they would not be legible in it, and then it scrolls.

    Attributes
    ----------
    activations
        What is shown; ``None`` while there is nothing.
    pixel
        The pixel that is pointed at, or that is kept; ``None`` if none is.
    is_kept
        Whether a click keeps it.
    pixel_changed
        Signal: another pixel, or none, or it is kept from now on, or no longer.
    """

    pixel_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("featureMapPicture")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("Feature maps of your drawing"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.activations: LayerActivations | None = None
        self.pixel: MapPixel | None = None
        self.is_kept = False
        self._architecture: Architecture | None = None
        self._working: PixelWorking | None = None
        self._words: dict[int, _Words] = {}
        self._layout: MapLayout | None = None
        self._canvas: MapCanvas | None = None
        self._stale: set[int] = set()  # layers whose maps on the canvas are those of another drawing or network
        self._room = self.sizeHint()
        SCALE.keep(self, "forget_layout", MapPicture._forget_layout, is_last=True)

    def sizeHint(self) -> QSize:
        """Room for three rows of maps."""
        return px_size(568, _HEADER_PX + 3 * (_MAP_PX + GAP))

    def minimumSizeHint(self) -> QSize:
        """One row of maps."""
        return px_size(120, _HEADER_PX + _MAP_PX)

    # What is shown

    def set_activations(self, activations: LayerActivations | None) -> None:
        """Show other maps; a pixel that there is no more is let go, one that is kept waits for the next drawing."""
        if activations is self.activations:
            return
        self.activations = activations
        self._stale.update(self._words)
        if activations is None:
            if not self.is_kept:
                self.let_go()
            return
        architecture = activations.parameters.architecture
        if architecture != self._architecture:
            self._architecture, self._words = architecture, self._all_words(architecture)
            self._forget_layout()
            if self.pixel is not None and not self._is_there(self.pixel):
                self.let_go()
        self.update()

    def set_working(self, working: PixelWorking | None) -> None:
        """Frame what a pixel looked at; ``None`` for nothing."""
        if working is not self._working:
            self._working = working
            self.update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._canvas = None

    def title_of(self, layer: int) -> str:
        """What is said above a layer's maps, in a line."""
        words = self._words.get(layer)
        return "" if words is None else ", ".join(filter(None, words))

    def _all_words(self, architecture: Architecture) -> dict[int, _Words]:
        height, width, _ = architecture.input_shape
        words = {DRAWING: _Words(self.tr("Drawing"), f"{height}×{width}")}
        for number, layer in enumerate(architecture.layers):
            if not is_shown(architecture, number):
                continue
            shape = architecture.shapes[number + 1]
            size = f"{shape[0]}×{shape[1]}" if len(shape) == 3 else ""
            title = sentence_case(str(layer.in_words()))
            note = self.tr("maps {size}").format(size=size) if isinstance(layer, Convolution) else size
            n_shown = _n_shown(shape)
            if n_shown < shape[-1]:
                shown = self.tr("first {n:,} shown").format(n=n_shown)
                note = f"{note}, {shown}" if note else shown
            words[number] = _Words(title, note)
        return words

    # Where it is

    def maps(self) -> MapLayout:
        """Where the maps are, in device pixels."""
        if self._layout is None:
            ratio, bar = self.devicePixelRatioF(), self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            width, height = int(self._room.width() * ratio), self._room.height()
            for below in (0, bar):  # of what scrolls, a part is under the scroll bar
                self._layout = place_maps(
                    self._plans(ratio),
                    width,
                    int((height - below) * ratio),
                    header=round(px(_HEADER_PX) * ratio),
                    block_gap=round(px(BLOCK_GAP) * ratio),
                )
                if self._layout.width <= width:
                    break
        assert self._layout is not None  # noqa: S101 - it was made just now
        return self._layout

    def _plans(self, ratio: float) -> list[LayerPlan]:
        architecture = self._architecture
        if architecture is None:
            return []
        bold = QFontMetricsF(label_font(self.font(), is_bold=True))
        plain = QFontMetricsF(label_font(self.font()))
        plans = []
        for layer, words in self._words.items():
            shape = architecture.shapes[layer + 1]
            shape = shape if len(shape) == 3 else (1, 1, shape[0])
            side, least = _sides(architecture, layer, shape)
            width = max(bold.horizontalAdvance(words.title), plain.horizontalAdvance(words.note))
            plans.append(
                LayerPlan(
                    layer,
                    _n_shown(architecture.shapes[layer + 1]),
                    (shape[0], shape[1]),
                    px(side) * ratio,
                    px(least) * ratio,
                    2 * round(px(GAP if max(shape[:2]) > 1 else UNIT_GAP) * ratio / 2),
                    round((width + px(1)) * ratio),
                )
            )
        return plans

    def fit(self, room: QSize) -> None:
        """Place the maps in other room; where they need more, they get it, and scroll."""
        self._room = room
        self._forget_layout()

    def _forget_layout(self) -> None:
        self._layout = self._canvas = None
        layout, ratio = self.maps(), self.devicePixelRatioF()
        self.setMinimumSize(int(np.ceil(layout.width / ratio)), int(np.ceil(layout.height / ratio)))
        self.update()

    def event(self, event: QEvent) -> bool:
        """On another screen, maps may fit differently."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget_layout()
        return super().event(event)

    def rect_of(self, pixel: MapPixel, size: tuple[int, int] = (1, 1)) -> QRectF | None:
        """Where a pixel is, or ``size`` rows and columns of which it is the first, in points; cut off at its map's edge."""
        block = self.maps().block_of(pixel.layer)
        if block is None or pixel.channel >= block.plan.n_maps:
            return None
        height, width = block.plan.map_shape
        top, left = max(pixel.row, 0), max(pixel.column, 0)
        bottom, right = min(pixel.row + size[0], height), min(pixel.column + size[1], width)
        x, y = block.corner(pixel.channel)
        scale, ratio = block.scale, self.devicePixelRatioF()
        return QRectF(
            (x + left * scale) / ratio,
            (y + top * scale) / ratio,
            (right - left) * scale / ratio,
            (bottom - top) * scale / ratio,
        )

    def pixel_at(self, position: QPointF) -> MapPixel | None:
        """The pixel at a point of this widget, if there is one."""
        ratio = self.devicePixelRatioF()
        return self.maps().pixel_at(position.x() * ratio, position.y() * ratio)

    def _is_there(self, pixel: MapPixel) -> bool:
        block = self.maps().block_of(pixel.layer)
        if block is None:
            return False
        height, width = block.plan.map_shape
        return pixel.channel < block.plan.n_maps and pixel.row < height and pixel.column < width

    # Pointing

    def show_pixel(self, pixel: MapPixel | None, *, is_kept: bool = False) -> None:
        """Point at a pixel, or at none."""
        if (pixel, is_kept) != (self.pixel, self.is_kept):
            self.pixel, self.is_kept = pixel, is_kept and pixel is not None
            self.pixel_changed.emit()

    def let_go(self) -> None:
        """Point at nothing."""
        self.show_pixel(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the pointer is at, unless a pixel is kept."""
        if not self.is_kept:
            self.show_pixel(self.pixel_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing, unless a pixel is kept or keys point at it."""
        if not self.is_kept and not self.hasFocus():
            self.let_go()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the pixel that is clicked; that which is kept, or what is beside the maps, lets go."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pixel = self.pixel_at(event.position())
        self.show_pixel(pixel, is_kept=not (self.is_kept and pixel == self.pixel))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from pixel to pixel, Page Up and Page Down from layer to layer; Enter keeps one, Esc lets go."""
        key, blocks = Qt.Key(event.key()), self.maps().blocks
        if not blocks or (key == Qt.Key.Key_Escape and self.pixel is None):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_pixel(self.pixel or self._first(blocks[min(1, len(blocks) - 1)]), is_kept=not self.is_kept)
        elif key in _STEPS:
            at = self.pixel
            pixel = self._first(blocks[min(1, len(blocks) - 1)]) if at is None else self.maps().step(at, *_STEPS[key])
            self.show_pixel(pixel, is_kept=self.is_kept)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            layers = [block.plan.layer for block in blocks]
            at_block = layers.index(self.pixel.layer) if self.pixel is not None else 0
            step = 1 if key == Qt.Key.Key_PageDown else -1
            self.show_pixel(self._first(blocks[(at_block + step) % len(blocks)]), is_kept=self.is_kept)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _first(block: MapBlock) -> MapPixel:
        """The middle of a layer's first map."""
        height, width = block.plan.map_shape
        return MapPixel(block.plan.layer, 0, height // 2, width // 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keys sees where they are."""
        super().focusInEvent(event)
        blocks = self.maps().blocks
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.pixel is None and len(blocks) > 1:
            self.show_pixel(self._first(blocks[1]))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What keys pointed at is let go, unless it is kept."""
        super().focusOutEvent(event)
        if not self.is_kept and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.let_go()

    # Painting

    def canvas(self, part: QRectF) -> QImage:
        """All words and maps in their frames, in device pixels; what is in a part of this widget is up to date."""
        layout, ratio = self.maps(), self.devicePixelRatioF()
        if self._canvas is None or self._canvas.image.devicePixelRatio() != ratio:
            self._canvas = MapCanvas(layout, self._theme, ratio)
            self._draw_headings(self._canvas.image)
            self._stale = set(self._words)
        for block in layout.blocks:
            layer = block.plan.layer
            if layer in self._stale and self.activations is not None and self._canvas.place(block).intersects(part):
                values = self.activations.inputs if layer == DRAWING else self.activations.layers[layer]
                values = values[: block.plan.n_maps].reshape(-1, *block.plan.map_shape)
                self._canvas.draw(block, levels(values))
                self._stale.discard(layer)
        return self._canvas.image

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words and maps of the layers that can be seen, and frames around the pixel and what it looked at."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.card))
        painter.drawImage(0, 0, self.canvas(QRectF(event.rect())))
        self._paint_frames(painter)
        painter.end()

    def _draw_headings(self, image: QImage) -> None:
        """What stands above the maps: text takes longer than they do, and stays the same."""
        layout, ratio, line = self.maps(), image.devicePixelRatio(), px(_LINE_PX)
        painter = QPainter(image)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for block in layout.blocks:
            words, left = self._words[block.plan.layer], (block.left - block.plan.gap // 2) / ratio
            width = block.width / ratio + px(BLOCK_GAP)
            painter.setFont(label_font(self.font(), is_bold=True))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QRectF(left, 0, width, line), align, words.title)
            painter.setFont(label_font(self.font()))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QRectF(left, line, width, line), align, words.note)
        painter.end()

    def _paint_frames(self, painter: QPainter) -> None:
        working, pixel = self._working, self.pixel
        if working is None or pixel is None:
            return
        accent = QColor(self._theme.accent)
        places: list[tuple[QRectF | None, float]] = [(self.rect_of(pixel), 2)]
        if working.seen is not None and pixel.layer != DRAWING:
            places.append((self._rect_of_window(DRAWING, 0, working.seen), 2))
        if working.before is not None and working.before[0] != DRAWING:
            places.append((self._rect_of_window(*working.before), 2))
        if working.winner is not None:
            places.append((self.rect_of(working.winner), 1))
        for place, width in places:
            if place is not None:
                paint_frame(painter, place, accent, width)

    def _rect_of_window(self, layer: int, channel: int, window: Window) -> QRectF | None:
        return self.rect_of(MapPixel(layer, channel, window.top, window.left), (window.height, window.width))


class MapCanvas:
    """A picture of all maps, each in its frame; their pixels are changed in place.

    Parameters
    ----------
    layout
        Where the maps are.
    theme
        Whose colors.
    ratio
        Device pixels for each point.

    Attributes
    ----------
    image
        The picture, in memory of this object's.
    """

    def __init__(self, layout: MapLayout, theme: Theme, ratio: float) -> None:
        inks, border, card = _packed_colors(theme)
        width = max([layout.width, *(block.left + block.size[0] for block in layout.blocks), 1])
        height = max([layout.height, *(block.top + block.size[1] for block in layout.blocks), 1])
        self._inks, self._ratio = inks, ratio
        self._pixels: NDArray[np.uint32] = np.full((height, width), card)
        edge = max(round(px(1) * ratio), 1)
        for block in layout.blocks:
            around = min(edge, block.plan.gap // 2)
            across, down = block.map_size
            for channel in range(block.plan.n_maps):
                left, top = block.corner(channel)
                self._pixels[
                    max(top - around, 0) : top + down + around, max(left - around, 0) : left + across + around
                ] = border
        self._rows = {block.plan.layer: self._rows_of(block) for block in layout.blocks}
        self.image = QImage(self._pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)

    def place(self, block: MapBlock) -> QRectF:
        """Where a layer's maps are, in points."""
        width, height = block.size
        return QRectF(block.left / self._ratio, block.top / self._ratio, width / self._ratio, height / self._ratio)

    def draw(self, block: MapBlock, shares: NDArray[np.float32]) -> None:
        """Draw a layer's maps; how much ink each pixel gets has the shape (maps, rows, columns)."""
        small = self._inks[(shares * 255 + 0.5).astype(np.uint8)]
        large = small.repeat(block.scale, axis=1).repeat(block.scale, axis=2)
        first = 0
        for row in self._rows[block.plan.layer]:
            row[...] = large[first : first + len(row)]
            first += len(row)

    def _rows_of(self, block: MapBlock) -> list[NDArray[np.uint32]]:
        """Where the pixels of a layer's maps are, row of maps by row of maps: shape (maps, height, width) each."""
        (across, down), (below, aside) = block.map_size, self._pixels.strides
        rows = []
        for first in range(0, block.plan.n_maps, block.columns):
            left, top = block.corner(first)
            n = min(block.columns, block.plan.n_maps - first)
            shape, strides = (n, down, across), ((across + block.plan.gap) * aside, below, aside)
            rows.append(as_strided(self._pixels[top:, left:], shape, strides))
        return rows


@lru_cache
def _packed_colors(theme: Theme) -> tuple[NDArray[np.uint32], np.uint32, np.uint32]:
    """256 colors from paper to ink, that of frames and that of the card, each in one number as Qt keeps it."""
    border, card = (np.uint32(QColor(color).rgb()) for color in (theme.border, theme.card))
    return np.array(ink_shades(theme), np.uint32), border, card


def levels(values: Floats) -> NDArray[np.float32]:
    """How much ink a layer's values get: none for its least, all for its greatest; NaN and infinities get none."""
    known = values.astype(np.float64)
    least, greatest = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    if not math.isfinite(greatest - least):
        known = np.nan_to_num(known, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
        least, greatest = float(known.min()), float(known.max())
    spread = greatest - least
    shares = (known - least) / spread if spread > 0 else np.zeros(known.shape)
    return shares.astype(np.float32)


def _n_shown(shape: tuple[int, ...]) -> int:
    """How many of a layer's maps or units are shown."""
    return min(shape[-1], _MOST_MAPS if len(shape) == 3 else _MOST_UNITS)


def _sides(architecture: Architecture, layer: int, shape: tuple[int, ...]) -> tuple[int, int]:
    """The side of a layer's maps in the design, and the least."""
    if layer == DRAWING:
        return _INPUT_PX, _INPUT_PX * 2 // 3
    if len(architecture.shapes[layer + 1]) == 1:
        return _UNIT_PX, _UNIT_PX - 2
    if isinstance(architecture.layers[layer], Pooling):
        return _POOLED_PX, _LEAST_POOLED_PX
    return (_SMALL_MAP_PX if max(shape[:2]) < _FEW else _MAP_PX), _LEAST_MAP_PX
