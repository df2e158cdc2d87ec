"""The sentences of the window in the user's language.

A widget says ``self.tr("Kept as {digit}.").format(digit=digit)``; what is no widget says ``translate("Context", "...")``.
A sentence in a table is marked by ``QT_TRANSLATE_NOOP("Context", "...")``, and translated where it is shown. Qt's
``lupdate`` finds sentences only in these three, written out in full, and not within an f-string.
"""

from PySide6.QtCore import QCoreApplication

from engine.text.sentence import fill

__all__ = ["QT_TRANSLATE_NOOP", "fill", "translate"]


def translate(context: str, text: str) -> str:
    """A sentence in the user's language."""
    return QCoreApplication.translate(context, text)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """A sentence to be translated later, as it is; ``lupdate`` looks for this very name."""
    return text
