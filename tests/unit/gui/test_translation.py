"""Every sentence of the window can be translated: it is given to Qt in full, where Qt's own tool finds it.

Sentences of the engine are keys of its catalogue; ``tests/unit/engine/text`` sees to those.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from engine.text.catalogue import ENGLISH
from gui.translation import TRANSLATIONS

GUI = Path(__file__).parents[3] / "gui"
FILES = sorted(GUI.rglob("*.py"))
_MARKS = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}
"""What takes a sentence, and as which of its arguments."""
_SINKS = {
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QMenu", "QPushButton", "QRadioButton", "addAction",
    "addItem", "addItems", "addMenu", "addSection", "addTab", "drawText", "insertItem", "push_button",
    "refuse", "setAccessibleDescription",
    "setAccessibleName", "setHeaderLabels", "setInformativeText", "setItemText", "setPlaceholderText", "setPrefix",
    "setSpecialValueText", "setStatusTip", "setSuffix", "setTabText", "setText", "setTitle", "setToolTip", "setWhatsThis",
    "setWindowTitle", "show_error", "show_message", "tell", "tool_button",
}  # fmt: skip
"""What shows its texts; each of them with a letter is a sentence, a single word too."""
_NOT_SHOWN = {
    "QSettings", "cast", "compile", "findChild", "findChildren", "get", "import_module", "make", "say",
    "setApplicationName", "setDocName", "setObjectName", "setProperty", "setStyleSheet", "startswith", "why_not",
}  # fmt: skip
"""What takes texts that nobody sees."""
_RAISED = frozenset({"DataError", "RuntimeError", "TypeError", "KeyError", "ValueError"})
_NAMES = frozenset({"Digit Lab", "Fusion", "Inter", "MNIST", "NumPy", "PySide6", "Python", "ReLU", "pyqtgraph"})
"""Names are the same in every language."""
_EXCEPTIONS = {
    "about_dialog.py": r"(<h3>)?Digit Lab |, (Python|NumPy|PySide6|pyqtgraph) ",  # names and versions, also for reports
    "platform_check.py": r".*",  # on the console, before there is any Qt that could translate
    "theming/fonts.py": r".*",  # names of fonts
    "theming/controls.py": r"(?s).*",  # likewise
    "theming/style_sheet.py": r"(?s).*",  # likewise
    "lessons_tab/lesson_text.py": r"<.*| style=.*|ReLU|sigmoid|softmax|.*font-style.*",  # HTML, and functions
    "main_window.py": r"Training",  # the name of a tab, in files and on the command line
    "mathematics_tab/gradient_check_view.py": r"in use",  # a choice, which is compared
    "mathematics_tab/kernel_step_text.py": r"<.*|; background-color:.*|.*(white-space|font-size):.*",
    "mathematics_tab/worked_step_text.py": r"<.*|px; margin-bottom:|.*(width|cellspacing|color:).*|Σ −t log h.*|−log ",
    "plots/still_plot.py": r"left|bottom",  # sides
    "training_tab/training_panel.py": r"more settings|layer list",  # names among the preferences
    "training_tab/recipe_box.py": r"First steps|Notebooks|Convolution",  # keys of the engine's recipes
    "plots/learning_curves_plot.py": r",training loss,.*",  # the head of a table for other programs
    "plots/overlaid_curves.py": r"run,epoch,training loss,.*",  # likewise
    "evaluation_tab/evaluation_view.py": r"(macro|weighted) avg",  # names of scikit-learn's report
    "runs_tab/sweep_form.py": r"tcp://.*",  # an address
    "state/sweep_draft.py": r" log( 5)?|(step|log|linear) ",  # how values are written, on the command line too
    "why_tab/why_text.py": r"integrated gradients|gradient times ink|font-weight:.*",  # keys of the engine's methods
    "state/run_plan.py": r"train( on| a new network)",  # kinds of plans, which are compared
    "state/workspace.py": r"train( on| a new network)|a report of .*",
}
"""What looks like a sentence and is none, by file."""


class _Text(NamedTuple):
    where: str
    text: str


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _looks_like_a_sentence(text: str, *, is_shown: bool) -> bool:
    bare = re.sub(r"<[^>]*>|&\w+;", "", text)
    if bare in _NAMES or not re.search(r"[A-Za-z]{2}", bare):
        return False
    if re.match(r"(Ctrl|Shift|Alt)\+", bare) or re.fullmatch(
        r"\w+(Button|View|Box|Window|Bars)|[a-z]+([A-Z]\w*)+", bare
    ):
        return False  # keys and names of objects
    if re.fullmatch(r"[\w./-]+\.\w+|p[xt]", bare):
        return False  # names of files, and units of type
    return is_shown or bool(re.search(r"[A-Za-z,.:;)%] +[A-Za-z(]|^[A-Z][a-z]+|^ [a-z]+|[a-z] $|&[A-Za-z]", bare))


def _texts(node: ast.AST, chain: tuple[ast.AST, ...]) -> Iterator[tuple[ast.Constant, tuple[ast.AST, ...]]]:
    """All texts but docstrings, each with what it is in, the nearest first and up to its statement."""
    inside = (node,) if isinstance(node, ast.stmt) else (node, *chain)
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Constant):
            yield from _texts(child, inside)
        elif isinstance(child.value, str) and not isinstance(node, ast.Expr):
            yield child, inside


def _untranslated(path: Path, tree: ast.AST) -> Iterator[_Text]:
    name = path.relative_to(GUI)
    exception = re.compile(_EXCEPTIONS.get(name.as_posix(), r"(?!)"))
    for node, chain in _texts(tree, ()):
        calls = [_name(above.func) for above in chain if isinstance(above, ast.Call)]
        if any(isinstance(above, ast.arg | ast.FunctionDef | ast.Compare | ast.Subscript) for above in chain):
            continue  # annotations, and what is compared
        if any(call in _MARKS or call in _NOT_SHOWN for call in calls) or (calls and calls[-1] in _RAISED):
            continue
        is_shown = any(call in _SINKS for call in calls) and not _is_format_spec(node, chain)
        text = str(node.value)
        if _looks_like_a_sentence(text, is_shown=is_shown) and not exception.fullmatch(text):
            yield _Text(f"{name}:{node.lineno}", text)


def _is_format_spec(node: ast.AST, chain: tuple[ast.AST, ...]) -> bool:
    return any(isinstance(above, ast.FormattedValue) and above.format_spec in (node, *chain) for above in chain)


class _Written(NamedTuple):
    """What is written in the window."""

    untranslated: list[_Text]
    marked: list[tuple[str, ast.Call, str]]
    """All calls that take a sentence, each with its place and its kind."""


@cache
def _written() -> _Written:
    """Of all files, parsed once."""
    written = _Written([], [])
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        written.untranslated.extend(_untranslated(path, tree))
        if path.name == "translation.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in _MARKS:
                if isinstance(node.func, ast.Attribute) and node.func.attr == "translate":  # a painter's
                    continue
                written.marked.append((f"{path.relative_to(GUI)}:{node.lineno}", node, _name(node.func)))
    return written


def test_no_sentence_is_written_past_the_translation() -> None:
    assert _written().untranslated == []


def test_a_sentence_is_filled_by_names_so_that_a_translation_may_put_them_in_another_order() -> None:
    wrong = []
    for where, node, kind in _written().marked:
        argument = node.args[_MARKS[kind]] if len(node.args) > _MARKS[kind] else None
        if isinstance(argument, ast.Constant):
            names = [name for _, name, _, _ in Formatter().parse(str(argument.value)) if name is not None]
            wrong += [where for name in names if not re.fullmatch(r"[a-z_]+(\|[^|]*\|[^|]*)?", name)]
        elif isinstance(argument, ast.JoinedStr | ast.BinOp):
            wrong.append(where)
        if kind == "tr" and not ast.unparse(node.func).startswith(
            "self."
        ):  # of another class, which lupdate cannot know
            wrong.append(where)
    assert wrong == []


_UNWANTED = re.compile(
    r"\b\w+(Error|Exception)\b|\b(licence|catalogue|[Cc]olour|[Cc]entre|[Gg]rey|[Bb]ehaviour|[Nn]eighbour)"
    r"|\b[Cc]ancelled\b(?!})|(normal|optim|initial|recogn|organ|util|visual|general|regular)is(e|ed|es|ing|ation)\b"
    r"|[Ll]abelled|\b[Tt]agged\b|my hand\b(?!&)|[a-z]\.\.\.(?!\))|\b(is|are) to be\b|as its shape (says|tells)"
)
"""Names of exceptions, British spelling, words that were replaced, three dots for an ellipsis, and stiff turns."""


def test_sentences_are_in_plain_american_english() -> None:
    window = [(where, ast.unparse(node.args[_MARKS[kind]])) for where, node, kind in _written().marked]
    assert [(where, text) for where, text in [*window, *ENGLISH.items()] if _UNWANTED.search(text)] == []


@pytest.mark.skipif(
    shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent)) is None, reason="PySide6 without lupdate"
)
def test_qt_finds_every_sentence(tmp_path: Path) -> None:
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    found = tmp_path / "window.ts"
    subprocess.run([tool, "-silent", "-extensions", "py", GUI, "-ts", found], check=True, timeout=60)
    of_qt = {message.findtext("source") for message in ET.parse(found).iter("message")}
    written: dict[str, str] = {}
    for where, node, kind in _written().marked:
        sentence = node.args[_MARKS[kind]]
        if isinstance(sentence, ast.Constant):
            written[str(sentence.value)] = where
    assert len(written) > 500
    assert {text: where for text, where in written.items() if text not in of_qt} == {}
    table = ET.parse(TRANSLATIONS / "zh.ts")
    words = {m.findtext("source"): m.find("translation") for m in table.iter("message")}
    assert of_qt - words.keys() == set(), "run: uv run resources/build_translation.py"
    assert [text for text, node in words.items() if node is None or node.get("type") or not node.text] == []
    built = tmp_path / "zh.qm"
    release = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([release, "-silent", TRANSLATIONS / "zh.ts", "-qm", built], check=True, timeout=60)
    assert built.read_bytes() == (TRANSLATIONS / "zh.qm").read_bytes()
