"""The command ``sweep``."""

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from engine.cli.output import print_figures, stopped_by_interrupt, tell_note
from engine.cli.settings import SETTING_OPTIONS, chosen_settings, chosen_source
from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.errors import ConfigurationError, SweepError
from engine.io.file_writing import DISK
from engine.io.presence import is_folder
from engine.runs.store import RunStore
from engine.sweeps.cluster import LOCAL, Cluster
from engine.sweeps.estimate import duration, estimated_seconds
from engine.sweeps.executor import Executor, workers_wanted
from engine.sweeps.folder import StoredSweep, SweepFolders, SweepResult
from engine.sweeps.one_by_one import OneByOne
from engine.sweeps.plan import MOST_UNASKED, SweepPlan, seeds_from
from engine.sweeps.processes import Processes
from engine.sweeps.ranking import measure_of, ranking, verdict
from engine.sweeps.space import Choices, Varied, read_varied, setting_named, values_text
from engine.sweeps.sweep import Remarked, RunEnded, Sweep, SweepChanged, SweepEvent, SweepState
from engine.sweeps.table import csv_text, json_ranking, json_rows, table_text
from engine.text.percent import percent_text
from engine.text.program import PROGRAM
from engine.text.sentence import Value, say
from engine.training.recipes import DEFAULT_RECIPE, RECIPES
from engine.training.report import state_name

_CSV_INTERVAL_S = 2.0


def run_sweep(args: argparse.Namespace) -> None:
    """Train many networks and compare them; Ctrl+C ends the sweep, and the same command goes on with it."""
    out = _checked_out(args.out)
    folders, store = SweepFolders(), RunStore()
    if args.resume is not None:
        stored, dataset = _sweep_to_resume(args, folders)
    else:
        stored, dataset = _sweep_of_plan(args, folders)
    plan = stored.plan
    executor = _executor(args, plan)
    sweep = Sweep(stored, dataset, executor=executor, folders=folders, store=store)
    printer = Printer(plan, out)
    with stopped_by_interrupt(sweep):
        results = sweep.run(printer.take)
    printer.write_csv()
    ranked = ranking(results)
    judged = verdict(ranked)
    if printer.state in ("cancelled", "out of time"):
        sys.stderr.write(f"{say('sweep.goes_on', program=PROGRAM, id=stored.id, n=len(results), of=plan.n_runs)}\n")
    if args.csv and not args.json:
        sys.stdout.write(csv_text(results, plan.settings))
        return
    figures = {
        "sweep": stored.id,
        "state": printer.state,
        "data": dataset.ref.name,
        "n_runs": plan.n_runs,
        "n_done": len(results),
        "varied": list(plan.settings),
        "seeds": list(plan.seeds),
        "measure": measure_of(results),
        "runs": json_rows(results),
        "ranking": json_ranking(ranked),
        "verdict": str(judged) if judged is not None else None,
    }
    lines = [table_text(ranked, plan.settings)] if results else []
    lines += [str(judged)] if judged is not None else []
    print_figures(figures, "\n".join(lines), args)


def _sweep_of_plan(args: argparse.Namespace, folders: SweepFolders) -> tuple[StoredSweep, Dataset]:
    """A new sweep, or the same one as before if it was broken off."""
    recipe = RECIPES[args.recipe or DEFAULT_RECIPE]
    dataset = load_dataset(chosen_source(args, recipe.source), args.input_format or recipe.config.input_format)
    tell_note(dataset)
    config = recipe.config.with_values(**chosen_settings(args, input_shape=dataset.input_shape))
    varied, seeds = _varied(args, dataset)
    if args.seeds is not None:
        if seeds:
            raise ConfigurationError(say("sweep.seeds_twice"))
        seeds = seeds_from(config, args.seeds)
    plan = SweepPlan(
        config=config,
        varied=varied,
        seeds=seeds,
        n_random=args.random or 0,
        max_runs=args.max_runs or 0,
        max_minutes=args.max_minutes or 0.0,
        recipe=recipe.name,
    )
    plan.check(dataset)
    if plan.n_runs > MOST_UNASKED and not args.yes:
        n_workers = workers_wanted(args.workers)
        seconds = estimated_seconds(plan, dataset, n_workers=n_workers)
        raise ConfigurationError(say("sweep.too_many", n=plan.n_runs, duration=duration(seconds), workers=n_workers))
    stored = None if args.fresh else folders.same(plan, dataset.ref)
    if stored is None:
        return folders.begin(plan, dataset.ref), dataset
    folders.write_plan(stored)
    sys.stderr.write(f"{say('sweep.resumed', id=stored.id, n=stored.n_done, of=plan.n_runs)}\n")
    return stored, dataset


def _varied(args: argparse.Namespace, dataset: Dataset) -> tuple[tuple[Varied, ...], tuple[int, ...]]:
    """What varies, and the seeds if they were given in the same way."""
    varied: list[Varied] = []
    seeds: tuple[int, ...] = ()
    for text in _texts(args.vary or ()):
        name, _, values = text.partition("=")
        setting = setting_named(name, SETTING_OPTIONS)
        read = read_varied(setting, values, input_shape=dataset.input_shape)
        if setting == "seed" and isinstance(read, Choices):
            seeds = tuple(int(str(value)) for value in read.values)
        else:
            varied.append(read)
    return tuple(varied), seeds


def _texts(given: Iterable[list[str]]) -> Iterator[str]:
    """Each setting with its values, whether a shell took the spaces in them for ends of words or not."""
    for words in given:
        if "=" not in words[0]:
            raise ConfigurationError(say("sweep.not_a_vary", got=repr(" ".join(words)[:80])))
        begins = [i for i, word in enumerate(words) if "=" in word]
        for start, stop in zip(begins, [*begins[1:], len(words)], strict=True):
            yield " ".join(words[start:stop])


def _sweep_to_resume(args: argparse.Namespace, folders: SweepFolders) -> tuple[StoredSweep, Dataset]:
    """A sweep that was broken off, by its id."""
    if args.vary or args.seeds or args.random or args.recipe or args.fresh or chosen_settings(args):
        raise ConfigurationError(say("sweep.resume_with_settings"))
    if args.resume == "last":
        stored = next(iter(folders.all()), None)
        if stored is None:
            raise SweepError(say("sweep.none_yet"))
    else:
        stored = folders.stored(args.resume)
    limits = {name: getattr(args, name) for name in ("max_runs", "max_minutes") if getattr(args, name) is not None}
    stored = replace(stored, plan=replace(stored.plan, **limits))
    dataset = load_dataset(chosen_source(args, stored.data.source), stored.plan.config.input_format)
    if dataset.ref.content_hash != stored.data.content_hash:
        raise ConfigurationError(say("sweep.other_digits", name=stored.data.name))
    folders.write_plan(stored)
    return stored, dataset


def _executor(args: argparse.Namespace, plan: SweepPlan) -> Executor:
    """What computes the runs: processes, or this one where one is enough."""
    n_workers = min(workers_wanted(args.workers), plan.n_runs)
    if args.cluster is not None:
        if args.workers is not None and args.cluster != LOCAL:
            raise ConfigurationError(say("sweep.workers_of_cluster"))
        return Cluster(args.cluster, n_workers)
    return OneByOne() if n_workers == 1 else Processes(n_workers)


class Printer:
    """Tells of a sweep on standard error, and keeps its table up to date."""

    def __init__(self, plan: SweepPlan, out: Path | None) -> None:
        self.state: SweepState = "running"
        self._plan = plan
        self._out = out
        self._results: dict[int, SweepResult] = {}
        self._written_at = -math.inf
        self._line: Callable[[SweepChanged], str] | None = None

    def take(self, event: SweepEvent) -> None:
        """Something happened."""
        if isinstance(event, Remarked):
            sys.stderr.write(f"{event.text}\n")
        elif isinstance(event, RunEnded):
            self._results[event.result.index] = event.result
            if not event.was_done:
                self._line = lambda change, result=event.result: _line(result, change)
                if time.monotonic() - self._written_at > _CSV_INTERVAL_S:
                    self.write_csv()
        elif isinstance(event, SweepChanged):
            self.state = event.state
            if self._line is not None:
                sys.stderr.write(f"{self._line(event)}\n")
                self._line = None

    def write_csv(self) -> None:
        """Write what is known, whole."""
        if self._out is None:
            return
        self._written_at = time.monotonic()
        text = csv_text((result for _, result in sorted(self._results.items())), self._plan.settings)
        try:
            DISK.write_whole(self._out, lambda file: file.write(text.encode()))
        except OSError as error:
            raise SweepError(
                say("sweep.out_cannot_be_written", got=str(self._out), reason=error.strerror or str(error))
            ) from error


def _line(result: SweepResult, change: SweepChanged) -> str:
    """A line for a run that has ended."""
    values = values_text((*result.values, ("seed", result.seed)))
    if result.state == "error":
        figures = result.problem
    else:
        shares = {
            "sweep.validation_share": result.validation_accuracy,
            "sweep.test_share": result.test_accuracy,
        }
        parts = [say(key, share=percent_text(at, decimals=2)) for key, at in shares.items() if at is not None]
        parts.append(say("sweep.run_seconds", n=result.seconds))
        if result.state != "finished":
            parts.append(state_name(result.state))
        figures = ", ".join(map(str, parts))
    told: dict[str, Value] = {"at": change.n_done, "of": change.n_runs, "values": values, "figures": figures}
    if change.seconds_left > 0:
        return str(say("sweep.run_ended_and_left", **told, duration=duration(change.seconds_left)))
    return str(say("sweep.run_ended", **told))


def _checked_out(name: str | None) -> Path | None:
    """Where the table is written; that it can be is checked first."""
    if name is None:
        return None
    out = Path(name)
    try:
        if out.suffix.lower() != ".csv" or is_folder(out) or not is_folder(out.absolute().parent):
            raise ConfigurationError(say("sweep.out_of_another_kind", got=repr(name[-80:])))
        DISK.check_writable(out)
    except OSError as error:
        raise SweepError(
            say("sweep.out_cannot_be_written", got=repr(name[-80:]), reason=error.strerror or str(error))
        ) from error
    return out
