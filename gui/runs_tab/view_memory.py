"""The Runs tab as it was left: what is ticked, which columns are shown, how they are sorted, what the filter says."""

import re

from PySide6.QtCore import QObject, Qt, Slot

from gui.runs_tab.run_table import COLUMNS, NAMES
from gui.runs_tab.runs_view import RunsView
from gui.state.preferences import Preferences

_TICKS, _COLUMNS, _SORTED_BY = "runs/ticked", "runs/columns", "runs/sortedBy"
_FILTER, _SHOWN, _MEASURE, _MEAN = "runs/filter", "runs/shown", "runs/measure", "runs/meanOfSeeds"
_TICK = re.compile(r"([0-9a-f-]{1,40}):([0-9]{1,6})")
_MOST_TICKS = 1000


class ViewMemory(QObject):
    """Keeps in the preferences what was chosen in the tab, whenever it changes.

    Parameters
    ----------
    preferences
        ``None`` for a window that remembers nothing.
    """

    def __init__(self, preferences: Preferences | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._view: RunsView | None = None

    def ticked(self) -> dict[str, int] | None:
        """The ids of the runs that were ticked, with the numbers of their lines; ``None`` if none ever was chosen."""
        text = self._preferences.text(_TICKS, "") if self._preferences is not None else ""
        return {run_id: int(slot) for run_id, slot in _TICK.findall(text)} if text else None

    def keep_ticked(self, slots: dict[str, int]) -> None:
        """Remember which are ticked now."""
        if self._preferences is not None:
            ticks = [f"{run_id}:{slot}" for run_id, slot in slots.items()][-_MOST_TICKS:]
            self._preferences.set_text(_TICKS, " ".join(ticks) or "none")

    def restore(self, view: RunsView) -> None:
        """Have a view that was just made as the last one was left, and remember from now on what is chosen in it."""
        preferences = self._preferences
        if preferences is None:
            return
        columns = preferences.text(_COLUMNS, "")
        for name, action in view.column_actions.items():
            action.setChecked(name in columns.split() if columns else action.isChecked())
        name, _, order = preferences.text(_SORTED_BY, "").partition(" ")
        if name in NAMES:
            is_up = order == "ascending"
            view.table.sortByColumn(
                NAMES.index(name), Qt.SortOrder.AscendingOrder if is_up else Qt.SortOrder.DescendingOrder
            )
        shown = view.shown_buttons.get(preferences.text(_SHOWN, ""))
        if shown is not None:
            shown.setChecked(True)
        view.filter_edit.setText(preferences.text(_FILTER, ""))
        view.model.set_filter(view.filter_edit.text(), view.shown)
        view.choose_measure(preferences.text(_MEASURE, ""))
        view.mean_button.setChecked(preferences.is_on(_MEAN, default=True))
        self._view = view
        view.chosen.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        view, preferences = self._view, self._preferences
        if view is None or preferences is None:
            return
        header = view.table.horizontalHeader()
        is_up = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        name = COLUMNS[header.sortIndicatorSection()].name
        for key, value in (
            (
                _COLUMNS,
                " ".join(["run", *(name for name, action in view.column_actions.items() if action.isChecked())]),
            ),
            (_SORTED_BY, f"{name} {'ascending' if is_up else 'descending'}"),
            (_SHOWN, view.shown),
            (_FILTER, view.filter_edit.text()),
            (_MEASURE, view.curves.measure),
        ):
            preferences.set_text(key, value)
        preferences.set_on(_MEAN, view.mean_button.isChecked())
