"""What of the network that answers is broken for the view. The one owner of that; no network that is stored is touched."""

from PySide6.QtCore import QObject, Signal

from engine.explain.ablation import UNDAMAGED, Damage


class ShownDamage(QObject):
    """Nothing, or what is silenced, switched off, or made noisy.

    Attributes
    ----------
    now
        What is broken.
    is_mended_by_training
        Whether it was mended last because a training began.
    changed
        Signal: something else is broken, or nothing any more.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = UNDAMAGED
        self.is_mended_by_training = False

    def __bool__(self) -> bool:
        return bool(self.now)

    def set(self, damage: Damage) -> None:
        """Break this, and nothing else."""
        if damage != self.now:
            self.is_mended_by_training = False
            self.now = damage
            self.changed.emit()

    def mend(self, *, for_training: bool = False) -> None:
        """Have the whole network answer."""
        if self.now:
            self.now, self.is_mended_by_training = UNDAMAGED, for_training
            self.changed.emit()

    def forget(self) -> bool:
        """Another network takes the place of this one; whether anything was broken, which then has to be told."""
        was_broken, self.now = bool(self.now), UNDAMAGED
        self.is_mended_by_training = False
        return was_broken
