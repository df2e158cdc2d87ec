"""The pictures of a film of a run: its curves up to a moment, the weights of that moment, and what they make of a drawing.

They are painted in whichever thread wants them: nothing here is a widget.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from engine.data.scaling import InputScaling
from engine.explain.first_weights import FirstWeights, first_weights
from engine.ink.framing import Image
from engine.models.model import Model
from engine.nn.network import Architecture, Parameters
from engine.text.percent import percent_texts
from engine.training.checkpoints import Checkpoint
from engine.training.report import Unit
from gui.plots.curve_thinning import log_time
from gui.plots.mosaic_image import diverging_colors, fit_grid, mosaic_pixels, scale_limit, tile_pixels
from gui.theming.theme import Theme
from gui.theming.tracks import paint_track
from gui.widgets.images import ink_image, rgb_image
from gui.widgets.phrases import moment_title

WIDTH, HEIGHT = 960, 560
CURVES = QRectF(24, 64, 560, 280)
"""Where the curves stand."""
_WEIGHTS = QRect(24, 360, 560, 176)
_INPUT = QRect(624, 72, 96, 96)
_ANSWER, _HOW_SURE = QRect(744, 64, 192, 80), QRect(744, 144, 192, 24)
_ROWS_LEFT, _ROWS_TOP, _ROW = 624, 196, 34
_MOST_TILES = 64
_LEAST_SCALE = 1
_VEIL = 190  # of 255: how faint the curves are beyond the moment


@dataclass(frozen=True, eq=False)
class Film:
    """All that is shown.

    Attributes
    ----------
    checkpoints
        The moments, at least one.
    architecture, scaling
        Of the network.
    frame
        The drawing, or the picture in its place, as the network sees it; ``None`` for none.
    greatest_ink
        The value of full ink in it.
    curves, boxes
        The curves painted in full, :data:`CURVES` large, and where in it the plots are, one above the other.
    last, unit
        The epoch at which the axis ends, and what it counts.
    theme, font
        How it looks.
    answer
        What ten probabilities mean: the digit, and how sure it is.
    """

    checkpoints: tuple[Checkpoint, ...]
    architecture: Architecture
    scaling: InputScaling
    frame: Image | None
    greatest_ink: float
    curves: QImage
    boxes: tuple[QRectF, ...]
    last: float
    unit: Unit
    theme: Theme
    font: QFont
    answer: Callable[[NDArray[np.floating]], tuple[str, str]]

    def pictures(self) -> Iterator[NDArray[np.uint8]]:
        """One picture for each moment, shape (560, 960, 3)."""
        limit = scale_limit(max(float(np.abs(self._first(each).weights).max()) for each in self.checkpoints))
        for checkpoint in self.checkpoints:
            yield self._picture(checkpoint, limit)

    def _first(self, checkpoint: Checkpoint) -> FirstWeights:
        return first_weights(Parameters(self.architecture, checkpoint.parameters))

    def _picture(self, checkpoint: Checkpoint, limit: float) -> NDArray[np.uint8]:
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
        image.fill(QColor(self.theme.card))
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        try:
            self._paint_curves(painter, checkpoint)
            self._paint_weights(painter, checkpoint, limit)
            self._paint_reading(painter, checkpoint)
        finally:
            painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, image.bytesPerLine())
        return rows[:, : 3 * WIDTH].reshape(HEIGHT, WIDTH, 3).copy()

    def _write(self, painter: QPainter, pixels: int, *, bold: bool = False, color: str = "") -> None:
        font = QFont(self.font)
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(color or self.theme.text))

    def _paint_curves(self, painter: QPainter, checkpoint: Checkpoint) -> None:
        self._write(painter, 24, bold=True)
        painter.drawText(QPointF(CURVES.left(), 44), moment_title(checkpoint.epoch, self.last, self.unit))
        painter.drawImage(CURVES, self.curves)
        boxes = [box.translated(CURVES.topLeft()) for box in self.boxes]
        x = boxes[0].left() + float(log_time(checkpoint.epoch, self.last)) * boxes[0].width()
        veil = QColor(self.theme.card)
        veil.setAlpha(_VEIL)
        for box in boxes:
            painter.fillRect(QRectF(QPointF(x, box.top()), box.bottomRight()), veil)
        painter.setPen(QPen(QColor(self.theme.accent), 2))
        for box in boxes:
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _paint_weights(self, painter: QPainter, checkpoint: Checkpoint, limit: float) -> None:
        first, colors = self._first(checkpoint), diverging_colors(self.theme)
        weights = first.weights[:, :_MOST_TILES]
        grid = fit_grid(
            weights.shape[1],
            _WEIGHTS.width(),
            _WEIGHTS.height(),
            tile_shape=first.picture_shape,
            least_scale=_LEAST_SCALE,
        )
        card = QColor(self.theme.card)
        tiles = tile_pixels(weights, image_shape=first.picture_shape, limit=limit, colors=colors)
        ground = (card.red(), card.green(), card.blue())
        picture = rgb_image(mosaic_pixels(tiles, grid.columns, background=ground))
        painter.save()
        painter.setClipRect(_WEIGHTS)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QRect(_WEIGHTS.left(), _WEIGHTS.top(), grid.width, grid.height), picture)
        painter.restore()

    def _paint_reading(self, painter: QPainter, checkpoint: Checkpoint) -> None:
        values: NDArray[np.floating] = np.zeros(10)
        if self.frame is not None:
            model = Model(Parameters(self.architecture, checkpoint.parameters), scaling=self.scaling)
            values = model.read(self.frame.reshape(1, -1)).reshape(-1)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
            painter.drawImage(_INPUT, ink_image(self.frame / self.greatest_ink, self.theme.paper, self.theme.ink))
            painter.setPen(QColor(self.theme.border))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(_INPUT)
        has_answer = bool(np.isfinite(values).all() and values.any())
        values = values if has_answer else np.zeros(10)
        best = int(values.argmax()) if has_answer else -1
        if has_answer:
            answer, how_sure = self.answer(values)
            self._write(painter, 72, bold=True)
            painter.drawText(_ANSWER, Qt.AlignmentFlag.AlignVCenter, answer)
            self._write(painter, 16)
            painter.drawText(_HOW_SURE, Qt.AlignmentFlag.AlignVCenter, how_sure)
        percents = percent_texts(values) if has_answer else [""] * 10
        for digit, (value, percent) in enumerate(zip(values.tolist(), percents, strict=True)):
            top, is_best = _ROWS_TOP + digit * _ROW, digit == best
            self._write(painter, 16, bold=is_best)
            painter.drawText(QRect(_ROWS_LEFT, top, 24, _ROW), Qt.AlignmentFlag.AlignVCenter, str(digit))
            track = QRect(_ROWS_LEFT + 32, top + 8, 192, _ROW - 16)
            paint_track(painter, track, self.theme)
            bar = QRectF(track.left(), track.top(), max(2.0, value * track.width()), track.height())
            painter.fillRect(bar, QColor(self.theme.accent if is_best else self.theme.muted))
            place = QRect(track.right(), top, WIDTH - 24 - track.right(), _ROW)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent)
