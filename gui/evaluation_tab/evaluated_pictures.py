"""Pictures of evaluated digits in a grid, and the one that is chosen with its ten bars."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from engine.evaluation.part_evaluation import PartEvaluation
from engine.text.percent import whole_percent
from gui.theming.scale import set_px
from gui.theming.theme import Theme
from gui.widgets.digit_detail import DigitAnswer, DigitDetail
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.labels import muted_label
from gui.widgets.scroll_page import ScrollPage

MOST_SHOWN = 1000
"""More digits than this are not shown: nobody looks through them, and a list of 60,000 takes its time."""
_DETAIL_WIDTH = 270


class EvaluatedPictures(QWidget):
    """Some of the digits of an evaluation; the bars follow the network while it learns.

    Attributes
    ----------
    heading
        What is shown, in words.
    grid
        The pictures; below each stands what it was taken for.
    detail
        The digit that is chosen, and how probable the network finds each digit for it.
    """

    def __init__(self, direction: QBoxLayout.Direction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = muted_label(wraps=True)
        self.grid = DigitGrid()
        set_px(self.grid.setMinimumSize, 170, 110)
        self.detail = DigitDetail()
        self.detail.canvas_button.hide()
        self.detail.remark.hide()
        self._beside: QWidget = self.detail
        both = QBoxLayout(direction)
        set_px(both.setSpacing, 10)
        both.addWidget(self.grid, 1)
        if direction == QBoxLayout.Direction.LeftToRight:
            self._beside = ScrollPage(self.detail)
            set_px(self._beside.setFixedWidth, _DETAIL_WIDTH)
        both.addWidget(self._beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.heading)
        layout.addLayout(both, 1)
        self._evaluation: PartEvaluation | None = None
        self._chosen: int | None = None
        self.grid.chosen.connect(self._on_chosen)
        self.clear("")

    def show_digits(self, evaluation: PartEvaluation, indices: NDArray[np.intp], heading: str) -> None:
        """Show some digits of an evaluation; as long as its part stays, so do the choice and the place in the grid.

        Parameters
        ----------
        evaluation
            What the network makes of them.
        indices
            Which of them, in their order, of which the first :data:`MOST_SHOWN` are shown.
        heading
            What they are.
        """
        n, shown = len(indices), indices[:MOST_SHOWN]
        if n > len(shown):
            heading += " " + self.tr("The {n:,} with the highest loss are shown.").format(n=len(shown))
        self.heading.setText(heading)
        is_same_part = self._evaluation is not None and self._evaluation.of.digits is evaluation.of.digits
        self._evaluation = evaluation
        if not is_same_part:
            self._chosen = None
        if n:
            self._show_in_grid(evaluation, shown, keeps_place=is_same_part)
        else:
            self.grid.clear(self.tr("No such digit."))
        self._show_chosen()

    def _show_in_grid(self, evaluation: PartEvaluation, shown: NDArray[np.intp], *, keeps_place: bool) -> None:
        of = evaluation.of
        self.grid.set_digits(of.digits, shown, captions=self._caption, keeps_place=keeps_place)
        if self._shown_index is not None:
            scrolled_to = self.grid.verticalScrollBar().value()
            self.grid.set_chosen(self._shown_index)
            self.grid.verticalScrollBar().setValue(scrolled_to)  # not to the one that is chosen, again and again

    @Slot(str)
    def clear(self, text: str) -> None:
        """Show nothing, and say why or what to do."""
        self._evaluation = self._chosen = None
        self.heading.clear()
        self.grid.clear(text)
        self._show_chosen()

    @Slot()
    def choose_none(self) -> None:
        """Show the bars of no digit, because others are shown from now on."""
        self._chosen = None

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.grid.set_theme(theme)
        self.detail.set_theme(theme)

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        self._chosen = index
        self._show_chosen()

    @property
    def _shown_index(self) -> int | None:
        """The digit that is looked at: the first, until somebody chooses one."""
        if self._chosen is not None or not len(self.grid.shown):
            return self._chosen
        return int(self.grid.shown[0])

    def _show_chosen(self) -> None:
        evaluation, index = self._evaluation, self._shown_index
        self.heading.setVisible(evaluation is not None)
        self._beside.setVisible(evaluation is not None and (index is not None or len(self.grid.shown) > 0))
        if evaluation is None or index is None:
            self.detail.clear(self.tr("Choose a picture to see its ten bars."))
            return
        readings = evaluation.readings
        self.detail.set_digit(evaluation.of.digits, index)
        self.detail.set_answer(
            DigitAnswer(readings.probabilities[index], float(readings.losses[index]), self.tr("Loss"))
        )

    def _caption(self, index: int) -> str:
        """What stands below a picture: truth and reading, or how sure the network is of what is right."""
        if self._evaluation is None:
            return ""
        readings = self._evaluation.readings
        label, predicted = int(readings.labels[index]), int(readings.predicted[index])
        if label == predicted:
            return f"{whole_percent(float(readings.confidence[index]))} %"
        return f"{label} → {predicted}"
