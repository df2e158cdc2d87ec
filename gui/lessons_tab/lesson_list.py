"""The page with all lessons: what each is about, how long it takes, and how far one has come in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from engine.lessons.lesson import Lesson
from gui.actions import Actions
from gui.plots.curve_legend import label_font
from gui.theming.scale import exact_px, px, px_size, set_px
from gui.theming.theme import LIGHT, Theme
from gui.translation import fill, translate
from gui.widgets.buttons import command_button
from gui.widgets.cards import Card

_ROW, _NUMBER, _FACTS, _TAKE_OFF = 56, 40, 132, 28


@dataclass(frozen=True, slots=True)
class ListedLesson:
    """A lesson as it is listed.

    Attributes
    ----------
    key
        What it goes by; see :class:`gui.lessons_tab.known_lessons.KnownLessons`.
    lesson
        The lesson; ``None`` if its file cannot be read now, or was not read yet.
    number
        Its place among those that come with the program, from 1; 0 for one from a file.
    n_done, is_begun
        How many of its steps were seen to their end, and whether it was opened at all.
    is_file
        Whether it was opened from a file, and so can be taken off the list.
    problem
        Why its file cannot be read; empty if it can, or is being read.
    """

    key: str
    lesson: Lesson | None
    number: int = 0
    n_done: int = 0
    is_begun: bool = False
    is_file: bool = False
    problem: str = ""

    @property
    def title(self) -> str:
        """That of the lesson, or what its file is called."""
        return Path(self.key).name if self.lesson is None else self.lesson.title

    @property
    def summary(self) -> str:
        """What it is about, or what is wrong with it, or that it is being read."""
        if self.lesson is not None:
            return self.lesson.summary
        return self.problem or translate("Lessons", "Reading…")

    @property
    def is_done(self) -> bool:
        """Whether all of its steps were seen."""
        return self.lesson is not None and self.n_done >= len(self.lesson.steps)

    @property
    def progress_text(self) -> str:
        """How far one has come: "2 of 6 steps", "done"; empty if it was never opened."""
        if self.is_done:
            return translate("Lessons", "done")
        if self.lesson is None or not self.is_begun:
            return ""
        return translate("Lessons", "{n} of {all} steps").format(n=self.n_done, all=len(self.lesson.steps))

    @property
    def minutes_text(self) -> str:
        """How long it takes."""
        return (
            "" if self.lesson is None else fill(translate("Lessons", "{n} {n|minute|minutes}"), n=self.lesson.minutes)
        )


class LessonRow(QAbstractButton):
    """One lesson: press it to open it.

    Attributes
    ----------
    listed
        What it shows.
    take_off_button
        Takes a lesson from a file off the list; hidden for the others.
    """

    def __init__(self, listed: ListedLesson, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"lesson-{listed.key}")
        self.listed, self._theme = listed, theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_px(self.setFixedHeight, _ROW)
        parts = (self._title(), listed.summary, listed.minutes_text, listed.progress_text)
        self.setAccessibleName(". ".join(part for part in parts if part))
        self.setText(listed.title)
        self.setToolTip(listed.summary)
        button = self.take_off_button = QToolButton(self)
        button.setObjectName("takeOffLessonButton")
        button.setText("✕")
        button.setAutoRaise(True)
        set_px(button.setFixedSize, _TAKE_OFF, _TAKE_OFF)
        button.setToolTip(translate("Lessons", "Take it off the list; its file stays"))
        button.setAccessibleName(translate("Lessons", "Take {title} off the list").format(title=listed.title))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setVisible(listed.is_file)

    def _title(self) -> str:
        number = f"{self.listed.number}. " if self.listed.number else ""
        return f"{number}{self.listed.title}"

    def sizeHint(self) -> QSize:
        return px_size(400, _ROW)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands before time and progress."""
        super().resizeEvent(event)
        button = self.take_off_button
        button.move(self.width() - px(_FACTS) - button.width(), (self.height() - button.height()) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, title, summary; time and progress at the right."""
        painter, theme, listed = QPainter(self), self._theme, self.listed
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.tint))
            painter.drawRoundedRect(inner, exact_px(6), exact_px(6))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), exact_px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, exact_px(6), exact_px(6))
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        note = label_font(self.font())
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        numbers = QRectF(inner.left() + px(8), inner.top(), px(_NUMBER - 8), inner.height() / 2 + px(4))
        painter.setFont(bold)
        painter.setPen(QColor(theme.muted))
        if listed.number:
            painter.drawText(numbers, left | Qt.AlignmentFlag.AlignBottom, str(listed.number))
        beside = px(_FACTS) + (px(_TAKE_OFF + 4) if listed.is_file else 0)
        words = inner.adjusted(px(_NUMBER), px(6), -beside, -px(6))
        upper = QRectF(words.left(), words.top(), words.width(), words.height() / 2)
        lower = QRectF(words.left(), words.center().y(), words.width(), words.height() / 2)
        painter.setPen(QColor(theme.text))
        painter.drawText(upper, left | middle, _elided(painter, listed.title, upper.width()))
        painter.setFont(note)
        painter.setPen(QColor(theme.muted))
        painter.drawText(lower, left | middle, _elided(painter, listed.summary, lower.width()))
        facts = inner.adjusted(inner.width() - px(_FACTS), px(6), -px(8), -px(6))
        right = Qt.AlignmentFlag.AlignRight | middle
        painter.drawText(QRectF(facts.left(), upper.top(), facts.width(), upper.height()), right, listed.minutes_text)
        painter.setPen(QColor(theme.done if listed.is_done else theme.accent))
        text = f"✓ {listed.progress_text}" if listed.is_done else listed.progress_text
        painter.drawText(QRectF(facts.left(), lower.top(), facts.width(), lower.height()), right, text)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(inner.bottomLeft(), inner.bottomRight())
        painter.end()


def _elided(painter: QPainter, text: str, width: float) -> str:
    return QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)


class LessonList(Card):
    """All lessons, in their order.

    Attributes
    ----------
    chosen, taken_off
        Signals (key): one is to be opened, or to be in the list no more.
    rows
        By key.
    """

    chosen = Signal(str)
    taken_off = Signal(str)

    def __init__(self, actions: Actions) -> None:
        self.rows: dict[str, LessonRow] = {}
        self._theme = LIGHT
        content = QWidget()
        content.setObjectName("scrolled")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.open_button = command_button(actions.open_lesson, "openLessonButton")
        super().__init__(translate("Lessons", "Lessons"), area, self.open_button)

    def show_lessons(self, lessons: Sequence[ListedLesson]) -> None:
        """List these; the rows of those that are as before stay."""
        before, self.rows = self.rows, {}
        focused = next((key for key, row in before.items() if row.hasFocus()), "")
        for key, row in before.items():
            if row.listed in lessons:
                self.rows[key] = row
            else:
                row.hide()
                self._column.removeWidget(row)
                row.setParent(None)
                row.deleteLater()
        rows = {listed.key: self.rows.get(listed.key) or self._new_row(listed) for listed in lessons}
        for place, (key, row) in enumerate(rows.items()):
            if key not in self.rows:
                self._column.insertWidget(place, row)
        self.rows = rows
        if focused in rows:
            rows[focused].setFocus()

    def _new_row(self, listed: ListedLesson) -> LessonRow:
        row = LessonRow(listed, self._theme)
        row.clicked.connect(partial(self.chosen.emit, listed.key))
        row.take_off_button.clicked.connect(partial(self.taken_off.emit, listed.key))
        return row

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        for row in self.rows.values():
            row.set_theme(theme)
