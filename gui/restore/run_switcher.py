"""Has an earlier run answer again: the latest ones are in the menu of the chip above the canvas."""

from PySide6.QtCore import QObject, Slot

from engine.errors import RunStoreError
from engine.nn.network import hidden_layers_named
from engine.runs.store import StoredRun
from gui.frame.network_chip import NetworkChip, RunItem, accuracy_of, layers_text
from gui.restore.session_autosave import SessionAutosave
from gui.restore.session_snapshot import show_where_it_is
from gui.state.availability import Availability
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea

_MOST = 8


class RunSwitcher(QObject):
    """Stands between the chip and the store of runs.

    Attributes
    ----------
    refusal
        Why the run that was chosen does not answer.
    """

    def __init__(
        self,
        chip: NetworkChip,
        workspace: Workspace,
        availability: Availability,
        autosave: SessionAutosave,
        *,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._availability = workspace, availability
        self._autosave, self.refusal = autosave, messages.make_message()
        chip.set_runs(self.items, self.number_of)
        chip.run_chosen.connect(self.use)
        autosave.saved.connect(chip.show_network)  # a run has its number once it is stored

    def items(self) -> list[RunItem]:
        """The latest runs, without the one that answers and those that are under way in other windows."""
        now = self._workspace.run.id
        latest = self._autosave.folder.store.runs(at_most=_MOST + 1)
        return [_item(stored) for stored in latest if stored.id != now and not stored.metadata.is_under_way][:_MOST]

    def number_of(self, run_id: str) -> int:
        """A run's number; 0 until it is stored."""
        try:
            return self._autosave.folder.store.stored(run_id).number
        except RunStoreError:
            return 0

    @Slot(str)
    def use(self, run_id: str) -> None:
        """Have a run answer, once what there is now is stored; one that cannot be read leaves all as it is."""
        if not self._availability.may("open_model"):
            return
        self.refusal.clear()
        trouble = self._autosave.save_now()
        if trouble:
            self.refusal.refuse(
                self.tr(
                    "Nothing was changed, as the current run cannot be saved: {trouble}; try again in a moment."
                ).format(trouble=trouble)
            )
            return
        try:
            run = self._autosave.folder.store.load(run_id, with_checkpoints=True)
        except RunStoreError as error:
            self.refusal.refuse(str(error))
            return
        self._workspace.use_run(run)
        show_where_it_is(self._autosave.parts)
        self._autosave.save_soon()


def _item(stored: StoredRun) -> RunItem:
    name = stored.name or f"{stored.number}"
    hidden = hidden_layers_named(stored.architecture)
    note = stored.metadata.data.shown if stored.metadata.data is not None else ""
    return RunItem(stored.id, name, layers_text(hidden), note, accuracy_of(stored.metadata))
