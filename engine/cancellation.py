"""Cancellation of long work: whoever starts it says when it is no longer wanted, and the work checks now and then.

The question is kept for the thread (a context variable, as trio and asyncio keep theirs), so that what lies between, the
readers of a dozen kinds of files and the pen that draws what they hold, need not hand it on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from engine.errors import CancelledError
from engine.text.sentence import say

_is_cancelled: ContextVar[Callable[[], bool]] = ContextVar("is_cancelled", default=lambda: False)


@contextmanager
def cancelled_when(is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Have the work within end by ``CancelledError`` soon after ``is_cancelled`` answers yes.

    It is asked in this thread, many times a second.
    """
    around = _is_cancelled.get()
    token = _is_cancelled.set(lambda: around() or is_cancelled())
    try:
        yield
    finally:
        _is_cancelled.reset(token)


def check_cancelled() -> None:
    """Raise ``CancelledError`` if the work under way is wanted no more; to be called every 50 ms of work at least."""
    if _is_cancelled.get()():
        raise CancelledError(say("work.cancelled"))
