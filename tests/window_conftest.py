"""What the ``conftest.py`` of ``tests/unit/gui`` and ``tests/e2e`` hand on to pytest.

Tests of the window need PySide6 and pytest-qt; without them each module is skipped, and says so.
"""

import importlib.util
import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if all(importlib.util.find_spec(name) for name in ("PySide6", "pyqtgraph", "pytestqt")):
    from tests.lent_windows import opened_window, window
    from tests.session_windows import open_window
    from tests.sweeps import make_sweep_page, page
    from tests.window_fixtures import (
        actions,
        answer_folder,
        answer_open,
        answer_save,
        answer_save_for_octave,
        availability,
        clipboard_emptied,
        few_blocks,
        few_digits,
        form,
        heap_set_aside,
        lent_form,
        make_window,
        menu_bar,
        messages,
        new_threads,
        nothing_left_behind,
        own_settings,
        pytest_collection_modifyitems,
        pytest_runtest_makereport,
        quick_blocks,
        quick_source,
        scale_of_the_design,
        settings,
        shared_form,
        shared_window,
        timings_at_hand,
        uci_digits,
    )

    __all__ = [
        "actions",
        "answer_folder",
        "answer_open",
        "answer_save",
        "answer_save_for_octave",
        "availability",
        "clipboard_emptied",
        "few_blocks",
        "few_digits",
        "form",
        "heap_set_aside",
        "lent_form",
        "make_sweep_page",
        "make_window",
        "menu_bar",
        "messages",
        "new_threads",
        "nothing_left_behind",
        "open_window",
        "opened_window",
        "own_settings",
        "page",
        "pytest_collection_modifyitems",
        "pytest_runtest_makereport",
        "quick_blocks",
        "quick_source",
        "scale_of_the_design",
        "settings",
        "shared_form",
        "shared_window",
        "timings_at_hand",
        "uci_digits",
        "window",
    ]
else:
    __all__ = ["pytest_pycollect_makemodule"]

    class _WithoutQt(pytest.Module):
        """A module that is not imported."""

        def collect(self) -> list[pytest.Item | pytest.Collector]:
            pytest.skip("PySide6, pyqtgraph or pytest-qt is not installed", allow_module_level=True)

    def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module:
        """Stand in for every test module."""
        return _WithoutQt.from_parent(parent, path=module_path)
