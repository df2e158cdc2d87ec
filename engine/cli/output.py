"""What the commands share: how figures are printed, and how Ctrl+C ends a long command in good order."""

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import numpy as np

from engine.data.dataset import Dataset


class Stoppable(Protocol):
    """Something long that ends in good order when it is told to."""

    def stop(self) -> None:
        """Ask for the end; called between two instructions of the main thread."""


def print_figures(figures: object, text: str, args: argparse.Namespace) -> None:
    """Print the figures as JSON if that is asked for, else the text."""
    sys.stdout.write((json.dumps(figures) if args.json else text) + "\n")


def tell_note(dataset: Dataset) -> None:
    """Say on standard error that pictures were resampled, if they were."""
    if dataset.note is not None:
        sys.stderr.write(f"{dataset.note}\n")


def finite_or_none(value: float) -> float | None:
    """The number, or what JSON has for NaN and infinity."""
    return value if np.isfinite(value) else None


@contextmanager
def stopped_by_interrupt(control: Stoppable) -> Iterator[None]:
    """While this lasts, Ctrl+C stops what is under way instead of the program."""
    before = signal.signal(signal.SIGINT, lambda *_: control.stop())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
