"""The learning curves: loss above, accuracy below, over one axis of epochs in log time.

The axis is fixed when a run starts: it ends where the run is to end, so that nothing is rescaled while it learns. What is
known is told beside the curves' ends, in the room that the future leaves. Curves differ in line as well as in color:
training is solid, validation dashed, the run before thin and gray.

The plot is painted by hand: that takes 1.6 ms with six curves and their words, where two plots of pyqtgraph with four
curves took 2.2 ms, and painting holds the interpreter that training needs. Only drawing is thinned out: the history in the
workspace is complete.

This widget puts its parts together: places and axes (:mod:`gui.plots.curve_frame`), the curves
(:mod:`gui.plots.curve_panel`), the words beside their ends (:mod:`gui.plots.curve_labels`), flags
(:mod:`gui.plots.curve_flags`), and all of it in sentences (:mod:`gui.plots.curve_sentences`).
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFont,
    QFontInfo,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gui.plots.axis_ticks import LEAST_LOGARITHMIC
from gui.plots.curve_flags import Flag, PlacedFlag, at_epoch, flags_of, paint_flags, placed_flags
from gui.plots.curve_frame import CurveFrame
from gui.plots.curve_labels import (
    Label,
    LabelWriter,
    answering_index,
    fitting,
    label_place,
    paint_ground,
    paint_labels,
)
from gui.plots.curve_legend import CurveLegend, before_pen, label_font, train_pen, validation_pen
from gui.plots.curve_panel import CurvePanel
from gui.plots.curve_sentences import curve_sentences, empty_text, loss_title
from gui.plots.curve_thinning import log_time
from gui.plots.time_slider import TimeSlider
from gui.state.shown_curves import ShownCurves
from gui.theming.scale import exact_px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.kept_picture import fits_kept_picture
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import announce, speak_as
from gui.widgets.themed_widget import ThemedWidget

_LABEL_PX = 12  # of labels, as everything here is measured
_STRIP_PX = 24  # of the slider, as high as it is along the axis
_STEP_PX = 4  # the least that an arrow key goes along the axis
_TELL_EVERY_MS = 1000  # screen readers hear of curves that grow no more often

_PERCENT = ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))


class _Axes(NamedTuple):
    """What a picture of the axes shows: with the same of it all, it is the same picture."""

    frame: CurveFrame
    theme: Theme
    ends: tuple[float, float]
    losses: tuple[tuple[float, str], ...]
    titles: tuple[str, str]
    ratio: float


class LossPlot(ThemedWidget):
    """Two plots over one axis of epochs; the values under the pointer, or of the point that the arrow keys went to.

    Attributes
    ----------
    legend
        Which curve is which; placed by whoever places the plots.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lossPlot")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Learning curves"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_px(self.setMinimumSize, 200, 150)
        self.legend = CurveLegend()
        self._shown = ShownCurves()
        self._loss = CurvePanel(1, labels_are_below=False)
        self._accuracy = CurvePanel(2, labels_are_below=True)
        self._pointed: float | None = None  # an epoch
        self._moment: float | None = None  # that is shown, where it is not now
        self._line_at: float | None = None  # where its line is
        self._slider: TimeSlider | None = None
        self._last = 1.0
        self._fonts: tuple[QFont, QFont] | None = None
        self._zoom = 1.0
        self._known_frame: CurveFrame | None = None  # what it has worked out is good for many pictures
        self._axes: tuple[_Axes, QPixmap] | None = None
        self._number_of: Callable[[str], int] = lambda _run_id: 0
        self._known_number = ("", 0)
        self._teller = Refresher(self._describe, interval_ms=_TELL_EVERY_MS, parent=self)
        self.show_curves(self._shown)

    def sizeHint(self) -> QSize:
        """Room for both plots and their words."""
        return px_size(560, 300)

    # What is shown

    @property
    def shown(self) -> ShownCurves:
        """What is shown."""
        return self._shown

    @property
    def last_epoch(self) -> float:
        """Where the axis ends."""
        return self._last

    @property
    def content(self) -> tuple[object, ...]:
        """What decides what is painted: the very same objects as long as nothing has changed."""
        return (
            self._shown,
            self._loss.top,
            self._loss.is_logarithmic,
            self._moment,
            self._line_at,
            self._theme,
            self._known_number,
        )

    @Slot(object)
    def show_curves(self, shown: ShownCurves) -> None:
        """Show curves; called again whenever they have grown."""
        former, self._shown = self._shown, shown
        last = max(shown.planned_end, shown.curves.last_epoch, LEAST_LOGARITHMIC)
        is_other_axis = last != self._last
        self._last = last
        for panel in (self._loss, self._accuracy):
            if is_other_axis or not shown.curves.continues(former.curves):
                panel.begin_anew(last)
            panel.extend(shown.curves, last)
            if is_other_axis or shown.before is not former.before:
                panel.begin_before_anew(last)
                panel.extend_before(shown.before, last)
        if not shown.curves.n_points:
            self._pointed = None
        self._scale()
        if is_other_axis:
            self._place_slider()
        self.legend.set_has_before(bool(shown.before.n_points))
        self._teller.request()
        self.update()

    def set_numbers(self, number_of: Callable[[str], int]) -> None:
        """Ask this for the number of a run, by its id; it is 0 until the run is stored."""
        self._number_of = number_of
        self.show_numbers()

    @Slot()
    def show_numbers(self) -> None:
        """A run has been stored: it has a number now."""
        if not self._known_number[1]:
            self._known_number = ("", 0)
            self._teller.request()
            self.update()

    def _before_number(self) -> int:
        """The number of the run before, asked for once until :meth:`show_numbers`."""
        run_id = self._shown.before_id
        if run_id != self._known_number[0]:
            self._known_number = run_id, self._number_of(run_id) if run_id else 0
        return self._known_number[1]

    @property
    def is_logarithmic(self) -> bool:
        """Whether the axis of the loss is."""
        return self._loss.is_logarithmic

    @Slot(bool)
    def set_logarithmic(self, on: bool) -> None:
        """Show the loss on a logarithmic axis, or on a linear one."""
        self._loss.is_logarithmic = on
        self._scale()
        self.update()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.legend.set_theme(theme)

    def _scale(self) -> None:
        self._loss.scale_loss()
        for panel in (self._loss, self._accuracy):
            panel.settle_labels()

    # The moment that is shown

    def set_slider(self, slider: TimeSlider) -> None:
        """Have a slider along the axis, between the plots and the numbers below them."""
        self._slider = slider
        slider.setParent(self)
        self._known_frame = None
        self._place_slider()
        slider.show()

    def show_moment(self, epoch: float | None, line_at: float | None = None) -> None:
        """Show where on the curves the moment is that is shown, and its values; ``None`` for now.

        Parameters
        ----------
        epoch
            Of the network that is shown.
        line_at
            Where the line is, if not there: in a film it glides from one moment to the next.
        """
        line_at = epoch if line_at is None else line_at
        if (epoch, line_at) != (self._moment, self._line_at):
            self._moment, self._line_at = epoch, line_at
            self._teller.request()
            self.update()

    @property
    def _looked_at(self) -> float | None:
        """The epoch whose values are told, where they are not those of now."""
        if not self._shown.curves.n_points:
            return None
        return self._moment if self._pointed is None else self._pointed

    def _place_slider(self) -> None:
        if self._slider is not None:
            frame, zoom = self.frame(), self.zoom
            top, bottom = round(frame.area.bottom() * zoom) + 1, round((frame.area.bottom() + frame.strip) * zoom) + 1
            # Beside the axis numbers stand that the slider must not cover.
            left, right = math.floor((frame.area.left() - 8) * zoom), math.ceil((frame.area.right() + 8) * zoom)
            self._slider.setGeometry(left, top, right - left, bottom - top)
            self._slider.set_axis(frame.area.left() * zoom - left, frame.area.width() * zoom, self._last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The slider stays along the axis."""
        super().resizeEvent(event)
        self._place_slider()

    # In words

    @property
    def description(self) -> str:
        """What the curves say now, in words; screen readers are told at most once a second."""
        return curve_sentences(self._shown, self._last, self._index(), self._before_number())

    def _index(self) -> int:
        """The point whose values are told: the one pointed at, that of the moment, or that of the network that answers."""
        curves = self._shown.curves
        if self._pointed is not None and curves.n_points:
            return curves.nearest(self._pointed)
        if self._moment is not None and curves.n_points:
            return curves.reached(self._moment)
        return answering_index(self._shown)

    def _describe(self) -> None:
        description = self.description
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    def values_as_csv(self) -> str:
        """All points as a table: what was not measured is left empty."""
        head = f"{self._shown.curves.unit},training loss,training accuracy,validation loss,validation accuracy"
        rows = self._shown.curves.values.tolist()
        lines = [",".join(repr(value) if math.isfinite(value) else "" for value in row) for row in rows]
        return "\n".join([head, *lines, ""])

    # Under the pointer

    def _point_at(self, epoch: float | None) -> None:
        if epoch != self._pointed and (epoch is None or self._shown.curves.n_points):
            self._pointed = epoch
            self._describe()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the values under the pointer."""
        self._point_at(self.frame().epoch_at(event.position().x() / self.zoom))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell the last values again."""
        self._point_at(None)

    def event(self, event: QEvent) -> bool:
        """A flag's tool tip has all of its words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = QPointF(event.pos()) / self.zoom
            found = [flag.flag for flag in self.placed_flags() if flag.is_at(at.x(), at.y())]
            QToolTip.showText(event.globalPos(), "\n".join(map(self._tip_of, found)), self)
            return True
        return super().event(event)

    def _tip_of(self, flag: Flag) -> str:
        where = at_epoch(self._shown, flag.epoch)
        return flag.text if flag.is_network else self.tr("{what} at {where}").format(what=flag.text, where=where)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the last values again."""
        self._point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go along the curves, Home and End to their ends, Escape back to the last values."""
        curves, key = self._shown.curves, Qt.Key(event.key())
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key)
        if not curves.n_points:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape and self._pointed is not None:
            self._point_at(None)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point_by_key(float(curves.epochs[0 if key == Qt.Key.Key_Home else -1]))
        elif step is not None:
            self._point_by_key(self._neighbor(step))
        else:
            super().keyPressEvent(event)

    def _point_by_key(self, epoch: float) -> None:
        self._point_at(epoch)
        announce(self, self.accessibleDescription())

    def _neighbor(self, step: int) -> float:
        """The epoch of the next point, some pixels further, in a direction."""
        epochs = self._shown.curves.epochs
        at = log_time(epochs, self._last) * max(self.frame().area.width(), 1.0)
        here = at[self._index()]
        further = np.flatnonzero(at >= here + _STEP_PX) if step > 0 else np.flatnonzero(at <= here - _STEP_PX)
        if not len(further):
            return float(epochs[-1 if step > 0 else 0])
        return float(epochs[further[0] if step > 0 else further[-1]])

    # Painting

    def changeEvent(self, event: QEvent) -> None:
        """Other fonts are found anew."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fonts = None
            self._place_slider()
        super().changeEvent(event)

    def frame(self) -> CurveFrame:
        """The places of both plots and their axes, in units of :attr:`zoom` points."""
        size = QSizeF(self.size()) / self.zoom
        frame, rect, unit = self._known_frame, QRectF(QPointF(), size), self._shown.curves.unit
        if frame is None or (frame.rect, frame.last, frame.unit, frame.font) != (
            rect,
            self._last,
            unit,
            self._label_fonts()[0],
        ):
            strip = _STRIP_PX if self._slider is not None else 0
            frame = self._known_frame = CurveFrame(rect, self._last, unit, *self._label_fonts(), strip)
        return frame

    @property
    def zoom(self) -> float:
        """How many times as large as usual all is painted, lines and gaps too: as the text of the window is."""
        self._label_fonts()
        return self._zoom

    def _label_fonts(self) -> tuple[QFont, QFont]:
        """Of numbers and labels, and of titles, before they are enlarged."""
        if self._fonts is None:  # to find a font takes longer than to paint a curve
            fonts = label_font(self.font()), label_font(self.font(), is_bold=True)
            self._zoom = max(fonts[0].pixelSize() / _LABEL_PX, 1.0)
            for font in fonts:
                font.setPixelSize(min(font.pixelSize(), _LABEL_PX))
            self._fonts = fonts
        return self._fonts

    def _writer(self, frame: CurveFrame) -> LabelWriter:
        return LabelWriter(self._theme, has_names=frame.has_names, before_number=self._before_number())

    def labels(self) -> tuple[list[Label], list[Label]]:
        """The words beside the loss, and those beside the accuracy; none while there are no curves."""
        return self._labels(self.frame())

    def _labels(self, frame: CurveFrame) -> tuple[list[Label], list[Label]]:
        if not self._shown.curves.n_points:
            return [], []
        is_moment = self._pointed is None and self._moment is not None
        labels = self._writer(frame).of(self._shown, self._index(), self._looked_at, is_moment=is_moment)
        return fitting(frame, frame.plots[0], labels[0]), fitting(frame, frame.plots[1], labels[1])

    def flags(self) -> list[Flag]:
        """What stands out, from left to right."""
        return flags_of(self._shown, self.frame())

    def placed_flags(self) -> list[PlacedFlag]:
        """The flags with those of their words that have room."""
        frame = self.frame()
        return self._placed_flags(frame, self.label_places(frame))

    def titles(self, frame: CurveFrame) -> tuple[str, str]:
        """What the plots show; in full where that leaves half of the room for flags, and none stands amid the words."""
        full = loss_title(self._shown, in_full=True)
        width = frame.title_width(full)
        is_free = all(frame.x(flag.epoch) > frame.area.left() + width for flag in flags_of(self._shown, frame))
        is_room = width < frame.area.width() / 2 and is_free
        return loss_title(self._shown, in_full=is_room), self.tr("Accuracy")

    def _end_x(self, frame: CurveFrame) -> float:
        """Where the labels belong: at the point that is pointed at, at the moment, or at the end of the curves."""
        if self._pointed is None and self._line_at is not None:
            return frame.x(self._line_at)
        curves = self._shown.curves
        return frame.x(float(curves.epochs[self._index() if self._looked_at is not None else -1]))

    def label_places(
        self, frame: CurveFrame, labels: tuple[list[Label], list[Label]] | None = None
    ) -> tuple[QRectF, QRectF] | None:
        """Where the labels stand; ``None`` while there are none."""
        labels = self._labels(frame) if labels is None else labels
        if not labels[0]:
            return None
        x = self._end_x(frame)
        loss, accuracy = (
            label_place(frame, panel, box, x, words)
            for panel, box, words in zip((self._loss, self._accuracy), frame.plots, labels, strict=True)
        )
        return loss, accuracy

    def _placed_flags(self, frame: CurveFrame, labels: tuple[QRectF, QRectF] | None) -> list[PlacedFlag]:
        flags = flags_of(self._shown, frame)
        title = frame.title_width(self.titles(frame)[0])
        is_at_top = labels is not None and labels[0].top() < frame.plots[0].center().y()
        return placed_flags(flags, frame, title, labels[0] if labels is not None and is_at_top else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, the run before, the curves, what stands out, and the words."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()  # even amid an error: Qt does not survive a painter that outlives its widget's turn

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        frame = self.frame()
        is_kept = fits_kept_picture(painter, self)
        if is_kept:
            painter.drawPixmap(0, 0, self._axes_picture(frame))
        painter.save()
        painter.scale(self.zoom, self.zoom)
        if not is_kept:
            painter.fillRect(frame.rect, QColor(theme.card))
            self._paint_axes(painter, frame)
        self._paint_curves(painter, frame)
        painter.restore()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.accent), exact_px(2)))
            inset, radius = exact_px(1), exact_px(6)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def paint_on(self, painter: QPainter, size: QSizeF) -> None:
        """Paint the same on something else, with labels of 12 units."""
        painter.fillRect(QRectF(QPointF(), size), QColor(self._theme.card))
        frame = CurveFrame(QRectF(QPointF(), size), self._last, self._shown.curves.unit, *self._label_fonts())
        self._paint_axes(painter, frame)
        self._paint_curves(painter, frame)

    def _axes_picture(self, frame: CurveFrame) -> QPixmap:
        """Card and axes, painted again when they change: that is seldom, and takes as long as the curves."""
        ratio = self.devicePixelRatioF()
        loss = self._loss
        axes = _Axes(frame, self._theme, (loss.bottom, loss.top), tuple(loss.ticks()), self.titles(frame), ratio)
        if self._axes is None or self._axes[0] != axes:
            picture = QPixmap((QSizeF(self.size()) * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(self._theme.card))
            painter = QPainter(picture)
            painter.scale(self.zoom, self.zoom)
            self._paint_axes(painter, frame)
            painter.end()
            self._axes = axes, picture
        return self._axes[1]

    def _paint_axes(self, painter: QPainter, frame: CurveFrame) -> None:
        """Numbers, lines and titles."""
        theme, ticks = self._theme, (self._loss.ticks(), _PERCENT)
        for panel, box, its_ticks, title in zip(
            (self._loss, self._accuracy), frame.plots, ticks, self.titles(frame), strict=True
        ):
            frame.paint_values(painter, theme, box, [(panel.y_of(box, value), text) for value, text in its_ticks])
            frame.paint_title(painter, theme, box, title)
        frame.paint_epochs(painter, theme)

    def picture_of_curves(self, size: QSizeF, *, scale: int) -> tuple[QImage, tuple[QRectF, QRectF]]:
        """The curves without words beside them and without a moment, and where in it both plots are, unscaled."""
        image = QImage((size * scale).toSize(), QImage.Format.Format_RGB32)
        image.fill(QColor(self._theme.card))
        frame = CurveFrame(QRectF(QPointF(), size), self._last, self._shown.curves.unit, *self._label_fonts())
        painter = QPainter(image)
        try:
            painter.scale(scale, scale)
            self._paint_axes(painter, frame)
            self._paint_lines(painter, frame)
        finally:
            painter.end()
        return image, frame.plots

    def _paint_lines(self, painter: QPainter, frame: CurveFrame) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pens = train_pen(self._theme), validation_pen(self._theme), before_pen(self._theme)
        for panel, box in zip((self._loss, self._accuracy), frame.plots, strict=True):
            panel.paint(painter, box, pens)

    def _paint_curves(self, painter: QPainter, frame: CurveFrame) -> None:
        """The run before, the curves, what stands out, and the words."""
        self._paint_lines(painter, frame)
        labels = self._labels(frame)
        places = self.label_places(frame, labels)
        paint_flags(painter, self._theme, frame, self._placed_flags(frame, places))
        if places is None:
            self._paint_empty(painter, frame)
        else:
            self._paint_moment(painter, frame)
            self._paint_labels(painter, frame, places, labels)

    def _paint_moment(self, painter: QPainter, frame: CurveFrame) -> None:
        """A line up from the slider's handle through both plots."""
        epoch = self._line_at
        if epoch is None and self._slider is not None and self._slider.has_moments:
            epoch = self._slider.now
        if epoch is not None:
            x, bottom = frame.x(epoch), frame.area.bottom() + frame.strip / 2
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, bottom))

    def _paint_labels(
        self,
        painter: QPainter,
        frame: CurveFrame,
        places: tuple[QRectF, QRectF],
        labels: tuple[list[Label], list[Label]],
    ) -> None:
        if self._pointed is not None:
            x = self._end_x(frame)
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom()))
        for place, words in zip(places, labels, strict=True):
            paint_labels(painter, self._theme, frame, place, words)

    def _paint_empty(self, painter: QPainter, frame: CurveFrame) -> None:
        """What there will be, where no curve runs, and what there is of the run before."""
        taken: list[QRectF] = []
        before = self._shown.before
        if before.n_points:
            x = frame.x(min(before.last_epoch, self._last))
            of_before = self._writer(frame).of_before(self._shown, before.n_points - 1)
            for panel, box, label in zip((self._loss, self._accuracy), frame.plots, of_before, strict=True):
                taken.append(label_place(frame, panel, box, x, [label]))
                paint_labels(painter, self._theme, frame, taken[-1], [label])
        text, flags = empty_text(self._shown), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        font = QFont(self.font())
        font.setPixelSize(round(QFontInfo(font).pixelSize() / self.zoom))
        painter.setFont(font)
        place = self.empty_place(frame, QRectF(painter.boundingRect(frame.plots[0], flags, text)).size(), taken)
        paint_ground(painter, self._theme, place)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(place.adjusted(-1, 0, 1, 0), flags, text)

    def empty_place(self, frame: CurveFrame, size: QSizeF, taken: list[QRectF]) -> QRectF:
        """Where words of a size are crossed by no curve: in the middle of the upper plot, or as near to it as may be."""
        best, least = QRectF(), math.inf
        for panel, box in zip((self._loss, self._accuracy), frame.plots, strict=True):
            room = box.size() - size
            for across in (0.5, 0.7, 0.3, 0.85, 0.15):
                for down in (0.5, 0.25, 0.75):
                    corner = QPointF(box.left() + across * room.width(), box.top() + down * room.height())
                    place = QRectF(corner, size)
                    crossed = panel.crossings(box, place) + 99 * any(place.intersects(other) for other in taken)
                    if crossed == 0:
                        return place
                    if crossed < least:
                        best, least = place, crossed
        return best
