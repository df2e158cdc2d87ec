"""A view of sweeps without a window, and hands to use it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.runs.store import RunStore
from engine.sweeps.executor import Executor
from engine.sweeps.one_by_one import OneByOne
from gui.actions import Actions
from gui.runs_tab.sweep_form import VariedRow
from gui.runs_tab.sweep_presenter import SweepPresenter
from gui.runs_tab.sweep_view import SweepView
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.preferences import Preferences
from gui.state.settings import Settings
from gui.state.sweep_draft import SweepDraft
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea
from gui.workers.background_tasks import TaskThreads
from gui.workers.run_library import RunLibrary
from gui.workers.sweep_controller import SweepController
from tests.window_fixtures import a_config, delete_what_is_due

RATES = SweepDraft((("learning_rate", "0.1, 0.5"),), n_seeds=1)
GRID = SweepDraft((("learning_rate", "0.1, 0.3, 1"), ("hidden_layers", "4; 6")), n_seeds=1)


class SweepPage(NamedTuple):
    """All that a view of sweeps is made of."""

    view: SweepView
    presenter: SweepPresenter
    controller: SweepController
    actions: Actions
    settings: Settings
    workspace: Workspace
    availability: Availability
    digits: DatasetInUse
    library: RunLibrary
    messages: MessageArea
    threads: TaskThreads


MakeSweepPage = Callable[..., SweepPage]


@pytest.fixture
def make_sweep_page(
    qtbot: QtBot,
    user_data: Path,
    few_digits: Dataset,
    actions: Actions,
    availability: Availability,
    settings: Settings,
    messages: MessageArea,
) -> Iterator[MakeSweepPage]:
    """Opens the view; settings are those of a small network, its runs are computed one by one in this process."""
    made: list[SweepPage] = []

    def leave() -> None:
        for page in made:
            page.threads.shutdown()
            page.threads.deleteLater()
        made.clear()
        delete_what_is_due()

    def make(make_executor: Callable[[], Executor] = OneByOne, **values: object) -> SweepPage:
        leave()  # as when one window is closed and another one opened: they share the commands
        workspace, digits = availability._workspace, DatasetInUse()
        threads = TaskThreads()
        library = RunLibrary(RunStore(user_data), threads)
        controller = SweepController(
            lambda: library.store, threads, make_executor=lambda _place, _plan: make_executor()
        )
        if workspace.dataset is None:
            settings.replace(a_config(validation_fraction=0.1, **values))
            workspace.set_dataset(few_digits)
        presenter = SweepPresenter(
            actions, workspace, settings, availability,
            digits=digits, library=library, sweeps=controller, messages=messages, preferences=Preferences(), parent=threads,
        )  # fmt: skip
        availability.note(keeps_runs=True)
        view = presenter.make_view()
        qtbot.addWidget(view)
        view.resize(888, 648)
        view.show()
        page = SweepPage(
            view, presenter, controller, actions, settings, workspace, availability, digits, library, messages, threads
        )
        made.append(page)
        return page

    yield make
    leave()


@pytest.fixture
def page(make_sweep_page: MakeSweepPage) -> SweepPage:
    """One, as it opens."""
    return make_sweep_page()


def type_in(page: SweepPage, draft: SweepDraft) -> None:
    """Have the form say this, and have it read."""
    page.view.form.set_draft(draft)
    page.presenter.read_form()


def row_of(page: SweepPage, setting: str) -> VariedRow:
    """The row of a setting in the form."""
    return next(row for row in page.view.form.rows if row.setting == setting)


def write(page: SweepPage, setting: str, text: str) -> None:
    """Type values for a setting, key by key."""
    edit = row_of(page, setting).edit
    edit.clear()
    QTest.keyClicks(edit, text)
    page.presenter.read_form()


def run_sweep(page: SweepPage, qtbot: QtBot, draft: SweepDraft | None = None) -> None:
    """Start the sweep by its button, and wait for its end."""
    if draft is not None:
        type_in(page, draft)
    assert page.view.main_button.isEnabled(), page.view.problem_label.text()
    page.view.main_button.click()
    qtbot.waitUntil(lambda: not page.controller.is_on, timeout=20_000)
