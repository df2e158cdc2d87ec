"""The command ``runs``: every run that was kept."""

import argparse
import json
import sys
from pathlib import Path

from engine.cli.output import print_figures
from engine.errors import ConfigurationError, RunStoreError
from engine.io.file_writing import DISK
from engine.models.files import MODEL_SUFFIXES, save_model
from engine.runs.run_files import SUFFIX, export_run, import_run, run_as_json, run_as_python
from engine.runs.store import RUN_ID, RunStore
from engine.runs.summary import RunSummary
from engine.runs.tables import curves_csv, runs_csv, summary_as_json
from engine.text.columns import table
from engine.text.percent import percent_text
from engine.text.program import PROGRAM
from engine.text.sentence import Sentence, say
from engine.text.setting_names import setting_name
from engine.training.report import state_name

_LONGEST_NAME = 24
_FIELDS = {
    "id": "head.id",
    "number": "head.number",
    "name": "head.name",
    "note": "head.note",
    "starred": "head.starred",
    "created": "head.created",
    "data": "head.data",
    "network": "head.network",
    "n_parameters": "head.parameters",
    "epochs": "head.epochs",
    "seconds": "head.seconds",
    "state": "head.state",
    "train_accuracy": "head.train_accuracy",
    "validation_accuracy": "head.validation_accuracy",
    "test_accuracy": "head.test_accuracy",
    "train_cost": "head.train_cost",
    "validation_loss": "head.validation_loss",
    "test_loss": "head.test_loss",
    "recipe": "head.recipe",
    "sweep": "head.sweep",
}
"""What is shown of a run, by its name in JSON; the settings come after it."""


def run_runs(args: argparse.Namespace) -> None:
    """List, show, export, import or delete runs."""
    if args.action == "list" and args.ids:
        raise ConfigurationError(say("runs.list_takes_none"))
    if args.action == "import" and not args.ids:
        raise ConfigurationError(say("runs.needs_file"))
    if args.action in ("show", "delete", "undelete") and not args.ids:
        raise ConfigurationError(say("runs.needs_id", program=PROGRAM, action=args.action))
    if (args.out is not None) != (args.action == "export"):
        raise ConfigurationError(say("runs.out_is_for_export"))
    actions = {"list": _list, "show": _show, "export": _export, "import": _import}
    {**actions, "delete": _delete, "undelete": _undelete}[args.action](args)


def _list(args: argparse.Namespace) -> None:
    """All of them, the latest first."""
    runs = RunStore().summaries()[: args.latest]
    if args.csv and not args.json:
        sys.stdout.write(runs_csv(runs))
        return
    lines = [_row(run) for run in runs]
    names = ("run", "id", "name", "data", "network", "epochs", "seconds", "validation", "test", "state")
    head = [str(say(f"head.{name}")) for name in names]
    print_figures(
        [summary_as_json(run) for run in runs], table([head, *lines]) if runs else str(say("runs.none")), args
    )


def _row(run: RunSummary) -> tuple[str, ...]:
    shares = [part.accuracy if part is not None else None for part in (run.validation, run.test)]
    name = " ".join(run.name.split())
    return (
        str(run.number),
        run.id,
        name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
        run.data.name if run.data is not None else "-",
        run.architecture,
        f"{run.epochs:g}" if run.epochs >= 0 else "-",
        f"{run.seconds:.1f}",
        *(percent_text(share, decimals=2) if share is not None else "-" for share in shares),
        str(state_name(run.state)),
    )


def _show(args: argparse.Namespace) -> None:
    """All that is known of some runs, but for their curves."""
    store = RunStore()
    found = [_found(store, name) for name in args.ids]
    shown = [summary_as_json(run) for run in found]
    texts = []
    for run, summary in zip(found, shown, strict=True):
        told = {**summary, "state": str(state_name(run.state))}
        lines = [_field(say(_FIELDS[name]), told[name]) for name in _FIELDS if told[name] not in (None, "")]
        lines += [f"  {_field(setting_name(name), value)}" for name, value in (summary["settings"] or {}).items()]
        lines += [_field(say("head.ending"), str(run.ending))] if run.ending is not None else []
        texts.append("\n".join(lines))
    print_figures(shown if len(shown) > 1 else shown[0], "\n\n".join(texts), args)


def _field(name: Sentence, value: object) -> str:
    """A line of what is known of a run."""
    return str(say("head.field", name=name, value=str(value)))


def _export(args: argparse.Namespace) -> None:
    """One run as a file of a kind that its name says, or a table of several or of all."""
    store, out = RunStore(), Path(args.out)
    if len(args.ids) == 1:
        _export_one(store, _found(store, args.ids[0]).id, out)
    else:
        runs = [_found(store, name) for name in args.ids] if args.ids else store.summaries()[: args.latest]
        if out.suffix.lower() == ".csv":
            _write(out, runs_csv(runs))
        elif out.suffix.lower() == ".json":
            _write(out, json.dumps([summary_as_json(run) for run in runs], indent=1) + "\n")
        else:
            raise ConfigurationError(say("runs.table_of_another_kind", got=repr(args.out[-80:])))
    print_figures({"file": str(out)}, str(say("command.saved", file=str(out))), args)


def _export_one(store: RunStore, run_id: str, out: Path) -> None:
    kind = out.suffix.lower()
    if kind not in (*MODEL_SUFFIXES, SUFFIX, ".py", ".csv", ".json"):
        raise ConfigurationError(say("runs.out_of_another_kind", got=repr(str(out)[-80:])))
    run = store.load(run_id, with_checkpoints=kind == SUFFIX)
    if kind in MODEL_SUFFIXES:
        save_model(run.model, out)
    elif kind == SUFFIX:
        export_run(run, out)
    elif kind == ".csv":
        _write(out, curves_csv(run.metadata.curves))
    else:
        _write(out, (run_as_python if kind == ".py" else run_as_json)(run))


def _import(args: argparse.Namespace) -> None:
    """Take runs from files that another Digit Lab wrote."""
    store = RunStore()
    taken = [import_run(Path(name), store) for name in args.ids]
    numbers = ", ".join(str(run.number) for run in taken)
    print_figures(
        {"imported": [run.id for run in taken]}, str(say("runs.imported", n=len(taken), numbers=numbers)), args
    )


def _delete(args: argparse.Namespace) -> None:
    """Take runs out of the store."""
    store = RunStore()
    ids = [_found(store, name).id for name in args.ids]
    used = store.in_use_elsewhere(ids)
    for run_id in (*used[:1], *ids):  # that one says so, before any is deleted
        store.delete(run_id)
    sys.stderr.write(f"{say('runs.can_be_undeleted', program=PROGRAM, ids=' '.join(ids))}\n")
    print_figures({"deleted": ids}, str(say("runs.deleted", n=len(ids))), args)


def _undelete(args: argparse.Namespace) -> None:
    """Bring back runs that were deleted, by their ids."""
    store = RunStore()
    ids = [store.undelete(name).id for name in args.ids]
    print_figures({"undeleted": ids}, str(say("runs.undeleted", n=len(ids))), args)


def _found(store: RunStore, name: str) -> RunSummary:
    """The run of an id, of its first letters, or of a number."""
    runs = store.summaries(all_networks=bool(RUN_ID.fullmatch(name)))
    found = [run for run in runs if name in (run.id, str(run.number))]
    found = found or [run for run in runs if name and run.id.startswith(name)]
    if len(found) > 1:
        raise RunStoreError(say("runs.several", n=len(found), got=repr(name[:40])))
    if not found:
        raise RunStoreError(say("store.no_such_run", id=name[:40]))
    return found[0]


def _write(out: Path, text: str) -> None:
    try:
        DISK.write_whole(out, lambda file: file.write(text.encode()))
    except OSError as error:
        raise RunStoreError(
            say("command.out_cannot_be_written", got=repr(str(out)[-80:]), reason=error.strerror or str(error))
        ) from error
