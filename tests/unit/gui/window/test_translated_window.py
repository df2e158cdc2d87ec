"""In another language, all that the window says is in it: a language of angle quotes shows what is not."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.text.catalogue import ENGLISH
from engine.text.language import LANGUAGES
from gui.main_window import MainWindow
from gui.training_tab.settings.settings_form import SettingsForm
from gui.widgets.setting_fields import text_of

_TEXTS = (
    "text", "toolTip", "accessibleName", "accessibleDescription", "placeholderText", "title", "whatsThis", "suffix",
    "prefix", "specialValueText",
)  # fmt: skip
_OF_THE_ENGINE = {
    "activationBox", "augmentationBox", "datasetBox", "initializationBox", "inputFormatBox", "inputScalingBox", "lossBox",
    "optimizerBox", "recipeBox", "recipeLine", "scheduleBox", "splitBox", "messageFacts",
}  # fmt: skip
"""They list what the engine has, by the names that the engine gives it."""


class _Quotes(QTranslator):
    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"«{text}»"

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def quotes() -> Iterator[None]:
    translator = _Quotes()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def _left(text: str) -> str:
    """What is not in quotes."""
    text = re.sub(r"<[^>]*>", "", text)
    while True:
        inner = re.sub(r"«[^«»]*»", "", text)
        if inner == text:
            return inner
        text = inner


def _pattern(template: str) -> re.Pattern[str] | None:
    """What a sentence of the engine looks like; ``None`` where it is hardly more than what it is filled with."""
    parts = re.split(r"\{[^}]*\}", template)
    return re.compile(".*".join(map(re.escape, parts))) if len(re.findall(r"[A-Za-z]", "".join(parts))) > 8 else None


_CATALOGUE = [
    pattern for pattern in map(_pattern, sorted(ENGLISH.values(), key=len, reverse=True)) if pattern is not None
]
"""The longest first, as one may begin like another."""


def _is_in_english(text: str) -> bool:
    left = _left(text)
    for sentence in _CATALOGUE:
        left = sentence.sub("", left)
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"F\d+|Ctrl|Shift", "", left)))


def _said(window: MainWindow) -> Iterator[tuple[str, str]]:
    for thing in [*window.findChildren(QWidget), *window.findChildren(QAction)]:
        if thing.objectName() in _OF_THE_ENGINE or thing.objectName().startswith("lesson-"):  # a lesson has its words
            continue
        for name in _TEXTS:
            value = getattr(thing, name, None)
            if callable(value) and not (isinstance(thing, QLabel) and name == "text" and not thing.text()):
                yield f"{type(thing).__name__} {thing.objectName()}.{name}", str(value())
        if isinstance(thing, QComboBox):
            yield from ((thing.objectName(), thing.itemText(index)) for index in range(thing.count()))
        if isinstance(thing, QTabWidget):
            yield from ((thing.objectName(), thing.tabText(index)) for index in range(thing.count()))


@pytest.mark.slow
def test_nothing_of_the_window_stays_in_english(quotes: None, qtbot: QtBot, few_digits: Dataset) -> None:
    window = MainWindow(remembers=False, dataset=few_digits)
    qtbot.addWidget(window)
    window.show()
    plots: list[str] = []
    for index in range(window.view_tabs.count()):
        window.view_tabs.setCurrentIndex(index)
        window.menus.copy_plot.aboutToShow.emit()
        plots += [action.text() for action in window.menus.copy_plot.actions()]
    assert [title for title in plots if _is_in_english(title)] == []
    assert len(plots) > 4
    own_names = set(LANGUAGES.values())  # each language is named in itself
    said = ((where, text) for where, text in _said(window) if text not in own_names)
    english = {where: text for where, text in said if _is_in_english(text)}
    assert english == {}
    assert len(list(_said(window))) > 500
    window.close()


def test_what_settings_usually_are_is_in_the_language_too(quotes: None, qtbot: QtBot) -> None:
    form = SettingsForm()
    qtbot.addWidget(form)
    assert [text_of(form.shuffle_box, value) for value in (True, False)] == ["«on»", "«off»"]
    assert text_of(form.hidden_edit, ()) == "«none»"
