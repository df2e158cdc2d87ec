"""One input opened under watch: how it ended, how long it took, how much memory it took, and what is wrong with that.

How long is told, not judged: on a busy machine it says little. The fuzzer judges it, after several tries.
"""

import ctypes
import gc
import sys
import time
import warnings
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from engine.errors import DigitLabError

MOST_MEMORY = 1_000_000_000  # as a picture of 50 million pixels takes; see tests/THREATS.md
MEMORY_PER_BYTE = 4
LONGEST_SENTENCE = 600
_ADDRESS_SLACK = 8_000_000_000  # what libraries reserve and never touch; beyond it, the machine would be in danger
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_NO_WORDS = ("Traceback", "NoneType", "object at 0x", "<class", "Error(", "Errno")


@dataclass(frozen=True)
class Outcome:
    """How an input ended.

    Attributes
    ----------
    sentence
        What the user is told; empty if the input was accepted.
    seconds
        How long it took.
    memory
        By how many bytes the process grew at its greatest; -1 where the system does not tell (it is Linux that does).
    fault
        What is wrong with all this; empty if nothing is.
    """

    sentence: str
    seconds: float
    memory: int
    fault: str


def tried(attempt: Callable[[], object], *, n_bytes: int, names: Collection[str] = ()) -> Outcome:
    """Open an input and judge what happens.

    Parameters
    ----------
    attempt
        Opens it.
    n_bytes
        The size of what is opened: memory may grow by 1 GB and four times this.
    names
        One of them is to be in the sentence; none: the sentence need not name a file.
    """
    sentence, fault = "", ""
    limit = MOST_MEMORY + MEMORY_PER_BYTE * n_bytes
    with warnings.catch_warnings(record=True) as warned, _limited_address_space(limit + _ADDRESS_SLACK):
        warnings.simplefilter("always")
        before = _settled_memory()
        began = time.perf_counter()
        try:
            attempt()
        except DigitLabError as error:
            sentence = str(error)
            fault = fault_of_sentence(sentence, names) or _hidden_memory_error(error)
        except Exception as error:  # noqa: BLE001 - anything else is what is looked for
            fault = f"{type(error).__name__} instead of a sentence: {str(error)[:200]}"
        seconds = time.perf_counter() - began
        memory = _greatest_memory() - before if before >= 0 else -1
    if not fault and warned:
        fault = f"a warning: {warned[0].message}"
    if not fault and memory > limit:
        fault = f"took {memory / 1e6:.0f} MB for {n_bytes:,} bytes"
    return Outcome(sentence, seconds, memory, fault)


def fault_of_sentence(sentence: str, names: Collection[str] = ()) -> str:
    """What a person at the screen would mind in a sentence; empty if nothing."""
    if not sentence.strip():
        return "an empty sentence"
    if len(sentence) > LONGEST_SENTENCE:
        return f"a sentence of {len(sentence):,} characters: {sentence[:100]!r}"
    if not sentence.isprintable():
        return f"a sentence that cannot be printed: {sentence!r}"
    for word in _NO_WORDS:
        if word in sentence:
            return f"{word!r} in a sentence: {sentence}"
    if names and not any(name in sentence for name in names):
        return f"a sentence that names no file: {sentence}"
    if len(sentence.split()) < 4:
        return f"no sentence: {sentence}"
    return ""


def _hidden_memory_error(error: BaseException) -> str:
    """Whether memory ran out on the way to a sentence: then a size was believed."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, MemoryError):
            return f"tried to take more memory than it may: {error}"
        seen = seen.__cause__ or seen.__context__
    return ""


def _settled_memory() -> int:
    """What the process has in memory once what it does not need is given back, in bytes; its greatest is forgotten."""
    if not sys.platform.startswith("linux"):
        return -1
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    try:
        _CLEAR.write_text("5")  # the greatest size that was seen begins anew (man 5 proc)
    except OSError:
        return -1
    return _status("VmRSS")


def _greatest_memory() -> int:
    return _status("VmHWM")


def _status(name: str) -> int:
    text = _STATUS.read_text(encoding="ascii")
    return int(text.split(f"{name}:")[1].split()[0]) * 1024


class _limited_address_space:  # noqa: N801 - used as a function
    """While it lasts, memory that is asked for beyond a limit is refused, whether it is ever touched or not."""

    def __init__(self, n_bytes: int) -> None:
        self._n_bytes = n_bytes

    def __enter__(self) -> None:
        if sys.platform.startswith("linux"):
            import resource

            self._before = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (_status("VmSize") + self._n_bytes, self._before[1]))

    def __exit__(self, *_: object) -> None:
        if sys.platform.startswith("linux"):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, self._before)
