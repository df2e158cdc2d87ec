"""A run as a table lists it, and the index file that has a thousand of them at hand without a thousand files being read."""

import contextlib
import json
import math
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast, get_args

from engine.data.reference import DatasetRef, reference_from
from engine.io.file_writing import DISK, Disk
from engine.models.metadata import Figures
from engine.runs.run import Run, RunRecord, record_fields
from engine.text.sentence import Sentence, say, sentence_from
from engine.training.config import TrainingConfig
from engine.training.report import State, Unit

SettingValue: TypeAlias = bool | int | float | str | tuple[int | str, ...]
"""What a setting may be."""
INDEX = "index.json"
"""The file of the index, in the folder of the runs."""
_FORMAT, _VERSION = "digit-lab-run-index", 3
_DEFAULTS: dict[str, SettingValue] = {each.name: cast("SettingValue", each.default) for each in fields(TrainingConfig)}
SETTINGS = tuple(_DEFAULTS)
"""The names of all settings, in the order of :class:`engine.training.config.TrainingConfig`."""
_LISTED = (  # of what a run's record says of its network
    "data", "dataset", "config", "state", "ending", "message", "epochs", "planned_epochs", "unit", "recipe", "drawings",
    "sweep",
    *(f"{part}_{what}" for part in ("train", "validation", "test") for what in ("n", "accuracy", "cost")),
)  # fmt: skip
_MOST_UNINDEXED = 16  # runs that are read from their own files rather than writing the index once more
_MOST_BYTES = 2**28
_Version: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class RunSummary(RunRecord):
    """What a table shows of a run. It is read in some microseconds; all else is in :class:`engine.runs.store.StoredRun`.

    Attributes
    ----------
    data
        The digits that it learned; ``None`` if they are not known.
    settings
        The values of :data:`SETTINGS`, in their order, as they were written down: nobody has checked them. Empty if they
        are not known.
    recipe
        As in :class:`engine.models.metadata.ModelMetadata`.
    architecture, n_parameters
        Of its network: "400-25-10", 10,285.
    state, ending
        How it ended, or that it goes on.
    epochs, planned_epochs, unit
        How far it came, how far it was to go, and what that is counted in; NaN where it is not known.
    train, validation, test
        Figures at the end, without confusion; ``None`` if nothing was measured.
    n_drawings
        How many of the user's drawings the network has learned.
    sweep
        The id of the sweep that it belongs to; empty if it belongs to none.
    has_state
        Whether what it takes to go on is stored.
    n_bytes
        What it takes on the disk.
    """

    data: DatasetRef | None = None
    settings: tuple[SettingValue, ...] = ()
    recipe: str = ""
    architecture: str = ""
    n_parameters: int = 0
    state: str = ""
    ending: Sentence | None = None
    epochs: float = math.nan
    planned_epochs: float = math.nan
    unit: Unit = "epoch"
    train: Figures | None = None
    validation: Figures | None = None
    test: Figures | None = None
    n_drawings: int = 0
    sweep: str = ""
    has_state: bool = False
    n_bytes: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether the run goes on, or is held."""
        return self.state in ("running", "paused")

    @property
    def has_learned(self) -> bool:
        """As of :class:`engine.runs.run.Run`: whether it belongs in a list of runs."""
        return self.origin == "training" or self.n_drawings > 0

    def setting(self, name: str) -> SettingValue:
        """The value of a setting; the default where it is not known."""
        return self.settings[SETTINGS.index(name)] if self.settings else _DEFAULTS[name]

    @property
    def data_label(self) -> str:
        """What its digits are called; empty if they are not known."""
        return self.data.shown if self.data is not None else ""


def differing_settings(runs: Iterable[RunSummary]) -> tuple[str, ...]:
    """The settings in which runs differ, in their order; "data" first, where they learned other digits.

    Runs whose settings are not known are left out, and an empty tuple is the answer for a single run.
    """
    known = [run for run in runs if run.settings]
    differing = ["data"] if len({_digits_of(run) for run in known}) > 1 else []
    columns = zip(SETTINGS, zip(*{run.settings for run in known}, strict=True), strict=False)
    return (*differing, *(name for name, values in columns if any(value != values[0] for value in values)))


def _digits_of(run: RunSummary) -> str:
    return (run.data.content_hash or run.data.source) if run.data is not None else ""


def summary_from(value: Mapping[str, Any], run_id: str, n_bytes: int = 0) -> RunSummary:
    """A run's record, as the store writes it, or the part of it that the index has; ``n_bytes`` as in the summary.

    Raises
    ------
    ValueError, TypeError, KeyError
        If it is none.
    """
    about = value["about"]
    if not isinstance(about, dict):
        raise TypeError(type(about).__name__)
    state, unit = about.get("state"), about.get("unit")
    ending = about.get("ending") or about.get("message")
    n_drawings, sweep = about.get("drawings"), about.get("sweep")
    return RunSummary(
        **record_fields(value, run_id),
        data=reference_from(about.get("dataset")) or reference_from(about.get("data")),
        settings=_settings_from(about.get("config")),
        recipe=str(about.get("recipe") or ""),
        architecture=str(value["architecture"]),
        n_parameters=int(value["n_parameters"]),
        state=str(state) if state in get_args(State) else "",
        ending=sentence_from(ending) if ending else None,
        epochs=_number(about.get("epochs")),
        planned_epochs=_number(about.get("planned_epochs")),
        unit=cast("Unit", unit) if unit in get_args(Unit) else "epoch",
        train=_figures(about, "train"),
        validation=_figures(about, "validation"),
        test=_figures(about, "test"),
        n_drawings=n_drawings if isinstance(n_drawings, int) else 0,
        sweep=sweep if isinstance(sweep, str) else "",
        has_state=value["has_state"] is True,
        n_bytes=n_bytes,
    )


def summary_of(run: Run) -> RunSummary:
    """A run that is at hand, as a table lists it; what is stored of it may be behind, and ``n_bytes`` is not known."""
    architecture = run.model.parameters.architecture
    record = {
        **{name: getattr(run, name) for name in RunRecord.__dataclass_fields__},
        "starred": run.is_starred,
        "seconds": round(run.seconds, 3),
        "architecture": str(architecture),
        "n_parameters": architecture.n_parameters,
        "has_state": run.model.state is not None,
        "about": run.metadata.as_json(with_curves=False),
    }
    return summary_from(record, run.id)


def _settings_from(config: object) -> tuple[SettingValue, ...]:
    if not isinstance(config, dict) or not config:
        return ()
    return tuple([_setting(config.get(name, default)) for name, default in _DEFAULTS.items()])


def _setting(value: object) -> SettingValue:
    if isinstance(value, (bool, int, float, str, tuple)):
        return value
    if isinstance(value, list):
        return tuple([each if isinstance(each, int) else str(each) for each in value])
    return str(value)


def _figures(about: Mapping[str, Any], part: str) -> Figures | None:
    accuracy = _number(about.get(f"{part}_accuracy"))
    if math.isnan(accuracy):
        return None
    n, cost = about.get(f"{part}_n"), _number(about.get(f"{part}_cost"))
    return Figures(accuracy, n if isinstance(n, int) else 0, None if math.isnan(cost) else cost)


def _number(value: object) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else math.nan  # type: ignore[arg-type] # is_number says that it is one


class _Known(NamedTuple):
    """What is known of a run, from which version of its record, and its line in the file: smaller than what it says."""

    version: _Version
    summary: RunSummary
    line: bytes


class RunIndex:
    """Lists runs by their records, each read once for each time that it was written.

    What was read is kept in memory and, for the next start, in :data:`INDEX`: a copy that may be deleted, damaged or behind
    at any time. Each entry says from which version of the record it comes, and one of another version is not used. So
    whoever writes a run need not know of the index, and of two processes that write it, either may be the last.

    Parameters
    ----------
    folder
        That of the runs.
    is_held
        Whether the run in a folder is under way somewhere; asked of those whose records say so.
    """

    def __init__(self, folder: Path, is_held: Callable[[Path], bool], *, disk: Disk = DISK) -> None:
        self._folder, self._is_held, self._disk = folder, is_held, disk
        self._known: dict[str, _Known] | None = None  # by run; ``None`` until the file is read
        self._n_unindexed = 0

    def read(self, folders: Iterable[Path], record: str, most_bytes: int) -> list[RunSummary]:
        """What there is of these runs; what is damaged or gone is left out.

        Parameters
        ----------
        folders
            A folder for each run.
        record, most_bytes
            The name of the record in it, and how large one may be.
        """
        before = self._read_file() if self._known is None else self._known
        found: list[RunSummary] = []
        seen: dict[str, _Known] = {}
        for folder in folders:
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                version, n_bytes = _look(folder, record)
                if version is None:
                    continue
                known = before.get(folder.name)
                if known is None or known.version != version:
                    known = self._parsed(folder / record, version, most_bytes)
                summary = known.summary
                if summary.n_bytes != n_bytes:
                    summary = replace(summary, n_bytes=n_bytes)
                seen[folder.name] = known._replace(summary=summary)
                if summary.is_under_way and not self._is_held(folder):
                    summary = replace(summary, state="stopped", ending=say("session.interrupted"))
                found.append(summary)
        self._known = seen
        if self._n_unindexed > _MOST_UNINDEXED:
            self._write_file(known.line for known in seen.values())
        return found

    def _parsed(self, record: Path, version: _Version, most_bytes: int) -> _Known:
        run_id = record.parent.name
        with record.open("rb") as file:
            content = file.read(most_bytes + 1)
        if len(content) > most_bytes:
            raise ValueError(len(content))
        value = json.loads(content)
        summary = summary_from(value, run_id)
        about = {name: value["about"][name] for name in _LISTED if name in value["about"]}
        self._n_unindexed += 1
        return _Known(version, summary, _line({run_id: {"version": list(version), "run": {**value, "about": about}}}))

    def _read_file(self) -> dict[str, _Known]:
        """What the file says, by run; an entry that is damaged is as good as none.

        It has a line for each run, so that other threads have their turns while it is read.
        """
        found: dict[str, _Known] = {}
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
            with (self._folder / INDEX).open("rb") as file:
                first, *lines = file.read(_MOST_BYTES).splitlines() or [b"{}"]
            about = json.loads(first)
            if about.get("format") != _FORMAT or about.get("version") != _VERSION:
                return found
            for line in lines:
                with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                    ((run_id, entry),) = json.loads(line).items()
                    found[run_id] = _Known(tuple(entry["version"]), summary_from(entry["run"], run_id), line)
        return found

    def _write_file(self, lines: Iterable[bytes]) -> None:
        self._n_unindexed = 0
        content = b"\n".join([_line({"format": _FORMAT, "version": _VERSION}), *lines, b""])
        with contextlib.suppress(OSError):  # the records are there
            self._disk.write_whole(self._folder / INDEX, lambda file: file.write(content), replaces_read_only=True)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _look(folder: Path, record: str) -> tuple[_Version | None, int]:
    """Which version the record of a run is, and what its folder takes; ``None`` if there is no record."""
    version, n_bytes = None, 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                n_bytes += bytes_in(entry.path)
                continue
            status = os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116 - of a thousand folders; Windows' own is old
            n_bytes += status.st_size
            if entry.name == record:
                version = status.st_mtime_ns, status.st_size, status.st_ino
    return version, n_bytes


def bytes_in(folder: Path | str) -> int:
    """What the files in a folder take, and in those within it; 0 if it is gone."""
    n_bytes = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            n_bytes += bytes_in(entry.path) if entry.is_dir() else entry.stat().st_size
    return n_bytes
