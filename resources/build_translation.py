"""Brings ``translations/zh.ts`` up to date with the sentences in ``gui``, and builds ``translations/zh.qm`` from it.

Usage: ``uv run resources/build_translation.py``. What is new is in ``zh.ts`` as unfinished then: translate it there, in any
editor of texts or in Qt Linguist, take out ``type="unfinished"``, and run this again.
"""

import subprocess
import sys
from pathlib import Path

TRANSLATIONS = Path(__file__).parent / "translations"
GUI = Path(__file__).parents[1] / "gui"
_FIND = ("-silent", "-extensions", "py", "-no-obsolete", "-locations", "none", "-source-language", "en")


def _tool(name: str) -> str:
    """A tool of PySide6."""
    return str(Path(sys.executable).parent / name)


def update_sentences(table: Path) -> None:
    """Have a table of sentences, which need not exist, list just those in ``gui``; translations stay."""
    language = ("-target-language", "zh_CN")
    subprocess.run([_tool("pyside6-lupdate"), *_FIND, *language, str(GUI), "-ts", str(table)], check=True)  # noqa: S603 - our own files


def build(table: Path, built: Path) -> None:
    """Write what Qt reads from a table of sentences."""
    subprocess.run([_tool("pyside6-lrelease"), "-silent", str(table), "-qm", str(built)], check=True)  # noqa: S603


if __name__ == "__main__":
    update_sentences(TRANSLATIONS / "zh.ts")
    build(TRANSLATIONS / "zh.ts", TRANSLATIONS / "zh.qm")
