"""Checkpoints of a run on the disk: one file in the run's folder, read only when somebody wants to look back.

The file is replaced in one move: it is whole, or it is that of the save before. It may be of a moment before or after that
of the run's record, as it holds networks that are complete each by itself; what is later than the run is left out.
"""

import contextlib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import numpy as np

from engine.errors import DigitLabError, RunStoreError
from engine.io.file_reading import why_unreadable
from engine.io.file_writing import Disk
from engine.io.npz_files import read_member, write_members
from engine.io.presence import exists
from engine.text.sentence import say
from engine.training.checkpoints import MAX_BYTES_OF_LARGE, MOST, Checkpoint
from engine.training.continuation import LIVE_SETTINGS

FILE = "checkpoints.npz"
"""Its name, in the folder of the run."""


def write_checkpoints(folder: Path, checkpoints: Sequence[Checkpoint], disk: Disk) -> None:
    """Store checkpoints, in the place of those that are there; without any, none are there any more."""
    if not checkpoints:
        drop_checkpoints(folder, disk)
        return
    disk.write_whole(folder / FILE, lambda file: pack_checkpoints(checkpoints, file), replaces_read_only=True)


def pack_checkpoints(checkpoints: Sequence[Checkpoint], file: IO[bytes]) -> None:
    """Write one checkpoint or more, as they are in :data:`FILE`."""
    changed = [dict(each.settings) for each in checkpoints]
    arrays = {
        "epochs": np.array([each.epoch for each in checkpoints], np.float64),
        "n_batches": np.array([each.n_batches for each in checkpoints], np.int64),
        "settings": np.array([[each.get(name, np.nan) for name in LIVE_SETTINGS] for each in changed], np.float64),
        "parameters": np.stack([each.parameters for each in checkpoints]),
    }
    write_members(file, arrays)


def read_checkpoints(folder: Path, *, n_parameters: int, last_epoch: float) -> tuple[Checkpoint, ...]:
    """The checkpoints in a run's folder, the earliest first; none if there is no file.

    Parameters
    ----------
    folder
        The run's.
    n_parameters
        Of its network.
    last_epoch
        How far the run is: what is later is left out.

    Raises
    ------
    RunStoreError
        If the file is damaged or belongs to another network.
    """
    path = folder / FILE
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            epochs, n_batches, settings = (
                read_member(path, archive, name, max_bytes=MOST * 8 * len(LIVE_SETTINGS))
                for name in ("epochs", "n_batches", "settings")
            )
            parameters = read_member(path, archive, "parameters", max_bytes=MAX_BYTES_OF_LARGE)
    except FileNotFoundError:
        return ()
    except DigitLabError:
        raise
    except Exception as error:
        raise RunStoreError(why_unreadable(path, error, say("store.damaged", id=folder.name))) from error
    n = len(epochs) if epochs.ndim == 1 else -1
    is_sound = (
        epochs.dtype == np.float64
        and n_batches.shape == (n,)
        and n_batches.dtype == np.int64
        and settings.shape == (n, len(LIVE_SETTINGS))
        and parameters.shape == (n, n_parameters)
        and parameters.dtype in (np.float32, np.float64)
        and np.isfinite(epochs.astype(np.float64)).all()
        and (np.diff(epochs.astype(np.float64), prepend=-1.0) > 0).all()
    )
    if not is_sound:
        raise RunStoreError(say("store.damaged", id=folder.name))
    parameters.flags.writeable = False
    found = []
    for epoch, n_steps, values, flat in zip(
        epochs.tolist(), n_batches.tolist(), settings.tolist(), parameters, strict=True
    ):
        changed = tuple((name, value) for name, value in zip(LIVE_SETTINGS, values, strict=True) if np.isfinite(value))
        if epoch <= last_epoch and np.isfinite(flat).all():
            found.append(Checkpoint(epoch, n_steps, flat, changed))
    return tuple(found)


def has_checkpoints(folder: Path) -> bool:
    """Whether there are any in a run's folder."""
    return exists(folder / FILE)


def drop_checkpoints(folder: Path, disk: Disk) -> None:
    """Delete the checkpoints in a run's folder, if there are any; the run stays."""
    with contextlib.suppress(FileNotFoundError):
        if has_checkpoints(folder):
            disk.delete(folder / FILE)
