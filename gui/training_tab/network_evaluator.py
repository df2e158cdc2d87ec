"""The menu's "Evaluate on the data": what the network in use makes of the digits in use, without training it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui.widgets.phrases import evaluation_text
from gui.workers.training_worker import NetworkEvaluation

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class NetworkEvaluator(QObject):
    """Asks the worker, and says what came of it where the progress is told."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.menus.evaluate.triggered.connect(self.evaluate)
        window.controller.evaluated.connect(self._on_evaluated)

    @Slot()
    def evaluate(self) -> None:
        """Evaluate the network in use; weight decay and test digits are those of the panel."""
        window = self._window
        window.panel.run_message.clear()
        window.panel.form.commit_typing()
        window.controller.evaluate(window.workspace.model(), window.panel.source, window.panel.form.config())

    @Slot(object)
    def _on_evaluated(self, evaluation: NetworkEvaluation) -> None:
        self._window.panel.set_idle_text(evaluation_text(evaluation))
