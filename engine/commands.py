"""What the command line does, without a window: train, evaluate, predict, check-gradient, data, recipes.

Each command prints to standard output (JSON with ``--json``), tells its progress on standard error, and raises a
``DigitLabError`` for anything that the user can mend.
"""

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from engine import VERSION
from engine.configuration import TrainingConfig
from engine.data_files import load_dataset, load_picture
from engine.datasets import SOURCES, Digits
from engine.errors import DigitLabError, ModelError, TrainingError
from engine.framing import frame_picture
from engine.gradient_check import check_gradient
from engine.metrics import evaluate
from engine.model_files import Model, load_model, save_model
from engine.network import Architecture, Parameters, compute_probabilities
from engine.recipes import RECIPES
from engine.training import train
from engine.training_control import TrainingControl
from engine.training_report import HistoryPoint, TrainingReport, plain_points

_PROGRESS_INTERVAL_S = 0.5


def run_train(args: argparse.Namespace) -> None:
    """Train a network and save it; Ctrl+C stops the run and saves what was learned."""
    values = {
        name: getattr(args, name) for name in TrainingConfig.__annotations__ if getattr(args, name, None) is not None
    }
    config = RECIPES[args.recipe].config.with_values(**values)
    out = Path(args.out)
    if out.suffix.lower() != ".npz":
        raise ModelError(f"--out must name an .npz file, got {args.out!r}")
    if not out.absolute().parent.is_dir():
        raise ModelError(f"--out must be in a folder that exists, got {args.out!r}")
    dataset = load_dataset(args.data)
    control = TrainingControl()
    with _stopped_by_interrupt(control):
        points: list[HistoryPoint] = []
        show = _progress_printer()

        def keep(report: TrainingReport) -> None:
            points.extend(report.points)
            show(report)

        report = train(config, dataset, control=control, publish=keep)
    figures = {
        "data": dataset.name,
        "recipe": args.recipe,
        "config": config.as_dict(),
        "state": report.state,
        "message": report.message,
        "n_parameters": report.architecture.n_parameters,
        "epochs": report.epoch,
        "n_batches": report.n_batches,
        "train_n": report.train_evaluation.n if report.train_evaluation else 0,
        "train_accuracy": report.train_evaluation.accuracy if report.train_evaluation else None,
        "train_cost": report.train_evaluation.cost if report.train_evaluation else None,
        "validation_accuracy": _finite_or_none(points[-1].validation_accuracy) if points else None,
        "test_n": report.test_evaluation.n if report.test_evaluation else 0,
        "test_accuracy": report.test_evaluation.accuracy if report.test_evaluation else None,
        "samples_per_second": report.samples_per_second,
        "program_version": VERSION,
        "model": str(out),
    }
    save_model(
        Model(Parameters(report.architecture, report.parameters), {**figures, "history": plain_points(points)}), out
    )
    if report.state == "failed":
        raise TrainingError(f"{report.message} It was saved as {out}.")
    accuracy = figures["test_accuracy"]
    told = f"; {accuracy:.2%} of {figures['test_n']} test digits" if accuracy is not None else ""
    _print(
        figures,
        f"{report.message} {figures['train_accuracy']:.2%} of the training digits{told}. Saved as {out}.",
        args,
    )


def run_evaluate(args: argparse.Namespace) -> None:
    """Accuracy, cost and confusion of a model on data."""
    dataset = load_dataset(args.data)
    part = args.part or ("test" if dataset.has_fixed_split else "all")
    digits: Digits = {"train": dataset.train, "test": dataset.test, "all": dataset.digits}[part]
    if not len(digits):
        raise DigitLabError(f"{dataset.name} has no {part} digits; choose another --part")
    model = load_model(Path(args.model) if args.model else None)
    if model.parameters.architecture.n_inputs != digits.images.shape[1]:
        raise ModelError(
            f"expected a network with {digits.images.shape[1]} inputs for {dataset.name}, "
            f"got {model.parameters.architecture}"
        )
    with np.errstate(all="ignore"):
        result = evaluate(model.parameters, digits, weight_decay=args.l2)
    figures = {
        "data": dataset.name,
        "part": part,
        "model": args.model or "bundled",
        "n": result.n,
        "accuracy": result.accuracy,
        "cost": _finite_or_none(result.cost),
        "l2": args.l2,
        "confusion": result.confusion.tolist(),
    }
    rows = "\n".join(f"{digit}  " + " ".join(f"{n:5d}" for n in row) for digit, row in enumerate(result.confusion))
    header = "   " + " ".join(f"{digit:5d}" for digit in range(10))
    text = (
        f"{result.accuracy:.2%} of {result.n:,} digits ({dataset.name}, {part}) read right, cost {result.cost:.12g}\n"
        f"rows: true digit, columns: read as\n{header}\n{rows}"
    )
    _print(figures, text, args)


def run_predict(args: argparse.Namespace) -> None:
    """Read the digit in each picture; a blank picture has no digit."""
    model = load_model(Path(args.model) if args.model else None)
    results: list[dict[str, Any]] = []
    lines = []
    for name in args.files:
        frame = frame_picture(load_picture(Path(name)))
        if frame is None:
            results.append({"file": name, "digit": None, "probabilities": None})
            lines.append(f"{name}: nothing drawn")
            continue
        inputs = model.parameters.as_inputs(frame.reshape(1, -1))
        with np.errstate(all="ignore"):
            probabilities = compute_probabilities(model.parameters, inputs)[0]
        if not np.isfinite(probabilities).all():
            raise ModelError(
                "expected a network with finite outputs, got NaN: its parameters are too large; train anew"
            )
        digit = int(probabilities.argmax())
        results.append({"file": name, "digit": digit, "probabilities": [float(p) for p in probabilities]})
        lines.append(f"{name}: {digit} ({probabilities[digit]:.1%})")
    _print(results, "\n".join(lines), args)


def run_check_gradient(args: argparse.Namespace) -> None:
    """Compare backpropagation with a numerical gradient on the course's debug network, 3-5-3."""
    architecture = Architecture(
        n_inputs=3,
        hidden_layers=args.hidden_layers if args.hidden_layers is not None else (5,),
        n_outputs=3,
        hidden_activation=args.hidden_activation or "sigmoid",
        output_loss=args.output_loss or "sigmoid-cross-entropy",
    )
    weight_decay = 3.0 if args.weight_decay is None else TrainingConfig(weight_decay=args.weight_decay).weight_decay
    check = check_gradient(architecture, weight_decay=weight_decay)
    figures = {
        "architecture": str(architecture),
        "hidden_activation": architecture.hidden_activation,
        "output_loss": architecture.output_loss,
        "n_parameters": architecture.n_parameters,
        "relative_difference": check.relative_difference,
    }
    rows = "\n".join(f"{a: .10f}  {b: .10f}" for a, b in zip(check.numerical, check.backpropagated, strict=True))
    _print(
        figures,
        f"numerical      backpropagation\n{rows}\nrelative difference {check.relative_difference:.3g}",
        args,
    )


def run_data(args: argparse.Namespace) -> None:
    """List the data sets that can be named."""
    listed = [{"name": source.name, "description": source.description} for source in SOURCES.values()]
    _print(listed, "\n".join(f"{entry['name']:20s} {entry['description']}" for entry in listed), args)


def run_recipes(args: argparse.Namespace) -> None:
    """List the recipes with their settings."""
    listed = [
        {"name": recipe.name, "description": recipe.description, "config": recipe.config.as_dict()}
        for recipe in RECIPES.values()
    ]
    _print(listed, "\n".join(f"{entry['name']:20s} {entry['description']}" for entry in listed), args)


def _print(figures: object, text: str, args: argparse.Namespace) -> None:
    sys.stdout.write((json.dumps(figures) if args.json else text) + "\n")


def _finite_or_none(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _progress_printer() -> Callable[[TrainingReport], None]:
    """A function that prints a line of progress now and then."""
    printed_at = -np.inf

    def show(report: TrainingReport) -> None:
        nonlocal printed_at
        if not report.points or (time.monotonic() - printed_at < _PROGRESS_INTERVAL_S and not report.is_over):
            return
        printed_at = time.monotonic()
        point = report.points[-1]
        sys.stderr.write(
            f"epoch {report.epoch:.1f} of {report.epochs:g}  loss {point.loss:.4f}  accuracy {point.accuracy:.2%}  "
            f"{report.samples_per_second:,.0f} samples/s\n"
        )

    return show


@contextmanager
def _stopped_by_interrupt(control: TrainingControl) -> Iterator[None]:
    """While this lasts, Ctrl+C stops the run instead of the program."""
    before = signal.signal(signal.SIGINT, lambda *_: control.stop())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
