"""The sentences of the window in the user's language.

A widget says ``self.tr("Kept as {digit}.").format(digit=digit)``; what is no widget says ``translate("Context", "...")``.
A sentence in a table is marked by ``QT_TRANSLATE_NOOP("Context", "...")``, and translated where it is shown. Qt's
``lupdate`` finds sentences only in these three, written out in full, and not within an f-string.

What they are in other languages is in ``resources/translations``, whose README says how to translate and how to build.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from engine.io.resources import RESOURCES
from engine.text.language import use_language
from engine.text.sentence import fill

__all__ = ["QT_TRANSLATE_NOOP", "TRANSLATIONS", "fill", "full_stop", "speak", "translate"]

TRANSLATIONS = RESOURCES / "translations"
"""For each language but English: ``zh.ts``, which is edited, and ``zh.qm``, which is built from it and read here."""
_QT_FILES = {"zh": "qtbase_zh_CN.qm"}
"""Qt's own words, such as those on the buttons of dialogs."""


def translate(context: str, text: str) -> str:
    """A sentence in the user's language."""
    return QCoreApplication.translate(context, text)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """A sentence to be translated later, as it is; ``lupdate`` looks for this very name."""
    return text


def full_stop(sentence: str) -> str:
    """A sentence with the stop of the user's language, unless it has one; nothing for none."""
    if not sentence or sentence[-1] in ".!?。！？":
        return sentence
    return translate("Phrases", "{sentence}.").format(sentence=sentence)


def speak(language: str) -> None:
    """Have all that is made from now on, and all that the engine says, in a language of the engine's ``LANGUAGES``."""
    application = QCoreApplication.instance()
    use_language(language)
    if application is None:
        return
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    if language in _QT_FILES:
        of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for folder, name in ((of_qt, _QT_FILES[language]), (str(TRANSLATIONS), f"{language}.qm")):
            translator = QTranslator(application)
            if translator.load(name, folder):
                application.installTranslator(translator)
