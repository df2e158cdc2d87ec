"""The few exception types of the engine.

Each message is one sentence for the person at the screen: what was expected, what was got, and what to do. The command
line prints it after ``error:`` and exits with 2; the window shows it beside what caused it.
"""

from collections.abc import Mapping
from typing import Any, Protocol

_LONGEST = 500
"""Characters of a sentence; what a file says of itself, or a name, can be longer than any line."""


class Worded(Protocol):
    """What ``str()`` puts into words; see :class:`engine.text.sentence.Sentence`."""

    @property
    def key(self) -> str:
        """Which sentence it is."""

    @property
    def values(self) -> Mapping[str, Any]:
        """What it is filled with."""


class DigitLabError(Exception):
    """Anything that the user can understand and mend; the base of the types below.

    Parameters
    ----------
    sentence
        What is said: an :class:`engine.text.sentence.Sentence`. Whatever stands in it, the name of a file or words out of
        one, it is shown as one line: what cannot be printed is escaped, and what is too long loses its middle.

    Attributes
    ----------
    sentence
        As given, so that it can be stored and worded anew.
    """

    def __init__(self, sentence: Worded | str = "") -> None:
        super().__init__(_as_line(str(sentence)))
        self.sentence = sentence


class ConfigurationError(DigitLabError):
    """A setting of the network or of its training is outside what it may be."""


class DataError(DigitLabError):
    """A data source, a picture or a stroke file cannot be read as handwritten digits."""


class ModelError(DigitLabError):
    """A model file cannot be read, or does not fit the data that it is given."""


class SessionError(DigitLabError):
    """What was kept of a session cannot be read, or cannot be kept."""


class RunStoreError(DigitLabError):
    """A run cannot be stored, or what was stored of it cannot be found or read."""


class DamagedRunError(RunStoreError):
    """What was stored of a run is damaged, or a part of it is gone: it will not be read another time either."""


class SweepError(DigitLabError):
    """A sweep cannot be computed or kept, or what was kept of it cannot be found or read."""


class LessonError(DigitLabError):
    """A lesson cannot be read, or what was kept of one cannot be read or kept."""


class TrainingError(DigitLabError):
    """A run ended without a result that is worth using, for instance because its loss became infinite."""


class DownloadError(DigitLabError):
    """Files cannot be fetched from the network, or not be kept; nothing half is left of them."""


class CancelledError(DigitLabError):
    """Work ended early because nobody wants what comes of it any more; see :mod:`engine.cancellation`."""


class DownloadCancelledError(DigitLabError):
    """The user did not want to wait for the end of a download; the next one goes on from there."""


def _as_line(sentence: str) -> str:
    line = _shortened(" ".join(sentence.split()))
    return _shortened("".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line))


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} ... {line[-_LONGEST // 2 :]}"
