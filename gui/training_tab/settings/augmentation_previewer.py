"""What "Show" beside "Augmentation" opens: a few of the digits in use, before and after."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from engine.data.augmentation import AUGMENTATIONS
from engine.data.augmented_batches import draw_sample
from gui.state.workspace import Workspace
from gui.training_tab.settings.augmentation_preview import AugmentationDialog
from gui.training_tab.settings.settings_form import SettingsForm


class AugmentationPreviewer(QObject):
    """Opens the preview, and keeps it to what is chosen while it is open."""

    def __init__(self, workspace: Workspace, form: SettingsForm, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent, self._workspace, self._form = parent, workspace, form
        self._dialog: AugmentationDialog | None = None
        self._sample = 0
        form.preview_requested.connect(self.open)
        form.edited.connect(self._refresh)
        workspace.dataset_changed.connect(self._refresh)

    @Slot()
    def open(self) -> None:
        """Show the preview; it stays in front of the window."""
        if self._dialog is None:
            self._dialog = AugmentationDialog(self._parent)
            self._dialog.sample_requested.connect(self._on_sample_requested)
        self._dialog.show()
        self._dialog.activateWindow()
        self._refresh()

    @Slot()
    def _on_sample_requested(self) -> None:
        self._sample += 1
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        if self._dialog is None or not self._dialog.isVisible():
            return
        augmentation = AUGMENTATIONS[self._form.augmentation_box.currentData()]
        dataset = self._workspace.dataset
        sample = None if dataset is None else draw_sample(dataset.digits, augmentation, seed=self._sample)
        self._dialog.show_sample(sample, augmentation)
