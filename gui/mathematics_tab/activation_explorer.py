"""Activations and costs as curves, with a point on each that can be dragged to read their numbers."""

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.explain.function_curves import activation_curve, cost_curves
from engine.nn.activations import ACTIVATIONS
from gui.mathematics_tab.math_plot import CurveStyle, MathPlot, PlotLegend
from gui.mathematics_tab.number_format import bracketed, number
from gui.theming.controls import inset_number
from gui.theming.scale import set_lines_px, set_px
from gui.theming.theme import Theme
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.cards import Card
from gui.widgets.labels import muted_label
from gui.widgets.message_area import MessageArea
from gui.widgets.scroll_page import FoldingSplitter
from gui.widgets.themed_widget import ThemedWidget

_Z_LIMIT, _Z_STEP = 6.0, 0.1
_LEAST_H, _H_STEP = 0.001, 0.01
_HIGHEST_COST = 5.0
_N_POINTS = 481
_MEASURED_EVERY = 40
_READOUT_LINES = 4
_NONE = Qt.PenStyle.NoPen

_VALUE = CurveStyle("f(z)", "train")
_DERIVATIVE = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "f′(z), the formula"), "muted", Qt.PenStyle.DashLine)
_MEASURED = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "f′(z), measured"), "text", _NONE, "o")
_POINT = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "point"), "text", _NONE, "s")
_ONE = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "−log h  (y = 1)"), "train")
_ZERO = CurveStyle(QT_TRANSLATE_NOOP("CurveStyle", "−log(1 − h)  (y = 0)"), "muted", Qt.PenStyle.DashLine)
_SQUARED = CurveStyle("½ (1 − h)²  (y = 1)", "text", Qt.PenStyle.DotLine)


class ActivationExplorer(ThemedWidget):
    """Two plots side by side: an activation with its derivative, and the costs of an output.

    Attributes
    ----------
    activation_box
        Chooses the activation.
    z_box, h_box
        Where the points are.
    activation_readout, cost_readout
        The numbers there.
    """

    def __init__(self, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activationExplorer")
        self._z = np.linspace(-_Z_LIMIT, _Z_LIMIT, _N_POINTS)
        self._make_activation(messages)
        self._make_costs(messages)
        as_high = QComboBox()  # never seen: so that both plots begin at the same height
        as_high.setObjectName("costPlaceholder")
        as_high.setFixedWidth(0)
        policy = as_high.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        as_high.setSizePolicy(policy)
        as_high.hide()
        both = FoldingSplitter(
            Card(self.tr("Activation and its derivative"), self._activation_content(), self.activation_box),
            Card(self.tr("What an output costs"), self._cost_content(), as_high),
        )
        both.setSizes([1000, 1000])
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 0, 8, 0, 0)
        layout.addWidget(both)
        self._show_activation()
        self._show_costs()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for view in (self.activation_plot, self.cost_plot, self._activation_legend, self._cost_legend):
            view.set_theme(theme)

    def _make_activation(self, messages: MessageArea) -> None:
        self.activation_box = QComboBox()
        self.activation_box.setObjectName("activationBox")
        self.activation_box.setAccessibleName(self.tr("Activation"))
        for name in ACTIVATIONS:
            self.activation_box.addItem({"relu": "ReLU"}.get(name, name.capitalize()), name)
        self.activation_box.currentIndexChanged.connect(self._show_activation)
        styles = (_VALUE, _DERIVATIVE, _MEASURED, _POINT)
        self.activation_plot = MathPlot("sigmoid", self.tr("pre-activation z"), "f(z), f′(z)", styles, messages)
        self.activation_plot.setObjectName("activationPlot")
        self.activation_plot.set_picking()
        self.activation_plot.x_picked.connect(self._on_z_picked)
        self.activation_plot.x_stepped.connect(self._on_z_stepped)
        self._activation_legend = PlotLegend(*styles[:3])
        self.z_box = _spin_box("zBox", (-_Z_LIMIT, _Z_LIMIT), _Z_STEP, 2, 1.0)
        self.z_box.valueChanged.connect(self._show_z)
        self.activation_readout = _readout("activationReadout")

    def _make_costs(self, messages: MessageArea) -> None:
        styles = (_ONE, _ZERO, _SQUARED, _POINT)
        self.cost_plot = MathPlot(
            self.tr("Cross-entropy and squared error"),
            self.tr("output h"),
            self.tr("cost of one output"),
            styles,
            messages,
        )
        self.cost_plot.setObjectName("costPlot")
        self.cost_plot.set_picking()
        self.cost_plot.set_ranges((0.0, 1.0), (0.0, _HIGHEST_COST))
        self.cost_plot.x_picked.connect(self._on_h_picked)
        self.cost_plot.x_stepped.connect(self._on_h_stepped)
        self._cost_legend = PlotLegend(*styles[:3])
        self.h_box = _spin_box("hBox", (_LEAST_H, 1 - _LEAST_H), _H_STEP, 3, 0.25)
        self.h_box.valueChanged.connect(self._show_costs)
        self.cost_readout = _readout("costReadout")
        h = np.concatenate([np.geomspace(_LEAST_H, 0.1, 80), np.linspace(0.1, 0.9, 81)[1:-1]])
        h = np.concatenate([h, 1 - h[:80][::-1]])
        for curve, y in zip(self.cost_plot.curves, cost_curves(h), strict=False):
            curve.setData(h, y)

    def _activation_content(self) -> QWidget:
        return _column(self._activation_legend, self.activation_plot, "z", self.z_box, self.activation_readout)

    def _cost_content(self) -> QWidget:
        return _column(self._cost_legend, self.cost_plot, "h", self.h_box, self.cost_readout)

    @Slot()
    def _show_activation(self) -> None:
        """Draw the chosen activation."""
        activation = ACTIVATIONS[self.activation_box.currentData()]
        curve = activation_curve(activation, self._z)
        value, derivative, measured, _ = self.activation_plot.curves
        value.setData(self._z, curve.value)
        derivative.setData(self._z, curve.derivative)
        # From the middle between two points: at 0, ReLU has a kink and no derivative that could be measured.
        some = self._z[_MEASURED_EVERY // 2 :: _MEASURED_EVERY]
        measured.setData(some, activation_curve(activation, some).measured)
        top = max(1.0, min(float(curve.value.max()), 3.0))
        self.activation_plot.set_ranges((-_Z_LIMIT, _Z_LIMIT), (min(float(curve.value.min()), 0.0), top))
        self.activation_plot.set_title(str(activation.formula))
        self._show_z()

    @Slot()
    def _show_z(self) -> None:
        """Draw the point, and say its numbers."""
        name = self.activation_box.currentData()
        z = self.z_box.value()
        curve = activation_curve(ACTIVATIONS[name], np.array([z]))
        value, derivative, measured = float(curve.value[0]), float(curve.derivative[0]), float(curve.measured[0])
        self.activation_plot.curves[-1].setData([z, z], [value, derivative])
        lines = [f"f({number(z)}) = {number(value)}", f"f′({number(z)}) = {number(derivative)}"]
        if name == "sigmoid":
            lines.append(f"f (1 − f) = {number(value)} · {number(1 - value)} = {number(value * (1 - value))}")
        if name == "tanh":
            lines.append(f"1 − f² = 1 − {bracketed(value)}² = {number(1 - value * value)}")
        if name == "relu" and z == 0:
            lines.append(self.tr("measured: none, there is a kink; 0 is used"))
        else:
            difference = abs(measured - derivative)
            lines.append(
                self.tr("measured: {measured}, apart by {difference}").format(
                    measured=number(measured), difference=number(difference, 2)
                )
            )
        self.activation_readout.setText("\n".join(lines))

    @Slot()
    def _show_costs(self) -> None:
        h = self.h_box.value()
        one, zero, squared = (float(curve[0]) for curve in cost_curves(np.array([h])))
        self.cost_plot.curves[-1].setData([h, h, h], [one, zero, squared])
        self.cost_readout.setText(
            self.tr(
                "y = 1:  −log {h} = {one}\ny = 0:  −log {rest} = {zero}\n"
                "y = 1, squared:  ½ · {rest}² = {squared}\n{comparison}"
            ).format(
                h=number(h),
                one=number(one),
                rest=number(1 - h),
                zero=number(zero),
                squared=number(squared),
                comparison=_comparison(one, squared),
            )
        )

    @Slot(float)
    def _on_z_picked(self, z: float) -> None:
        self.z_box.setValue(z)

    @Slot(int)
    def _on_z_stepped(self, steps: int) -> None:
        self.z_box.stepBy(steps)

    @Slot(float)
    def _on_h_picked(self, h: float) -> None:
        self.h_box.setValue(h)

    @Slot(int)
    def _on_h_stepped(self, steps: int) -> None:
        self.h_box.stepBy(steps)


def _comparison(one: float, squared: float) -> str:
    return translate("ActivationExplorer", "Cross-entropy is {ratio} times as much.").format(
        ratio=number(one / squared, 3)
    )


def _spin_box(name: str, bounds: tuple[float, float], step: float, decimals: int, value: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    inset_number(box)
    set_px(box.setMinimumHeight, 24)
    box.setObjectName(name)
    box.setDecimals(decimals)
    box.setRange(*bounds)
    box.setSingleStep(step)
    box.setValue(value)
    return box


def _readout(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setWordWrap(True)
    set_lines_px(label.setMinimumHeight, _READOUT_LINES, 4)  # more where Chinese has higher lines
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label


def _column(legend: PlotLegend, plot: MathPlot, name: str, box: QDoubleSpinBox, readout: QLabel) -> QWidget:
    """Legend, plot, and below it the box beside the numbers."""
    label = QLabel(f"{name} =")
    label.setBuddy(box)
    hint = muted_label(translate("ActivationExplorer", "drag in the plot, or press ← →"))
    row = QHBoxLayout()
    set_px(row.setSpacing, 6)
    row.addWidget(label)
    row.addWidget(box)
    row.addWidget(hint, 1)
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.setContentsMargins(0, 0, 0, 0)
    set_px(layout.setSpacing, 4)
    layout.addWidget(legend)
    layout.addWidget(plot, 1)
    layout.addLayout(row)
    layout.addWidget(readout)
    return content
