"""The bar that asks: "Why 3 and not 8?", with the lead of the one over the other, and the method that shares it out."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from engine.explain.attribution import METHODS, Method
from engine.nn.network import N_CLASSES
from gui.theming.scale import SCALE, px, set_px
from gui.translation import translate
from gui.why_tab.question import Pair, Question
from gui.why_tab.why_text import METHOD_NAMES, METHOD_TIPS
from gui.widgets.buttons import push_button
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.focus_order import make_pane
from gui.widgets.labels import muted_label

_HEIGHT, _BOX, _METHOD_BOX, _BOLDER = 56, 56, 176, 6
_LEAST_FOR_LEAD, _LEAST_FOR_WORDS = 600, 860


class DigitBox(QComboBox):
    """One of the two digits of the question; the last entry has it follow the network's answer again.

    Attributes
    ----------
    chosen
        Signal (int or None): what was chosen by hand, ``None`` to follow.
    """

    chosen = Signal(object)

    def __init__(self, name: str, follow: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "question")
        for digit in range(N_CLASSES):
            self.addItem(str(digit), digit)
        self.insertSeparator(N_CLASSES)
        self.addItem(follow, None)
        self.setCurrentIndex(-1)
        self.setMaxVisibleItems(self.count())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        set_px(self.setFixedWidth, _BOX)
        SCALE.keep(self, "popup", DigitBox._fit_popup, is_last=True)
        self._digit: int | None = None
        self.activated.connect(self._on_activated)

    def show_digit(self, digit: int | None) -> None:
        """Show a digit; nothing for ``None``."""
        self._digit = digit
        index = -1 if digit is None else digit
        if index != self.currentIndex() and not self.view().isVisible():
            self.setCurrentIndex(index)

    def _fit_popup(self) -> None:
        self.view().setMinimumWidth(self.fontMetrics().horizontalAdvance(self.itemText(self.count() - 1)) + px(40))

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        digit = self.itemData(index)
        if digit is None:
            self.setCurrentIndex(-1 if self._digit is None else self._digit)
        self.chosen.emit(digit)


class LeadLabel(ElidedLabel):
    """A sentence in which one figure stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._figure = ""

    def set_figure(self, figure: str) -> None:
        """Have this part of the text stand out."""
        if figure != self._figure:
            self._figure = figure
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What stands before the figure, the figure, and what stands behind it."""
        before, figure, after = self.shown_text().rpartition(self._figure) if self._figure else ("", "", "")
        if not figure:
            super().paintEvent(event)
            return
        painter, bold = QPainter(self), QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(self.palette().color(self.foregroundRole()))
        place = self.contentsRect()
        for text, font in ((before, self.font()), (figure, bold), (after, self.font())):
            painter.setFont(font)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            place.setLeft(place.left() + QFontMetrics(font).horizontalAdvance(text))
        painter.end()


class _Place(QWidget):
    """A place for a label that changes with the pen: in a layout, it would have the whole window laid out anew."""

    def __init__(self, label: ElidedLabel) -> None:
        super().__init__()
        self._label = label
        label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As high as the label."""
        return QSize(0, self._label.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The label fills it."""
        super().resizeEvent(event)
        self._label.setGeometry(self.rect())


class QuestionBar(QFrame):
    """The bar.

    Attributes
    ----------
    digit_box, other_box
        The two digits.
    follow_button
        Has both follow the answer again; there while one of them was chosen by hand.
    lead
        How far the one leads the other.
    method_box
        The methods.
    ideal_button
        Shows what the network looks for, in place of the four answers.
    method_chosen
        Signal (Method).
    """

    method_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        make_pane(self, self.tr("The question"))
        set_px(self.setFixedHeight, _HEIGHT)
        self.digit_box = DigitBox("whyDigitBox", self.tr("Follow the answer"))
        self.digit_box.setProperty("speaks", "for")
        self.digit_box.setAccessibleName(self.tr("Why this digit"))
        self.digit_box.setToolTip(
            self.tr("The digit that red speaks for in every picture of this tab; at first the network's answer")
        )
        self.other_box = DigitBox("whyOtherBox", self.tr("Follow the runner-up"))
        self.other_box.setProperty("speaks", "against")
        self.other_box.setAccessibleName(self.tr("and not that digit"))
        self.other_box.setToolTip(
            self.tr("The digit that blue stripes speak for in every picture of this tab; at first the runner-up")
        )
        self.follow_button = QToolButton()
        self.follow_button.setObjectName("whyFollowButton")
        self.follow_button.setProperty("role", "link")
        self.follow_button.setText(self.tr("Follow the answer"))
        self.follow_button.setToolTip(self.tr("Ask about the network's answer and its runner-up again"))
        self.lead = LeadLabel()
        self.lead.setObjectName("whyLead")
        self.method_box = QComboBox()
        self.method_box.setObjectName("whyMethodBox")
        for method in METHODS:
            self.method_box.addItem(translate("Why", METHOD_NAMES[method]), method)
            index = self.method_box.count() - 1
            self.method_box.setItemData(index, translate("Why", METHOD_TIPS[method]), Qt.ItemDataRole.ToolTipRole)
        self.method_box.activated.connect(self._on_method_chosen)
        self._method_label = muted_label(self.tr("Method"))
        self._method_label.setBuddy(self.method_box)
        self.method_box.setAccessibleName(self.tr("Method"))
        set_px(self.method_box.setMinimumWidth, _METHOD_BOX)
        self.ideal_button = push_button(
            self.tr("What it looks for"),
            "whyIdealButton",
            self.tr("Show the picture that it would be surest of, in place of the four answers"),
        )
        self.ideal_button.setCheckable(True)
        self._words = [self._word(text) for text in (self.tr("Why"), self.tr("and not"), self.tr("?"))]
        layout = QHBoxLayout(self)
        set_px(layout.setContentsMargins, 16, 0, 16, 0)
        set_px(layout.setSpacing, 8)
        for widget in (self._words[0], self.digit_box, self._words[1], self.other_box, self._words[2]):
            layout.addWidget(widget)
        layout.addWidget(_Place(self.lead), 1)
        layout.addWidget(self.follow_button)
        layout.addWidget(self._method_label)
        layout.addWidget(self.method_box)
        layout.addWidget(self.ideal_button)
        self._show_method_tip()
        self._is_chosen = False
        self._lead_text = self._short_lead_text = ""
        SCALE.keep(self, "fold", QuestionBar._fold, is_last=True)

    def _word(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "question")
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return label

    @property
    def method(self) -> Method:
        """The method that is chosen."""
        method: Method = self.method_box.currentData()
        return method

    def show_question(self, pair: Pair | None, question: Question) -> None:
        """Show the two digits, and whether they follow the answer."""
        self.digit_box.show_digit(pair.digit if pair is not None else question.digit)
        self.other_box.show_digit(pair.other if pair is not None else question.other)
        if self._is_chosen != (not question.follows):
            self._is_chosen = not question.follows
            self._fold()

    def set_lead(self, text: str, short: str = "", *, figure: str = "") -> None:
        """Say how far the one leads the other, in few words where there is little room; the figure stands out."""
        self._lead_text, self._short_lead_text = text, short or text
        self.lead.set_figure(figure)
        self._fit_lead()

    def _fit_lead(self) -> None:
        is_long = self.lead.fontMetrics().horizontalAdvance(self._lead_text) > self.lead.width() - px(_BOLDER)
        self.lead.setText(self._short_lead_text if is_long else self._lead_text)
        self.lead.setToolTip(self._lead_text if is_long else "")

    @Slot()
    def _on_method_chosen(self) -> None:
        self._show_method_tip()
        self.method_chosen.emit(self.method)

    def _show_method_tip(self) -> None:
        self.method_box.setToolTip(translate("Why", METHOD_TIPS[self.method]))

    def set_shows_ideal_button(self, shows: bool) -> None:
        """Whether its own button leads to what the network looks for, or a switch below."""
        self.ideal_button.setVisible(shows)

    def _fold(self) -> None:
        """Where there is little room: the boxes say all; the boxes' last entry follows the answer, too."""
        width = self.width()
        self.lead.setVisible(width >= px(_LEAST_FOR_LEAD) or not self._is_chosen)
        self._method_label.setVisible(width >= px(_LEAST_FOR_WORDS) and not self._is_chosen)
        self.follow_button.setVisible(self._is_chosen and width >= px(_LEAST_FOR_LEAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have what there is room for."""
        super().resizeEvent(event)
        self._fold()
        self._fit_lead()

    def event(self, event: QEvent) -> bool:
        """Other parts may leave the sentence more room, or less."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_lead()
        return is_done
