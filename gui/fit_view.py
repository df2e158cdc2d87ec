"""Over- or underfitting: what the learning curves say, in words, and the two losses with the gap between them."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.fit_diagnosis import FitDiagnosis
from engine.training_report import Unit
from gui.curve_legend import train_pen, validation_pen
from gui.loss_plot import round_up, thinned
from gui.theme import LIGHT, Theme

_LINES = "training loss: solid    validation loss: dashed    gap (validation − training): dotted"


class FitView(QWidget):
    """A verdict, what to try next, and a plot.

    Attributes
    ----------
    verdict_label, advice_label
        What is seen, and what to do about it.
    plot
        The two losses and the gap over the epochs.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fitView")
        self.setAccessibleName("Training loss, validation loss and the gap between them")
        self.verdict_label, self.advice_label = QLabel(), QLabel()
        self.verdict_label.setObjectName("fitVerdict")
        self.advice_label.setObjectName("fitAdvice")
        self.advice_label.setProperty("role", "muted")
        for label in (self.verdict_label, self.advice_label):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = QLabel(_LINES)
        lines.setProperty("role", "muted")
        lines.setWordWrap(True)
        self.plot = pg.PlotWidget()
        self.plot.setMinimumSize(200, 120)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._item = self.plot.getPlotItem()
        self._item.hideButtons()
        self._item.disableAutoRange()
        self._item.setMenuEnabled(False)
        self._item.setMouseEnabled(x=False, y=False)
        self._item.showGrid(x=True, y=True, alpha=0.15)
        for side in ("left", "bottom"):
            self._item.getAxis(side).enableAutoSIPrefix(False)
        self._item.getAxis("left").setWidth(56)
        self._train = self._item.plot(name="training")
        self._validation = self._item.plot(name="validation")
        self._gap = self._item.plot(name="gap")
        self._ranges: tuple[float, float, float] | None = None
        self._unit: Unit = "epoch"
        self._theme = LIGHT
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.verdict_label)
        layout.addWidget(self.advice_label)
        layout.addWidget(self.plot, 1)
        layout.addWidget(lines)
        self.set_theme(LIGHT)

    def set_diagnosis(self, diagnosis: FitDiagnosis, *, unit: Unit = "epoch") -> None:
        """Show what the curves say; ``unit`` is what they are counted in."""
        self.verdict_label.setText(diagnosis.verdict)
        self.advice_label.setText(f"Next: {diagnosis.advice}")
        if unit != self._unit:
            self._unit = unit
            self._item.setLabel("bottom", f"{unit}s", color=self._theme.muted)
        finite = np.isfinite(diagnosis.train_losses) & np.isfinite(diagnosis.validation_losses)
        epochs = diagnosis.epochs[finite]
        curves = (diagnosis.train_losses[finite], diagnosis.validation_losses[finite], diagnosis.gaps[finite])
        for curve, values in zip((self._train, self._validation, self._gap), curves, strict=True):
            curve.setData(*thinned(epochs, values))
        self._set_ranges(float(epochs[-1]) if len(epochs) else 1.0, np.concatenate(curves))

    def _set_ranges(self, last_epoch: float, values: np.ndarray) -> None:
        """Ranges that hold all points and end at round numbers, so that the axes are seldom painted anew."""
        least = float(values.min(initial=0.0))
        ranges = (
            round_up(last_epoch),
            -round_up(-least) if least < 0 else 0.0,
            round_up(float(values.max(initial=0.0))),
        )
        if ranges != self._ranges:
            self._ranges = ranges
            self._item.getViewBox().setXRange(0.0, ranges[0], padding=0.05)
            self._item.getViewBox().setYRange(ranges[1], ranges[2], padding=0.08)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self.plot.setBackground(theme.card)
        self._item.setTitle("Training against validation", color=theme.text, size="10pt")
        self._item.setLabel("left", "loss per digit", color=theme.muted)
        self._item.setLabel("bottom", f"{self._unit}s", color=theme.muted)
        for side in ("left", "bottom"):
            self._item.getAxis(side).setPen(theme.border)
            self._item.getAxis(side).setTextPen(theme.muted)
        self._train.setPen(train_pen(theme))
        self._validation.setPen(validation_pen(theme))
        gap = QPen(QColor(theme.text), 2, Qt.PenStyle.DotLine)
        gap.setCosmetic(True)
        self._gap.setPen(gap)
