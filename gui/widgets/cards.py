"""The frame around each view: a title, an optional place for controls on the right, and the view."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.theming.scale import set_px
from gui.widgets.focus_order import make_pane


class Card(QFrame):
    """A titled panel, which F6 goes to.

    Attributes
    ----------
    title_label
        The title's label.

    Parameters
    ----------
    title, content, controls
        What it says, what it holds, and what stands at the right of the title.
    wraps_title
        Whether a title that is too long is broken into lines.
    """

    def __init__(
        self,
        title: str,
        content: QWidget,
        *controls: QWidget,
        wraps_title: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        make_pane(self, title)
        self.title_label = QLabel(title)
        self.title_label.setObjectName("cardTitle")
        header = QHBoxLayout()
        set_px(header.setSpacing, 8)
        self.title_label.setWordWrap(wraps_title)
        header.addWidget(self.title_label, int(wraps_title))
        header.addStretch(int(not wraps_title))
        for control in controls:
            header.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 16, 8, 16, 12)
        set_px(layout.setSpacing, 4)
        layout.addLayout(header)
        layout.addWidget(content, 1)

    @Slot(str)
    def set_title(self, title: str) -> None:
        """Call it something else."""
        self.title_label.setText(title)
        self.setAccessibleName(title)
