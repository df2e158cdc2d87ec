"""The Help menu: search, keys, glossary, "What is this?" and the tour; each is made when it is first asked for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMenuBar, QToolButton, QWidget

from gui.actions import Actions
from gui.help.commands import keys_text
from gui.help.tour_sources import TourSources
from gui.state.preferences import Preferences
from gui.theming.scale import set_dialog_px, set_px
from gui.widgets.buttons import follow

if TYPE_CHECKING:
    from gui.help.command_palette import CommandPalette
    from gui.help.reference_dialog import ReferenceDialog
    from gui.help.tour import Tour
    from gui.help.what_is_this import WhatIsThis

_TOUR = "tour"


class HelpDesk(QObject):
    """Answers the commands of the Help menu.

    Attributes
    ----------
    palette
        The search over all commands; ``None`` until it is first opened.
    keys, glossary
        The two lists; ``None`` until they are first opened.
    what_is_this, tour
        ``None`` until they are first asked for.

    Parameters
    ----------
    actions
        The menu's.
    bar
        Gets a button at its right end.
    root
        The widget that all commands are in, and that everything opens over.
    fields
        The field of each setting, by the setting's name.
    tour_sources, preferences
        What the tour asks, and who remembers that it was shown.
    """

    def __init__(
        self,
        actions: Actions,
        bar: QMenuBar,
        root: QWidget,
        *,
        fields: Mapping[str, QWidget],
        tour_sources: TourSources,
        preferences: Preferences | None,
    ) -> None:
        super().__init__(root)
        self._root, self._fields = root, fields
        self._tour_sources, self._preferences = tour_sources, preferences
        self.palette: CommandPalette | None = None
        self.keys: ReferenceDialog | None = None
        self.glossary: ReferenceDialog | None = None
        self.what_is_this: WhatIsThis | None = None
        self.tour: Tour | None = None
        self.button = self._make_button(actions)
        bar.setCornerWidget(self.button, Qt.Corner.TopRightCorner)
        actions.search_commands.triggered.connect(self.open_palette)
        actions.list_keys.triggered.connect(self.open_keys)
        actions.open_glossary.triggered.connect(self.open_glossary)
        actions.what_is_this.triggered.connect(self.ask_what_is_this)
        actions.tour.triggered.connect(self.begin_tour)
        actions.accessibility.triggered.connect(self.open_accessibility)
        actions.presentation.toggled.connect(self._on_presented)

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
        from gui.help.command_palette import CommandPalette

        if self.palette is None:
            self.palette = CommandPalette(self._root)
        self.palette.open()

    @Slot()
    def open_keys(self) -> None:
        """Show the list of keys."""
        from gui.help.commands import commands_of
        from gui.help.keys import as_text, key_lines
        from gui.help.reference_dialog import ReferenceDialog, Row

        if self.keys is None:
            columns = (self.tr("Command"), self.tr("Keys"))
            self.keys = ReferenceDialog(self.tr("Keys"), columns, name="keysDialog", parent=self._root)
            set_dialog_px(self.keys, 820, 560)
        lines = key_lines(commands_of(self._root))
        self.keys.show_rows([Row(line.group, line.name, line.keys) for line in lines], as_text(lines))
        _show(self.keys)

    @Slot()
    def open_glossary(self) -> None:
        """Show all entries."""
        from gui.help.glossary import ENTRIES, groups
        from gui.help.reference_dialog import ReferenceDialog, Row

        if self.glossary is None:
            columns = (self.tr("Term"), self.tr("Formula"))
            self.glossary = ReferenceDialog(self.tr("Glossary"), columns, name="glossaryDialog", parent=self._root)
            set_dialog_px(self.glossary, 740, 600)
            set_px(self.glossary.details.setMinimumHeight, 150)
        rows = []
        for group, entries in groups():
            for entry in entries:
                title, _, formula, _ = entry.lines()
                rows.append(Row(group, title, formula.partition("\n")[0], entry.plain_text().partition("\n")[2]))
        self.glossary.show_rows(rows, "\n\n".join(entry.plain_text() for entry in ENTRIES.values()))
        _show(self.glossary)

    @Slot()
    def open_accessibility(self) -> None:
        """Show what was checked for people without a mouse or with a screen reader."""
        from engine.io.resources import RESOURCES
        from gui.help.report_dialog import ReportDialog

        ReportDialog(self.tr("Accessibility"), RESOURCES / "accessibility.md", self._root).open()

    @Slot()
    def ask_what_is_this(self) -> None:
        """Explain what is clicked, until Esc."""
        from gui.help.glossary_label import explain
        from gui.help.what_is_this import WhatIsThis

        if self.what_is_this is None:
            self.what_is_this = WhatIsThis(self._root)
            for setting, field in self._fields.items():
                explain(field, setting, as_tooltip=False)
        self.what_is_this.begin()

    @Slot()
    def begin_tour(self) -> None:
        """Show the tour from its first step."""
        from gui.help.tour import Tour

        if self.tour is None:
            self.tour = Tour(self._root, self._tour_sources)
        self.tour.begin()

    def begin_tour_once(self) -> None:
        """Show the tour if this user has never seen it, and somebody remembers that it was shown."""
        if self._preferences is not None and not self._preferences.text(_TOUR, ""):
            self._preferences.set_text(_TOUR, "seen")
            self.begin_tour()

    @Slot(bool)
    def _on_presented(self, _on: bool) -> None:
        """The tour speaks of a window that looks otherwise."""
        if self.tour is not None:
            self.tour.end()


def _show(dialog: "ReferenceDialog") -> None:
    dialog.show()
    dialog.activateWindow()
