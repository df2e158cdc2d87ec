"""A few digits before and after their augmentation, in crisp pixels, and the small window that shows them."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.data.augmentation import Array32, Augmentation
from engine.data.augmented_batches import AugmentationSample
from gui.theming.frames import paint_frame
from gui.theming.scale import follow_factor, px, set_px
from gui.widgets.buttons import close_box
from gui.widgets.images import ink_image
from gui.widgets.speaking import speak_as

_CELL, _GAP = 60, 6  # points: three for each of 20 pixels, seven for each of 8
_BORDER = 1
_N_COLUMNS, _N_ROWS = 10, 4
_APART = 10  # between the digits and their copies


class AugmentationPreview(QWidget):
    """A row of digits, and below each its copies; the colors are those of the palette.

    Attributes
    ----------
    sample
        What is shown; ``None`` while there are no digits.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("augmentationPreview")
        speak_as(self, QAccessible.Role.Graphic)
        self.setAccessibleName(self.tr("Digits before and after their augmentation"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sample: AugmentationSample | None = None
        follow_factor(self)

    def sizeHint(self) -> QSize:
        """Ten digits and three copies of each."""
        cell, gap, border = px(_CELL), px(_GAP), px(_BORDER)
        width, height = (n * (cell + gap) - gap + 2 * border for n in (_N_COLUMNS, _N_ROWS))
        return QSize(width, height + px(_APART))

    @Slot(object)
    def set_sample(self, sample: AugmentationSample | None) -> None:
        """Show other digits, or none."""
        self.sample = sample
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every picture, enlarged without smoothing."""
        painter = QPainter(self)
        sample = self.sample
        if sample is None:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No digits are loaded yet."))
            return
        for row, pictures in enumerate([sample.before, *sample.after]):
            for column, picture in enumerate(pictures):
                self._paint_picture(painter, row, column, picture.reshape(sample.form.size, -1) / sample.form.ink)

    def _paint_picture(self, painter: QPainter, row: int, column: int, shares: Array32) -> None:
        """One picture, of the share of ink in each pixel, in a thin border."""
        room, border = px(_CELL), px(_BORDER)
        step = room + px(_GAP)
        cell = QRect(column * step, row * step + (px(_APART) if row else 0), room, room)
        cell.translate(border, border)
        side = room // len(shares) * len(shares)
        place = QRect(0, 0, side, side)
        place.moveCenter(cell.center())
        paper, ink, edge = map(
            self.palette().color, (QPalette.ColorRole.Base, QPalette.ColorRole.Text, QPalette.ColorRole.Mid)
        )
        painter.drawImage(place, ink_image(shares, paper, ink))
        paint_frame(painter, place, edge, _BORDER)


class AugmentationDialog(QDialog):
    """The preview in a window of its own, which blocks nothing.

    Attributes
    ----------
    preview
        The pictures.
    sample_requested
        Signal: other digits are wanted.
    """

    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("augmentationDialog")
        self.setWindowTitle(self.tr("Augmentation"))
        self.preview = AugmentationPreview()
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._explanation = QLabel(
            self.tr("Above: digits of the data. Below each: three copies, as an epoch might be trained on.")
        )
        self._explanation.setProperty("role", "muted")
        self.sample_button = QPushButton(self.tr("Another sample"))
        self.sample_button.setDefault(True)
        self.sample_button.setObjectName("augmentationSampleButton")
        self.sample_button.clicked.connect(self.sample_requested)
        buttons = close_box()
        buttons.addButton(self.sample_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        set_px(layout.setSpacing, 8)
        for widget in (self._title, self.preview, self._explanation, buttons):
            layout.addWidget(widget)
        self.sample_button.setFocus()
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def show_sample(self, sample: AugmentationSample | None, augmentation: Augmentation) -> None:
        """Show digits, and say what was done to them."""
        self._title.setText(f"{augmentation.label}: {augmentation.description}")
        self.preview.set_sample(sample)
        self.sample_button.setEnabled(sample is not None)
