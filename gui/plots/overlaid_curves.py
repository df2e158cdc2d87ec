"""The learning curves of several runs over each other, over one axis of epochs in log time, each with its name at its end.

All curves are painted into a picture once; what is pointed at is painted over it, so that 50 of them follow the pointer.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from engine.text.percent import percent_text
from engine.training.learning_curves import LearningCurves
from gui.plots.axis_ticks import (
    epoch_text,
    epoch_ticks,
    loss_text,
    loss_ticks,
    plain_number,
    round_up,
    without_collisions,
)
from gui.plots.curve_legend import label_font
from gui.plots.curve_thinning import GrowingCurve, log_time
from gui.plots.fast_lines import draw_polyline, points_through
from gui.plots.label_places import moved_apart
from gui.plots.run_lines import paint_sample, run_pen
from gui.theming.scale import exact_px, px, px_size, set_px
from gui.theming.theme import Theme
from gui.translation import translate
from gui.widgets.kept_picture import fits_kept_picture
from gui.widgets.phrases import at_text, epoch_number
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import announce, speak_as
from gui.widgets.themed_widget import ThemedWidget

Measure = Literal["accuracy", "loss"]
Values = NDArray[np.float64]
_COLUMNS: dict[Measure, tuple[int, int]] = {
    "accuracy": (4, 2),
    "loss": (3, 1),
}  # validation, and training where that lacks
_SAMPLE_PX, _GAP_PX, _MOST_LABEL_SHARE = 20, 6, 0.4
_NEAR_PX = 14.0
_FAINT = 0.25  # what the others keep of themselves while one is pointed at
_N_BAND = 160  # points along a band
_MOST_SAID = 12
_TELL_EVERY_MS = 1000  # screen readers hear of curves that grow no more often


@dataclass(frozen=True, eq=False)
class RunCurve:
    """One curve.

    Attributes
    ----------
    run_id, name
        Of its run.
    slot
        The number of its line: see :func:`gui.plots.run_lines.run_pen`.
    curves
        All that was measured.
    accuracy, loss
        What it came to in the end, which an early stop may have taken from an earlier epoch; NaN: its last point.
    planned_end
        Where a run that goes on is to end: the axis goes that far, so that nothing is rescaled meanwhile.
    """

    run_id: str
    name: str
    slot: int
    curves: LearningCurves
    accuracy: float = math.nan
    loss: float = math.nan
    planned_end: float = 0.0


@dataclass(frozen=True, eq=False)
class CurveBand:
    """Runs that differ in nothing but their seeds: shown as their mean, and how far they spread.

    Attributes
    ----------
    name
        What they are called together.
    members
        Two or more.
    """

    name: str
    members: tuple[RunCurve, ...]


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What is drawn of one curve, or of one band."""

    name: str
    slot: int
    x: Values
    y: Values
    value: float
    end: str  # how far it came
    spread: float = math.nan
    low: Values = field(default_factory=lambda: np.empty(0))
    high: Values = field(default_factory=lambda: np.empty(0))


class OverlaidCurves(ThemedWidget):
    """See the module. The arrow keys up and down go from curve to curve.

    Attributes
    ----------
    measure
        "accuracy" or "loss": of the validation digits, or of the training digits where a run had none.
    pointed_changed
        Signal (name): the curve that is pointed at; empty for none.
    """

    pointed_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overlaidCurves")
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Learning curves of the ticked runs"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_px(self.setMinimumSize, 200, 120)
        self.measure: Measure = "accuracy"
        self._curves: tuple[RunCurve, ...] = ()
        self._bands: tuple[CurveBand, ...] = ()
        self._drawn: list[_Drawn] = []
        self._last, self._top = 1.0, 1.0
        self._pointed: int | None = None
        self._known: dict[
            str, tuple[RunCurve, tuple[object, ...], _Drawn]
        ] = {}  # by run: what is drawn need not be found again
        self._teller = Refresher(self._describe, interval_ms=_TELL_EVERY_MS, parent=self)
        self._picture: QPixmap | None = None
        self._empty = ""

    def sizeHint(self) -> QSize:
        """Room for the curves and their names."""
        return px_size(520, 220)

    # What is shown

    def show_curves(self, curves: Sequence[RunCurve], bands: Sequence[CurveBand] = (), *, empty: str = "") -> None:
        """Show curves, and bands in the place of their members; ``empty`` is said where there is none."""
        self._curves, self._bands, self._empty = tuple(curves), tuple(bands), empty
        self._work_out()

    def set_measure(self, measure: Measure) -> None:
        """Show the loss, or the accuracy."""
        if measure != self.measure:
            self.measure = measure
            self._work_out()
            self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._paint_anew()

    @property
    def shown(self) -> tuple[RunCurve, ...]:
        """The curves, those of bands among them."""
        return self._curves

    @property
    def names(self) -> list[str]:
        """What is drawn, in the order of the ticks, bands last."""
        return [drawn.name for drawn in self._drawn]

    def _work_out(self) -> None:
        of_bands = {member.run_id for band in self._bands for member in band.members}
        single = [curve for curve in self._curves if curve.run_id not in of_bands and curve.curves.n_points]
        bands = [band for band in self._bands if any(member.curves.n_points for member in band.members)]
        shown = [curve.curves for curve in single] + [member.curves for band in bands for member in band.members]
        ends = [curves.last_epoch for curves in shown if curves.n_points]
        self._last = max([1.0, *ends, *(curve.planned_end for curve in self._curves if curve.curves.n_points)])
        pointed = self._drawn[self._pointed].name if self._pointed is not None else ""
        drawn = [self._known_drawn(curve) for curve in single] + [self._drawn_of_band(band) for band in bands]
        self._known = {curve.run_id: self._known[curve.run_id] for curve in single}
        names_before = self.names
        self._drawn = [each for each in drawn if len(each.x)]
        self._top = self._greatest()
        self._pointed = next(
            (index for index, each in enumerate(self._drawn) if pointed and each.name == pointed), None
        )
        if self.names != names_before or not self._drawn:
            self._describe()
        else:
            self._teller.request()
        self._paint_anew()

    def _describe(self) -> None:
        description = self.description
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    def _known_drawn(self, curve: RunCurve) -> _Drawn:
        """As :meth:`_drawn_of`, found once: of many curves, the one of a run that goes on is new some times a second."""
        key = curve.name, curve.slot, repr(curve.accuracy), repr(curve.loss), self._last, self.measure
        known = self._known.get(curve.run_id)
        if known is None or known[0].curves is not curve.curves or known[1] != key:
            known = self._known[curve.run_id] = curve, key, self._drawn_of(curve)
        return known[2]

    def _values(self, curves: LearningCurves) -> Values:
        validation, training = _COLUMNS[self.measure]
        values: Values = curves.values[:, validation]
        return values if np.isfinite(values).any() else curves.values[:, training]

    def _drawn_of(self, curve: RunCurve) -> _Drawn:
        values, epochs = self._values(curve.curves), curve.curves.epochs
        growing = GrowingCurve(self._last)
        growing.extend(epochs, values)
        chosen = growing.indices()
        end = at_text(curve.curves.unit, epoch_text(curve.curves.last_epoch))
        y = values[chosen]
        came_to = curve.accuracy if self.measure == "accuracy" else curve.loss
        value = came_to if math.isfinite(came_to) else float(y[-1]) if len(y) else math.nan
        return _Drawn(curve.name, curve.slot, log_time(epochs[chosen], self._last), y, value, end)

    def _drawn_of_band(self, band: CurveBand) -> _Drawn:
        """Mean and standard deviation, as far as all of them have come."""
        members = [each for each in band.members if each.curves.n_points]
        ends, rows = [], []
        for member in members:
            values = self._values(member.curves)
            is_known = np.isfinite(values)
            ends.append(float(member.curves.epochs[is_known][-1]) if is_known.any() else 0.0)
        first = max(float(each.curves.epochs[0]) for each in members)
        epochs = np.expm1(np.linspace(math.log1p(first), math.log1p(max(min(ends), first)), _N_BAND))
        for member in members:
            values = self._values(member.curves)
            is_known = np.isfinite(values)
            rows.append(np.interp(epochs, member.curves.epochs[is_known], values[is_known]))
        table = np.stack(rows)
        mean = table.mean(axis=0)
        spread = table.std(axis=0, ddof=1) if len(rows) > 1 else np.zeros_like(mean)
        end = at_text(members[0].curves.unit, epoch_text(float(epochs[-1])))
        return _Drawn(
            band.name, members[0].slot, log_time(epochs, self._last), mean, float(mean[-1]), end, float(spread[-1]),
            mean - spread, mean + spread,
        )  # fmt: skip

    def _greatest(self) -> float:
        if self.measure == "accuracy" or not self._drawn:
            return 1.0
        first = sorted(float(each.y[0]) for each in self._drawn)
        most = 2.0 * first[len(first) // 2]  # one that diverges does not press all others to the ground
        return round_up(max(min(float(each.y.max()), most) for each in self._drawn))

    # In words

    def value_text(self, drawn_value: float, spread: float = math.nan) -> str:
        """A value as it stands beside a curve's end: "94.8 %", "94.8 ± 0.3 %", "0.130"."""
        if self.measure == "loss":
            text = loss_text(drawn_value)
            return text if math.isnan(spread) else f"{text} ± {plain_number(float(f'{spread:.2g}'))}"
        text = percent_text(drawn_value)
        return text if math.isnan(spread) else text.replace(" %", f" ± {100 * spread:.1f} %")

    @property
    def description(self) -> str:
        """What the curves come to, for screen readers."""
        if not self._drawn:
            return self._empty
        what = self.tr("accuracy") if self.measure == "accuracy" else self.tr("loss")
        head = self.tr("{n} curves of the {what}, best first.").format(n=len(self._drawn), what=what)
        ranked = sorted(self._drawn, key=lambda each: each.value, reverse=self.measure == "accuracy")
        said = [self._said(each) for each in ranked[:_MOST_SAID]]
        return " ".join([head, *said])

    def _said(self, drawn: _Drawn) -> str:
        value = self.value_text(drawn.value, drawn.spread)
        return self.tr("{name}: {value} at {where}.").format(name=drawn.name, value=value, where=drawn.end)

    def values_as_csv(self) -> str:
        """All points of all runs as a table: what was not measured is left empty."""
        lines = ["run,epoch,training loss,training accuracy,validation loss,validation accuracy"]
        for curve in self._curves:
            name = '"' + curve.name.replace('"', '""') + '"'
            rows = curve.curves.values.tolist()
            lines += [",".join([name, *(repr(v) if math.isfinite(v) else "" for v in row)]) for row in rows]
        return "\n".join([*lines, ""])

    # Under the pointer

    def _point_at(self, index: int | None) -> None:
        if index != self._pointed:
            self._pointed = index
            self.pointed_changed.emit(self._drawn[index].name if index is not None else "")
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring up the curve under the pointer, or that whose name is."""
        self._point_at(self.curve_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """All curves alike."""
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from curve to curve, in the order of their names; Escape leaves them alike."""
        order = [index for index, _ in self._labels()] or list(range(len(self._drawn)))
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._pointed is not None:
            self._point_at(None)
        elif step is not None and order:
            at = order.index(self._pointed) + step if self._pointed in order else (0 if step > 0 else -1)
            self._point_at(order[at % len(order)])
            announce(self, self._said(self._drawn[order[at % len(order)]]))
        else:
            super().keyPressEvent(event)

    def curve_at(self, at: QPointF) -> int | None:
        """The curve that is nearest to a point and near to it, or the one whose name is there."""
        area = self._area()
        if at.x() > area.right():
            return next((index for index, place in self._labels() if place.contains(at)), None)
        x = (at.x() - area.left()) / max(area.width(), 1.0)
        best, least = None, exact_px(_NEAR_PX)
        for index, drawn in enumerate(self._drawn):
            if not drawn.x[0] - 0.01 <= x <= drawn.x[-1] + 0.01:
                continue
            distance = abs(self._y(float(np.interp(x, drawn.x, drawn.y)), area) - at.y())
            if distance < least:
                best, least = index, distance
        return best

    # Places

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(label_font(self.font()))

    def _label_texts(self) -> list[str]:
        return [f"{each.name}  {self.value_text(each.value, each.spread)}" for each in self._drawn]

    def _label_width(self) -> float:
        bold = QFontMetricsF(label_font(self.font(), is_bold=True))
        width = max(map(bold.horizontalAdvance, self._label_texts()), default=0.0)
        return min(width + px(_SAMPLE_PX + _GAP_PX), _MOST_LABEL_SHARE * self.width()) if width else 0.0

    def _area(self) -> QRectF:
        metrics = self._metrics()
        left = max(map(metrics.horizontalAdvance, ("100 %", "0.025"))) + px(8)
        line = math.ceil(metrics.height())
        right = self._label_width() + px(10 if self._drawn else 4)
        return QRectF(self.rect()).adjusted(left, line / 2 + px(2), -right, -line - px(6))

    def _y(self, value: float, area: QRectF) -> float:
        return area.bottom() - min(value / self._top, 1.5) * area.height()

    def _labels(self) -> list[tuple[int, QRectF]]:
        """Where the names of curves stand, best first: at the heights of their ends, moved apart; those that have room."""
        area, height = self._area(), self._metrics().height() + px(1)
        if not self._drawn:
            return []
        order = sorted(range(len(self._drawn)), key=lambda index: self._y(self._drawn[index].value, area))
        room = QRectF(self.rect()).adjusted(0, 0, 0, -px(2))
        order = order[: max(int(room.height() // height), 1)]
        middles = [self._y(self._drawn[index].value, area) for index in order]
        tops = moved_apart(middles, height, room.top(), room.bottom())
        left = area.right() + px(10)
        return [(index, QRectF(left, top, self.width() - left, height)) for index, top in zip(order, tops, strict=True)]

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._paint_anew()

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of all curves, and over it what is pointed at."""
        painter = QPainter(self)
        try:
            if not fits_kept_picture(painter, self):
                self._paint_all(painter)
            else:
                ratio = self.devicePixelRatioF()
                if self._picture is None or self._picture.devicePixelRatio() != ratio:
                    self._picture = QPixmap(self.size() * ratio)
                    self._picture.setDevicePixelRatio(ratio)
                    inner = QPainter(self._picture)
                    self._paint_all(inner)
                    inner.end()
                painter.drawPixmap(0, 0, self._picture)
            if self._pointed is not None:
                self._paint_pointed(painter)
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(self._theme.accent), exact_px(2)))
                inset = exact_px(1)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(6), px(6))
        finally:
            painter.end()

    def _paint_all(self, painter: QPainter) -> None:
        area, theme = self._area(), self._theme
        painter.fillRect(self.rect(), QColor(theme.card))
        painter.setFont(label_font(self.font()))
        self._paint_axes(painter, area)
        if not self._drawn:
            self._paint_empty(painter, area.adjusted(px(8), 0, -px(8), 0))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area.adjusted(-2, -3, 2, 3))
        for drawn in self._drawn:
            self._paint_band(painter, area, drawn)
        for drawn in reversed(self._drawn):
            self._paint_curve(painter, area, drawn)
        painter.setClipping(False)
        for index, place in self._labels():
            self._paint_label(painter, index, place)

    def _paint_empty(self, painter: QPainter, room: QRectF) -> None:
        """What there will be, on ground that no line crosses."""
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.setFont(self.font())
        place = QRectF(painter.boundingRect(room, flags, self._empty))
        painter.fillRect(place.adjusted(-px(6), -px(2), px(6), px(2)), QColor(self._theme.card))
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(place.adjusted(-1, 0, 1, 0), flags, self._empty)

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        metrics, theme = self._metrics(), self._theme
        rise = (metrics.ascent() - metrics.descent()) / 2
        percents = [(share, f"{share:.0%}".replace("%", " %")) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
        losses = [(tick, plain_number(tick)) for tick in loss_ticks(self._top)]
        for value, text in percents if self.measure == "accuracy" else losses:
            y = round(self._y(value, area)) + 0.5
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(area.left() - px(8) - metrics.horizontalAdvance(text), y + rise), text)

        def room_of(tick: float) -> tuple[float, float]:
            width = metrics.horizontalAdvance(self._tick_text(tick))
            x = area.left() + float(log_time(tick, self._last)) * area.width()
            left = x + metrics.horizontalAdvance("0") / 2 - width if tick == 0 else x - width / 2
            return left, left + width

        painter.setPen(QColor(theme.muted))
        baseline = area.bottom() + px(6) + metrics.ascent()
        for tick in without_collisions(epoch_ticks(self._last), room_of, px(10)):
            painter.drawText(QPointF(max(room_of(tick)[0], 0.0), baseline), self._tick_text(tick))

    def _tick_text(self, tick: float) -> str:
        unit = self._curves[0].curves.unit if self._curves else "epoch"
        return at_text(unit, "0") if tick == 0 else epoch_number(tick)

    def _points(self, area: QRectF, x: Values, y: Values) -> QPolygonF:
        at = area.bottom() - np.minimum(y / self._top, 1.5) * area.height()
        return points_through(area.left() + x * area.width(), at)

    def _paint_band(self, painter: QPainter, area: QRectF, drawn: _Drawn) -> None:
        if not len(drawn.low):
            return
        color = QColor(self._theme.runs[drawn.slot % 4])
        color.setAlphaF(0.16)
        x, y = np.concatenate([drawn.x, drawn.x[::-1]]), np.concatenate([drawn.low, drawn.high[::-1]])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(self._points(area, x, np.maximum(y, 0.0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_curve(self, painter: QPainter, area: QRectF, drawn: _Drawn, *, more: float = 0.0) -> None:
        pen = self._pen(drawn.slot)
        pen.setWidthF(pen.widthF() + more)
        points = self._points(area, drawn.x, drawn.y)
        if len(drawn.x) == 1:
            painter.setPen(pen)
            painter.setBrush(pen.color())
            painter.drawEllipse(points.at(0), exact_px(2), exact_px(2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            draw_polyline(painter, points, pen)

    def _pen(self, slot: int) -> QPen:
        pen = run_pen(self._theme, slot)
        pen.setWidthF(exact_px(pen.widthF()) if len(self._drawn) <= 12 else exact_px(1.25))
        return pen

    def _paint_label(self, painter: QPainter, index: int, place: QRectF, *, is_bold: bool = False) -> None:
        drawn = self._drawn[index]
        paint_sample(painter, self._pen(drawn.slot), QRectF(place.left(), place.top(), px(_SAMPLE_PX), place.height()))
        font = label_font(self.font(), is_bold=is_bold or len(self._drawn) <= 6)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        rest = place.adjusted(px(_SAMPLE_PX + _GAP_PX), 0, 0, 0)
        value = self.value_text(drawn.value, drawn.spread)
        metrics = QFontMetricsF(font)
        room = rest.width() - metrics.horizontalAdvance(f"  {value}")
        name = metrics.elidedText(drawn.name, Qt.TextElideMode.ElideMiddle, max(room, 0.0))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, f"{name}  {value}")

    def _paint_pointed(self, painter: QPainter) -> None:
        """One curve as it is, the others faint."""
        index, area = self._pointed, self._area()
        if index is None:
            return
        veil = QColor(self._theme.card)
        veil.setAlphaF(1 - _FAINT)
        painter.fillRect(area.adjusted(-1, -3, 1, 3), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area.adjusted(-2, -3, 2, 3))
        self._paint_band(painter, area, self._drawn[index])
        self._paint_curve(painter, area, self._drawn[index], more=exact_px(0.5))
        painter.setClipping(False)
        places = dict(self._labels())
        place = places.get(index)
        if place is None:  # there was no room for its name: it takes that of the last
            _, place = list(places.items())[-1]
        painter.fillRect(place, QColor(self._theme.tint))
        self._paint_label(painter, index, place, is_bold=True)


def bands_of(curves: Sequence[RunCurve], keys: Sequence[object]) -> Iterator[CurveBand]:
    """Curves whose keys are the same, two or more each, as bands; ``None`` is the key of those that belong to no others."""
    groups: dict[object, list[RunCurve]] = {}
    for curve, key in zip(curves, keys, strict=True):
        if key is not None:
            groups.setdefault(key, []).append(curve)
    for members in groups.values():
        if len(members) > 1:
            name = translate("OverlaidCurves", "{name}, {n} seeds").format(name=members[0].name, n=len(members))
            yield CurveBand(name, tuple(members))
