"""The flags of the learning curves: where a setting was changed, where training was continued, which network answers.

A flag's words are shortened by whole words where there is little room. All of them are in its tool tip, and in the
sentences for screen readers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engine.text.setting_names import setting_name
from gui.plots.axis_ticks import plain_number
from gui.plots.curve_frame import CurveFrame
from gui.plots.curve_labels import paint_ground, rounded_epoch
from gui.state.shown_curves import SettingChange, ShownCurves
from gui.theming.theme import Theme
from gui.translation import translate
from gui.widgets.phrases import at_text, sentence_case

_NEAR_PX = 8  # what is as near as this is one flag
_CLOTH_PX = 6


@dataclass(frozen=True)
class Flag:
    """What stands out at one epoch.

    Attributes
    ----------
    epoch
        Which.
    parts
        What happened there, in words, the more important first.
    is_network
        Whether it is where the network is that answers: that is told with the values, and has a line only.
    """

    epoch: float
    parts: tuple[str, ...]
    is_network: bool = False

    @property
    def text(self) -> str:
        """All words: "Rate 0.5 to 0.1, continued"."""
        return ", ".join(self.parts)

    def shortened(self) -> Iterator[str]:
        """The words, then fewer and fewer of them; never a part of a word, or of what a setting became."""
        yield self.text
        for n in range(len(self.parts) - 1, 0, -1):
            yield f"{', '.join(self.parts[:n])} …"
        name, *values = self.parts[0].split()
        if values:
            yield f"{name} …"


@dataclass(frozen=True)
class PlacedFlag:
    """A flag with the words that have room, and their place; an empty one where there is none.

    Attributes
    ----------
    flag, x
        The flag, and where its line is.
    words, place
        What is written, and where.
    is_over_plot
        Whether that is over the plot rather than above it.
    is_below_title
        Whether the title stands where the flag would: then it is at the top of the plot.
    """

    flag: Flag
    x: float
    words: str = ""
    place: QRectF = field(default_factory=QRectF)
    is_over_plot: bool = False
    is_below_title: bool = False

    def is_at(self, x: float, y: float) -> bool:
        """Whether a point is on the flag's line or on its words."""
        return abs(x - self.x) <= _NEAR_PX / 2 + 1 or self.place.contains(x, y)


# In words


def short_name(name: str) -> str:
    """What a setting is called in a flag."""
    names = {"learning_rate": translate("LossPlot", "rate"), "weight_decay": translate("LossPlot", "decay")}
    return names.get(name, str(setting_name(name)))


def change_text(change: SettingChange, name: str) -> str:
    """A change: "learning rate 0.5 to 0.1"."""
    before, after = (_value_text(value) for value in (change.before, change.after))
    return translate("LossPlot", "{name} {before} to {after}").format(name=name, before=before, after=after)


def _value_text(value: object) -> str:
    if isinstance(value, bool):
        return translate("LossPlot", "on") if value else translate("LossPlot", "off")
    if isinstance(value, int | float):
        return plain_number(float(value))
    return str(value)


def at_epoch(shown: ShownCurves, epoch: float) -> str:
    """An epoch by its name: "epoch 12"."""
    return at_text(shown.curves.unit, rounded_epoch(epoch))


def flags_of(shown: ShownCurves, frame: CurveFrame) -> list[Flag]:
    """All flags, from left to right; what happened near to each other has one."""
    events = sorted(
        [*[(change.epoch, change) for change in shown.changes], *[(epoch, None) for epoch in shown.marks.legs]],
        key=lambda event: event[0],
    )
    groups: list[list[tuple[float, SettingChange | None]]] = []
    for event in events:
        if groups and frame.x(event[0]) - frame.x(groups[-1][-1][0]) < _NEAR_PX:
            groups[-1].append(event)
        else:
            groups.append([event])
    flags = [Flag(group[-1][0], tuple(_parts([change for _, change in group]))) for group in groups]
    if shown.marks.network is not None:
        network = shown.marks.network
        flags.append(
            Flag(
                network,
                (translate("LossPlot", "{where} answers").format(where=at_epoch(shown, network)),),
                is_network=True,
            )
        )
    return sorted((flag for flag in flags if flag.parts), key=lambda flag: flag.epoch)


def _parts(changes: Sequence[SettingChange | None]) -> Iterator[str]:
    """What happened, in words: of several changes of one setting, what it was and what it became; ``None`` is a leg."""
    merged: dict[str, SettingChange] = {}
    for change in changes:
        if change is not None:
            merged[change.name] = replace(change, before=merged.get(change.name, change).before)
    texts = [change_text(change, short_name(name)) for name, change in merged.items() if change.before != change.after]
    if texts:
        texts[0] = sentence_case(texts[0])
    yield from texts
    if None in changes:
        yield translate("LossPlot", "continued")


# On the screen


def placed_flags(
    flags: Sequence[Flag], frame: CurveFrame, title_width: float, taken_over_plot: QRectF | None
) -> list[PlacedFlag]:
    """The words of flags where there is room for them, above the plots or at their top, the latest first.

    Parameters
    ----------
    flags, frame
        From left to right, and where they are.
    title_width
        How much of the room above the plots is taken from the left.
    taken_over_plot
        What is written at the top of the upper plot.
    """
    area, metrics = frame.area, frame.metrics
    taken: list[tuple[int, float, float]] = [(0, area.left() - 4, area.left() + title_width + 8)]  # row, left, right
    if taken_over_plot is not None:
        taken.append((1, taken_over_plot.left() - 6, taken_over_plot.right() + 6))
    taken += [(0, frame.x(flag.epoch) - 2, frame.x(flag.epoch) + _CLOTH_PX + 2) for flag in flags]
    placed: list[PlacedFlag] = []
    for flag in reversed(flags):
        x = frame.x(flag.epoch)
        is_below_title = x < area.left() + title_width
        found = PlacedFlag(flag, x, is_below_title=is_below_title)
        for words in () if flag.is_network else flag.shortened():
            width = metrics.horizontalAdvance(words)
            for row, left in ((0, x - 6 - width), (0, x + 12), (1, x - 6 - width), (1, x + 8)):
                is_free = all(
                    left + width + 2 <= start or stop + 2 <= left for of_row, start, stop in taken if of_row == row
                )
                if left >= area.left() and left + width <= frame.rect.width() and is_free:
                    top = area.top() - 4 - metrics.height() + row * (metrics.height() + 4)
                    place = QRectF(left, top, width, metrics.height())
                    found = replace(found, words=words, place=place, is_over_plot=row == 1)
                    taken.append((row, left - 4, left + width + 4))
                    break
            if found.words:
                break
        placed.insert(0, found)
    return placed


def paint_flags(painter: QPainter, theme: Theme, frame: CurveFrame, placed: Sequence[PlacedFlag]) -> None:
    """Lines through both plots, each with its cloth, and the words."""
    area, color = frame.area, QColor(theme.muted)
    for flag in placed:
        x = round(flag.x) + 0.5
        painter.setPen(QPen(color, 1, Qt.PenStyle.DashLine if flag.flag.is_network else Qt.PenStyle.DotLine))
        top = area.top() if flag.is_below_title else area.top() - 14
        painter.drawLine(QPointF(x, top + _CLOTH_PX), QPointF(x, area.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        cloth = [QPointF(x, top), QPointF(x + _CLOTH_PX, top), QPointF(x, top + _CLOTH_PX)]
        painter.drawPolygon(QPolygonF(cloth))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(frame.font)
    for flag in placed:
        if flag.words:
            if flag.is_over_plot:
                paint_ground(painter, theme, flag.place)
            painter.setPen(color)
            painter.drawText(QPointF(flag.place.left(), flag.place.top() + frame.metrics.ascent()), flag.words)
