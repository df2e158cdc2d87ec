"""Labels beside views and in dialogs."""

from PySide6.QtWidgets import QLabel


def muted_label(text: str = "", *, wraps: bool = False) -> QLabel:
    """A label in the color of what matters less, broken into lines if it wraps."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    label.setWordWrap(wraps)
    return label
