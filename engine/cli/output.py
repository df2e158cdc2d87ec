"""What the commands share: how figures are printed, and how Ctrl+C ends a long command in good order."""

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np

from engine.data.dataset import Dataset
from engine.evaluation.orientation import suspect_orientation
from engine.models.files import load_model
from engine.models.model import Model
from engine.text.sentence import say

_TURNING_OPTIONS = {"inverted": "--invert", "transposed": "--transpose", "y_up": "--y-up"}


class Stoppable(Protocol):
    """Something long that ends in good order when it is told to."""

    def stop(self) -> None:
        """Ask for the end; called between two instructions of the main thread."""


def print_figures(figures: object, text: str, args: argparse.Namespace) -> None:
    """Print the figures as JSON if that is asked for, else the text."""
    sys.stdout.write((json.dumps(figures) if args.json else text) + "\n")


def tell_note(dataset: Dataset) -> None:
    """Say on standard error what was done to the pictures, and that they seem to lie otherwise, if they do."""
    if dataset.note is not None:
        sys.stderr.write(f"{dataset.note}\n")
    suspicion = suspect_orientation(dataset)
    if suspicion is None:
        return
    options = " ".join(option for name, option in _TURNING_OPTIONS.items() if getattr(suspicion.handling, name))
    behind = say("command.behind_path", handling=f"::{suspicion.handling}")
    how = behind if suspicion.handling.mirrored else options
    sys.stderr.write(f"{suspicion.sentence(dataset.name)} {say('command.option_for_turned', options=how)}\n")


def opened_model(name: str | None) -> Model:
    """The network that a command names, or the bundled one; how the file of another program was understood is told."""
    model = load_model(Path(name) if name else None)
    if model.note is not None:
        sys.stderr.write(f"{model.note}\n")
    return model


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
