"""The page of one lesson: its text on the left, what it sets and what it measures on the right."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.lessons_tab.lesson_fields import LessonFields
from gui.lessons_tab.part_rings import PartRings
from gui.lessons_tab.step_body import StepBody
from gui.plots.lesson_pictures import LessonPictures, LessonSurface
from gui.plots.lesson_plot import LessonPlot
from gui.theming.fonts import HINT_PX
from gui.theming.scale import exact_px, px, px_size, set_font_px, set_px
from gui.theming.theme import CONTRAST, Theme
from gui.widgets.buttons import add_pages, push_button
from gui.widgets.cards import Card
from gui.widgets.labels import muted_label
from gui.widgets.scroll_page import PageStack, ScrollPage
from gui.widgets.splitters import SharingSplitter
from gui.widgets.themed_widget import ThemedWidget

_TEXT_SHARE, _LEAST_TEXT, _LEAST_BESIDE = 0.46, 330, 660


class _Progress(ThemedWidget):
    """A bar for each step: filled up to the one that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._at, self._n = 0, 1
        set_px(self.setFixedHeight, 4)

    def set_step(self, at: int, n: int) -> None:
        self._at, self._n = at, max(n, 1)
        self.update()

    def sizeHint(self) -> QSize:
        return px_size(200, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, gap = QPainter(self), px(2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - gap * (self._n - 1)) / self._n
        for number in range(self._n):
            bar = QRectF(number * (width + gap), 0, width, self.height())
            painter.setBrush(QColor(self._theme.accent if number <= self._at else self._theme.border))
            if number > self._at and self._theme is CONTRAST:  # a dark one would look passed
                painter.setBrush(QColor(self._theme.grid))
            painter.drawRoundedRect(bar, exact_px(2), exact_px(2))
        painter.end()


class _LessonSplitter(SharingSplitter):
    """The text has some half of the room until somebody moves the border."""

    def left_width(self, room: int) -> int:
        return max(round(room * _TEXT_SHARE), min(px(_LEAST_TEXT), room // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.share()
        super().resizeEvent(event)


class LessonPage(ThemedWidget):
    """One step of a lesson at a time.

    Attributes
    ----------
    body
        The text, questions and figures.
    fields, plot, surface, pictures
        What is set, and what is drawn.
    rings
        What the text points at.
    all_button, back_button, again_button, next_button, restore_button
        All lessons, the step before, carry out once more, the next step, and back to the lesson's settings.
    """

    _texts: tuple[str, ...] = ()
    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text_card, self._live = self._make_text_card(), self._make_live()
        self._switch = self._make_switch()
        self._splitter = _LessonSplitter(self._text_card, self._live)
        self._splitter.setObjectName("lessonSplitter")
        self._splitter.setChildrenCollapsible(False)
        set_px(self._splitter.setHandleWidth, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.addWidget(self._switch)
        layout.addWidget(self._splitter, 1)
        self._page, self._is_folded = "text", False
        self._switch.hide()
        self.rings = PartRings(self, (self.fields_card, self.fields), self.fields.field_of)

    # Composition

    def _make_text_card(self) -> Card:
        self.body = StepBody()
        self.number_label, self.step_label = muted_label(), muted_label()
        self.title_label = QLabel()
        self.title_label.setWordWrap(True)
        self.title_label.setObjectName("lessonTitle")
        set_font_px(self.title_label, HINT_PX)
        self._embolden(self.title_label)
        self.progress = _Progress()
        self.all_button = QToolButton()
        self.all_button.setObjectName("allLessonsButton")
        self.all_button.setProperty("role", "link")
        self.all_button.setText(self.tr("All lessons"))
        self.step_title = QLabel()
        self.step_title.setProperty("role", "heading")
        self.step_title.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(_scrolled(self.step_title, self.body))
        self.back_button = push_button(self.tr("Back"), "lessonBackButton", self.tr("The step before"))
        self.again_button = push_button(
            self.tr("Run again"),
            "lessonAgainButton",
            self.tr("Once more with another seed: how far they differ is chance"),
        )
        self.next_button = push_button(self.tr("Next step"), "lessonNextButton")
        foot = QHBoxLayout()
        set_px(foot.setSpacing, 8)
        foot.addWidget(self.back_button)
        foot.addWidget(self.again_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        head = QHBoxLayout()
        head.addWidget(self.number_label)
        head.addStretch(1)
        head.addWidget(self.all_button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 6)
        column.addLayout(head)
        column.addWidget(self.title_label)
        column.addWidget(self.progress)
        column.addWidget(self.step_label)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        card = Card("", content)
        card.title_label.hide()
        card.setAccessibleName(self.tr("Text of the lesson"))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return card

    @staticmethod
    def _embolden(label: QLabel) -> None:
        font = label.font()
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)

    def _make_live(self) -> QWidget:
        self.fields = LessonFields()
        self.restore_button = push_button(
            self.tr("Back to the lesson"),
            "backToLessonButton",
            self.tr("Have data and settings as the lesson sets them"),
        )
        self.restore_button.setProperty("role", "low")
        self.fields_card = Card(self.tr("Set by the lesson"), self.fields, self.restore_button)
        self.fields_card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.plot, self.surface, self.pictures = LessonPlot(), LessonSurface(), LessonPictures()
        self._pane = PageStack()
        for page in (self.plot, self.surface, self.pictures):
            self._pane.addWidget(page)
        self.plot_note = muted_label(wraps=True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 8)
        column.addWidget(self._pane, 1)
        column.addWidget(self.plot_note)
        self._measured_switch = QWidget()
        self.curves_button = push_button(self.tr("Plot"), "lessonPlotButton")
        self.pictures_button = push_button(self.tr("Pictures"), "lessonPicturesButton")
        buttons = self.curves_button, self.pictures_button
        add_pages(buttons, QHBoxLayout(self._measured_switch), self._on_measured_page_chosen)
        self.plot_card = Card("", content, self._measured_switch, wraps_title=True)
        live = QWidget()
        outer = QVBoxLayout(live)
        outer.setContentsMargins(0, 0, 0, 0)
        set_px(outer.setSpacing, 8)
        outer.addWidget(self.fields_card)
        outer.addWidget(self.plot_card, 1)
        return ScrollPage(live)

    def _make_switch(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        self.page_buttons = {
            "text": push_button(self.tr("Text"), "lessonTextButton"),
            "live": push_button(self.tr("Live"), "lessonLiveButton"),
        }
        for page, button in self.page_buttons.items():
            button.setProperty("page", page)
        add_pages(self.page_buttons.values(), layout, self._on_page_chosen)
        self.page_buttons["text"].setChecked(True)
        layout.addStretch(1)
        return row

    # What is shown

    def set_heading(self, number: str, title: str, step: str, *, at: int, n_steps: int, step_title: str) -> None:
        """Say which lesson it is, and which of its steps."""
        self.number_label.setText(number)
        self.title_label.setText(title)
        self.step_label.setText(step)
        self.step_title.setText(step_title)
        self.progress.set_step(at, n_steps)

    def set_next(self, text: str, *, is_due: bool) -> None:
        """What the button for the next step says, and whether pressing it is what comes next."""
        self.next_button.setText(text)
        role = "filled" if is_due else ""
        if self.next_button.property("role") != role:
            self.next_button.setProperty("role", role)
            self.next_button.style().unpolish(self.next_button)
            self.next_button.style().polish(self.next_button)

    def scroll_to_top(self) -> None:
        """Have the beginning of the step in sight."""
        self._area.verticalScrollBar().setValue(0)

    def show_measured(self, page: QWidget, title: str, *, has_plot: bool, has_pictures: bool) -> None:
        """Have the plot, the surface or the pictures in sight."""
        self._pane.setCurrentWidget(page)
        self.plot_card.set_title(title)
        self._measured_switch.setVisible(has_plot and has_pictures)
        (self.pictures_button if page is self.pictures else self.curves_button).setChecked(True)

    def point_at(self, parts: tuple[str, ...]) -> None:
        """Have a ring with its number around each of these parts of the window."""
        self.rings.point_at(parts)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for view in (self.progress, self.plot, self.surface, self.pictures):
            view.set_theme(theme)

    @Slot(object)
    def _on_measured_page_chosen(self, _button: QWidget) -> None:
        self.page_changed.emit()

    # Folding

    @Slot(object)
    def _on_page_chosen(self, button: QWidget) -> None:
        self._page = button.property("page")
        self._fold()

    @property
    def hides_text(self) -> bool:
        """Whether there is room for one of the two, and it is what is measured."""
        return self._is_folded and self._page == "live"

    def show_live(self) -> None:
        """Where there is room for one of the two, have what is measured in sight."""
        if self._is_folded:
            self._page = "live"
            self.page_buttons["live"].setChecked(True)
            self._fold()

    def show_text(self) -> None:
        """Where there is room for one of the two, have the text in sight."""
        self._page = "text"
        self.page_buttons["text"].setChecked(True)
        self._fold()

    def _fold(self) -> None:
        self._is_folded = self.width() < px(_LEAST_BESIDE) or self.height() < px(360)
        self._switch.setVisible(self._is_folded)
        self.step_label.setVisible(not self._is_folded)
        self._text_card.setVisible(not self._is_folded or self._page == "text")
        self._live.setVisible(not self._is_folded or self._page == "live")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()


def _scrolled(*widgets: QWidget) -> QWidget:
    """Widgets one below the other, to be scrolled."""
    sheet = QWidget()
    sheet.setObjectName("scrolled")
    column = QVBoxLayout(sheet)
    set_px(column.setContentsMargins, 0, 4, 8, 8)
    set_px(column.setSpacing, 8)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return sheet
