"""The settings of the next run, and those that steer the current one, as the form has them."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings
from engine.training.recipes import DEFAULT_RECIPE, FIRST_SPEED, RECIPES


class Settings(QObject):
    """Owns the settings: a form tells here what was typed in, and shows what is set from here. There need be none.

    Attributes
    ----------
    config
        What the fields say or, while one of them holds no valid value, said before.
    live
        Those that may change during a run.
    error
        What is wrong with the fields, in one sentence; empty if nothing is.
    edited
        Signal: a field was changed, by the user or because other settings were set.
    live_edited
        Signal (LiveSettings): one that may change during a run was.
    replaced
        Signal (TrainingConfig, batches per second): show these.
    """

    edited = Signal()
    live_edited = Signal(object)
    replaced = Signal(object, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.config = config = RECIPES[DEFAULT_RECIPE].config
        self.live = LiveSettings(
            learning_rate=config.learning_rate,
            momentum=config.momentum,
            weight_decay=config.weight_decay,
            batches_per_second=FIRST_SPEED,
        )
        self.error = ""

    def replace(self, config: TrainingConfig, *, batches_per_second: float = 0.0) -> None:
        """Set all of them; 0 batches per second is full speed."""
        self.config, self.error = config, ""
        self.live = replace(
            self.live,
            learning_rate=config.learning_rate,
            momentum=config.momentum,
            weight_decay=config.weight_decay,
        )
        self.set_speed(batches_per_second)
        self.replaced.emit(config, batches_per_second)
        self.edited.emit()

    def take(self, config: TrainingConfig | None, live: LiveSettings, *, error: str = "") -> None:
        """Take over what the fields say now; ``None`` where they say nothing valid, and ``error`` why."""
        self.config, self.error = config or self.config, error
        self.live = replace(live, batches_per_second=self.live.batches_per_second)
        self.edited.emit()

    @Slot(object)
    def take_live(self, live: LiveSettings) -> None:
        """Take over those that may change during a run, but for the speed."""
        self.live = replace(live, batches_per_second=self.live.batches_per_second)
        self.live_edited.emit(self.live)

    def set_speed(self, batches_per_second: float) -> None:
        """Run no faster than that; 0 for full speed."""
        if batches_per_second != self.live.batches_per_second:
            self.live = replace(self.live, batches_per_second=batches_per_second)
            self.live_edited.emit(self.live)
