"""Says everywhere that what answers is broken for the view: a badge, marks on the bars, and a message that mends it."""

from PySide6.QtCore import QObject, Slot

from gui.actions import Actions
from gui.drawing.reading_panel import ReadingPanel
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea, News
from gui.widgets.phrases import sentence_case
from gui.widgets.unit_names import damage_text


class BrokenNetwork(QObject):
    """Stands between what is broken and the card of the reading; carries out "Mend the network"."""

    def __init__(
        self, actions: Actions, workspace: Workspace, *, reading: ReadingPanel, messages: MessageArea, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._reading, self._messages = workspace, reading, messages
        self._news: News | None = None
        actions.mend_network.triggered.connect(workspace.damage.mend)
        workspace.damage.changed.connect(self._on_damage_changed)
        workspace.reading_changed.connect(self._show_marks)

    @Slot()
    def _show_marks(self) -> None:
        self._reading.class_bars.set_before(self._workspace.whole_probabilities)

    @Slot()
    def _on_damage_changed(self) -> None:
        damage = self._workspace.damage
        self._show_marks()
        if not damage:
            self._reading.show_broken()
            self._messages.take_back(self._news)
            if damage.is_mended_by_training:
                self._messages.tell(self.tr("Training mends the network: it is whole again."))
            return
        words = damage_text(self._workspace.parameters.architecture, damage.now)
        broken = self.tr("Broken")
        self._reading.show_broken(self.tr("Broken: {what}").format(what=words), broken)
        self._news = self._messages.tell(
            self.tr("{what}, for this view only. The stored network is unchanged.").format(what=sentence_case(words)),
            action=self.tr("Mend all"),
            carry_out=damage.mend,
            is_remark=True,
        )
