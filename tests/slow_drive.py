"""A drive that answers late, as one over a network may: whatever reads a file of it waits."""

import threading
from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest


class SlowDrive:
    """Lets a function that reads files wait until :meth:`answer` is called.

    Parameters
    ----------
    reader
        The function, by the name of its module and its own; its first argument is the file.
    slow
        The files that it waits for; ``None`` for all.

    Attributes
    ----------
    asked_for
        The files that were asked for, in that order.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, reader: str, *, slow: Collection[Path] | None = None) -> None:
        module, _, name = reader.rpartition(".")
        self._read: Callable[..., Any] = getattr(import_module(module), name)
        self._slow = slow
        self._answers = threading.Event()
        self.asked_for: list[Path | str] = []
        monkeypatch.setattr(reader, self._read_late)

    def _read_late(self, path: Path | str, *others: object) -> object:
        self.asked_for.append(path)
        if self._slow is None or path in self._slow:
            assert threading.current_thread() is not threading.main_thread(), "the window would stand still"
            assert self._answers.wait(20.0)
        return self._read(path, *others)

    def answer(self) -> None:
        """What is waited for comes, and what is asked for from now on does so at once."""
        self._answers.set()
