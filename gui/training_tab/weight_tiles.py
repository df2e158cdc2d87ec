"""The tiles of the mosaic: painted, hovered and enlarged."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.explain.first_weights import FirstWeights, first_weights
from engine.nn.network import Parameters
from gui.plots.fixed_numbers import signed
from gui.plots.mosaic_image import (
    TileGrid,
    diverging_colors,
    fit_grid,
    mosaic_pixels,
    scale_limit,
    tile_pixels,
)
from gui.theming.scale import SCALE, px, px_size
from gui.theming.theme import LIGHT, Theme
from gui.translation import full_stop, translate
from gui.widgets.images import rgb_image
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_LEAST_TILE = 39  # points along a tile's side below which a picture is no longer legible


def decimals_of(limit: float) -> int:
    """Decimals that weights up to a limit are told with: where ink is 16 rather than 1, they are small."""
    return 2 if limit >= 0.1 else 3


def describe_unit(parameters: Parameters, unit: int) -> str:
    """A unit's number, the range of its weights, its bias and, with one hidden layer, what it speaks for."""
    first, n_layers = first_weights(parameters), len(parameters.weights)
    weights = first.weights[:, unit]
    if first.are_filters:
        name = translate("WeightTiles", "Filter {number}").format(number=unit + 1)
    elif n_layers > 1:
        name = translate("WeightTiles", "Unit {number}").format(number=unit + 1)
    else:
        name = translate("WeightTiles", "Digit {digit}").format(digit=unit)
    bias = float(first.biases[unit])
    least, greatest = float(weights.min()), float(weights.max())
    decimals = decimals_of(max(-least, greatest))
    text = translate("WeightTiles", "{unit}: weights from {least} to {greatest}, bias {bias}").format(
        unit=name, least=signed(least, decimals), greatest=signed(greatest, decimals), bias=signed(bias)
    )
    if n_layers == 2 and not first.are_filters:
        outgoing = parameters.weights[1][unit]
        text = translate("WeightTiles", "{text}; speaks for {digit}, against {other}").format(
            text=text, digit=int(outgoing.argmax()), other=int(outgoing.argmin())
        )
    return full_stop(text)


class WeightTiles(ThemedWidget):
    """One tile per unit of the first layer, or one unit enlarged.

    Attributes
    ----------
    parameters
        The network; ``None`` at first.
    first
        Its first weights, which are shown.
    limit
        The weight of the outermost colors of the scale, of all tiles: kept for a run, where it only grows.
    enlarged
        The unit that is shown alone, or ``None``.
    unit_hovered
        Signal (int or None): the pointer is over a unit, or over none; also when one is enlarged or no longer is.
    """

    unit_hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("Weights of the first layer"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.parameters: Parameters | None = None
        self.first: FirstWeights | None = None
        self.limit = 1.0
        self._run = ""
        self.enlarged: int | None = None
        self._colors = diverging_colors(LIGHT)
        self._picture: QImage | None = None
        self._drawn = (0, range(0))  # in how many columns, and which rows
        SCALE.changed.connect(self._follow_scale)

    @Slot()
    def _follow_scale(self) -> None:
        self._picture = None
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for three rows of nine tiles."""
        return px_size(568, 188)

    def set_parameters(self, parameters: Parameters, run: str = "") -> None:
        """Show a network's first layer; ``run`` tells the networks of one run from those of another."""
        if parameters is self.parameters and run == self._run:
            return
        before, self.parameters = self.first, parameters
        self.first = first_weights(parameters)
        weights = self.first.weights
        is_other_shape = (
            before is None or before.weights.shape != weights.shape or before.picture_shape != self.first.picture_shape
        )
        limit = scale_limit(max(float(weights.max()), -float(weights.min())))
        self.limit = limit if is_other_shape or run != self._run else max(limit, self.limit)
        self._run = run
        self._picture = None
        if is_other_shape:
            self.set_enlarged(None)
            self._fit()
        self.update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._colors = diverging_colors(theme)
        self._picture = None

    @Slot(object)
    def set_enlarged(self, unit: int | None) -> None:
        """Show one unit alone, or all with ``None``."""
        if unit == self.enlarged:
            return
        self.enlarged = unit
        self._picture = None
        self._fit()
        self.update()
        self.unit_hovered.emit(unit)

    @property
    def _tile_shape(self) -> tuple[int, int]:
        """Rows and columns of weights in a tile."""
        return self.first.picture_shape if self.first is not None else (1, 1)

    @property
    def _least_scale(self) -> int:
        """Device pixels per weight below which tiles are not shrunk: 2 points for 20x20 weights, 5 for 8x8."""
        points = max(math.ceil(px(_LEAST_TILE) / self._tile_shape[1]), px(2))
        return round(points * self.devicePixelRatioF())

    def grid(self) -> TileGrid:
        """Where the tiles are, in device pixels from :meth:`origin`."""
        n_tiles = 1
        if self.first is not None and self.enlarged is None:
            n_tiles = len(self.first.biases)
        ratio = self.devicePixelRatioF()
        viewport = self.parentWidget()
        height = self.height() if viewport is None else viewport.height()
        return fit_grid(
            n_tiles,
            int(self.width() * ratio),
            int(height * ratio),
            tile_shape=self._tile_shape,
            least_scale=self._least_scale,
        )

    def origin(self) -> QPointF:
        """Left and top of the grid, in points: at the top left, below the title; an enlarged unit is in the middle."""
        if self.enlarged is None:
            return QPointF(0, 0)
        grid, ratio = self.grid(), self.devicePixelRatioF()
        left = max(int(self.width() * ratio) - grid.width, 0) // 2
        top = max(int(self.height() * ratio) - grid.height, 0) // 2
        return QPointF(left, top) / ratio

    def unit_at(self, position: QPointF) -> int | None:
        """The unit at a point of this widget, if there is one."""
        if self.parameters is None:
            return None
        point = (position - self.origin()) * self.devicePixelRatioF()
        tile = self.grid().tile_at(point.x(), point.y())
        return self.enlarged if tile is not None and self.enlarged is not None else tile

    def _fit(self) -> None:
        """As high as the grid, where that is higher than the space: then it scrolls."""
        grid, ratio = self.grid(), self.devicePixelRatioF()
        scrolls = grid.scale <= self._least_scale
        self.setMinimumHeight(int(grid.height / ratio) if scrolls else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tiles are fitted anew."""
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """On another screen, tiles may fit differently."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit()
            self.update()
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which unit the pointer is over."""
        self.unit_hovered.emit(self.unit_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is over no unit."""
        self.unit_hovered.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Enlarge a unit, or show all again."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.set_enlarged(None if self.enlarged is not None else self.unit_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter enlarges the first unit, Escape shows all again; the arrows go from one enlarged unit to the next."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.enlarged is not None:
            self.set_enlarged(None)
        elif step is not None and self.enlarged is not None and self.first is not None:
            self.set_enlarged((self.enlarged + step) % len(self.first.biases))
        elif is_enter and self.parameters is not None:
            self.set_enlarged(0 if self.enlarged is None else None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of all tiles, each weight enlarged to whole device pixels."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.card))
        if self.parameters is None or self.first is None:
            return
        grid, origin, ratio = self.grid(), self.origin(), self.devicePixelRatioF()
        rows = self._visible_rows(grid, origin)
        if self._picture is None or (grid.columns, rows) != self._drawn:
            self._picture, self._drawn = self._draw_picture(self.first, grid.columns, rows), (grid.columns, rows)
        corner = origin + QPointF(0, grid.corner(rows.start * grid.columns)[1]) / ratio
        size = QSizeF(self._picture.width(), self._picture.height()) * grid.scale / ratio
        painter.drawImage(QRectF(corner, size), self._picture)
        if len(self.parameters.weights) == 1 and self.enlarged is None:
            self._paint_digits(painter, grid, origin)

    def _visible_rows(self, grid: TileGrid, origin: QPointF) -> range:
        """The rows of tiles that can be seen: of ten thousand units, only those are worth drawing."""
        seen = self.visibleRegion().boundingRect()
        pitch = (grid.tile_shape[0] + 1) * grid.scale / self.devicePixelRatioF()
        first = max(int((seen.top() - origin.y()) // pitch), 0)
        last = min(int((seen.bottom() - origin.y()) // pitch), grid.rows - 1)
        return range(first, max(last, first) + 1)

    def _draw_picture(self, first: FirstWeights, columns: int, rows: range) -> QImage:
        weights = first.weights
        if self.enlarged is not None:
            weights = weights[:, self.enlarged : self.enlarged + 1]
        else:
            weights = weights[:, rows.start * columns : rows.stop * columns]
        tiles = tile_pixels(weights, image_shape=self._tile_shape, limit=self.limit, colors=self._colors)
        card = QColor(self._theme.card)
        return rgb_image(mosaic_pixels(tiles, columns, background=(card.red(), card.green(), card.blue())))

    def _paint_digits(self, painter: QPainter, grid: TileGrid, origin: QPointF) -> None:
        """The digit of each class template in its corner."""
        metrics = QFontMetricsF(self.font())
        size = QSizeF(metrics.horizontalAdvance("0") + px(6), metrics.height())
        for digit in range(grid.n_tiles):
            x, y = grid.corner(digit)
            box = QRectF(origin + QPointF(x, y) / self.devicePixelRatioF(), size)
            painter.fillRect(box, QColor(self._theme.card))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(digit))
