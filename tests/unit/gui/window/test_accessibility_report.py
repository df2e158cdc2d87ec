"""The report on accessibility names tests that exist, and says something of every criterion of WCAG 2.1 A and AA."""

import re
from pathlib import Path

from gui.help.report_dialog import ReportDialog
from gui.main_window import MainWindow

ROOT = Path(__file__).parents[4]
REPORT = (ROOT / "resources" / "accessibility.md").read_text(encoding="utf-8")
CRITERIA = {  # by guideline; of 1.2, which is about sound and film, all at once
    "1": [
        "1.1",
        "2",
        "3.1",
        "3.2",
        "3.3",
        "3.4",
        "3.5",
        "4.1",
        "4.2",
        "4.3",
        "4.4",
        "4.5",
        "4.10",
        "4.11",
        "4.12",
        "4.13",
    ],
    "2": ["1.1", "1.2", "1.4", "2.1", "2.2", "3.1", *(f"4.{n}" for n in range(1, 8)), "5.1", "5.2", "5.3", "5.4"],
    "3": ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4"],
    "4": ["1.2", "1.3"],
}


def test_the_tests_that_it_names_exist() -> None:
    named = set(re.findall(r"`(\w+/test_\w+\.py)`", REPORT))
    assert len(named) > 5
    assert [name for name in named if not (ROOT / "tests" / "unit" / "gui" / name).is_file()] == []


def test_it_says_something_of_every_criterion() -> None:
    told = set(re.findall(r"\b\d\.\d(?:\.\d+)?\b", " ".join(re.findall(r"(?m)^\| ([^|]*) \|", REPORT))))
    wanted = [f"{principle}.{rest}" for principle, criteria in CRITERIA.items() for rest in criteria]
    assert [criterion for criterion in wanted if criterion not in told] == []


def test_the_help_menu_shows_it(window: MainWindow) -> None:
    window.menus.accessibility.trigger()
    dialog = window.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    assert "2.1.1 Keyboard" in dialog.text.toPlainText()
    dialog.close()
