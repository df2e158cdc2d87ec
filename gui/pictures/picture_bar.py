"""At the foot of the canvas: the pictures that were opened, with what the network makes of each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from engine.text.percent import whole_percent
from gui.state.picture import Picture
from gui.theming.scale import SCALE, px, set_px
from gui.translation import fill
from gui.widgets.buttons import command_button
from gui.widgets.foot_bar import FootBar
from gui.widgets.images import gray_image
from gui.widgets.tile_strip import TileSize, TileStrip

_TILE = TileSize(58, 64, 36)
_BAR_HEIGHT = 32


class PictureBar(FootBar):
    """One line for a single picture; a strip for several; a button that brings them back while the drawing is shown.

    Attributes
    ----------
    strip
        The tiles; their numbers are those of the pictures.
    back_button
        Shows the pictures again.
    close_button
        Closes them.
    stages_button
        Shows what became of the picture on its way to the network.
    """

    def __init__(self, show_stages: QAction, parent: QWidget | None = None) -> None:
        super().__init__("pictureBar", parent)
        self.strip = TileStrip("pictureStrip", _TILE)
        self.strip.setAccessibleName(self.tr("Pictures"))
        self._name = QLabel()
        self._name.setObjectName("pictureName")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._place = QLabel()
        self._place.setProperty("role", "muted")
        self.back_button = QPushButton()
        self.back_button.setObjectName("picturesButton")
        self.back_button.setToolTip(self.tr("Show what was opened in place of the drawing"))
        self.close_button = QToolButton()
        self.close_button.setObjectName("closePicturesButton")
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        set_px(self.close_button.setMinimumSize, 24, 24)
        self.close_button.setToolTip(self.tr("Close the pictures and go back to the drawing"))
        self.close_button.setAccessibleName(self.tr("Close the pictures"))
        layout = QHBoxLayout(self)
        set_px(layout.setContentsMargins, 4, 2, 2, 2)
        set_px(layout.setSpacing, 4)
        layout.addWidget(self.strip, 1)
        layout.addWidget(self._name, 1)
        self.stages_button = command_button(show_stages, "pictureStagesButton")
        self.stages_button.setProperty("role", "low")
        layout.addWidget(self.stages_button)
        layout.addWidget(self.back_button)
        layout.addStretch(0)
        end = QVBoxLayout()
        end.setSpacing(0)
        end.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignHCenter)
        end.addWidget(self._place, 1, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(end)
        self._whole_name = ""
        self.hide()
        SCALE.keep(self, "name", PictureBar._show_name, is_last=True)

    def show_pictures(self, pictures: Sequence[Picture], *, shown: int | None) -> None:
        """Show a line for one picture, a strip for several, or the button while the drawing is shown.

        Parameters
        ----------
        pictures
            All that are at hand.
        shown
            Which of them is in place of the drawing; ``None`` while the drawing is.
        """
        n_before = self.strip.count()
        self.strip.set_count(len(pictures))
        for number, picture in enumerate(pictures[n_before:], n_before):
            self.strip.set_image(number, gray_image(picture.pixels), tip=picture.error or picture.name)
        is_strip = len(pictures) > 1 and shown is not None
        self.strip.setVisible(is_strip)
        self._place.setVisible(is_strip)
        if shown is not None:
            self._place.setText(f"{shown + 1}/{len(pictures)}")
        self._name.setVisible(len(pictures) == 1 and shown is not None)
        self.back_button.setVisible(shown is None)
        self.stages_button.setVisible(shown is not None)
        if pictures:
            self._whole_name = pictures[0].name
            self._show_name()
            self._name.setToolTip(pictures[0].error or self._whole_name)
            self.back_button.setText(fill(self.tr("{n} {n|picture|pictures}"), n=len(pictures)))
        set_px(self.setFixedHeight, _TILE.height + 6 if is_strip else _BAR_HEIGHT)
        self.setVisible(bool(pictures))
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:  # the button takes no more of the paper than it needs
            layout.setAlignment(self, Qt.AlignmentFlag.AlignLeft if shown is None else Qt.AlignmentFlag(0))
        if shown is not None and self.strip.currentRow() != shown:
            self.strip.setCurrentRow(shown)

    def _show_name(self) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._whole_name, Qt.TextElideMode.ElideMiddle, px(200)))

    def show_readings(
        self, pictures: Sequence[Picture], readings: Sequence[NDArray[np.floating] | None], labels: Sequence[int | None]
    ) -> None:
        """Tell below each tile what the network makes of it, and what it was kept as.

        Parameters
        ----------
        pictures
            Those that are shown, in the order of the tiles.
        readings
            By picture: ten probabilities of each digit, shape (n_digits, 10); ``None`` where there is nothing to read, or
            no answer.
        labels
            By picture: the digit that it was kept as; ``None`` for none.
        """
        for number, (reading, label) in enumerate(zip(readings, labels, strict=True)):
            if number >= self.strip.count():
                return
            picture = pictures[number]
            if reading is not None:
                text = self.tr("no digit") if all(picture.refused) else tile_text(reading, picture.refused)
            else:
                is_blank = bool(picture.error) and picture.pixels.size > 0
                text = self.tr("blank") if is_blank else self.tr("not read")
            self.strip.set_text(number, text if label is None else self.tr("kept: {digit}").format(digit=label))


def tile_text(reading: NDArray[np.floating], refused: Sequence[bool] = ()) -> str:
    """What ten probabilities of each digit, (n_digits, 10), come to in few characters: "3  97 %"; "42" of several.

    Parameters
    ----------
    reading
        Shape (n_digits, 10).
    refused
        Whether each of them is no digit, of which nothing is said; by default none.
    """
    read = reading[~np.array(refused, dtype=bool)] if refused else reading
    digits = read.argmax(axis=1)
    if len(digits) > 1:
        return "".join(map(str, digits))
    return f"{digits[0]}  {whole_percent(float(read.max()))} %"
