"""The tab "Why": the question above, and four cards that answer it; each can be enlarged to all of the room."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.frame.icons import show_sign
from gui.plots.change_pictures import GAP, ChangePictures
from gui.plots.digit_map import DigitMap
from gui.plots.digit_row import DigitRow
from gui.plots.ink_parts import InkParts
from gui.plots.lead_waterfall import LeadWaterfall
from gui.theming.scale import SCALE, px, set_lines_px, set_px
from gui.theming.theme import LIGHT, Theme
from gui.why_tab.digit_space import MapSpace
from gui.why_tab.ideal_view import IdealView
from gui.why_tab.question_bar import QuestionBar
from gui.why_tab.why_text import change_title, space_name
from gui.widgets.buttons import add_pages, push_button
from gui.widgets.cards import Card
from gui.widgets.labels import WrappingLabel, muted_label
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.seen_view import SeenView

Page = Literal["ink", "map", "change", "alike", "ideal"]
PAGES: tuple[Page, ...] = ("ink", "map", "change", "alike", "ideal")
_LEAST_WIDTH, _LEAST_HEIGHT = 760, 500
_UPPER, _LOWER = 356, 220
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnswerCard(Card):
    """A card with a button in its corner that enlarges it.

    Attributes
    ----------
    corner_button
        The button.
    toggled
        Signal: it is to be enlarged, or to go back.
    """

    toggled = Signal()

    def __init__(self, page: str, title: str, content: QWidget, *controls: QWidget) -> None:
        self.corner_button = QToolButton()
        self.corner_button.setObjectName(f"{page}CornerButton")
        self.corner_button.setProperty("role", "corner")
        set_px(self.corner_button.setFixedSize, 28, 28)
        super().__init__(title, content, *controls, self.corner_button)
        self._is_large = False
        self._theme = LIGHT
        self.corner_button.clicked.connect(self.toggled)
        self.set_large(is_large=False)

    def set_large(self, *, is_large: bool) -> None:
        """Say what the button does now."""
        self._is_large = is_large
        text = self.tr("Back to all cards (Esc)") if is_large else self.tr("Enlarge this card (Enter)")
        self.corner_button.setToolTip(text)
        self.corner_button.setAccessibleName(text)
        self._show_icon()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self._show_icon()

    def _show_icon(self) -> None:
        sign: Literal["enlarge", "shrink"] = "shrink" if self._is_large else "enlarge"
        show_sign(self.corner_button, sign, self._theme.muted, self._theme.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter enlarges, and goes back."""
        if event.key() in _ENTER and not event.isAutoRepeat() and self.corner_button.isVisible():
            self.toggled.emit()
        else:
            super().keyPressEvent(event)


class PictureBeside(QWidget):
    """A picture as large as the room allows, so many times wider than high, and beside it what it comes to."""

    def __init__(
        self, picture: QWidget, beside: QWidget, *, ratio: float, more: int = 0, least_beside: int, most_beside: int
    ) -> None:
        super().__init__()
        self._picture, self._beside, self._ratio, self._more = picture, beside, ratio, more
        self._least, self._most = least_beside, most_beside
        for part in (picture, beside):
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        SCALE.keep(self, "places", PictureBeside._lay_out, is_last=True)

    def minimumSizeHint(self) -> QSize:
        """Picture and column side by side."""
        picture = self._picture.minimumSize()
        height = max(picture.height(), self._beside.minimumSizeHint().height())
        return QSize(picture.width() + px(self._least + 16), height)

    def sizeHint(self) -> QSize:
        """As in the design."""
        return self._picture.sizeHint() + QSize(px(self._most + 24), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture first."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        height, gap = self.height(), px(24)
        room = self.width() - gap - px(self._least)
        width = max(min(round(height * self._ratio) + px(self._more), room), 1)
        beside = min(self.width() - width - gap, px(2 * self._most))
        self._picture.setGeometry(0, 0, width, height)
        self._beside.setGeometry(width + gap, 0, max(beside, 1), height)


class PictureAbove(QWidget):
    """A picture, and below it a sentence that changes with the pen, in a place of its own.

    In a layout, every other sentence would have the whole window laid out anew.
    """

    def __init__(self, picture: QWidget, below: QWidget) -> None:
        super().__init__()
        self._picture, self._below = picture, below
        for part in (picture, below):
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        SCALE.keep(self, "places", PictureAbove._lay_out, is_last=True)

    def _height_below(self) -> int:
        below = self._below
        least = max(below.minimumHeight(), below.minimumSizeHint().height() if below.layout() is not None else 0)
        return max(below.heightForWidth(self.width()), least)

    def minimumSizeHint(self) -> QSize:
        """The picture above its sentence."""
        picture = self._picture.minimumSizeHint().expandedTo(self._picture.minimumSize())
        least = max(self._below.minimumHeight(), self._below.minimumSizeHint().height() if self._below.layout() else 0)
        return QSize(picture.width(), picture.height() + px(8) + least)

    def sizeHint(self) -> QSize:
        """As in the design."""
        return self._picture.sizeHint() + QSize(0, px(8) + self._below.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture has what the sentence leaves."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """The sentence is another one: it may need more lines."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
        return super().event(event)

    def _lay_out(self) -> None:
        below = self._height_below()
        above = max(self.height() - below - px(8), 1)
        self._picture.setGeometry(0, 0, self.width(), above)
        self._below.setGeometry(0, above + px(8), self.width(), below)


class WhyView(SeenView):
    """See the module.

    Where there is no room for all cards, one is shown, and buttons change it.

    Attributes
    ----------
    bar
        The question.
    cards
        By what they show.
    ink, waterfall, sum_label, ink_label
        Which ink spoke for which, what the lead is made of, and what both mean.
    map, map_label, space_buttons, whole_map_button
        Where the drawing stands among training digits.
    ideal
        What a digit or a unit looks like to the network, in place of the four answers.
    change, change_figures, put_button, change_label
        What would make it another digit.
    nearest, nearest_label
        The training digits that are most alike.
    space_chosen
        Signal (MapSpace): the map is to be laid out by that.
    theme_changed
        Signal: it is in other colors.
    """

    space_chosen = Signal(str)
    theme_changed = Signal()

    def __init__(self, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whyView")
        self.bar = QuestionBar()
        self._page: Page = "ink"
        self._large: Page | None = None
        self._shows_one = False
        self.cards: dict[Page, AnswerCard] = {
            "ink": self._make_ink_card(),
            "map": self._make_map_card(),
            "change": self._make_change_card(),
            "alike": self._make_alike_card(),
            "ideal": self._make_ideal_card(),
        }
        self._switch = self._make_switch()
        self._rows = [self._make_row("ink", "map"), self._make_row("change", "alike"), self._make_row("ideal")]
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 8, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.addWidget(self.bar)
        layout.addWidget(self._switch)
        for row, height in zip(self._rows, (_UPPER, _LOWER, _UPPER + _LOWER), strict=True):
            layout.addWidget(row, height)
        for page, card in self.cards.items():
            card.setProperty("page", page)
            card.toggled.connect(self._on_card_toggled)
        self.bar.ideal_button.clicked.connect(self._on_ideal_clicked)
        PictureMenu(self.ink, "ink-for-and-against", messages)
        PictureMenu(self.map, "map-of-digits", messages)
        PictureMenu(self.change, "small-change", messages)
        PictureMenu(self.nearest, "nearest-digits", messages)
        self._show_pages()
        SCALE.keep(self, "fold", WhyView._fold, is_last=True)

    # Composition

    def _make_ink_card(self) -> AnswerCard:
        self.ink, self.waterfall = InkParts(), LeadWaterfall()
        self.sum_label = muted_label(wraps=True)
        self.ink_label = _note("whyInkText", 2, 12)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 8)
        column.addWidget(self.waterfall)
        column.addWidget(self.sum_label)
        column.addStretch(1)
        both = PictureBeside(self.ink, beside, ratio=1.0, least_beside=120, most_beside=136)
        return AnswerCard("ink", self.tr("Which ink spoke for which"), PictureAbove(both, self.ink_label))

    def _make_map_card(self) -> AnswerCard:
        self.map = DigitMap()
        self.map_label = _note("whyMapText", 2, 12)
        row = QWidget()
        row.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(row)
        tips: dict[MapSpace, str] = {
            "hidden": self.tr("Digits lie near each other that the last hidden layer answers alike"),
            "pixels": self.tr("Digits lie near each other whose pixels are alike: what the network has to start from"),
        }
        self.space_buttons: dict[MapSpace, QPushButton] = {}
        for space, tip in tips.items():
            button = self.space_buttons[space] = push_button(space_name(space), f"{space}MapButton", tip)
            button.setProperty("space", space)
        add_pages(self.space_buttons.values(), layout, self._on_space_clicked)
        self.space_buttons["hidden"].setChecked(True)
        self.whole_map_button = QToolButton()
        self.whole_map_button.setObjectName("wholeMapButton")
        self.whole_map_button.setProperty("role", "link")
        self.whole_map_button.setText(self.tr("All of it"))
        self.whole_map_button.setToolTip(self.tr("Show all of the map again (Home)"))
        self.whole_map_button.hide()
        self.whole_map_button.clicked.connect(self.map.show_all)
        self.map.zoom_changed.connect(self.whole_map_button.setVisible)
        return AnswerCard(
            "map", self.tr("Where it stands"), PictureAbove(self.map, self.map_label), self.whole_map_button, row
        )

    def _make_change_card(self) -> AnswerCard:
        self.change = ChangePictures()
        self.change_figures = QLabel()
        self.change_figures.setObjectName("whyChangeFigures")
        self.change_figures.setTextFormat(Qt.TextFormat.RichText)
        self.change_figures.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.change_figures.setProperty("role", "muted")
        self.change_figures.setWordWrap(True)
        both = PictureBeside(self.change, self.change_figures, ratio=2.0, more=GAP, least_beside=96, most_beside=120)
        self.put_button = push_button(
            self.tr("Put it on the canvas"),
            "changeToCanvasButton",
            self.tr("Trace the changed picture with the canvas's pen.\nUndo brings your drawing back."),
        )
        self.put_button.setEnabled(False)
        self.change_label = muted_label(wraps=True)
        self.change_label.setObjectName("whyChangeText")
        set_lines_px(self.change_label.setMinimumHeight, 2, 0)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        set_px(row.setSpacing, 8)
        row.addWidget(self.put_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.change_label, 1)
        return AnswerCard("change", change_title(None), PictureAbove(both, foot))

    def _make_alike_card(self) -> AnswerCard:
        self.nearest = DigitRow()
        self.nearest_label = _note("whyNearestText", 2, 0)
        return AnswerCard(
            "alike", self.tr("Most alike among the training digits"), PictureAbove(self.nearest, self.nearest_label)
        )

    def _make_ideal_card(self) -> AnswerCard:
        self.ideal = IdealView()
        return AnswerCard("ideal", self.tr("What it looks for"), self.ideal)

    def _make_row(self, *pages: Page) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 8)
        for page in pages:
            layout.addWidget(self.cards[page], 1)
        return row

    def _make_switch(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        texts: dict[Page, tuple[str, str]] = {
            "ink": (self.tr("Ink"), self.tr("Show which ink spoke for which digit")),
            "map": (self.tr("Map"), self.tr("Show where the drawing stands among training digits")),
            "change": (self.tr("Change"), self.tr("Show what would make it another digit")),
            "alike": (self.tr("Alike"), self.tr("Show the training digits that are most alike")),
            "ideal": (self.tr("Looks for"), self.tr("Show the picture that the network would be surest of")),
        }
        self.page_buttons: dict[Page, QPushButton] = {}
        for page, (text, tip) in texts.items():
            button = self.page_buttons[page] = push_button(text, f"{page}PageOfWhyButton", tip)
            button.setProperty("page", page)
        add_pages(self.page_buttons.values(), layout, self._on_page_clicked)
        layout.addStretch(1)
        return row

    # What is shown

    @property
    def space(self) -> MapSpace:
        """By what the map is to be laid out."""
        return "hidden" if self.space_buttons["hidden"].isChecked() else "pixels"

    def set_has_hidden(self, has_hidden: bool, why_not: str = "") -> None:
        """Whether there are hidden units to lay the map out by; if not, it is laid out by the pixels."""
        button = self.space_buttons["hidden"]
        if button.isEnabled() == has_hidden:
            return
        button.setEnabled(has_hidden)
        button.setToolTip(
            self.tr("Digits lie near each other that the last hidden layer answers alike") if has_hidden else why_not
        )
        self.space_buttons["hidden" if has_hidden else "pixels"].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for view in (self.ink, self.waterfall, self.map, self.change, self.nearest, self.ideal):
            view.set_theme(theme)
        for card in self.cards.values():
            card.set_theme(theme)
        self.theme_changed.emit()

    def shows(self, page: Page) -> bool:
        """Whether a card can be seen."""
        return self.cards[page].isVisible()

    @Slot(object)
    def _on_space_clicked(self, button: QWidget) -> None:
        self.space_chosen.emit(button.property("space"))

    # Enlarging and folding

    @Slot()
    def _on_card_toggled(self) -> None:
        card = self.sender()
        page: Page = card.property("page") if isinstance(card, AnswerCard) else "ink"
        self.enlarge(None if self._large == page else page)

    @Slot()
    def _on_ideal_clicked(self) -> None:
        button = self.bar.ideal_button
        self._large = "ideal" if button.isChecked() else None
        self._show_pages()
        self.seen.emit()

    def enlarge(self, page: Page | None) -> None:
        """Show one card in all of the room, or all cards again."""
        before, self._large = self._large, page
        self._show_pages()
        shown = page or before
        if shown == "ideal" and page is None:
            self.bar.ideal_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is not None:
            self.cards[shown].corner_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.seen.emit()

    @Slot(object)
    def _on_page_clicked(self, button: QWidget) -> None:
        self._page = button.property("page")
        self._show_pages()
        button.setFocus()
        self.seen.emit()

    def _fold(self) -> None:
        shows_one = self.width() < px(_LEAST_WIDTH) or self.height() < px(_LEAST_HEIGHT)
        if shows_one != self._shows_one:
            self._shows_one = shows_one
            if shows_one and self._large is not None:
                self._page = self._large
            elif not shows_one:
                self._large = "ideal" if self._page == "ideal" else None
            self._show_pages()

    def _show_pages(self) -> None:
        one = self._page if self._shows_one else self._large
        self.bar.set_shows_ideal_button(not self._shows_one)
        self.bar.ideal_button.setChecked(one == "ideal")
        self._switch.setVisible(self._shows_one)
        self.page_buttons[self._page].setChecked(True)
        for page, card in self.cards.items():
            card.setVisible(page == one or (one is None and page != "ideal"))
            card.set_large(is_large=page == self._large)
            card.corner_button.setVisible(not self._shows_one)
            card.title_label.setVisible(not self._shows_one)  # the switch says it
        for row, pages in zip(self._rows, (PAGES[:2], PAGES[2:4], PAGES[4:]), strict=True):
            row.setVisible(one in pages or (one is None and "ideal" not in pages))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to all cards."""
        if event.key() == Qt.Key.Key_Escape and self._large is not None and not self._shows_one:
            self.enlarge(None)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have what there is room for."""
        super().resizeEvent(event)
        self._fold()


def _note(name: str, n_lines: int, more: int) -> WrappingLabel:
    """A sentence below a view, with room for so many lines, whatever it says."""
    label = WrappingLabel()
    label.setObjectName(name)
    label.setProperty("role", "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    set_lines_px(label.setMinimumHeight, n_lines, more)
    return label
