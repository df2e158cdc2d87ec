"""The views beside Training: each is made and wired when its tab is first opened, its code loaded some time before."""

import importlib
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from gui.widgets.lazy_tabs import View

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class _Place(NamedTuple):
    """Where the presenter of a view is found."""

    module: str
    name: str


_PLACES: dict[str, _Place] = {
    "Data": _Place("gui.data_tab.data_explorer", "DataExplorer"),
    "Evaluation": _Place("gui.evaluation_tab.evaluation_explorer", "EvaluationExplorer"),
    "Mathematics": _Place("gui.mathematics_tab.mathematics", "Mathematics"),
}


class Presenter(Protocol):
    """Stands between the window and one view."""

    def make_view(self) -> View:
        """The view, wired; called once."""


_LOAD_INTERVAL_MS = 700  # from the start, and from one to the next: each takes 20 to 30 ms


class Views(QObject):
    """Adds a tab for each view; the start of the program does not wait for them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._presenters: dict[str, Presenter] = {}
        for title in _PLACES:
            window.view_tabs.add_later(title, partial(self._make_view, title))
        self._unloaded = [place.module for place in _PLACES.values()]
        self._timer = QTimer(self)
        self._timer.setInterval(_LOAD_INTERVAL_MS)
        self._timer.timeout.connect(self._load_next)
        self._timer.start()

    def presenter(self, title: str) -> Presenter:
        """Who presents the view of this title; made now if need be."""
        if title not in self._presenters:
            place = _PLACES[title]
            presenter: Presenter = getattr(importlib.import_module(place.module), place.name)(self._window)
            self._presenters[title] = presenter
        return self._presenters[title]

    @Slot()
    def _load_next(self) -> None:
        """Load the code of another view while nobody waits for it."""
        importlib.import_module(self._unloaded.pop(0))
        if not self._unloaded:
            self._timer.stop()

    def _make_view(self, title: str) -> View:
        return self.presenter(title).make_view()
