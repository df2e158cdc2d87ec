"""The command ``train``."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from engine.cli.output import print_figures, stopped_by_interrupt
from engine.cli.settings import chosen_settings
from engine.cli.targets import checked_target
from engine.data.loading import load_dataset
from engine.errors import ConfigurationError, ModelError, TrainingError
from engine.models.files import check_can_be_saved, save_model
from engine.models.metadata import describe_run
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.text.sentence import say
from engine.training.control import TrainingControl
from engine.training.recipes import RECIPES
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.train import train

_PROGRESS_INTERVAL_S = 0.5


def run_train(args: argparse.Namespace) -> None:
    """Train a network and save it; Ctrl+C stops the run and saves what was learned."""
    recipe = RECIPES[args.recipe]
    config = recipe.config.with_values(**chosen_settings(args))
    source = args.data or recipe.source
    if not source:
        raise ConfigurationError(say("command.recipe_without_data", recipe=recipe.name))
    out = checked_target(args.out)
    dataset = load_dataset(source)
    check_can_be_saved(config.architecture(dataset.n_inputs), out)
    control = TrainingControl()
    with stopped_by_interrupt(control):
        points: list[HistoryPoint] = []
        show = _progress_printer()

        def keep(report: TrainingReport) -> None:
            points.extend(report.points)
            show(report)

        report = train(config, dataset, control=control, publish=keep)
    about = {**describe_run(report, config, data=dataset.ref, points=points), "recipe": args.recipe}
    figures = {
        **{name: value for name, value in about.items() if name not in ("history", "changes")},
        "message": str(report.message),
        "n_parameters": report.architecture.n_parameters,
        "samples_per_second": report.samples_per_second,
        "model": str(out),
    }
    _save(Model(Parameters(report.architecture, report.parameters), about, report.scaling), out)
    if report.state == "failed":
        raise TrainingError(say("command.failed_but_saved", end=report.message, file=str(out)))
    on_train, on_test = report.train_evaluation, report.test_evaluation
    told = [
        str(report.message),
        f" Cost {on_train.cost:.4f}, {on_train.accuracy:.2%} of the training digits" if on_train is not None else "",
        f"; {on_test.accuracy:.2%} of {on_test.n:,} test digits" if on_test is not None else "",
        f"; {report.n_streamed:,} fresh digits came in" if report.n_streamed else "",
        f". Saved as {out}.",
    ]
    print_figures(figures, "".join(told), args)


def _save(model: Model, out: Path) -> None:
    """Save what was learned, elsewhere if the place that could be written hours ago cannot be any more.

    Raises
    ------
    ModelError
        If it is not where it should be; the message says where it is.
    """
    try:
        save_model(model, out)
    except ModelError as error:
        try:
            refuge = Path(tempfile.mkdtemp(prefix="digit-lab-")) / f"{out.stem}.npz"
            save_model(model, refuge)
        except (ModelError, OSError):
            raise error from None
        raise ModelError(say("command.saved_elsewhere", reason=str(error), file=str(refuge))) from error


def _progress_printer() -> Callable[[TrainingReport], None]:
    """A function that prints a line of progress now and then."""
    printed_at = -np.inf

    def show(report: TrainingReport) -> None:
        nonlocal printed_at
        if not report.points or (time.monotonic() - printed_at < _PROGRESS_INTERVAL_S and not report.is_over):
            return
        printed_at = time.monotonic()
        point = report.points[-1]
        fresh = f"  {report.n_streamed:,} fresh digits" if report.n_streamed else ""
        sys.stderr.write(
            f"{report.unit} {report.epoch:.1f} of {report.epochs:g}  loss {point.loss:.4f}  accuracy {point.accuracy:.2%}  "
            f"{report.samples_per_second:,.0f} samples/s{fresh}\n"
        )

    return show
