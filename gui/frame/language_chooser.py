"""The menu View > Language, and in which language the program begins."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtGui import QAction

from engine.text.language import LANGUAGES, language_in_use
from gui.state.preferences import Preferences
from gui.theming.fonts import has_characters
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.message_area import MessageArea

_PREFERENCE = "language"
_NO_FONT = QT_TRANSLATE_NOOP(
    "LanguageChooser",
    "Chinese needs a font with Chinese characters, and this computer has none: install one, such as the package "
    "fonts-noto-cjk on Debian or Ubuntu, and start Digit Lab again. "
    "(没有中文字体：请安装 fonts-noto-cjk 等中文字体，再重新启动。)",
)


def first_language(preferences: Preferences | None, wished: str | None = None) -> tuple[str, str]:
    """The language to begin with, and why it is not the one that was wished for, in a sentence.

    Parameters
    ----------
    preferences
        What remembers the user's choice; ``None`` where nothing is remembered, nor the system asked.
    wished
        What the command line says.

    Returns
    -------
    language, trouble
        A key of ``LANGUAGES``, and a sentence that is empty if nothing is wrong.
    """
    language = wished or (preferences.text(_PREFERENCE, "") if preferences is not None else "")
    if language not in LANGUAGES:
        language = "zh" if preferences is not None and _system_speaks_chinese() else "en"
    if has_characters(language):
        return language, ""
    return "en", translate("LanguageChooser", _NO_FONT)


def _system_speaks_chinese() -> bool:
    return QLocale.system().uiLanguages()[:1] != [] and QLocale.system().uiLanguages()[0].lower().startswith("zh")


class LanguageChooser(QObject):
    """Stands between the menu and the window, which is made anew in another language.

    Parameters
    ----------
    actions
        The menu's, by language.
    preferences
        What remembers the user's choice; ``None`` for nothing.

    Attributes
    ----------
    chosen
        Signal (language): the window is to be in this language.
    message
        Why a language cannot be shown.
    """

    chosen = Signal(str)

    def __init__(
        self,
        actions: Mapping[str, QAction],
        preferences: Preferences | None,
        *,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions, self._preferences = actions, preferences
        self.message = messages.make_message()
        actions[language_in_use()].setChecked(True)
        for name, action in actions.items():
            action.setData(name)
            action.triggered.connect(self._on_chosen)

    @Slot()
    def _on_chosen(self) -> None:
        language = next(name for name, action in self._actions.items() if action.isChecked())
        if not has_characters(language):
            self._actions[language_in_use()].setChecked(True)
            self.message.refuse(translate("LanguageChooser", _NO_FONT))
            return
        if self._preferences is not None:
            self._preferences.set_text(_PREFERENCE, language)
        if language != language_in_use():
            self.chosen.emit(language)
