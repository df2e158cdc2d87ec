"""The tab "Evaluation": confusion matrix, mistakes, figures per digit, and whether the network over- or underfits."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.data.reference import digits_name
from engine.evaluation.classification_report import ClassificationReport, report_rows
from engine.evaluation.fit_diagnosis import FitDiagnosis
from engine.evaluation.part_evaluation import Part, PartEvaluation
from engine.text.percent import percent_text
from engine.training.report import Unit
from gui.evaluation_tab.confusion_map import ConfusionMap, cell_text
from gui.evaluation_tab.evaluated_pictures import EvaluatedPictures
from gui.evaluation_tab.figure_table import FigureTable
from gui.evaluation_tab.fit_view import FitView
from gui.theming.scale import SCALE, add_spacing_px, px, set_px
from gui.theming.theme import Theme
from gui.translation import QT_TRANSLATE_NOOP, fill, full_stop, translate
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.labels import WrappingLabel, muted_label
from gui.widgets.lazy_tabs import LazyTabs
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.scroll_page import FoldingSplitter, ScrollPage
from gui.widgets.themed_widget import ThemedWidget

PARTS: tuple[tuple[Part, str], ...] = (
    ("train", QT_TRANSLATE_NOOP("EvaluationView", "Training digits")),
    ("test", QT_TRANSLATE_NOOP("EvaluationView", "Test digits")),
    ("drawings", QT_TRANSLATE_NOOP("EvaluationView", "My drawings")),
)
_RESULTS: dict[Part, str] = {
    "train": QT_TRANSLATE_NOOP(
        "EvaluationView",
        "{accuracy} of {n:,} training {n|digit|digits} of {data} read right: {errors}. Loss per digit {loss}.",
    ),
    "test": QT_TRANSLATE_NOOP(
        "EvaluationView",
        "{accuracy} of {n:,} test {n|digit|digits} of {data} read right: {errors}. Loss per digit {loss}.",
    ),
    "drawings": QT_TRANSLATE_NOOP(
        "EvaluationView", "{accuracy} of {n:,} {n|drawing|drawings} read right: {errors}. Loss per digit {loss}."
    ),
}
_MISTAKES: dict[Part, str] = {
    "train": QT_TRANSLATE_NOOP("EvaluationView", "{errors} among {n:,} training {n|digit|digits}."),
    "test": QT_TRANSLATE_NOOP("EvaluationView", "{errors} among {n:,} test {n|digit|digits}."),
    "drawings": QT_TRANSLATE_NOOP("EvaluationView", "{errors} among {n:,} {n|drawing|drawings}."),
}
_MODES = (
    ("counts", QT_TRANSLATE_NOOP("EvaluationView", "Counts")),
    ("truth", QT_TRANSLATE_NOOP("EvaluationView", "% of each digit")),
    ("predicted", QT_TRANSLATE_NOOP("EvaluationView", "% of each reading")),
)
_COLUMNS = (
    QT_TRANSLATE_NOOP("EvaluationView", "Digit"),
    QT_TRANSLATE_NOOP("EvaluationView", "Precision"),
    QT_TRANSLATE_NOOP("EvaluationView", "Recall"),
    "F1",
    QT_TRANSLATE_NOOP("EvaluationView", "Digits"),
)
_AVERAGES = {
    "accuracy": QT_TRANSLATE_NOOP("EvaluationView", "Accuracy"),
    "macro avg": QT_TRANSLATE_NOOP("EvaluationView", "Mean"),
    "weighted avg": QT_TRANSLATE_NOOP("EvaluationView", "Weighted mean"),
}


def _keep_two_lines(summary: QLabel) -> None:
    """One line or two: nothing jumps."""
    summary.setMinimumHeight(2 * QFontMetrics(QApplication.font(summary)).height() + px(2))


class EvaluationView(ThemedWidget):
    """What a network makes of some digits.

    Attributes
    ----------
    part_box
        Chooses the digits.
    summary
        Accuracy, errors and loss in words, or what is to be done.
    message
        Why the figures could not be written to a file.
    pages
        The four pages.
    confusion_map, cell_pictures
        The matrix, and the pictures of the cell that is chosen.
    mistakes
        All digits that were misread.
    table
        Figures of each digit.
    fit
        Whether the network over- or underfits; ``None`` before its page is opened.
    part_chosen
        Signal (part).
    shown
        Signal: the view, or another page of it, can be seen now.
    report_save_requested
        Signal: the figures are to be written to a file.
    """

    part_chosen = Signal(str)
    shown = Signal()
    report_save_requested = Signal()

    def __init__(self, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluationView")
        self._evaluation: PartEvaluation | None = None
        self._cell: tuple[int, int] | None = None
        self._due: set[QWidget] = set()
        self._messages, self.message = messages, messages.make_message()
        self.fit: FitView | None = None
        self.pages = LazyTabs()
        self.pages.setObjectName("evaluationPages")
        self._matrix_page, self._mistakes_page = self._make_matrix_page(), self._make_mistakes_page()
        self._figures_page = self._make_figures_page()
        for page, title in (
            (self._matrix_page, self.tr("Confusion matrix")),
            (self._mistakes_page, self.tr("Mistakes")),
            (self._figures_page, self.tr("Scores per digit")),
        ):
            self.pages.addTab(page, title)
        self._fit_index = self.pages.add_later(self.tr("Over- or underfitting"), self._make_fit, scrolls=True)
        self._buttons = [self.copy_matrix_button, self.save_matrix_button, self.copy_button, self.save_report_button]
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 8, 0, 0)
        set_px(layout.setSpacing, 6)
        layout.addLayout(self._make_header())
        layout.addWidget(self.pages, 1)
        self.pages.currentChanged.connect(self._on_page_changed)
        self.set_problem("")

    # Composition

    def _make_header(self) -> QHBoxLayout:
        self.part_box = QComboBox()
        self.part_box.setObjectName("evaluatedPartBox")
        for part, title in PARTS:
            self.part_box.addItem(translate("EvaluationView", title), part)
        self.part_box.setToolTip(
            self.tr(
                "Which digits to read: the training digits (validation digits included),\n"
                "the test digits, as split in the settings, or all drawings that you labeled"
            )
        )
        self.part_box.setCurrentIndex(1)
        self.part_box.activated.connect(self._on_part_activated)
        label = QLabel(self.tr("Evaluate on"))
        label.setBuddy(self.part_box)
        self.summary = WrappingLabel()
        self.summary.setObjectName("evaluationSummary")
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        SCALE.keep(self.summary, "height", _keep_two_lines, is_last=True)
        header = QHBoxLayout()
        set_px(header.setSpacing, 8)
        header.addWidget(label)
        header.addWidget(self.part_box)
        add_spacing_px(header, 8)
        header.addWidget(self.summary, 1)
        return header

    def _make_matrix_page(self) -> QWidget:
        self.confusion_map = ConfusionMap()
        self.confusion_map.cell_chosen.connect(self._on_cell_chosen)
        self.mode_box = QComboBox()
        self.mode_box.setObjectName("confusionModeBox")
        self.mode_box.setToolTip(self.tr("What is written into the cells"))
        for mode, title in _MODES:
            self.mode_box.addItem(translate("EvaluationView", title), mode)
        self.mode_box.currentIndexChanged.connect(self._on_mode_changed)
        self.copy_matrix_button = push_button(
            self.tr("Copy"), "copyMatrixButton", self.tr("Copy the matrix, tab-separated")
        )
        self.copy_matrix_button.clicked.connect(self._on_copy_matrix)
        self.save_matrix_button = push_button(
            self.tr("Save…"), "saveMatrixButton", self.tr("Save the matrix as a picture, PNG or SVG")
        )
        matrix_menu = PictureMenu(self.confusion_map, "confusion-matrix", self._messages)
        self.save_matrix_button.clicked.connect(matrix_menu.save_picture)
        self.cell_pictures = EvaluatedPictures(QBoxLayout.Direction.TopToBottom)
        self.cell_pictures.grid.setObjectName("cellGrid")
        shades = muted_label(
            translate(
                "EvaluationView",
                "Framed cells: read right. All others: misread. The stronger the ink, the larger the number: framed "
                "cells have one scale, all others another.",
            ),
            wraps=True,
        )
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.confusion_map, 1)
        layout.addWidget(shades)
        page = FoldingSplitter(
            Card(
                self.tr("Truth and reading"), content, self.mode_box, self.copy_matrix_button, self.save_matrix_button
            ),
            Card(self.tr("Pictures"), self.cell_pictures),
        )
        page.setObjectName("evaluationSplitter")
        page.setStretchFactor(0, 3)
        page.setStretchFactor(1, 2)
        page.setSizes([560, 370])
        return _below_tabs(ScrollPage(page))

    def _make_mistakes_page(self) -> QWidget:
        self.mistakes = EvaluatedPictures(QBoxLayout.Direction.LeftToRight)
        self.mistakes.grid.setObjectName("mistakesGrid")
        return _below_tabs(Card(self.tr("Misread digits, highest loss first: truth → reading"), self.mistakes))

    def _make_figures_page(self) -> QWidget:
        self.table = FigureTable([translate("EvaluationView", column) for column in _COLUMNS])
        self.table.setObjectName("reportTable")
        self.table.setAccessibleName(self.tr("Precision, recall and F1 of each digit"))
        self.copy_button = push_button(
            self.tr("Copy"), "copyReportButton", self.tr("Copy the table, tab-separated (Ctrl+C in the table)")
        )
        self.copy_button.clicked.connect(self.table.copy_all)
        self.save_report_button = push_button(
            self.tr("Save…"), "saveReportButton", self.tr("Save the table as CSV, numbers in full precision")
        )
        self.save_report_button.clicked.connect(self.report_save_requested)
        explained = muted_label(
            translate(
                "EvaluationView",
                "Precision: the share that is right of what was read as the digit. Recall: the share of the digit "
                "that was read right. F1: their harmonic mean. The mean counts every digit equally, the weighted "
                "mean by how often it occurs.",
            ),
            wraps=True,
        )
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(explained)
        return _below_tabs(Card(self.tr("Scores per digit"), content, self.copy_button, self.save_report_button))

    def _make_fit(self) -> FitView:
        self.fit = FitView(self._messages)
        return self.fit

    # What is shown

    @property
    def part(self) -> Part:
        """The digits that are chosen."""
        return PARTS[self.part_box.currentIndex()][0]

    @property
    def shows_fit(self) -> bool:
        """Whether the page on over- and underfitting can be seen."""
        return self.fit is not None and self.isVisible() and self.pages.currentIndex() == self._fit_index

    @property
    def evaluation(self) -> PartEvaluation | None:
        """What is shown; ``None`` while there is nothing."""
        return self._evaluation

    @Slot(object)
    def set_evaluation(self, evaluation: PartEvaluation) -> None:
        """Show an evaluation; a page that cannot be seen is filled when it can."""
        before = self._evaluation
        if before is None or before.of.digits is not evaluation.of.digits:
            self._cell = None
            self.confusion_map.set_chosen(None)
        self._evaluation = evaluation
        self.summary.setText(summary_text(evaluation))
        for button in self._buttons:
            button.setEnabled(True)
        self._due = {self._matrix_page, self._mistakes_page, self._figures_page}
        self._fill_page()

    @Slot(str)
    def set_problem(self, sentence: str) -> None:
        """Show no evaluation, and say why or what to do; empty while the first one is on its way."""
        self._evaluation = self._cell = None
        self._due.clear()
        self.summary.setText(sentence)
        self.confusion_map.empty_text = sentence
        self.confusion_map.set_confusion(None)
        self.confusion_map.set_chosen(None)
        for pictures in (self.cell_pictures, self.mistakes):
            pictures.clear(sentence)
        self.table.set_rows([])
        for button in self._buttons:
            button.setEnabled(False)

    @Slot(float)
    def set_progress(self, share: float) -> None:
        """Say how far the reading is, while there is nothing else to see."""
        if self._evaluation is None:
            self.summary.setText(self.tr("Reading the digits: {share:.0f} %").format(share=share * 100))

    def set_diagnosis(self, diagnosis: FitDiagnosis, *, unit: Unit) -> None:
        """Show whether the network over- or underfits."""
        if self.fit is not None:
            self.fit.set_diagnosis(diagnosis, unit=unit)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for view in (self.confusion_map, self.cell_pictures, self.mistakes, self.pages):
            view.set_theme(theme)

    def _fill_page(self) -> None:
        """Fill the page that can be seen, if it is due."""
        page, evaluation = self.pages.currentWidget(), self._evaluation
        if evaluation is None or page not in self._due:
            return
        self._due.discard(page)
        if page is self._matrix_page:
            self.confusion_map.set_confusion(evaluation.confusion)
            self._show_cell()
        elif page is self._mistakes_page:
            n = len(evaluation.mistakes)
            n_digits = len(evaluation.readings)
            if n:
                words = fill(translate("EvaluationView", _MISTAKES[evaluation.of.part]), errors=_errors(n), n=n_digits)
                self.mistakes.show_digits(evaluation, evaluation.mistakes, words)
            else:
                self.mistakes.clear(fill(self.tr("All {n:,} {n|digit is|digits are} read right."), n=n_digits))
        else:
            self.table.set_rows(table_rows(evaluation.report))

    def _show_cell(self) -> None:
        """Show the pictures of the cell that somebody chose; until then, those of the most frequent mistake."""
        evaluation, cell = self._evaluation, self._cell
        if evaluation is not None and cell is None:
            cell = _most_frequent_mistake(evaluation.confusion)
            self.confusion_map.set_chosen(cell)
        if evaluation is None or cell is None:
            self.cell_pictures.clear(
                translate(
                    "EvaluationView",
                    "Click a cell of the matrix, or go there with the arrow keys and press Enter, to see its pictures.",
                )
            )
            return
        words = full_stop(cell_text(evaluation.confusion, *cell))
        self.cell_pictures.show_digits(evaluation, evaluation.members(*cell), words)

    # Reactions

    def showEvent(self, event: QShowEvent) -> None:
        """The tab was opened."""
        super().showEvent(event)
        self.shown.emit()

    @Slot(int)
    def _on_part_activated(self, _index: int) -> None:
        self.part_chosen.emit(self.part)

    @Slot(int)
    def _on_page_changed(self, _index: int) -> None:
        self._fill_page()
        self.shown.emit()

    @Slot(int, int)
    def _on_cell_chosen(self, truth: int, predicted: int) -> None:
        self._cell = (truth, predicted)
        self.cell_pictures.choose_none()
        self._show_cell()

    @Slot()
    def _on_mode_changed(self) -> None:
        self.confusion_map.set_mode(self.mode_box.currentData())

    @Slot()
    def _on_copy_matrix(self) -> None:
        QGuiApplication.clipboard().setText(self.confusion_map.as_table())


def summary_text(evaluation: PartEvaluation) -> str:
    """Accuracy, errors and loss, as in "96.11 % of 360 test digits of UCI digits read right: 14 errors", and the loss."""
    n, n_wrong = len(evaluation.readings), len(evaluation.mistakes)
    loss = evaluation.mean_loss
    shown_loss = f"{loss:.4f}" if loss < 1e6 else f"{loss:.3g}"
    accuracy = percent_text(evaluation.report.accuracy, decimals=2)
    told = fill(
        translate("EvaluationView", _RESULTS[evaluation.of.part]),
        accuracy=accuracy,
        n=n,
        data=str(digits_name(evaluation.of.label)),
        errors=_errors(n_wrong),
        loss=shown_loss,
    )
    return told if evaluation.of.note is None else f"{told} {evaluation.of.note}"


def table_rows(report: ClassificationReport) -> list[Sequence[str]]:
    """The rows of a report as the table shows them: four decimals, as scikit-learn would print with ``digits=4``."""
    return [
        (
            translate("EvaluationView", _AVERAGES[name]) if name in _AVERAGES else name,
            *("" if value is None else f"{value:.4f}" for value in (precision, recall, f1)),
            f"{support:,}",
        )
        for name, precision, recall, f1, support in report_rows(report)
    ]


def _most_frequent_mistake(confusion: NDArray[np.int64]) -> tuple[int, int] | None:
    """The cell (truth, predicted) beside the diagonal with most digits; ``None`` if all are read right."""
    mistakes = confusion * ~np.eye(len(confusion), dtype=bool)
    truth, predicted = divmod(int(mistakes.argmax()), len(confusion))
    return (truth, predicted) if mistakes.any() else None


def _errors(n: int) -> str:
    return (
        fill(translate("EvaluationView", "{n:,} {n|error|errors}"), n=n)
        if n
        else translate("EvaluationView", "no errors")
    )


def _below_tabs(view: QWidget) -> QWidget:
    """A view with the distance from the tabs above it that all have."""
    page = QWidget()
    layout = QVBoxLayout(page)
    set_px(layout.setContentsMargins, 0, 8, 0, 0)
    layout.addWidget(view)
    return page
