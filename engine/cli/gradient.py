"""The command ``check-gradient``."""

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.cli.output import finite_or_none, opened_model, print_figures, stopped_by_interrupt, tell_note
from engine.cli.settings import chosen_hidden_layers
from engine.data.loading import load_dataset
from engine.errors import ConfigurationError
from engine.ink.input_formats import FRAME
from engine.nn.activations import Floats
from engine.nn.gradient_check import (
    DEBUG_NETWORK,
    DEBUG_WEIGHT_DECAY,
    GradientCheck,
    check_gradient_on,
    make_debug_problem,
)
from engine.nn.initializers import initialize
from engine.nn.layers.base import LINEAR
from engine.nn.layers.dense import Dense
from engine.nn.layers.layer_text import has_words, read_layer
from engine.nn.network import Architecture, Parameters
from engine.text.columns import table
from engine.text.sentence import say
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl

_PROGRESS_INTERVAL_S = 1.0
_ROWS = 100  # parameters whose two derivatives are printed side by side; more would say nothing


class _Problem(NamedTuple):
    """What is checked, and what it is called."""

    parameters: Parameters
    inputs: Floats
    labels: NDArray[np.intp]
    about: dict[str, Any]


def run_check_gradient(args: argparse.Namespace) -> None:
    """Compare backpropagation with a numerical gradient: on the course's debug network, or on digits."""
    config = TrainingConfig(
        seed=1 if args.seed is None else args.seed,
        weight_decay=args.weight_decay if args.weight_decay is not None else 1.0 if args.data else DEBUG_WEIGHT_DECAY,
    )
    rng = np.random.default_rng(config.seed)
    problem = _digits_problem(args, rng) if args.data else _debug_problem(args)
    architecture = problem.parameters.architecture
    chosen = _chosen_parameters(args.parameters, architecture, rng)
    control = TrainingControl()
    started_at = time.monotonic()
    with stopped_by_interrupt(control):
        check = check_gradient_on(
            problem.parameters,
            problem.inputs,
            problem.labels,
            weight_decay=config.weight_decay,
            chosen=chosen,
            progress=_progress_printer(architecture.n_parameters if chosen is None else len(chosen)),
            is_cancelled=lambda: control.is_stopped,
        )
    figures = {
        "architecture": str(architecture),
        "hidden_activation": args.hidden_activation or architecture.hidden_activation,
        "output_loss": architecture.output_loss,
        "n_parameters": architecture.n_parameters,
        "n_checked": len(check.numerical),
        **problem.about,
        "n": len(problem.labels),
        "weight_decay": config.weight_decay,
        "relative_difference": finite_or_none(check.relative_difference),
        "seconds": round(time.monotonic() - started_at, 3),
    }
    print_figures(figures, _as_text(check, figures), args)


def _debug_problem(args: argparse.Namespace) -> _Problem:
    if args.model is not None:
        raise ConfigurationError(say("command.model_without_data"))
    input_shape = DEBUG_NETWORK.input_shape
    if args.hidden_layers is not None and has_words(args.hidden_layers):
        input_shape = FRAME.shape  # such layers want a picture
    return _Problem(*make_debug_problem(_architecture(args, input_shape, 5, DEBUG_NETWORK.n_outputs)), {})


def _digits_problem(args: argparse.Namespace, rng: np.random.Generator) -> _Problem:
    about = {"data": args.data, "model": args.model}
    if args.model is None:
        dataset = load_dataset(args.data)
        architecture = _architecture(args, dataset.input_shape, 25, 10)
        parameters = initialize(architecture, scheme="uniform", rng=rng, dtype="float64")
        return _Problem(parameters, dataset.digits.values("float64"), dataset.digits.labels, about)
    if any(given is not None for given in (args.hidden_layers, args.hidden_activation, args.output_loss)):
        raise ConfigurationError(say("command.model_and_how_to_make_one"))
    model = opened_model(args.model)
    dataset = load_dataset(args.data, model.input_format.name)
    tell_note(dataset)
    values = model.scaling.apply(dataset.digits.values("float64"))
    return _Problem(model.parameters, values, dataset.digits.labels, about)


def _architecture(
    args: argparse.Namespace, input_shape: tuple[int, ...], n_hidden: int, n_outputs: int
) -> Architecture:
    """The course's network for these sizes, but for what is chosen."""
    chosen = chosen_hidden_layers(args, input_shape=input_shape)
    activation = args.hidden_activation or DEBUG_NETWORK.hidden_activation
    hidden = [read_layer(layer, activation) for layer in ((n_hidden,) if chosen is None else chosen)]
    loss = args.output_loss or DEBUG_NETWORK.output_loss
    return Architecture(input_shape, (*hidden, Dense(n_outputs, LINEAR)), loss)


def _chosen_parameters(
    n_chosen: int | None, architecture: Architecture, rng: np.random.Generator
) -> NDArray[np.intp] | None:
    """As many parameters as are asked for, drawn at random; ``None`` for all."""
    if n_chosen is None or n_chosen >= architecture.n_parameters:
        return None
    if n_chosen < 1:
        raise ConfigurationError(say("command.too_few_parameters", n=n_chosen))
    return np.sort(rng.choice(architecture.n_parameters, n_chosen, replace=False))


def _progress_printer(n_parameters: int) -> Callable[[int, float], None]:
    """A function that prints a line of progress now and then."""
    started_at = printed_at = time.monotonic()

    def show(n_done: int, share: float) -> None:
        nonlocal printed_at
        now = time.monotonic()
        if now - printed_at < _PROGRESS_INTERVAL_S or not share:
            return
        printed_at = now
        seconds_left = (now - started_at) * (1 - share) / share
        sys.stderr.write(f"{say('command.checking', n=n_done, of=n_parameters, seconds=seconds_left)}\n")

    return show


def _as_text(check: GradientCheck, figures: dict[str, Any]) -> str:
    """The result for people: both gradients if they are short, and the relative difference."""
    difference = say("command.relative_difference", value=check.relative_difference)
    if len(check.numerical) <= _ROWS:
        head = [str(say(f"head.{name}")) for name in ("numerical", "backpropagation")]
        pairs = zip(check.numerical, check.backpropagated, strict=True)
        return f"{table([head, *((f'{a: .10f}', f'{b: .10f}') for a, b in pairs)])}\n{difference}"
    largest = float(np.abs(check.numerical - check.backpropagated).max())
    return str(
        say(
            "command.gradient_checked",
            n=figures["n_checked"],
            of=figures["n_parameters"],
            network=figures["architecture"],
            samples=figures["n"],
            seconds=figures["seconds"],
            difference=difference,
            largest=largest,
        )
    )
