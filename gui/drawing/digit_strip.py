"""At the foot of the canvas: the digits of a number, each with what it is read as; one of them is explained."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.text.percent import percent_texts, whole_percent
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.state.workspace import Workspace
from gui.theming.fonts import NOTE_PX, TITLE_PX
from gui.theming.scale import set_font_px, set_px
from gui.theming.theme import LIGHT, Theme
from gui.widgets.foot_bar import FootBar, place_at_foot
from gui.widgets.images import ink_image
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import Announcer
from gui.widgets.tile_strip import TileSize, TileStrip

_TILE = TileSize(56, 54, 28)
_REFRESH_MS = 100


class DigitBar(FootBar):
    """The strip, and beside it the number in words; hidden while there is one digit, or none.

    Attributes
    ----------
    strip
        A tile for each digit, from left to right; ``digitStrip``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("digitBar", parent)
        self.strip = TileStrip("digitStrip", _TILE)
        set_font_px(self.strip, NOTE_PX)
        self.strip.setAccessibleName(self.tr("Digits of the number"))
        self._reads, self._number = QLabel(self.tr("Reads")), QLabel()
        self._reads.setProperty("role", "muted")
        self._number.setObjectName("numberRead")
        set_font_px(self._reads, NOTE_PX)
        set_font_px(self._number, TITLE_PX)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for label in (self._reads, self._number):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            words.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        set_px(layout.setContentsMargins, 4, 2, 8, 2)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.strip, 1)
        layout.addLayout(words)
        set_px(self.setFixedHeight, _TILE.height + 6)
        self._announcer = Announcer(self)
        self.hide()

    @property
    def words(self) -> str:
        """What is said beside the strip: "Reads 42"."""
        return f"{self._reads.text()} {self._number.text()}"

    def say_number(self, number: str) -> None:
        """Say which number is read; nothing where there is no answer."""
        self._reads.setVisible(bool(number))
        if number != self._number.text():
            self._number.setText(number)
            self.setToolTip(self.words if number else "")
            self._announcer.tell(self.words if number else "")


class DigitStripPresenter(QObject):
    """Has the strip show the workspace's digits, ten times a second at most, and a choice in it be the workspace's.

    While the pen is down, the strip does not come up: a digit of two strokes looks like two digits for a moment.
    """

    def __init__(self, workspace: Workspace, *, canvas: DrawingCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._canvas, self._theme = workspace, canvas, LIGHT
        self._is_presented = False
        self.bar = DigitBar()
        place_at_foot(self.bar, canvas)
        self._refresher = Refresher(self._show, interval_ms=_REFRESH_MS, parent=self)
        workspace.digits.changed.connect(self._on_changed)
        canvas.stroke_finished.connect(self._show)
        self.bar.strip.currentRowChanged.connect(self._on_row_chosen)
        self.bar.strip.left.connect(self._to_canvas)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's paper and ink."""
        self._theme = theme
        self._show()

    @Slot(bool)
    def set_presented(self, is_presented: bool) -> None:
        """A presentation has the number beside the canvas, in letters that can be read from the back."""
        self._is_presented = is_presented
        self._show()

    @Slot()
    def _on_changed(self) -> None:
        if len(self._workspace.digits) > 1:
            self._refresher.request()
        elif not self.bar.isHidden():
            self._show()

    @Slot()
    def _show(self) -> None:
        digits, bar = self._workspace.digits, self.bar
        has_several = len(digits) > 1
        if not has_several or self._is_presented or (bar.isHidden() and self._canvas.drawing.current):
            bar.hide()
            return
        strip, ink = bar.strip, self._workspace.input_format.ink
        strip.blockSignals(True)
        strip.set_count(len(digits))
        for number, frame in enumerate(digits.frames):
            image = ink_image(frame / ink, self._theme.paper, self._theme.ink)
            self._show_digit(number, image)
        strip.setCurrentRow(digits.selected)
        strip.blockSignals(False)
        bar.say_number(digits.number)
        bar.show()

    def _show_digit(self, number: int, image: QImage) -> None:
        strip, probabilities = self.bar.strip, self._workspace.digits.probabilities
        if probabilities is None:
            strip.set_image(number, image)
            strip.set_text(number, self.tr("no answer"))
            return
        if self._workspace.digits.refused[number]:
            words = self.tr("no digit")
            strip.set_image(number, image, tip=self.tr("This does not look like a digit."))
            strip.set_text(number, words, spoken=words)
            return
        digit = int(probabilities[number].argmax())
        certain = percent_texts(probabilities[number])[digit]
        tip = self.tr("Digit {number} from the left is read as {digit}, {percent}. Press to explain it.").format(
            number=number + 1, digit=digit, percent=certain
        )
        strip.set_image(number, image, tip=tip)
        text = f"{digit}  {whole_percent(float(probabilities[number][digit]))} %"
        strip.set_text(number, text, spoken=f"{digit}, {certain}")

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self._canvas.finish_stroke()
        self._workspace.digits.select(row)

    @Slot()
    def _to_canvas(self) -> None:
        self._canvas.setFocus()
