"""What no import contract can say: state and workers know Qt's core alone, and a start waits for no slow library."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GUI = ROOT / "gui"
FILES = sorted(path for folder in ("state", "workers") for path in (GUI / folder).glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_state_and_workers_import_no_widgets(path: Path) -> None:
    imported: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imported += [f"{node.module}.{alias.name}" for alias in node.names]
    of_qt = {name for name in imported if name.startswith("PySide6")}
    assert all(name.startswith("PySide6.QtCore") for name in of_qt)


def loaded_with(path: Path) -> set[str]:
    """The names that a file imports when it is loaded, those in functions left out: modules, and what is in them."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_the_window_opens_without_what_takes_long_to_load() -> None:
    waiting, loaded = {"gui.app", "gui.main_window"}, set[str]()
    while waiting:
        name = waiting.pop()
        loaded.add(name)
        path = ROOT.joinpath(*name.split(".")).with_suffix(".py")
        if path.is_file():
            waiting |= loaded_with(path) - loaded
    assert {"PySide6.QtWidgets", "engine.training.train", "gui.plots.curve_panel"} <= loaded
    assert {name for name in loaded if name.startswith(("pyqtgraph", "scipy."))} == set()


def test_there_are_such_files() -> None:
    assert {"workspace", "availability", "training_worker"} <= {path.stem for path in FILES}
