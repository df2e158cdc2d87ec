"""A text of the program's, as a window that blocks nothing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from gui.theming.scale import set_dialog_px
from gui.widgets.buttons import close_box


class ReportDialog(QDialog):
    """Shows a file of Markdown, or says that it is missing; Esc closes it.

    Attributes
    ----------
    text
        What shows it.
    """

    def __init__(self, title: str, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.setTabChangesFocus(True)
        try:
            self.text.setMarkdown(file.read_text(encoding="utf-8"))
        except OSError:
            self.text.setPlainText(self.tr("{file} is missing from this installation.").format(file=file.name))
        buttons = close_box()
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        set_dialog_px(self, 820, 600)
