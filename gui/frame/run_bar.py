"""The bar over all tabs that runs the training: Train, Step, Stop, how fast, and how far."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from engine.data.splits import n_training_digits
from gui.actions import Actions
from gui.frame.icons import Sign, show_sign
from gui.state.availability import Availability
from gui.state.next_run import NextRun
from gui.state.reasons import why_not
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import SCALE, add_spacing_px, px, px_size, set_font_px, set_px
from gui.theming.theme import Theme
from gui.translation import translate
from gui.widgets.buttons import command_button, push_button
from gui.widgets.focus_order import make_pane
from gui.widgets.run_progress import RunProgress

SPEEDS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 0.0)
"""Batches a second, from left to right; 0 for as many as there can be."""
_TRAIN_WIDTH = 184
_NARROW = 860  # from here on Step and Stop show their signs alone
_SLIDER_WIDTH, _NARROW_SLIDER_WIDTH = 120, 80


class RunBar(QWidget):
    """See the module. Nothing in it changes its place or its size because of a state or a number.

    Attributes
    ----------
    train_button, step_button, stop_button
        Train is Pause while a run goes on, and Continue while it is paused.
    speed_slider
        Its values are places in :data:`SPEEDS`.
    progress
        How far the run is.
    """

    def __init__(
        self,
        actions: Actions,
        availability: Availability,
        settings: Settings,
        workspace: Workspace,
        *,
        next_run: NextRun,
        progress: RunProgress,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("runBar")
        make_pane(self, self.tr("Training run"))
        self._actions, self._availability = actions, availability
        self._settings, self._workspace, self._next_run = settings, workspace, next_run
        self._theme: Theme | None = None
        self.progress = progress
        self.train_button = push_button("", "trainButton")
        self.train_button.clicked.connect(actions.train.trigger)
        self.step_button = command_button(actions.step, "stepButton")
        self.stop_button = command_button(actions.stop, "stopButton")
        for button in (self.train_button, self.step_button, self.stop_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.speed_slider = QSlider(Qt.Orientation.Horizontal)
        self.speed_slider.setObjectName("speedSlider")
        set_px(self.speed_slider.setMinimumHeight, 24)  # no smaller to the pointer either
        self.speed_slider.setRange(0, len(SPEEDS) - 1)
        self.speed_slider.setPageStep(1)
        self.speed_slider.setAccessibleName(self.tr("Speed"))
        self.speed_slider.setToolTip(self.tr("Slow down to watch; may be changed during a run"))
        self._speed_label, self._speed_value = QLabel(self.tr("Speed")), QLabel()
        self._speed_label.setBuddy(self.speed_slider)
        self._lay_out()
        self.speed_slider.valueChanged.connect(self._on_speed_changed)
        settings.replaced.connect(self._on_settings_replaced)
        settings.edited.connect(self._show_value)
        workspace.dataset_changed.connect(self._show_value)
        next_run.changed.connect(self._show)
        availability.changed.connect(self._show)
        self._show_speed(settings.live.batches_per_second)
        self._show()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for button in (self.train_button, self.step_button, self.stop_button):
            layout.addWidget(button)
        add_spacing_px(layout, 8)
        layout.addWidget(self._speed_label)
        layout.addWidget(self.speed_slider)
        layout.addWidget(self._speed_value)
        layout.addStretch(1)
        layout.addWidget(self.progress, 2)
        set_px(self.setFixedHeight, 32)
        set_px(self.train_button.setFixedWidth, _TRAIN_WIDTH)
        set_font_px(self._speed_value, NOTE_PX)
        SCALE.keep(self._speed_value, "setFixedWidth", _fit_speeds)
        self._fold()

    @property
    def batches_per_second(self) -> float:
        """What the slider says; 0 for full speed."""
        return SPEEDS[self.speed_slider.value()]

    def set_speed(self, batches_per_second: float) -> None:
        """Move the slider to the place nearest to a speed, as a user does."""
        self.speed_slider.setValue(_place_of(batches_per_second))

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self._show_train_sign()
        self._show_signs()

    def minimumSizeHint(self) -> QSize:
        """Of the narrow bar, beside the scroll bar of a low window."""
        return px_size(620, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """In a narrow bar Step and Stop show their signs alone."""
        is_narrow = self.width() < px(_NARROW)
        for button, action in ((self.step_button, self._actions.step), (self.stop_button, self._actions.stop)):
            button.setText("" if is_narrow else action.iconText())
            button.setAccessibleName(action.iconText())
            set_px(button.setFixedWidth, 34 if is_narrow else 81)
        self._speed_label.setVisible(not is_narrow)
        set_px(self.speed_slider.setFixedWidth, _NARROW_SLIDER_WIDTH if is_narrow else _SLIDER_WIDTH)
        self.progress.set_short(is_short=is_narrow)
        self._show_signs()

    @Slot(int)
    def _on_speed_changed(self, _place: int) -> None:
        self._settings.set_speed(self.batches_per_second)
        self._show_value()

    @Slot(object, float)
    def _on_settings_replaced(self, _config: object, batches_per_second: float) -> None:
        self._show_speed(batches_per_second)
        self._settings.set_speed(self.batches_per_second)

    def _show_speed(self, batches_per_second: float) -> None:
        with QSignalBlocker(self.speed_slider):
            self.speed_slider.setValue(_place_of(batches_per_second))
        self._show_value()

    @Slot()
    def _show_value(self) -> None:
        """What the speed comes to with the digits and the batches of now."""
        dataset, config = self._workspace.dataset, self._settings.config
        n_train = 0
        if dataset is not None and config.minimizer is None:
            n_train = n_training_digits(dataset, config.test_split, validation_fraction=config.validation_fraction)
        n_batches = -(-n_train // config.batch_size) if n_train and config.batch_size else min(n_train, 1)
        is_known = dataset is not None or not self.batches_per_second  # else it may be epochs, and another number
        self._speed_value.setText(_speed_text(self.batches_per_second, n_batches) if is_known else "")
        self.speed_slider.setAccessibleDescription(self._speed_value.text())

    @Slot()
    def _show(self) -> None:
        """What Train will do, and whether it may."""
        state = self._availability.now.run_state
        self.train_button.setEnabled(self._availability.may("train"))
        if state == "running":
            text, tip = self.tr("Pause"), self.tr("Pause after this batch (F5)")
        elif state == "paused":
            text, tip = self.tr("Continue"), self.tr("Continue the run (F5)")
        else:
            plan = self._next_run.plan
            text = str(plan.label)
            tip = why_not("train", self._availability.now) or f"{plan.why} (F5)"
        if text != self.train_button.text():
            self.train_button.setText(text)
        if tip != self.train_button.toolTip():
            self.train_button.setToolTip(tip)
        self._show_train_sign()

    def _show_train_sign(self) -> None:
        if self._theme is not None:
            sign: Sign = "pause" if self._availability.now.run_state == "running" else "train"
            show_sign(self.train_button, sign, self._theme.on_accent, self._theme.muted)

    def _show_signs(self) -> None:
        theme = self._theme
        if theme is not None:
            show_sign(self.step_button, "step", theme.text, theme.muted)
            show_sign(self.stop_button, "stop", theme.text, theme.muted)


def _place_of(batches_per_second: float) -> int:
    """The place nearest to a speed."""
    if not batches_per_second:
        return len(SPEEDS) - 1
    return min(range(len(SPEEDS) - 1), key=lambda place: abs(SPEEDS[place] - batches_per_second))


def _speed_text(batches_per_second: float, n_batches: int) -> str:
    """A speed as people think of it: epochs a second if it comes to one or more, else batches a second."""
    if not batches_per_second:
        return translate("RunBar", "full speed")
    if n_batches and batches_per_second >= n_batches:
        return translate("RunBar", "{n:,.0f} epochs/s").format(n=batches_per_second / n_batches)
    return translate("RunBar", "{n:,.0f} batches/s").format(n=batches_per_second)


def _fit_speeds(label: QLabel) -> None:
    """Give a label room for the longest of the speeds."""
    widest = max(label.fontMetrics().horizontalAdvance(_speed_text(speed, 0)) for speed in SPEEDS)
    label.setFixedWidth(widest + px(4))
