"""The command ``train``."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from engine import VERSION
from engine.commands.output import finite_or_none, print_figures, stopped_by_interrupt
from engine.commands.settings import chosen_settings
from engine.data_files import load_dataset
from engine.errors import ConfigurationError, ModelError, TrainingError
from engine.file_writing import check_writable
from engine.model_files import Model, save_model
from engine.network import Parameters
from engine.recipes import RECIPES
from engine.theta_files import check_fits_mat
from engine.training import train
from engine.training_control import TrainingControl
from engine.training_report import HistoryPoint, TrainingReport, plain_points

_PROGRESS_INTERVAL_S = 0.5


def run_train(args: argparse.Namespace) -> None:
    """Train a network and save it; Ctrl+C stops the run and saves what was learned."""
    recipe = RECIPES[args.recipe]
    config = recipe.config.with_values(**chosen_settings(args))
    source = args.data or recipe.source
    if not source:
        raise ConfigurationError(
            f"the recipe {recipe.name} goes with any data, expected --data SOURCE; see main.py data"
        )
    out = _checked_target(args.out)
    dataset = load_dataset(source)
    if out.suffix.lower() == ".mat":
        check_fits_mat(config.architecture(dataset.n_inputs))
    control = TrainingControl()
    with stopped_by_interrupt(control):
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
        "unit": report.unit,
        "n_batches": report.n_batches,
        "train_n": report.train_evaluation.n if report.train_evaluation else 0,
        "train_accuracy": report.train_evaluation.accuracy if report.train_evaluation else None,
        "train_cost": report.train_evaluation.cost if report.train_evaluation else None,
        "validation_accuracy": finite_or_none(points[-1].validation_accuracy) if points else None,
        "test_n": report.test_evaluation.n if report.test_evaluation else 0,
        "test_accuracy": report.test_evaluation.accuracy if report.test_evaluation else None,
        "samples_per_second": report.samples_per_second,
        "n_fresh": report.n_fresh,
        "program_version": VERSION,
        "model": str(out),
    }
    about = {**figures, "history": plain_points(points)}
    save_model(Model(Parameters(report.architecture, report.parameters), about, report.scaling), out)
    if report.state == "failed":
        raise TrainingError(f"{report.message} It was saved as {out}.")
    accuracy = figures["test_accuracy"]
    told = [
        f"{report.message} Cost {figures['train_cost']:.4f}, {figures['train_accuracy']:.2%} of the training digits",
        f"; {accuracy:.2%} of {figures['test_n']:,} test digits" if accuracy is not None else "",
        f"; {report.n_fresh:,} fresh digits came in" if report.n_fresh else "",
        f". Saved as {out}.",
    ]
    print_figures(figures, "".join(told), args)


def _checked_target(name: str) -> Path:
    """Where the network will be saved; that it can be is checked before hours are spent on it."""
    out = Path(name)
    if out.suffix.lower() not in (".npz", ".mat"):
        raise ModelError(f"--out must name an .npz or a .mat file, got {name[-80:]!r}")
    try:
        if not out.absolute().parent.is_dir():
            raise ModelError(f"--out must be in a folder that exists, got {name[-80:]!r}")
        if out.is_dir():
            raise ModelError(f"--out must name a file, got the folder {name[-80:]!r}")
        check_writable(out)
    except OSError as error:
        raise ModelError(
            f"--out must be a place that can be written, got {name[-80:]!r}: {error.strerror or error}"
        ) from error
    return out


def _progress_printer() -> Callable[[TrainingReport], None]:
    """A function that prints a line of progress now and then."""
    printed_at = -np.inf

    def show(report: TrainingReport) -> None:
        nonlocal printed_at
        if not report.points or (time.monotonic() - printed_at < _PROGRESS_INTERVAL_S and not report.is_over):
            return
        printed_at = time.monotonic()
        point = report.points[-1]
        fresh = f"  {report.n_fresh:,} fresh digits" if report.n_fresh else ""
        sys.stderr.write(
            f"{report.unit} {report.epoch:.1f} of {report.epochs:g}  loss {point.loss:.4f}  accuracy {point.accuracy:.2%}  "
            f"{report.samples_per_second:,.0f} samples/s{fresh}\n"
        )

    return show
