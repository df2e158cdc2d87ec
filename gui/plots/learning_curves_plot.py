"""The learning curves: loss on the left, accuracy on the right, training and validation in each.

The two curves of a plot differ in line as well as in color: training is solid, validation dashed. Only drawing is thinned
out: the history in the workspace is complete.
"""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.training.learning_curves import LearningCurves
from engine.training.report import Unit
from engine.training.state import CurveMarks
from gui.plots.curve_legend import CurveLegend, train_pen, validation_pen
from gui.plots.curve_thinning import MAX_DRAWN_POINTS, GrowingCurve
from gui.plots.still_plot import color_plot, still_plot
from gui.theming.theme import LIGHT, Theme
from gui.widgets.labels import muted_label

_LEAST_LOGARITHMIC = 1e-8


class LossPlot(QWidget):
    """Two plots over the epochs, with a read-out of the values under the pointer.

    Attributes
    ----------
    log_box
        Chooses a logarithmic axis for the loss.
    legend
        Which curve is which; placed by whoever places the plots.
    readout
        The label with the values.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lossPlot")
        self.log_box = QCheckBox("Logarithmic loss")
        self.log_box.setToolTip("Show the loss on a logarithmic axis")
        self.log_box.toggled.connect(self.set_logarithmic)
        self.legend = CurveLegend()
        self.readout = muted_label()
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._loss = _Curves("Loss", "loss per digit", y_range=None)
        self._accuracy = _Curves("Accuracy", "digits read right (%)", y_range=(0.0, 100.0), factor=100.0)
        self._history = LearningCurves()
        plots = QHBoxLayout()
        plots.setSpacing(8)
        plots.addWidget(self._loss.widget, 1)
        plots.addWidget(self._accuracy.widget, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(plots, 1)
        layout.addWidget(self.readout)
        for curves in (self._loss, self._accuracy):
            curves.widget.scene().sigMouseMoved.connect(self._on_mouse_moved)
            curves.widget.installEventFilter(self)
        self._hovered_epoch: float | None = None
        self.set_history(self._history)

    @Slot(object)
    def set_history(self, history: LearningCurves) -> None:
        """Show a history; called again whenever it has grown."""
        if not history.continues(self._history):
            self._loss.begin_anew()
            self._accuracy.begin_anew()
        self._history = history
        if history.n_points == 0:
            self._hovered_epoch = None
        for curves in (self._loss, self._accuracy):
            curves.set_unit(history.unit)
        self._loss.set_data(history.epochs, history.losses, history.validation_losses)
        self._accuracy.set_data(history.epochs, history.accuracies, history.validation_accuracies)
        self._show_readout()

    def set_marks(self, marks: CurveMarks) -> None:
        """Show where further legs of the run begin, and which epoch the network is of, where that is not the last."""
        self._loss.set_marks(marks)
        self._accuracy.set_marks(marks)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.legend.set_theme(theme)
        self._loss.set_theme(theme)
        self._accuracy.set_theme(theme)

    @Slot(bool)
    def set_logarithmic(self, on: bool) -> None:
        """Show the loss on a logarithmic axis, or on a linear one."""
        self.log_box.setChecked(on)
        self._loss.set_logarithmic(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer leaves a plot: the read-out goes back to the last values."""
        if event.type() == QEvent.Type.Leave and self._hovered_epoch is not None:
            self._hovered_epoch = None
            self._show_readout()
        return super().eventFilter(watched, event)

    @Slot(object)
    def _on_mouse_moved(self, position: QPointF) -> None:
        self._hovered_epoch = None
        for curves in (self._loss, self._accuracy):
            if curves.widget.scene() is self.sender() and curves.widget.sceneBoundingRect().contains(position):
                self._hovered_epoch = float(curves.view.mapSceneToView(position).x())
        self._show_readout()

    def _show_readout(self) -> None:
        history = self._history
        if history.n_points == 0:
            self._mark(None)
            self.readout.setText("Press Train to see the loss fall and the accuracy rise.")
            return
        if self._hovered_epoch is None:
            index = history.n_points - 1
            self._mark(None)
        else:
            index = history.nearest(self._hovered_epoch)
            self._mark(float(history.epochs[index]))
        epoch = f"{history.epochs[index]:,.2f}".rstrip("0").rstrip(".")
        text = f"{history.unit.capitalize()} {epoch}.  Training: {history.losses[index]:.4f}, "
        text += f"{history.accuracies[index] * 100:.2f} %."
        watched = history.last_validation(index)
        if watched is not None:
            text += f"  Validation: {watched[0]:.4f}, {watched[1] * 100:.2f} %."
        self.readout.setText(text)
        self.readout.setToolTip(text)

    def _mark(self, epoch: float | None) -> None:
        self._loss.mark(epoch)
        self._accuracy.mark(epoch)


class _Curves:
    """One plot with a training curve and a validation curve.

    Its ranges grow in steps, to round numbers: most updates then repaint the curves and leave the axes alone, which are
    the costly part of a pyqtgraph plot and would take time from the training thread.
    """

    def __init__(self, title: str, unit: str, *, y_range: tuple[float, float] | None, factor: float = 1.0) -> None:
        self._factor = factor
        self.widget = still_plot(56)
        self.widget.setMinimumSize(160, 110)
        item = self.widget.getPlotItem()
        self.view = item.getViewBox()
        self._item = item
        self._title = title
        self._unit = unit
        self._counted_in: Unit = "epoch"
        self._theme = LIGHT
        self._logarithmic = False
        self._fixed_y_range = y_range
        self._ranges: tuple[float, float, float, float] | None = None
        self._data: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]] | None = None
        self.begin_anew()
        item.disableAutoRange()
        self._train = item.plot(name="training")
        self._validation = item.plot(name="validation")
        self._marks = CurveMarks()
        self._mark_lines: list[pg.InfiniteLine] = []
        self._marker = pg.InfiniteLine(angle=90, movable=False)
        self._marker.hide()
        item.addItem(self._marker, ignoreBounds=True)
        self.set_theme(LIGHT)

    def begin_anew(self) -> None:
        """What is shown next has nothing to do with what was shown before."""
        self._chosen = (GrowingCurve(), GrowingCurve())
        self._data = None

    def set_data(
        self, epochs: NDArray[np.float64], train: NDArray[np.float64], validation: NDArray[np.float64]
    ) -> None:
        """Show curves that have grown; NaN where nothing was measured."""
        self._data = (epochs, train, validation)
        drawn = []
        for chosen, curve, values in zip(
            self._chosen, (self._train, self._validation), (train, validation), strict=True
        ):
            chosen.extend(values)
            indices = chosen.indices(values)
            drawn.append(values[indices] * self._factor)
            self._set_curve(curve, epochs[indices], drawn[-1])
        self._set_ranges(epochs, np.concatenate(drawn))

    def _set_ranges(self, epochs: NDArray[np.float64], values: NDArray[np.float64]) -> None:
        """Ranges that hold all points, the least and the greatest being among those drawn, and end at round numbers."""
        left = float(epochs[0]) if len(epochs) else 0.0
        right = left + round_up(float(epochs[-1]) - left if len(epochs) else 1.0)
        if self._fixed_y_range is not None:
            bottom, top = self._fixed_y_range
        elif self._logarithmic:
            exponents = np.log10(np.maximum(values, _LEAST_LOGARITHMIC)) if len(values) else np.zeros(1)
            bottom, top = float(np.floor(exponents.min())), float(np.floor(exponents.max()) + 1)
        else:
            bottom, top = 0.0, round_up(float(values.max()) if len(values) else 1.0)
        ranges = (left, right, bottom, top)
        if ranges != self._ranges:
            self._ranges = ranges
            # Room for the numbers at the ends of the axes, which pyqtgraph leaves out where they would be cut.
            self.view.setXRange(left, right, padding=0.05)
            self.view.setYRange(bottom, top, padding=0.08)

    def _set_curve(self, curve: pg.PlotDataItem, epochs: NDArray[np.float64], values: NDArray[np.float64]) -> None:
        shown = np.log10(np.maximum(values, _LEAST_LOGARITHMIC)) if self._logarithmic else values
        curve.setData(epochs, shown)

    def set_logarithmic(self, on: bool) -> None:
        # The values are turned into logarithms here and the axis is told so: pyqtgraph's own way thins out nothing.
        self._logarithmic = on
        self._item.getAxis("left").setLogMode(on)
        if self._data is not None:
            self.set_data(*self._data)

    def set_unit(self, unit: Unit) -> None:
        if unit != self._counted_in:
            self._counted_in = unit
            self._item.setLabel("bottom", f"{unit}s", color=self._theme.muted)

    def mark(self, epoch: float | None) -> None:
        if epoch is None:
            self._marker.hide()
        else:
            self._marker.setValue(epoch)
            self._marker.show()

    def set_marks(self, marks: CurveMarks) -> None:
        if marks == self._marks:
            return
        self._marks = marks
        for line in self._mark_lines:
            self._item.removeItem(line)
        epochs = [*marks.legs, *([] if marks.network is None else [marks.network])]
        self._mark_lines = [pg.InfiniteLine(epoch, angle=90, movable=False) for epoch in epochs]
        for line in self._mark_lines:
            self._item.addItem(line, ignoreBounds=True)
        self._color_marks()

    def _color_marks(self) -> None:
        """Legs begin at dotted lines; the line of the network that answers is dashed."""
        for number, line in enumerate(self._mark_lines):
            is_leg = number < len(self._marks.legs)
            style = Qt.PenStyle.DotLine if is_leg else Qt.PenStyle.DashLine
            line.setPen(pg.mkPen(self._theme.muted, width=1, style=style))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        color_plot(self.widget, theme, title=self._title, left=self._unit, bottom=f"{self._counted_in}s")
        self._train.setPen(train_pen(theme))
        self._validation.setPen(validation_pen(theme))
        self._marker.setPen(pg.mkPen(theme.muted, width=1))
        self._color_marks()


_LEAST = 1e-300  # what is below has no power of ten of its own


def round_up(value: float) -> float:
    """The least of ..., 1, 1.5, 2, 3, 4, 5, 7.5, 10, ... that is not below a value; 1 for 0 and what is below it."""
    if value < _LEAST:
        return 1.0
    magnitude = 10.0 ** math.floor(math.log10(value))
    return float(next(m * magnitude for m in (1, 1.5, 2, 3, 4, 5, 7.5, 10, 15) if m * magnitude >= value))


def thinned(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """At most :data:`MAX_DRAWN_POINTS` points: the least and the greatest of each stretch, so that no peak is lost."""
    if len(x) <= MAX_DRAWN_POINTS:
        return x, y
    stretch = math.ceil(len(x) / ((MAX_DRAWN_POINTS - 4) // 2))
    n_whole = len(x) // stretch * stretch
    blocks = y[:n_whole].reshape(-1, stretch)
    starts = np.arange(0, n_whole, stretch)
    chosen = [starts + blocks.argmin(axis=1), starts + blocks.argmax(axis=1), [0, len(x) - 1]]
    if n_whole < len(x):
        chosen.append([n_whole + int(y[n_whole:].argmin()), n_whole + int(y[n_whole:].argmax())])
    indices = np.unique(np.concatenate(chosen))
    return x[indices], y[indices]
