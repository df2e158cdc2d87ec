"""What no import contract can say: state and workers know Qt's core alone."""

import ast
from pathlib import Path

import pytest

GUI = Path(__file__).parents[3] / "gui"
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


def test_there_are_such_files() -> None:
    assert {"workspace", "availability", "training_worker"} <= {path.stem for path in FILES}
