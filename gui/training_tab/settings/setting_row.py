"""One setting in the card of the settings: its label, its field, what it usually is, and a link that puts it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gui.help.glossary_label import GlossaryLabel
from gui.widgets.elided_label import ElidedLabel

_LABEL_WIDTH = 96  # of a row that has its label at the left
_HEIGHT, _COMPACT_HEIGHT = 32, 24


class SettingRow(QWidget):
    """A label above its field or, in a compact row, at the left of it; the field keeps its place when the note changes.

    Attributes
    ----------
    field
        What the setting is chosen with.
    label, note
        What it is called, and a remark in fewer words.
    put_back_requested
        Signal: the setting is to be as it usually is.

    Parameters
    ----------
    title
        The label's text.
    term
        What the glossary explains it by.
    beside
        A button to the right of the field.
    """

    put_back_requested = Signal()

    def __init__(
        self,
        title: str,
        field: QWidget,
        *,
        term: str,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field, self._beside = field, beside
        self.label = GlossaryLabel(title, term)
        self.label.setProperty("role", "fieldLabel")
        self.label.setBuddy(field)
        field.setAccessibleName(title)
        self.note = ElidedLabel()
        self.note.setProperty("role", "muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.link = link_button(self.tr("put back"))
        self.link.clicked.connect(self.put_back_requested)
        self._fields = QWidget()
        fields = QHBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(4)
        fields.addWidget(field, 1)
        if beside is not None:
            fields.addWidget(beside)
        self._notes = QWidget()
        notes = QHBoxLayout(self._notes)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.setSpacing(8)
        notes.addWidget(self.note, 1)
        notes.addWidget(self.link)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(2)
        self._is_compact: bool | None = None
        self.set_compact(is_compact=False)
        self.set_note("")

    def set_title(self, title: str) -> None:
        """Call it something else."""
        self.label.setText(title)

    def set_compact(self, *, is_compact: bool) -> None:
        """Put the label at the left of the field, or above it."""
        if is_compact == self._is_compact:
            return
        self._is_compact = is_compact
        for widget in (self.label, self._notes, self._fields):
            self._grid.removeWidget(widget)
        height = _COMPACT_HEIGHT if is_compact else _HEIGHT
        for part in (self.field, self._beside):
            if part is not None:
                part.setFixedHeight(height)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if is_compact:
            self.label.setMinimumWidth(max(_LABEL_WIDTH, self.label.sizeHint().width()))
            self._grid.addWidget(self.label, 0, 0)
            self._grid.addWidget(self._fields, 0, 1)
            self._grid.addWidget(self._notes, 1, 0, 1, 2)
        else:
            self.label.setMinimumWidth(0)
            self._grid.addWidget(self.label, 0, 0)
            self._grid.addWidget(self._notes, 0, 1)
            self._grid.addWidget(self._fields, 1, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)

    def set_note(self, text: str, *, can_put_back: bool = False) -> None:
        """Remark something, and offer to put the setting back."""
        self.note.setText(text)
        self.link.setVisible(can_put_back)
        self.link.setAccessibleName(self.tr("Put {setting} back").format(setting=self.label.text()))
        self._notes.setVisible(bool(text) or can_put_back)


def link_button(text: str) -> QToolButton:
    """A button that looks like a link."""
    button = QToolButton()
    button.setText(text)
    button.setProperty("role", "link")
    button.setAutoRaise(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
