"""What a sweep came to, as a picture: the records that are drawn, and what its kinds have in common."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.text.percent import percent_text
from gui.plots.curve_legend import label_font
from gui.plots.ink import mixed
from gui.theming.scale import exact_px, px, px_size, set_px
from gui.translation import fill, translate
from gui.widgets.speaking import announce, speak_as
from gui.widgets.themed_widget import ThemedWidget

PointState = Literal["done", "part", "running", "waits", "failed"]
_N_SHADES = 6
_FAINTEST, _STRONGEST = 0.06, 0.9
_LEAST_ERROR = 1e-4  # what is read without a mistake is shaded like this
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
CENTER = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class SweepAxis:
    """A setting that varies.

    Attributes
    ----------
    title
        What it is called.
    ticks
        What each of its values is called, in their order along the axis.
    numbers
        The values themselves; none where they are not numbers.
    drawn_from
        The ends of the range that values are drawn from at random; ``None`` where they are given.
    is_drawn_log
        Whether values of every order of magnitude in it are equally likely.
    """

    title: str
    ticks: tuple[str, ...]
    numbers: tuple[float, ...] = ()
    drawn_from: tuple[float, float] | None = None
    is_drawn_log: bool = False

    @cached_property
    def is_log(self) -> bool:
        """Whether the values are more even in powers than as they are."""
        numbers = self.numbers
        if self.drawn_from is not None:
            return self.is_drawn_log
        if len(numbers) < 3 or min(numbers) <= 0:
            return False
        return _unevenness([math.log(number) for number in numbers]) < _unevenness(numbers)

    @cached_property
    def places(self) -> tuple[float, ...]:
        """Where each value lies along the axis, from 0 to 1: numbers by what they are, names at equal distances."""
        n = len(self.ticks)
        if not self.ends:
            return tuple(0.5 if n == 1 else place / (n - 1) for place in range(n))
        return tuple(self.place_of(number) for number in self.numbers)

    @cached_property
    def ends(self) -> tuple[float, float] | tuple[()]:
        """The numbers at its ends; none on an axis of names, or of one number alone."""
        least, greatest = self.drawn_from or (self.numbers[0], self.numbers[-1]) if self.numbers else (0.0, 0.0)
        return (least, greatest) if least < greatest else ()

    def place_of(self, number: float) -> float:
        """Where a number lies along an axis that has ends."""
        least, greatest = self.ends or (0.0, 1.0)
        if self.is_log:
            return math.log(number / least) / math.log(greatest / least)
        return (number - least) / (greatest - least)


def _unevenness(values: Sequence[float]) -> float:
    """How unlike the distances between neighbors are: their variance, in squares of their mean."""
    gaps = [after - before for before, after in pairwise(values)]
    mean = sum(gaps) / len(gaps)
    return sum((gap - mean) ** 2 for gap in gaps) / len(gaps) / mean**2 if mean else math.inf


@dataclass(frozen=True)
class SweepPoint:
    """A combination of values.

    Attributes
    ----------
    point
        Its number in the plan.
    at
        Which value it has on each axis.
    name
        "100 hidden, rate 0.3".
    state
        How far it is.
    n_done, n_seeds
        How many of its runs have ended, of how many.
    measured
        What they came to, 0 to 1.
    mean, spread
        Of these; NaN where there are none, or fewer than two.
    remark
        Why it failed, or how far it is.
    """

    point: int
    at: tuple[int, ...]
    name: str
    state: PointState
    n_done: int = 0
    n_seeds: int = 1
    measured: tuple[float, ...] = ()
    mean: float = math.nan
    spread: float = math.nan
    remark: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether it came to anything yet."""
        return math.isfinite(self.mean)


@dataclass(frozen=True)
class SweepFigure:
    """All that a picture shows.

    Attributes
    ----------
    title
        What was measured: "Validation accuracy".
    axes
        What varies.
    points
        The combinations, in the order of the plan.
    best
        The number of the best one; -1 while there is none.
    n_points
        How many combinations there are in all: of very many, ``points`` has those that were begun.
    """

    title: str = ""
    axes: tuple[SweepAxis, ...] = ()
    points: tuple[SweepPoint, ...] = ()
    best: int = -1
    n_points: int = 0

    @cached_property
    def by_point(self) -> dict[int, SweepPoint]:
        """The combinations by their numbers."""
        return {each.point: each for each in self.points}

    @cached_property
    def by_place(self) -> dict[tuple[int, ...], SweepPoint]:
        """The combinations by their places on the axes."""
        return {each.at: each for each in self.points}

    @cached_property
    def measured(self) -> tuple[SweepPoint, ...]:
        """Those that came to anything, best first."""
        return tuple(sorted((each for each in self.points if each.is_measured), key=lambda each: -each.mean))

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest mean."""
        means = [each.mean for each in self.measured]
        return (means[-1], means[0]) if means else (0.0, 1.0)

    def ink(self, mean: float) -> float:
        """How much ink a mean has, 0 to 1: by the logarithm of the error, so that good ones differ as bad ones do."""
        worst, best = (math.log(max(1 - end, _LEAST_ERROR)) for end in self.ends)
        if worst - best < 1e-9:
            return 1.0
        return min(max((worst - math.log(max(1 - mean, _LEAST_ERROR))) / (worst - best), 0.0), 1.0)


def written_mean(mean: float) -> str:
    """A share in percent without the sign, as in a cell; never 100.0 unless it is that."""
    return percent_text(mean).removesuffix(" %")


def point_text(point: SweepPoint) -> str:
    """What is known of a combination, in words."""
    if not point.is_measured:
        words = {
            "waits": translate("SweepPicture", "waits"),
            "running": translate("SweepPicture", "running"),
            "failed": translate("SweepPicture", "failed"),
        }.get(point.state, "")
        told = words if not point.remark else f"{words}: {point.remark}" if point.state == "failed" else point.remark
        return translate("SweepPicture", "{name}: {state}").format(name=point.name, state=told)
    value = percent_text(point.mean, decimals=2)
    if math.isfinite(point.spread):
        value = translate("SweepPicture", "{value} ± {spread:.2f}").format(value=value, spread=100 * point.spread)
    if point.n_seeds > 1:
        value = fill(
            translate("SweepPicture", "{value}, {n} of {of} seeds"), value=value, n=point.n_done, of=point.n_seeds
        )
    return translate("SweepPicture", "{name}: {state}").format(name=point.name, state=value)


class SweepPicture(ThemedWidget):
    """A picture in which each combination has a place; arrow keys go from one to the next, Enter or a click chooses it.

    Attributes
    ----------
    figure
        What is shown.
    chosen
        The number of the combination that is chosen; -1 for none.
    point_chosen
        Signal (number): clicked, or reached by a key.
    settings_wanted
        Signal (number): its settings are to be used; Enter, or a double click.
    """

    point_chosen = Signal(int)
    settings_wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        speak_as(self, QAccessible.Role.Chart)
        self.setAccessibleName(self.tr("Result of the sweep"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        set_px(self.setMinimumSize, 160, 100)
        self.figure = SweepFigure()
        self.chosen = -1
        self.empty_text = ""

    def sizeHint(self) -> QSize:
        """Of the design."""
        return px_size(568, 320)

    def set_empty_text(self, text: str) -> None:
        """What is said while nothing is shown."""
        self.empty_text = text
        self._describe()
        self.update()

    def show_figure(self, figure: SweepFigure) -> None:
        """Show this."""
        if figure != self.figure:
            self.figure = figure
            if self.chosen not in figure.by_point:
                self.chosen = -1
            self._describe()
            self.update()

    def set_chosen(self, point: int) -> None:
        """Mark a combination, without a signal; -1 for none."""
        if point != self.chosen:
            self.chosen = point
            self._describe()
            self.update()

    # What the kinds differ in

    def place_of(self, point: SweepPoint) -> QRectF | None:
        """Where a combination is, in points; ``None`` where it is not seen."""
        raise NotImplementedError

    def point_at(self, at: QPointF) -> SweepPoint | None:
        """The combination at a place."""
        raise NotImplementedError

    def neighbor(self, point: SweepPoint, key: Qt.Key) -> SweepPoint | None:
        """The combination that an arrow key goes to."""
        raise NotImplementedError

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the figure."""
        raise NotImplementedError

    # In words

    def _describe(self) -> None:
        figure = self.figure
        if not figure.points:
            self.setAccessibleDescription(self.empty_text)
            return
        chosen, best = figure.by_point.get(self.chosen), figure.by_point.get(figure.best)
        told = [self.tr("{title} over {axes}.").format(title=figure.title, axes=_listed(figure.axes))]
        if best is not None:
            told.append(self.tr("Best: {point}.").format(point=point_text(best)))
        if chosen is not None:
            told.append(self.tr("Chosen: {point}.").format(point=point_text(chosen)))
        self.setAccessibleDescription(" ".join(told))

    def values_as_table(self) -> str:
        """What is shown, tab-separated: a line for each combination."""
        figures = (self.tr("mean"), self.tr("standard deviation"), self.tr("runs"))
        lines = ["\t".join([*(axis.title for axis in self.figure.axes), *figures])]
        for point in self.figure.points:
            values = [axis.ticks[at] for axis, at in zip(self.figure.axes, point.at, strict=True)]
            told = [f"{value:.6g}" if math.isfinite(value) else "" for value in (point.mean, point.spread)]
            lines.append("\t".join([*values, *told, str(point.n_done)]))
        return "\n".join([*lines, ""])

    # Events

    def event(self, event: QEvent) -> bool:
        """The tooltip says what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = self.point_at(QPointF(event.pos()))
            place = self.place_of(point) if point is not None else None
            if point is None or place is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), point_text(point), self, place.toAlignedRect())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        point = self.point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self._choose(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click takes the settings."""
        point = self.point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None and point.point in self.figure.by_point:
            self.settings_wanted.emit(point.point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from one to the next, Home to the best; Enter takes the settings."""
        key, figure = Qt.Key(event.key()), self.figure
        current = figure.by_point.get(self.chosen)
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if key in _ENTER_KEYS and current is not None:
            self.settings_wanted.emit(current.point)
        elif key == Qt.Key.Key_Home or (key in arrows and current is None):
            first = figure.by_point.get(figure.best) or next(iter(figure.points), None)
            if first is not None:
                self._choose(first)
        elif key in arrows and current is not None:
            beside = self.neighbor(current, key)
            if beside is not None:
                self._choose(beside)
        else:
            super().keyPressEvent(event)

    def _choose(self, point: SweepPoint) -> None:
        if point.point not in self.figure.by_point:  # of very many, one that waits
            return
        self.set_chosen(point.point)
        announce(self, point_text(point))
        self.point_chosen.emit(point.point)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The figure, or what to do while there is none."""
        painter = QPainter(self)
        try:
            area = QRectF(self.rect())
            painter.fillRect(area, QColor(self._theme.card))
            if not self.figure.points:
                painter.setPen(QColor(self._theme.muted))
                room = area.adjusted(px(24), px(8), -px(24), -px(8))
                painter.drawText(room, CENTER | Qt.TextFlag.TextWordWrap, self.empty_text)
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setFont(label_font(self.font()))
                self.paint(painter, area)
            if self.hasFocus() and self.chosen < 0:
                painter.setPen(QPen(QColor(self._theme.accent), exact_px(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                inset = exact_px(1)
                painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), px(6), px(6))
        finally:
            painter.end()

    def metrics(self) -> QFontMetricsF:
        """Of the letters on the axes."""
        return QFontMetricsF(label_font(self.font()))

    def shade(self, ink: float) -> QColor:
        """The color of so much ink, 0 to 1; the least differs from the card."""
        strength = _FAINTEST + ink * (_STRONGEST - _FAINTEST)
        return mixed(QColor(self._theme.card), QColor(self._theme.ink), strength)

    def paint_legend(self, painter: QPainter, area: QRectF) -> None:
        """The shades from the worst to the best, at the right above the figure."""
        if not self.figure.measured:
            return
        metrics, theme = self.metrics(), self._theme
        least, greatest = (written_mean(end) for end in self.figure.ends)
        width, height = px(20), metrics.height() - px(4)
        texts = metrics.horizontalAdvance(least) + metrics.horizontalAdvance(greatest)
        left = max(area.right() - px(4) - texts - _N_SHADES * width - px(16), area.left())
        top = area.top() + px(2)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(left, top + metrics.ascent() - px(1)), least)
        left += metrics.horizontalAdvance(least) + px(8)
        for number in range(_N_SHADES):
            patch = QRectF(left + number * width, top, width, height)
            painter.fillRect(patch, self.shade(number / (_N_SHADES - 1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.border), exact_px(1)))
        painter.drawRect(QRectF(left, top, _N_SHADES * width, height))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(left + _N_SHADES * width + px(8), top + metrics.ascent() - px(1)), greatest)

    def paint_upright_title(self, painter: QPainter, title: str, place: QRectF) -> None:
        """The title of an upright axis, read from the bottom up."""
        painter.save()
        painter.setPen(QColor(self._theme.muted))
        painter.translate(place.left(), place.bottom())
        painter.rotate(-90)
        room = max(place.height(), 3 * place.width())
        text = self.metrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, 0, place.height(), place.width()), CENTER | Qt.TextFlag.TextDontClip, text)
        painter.restore()

    def dashed_pen(self) -> QPen:
        """The edge of what is not there yet."""
        return QPen(QColor(self._theme.line), exact_px(1), Qt.PenStyle.DashLine)


def _listed(axes: Sequence[SweepAxis]) -> str:
    return ", ".join(axis.title for axis in axes) or translate("SweepPicture", "seeds")
