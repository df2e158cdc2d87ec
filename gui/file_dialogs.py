"""Open and save by the menu: asks for a file, hands it on, and says what went wrong in the window's message bar."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from engine.errors import DigitLabError
from engine.models.files import MODEL_SUFFIXES, save_model

if TYPE_CHECKING:
    from gui.main_window import MainWindow


_SAVED_AS = {
    "Networks (*.npz)": ".npz",
    "Theta1, Theta2 for Octave and MATLAB (*.mat)": ".mat",
    "ONNX for other programs (*.onnx)": ".onnx",
}


class FileDialogs(QObject):
    """The slots behind the File menu."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.menus.open_data.triggered.connect(self.open_data)
        window.menus.open_folder.triggered.connect(self.open_folder)
        window.menus.open_model.triggered.connect(self.open_model)
        window.menus.save_model.triggered.connect(self.save_model)
        window.panel.open_data_requested.connect(self.open_data)

    @Slot()
    def open_data(self) -> None:
        """Use the digits of a file."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, "Open digits", "", "Digits (*.mat *.npz *.csv *.json *.gz *ubyte);;All files (*)"
        )
        if path:
            self._window.open_data(path)

    @Slot()
    def open_folder(self) -> None:
        """Use the pictures of a folder, sorted into sub-folders by digit."""
        path = QFileDialog.getExistingDirectory(self._window, "Open a folder with sub-folders 0 to 9")
        if path:
            self._window.open_data(path)

    @Slot()
    def open_model(self) -> None:
        """Use the network of a file; one that cannot be read leaves the network in use."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, "Open a network", "", "Networks (*.npz *.mat);;All files (*)"
        )
        if not path:
            return
        try:
            self._window.open_model(Path(path))
            self._window.message_bar.clear()
        except DigitLabError as error:
            self._window.message_bar.show_message(str(error))

    @Slot()
    def save_model(self) -> None:
        """Save the network in use."""
        target = self._place_to_save()
        if target is None:
            return
        try:
            save_model(self._window.workspace.model(), target)
            self._window.statusBar().showMessage(f"Saved as {target.name}", 5000)
            self._window.message_bar.clear()
        except DigitLabError as error:
            self._window.message_bar.show_message(str(error))

    def _place_to_save(self) -> Path | None:
        """Ask where to; ``None`` if nowhere.

        The dialog asks before a file of the name that was typed is replaced. So it is asked again where the ending that was
        left out makes it the name of another file that is there.
        """
        begin_with = "network"
        while True:
            path, chosen = QFileDialog.getSaveFileName(
                self._window, "Save the network", begin_with, ";;".join(_SAVED_AS)
            )
            if not path:
                return None
            if path.lower().endswith(MODEL_SUFFIXES):
                return Path(path)
            target = Path(f"{path}{_SAVED_AS.get(chosen, '.npz')}")
            if not target.exists():
                return target
            begin_with = str(target)
