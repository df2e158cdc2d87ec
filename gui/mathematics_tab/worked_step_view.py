"""One step of backpropagation with its numbers: what to look at above, the formulas below."""

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine.explain.worked_step import BIAS, WeightIndex
from engine.nn.layers.convolution import Convolution
from engine.nn.network import N_CLASSES, Architecture
from gui.mathematics_tab.kernel_step_text import KernelLesson, kernel_lesson_in_html
from gui.mathematics_tab.worked_step_sample import SamplePicture
from gui.mathematics_tab.worked_step_text import Lesson, lesson_in_html
from gui.theming.controls import inset_number
from gui.theming.scale import SCALE, set_px
from gui.theming.theme import Theme
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.themed_widget import ThemedWidget

DIGIT, DRAWING, MAZUR = "digit", "drawing", "mazur"


class WorkedStepView(ThemedWidget):
    """Boxes for sample and weight, buttons, a picture of the sample, and the formulas.

    Attributes
    ----------
    source_box, digit_box, label_box
        The sample: a training digit by its number, or the drawing and what digit it is.
    layer_box, from_box, to_box
        The weight.
    document
        The formulas.
    sample_changed, weight_changed
        Signals: another sample or weight was chosen.
    steepest_requested, step_requested, back_requested, network_requested
        Signals: a button was pressed.
    shown
        Signal: the view has become visible.
    """

    sample_changed = Signal()
    weight_changed = Signal()
    steepest_requested = Signal()
    step_requested = Signal()
    back_requested = Signal()
    network_requested = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workedStepView")
        self._base = 1  # what the first of the units is called that a weight leads to
        self._lesson: Lesson | KernelLesson | None = None
        self._layers: list[int] = []  # of each entry of the box of layers, its number
        self._make_sample_boxes()
        self._make_weight_boxes()
        self._make_buttons()
        self.picture = SamplePicture()
        _keep_place(self.picture)
        self.document = QTextBrowser()
        self.document.setObjectName("workedStepDocument")
        self.document.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document.setAccessibleName(self.tr("The step with its numbers"))
        self._lay_out()
        self._show_what_applies()
        SCALE.changed.connect(self._on_scale_changed)

    # What is chosen

    @property
    def source(self) -> str:
        """:data:`DIGIT`, :data:`DRAWING` or :data:`MAZUR`."""
        chosen: str = self.source_box.currentData()
        return chosen

    @property
    def digit_index(self) -> int:
        """Which of the training digits, from 0."""
        return self.digit_box.value() - 1

    @property
    def weight(self) -> WeightIndex:
        """The weight that is looked at."""
        index = self.layer_box.currentIndex()
        layer = self._layers[index] if 0 <= index < len(self._layers) else 0
        return WeightIndex(layer, self.from_box.value() - 1, self.to_box.value() - self._base)

    # What is shown

    def set_n_digits(self, n: int) -> None:
        """Say how many training digits there are."""
        with QSignalBlocker(self.digit_box):
            self.digit_box.setRange(1, max(n, 1))
        self.digit_box.setSuffix(self.tr(" of {n:,}").format(n=n) if n else "")

    def set_weight(self, architecture: Architecture, at: WeightIndex, *, output_base: int, offers_biases: bool) -> None:
        """Offer the weights of a network, its biases too if they are wanted, and show one of them as chosen.

        Outputs count from ``output_base``.
        """
        layer, shape = architecture.layers[at.layer], architecture.shapes[at.layer]
        is_filter, last = isinstance(layer, Convolution), len(architecture.layers) - 1
        n_sources, n_units = math.prod(shape), layer.output_shape(shape)[-1]
        if is_filter:
            n_sources = math.prod(layer.weights_shape(shape)[1:])
        self._name_boxes(is_filter=is_filter)
        self._layers = [
            number for number, each in enumerate(architecture.layers) if each.multiply_adds(architecture.shapes[number])
        ]
        base = self._base = output_base if at.layer == last else 1
        with QSignalBlocker(self.layer_box), QSignalBlocker(self.from_box), QSignalBlocker(self.to_box):
            self.layer_box.clear()
            for number in self._layers:
                self.layer_box.addItem(f"{number + 1}: {self._layer_name(architecture, number)}")
            self.layer_box.setCurrentIndex(self._layers.index(at.layer))
            self.from_box.setSpecialValueText(self.tr("bias") if offers_biases else "")
            self.from_box.setRange(BIAS + 1 if offers_biases else 1, n_sources)
            self.to_box.setRange(base, n_units - 1 + base)
            self.from_box.setValue(at.source + 1)
            self.to_box.setValue(at.unit + base)

    def _layer_name(self, architecture: Architecture, number: int) -> str:
        """Where its weights lead, between layers that are all dense; else what it is."""
        last = len(architecture.layers) - 1
        if not architecture.is_dense:
            return self.tr("outputs") if number == last else str(architecture.layers[number].in_words())
        hidden = self.tr("hidden layer {number}")
        before = hidden.format(number=number) if number else self.tr("inputs")
        after = hidden.format(number=number + 1) if number < last else self.tr("outputs")
        return f"{before} → {after}"

    def _name_boxes(self, *, is_filter: bool) -> None:
        """Say what the numbers are: of an input and a unit, or of a filter's weight and the filter."""
        if is_filter:
            self._from_label.setText(self.tr("number"))
            self._to_label.setText(self.tr("of filter"))
            names = (
                self.tr(
                    "Which weight of the filter, row by row, from 1; channel by channel where there are several. "
                    "0 is its bias."
                ),
                self.tr("Which filter"),
            )
        else:
            self._from_label.setText(self.tr("from"))
            self._to_label.setText(self.tr("to"))
            names = (
                self.tr("From which input (pixels row by row, from 1) or unit; 0 is the bias"),
                self.tr("To which unit; outputs are called by their digit"),
            )
        for box, name in zip((self.from_box, self.to_box), names, strict=True):
            box.setToolTip(name)
            box.setAccessibleName(name)

    def set_true_label(self, digit: int | None) -> None:
        """Say what the training digit is; ``None`` where there is none."""
        self.true_label.setText("" if digit is None else self.tr("it is a {digit}").format(digit=digit))

    def set_lesson(self, lesson: Lesson | KernelLesson) -> None:
        """Show the formulas; the place that was being read stays."""
        self._lesson = lesson
        self._write(lesson)
        self._set_enabled(True)

    def show_message(self, sentence: str) -> None:
        """Say why there is nothing to show, and what to do."""
        self._lesson = None
        self.document.setPlainText(sentence)
        self._set_enabled(False)

    def set_state(self, *, n_steps: int, rate: str, has_news: bool) -> None:
        """Show how many steps were made, the learning rate, and whether there is a newer network."""
        self.back_button.setEnabled(n_steps > 0)
        self.rate_label.setText(rate)
        self.rate_label.setToolTip(rate)
        self.network_button.setVisible(has_news)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.picture.set_theme(theme)
        if self._lesson is not None and self.isVisible():  # its colors are written into it; who shows it writes it anew
            self._write(self._lesson)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    @Slot()
    def _on_scale_changed(self) -> None:
        if self._lesson is not None:  # its lengths are written into it
            self._write(self._lesson)

    def _write(self, lesson: Lesson | KernelLesson) -> None:
        bar = self.document.verticalScrollBar()
        place = bar.value()
        if isinstance(lesson, KernelLesson):
            self.document.setHtml(kernel_lesson_in_html(lesson, self._theme))
        else:
            self.document.setHtml(lesson_in_html(lesson, self._theme))
        bar.setValue(place)

    # Making

    def _make_sample_boxes(self) -> None:
        self.source_box = QComboBox()
        self.source_box.setObjectName("stepSourceBox")
        self.source_box.setAccessibleName(self.tr("The sample"))
        self.source_box.addItem(self.tr("Training digit"), DIGIT)
        self.source_box.addItem(self.tr("Your drawing"), DRAWING)
        self.source_box.addItem(self.tr("Mazur's example"), MAZUR)
        self.source_box.setItemData(
            2, self.tr('Matt Mazur, "A step by step backpropagation example" (2015)'), Qt.ItemDataRole.ToolTipRole
        )
        self.source_box.currentIndexChanged.connect(self._on_source_changed)
        self.digit_box = _spin_box("stepDigitBox", 1, 1, self.tr("The number of the training digit"))
        self.digit_box.valueChanged.connect(self.sample_changed)
        self.label_box = _spin_box("stepLabelBox", 0, N_CLASSES - 1, self.tr("Which digit your drawing is meant to be"))
        self.label_box.setPrefix(self.tr("meant to be "))
        self.label_box.valueChanged.connect(self.sample_changed)

        self.true_label = QLabel()
        self.true_label.setObjectName("stepTrueLabel")

    def _make_weight_boxes(self) -> None:
        self.layer_box = QComboBox()
        self.layer_box.setObjectName("stepLayerBox")
        self.layer_box.setAccessibleName(self.tr("Layer of the weight"))
        self.layer_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        set_px(self.layer_box.setMinimumWidth, 120)
        self.layer_box.currentIndexChanged.connect(self.weight_changed)
        self.from_box, self.to_box = _spin_box("stepFromBox", 1, 1, ""), _spin_box("stepToBox", 0, 1, "")
        self._from_label, self._to_label = QLabel(), QLabel()
        self._name_boxes(is_filter=False)
        for box in (self.from_box, self.to_box):
            box.valueChanged.connect(self.weight_changed)
        self.steepest_button = push_button(
            self.tr("Largest gradient"),
            "stepSteepestButton",
            self.tr("Choose the weight with the largest derivative of all"),
        )
        self.steepest_button.clicked.connect(self.steepest_requested)

    def _make_buttons(self) -> None:
        self.step_button = push_button(
            self.tr("Step"),
            "stepButtonOfLesson",
            self.tr("Change all weights of a copy of the network; the network in use stays as it is"),
        )
        self.step_button.clicked.connect(self.step_requested)
        self.back_button = push_button(
            self.tr("Back to the network"), "stepBackButton", self.tr("Undo all steps that were made here")
        )
        self.back_button.clicked.connect(self.back_requested)
        self.network_button = push_button(self.tr("Network changed: take the new one"), "stepNetworkButton")
        self.network_button.clicked.connect(self.network_requested)
        _keep_place(self.network_button)
        self.network_button.hide()
        self.rate_label = ElidedLabel()
        self.rate_label.setProperty("role", "muted")

    def _lay_out(self) -> None:
        sample = _row(self.source_box, self.digit_box, self.label_box, self.true_label)
        weight = _row(
            self.layer_box,
            self._from_label,
            self.from_box,
            self._to_label,
            self.to_box,
        )
        buttons = _row(self.steepest_button, self.step_button, self.back_button, stretches=False)
        buttons.addWidget(self.rate_label, 1)
        choices = QGridLayout()
        set_px(choices.setHorizontalSpacing, 10)
        set_px(choices.setVerticalSpacing, 6)
        for i, (name, row) in enumerate(((self.tr("Sample"), sample), (self.tr("Weight"), weight), ("", buttons))):
            choices.addWidget(QLabel(name), i, 0)
            choices.addLayout(row, i, 1)
        choices.addWidget(self.picture, 0, 2, 3, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        choices.setColumnStretch(1, 1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 6)
        layout.addLayout(choices)
        layout.addWidget(self.document, 1)
        outer = QVBoxLayout(self)
        set_px(outer.setContentsMargins, 0, 8, 0, 0)
        outer.addWidget(Card(self.tr("One step of backpropagation"), content, self.network_button))

    @Slot()
    def _on_source_changed(self) -> None:
        self._show_what_applies()
        self.document.verticalScrollBar().setValue(0)
        self.sample_changed.emit()

    def _show_what_applies(self) -> None:
        self.digit_box.setVisible(self.source == DIGIT)
        self.label_box.setVisible(self.source == DRAWING)
        self.back_button.setText(
            self.tr("Back to the example") if self.source == MAZUR else self.tr("Back to the network")
        )

    def _set_enabled(self, enabled: bool) -> None:
        for widget in (self.layer_box, self.from_box, self.to_box, self.steepest_button, self.step_button):
            widget.setEnabled(enabled)


def convolutions(architecture: Architecture) -> list[int]:
    """The numbers of the layers that are convolutions."""
    return [number for number, layer in enumerate(architecture.layers) if isinstance(layer, Convolution)]


def _keep_place(widget: QWidget) -> None:
    """Keep the place of a widget while it is hidden, so that nothing moves when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def _spin_box(name: str, least: int, greatest: int, tooltip: str) -> QSpinBox:
    box = QSpinBox()
    inset_number(box)
    set_px(box.setMinimumHeight, 24)
    box.setObjectName(name)
    box.setRange(least, greatest)
    box.setToolTip(tooltip)
    box.setAccessibleName(tooltip)
    box.setKeyboardTracking(False)
    return box


def _row(*widgets: QWidget, stretches: bool = True) -> QHBoxLayout:
    row = QHBoxLayout()
    set_px(row.setSpacing, 6)
    for widget in widgets:
        row.addWidget(widget)
    if stretches:
        row.addStretch(1)
    return row
