"""The command ``train``."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.cli.output import print_figures, stopped_by_interrupt, tell_note
from engine.cli.settings import chosen_settings, chosen_source
from engine.cli.targets import checked_target
from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.data.scaling import InputScaling
from engine.errors import ConfigurationError, ModelError, RunStoreError, TrainingError
from engine.evaluation.fit_diagnosis import diagnose_curves
from engine.ink.input_formats import format_of
from engine.models.files import check_can_be_saved, load_model, save_model
from engine.models.metadata import describe_run
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.runs.run import Run, now
from engine.runs.store import RunStore
from engine.text.percent import percent_text
from engine.text.sentence import say
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.continuation import TrainedNetwork, continuation, trained_network
from engine.training.control import TrainingControl
from engine.training.ending import ending_text, final_decay
from engine.training.learning_curves import LearningCurves
from engine.training.recipes import DEFAULT_RECIPE, RECIPES
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.state import TrainingState, checksum
from engine.training.train import train

_PROGRESS_INTERVAL_S = 0.5
_UNTOLD = ("history", "legs", "changes", "ending", "confusion")  # of what the model file says, on standard output


def run_train(args: argparse.Namespace) -> None:
    """Train a network and save it; Ctrl+C stops the run and saves what was learned."""
    out = checked_target(args.out)
    start = _start_of_recipe(args) if args.resume is None else _start_of_run(args)
    config, dataset = start.config, start.dataset
    check_can_be_saved(config.architecture(dataset.input_shape), out)
    control = TrainingControl(stops_after=args.stop_after_batches)
    with stopped_by_interrupt(control):
        points = list(start.points)
        show = _progress_printer()

        def keep(report: TrainingReport) -> None:
            points.extend(report.points)
            show(report)

        created, begun = now(), time.monotonic()
        report = train(
            config,
            dataset,
            control=control,
            publish=keep,
            initial=start.initial,
            scaling=start.scaling,
            first_epoch=start.first_epoch,
            state=start.state,
            recorder=CheckpointRecorder(),
        )
        seconds = time.monotonic() - begun
    curves = LearningCurves.of(points, report.unit, dataset.ref)
    metadata = describe_run(report, config, data=dataset.ref, curves=curves, recipe=start.recipe)
    figures = {
        **{name: value for name, value in metadata.as_json(with_curves=False).items() if name not in _UNTOLD},
        "checksum": checksum(report.parameters),
        "n_parameters": report.architecture.n_parameters,
        "format": format_of(report.architecture.input_shape).name,
        "samples_per_second": report.samples_per_second,
        "model": str(out),
    }
    parameters = Parameters(report.architecture, report.parameters)
    model = Model(parameters, metadata, report.scaling, state=report.training_state)
    _save(model, out)
    figures["run"] = _store(Run(model=model, created=created, seconds=seconds, checkpoints=report.checkpoints))
    if report.state == "failed":
        raise TrainingError(say("command.failed_but_saved", end=report.message, file=str(out)))
    told = [f"{ending_text(report)} {say('command.saved', file=str(out))}"]
    final = metadata.train if report.network_epoch is None else None
    diagnosis = diagnose_curves(
        curves,
        final_accuracy=final.accuracy if final is not None else None,
        final_loss=final.cost if final is not None and not final_decay(report) else None,
    )
    if diagnosis.fit in ("diverging", "overfitting", "underfitting"):
        told.append(f"{diagnosis.verdict} {diagnosis.advice}")
    print_figures(figures, "\n".join(told), args)


@dataclass(frozen=True, eq=False)
class _Start:
    """What is trained, on what, and from where."""

    config: TrainingConfig
    dataset: Dataset
    recipe: str = ""
    points: Sequence[HistoryPoint] = ()
    initial: Parameters | None = None
    scaling: InputScaling | None = None
    first_epoch: float = 0.0
    state: TrainingState | None = None


def _start_of_recipe(args: argparse.Namespace) -> _Start:
    """A new run, by a recipe and by what is given in the place of its settings."""
    recipe = RECIPES[args.recipe or DEFAULT_RECIPE]
    dataset = load_dataset(chosen_source(args, recipe.source), args.input_format or recipe.config.input_format)
    tell_note(dataset)
    config = recipe.config.with_values(**chosen_settings(args, input_shape=dataset.input_shape))
    return _Start(config, dataset, recipe.name)


def _start_of_run(args: argparse.Namespace) -> _Start:
    """A run that goes on, with its own settings but for those that are given; what that means is told."""
    if args.recipe is not None:
        raise ConfigurationError(say("command.resume_with_recipe"))
    path = Path(args.resume)
    model = load_model(path)
    state, learned = model.state, model.metadata.data
    source = chosen_source(args, learned.source if learned is not None else "")
    if not source:
        raise ConfigurationError(say("command.resume_without_data", file=path.name))
    dataset = load_dataset(source, args.input_format or model.input_format.name)
    tell_note(dataset)
    architecture = model.parameters.architecture
    there = TrainedNetwork(architecture, model.scaling.name, model.metadata.config, learned)
    if state is not None:
        there = trained_network(state)
    if there.config is None:
        raise ConfigurationError(say("command.resume_without_settings", file=path.name))
    config = there.config.with_values(**chosen_settings(args, input_shape=dataset.input_shape))
    if dataset.resampled_from is not None:
        config = config.with_values(input_format=dataset.input_format.name)
    what = continuation(there, config, dataset.ref, input_shape=dataset.input_shape)
    sys.stderr.write(f"{what.why}\n")
    recipe, curves = model.metadata.recipe, model.metadata.curves
    if what.kind == "new run":
        return _Start(config, dataset, recipe)
    if state is not None:
        return _Start(config, dataset, recipe, curves.points(), state=state)
    return _Start(
        config,
        dataset,
        recipe,
        curves.points(),
        initial=model.parameters,
        scaling=model.scaling,
        first_epoch=curves.last_epoch,
    )


def _store(run: Run) -> str | None:
    """Keep the run with all others, and return its id; where that cannot be done, a warning, as its file is saved."""
    try:
        return RunStore().save(run).id
    except RunStoreError as error:
        sys.stderr.write(f"{say('command.run_not_stored', reason=str(error))}\n")
        return None


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
    """A function that prints a line of progress now and then, and one at the end."""
    printed_at, point = -np.inf, None

    def show(report: TrainingReport) -> None:
        nonlocal printed_at, point
        has_news = bool(report.points)
        point = report.points[-1] if has_news else point  # the last report has none if they were in the one before
        is_due = report.is_over or (has_news and time.monotonic() - printed_at >= _PROGRESS_INTERVAL_S)
        if point is None or not is_due:
            return
        printed_at = time.monotonic()
        streamed = f"  {say('command.streamed', n=report.n_streamed)}" if report.n_streamed else ""
        text = say(
            "command.training",
            unit=say(f"command.{report.unit}"),
            at=report.epoch,
            of=report.epochs,
            loss=point.loss,
            accuracy=percent_text(point.accuracy, decimals=2),
            speed=report.samples_per_second,
        )
        sys.stderr.write(f"{text}{streamed}\n")

    return show
