"""The options of the command line that are settings of a run."""

import argparse
import sys
from typing import Any

from engine.data.handling import Handling, with_handling
from engine.data.splits import SPLITS
from engine.errors import ConfigurationError
from engine.ink.input_formats import FRAME
from engine.nn.layers.layer_text import HiddenLayer
from engine.text.sentence import say
from engine.training.config import TrainingConfig, read_hidden_layers

SETTING_OPTIONS = {
    "hidden": "hidden_layers",
    "activation": "hidden_activation",
    "loss": "output_loss",
    "init": "initialization",
    "format": "input_format",
    "inputs": "input_scaling",
    "augment": "augmentation",
    "validation": "validation_fraction",
}
"""Settings whose options have another name."""


_HANDLING_OPTIONS = {"invert": "inverted", "transpose": "transposed", "y_up": "y_up", "as_is": "as_is"}


def chosen_handling(args: argparse.Namespace) -> Handling:
    """What the options --invert, --transpose, --y-up and --as-is say of pictures."""
    return Handling(**{name: bool(getattr(args, option, False)) for option, name in _HANDLING_OPTIONS.items()})


def chosen_source(args: argparse.Namespace, usual: str = "") -> str:
    """The data that was asked for, with what is said of its pictures; ``usual`` if none was.

    Raises
    ------
    ConfigurationError
        If something is said of the pictures of no file.
    """
    handling = chosen_handling(args)
    if not args.data:
        if handling:
            raise ConfigurationError(say("command.handling_of_what"))
        return usual
    return with_handling(args.data, handling) if handling else str(args.data)


def chosen_settings(args: argparse.Namespace, *, input_shape: tuple[int, ...] = FRAME.shape) -> dict[str, Any]:
    """The settings that were given as options.

    Who names a test share, a seed of the split or a number of test digits wants such a split, also where the data has its
    own.
    """
    chosen = {name: getattr(args, name, None) for name in TrainingConfig.__annotations__}
    chosen = {name: value for name, value in chosen.items() if value is not None}
    if "split" not in chosen:
        meant = [kind.name for kind in SPLITS.values() if any(name in chosen for name in kind.settings)]
        chosen |= {"split": meant[0]} if meant else {}
    if "hidden_layers" in chosen:
        chosen["hidden_layers"] = chosen_hidden_layers(args, input_shape=input_shape)
    return chosen


def chosen_hidden_layers(args: argparse.Namespace, *, input_shape: tuple[int, ...]) -> tuple[HiddenLayer, ...] | None:
    """The hidden layers that were given, ``None`` if none were; what is left out of a whole network is told."""
    if args.hidden_layers is None:
        return None
    read = read_hidden_layers(args.hidden_layers, input_shape=input_shape)
    if read.note:
        sys.stderr.write(f"{read.note}\n")
    return read.layers
