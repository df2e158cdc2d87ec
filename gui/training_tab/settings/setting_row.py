"""One setting in the card of the settings: its label, its field, what it usually is, and a link that puts it back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gui.help.glossary_label import GlossaryLabel
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import px, set_px
from gui.widgets.elided_label import ElidedLabel

_LABEL_WIDTH, _LINK_WIDTH = 76, 24  # of a row that has its label at the left
_HEIGHT, _COMPACT_HEIGHT = 32, 24
_ANY = 16_777_215  # Qt's widest widget


class SettingRow(QWidget):
    """A label above its field or at the left of it.

    The note, and the link that puts the setting back, stand in the label's line, where their place is kept: the field is
    where it is whatever is remarked. At the left of the field there is room for the link alone, as a sign.

    Attributes
    ----------
    field
        What the setting is chosen with.
    label, note
        What it is called, and a remark in fewer words.
    link_clicked
        Signal: the setting is to be as it usually is, or what else the link says.

    Parameters
    ----------
    title
        The label's text.
    term
        What the glossary explains it by.
    beside
        A button to the right of the field.
    """

    link_clicked = Signal()

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
        font = self.label.font()
        font.setPixelSize(px(NOTE_PX))
        self.label.setFont(font)
        self.label.setBuddy(field)
        field.setAccessibleName(title)
        self.note = ElidedLabel()
        self.note.setProperty("role", "muted")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._link_text, self._link_name = self.tr("put back"), self._put_back_name(title)
        self.link = link_button(self._link_text)
        self.link.setFont(font)
        self.link.clicked.connect(self.link_clicked)
        self._fields = QWidget()
        fields = QHBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        set_px(fields.setSpacing, 4)
        fields.addWidget(field, 1)
        if beside is not None:
            fields.addWidget(beside)
        self._notes = _Notes(self.note, self.link)
        self._notes.setParent(self)  # shown before it is laid out, it would be a window
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        set_px(self._grid.setVerticalSpacing, 2)
        self._shape: tuple[bool, bool] | None = None
        self._remark: tuple[str, bool] | None = None
        self.set_compact(is_compact=False)
        self.set_note("")

    def set_title(self, title: str) -> None:
        """Call it something else."""
        if title == self.label.text():
            return
        self.label.setText(title)
        self._link_name = self._put_back_name(title)
        self._tell()

    def _put_back_name(self, title: str) -> str:
        return self.tr("Put {setting} back").format(setting=title)

    def is_label_long(self) -> bool:
        """Whether there is no room for the label at the left of the field."""
        return self.label.sizeHint().width() > px(_LABEL_WIDTH)

    @property
    def is_beside(self) -> bool:
        """Whether the label stands at the left of the field."""
        return self._shape is not None and self._shape[1]

    def set_compact(self, *, is_compact: bool, is_beside: bool = True) -> None:
        """Make the field less high and, if ``is_beside``, put the label at the left of it rather than above."""
        is_beside = is_beside and is_compact
        if (is_compact, is_beside) == self._shape:
            return
        self._shape = is_compact, is_beside
        for widget in (self.label, self.link, self._notes, self._fields):
            self._grid.removeWidget(widget)
        height = _COMPACT_HEIGHT if is_compact else _HEIGHT
        for part in (self.field, self._beside):
            if part is not None:
                part.setProperty("compact", is_compact)
                part.style().unpolish(part)
                part.style().polish(part)
                set_px(part.setFixedHeight, height)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._notes.setVisible(not is_beside)
        policy = self.link.sizePolicy()
        policy.setRetainSizeWhenHidden(is_beside)
        self.link.setSizePolicy(policy)
        if is_beside:
            set_px(self.label.setMinimumWidth, _LABEL_WIDTH)
            self.link.setText("↺")
            set_px(self.link.setMinimumSize, _LINK_WIDTH, height)
            set_px(self.link.setMaximumSize, _LINK_WIDTH, height)
            self._grid.addWidget(self.label, 0, 0)
            self._grid.addWidget(self.link, 0, 1)
            self._grid.addWidget(self._fields, 0, 2)
        else:
            set_px(self.label.setMinimumWidth, 0)
            self.link.setText(self._link_text)
            set_px(self.link.setMinimumSize, 0, 0)
            set_px(self.link.setMaximumSize, _ANY, _ANY)
            self._notes.take(self.link)
            self._grid.addWidget(self.label, 0, 0)
            self._grid.addWidget(self._notes, 0, 2)
            self._grid.addWidget(self._fields, 1, 0, 1, 3)
        self._grid.setColumnStretch(2, 1)
        self._tell()

    def set_link(self, text: str, name: str) -> None:
        """Have the link say something else than "put back"; the name says it to screen readers."""
        self._link_text, self._link_name = text, name
        self.link.setText(text)
        self._tell()

    def settle(self) -> None:
        """Work out at once how much room the row needs."""
        self._grid.activate()

    def set_note(self, text: str, *, has_link: bool = False) -> None:
        """Remark something, and show the link."""
        if self._remark == (text, has_link):
            return
        self._remark = (text, has_link)
        self.note.setText(text)
        self.note.setToolTip(text)  # all of it, where there is no room for it
        self.link.setVisible(has_link)
        self._tell()

    def _tell(self) -> None:
        """What the link does, for screen readers, and as a tooltip where its sign alone is seen."""
        name, note = self._link_name, self.note.text()
        self.link.setAccessibleName(name)
        self.link.setAccessibleDescription(note)
        self.link.setToolTip(f"{name}\n{note}" if note else name)


class _Notes(QWidget):
    """What stands at the right of a label: as high as a link, whether there is one or not."""

    def __init__(self, note: QWidget, link: QWidget) -> None:
        super().__init__()
        self._link = link
        layout = QHBoxLayout(self)
        set_px(layout.setContentsMargins, 4, 0, 0, 0)
        set_px(layout.setSpacing, 6)
        layout.addWidget(note, 1)
        layout.addWidget(link)

    def take(self, link: QWidget) -> None:
        """Take the link, which was elsewhere."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(link)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._link.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._link.sizeHint().height())


class LinkButton(QToolButton):
    """A button that looks like a link, and is as wide as its text."""

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def link_button(text: str) -> LinkButton:
    """A button that looks like a link."""
    button = LinkButton()
    button.setText(text)
    button.setProperty("role", "link")
    button.setAutoRaise(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
