"""What this user's programs remember from one start to the next."""

from PySide6.QtCore import QByteArray, QSettings


class Preferences:
    """Reads and writes the settings of this user: words for choices, and layouts of windows."""

    def __init__(self) -> None:
        self._settings = QSettings("Digit Lab", "Digit Lab")

    def text(self, name: str, default: str) -> str:
        """A remembered word."""
        return str(self._settings.value(f"choice/{name}", default))

    def set_text(self, name: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(f"choice/{name}", value)

    def is_on(self, name: str, *, default: bool) -> bool:
        """Whether something was left switched on."""
        return {"yes": True, "no": False}.get(self.text(name, ""), default)

    def set_on(self, name: str, is_on: bool) -> None:
        """Remember whether something is switched on."""
        self.set_text(name, "yes" if is_on else "no")

    def layout(self, version: int) -> dict[str, QByteArray]:
        """The layout of the window by its parts, if it is one of this version."""
        if self._settings.value("window/format", 0, int) != version:
            return {}
        parts = (key for key in self._settings.allKeys() if key.startswith("window/"))
        found = {key.removeprefix("window/"): self._settings.value(key) for key in parts}
        return {name: part for name, part in found.items() if isinstance(part, QByteArray)}

    def set_layout(self, version: int, parts: dict[str, QByteArray]) -> None:
        """Remember the layout of the window."""
        for name, part in parts.items():
            self._settings.setValue(f"window/{name}", part)
        self._settings.setValue("window/format", version)
        self._settings.sync()
