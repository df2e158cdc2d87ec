"""The line under the learning curves: play the run as a film, go back to now, train on from the moment that is shown."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.actions import Actions
from gui.frame.icons import SIZE, Sign, show_sign
from gui.plots.learning_curves_plot import LossPlot
from gui.theming.scale import px, px_size, set_px
from gui.theming.theme import Theme
from gui.widgets.buttons import command_button

_HEIGHT, _LOW_HEIGHT = 32, 24
_LOW = 270  # of curves and line together, below which the line is lower and its words are signs
_NARROW = 440


class TimeControls(QWidget):
    """Nothing in it changes its place because of a state: what cannot be done now is gray.

    Attributes
    ----------
    play_button, now_button, train_button
        The buttons.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._is_playing = self._is_short = self._is_low = False
        self._actions = actions
        self.play_button = command_button(actions.play_film, "playFilmButton")
        self.now_button = command_button(actions.back_to_now, "backToNowButton")
        self.train_button = command_button(actions.train_from_here, "trainFromHereButton")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        set_px(layout.setSpacing, 8)
        for button in (self.play_button, self.now_button):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.train_button)
        for button in (self.play_button, self.now_button, self.train_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._show_words()

    def set_playing(self, is_playing: bool) -> None:
        """Have the first button stop the film, or play it."""
        if is_playing != self._is_playing:
            self._is_playing = is_playing
            self._show_words()

    def set_short(self, is_short: bool) -> None:
        """Show the signs of the buttons alone, or their words too."""
        if is_short != self._is_short:
            self._is_short = is_short
            self._show_words()

    def set_low(self, is_low: bool) -> None:
        """Have lower buttons with smaller words, or those that are usual."""
        if is_low != self._is_low:
            self._is_low = is_low
            for button in (self.play_button, self.now_button, self.train_button):
                button.setProperty("role", "low" if is_low else "")
                button.style().unpolish(button)
                button.style().polish(button)
            self._show_words()
        set_px(self.setFixedHeight, _LOW_HEIGHT if is_low else _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Of the short words."""
        return px_size(216, _LOW_HEIGHT)

    def show_past(self, shows_past: bool) -> None:
        """From the past a film goes on; from now it plays from the start."""
        text = self.tr("Play from here") if shows_past else self.tr("Play from the start")
        if text != self._actions.play_film.iconText():
            self._actions.play_film.setIconText(text)
            self._show_words()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self._show_words()

    def _show_words(self) -> None:
        play = self.tr("Stop the film") if self._is_playing else self._actions.play_film.iconText()
        words = (
            (self.play_button, play, ""),
            (self.now_button, self.tr("Back to now"), self.tr("Now")),
            (self.train_button, self.tr("Train on from here"), self.tr("Train from here")),
        )
        for button, text, short in words:
            button.setText(short if self._is_short else text)
            button.setAccessibleName(text)
        widest = max(
            self.play_button.fontMetrics().horizontalAdvance(text)
            for text in (self.tr("Stop the film"), self.tr("Play from the start"), self.tr("Play from here"))
        )
        self.play_button.setFixedWidth(px(34) if self._is_short else widest + px(SIZE + 40))
        if self._theme is not None:
            sign: Sign = "pause" if self._is_playing else "train"
            show_sign(self.play_button, sign, self._theme.text, self._theme.muted)


class CurvesOverTime(QWidget):
    """The learning curves with the slider in them, and the line of buttons below."""

    def __init__(self, plot: LossPlot, controls: TimeControls) -> None:
        super().__init__()
        self._controls = controls
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        layout.addWidget(plot, 1)
        layout.addWidget(controls)
        self._fold()

    def sizeHint(self) -> QSize:
        """Room for both."""
        return px_size(560, 332)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the line is lower, and its words are shorter."""
        self._fold()
        super().resizeEvent(event)

    def _fold(self) -> None:
        self._controls.set_low(self.height() < px(_LOW))
        self._controls.set_short(self.width() < px(_NARROW))
