"""The Help menu: search all commands, the list of keys, the glossary; each is made when it is first asked for."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMenuBar, QToolButton, QWidget

from gui.actions import Actions
from gui.help.command_palette import CommandPalette
from gui.help.commands import commands_of, keys_text
from gui.help.glossary import ENTRIES, groups
from gui.help.keys import as_text, key_lines
from gui.help.reference_dialog import ReferenceDialog, Row
from gui.widgets.buttons import follow


class HelpDesk(QObject):
    """Answers the commands of the Help menu.

    Attributes
    ----------
    palette
        The search over all commands; ``None`` until it is first opened.
    keys, glossary
        The two lists; ``None`` until they are first opened.

    Parameters
    ----------
    actions
        The menu's.
    bar
        Gets a button at its right end.
    root
        The widget that all commands are in, and that everything opens over.
    """

    def __init__(self, actions: Actions, bar: QMenuBar, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self.palette: CommandPalette | None = None
        self.keys: ReferenceDialog | None = None
        self.glossary: ReferenceDialog | None = None
        self.button = self._make_button(actions)
        bar.setCornerWidget(self.button, Qt.Corner.TopRightCorner)
        actions.search_commands.triggered.connect(self.open_palette)
        actions.list_keys.triggered.connect(self.open_keys)
        actions.open_glossary.triggered.connect(self.open_glossary)

    def _make_button(self, actions: Actions) -> QToolButton:
        button = QToolButton()
        button.setObjectName("searchCommandsButton")
        button.setAutoRaise(True)
        button.setText(f"{actions.search_commands.iconText()}  {keys_text(actions.search_commands)}")
        button.setAccessibleName(actions.search_commands.iconText())
        button.setToolTip(actions.search_commands.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        follow(button, actions.search_commands)
        return button

    @Slot()
    def open_palette(self) -> None:
        """Search all commands."""
        if self.palette is None:
            self.palette = CommandPalette(self._root)
        self.palette.open()

    @Slot()
    def open_keys(self) -> None:
        """Show the list of keys."""
        if self.keys is None:
            columns = (self.tr("Command"), self.tr("Keys"))
            self.keys = ReferenceDialog(self.tr("Keys"), columns, name="keysDialog", parent=self._root)
            self.keys.resize(560, 560)
        lines = key_lines(commands_of(self._root))
        self.keys.show_rows([Row(line.group, line.name, line.keys) for line in lines], as_text(lines))
        _show(self.keys)

    @Slot()
    def open_glossary(self) -> None:
        """Show all entries."""
        if self.glossary is None:
            columns = (self.tr("Term"), self.tr("Formula"))
            self.glossary = ReferenceDialog(self.tr("Glossary"), columns, name="glossaryDialog", parent=self._root)
            self.glossary.resize(640, 600)
            self.glossary.details.setMinimumHeight(150)
        rows = []
        for group, entries in groups():
            for entry in entries:
                title, _, formula, _ = entry.lines()
                rows.append(Row(group, title, formula.partition("\n")[0], entry.plain_text().partition("\n")[2]))
        self.glossary.show_rows(rows, "\n\n".join(entry.plain_text() for entry in ENTRIES.values()))
        _show(self.glossary)


def _show(dialog: ReferenceDialog) -> None:
    screen = dialog.screen().availableGeometry()
    dialog.resize(dialog.size().boundedTo(screen.size()))
    dialog.show()
    dialog.activateWindow()
