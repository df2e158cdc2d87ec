"""What becomes of a picture on its way to the network: every stage side by side, each explained."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from engine.ink.input_formats import InputFormat
from gui.state.picture import Picture
from gui.theming.scale import set_dialog_px
from gui.theming.theme import Theme
from gui.translation import QT_TRANSLATE_NOOP
from gui.widgets.buttons import close_box
from gui.widgets.images import gray_image, ink_image
from gui.widgets.labels import muted_label
from gui.widgets.tile_strip import TileSize, TileStrip

_TILE = TileSize(190, 182, 150)
_STAGES: dict[str, tuple[str, str]] = {
    "seen": (
        QT_TRANSLATE_NOOP("Stages", "The picture"),
        QT_TRANSLATE_NOOP("Stages", "As it was opened, in gray."),
    ),
    "smoothed": (
        QT_TRANSLATE_NOOP("Stages", "Without dots"),
        QT_TRANSLATE_NOOP("Stages", "Single dots and noise are smoothed away."),
    ),
    "sheet": (
        QT_TRANSLATE_NOOP("Stages", "The sheet"),
        QT_TRANSLATE_NOOP("Stages", "What lies around the sheet is left out."),
    ),
    "evened": (
        QT_TRANSLATE_NOOP("Stages", "Even light"),
        QT_TRANSLATE_NOOP("Stages", "How much less light comes back than from the paper beside it: shadows are gone."),
    ),
    "threshold": (
        QT_TRANSLATE_NOOP("Stages", "Ink or paper"),
        QT_TRANSLATE_NOOP("Stages", "A threshold that goes by the ink around it tells ink from paper."),
    ),
    "lines": (
        QT_TRANSLATE_NOOP("Stages", "Without lines"),
        QT_TRANSLATE_NOOP("Stages", "Rules, squares and boxes are taken out, except where a stroke crosses them."),
    ),
    "ink": (
        QT_TRANSLATE_NOOP("Stages", "The writing"),
        QT_TRANSLATE_NOOP("Stages", "Specks, holes and what comes in from the edge are left out."),
    ),
}


class _Shown(NamedTuple):
    image: QImage
    name: str
    about: str


class StagesDialog(QDialog):
    """A tile for each stage, in order, and below them what the chosen one does; blocks nothing, Esc closes it.

    Attributes
    ----------
    strip
        The tiles; ``stageStrip``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = TileStrip("stageStrip", _TILE, wraps=True)
        self.strip.setAccessibleName(self.tr("Stages of the picture"))
        self.about = muted_label("", wraps=True)
        self._shown: list[_Shown] = []
        self.strip.currentRowChanged.connect(self._on_row_chosen)
        self.strip.left.connect(self.close)
        buttons = close_box()
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.strip, 1)
        layout.addWidget(self.about)
        layout.addWidget(buttons)
        set_dialog_px(self, 820, 520)

    def show_picture(self, picture: Picture, form: InputFormat, theme: Theme) -> None:
        """Show the stages of a picture, and last its digits as a network of that format sees them."""
        self.setWindowTitle(self.tr("From {name} to {size}").format(name=picture.name, size=form.label))
        self._shown = list(self._stages_of(picture, form, theme))
        self.strip.set_count(len(self._shown))
        for number, shown in enumerate(self._shown):
            self.strip.set_image(number, shown.image, tip=shown.about)
            self.strip.set_text(number, shown.name)
        self.strip.setCurrentRow(0)
        self._on_row_chosen(0)

    def _stages_of(self, picture: Picture, form: InputFormat, theme: Theme) -> Iterator[_Shown]:
        for stage in picture.stages:
            name, about = (QCoreApplication.translate("Stages", text) for text in _STAGES[stage.name])
            yield _Shown(gray_image(stage.pixels), name, about)
        if not picture.stages:
            about = self.tr("Nothing but ink is on it, and its paper is even: it is read as it is.")
            yield _Shown(gray_image(picture.pixels), self.tr("The picture"), about)
        for frame in picture.frames.get(form.name, ()):
            about = self.tr("As the network gets it: {layout}.").format(layout=form.layout)
            yield _Shown(ink_image(frame / form.ink, theme.paper, theme.ink), form.label, about)

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self.about.setText(self._shown[row].about if 0 <= row < len(self._shown) else "")
