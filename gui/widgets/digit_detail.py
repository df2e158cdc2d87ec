"""One digit of a data set, large: what it is, what the network makes of it, and the way to the canvas."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.data.dataset import Digits
from engine.text.percent import percent_texts
from gui.theming.frames import paint_frame
from gui.theming.scale import follow_factor, px, set_px
from gui.theming.theme import Theme
from gui.widgets.buttons import push_button
from gui.widgets.digit_grid import digit_image
from gui.widgets.images import ink_shades
from gui.widgets.labels import WrappingLabel
from gui.widgets.speaking import speak_as
from gui.widgets.themed_widget import ThemedWidget
from gui.widgets.truth_bars import TruthBars

_SIDE = 120  # points: six for each of 20 pixels, four for each of 28, fifteen for each of 8


class DigitAnswer(NamedTuple):
    """What a network makes of one digit.

    Attributes
    ----------
    probabilities
        Shape (10,), digits 0..9; NaN where the network's numbers overflow.
    loss
        By the network's own loss function.
    loss_name
        What that loss is called.
    """

    probabilities: NDArray[np.floating]
    loss: float
    loss_name: str


class _LargePicture(ThemedWidget):
    """A picture in crisp pixels; an empty sheet without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitPicture")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("The digit's picture"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.image: QImage | None = None
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """The picture and a thin border."""
        side = px(_SIDE) + 2 * px(1)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pixels, enlarged without smoothing."""
        painter = QPainter(self)
        edge, side = px(1), px(_SIDE)
        paper = QRect(edge, edge, side, side)
        painter.fillRect(paper, QColor(self._theme.paper))
        if self.image is not None:
            whole = side // self.image.width() * self.image.width()  # as many points for each pixel
            place = QRect(0, 0, whole, whole)
            place.moveCenter(paper.center())
            painter.drawImage(place, self.image)
        paint_frame(painter, paper, QColor(self._theme.border))


class DigitDetail(ThemedWidget):
    """The digit that was chosen.

    Attributes
    ----------
    index
        Which of the digits is shown; ``None`` for none.
    bars
        The network's answer, with the label marked.
    verdict
        Read right or wrong, in words.
    canvas_requested
        Signal: the digit is to be put on the canvas.
    """

    canvas_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("digitDetail")
        self.index: int | None = None
        self._digits: Digits | None = None
        self.picture = _LargePicture()
        self.heading, self.verdict, self.loss_label, self.remark = (WrappingLabel() for _ in range(4))
        self.verdict.setObjectName("digitVerdict")
        self.heading.setProperty("role", "heading")
        for label in (self.loss_label, self.remark):
            label.setProperty("role", "muted")
        for label in (self.heading, self.verdict, self.loss_label, self.remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.bars = TruthBars()
        self.canvas_button = push_button(
            self.tr("Put it on the canvas"),
            "digitToCanvasButton",
            self.tr(
                "Trace the picture with the canvas's pen, to change it and watch the answer.\nUndo brings the drawing back."
            ),
        )
        self.canvas_button.clicked.connect(self.canvas_requested)
        words = QVBoxLayout()
        set_px(words.setSpacing, 4)
        for label in (self.heading, self.verdict, self.loss_label):
            words.addWidget(label)
        words.addStretch(1)
        top = QHBoxLayout()
        set_px(top.setSpacing, 10)
        top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 6)
        layout.addLayout(top)
        layout.addWidget(self.bars, 1)
        layout.addWidget(self.canvas_button)
        layout.addWidget(self.remark)
        self.clear(self.tr("Choose a digit to see it here."))

    def set_digit(self, digits: Digits, index: int) -> None:
        """Show a digit, as data sets have it; the network's answer is still to come."""
        self.index, self._digits = index, digits
        label = int(digits.labels[index])
        self.heading.setText(self.tr("Digit {number:,}: labeled {label}").format(number=index + 1, label=label))
        self.heading.show()
        self._show_picture()
        self.set_answer(None)
        self.remark.setText("")
        self.canvas_button.setEnabled(True)

    def set_answer(self, answer: DigitAnswer | None, why_not: str = "") -> None:
        """Show what the network makes of the digit, or a sentence that says why there is no answer."""
        if self._digits is None or self.index is None:
            return
        label = int(self._digits.labels[self.index])
        if answer is None or not np.isfinite(answer.probabilities).all():
            overflow = self.tr(
                "The network has no answer: its numbers overflow. Train again with a lower learning rate."
            )
            self.bars.set_answer(None, label)
            self.verdict.setText(why_not if answer is None else overflow)
            self.loss_label.setText("")
            return
        self.bars.set_answer(answer.probabilities, label)
        read_as = int(answer.probabilities.argmax())
        sure = percent_texts(answer.probabilities)[read_as].replace(" ", "\N{NO-BREAK SPACE}")
        is_right = read_as == label
        self.verdict.setText(
            self.tr("Read right: {read_as}, {sure}.").format(read_as=read_as, sure=sure)
            if is_right
            else self.tr("Misread as {read_as}, {sure}.").format(read_as=read_as, sure=sure)
        )
        self.loss_label.setText(f"{answer.loss_name} {_loss_text(answer.loss)}")

    @Slot(str)
    def set_remark(self, text: str) -> None:
        """A sentence below the button."""
        self.remark.setText(text)

    @Slot(str)
    def clear(self, text: str) -> None:
        """Show no digit, and a sentence that says what to do."""
        self.index, self._digits = None, None
        self.heading.clear()
        self.heading.hide()
        self.verdict.setText(text)
        self.loss_label.setText("")
        self.remark.setText("")
        self.bars.set_answer(None, None)
        self.canvas_button.setEnabled(False)
        self._show_picture()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.picture.set_theme(theme)
        self.bars.set_theme(theme)
        self._show_picture()

    def _show_picture(self) -> None:
        if self._digits is None or self.index is None:
            self.picture.image = None
        else:
            self.picture.image = digit_image(self._digits, self.index, ink_shades(self._theme))
        self.picture.update()


def _loss_text(loss: float) -> str:
    """Three decimals, and what is very large or very small with its power of ten."""
    return f"{loss:.3f}" if 0.001 <= loss < 1e6 or loss == 0 else f"{loss:.1e}"
