"""An entry of the glossary, or a tooltip, on a card: in a popup of its own, or within a window."""

from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.help.glossary import Entry, try_this_words
from gui.help.pointer import style_card
from gui.theming.scale import SCALE, px, set_px

_WIDTH = 380


class HelpCard(QFrame):
    """A title and some paragraphs.

    Attributes
    ----------
    text
        All that it says, in plain text.
    """

    def __init__(self, parent: QWidget | None = None, flags: Qt.WindowType = Qt.WindowType.Widget) -> None:
        super().__init__(parent, flags)
        self.setObjectName("helpCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        style_card(self)
        set_px(self.setFixedWidth, _WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._parts = {name: self._label(name) for name in ("title", "meaning", "formula", "try")}
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 16, 12, 16, 12)
        set_px(layout.setSpacing, 8)
        for label in self._parts.values():
            layout.addWidget(label)
        SCALE.changed.connect(self._fit)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self._parts.values() if label.text())

    def show_entry(self, entry: Entry) -> None:
        """Say what the glossary says."""
        title, meaning, formula, try_this = entry.lines()
        self._say(title=title, meaning=meaning, formula=formula, **{"try": f"{try_this_words()} {try_this}"})

    def show_text(self, title: str, text: str) -> None:
        """Say anything."""
        self._say(title=title, meaning=text, formula="", **{"try": ""})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any of these closes it; a popup gives the focus back by itself."""
        if event.key() in self._CLOSING:
            self.close()
        else:
            super().keyPressEvent(event)

    _CLOSING: ClassVar = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}

    def _say(self, **parts: str) -> None:
        for name, text in parts.items():
            self._parts[name].setText(text)
            self._parts[name].setVisible(bool(text))
        title, _, rest = self.text.partition("\n")
        self.setAccessibleName(title)
        self.setAccessibleDescription(rest)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Be as high as what is said."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(px(_WIDTH), layout.totalHeightForWidth(px(_WIDTH)))

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", {"title": "heading", "try": "muted"}.get(name))
        if name == "formula":
            font = label.font()
            font.setItalic(True)
            label.setFont(font)
        return label


def show_entry(entry: Entry, *, at: QPoint, parent: QWidget) -> HelpCard:
    """Show an entry in a popup, within the screen; a click elsewhere or Esc closes it."""
    card = HelpCard(parent, Qt.WindowType.Popup)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.show_entry(entry)
    screen = parent.screen().availableGeometry()
    x = min(at.x(), screen.right() - card.width())
    y = at.y() if at.y() + card.height() <= screen.bottom() else at.y() - card.height() - 2 * parent.height()
    card.move(max(x, screen.left()), max(y, screen.top()))
    card.show()
    card.setFocus(Qt.FocusReason.PopupFocusReason)
    return card
