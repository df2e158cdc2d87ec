"""Five lights before a network is trained: each with its value, what would be good, and a sentence on what it says."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from engine.lessons.measures.five_lights import Light
from gui.mathematics_tab.number_format import number
from gui.theming.scale import exact_px, px_size, set_px
from gui.theming.theme import Theme
from gui.translation import translate
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.labels import WrappingLabel, muted_label
from gui.widgets.themed_widget import ThemedWidget

_SIGN = 24


class _Sign(ThemedWidget):
    """A disc with a tick for what is good, a triangle for where to look; a ring before anything is known."""

    def __init__(self) -> None:
        super().__init__()
        set_px(self.setFixedSize, _SIGN, _SIGN)
        self._is_good: bool | None = None

    def sizeHint(self) -> QSize:
        return px_size(_SIGN, _SIGN)

    def set_light(self, light: Light | None) -> None:
        self._is_good = None if light is None else light.is_good
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(exact_px(1), exact_px(1))
        if self._is_good is None:
            painter.setPen(QPen(QColor(theme.line), 1.5))
            painter.drawEllipse(QPointF(12, 12), 8, 8)
        elif self._is_good:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.done))
            painter.drawEllipse(QPointF(12, 12), 10, 10)
            painter.setPen(QPen(QColor(theme.card), 2))
            painter.drawPolyline(QPolygonF([QPointF(7.5, 12.5), QPointF(10.8, 15.8), QPointF(16.5, 8.8)]))
        else:
            painter.setPen(QPen(QColor(theme.on_error), 1.5))
            painter.setBrush(QColor(theme.error))
            painter.drawPolygon(QPolygonF([QPointF(12, 2.5), QPointF(22, 20.5), QPointF(2, 20.5)]))
            painter.setPen(QPen(QColor(theme.on_error), 2))
            painter.drawLine(QPointF(12, 9), QPointF(12, 14.5))
            painter.drawPoint(QPointF(12, 17.6))
        painter.end()


def value_text(light: Light) -> str:
    """The value of a light, and what would be good: "2.31, good from 1.73 to 2.88"."""
    least, greatest = light.limits
    value = number(light.value, 3) if math.isfinite(light.value) else translate("FiveLightsView", "no number")
    if math.isinf(greatest):
        return translate("FiveLightsView", "{value}, good from {least}").format(value=value, least=number(least, 3))
    if least <= 0:
        return translate("FiveLightsView", "{value}, good up to {most}").format(value=value, most=number(greatest, 3))
    text = translate("FiveLightsView", "{value}, good from {least} to {most}")
    return text.format(value=value, least=number(least, 3), most=number(greatest, 3))


class FiveLightsView(ThemedWidget):
    """A row for each light.

    Attributes
    ----------
    about, verdict
        What is looked at, and how many lights are good.
    check_button, cancel_button
        What begins and what ends it.
    check_requested, cancel_requested
        Signals.
    """

    check_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fiveLightsView")
        self.about = WrappingLabel()
        self.about.setObjectName("lightsAbout")
        self.verdict = WrappingLabel()
        self.verdict.setObjectName("lightsVerdict")
        self.verdict.setProperty("role", "heading")
        self.check_button = push_button(
            self.tr("Check"), "lightsCheckButton", self.tr("Try the settings of the next run for some seconds")
        )
        self.check_button.clicked.connect(self.check_requested)
        self.cancel_button = push_button(self.tr("Cancel"), "lightsCancelButton", self.tr("Look no further"))
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        set_px(self.progress.setFixedHeight, 6)
        grid = self._rows = QGridLayout()
        set_px(grid.setHorizontalSpacing, 12)
        set_px(grid.setVerticalSpacing, 12)
        grid.setColumnStretch(1, 1)
        self._signs: list[_Sign] = []
        self._texts: list[tuple[QLabel, QLabel, QLabel]] = []
        for row in range(5):
            self._add_row(row)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        set_px(column.setSpacing, 8)
        column.addWidget(self.about)
        column.addWidget(self.progress)
        column.addWidget(self.verdict)
        column.addLayout(grid)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        set_px(outer.setContentsMargins, 0, 8, 0, 0)
        outer.addWidget(Card(self.tr("Five lights before you train"), content, self.check_button, self.cancel_button))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_running(False)
        self.show_lights(())

    def _add_row(self, row: int) -> None:
        sign, name, value, sentence = _Sign(), QLabel(), muted_label(), WrappingLabel()
        name.setProperty("role", "heading")
        words = QVBoxLayout()
        set_px(words.setSpacing, 2)
        for label in (name, value, sentence):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(label)
        self._rows.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addLayout(words, row, 1)
        self._signs.append(sign)
        self._texts.append((name, value, sentence))

    def set_running(self, running: bool) -> None:
        """Show that the lights are being looked at, or that they are not."""
        self.check_button.setEnabled(not running)
        self.cancel_button.setEnabled(running)
        self.progress.setVisible(running)

    def show_lights(self, lights: Sequence[Light], sentence: str = "") -> None:
        """Show the lights; without any, ``sentence`` says why, or what there will be."""
        n_good = sum(light.is_good for light in lights)
        if lights:
            self.verdict.setText(
                self.tr("All five are good.")
                if n_good == len(lights) == len(self._signs)
                else self.tr("{n} of {all} are good.").format(n=n_good, all=len(lights))
            )
        else:
            self.verdict.setText(
                sentence
                or self.tr(
                    "Press Check: the first loss, one batch learned by heart, blank inputs, the size of an update, and the "
                    "gradient are looked at before hours are spent."
                )
            )
        for index, (sign, texts) in enumerate(zip(self._signs, self._texts, strict=True)):
            light = lights[index] if index < len(lights) else None
            sign.set_light(light)
            sign.setVisible(light is not None)
            shown = ("", "", "") if light is None else (str(light.name), value_text(light), f"{light.sentence}.")
            for label, text in zip(texts, shown, strict=True):
                label.setText(text)
                label.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        for sign in self._signs:
            sign.set_theme(theme)
