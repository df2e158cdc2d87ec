"""The gradient check as the notebooks plot it: circles are measured, crosses are backpropagation's."""

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.nn.gradient_check import GradientCheck
from gui.mathematics_tab.math_plot import CurveStyle, MathPlot, PlotLegend
from gui.mathematics_tab.number_format import number
from gui.theming.controls import inset_number
from gui.theming.scale import SCALE, set_px
from gui.theming.theme import Theme
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.message_area import MessageArea
from gui.widgets.themed_widget import ThemedWidget

DEBUG, IN_USE = "debug", "in use"
ALL_PARAMETERS = 0
MOST_DIGITS = 5000
_MOST_DRAWN = 300
_RIGHT, _NEARLY = 1e-8, 1e-4  # relative differences; the course asks for less than 1e-9 and gets it in float64
_NONE = Qt.PenStyle.NoPen
_NUMERICAL = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "numerical: each parameter moved"), "muted", _NONE, "o")
_BACKPROPAGATED = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "backpropagation"), "train", _NONE, "x")
_DIFFERENCE = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "difference"), "text", _NONE, "s")
_EMPTY = QT_TRANSLATE_NOOP(
    "GradientCheckView",
    "Press Check: each parameter is moved a little, and how the cost answers is compared with the derivative that "
    "backpropagation computes.",
)


class CheckedGradient(NamedTuple):
    """A check, and what was checked.

    Attributes
    ----------
    check
        Both gradients.
    indices
        Which parameters of the flat vector, ascending.
    network
        The architecture in words.
    n_parameters
        All that the network has.
    n_samples, samples
        How many samples of what.
    weight_decay
        λ.
    """

    check: GradientCheck
    indices: np.ndarray[tuple[int], np.dtype[np.intp]]
    network: str
    n_parameters: int
    n_samples: int
    samples: str
    weight_decay: float


def verdict_text(relative_difference: float) -> str:
    """What a relative difference of the two gradients means."""
    if not np.isfinite(relative_difference):
        return translate(
            "GradientCheckView",
            "No verdict: the network's numbers overflow, so there is no gradient. Start from new random weights.",
        )
    text = f"{relative_difference:.2g}"
    if relative_difference < _RIGHT:
        return translate("GradientCheckView", "✓ {text}: backpropagation is right").format(text=text)
    if relative_difference < _NEARLY:
        return translate(
            "GradientCheckView",
            "≈ {text}: larger than rounding explains; backpropagation is nearly right, or the cost has a kink here",
        ).format(text=text)
    return translate("GradientCheckView", "✗ {text}: too large, backpropagation is wrong").format(text=text)


class GradientCheckView(ThemedWidget):
    """Two plots, one below the other, with what is checked above them.

    Attributes
    ----------
    problem_box, parameters_box, digits_box
        What is to be checked.
    verdict, about
        What came of it.
    check_requested, cancel_requested
        Signals: a button was pressed.
    """

    check_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gradientCheckView")
        self._make_choices()
        self._make_plots(messages)
        self.verdict = QLabel(self.tr("Nothing checked yet"))
        self.verdict.setObjectName("gradientVerdict")
        self.verdict.setWordWrap(True)
        SCALE.keep(self.verdict, "setFont", _make_headline, is_last=True)
        self.about = QLabel(translate("GradientCheckView", _EMPTY))
        self.about.setObjectName("gradientAbout")
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        for label in (self.verdict, self.about):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.set_running(False)
        self._show_what_applies()

    @property
    def problem(self) -> str:
        """Which network is to be checked: :data:`DEBUG` or :data:`IN_USE`."""
        chosen: str = self.problem_box.currentData()
        return chosen

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for view in (self.gradient_plot, self.difference_plot, self._legend):
            view.set_theme(theme)

    def set_running(self, running: bool) -> None:
        """Show that a check goes on, or that none does."""
        self.check_button.setEnabled(not running)
        self.cancel_button.setEnabled(running)
        self.progress.setValue(0)
        self.progress.setVisible(running)
        if running:
            self.verdict.setText(self.tr("Checking…"))
            self.about.setText(self.tr("Moving one parameter after another."))
            self._draw_nothing()

    @Slot(float)
    def set_progress(self, share: float) -> None:
        """Show how far the check is, 0 to 1."""
        self.progress.setValue(round(1000 * share))

    def show_message(self, sentence: str) -> None:
        """Say why there is no result; the plots are empty then."""
        self.verdict.setText(self.tr("No result"))
        self.about.setText(sentence)
        self._draw_nothing()

    def set_result(self, result: CheckedGradient) -> None:
        """Show both gradients, and what their difference says."""
        check, indices = result.check, result.indices
        self.verdict.setText(verdict_text(check.relative_difference))
        n = len(indices)
        which = (
            self.tr("all {n:,}").format(n=n)
            if n == result.n_parameters
            else self.tr("{n:,} of {n_parameters:,}").format(n=n, n_parameters=result.n_parameters)
        )
        text = self.tr(
            "Relative difference ‖a − b‖ / (‖a‖ + ‖b‖) of {which} parameters of the network "
            "{network}, on {n_samples:,} {samples}, weight decay λ = {number}."
        ).format(
            which=which,
            network=result.network,
            n_samples=result.n_samples,
            samples=result.samples,
            number=number(result.weight_decay),
        )
        drawn = np.arange(n)
        if n > _MOST_DRAWN:
            drawn = np.linspace(0, n - 1, _MOST_DRAWN).astype(int)
            text += self.tr(" {n} of them are drawn.").format(n=_MOST_DRAWN)
        self.about.setText(text)
        x, numerical, exact = indices[drawn], check.numerical[drawn], check.backpropagated[drawn]
        finite = np.isfinite(numerical) & np.isfinite(exact)
        x, numerical, exact = x[finite], numerical[finite], exact[finite]
        self.gradient_plot.curves[0].setData(x, numerical)
        self.gradient_plot.curves[1].setData(x, exact)
        self.difference_plot.curves[0].setData(x, numerical - exact)

    def _draw_nothing(self) -> None:
        for curve in (*self.gradient_plot.curves, *self.difference_plot.curves):
            curve.setData([], [])

    def _make_choices(self) -> None:
        self.problem_box = QComboBox()
        self.problem_box.setObjectName("gradientProblemBox")
        self.problem_box.setAccessibleName(self.tr("The network to check"))
        set_px(self.problem_box.setMinimumWidth, 150)
        self.problem_box.addItem(self.tr("The course's debug network 3-5-3"), DEBUG)
        self.problem_box.addItem(self.tr("The network in use, on the digits in use"), IN_USE)
        self.problem_box.currentIndexChanged.connect(self._show_what_applies)
        self.parameters_box = QSpinBox()
        inset_number(self.parameters_box)
        self.parameters_box.setObjectName("gradientParametersBox")
        set_px(self.parameters_box.setMinimumHeight, 24)
        self.parameters_box.setRange(ALL_PARAMETERS, 1_000_000)
        self.parameters_box.setSpecialValueText(self.tr("all"))
        self.parameters_box.setValue(200)
        self.parameters_box.setSingleStep(100)
        self.parameters_box.setToolTip(
            self.tr("How many parameters to check, drawn again at each press of Check; 0 for all")
        )
        self.digits_box = QSpinBox()
        inset_number(self.digits_box)
        self.digits_box.setObjectName("gradientDigitsBox")
        set_px(self.digits_box.setMinimumHeight, 24)
        self.digits_box.setRange(1, MOST_DIGITS)
        self.digits_box.setValue(1000)
        self.digits_box.setSingleStep(100)
        self.digits_box.setToolTip(
            self.tr("How many digits to check on, from the first; up to {most:,}").format(most=MOST_DIGITS)
        )
        self.check_button = push_button(self.tr("Check"), "gradientCheckButton")
        self.check_button.clicked.connect(self.check_requested)
        self.cancel_button = push_button(self.tr("Cancel"), "gradientCancelButton")
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        set_px(self.progress.setFixedHeight, 6)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)

    def _make_plots(self, messages: MessageArea) -> None:
        axis = self.tr("parameter, by its number")
        self.gradient_plot = MathPlot(self.tr("Both gradients"), axis, "∂J/∂w", (_NUMERICAL, _BACKPROPAGATED), messages)
        self.gradient_plot.setObjectName("gradientPlot")
        self.difference_plot = MathPlot(
            self.tr("Numerical − backpropagation"), axis, self.tr("difference"), (_DIFFERENCE,), messages
        )
        self.difference_plot.setObjectName("gradientDifferencePlot")
        self.difference_plot.item.setXLink(self.gradient_plot.item)
        self._legend = PlotLegend(_NUMERICAL, _BACKPROPAGATED)

    def _lay_out(self) -> None:
        self._sizes = QWidget()
        sizes = QHBoxLayout(self._sizes)
        sizes.setContentsMargins(0, 0, 0, 0)
        set_px(sizes.setSpacing, 6)
        for text, box in ((self.tr("Parameters"), self.parameters_box), (self.tr("Digits"), self.digits_box)):
            label = QLabel(text)
            label.setBuddy(box)
            sizes.addWidget(label)
            sizes.addWidget(box)
        sizes.addStretch(1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.problem_box)
        layout.addWidget(self._sizes)
        layout.addWidget(self.progress)
        layout.addWidget(self.verdict)
        layout.addWidget(self.about)
        layout.addWidget(self._legend)
        layout.addWidget(self.gradient_plot, 3)
        layout.addWidget(self.difference_plot, 2)
        outer = QVBoxLayout(self)
        set_px(outer.setContentsMargins, 0, 8, 0, 0)
        outer.addWidget(Card(self.tr("Is backpropagation right?"), content, self.check_button, self.cancel_button))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @Slot()
    def _show_what_applies(self) -> None:
        """The debug network is checked whole, on its own five samples."""
        self._sizes.setEnabled(self.problem == IN_USE)


def _make_headline(label: QLabel) -> None:
    """Give a label bold letters, a quarter larger than text."""
    font = QApplication.font(label)
    font.setPointSizeF(font.pointSizeF() * 1.25)
    font.setBold(True)
    label.setFont(font)
