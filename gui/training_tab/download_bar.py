"""What the window says about MNIST that is not on this computer: an offer, then how far it is, or what went wrong."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from engine.data.mnist.catalog import megabytes_text, total_bytes
from gui.widgets.buttons import push_button
from gui.widgets.message_bar import MessageBar

_STEPS = 1000


class DownloadBar(QWidget):
    """Hidden until there is something to offer.

    Attributes
    ----------
    text
        What it says; empty while it is hidden.
    download_requested
        Signal: a button was pressed to begin, to go on or to try again.
    cancel_requested
        Signal: the download is to end.
    dismissed
        Signal: not now; the bar has hidden itself.
    """

    download_requested = Signal()
    cancel_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("downloadBar")
        self._label = QLabel()
        self._label.setObjectName("downloadLabel")
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._error = MessageBar()
        self._error.close_button.hide()
        self.progress_bar = QProgressBar()
        self.progress_bar.setObjectName("downloadProgress")
        self.progress_bar.setRange(0, _STEPS)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setFixedHeight(8)
        self.progress_bar.setAccessibleName(self.tr("Download of MNIST"))
        self.download_button = push_button(
            self.tr("Download"),
            "downloadButton",
            self.tr("Fetch MNIST into your data folder; the window can be used meanwhile"),
        )
        self.download_button.clicked.connect(self.download_requested)
        self.dismiss_button = push_button(self.tr("Not now"), "downloadDismissButton")
        self.dismiss_button.clicked.connect(self._on_dismissed)
        self.cancel_button = push_button(
            self.tr("Cancel"), "downloadCancelButton", self.tr("End the download; the next one goes on where it ended")
        )
        self.cancel_button.clicked.connect(self._on_cancelled)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.download_button, self.dismiss_button, self.cancel_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(5)
        for widget in (self._label, self._error, self.progress_bar):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.clear()

    @property
    def text(self) -> str:
        return self._error.text or self._label.text()

    @Slot()
    def offer(self, text: str = "") -> None:
        """Offer to download; ``text`` says why, if there is more to say than that MNIST is missing."""
        offer = self.tr("MNIST is not on this computer yet: 70,000 digits, {n:.1f} MB.")
        self._show(text or offer.format(n=total_bytes() / 1e6), is_running=False)

    @Slot(int, int)
    def set_progress(self, n_done: int, n_total: int) -> None:
        """Show how many bytes of how many are here."""
        self.progress_bar.setValue(round(_STEPS * n_done / n_total) if n_total else 0)
        if self.progress_bar.isHidden():
            self.cancel_button.setEnabled(True)
        self._show(self.tr("MNIST: {amount}").format(amount=megabytes_text(n_done, n_total)), is_running=True)

    @Slot(str)
    def show_error(self, text: str) -> None:
        """Say what went wrong, and offer to try again."""
        self._show("", is_running=False, error=text)

    @Slot()
    def clear(self) -> None:
        """Say nothing more."""
        self._show("", is_running=False)

    def _show(self, text: str, *, is_running: bool, error: str = "") -> None:
        self._label.setText(text)
        self._label.setVisible(bool(text))
        self._error.show_message(error)
        self.progress_bar.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        self.download_button.setText(self.tr("Try again") if error else self.tr("Download"))
        self.download_button.setVisible(not is_running)
        self.dismiss_button.setVisible(not is_running)
        self.setVisible(bool(text or error))

    @Slot()
    def _on_cancelled(self) -> None:
        self.cancel_button.setEnabled(False)  # until another download is under way
        self.cancel_requested.emit()

    @Slot()
    def _on_dismissed(self) -> None:
        self.clear()
        self.dismissed.emit()
