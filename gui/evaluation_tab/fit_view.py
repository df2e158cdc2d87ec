"""Over- or underfitting: what the learning curves say, in words, and the two losses with the gap between them."""

import numpy as np
from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.evaluation.fit_diagnosis import FitDiagnosis
from engine.training.report import Unit
from gui.plots.axis_ticks import round_up
from gui.plots.curve_legend import train_pen, validation_pen
from gui.plots.curve_thinning import thinned
from gui.plots.still_plot import color_plot, label_px, name_axis, of_screen, still_plot
from gui.theming.scale import set_px
from gui.theming.theme import LIGHT, Theme
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.labels import WrappingLabel, muted_label
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_menu import PictureMenu
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget

_UNITS: dict[Unit, str] = {
    "epoch": QT_TRANSLATE_NOOP("FitView", "epochs"),
    "iteration": QT_TRANSLATE_NOOP("FitView", "iterations"),
    "evaluation": QT_TRANSLATE_NOOP("FitView", "evaluations"),
}


class FitView(ThemedWidget):
    """A verdict, what to try next, and a plot.

    Attributes
    ----------
    verdict_label, advice_label
        What is seen, and what to do about it.
    plot
        The two losses and the gap over the epochs.
    save_button
        Saves the plot as a picture.

    Parameters
    ----------
    messages
        Where it is told what came of saving a picture.
    """

    def __init__(self, messages: MessageArea) -> None:
        super().__init__()
        self.setObjectName("fitView")
        speak_as(self, QAccessible.Role.Grouping)
        self.setAccessibleName(self.tr("Training loss, validation loss and the gap between them"))
        self.verdict_label, self.advice_label = WrappingLabel(), WrappingLabel()
        self.verdict_label.setObjectName("fitVerdict")
        self.advice_label.setObjectName("fitAdvice")
        self.advice_label.setProperty("role", "muted")
        for label in (self.verdict_label, self.advice_label):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = muted_label(
            translate(
                "FitView", "training loss: solid    validation loss: dashed    gap (validation − training): dotted"
            ),
            wraps=True,
        )
        self.plot = still_plot(56)
        self.plot.setAccessibleName(self.tr("Training against validation"))
        self._label_px = label_px(self.plot)
        set_px(self.plot.setMinimumSize, 200, 160)
        self._item = self.plot.getPlotItem()
        self._item.disableAutoRange()
        self._train = self._item.plot(name="training")
        self._validation = self._item.plot(name="validation")
        self._gap = self._item.plot(name="gap")
        self._ranges: tuple[float, float, float] | None = None
        self._unit: Unit = "epoch"
        self.save_button = push_button(
            self.tr("Save…"), "saveFitButton", self.tr("Save the plot as a picture, PNG or SVG")
        )
        self.save_button.clicked.connect(PictureMenu(self.plot, "fit", messages).save_picture)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 6)
        layout.addWidget(self.verdict_label)
        layout.addWidget(self.advice_label)
        layout.addWidget(self.plot, 1)
        layout.addWidget(lines)
        outer = QVBoxLayout(self)
        set_px(outer.setContentsMargins, 0, 8, 0, 0)
        outer.addWidget(Card(self.tr("What the learning curves say"), content, self.save_button))
        self.set_theme(LIGHT)

    def set_diagnosis(self, diagnosis: FitDiagnosis, *, unit: Unit = "epoch") -> None:
        """Show what the curves say; ``unit`` is what they are counted in."""
        self.save_button.setEnabled(len(diagnosis.epochs) > 0)
        self.verdict_label.setText(str(diagnosis.verdict))
        self.advice_label.setText(self.tr("Next: {advice}").format(advice=diagnosis.advice))
        if unit != self._unit:
            self._unit = unit
            name_axis(self.plot, self._theme, "bottom", translate("FitView", _UNITS[unit]))
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
            self._item.getViewBox().setXRange(0.0, ranges[0], padding=0.01)
            self._item.getViewBox().setYRange(ranges[1], ranges[2], padding=0.04)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._style()

    def changeEvent(self, event: QEvent) -> None:
        """Title and axes have the size of the window's labels."""
        if event.type() == QEvent.Type.FontChange and label_px(self.plot) != self._label_px:
            self._style()
        super().changeEvent(event)

    def _style(self) -> None:
        theme, self._label_px = self._theme, label_px(self.plot)
        color_plot(
            self.plot,
            theme,
            title=self.tr("Training against validation"),
            left=self.tr("loss per digit"),
            bottom=translate("FitView", _UNITS[self._unit]),
        )
        for curve, pen in zip((self._train, self._validation, self._gap), _pens(theme), strict=True):
            curve.setPen(of_screen(pen, self.plot))


def _pens(theme: Theme) -> tuple[QPen, QPen, QPen]:
    """Of the training loss, the validation loss, and the gap."""
    return train_pen(theme), validation_pen(theme), QPen(QColor(theme.text), 2, Qt.PenStyle.DotLine)
