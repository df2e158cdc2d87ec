"""Which moment of the run is shown: now, or the moment of a checkpoint. The one owner of that."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, Signal

from engine.training.checkpoints import Checkpoint


class ShownMoment(QObject):
    """Now, or a checkpoint: then the network of that moment answers. The network that is stored is not touched.

    Attributes
    ----------
    checkpoint
        The one whose moment is shown; ``None`` for now.
    checkpoints
        All that there are, the earliest first.
    changed
        Signal: another moment is shown.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.checkpoint: Checkpoint | None = None
        self.checkpoints: tuple[Checkpoint, ...] = ()
        self._run_id = ""

    @property
    def is_past(self) -> bool:
        """Whether another network than that of now is shown."""
        return self.checkpoint is not None

    def show(self, checkpoint: Checkpoint | None) -> None:
        """Show the moment of a checkpoint, or now."""
        if checkpoint is not self.checkpoint:
            self.checkpoint = checkpoint
            self.changed.emit()

    def show_before(self, epoch: float) -> None:
        """Show the last checkpoint that is not later than an epoch; the first where there is none."""
        if self.checkpoints:
            index = bisect_right(self.checkpoints, epoch, key=lambda each: each.epoch)
            self.show(self.checkpoints[max(index - 1, 0)])

    def index_of(self, epoch: float) -> int:
        """How many checkpoints are earlier than an epoch."""
        return bisect_left(self.checkpoints, epoch, key=lambda each: each.epoch)

    def follow(self, run_id: str, checkpoints: tuple[Checkpoint, ...]) -> None:
        """Take over the checkpoints of the run; of another run, now is shown.

        A checkpoint that is shown stays so, even if the run gave it up to spread the others evenly. Whoever calls this
        tells what else has changed with it; :attr:`changed` is not emitted.
        """
        if run_id != self._run_id:
            self._run_id, self.checkpoint = run_id, None
        self.checkpoints = checkpoints
