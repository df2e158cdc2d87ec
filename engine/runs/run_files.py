"""A run for others: a file that another Digit Lab opens, JSON for other programs, and the Python that repeats it.

A run's file is a ZIP archive of ``run.json``, as the store has it, ``network.npz``, an ordinary model file with the
learning curves and what it takes to go on, and ``checkpoints.npz`` where there are any, so that its learning can be
replayed elsewhere too. It does not say in which folders anything lies.
"""

import io
import json
import math
import tempfile
import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import IO, Any

from engine.data.loading import load_dataset
from engine.errors import DigitLabError, RunStoreError
from engine.io.file_reading import why_unreadable
from engine.io.file_writing import DISK, Disk
from engine.models.files import load_model, write_npz
from engine.models.metadata import ModelMetadata
from engine.runs.checkpoints import FILE, pack_checkpoints, read_checkpoints
from engine.runs.run import Run, RunRecord, interrupted, new_run_id
from engine.runs.store import FORMAT, VERSION, RunStore, StoredRun, read_curves, record_as_json, record_from
from engine.text.sentence import say
from engine.training.checkpoints import MAX_BYTES_OF_LARGE
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.state import checksum
from engine.training.train import train

SUFFIX = ".digitlab-run"
"""What the names of runs' files end in."""
_RECORD, _NETWORK = "run.json", "network.npz"
_MOST_RECORD_BYTES, _MOST_NETWORK_BYTES, _MOST_CHECKPOINT_BYTES = 2**22, 2**31, MAX_BYTES_OF_LARGE + 2**16
_MOST_RATIO = 100  # that a member may be larger than it is in the archive
_STOPPED = ("training.stopped", "session.interrupted")


# Files


def export_run(run: Run, path: Path, *, disk: Disk = DISK) -> None:
    """Write a run to a file that :func:`import_run` reads, whole or not at all.

    Raises
    ------
    RunStoreError
        If it cannot be written there.
    """
    try:
        disk.write_whole(path, lambda file: _write(run, file))
    except OSError as error:
        raise RunStoreError(say("run_file.unwritable", file=str(path), reason=error.strerror or str(error))) from error


def _write(run: Run, file: IO[bytes]) -> None:
    model = replace(run.model, metadata=run.metadata.without_folders())
    network = io.BytesIO()
    beside = {"points": run.metadata.curves.values}
    write_npz(model, network, beside=beside, has_curves=False, is_compressed=True)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_RECORD, json.dumps(record_as_json(_stored(replace(run, model=model)))))
        archive.writestr(_NETWORK, network.getvalue())
        if run.checkpoints:
            checkpoints = io.BytesIO()
            pack_checkpoints(run.checkpoints, checkpoints)
            archive.writestr(FILE, checkpoints.getvalue())


def _stored(run: Run) -> StoredRun:
    """The run's record."""
    architecture = run.model.parameters.architecture
    return StoredRun(
        **{name: getattr(run, name) for name in RunRecord.__dataclass_fields__},
        metadata=replace(run.metadata, curves=LearningCurves()),
        architecture=str(architecture),
        n_parameters=architecture.n_parameters,
        has_state=run.model.state is not None,
        network_file="network-00000000.npz",
    )


def import_run(path: Path, store: RunStore) -> StoredRun:
    """Take a run from a file into the store; it gets an id and a number of its own there.

    Raises
    ------
    RunStoreError
        If the file is no run, is damaged, or comes from a newer program, or if the store cannot be written.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            value = json.loads(_member(archive, _RECORD, _MOST_RECORD_BYTES))
            network = _member(archive, _NETWORK, _MOST_NETWORK_BYTES)
            has_checkpoints = FILE in archive.namelist()
            checkpoints = _member(archive, FILE, _MOST_CHECKPOINT_BYTES) if has_checkpoints else b""
    except OSError as error:
        raise RunStoreError(say("file.out_of_reach", path=path.name, reason=error.strerror or str(error))) from error
    except Exception as error:
        raise RunStoreError(why_unreadable(path, error, say("run_file.no_run", file=path.name))) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("version"), int):
        raise RunStoreError(say("run_file.no_run", file=path.name))
    if value["version"] > VERSION:
        raise RunStoreError(say("run_file.newer", file=path.name))
    try:
        return store.save(_run_from(value, network, checkpoints))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise RunStoreError(why_unreadable(path, error, say("run_file.damaged", file=path.name))) from error
    except RunStoreError:
        raise
    except OSError as error:  # of the temporary folder
        reason = error.strerror or str(error)
        raise RunStoreError(say("file.no_place_to_unpack", file=path.name, reason=reason)) from error
    except DigitLabError as error:  # of a file whose name says nothing to anybody
        raise RunStoreError(why_unreadable(path, error, say("run_file.damaged", file=path.name))) from error


def _run_from(value: dict[str, Any], network: bytes, checkpoints: bytes) -> Run:
    stored = record_from(value, new_run_id())
    with tempfile.TemporaryDirectory(prefix="digit-lab-") as folder:
        file = Path(folder) / _NETWORK
        file.write_bytes(network)
        model = load_model(file)
        curves = read_curves(file, stored.metadata)
        if checkpoints:
            (Path(folder) / FILE).write_bytes(checkpoints)
        last_epoch = math.inf if stored.metadata.epochs is None else stored.metadata.epochs
        n_parameters = model.parameters.architecture.n_parameters
        try:
            known = read_checkpoints(Path(folder), n_parameters=n_parameters, last_epoch=last_epoch)
        except DigitLabError as error:  # of a folder that is nobody's
            raise ValueError(FILE) from error
    metadata = interrupted(replace(stored.metadata, curves=curves))
    record = {name: getattr(stored, name) for name in RunRecord.__dataclass_fields__}
    return Run(
        **{**record, "number": 0, "origin": "training"}, model=replace(model, metadata=metadata), checkpoints=known
    )


def _member(archive: zipfile.ZipFile, name: str, most_bytes: int) -> bytes:
    """A file of the archive; ``ValueError`` if it is larger than it may be."""
    info = archive.getinfo(name)
    if info.file_size > min(most_bytes, max(_MOST_RATIO * info.compress_size, 2**16)):
        raise ValueError(info.file_size)
    with archive.open(info) as file:
        return file.read(info.file_size)


# For other programs


def run_as_json(run: Run) -> str:
    """All that is known of a run but its weights: settings, figures, learning curves, in JSON."""
    about = run.metadata.without_folders()
    record = record_as_json(_stored(replace(run, model=replace(run.model, metadata=about))))
    del record["network"], record["has_state"]
    return json.dumps({"id": run.id, **record, "about": about.as_json()}, indent=1)


def run_as_python(run: Run) -> str:
    """A program that repeats a run, for the folder of Digit Lab or where it is installed; it says what it cannot repeat.

    Raises
    ------
    RunStoreError
        If the settings or the digits of the run are not known.
    """
    about = run.metadata
    if about.config is None or about.data is None:
        raise RunStoreError(say("store.not_repeatable"))
    config = about.legs[0].config if about.legs else about.config
    source = about.data.source or about.data.name
    stops = about.ending is not None and about.ending.key in _STOPPED and about.n_batches > 0 and len(about.legs) <= 1
    call = (
        f"train(config, dataset, control=TrainingControl(stops_after={about.n_batches}))"
        if stops
        else "train(config, dataset)"
    )
    settings = [f"    {each.name}={getattr(config, each.name)!r}," for each in fields(TrainingConfig)]
    imports = [
        f"from {load_dataset.__module__} import load_dataset",
        f"from {TrainingConfig.__module__} import TrainingConfig",
        *(["from engine.training.control import TrainingControl"] if stops else []),
        f"from {checksum.__module__} import checksum",
        f"from {train.__module__} import train",
    ]
    lines = [
        f'"""{_title(run)}',
        "",
        "Start it in the folder of Digit Lab by 'uv run python FILE', or by the Python that Digit Lab is installed in.",
        '"""',
        "",
        "import importlib.util",
        "",
        'if importlib.util.find_spec("digit_lab"):  # it is installed: what follows lies there',
        "    import digit_lab",
        "",
        *imports,
        "",
        *_remarks(about),
        "config = TrainingConfig(",
        *settings,
        ")",
        f"dataset = load_dataset({source!r}, config.input_format)",
        f"report = {call}",
        "print(report.message)",
        'print("training accuracy", report.train_evaluation.accuracy)',
        'print("checksum", checksum(report.parameters))',
        f"# It came to: {checksum(run.model.parameters.flat)}",
        "",
    ]
    return "\n".join(lines)


def _title(run: Run) -> str:
    name = run.name or (f"Run {run.number}" if run.number else "A run")
    text = f"{name} of Digit Lab {run.metadata.program_version}: {run.model.parameters.architecture}."
    return text.replace("\\", "/").replace('"', "'").replace("\n", " ")


def _remarks(about: ModelMetadata) -> list[str]:
    """What the program does not repeat, as comments."""
    remarks = []
    if len(about.legs) > 1:
        remarks.append("# The run was trained on with other settings later: this repeats its first part.")
    if about.changes:
        remarks.append("# Settings were changed while it ran; that is not repeated here:")
        remarks += [
            f"#   epoch {change.epoch:g}: "
            + ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in change.settings)
            for change in about.changes
        ]
    if about.n_streamed:
        remarks.append("# Streamed digits came in while it ran: they do not come again.")
    return remarks
