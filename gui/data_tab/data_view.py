"""The view of the data: what is looked at and in which order, the grid, the digit that was chosen, and the class means."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.evaluation.digit_selection import SAMPLE_SIZE, Selection
from gui.data_tab.class_means_view import ClassMeansView
from gui.data_tab.label_balance import LabelBalance
from gui.theming.scale import set_px
from gui.theming.theme import Theme
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.digit_detail import DigitDetail
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.labels import WrappingLabel
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.scroll_page import ScrollPage
from gui.widgets.themed_widget import ThemedWidget

_SIDE_WIDTH = 282
_PARTS = (
    (QT_TRANSLATE_NOOP("DataView", "All digits"), "all"),
    (QT_TRANSLATE_NOOP("DataView", "Training digits"), "train"),
    (QT_TRANSLATE_NOOP("DataView", "Test digits"), "test"),
)
_LABELS = (
    (QT_TRANSLATE_NOOP("DataView", "Any label"), None),
    *((QT_TRANSLATE_NOOP("DataView", "Labeled {digit}"), digit) for digit in range(10)),
)
_ANSWERS = (
    (QT_TRANSLATE_NOOP("DataView", "Read right or wrong"), "any"),
    (QT_TRANSLATE_NOOP("DataView", "Read right"), "right"),
    (QT_TRANSLATE_NOOP("DataView", "Misread"), "wrong"),
)
_ORDERS = (
    (QT_TRANSLATE_NOOP("DataView", "Random {n}"), "random"),
    (QT_TRANSLATE_NOOP("DataView", "As in the data"), "data"),
    (QT_TRANSLATE_NOOP("DataView", "Greatest loss first"), "loss"),
    (QT_TRANSLATE_NOOP("DataView", "Least sure first"), "confidence"),
)


class DataView(ThemedWidget):
    """What there is to see of a data set.

    Attributes
    ----------
    grid, detail, balance, means
        The views that it is made of.
    selection_changed
        Signal (Selection): something else is to be looked at.
    page_changed
        Signal: the digits or the class means are looked at.
    cancel_requested, read_requested
        Signals: the network is to stop reading the digits, or to read them again.
    shown
        Signal: the view has come in sight.
    """

    selection_changed = Signal(object)
    page_changed = Signal()
    cancel_requested = Signal()
    read_requested = Signal()
    shown = Signal()

    def __init__(self, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataView")
        self._seed = 0
        self.grid, self.detail = DigitGrid(), DigitDetail()
        self.balance, self.means = LabelBalance(), ClassMeansView()
        PictureMenu(self.balance, "digits-of-each-label", messages)
        PictureMenu(self.means, "class-means", messages)
        self.part_box = _box(
            _PARTS,
            "dataPartBox",
            self.tr("Part of the data"),
            self.tr("Which part of the data, as split in the settings"),
        )
        self.label_box = _box(_LABELS, "dataLabelBox", self.tr("Label"), self.tr("Only digits with this label"))
        self.answer_box = _box(
            _ANSWERS, "dataAnswerBox", self.tr("Network's answer"), self.tr("What the network reads them as")
        )
        self.order_box = _box(_ORDERS, "dataOrderBox", self.tr("Order"), self.tr("Which digits come first"))
        self.sample_button = push_button(
            self.tr("Another sample"),
            "dataSampleButton",
            self.tr("Draw another {n} digits at random").format(n=SAMPLE_SIZE),
        )
        self.sample_button.clicked.connect(self._on_sample_requested)
        self.summary = WrappingLabel()
        self.summary.setObjectName("dataSummary")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self._make_progress()
        self._make_pages()
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 8, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.addLayout(self._header())
        layout.addWidget(self.summary)
        layout.addWidget(self.pages, 1)
        for box in (self.part_box, self.label_box, self.answer_box, self.order_box):
            box.currentIndexChanged.connect(self._on_chosen)

    @property
    def selection(self) -> Selection:
        """What is to be looked at, as it is chosen."""
        return Selection(
            part=self.part_box.currentData(),
            label=self.label_box.currentData(),
            answer=self.answer_box.currentData(),
            order=self.order_box.currentData(),
            seed=self._seed,
        )

    @property
    def shows_means(self) -> bool:
        """Whether the class means are looked at."""
        return self.pages.currentIndex() == 1

    @Slot(str)
    def set_summary(self, text: str) -> None:
        """What is seen, in words."""
        self.summary.setText(text)

    def set_reading(self, *, is_reading: bool, was_cancelled: bool = False) -> None:
        """The network reads the digits, or it does not (any more)."""
        if is_reading:
            self._bar.setValue(0)
        self._bar.setVisible(is_reading)
        self.cancel_button.setVisible(is_reading)
        self.read_button.setVisible(was_cancelled and not is_reading)

    @Slot(float)
    def set_progress(self, share: float) -> None:
        """How much of the digits the network has read, 0 to 1."""
        self._bar.setValue(round(100 * share))

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for view in (self.grid, self.detail, self.balance, self.means):
            view.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """What was left undone while nobody looked is due now."""
        super().showEvent(event)
        self.shown.emit()

    def _make_progress(self) -> None:
        self._bar = QProgressBar()
        self._bar.setObjectName("dataProgress")
        self._bar.setAccessibleName(self.tr("How much the network has read"))
        set_px(self._bar.setFixedWidth, 90)
        self._bar.setTextVisible(False)
        self.cancel_button = push_button(self.tr("Cancel"), "dataCancelButton", self.tr("Stop reading the digits"))
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.read_button = push_button(
            self.tr("Read them"), "dataReadButton", self.tr("Have the network read the digits")
        )
        self.read_button.clicked.connect(self.read_requested)
        for widget in (self._bar, self.cancel_button, self.read_button):
            widget.hide()

    def _make_pages(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 8)
        self.balance_card = Card(self.tr("Digits of each label"), self.balance)
        column.addWidget(Card(self.tr("The chosen digit"), self.detail), 3)
        column.addWidget(self.balance_card, 2)
        digits = QWidget()
        row = QHBoxLayout(digits)
        row.setContentsMargins(0, 0, 0, 0)
        set_px(row.setSpacing, 8)
        row.addWidget(self.grid, 1)
        side_page = ScrollPage(side)
        set_px(side_page.setFixedWidth, _SIDE_WIDTH)
        row.addWidget(side_page)
        self.pages = QStackedWidget()
        self.pages.addWidget(digits)
        self.pages.addWidget(
            Card(self.tr("Mean digit of each class: as labeled, and as the network reads it"), ScrollPage(self.means))
        )
        self.digits_button = push_button(self.tr("Digits"), "dataDigitsButton")
        self.means_button = push_button(self.tr("Class means"), "dataMeansButton")
        group = QButtonGroup(self)
        for number, button in enumerate((self.digits_button, self.means_button)):
            button.setCheckable(True)
            button.setProperty("role", "page")
            group.addButton(button, number)
        self.digits_button.setChecked(True)
        group.idClicked.connect(self._on_page_chosen)

    def _header(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            set_px(row.setSpacing, 6)
        for choice in (self.digits_button, self.means_button, self.part_box):
            first.addWidget(choice)
        first.addStretch(1)
        for control in (self._bar, self.cancel_button, self.read_button):
            first.addWidget(control)
        for field in (self.label_box, self.answer_box, self.order_box, self.sample_button):
            second.addWidget(field)
        second.addStretch(1)
        header = QVBoxLayout()
        set_px(header.setSpacing, 6)
        header.addLayout(first)
        header.addLayout(second)
        return header

    @Slot()
    def _on_chosen(self) -> None:
        self.sample_button.setEnabled(self.order_box.currentData() == "random")
        self.selection_changed.emit(self.selection)

    @Slot()
    def _on_sample_requested(self) -> None:
        self._seed += 1
        self.selection_changed.emit(self.selection)

    @Slot(int)
    def _on_page_chosen(self, number: int) -> None:
        if number != self.pages.currentIndex():
            self.pages.setCurrentIndex(number)
            for widget in (self.label_box, self.answer_box, self.order_box, self.sample_button):
                widget.setVisible(number == 0)
            self.page_changed.emit()


def _box(entries: tuple[tuple[str, object], ...], name: str, title: str, tooltip: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setToolTip(tooltip)
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    for text, data in entries:
        box.addItem(translate("DataView", text).format(n=SAMPLE_SIZE, digit=data), data)
    return box
