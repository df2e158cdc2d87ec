"""Opens what came as what it is: a picture, a network, digits to train on, a lesson or a run.

In a worker's thread; touches no widget.
"""

import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.data.formats.array_files import find_pairs
from engine.data.formats.idx_files import find_idx_file, is_idx_file
from engine.data.formats.mat_arrays import read_mat_contents
from engine.data.formats.picture_folders import PICTURE_SUFFIXES, folder_digit
from engine.data.loading import DATA_ENDINGS, load_picture
from engine.errors import DataError, DigitLabError
from engine.ink.input_formats import FRAME, INPUT_FORMATS
from engine.ink.photographs import reduced
from engine.ink.segmentation import part_photograph
from engine.io.closed_files import explain_closed
from engine.io.presence import is_file, is_folder
from engine.lessons import LESSON_SUFFIX
from engine.models.files import load_model
from engine.models.model import Model
from engine.models.rejection import are_digits
from engine.models.weight_arrays import hold_network, is_nielsen
from engine.runs.run_files import SUFFIX as RUN_SUFFIX
from engine.text.sentence import say
from gui.pictures.incoming import Item, PictureBytes
from gui.state.picture import Picture, PictureStage
from gui.translation import full_stop

_SHOWN_PX = 800  # the longer side of what is shown of a picture
_STAGE_PX = 300  # the same of what becomes of it
_MOST_IN_A_FOLDER = 200
_LOSSLESS_AND_QUICK = 100  # Qt's "quality" of a PNG that is not packed


@dataclass(frozen=True)
class OpenedData:
    """Digits to train on: a file, or a folder with sub-folders 0 to 9; still to be read."""

    path: Path


@dataclass(frozen=True)
class OpenedNetwork:
    """A network, and the name of its file."""

    model: Model
    name: str


@dataclass(frozen=True)
class OpenedFolder:
    """A folder of pictures: the first of them."""

    files: tuple[Path, ...]


@dataclass(frozen=True)
class OpenedLesson:
    """A lesson: a file, still to be read."""

    path: Path


@dataclass(frozen=True)
class OpenedRun:
    """A run that another Digit Lab has exported: a file, still to be read."""

    path: Path


Opened: TypeAlias = Picture | OpenedData | OpenedNetwork | OpenedFolder | OpenedLesson | OpenedRun


_FOR_OTHERS: dict[str, type[OpenedLesson | OpenedRun]] = {LESSON_SUFFIX: OpenedLesson, RUN_SUFFIX: OpenedRun}


def open_item(item: Item) -> Opened:
    """Open one thing as what it is.

    A picture that cannot be read comes back with the reason. What is in a file decides, not its name alone.

    Raises
    ------
    DigitLabError
        If it is a network that cannot be read, or it cannot be told what it is.
    """
    if not isinstance(item, Path):
        return _picture(item)
    if is_folder(item):
        return _folder(item)
    name = item.name.lower()
    suffix = next((suffix for suffix in _FOR_OTHERS if name.endswith(suffix)), "")
    if name.endswith((".npz", ".mat", ".mat.gz", ".onnx")):
        return _network_or_data(item)
    if name.endswith((".json", ".json.gz")) and is_nielsen(item):
        return OpenedNetwork(load_model(item), item.name)
    if name.endswith(DATA_ENDINGS) or "ubyte" in name or (is_file(item) and is_idx_file(item)):
        return OpenedData(item)
    return _FOR_OTHERS[suffix](item) if suffix else _picture(item)


def read_picture(name: str, path: Path) -> Picture:
    """A picture from a file, laid out for every network: as the command ``predict`` reads it."""
    try:
        brightness = load_picture(path)
        parted = part_photograph(brightness)
        digits = [digit.ink for digit in parted.digits]
        laid_out = {form.name: [form.lines(ink) for ink in digits] for form in INPUT_FORMATS.values()}
    except DigitLabError as error:
        return Picture(name, error=full_stop(str(error)))
    read = {form: tuple(frame for frame in frames if frame is not None) for form, frames in laid_out.items()}
    if not all(read.values()):
        return Picture(name, _pixels(brightness), error=full_stop(str(say("pictures.opened_blank", file=name))))
    refused = tuple(not is_digit for is_digit in are_digits(np.stack(read[FRAME.name])).tolist())
    stages = tuple(PictureStage(stage.name, _small(stage.picture)) for stage in parted.stages)
    return Picture(name, _pixels(brightness), read, refused, stages)


def _picture(item: Item) -> Picture:
    if isinstance(item, Path):
        if is_file(item) and item.suffix.lower() not in PICTURE_SUFFIXES:
            picture = read_picture(item.name, item)
            if picture.error and not picture.pixels.size:  # neither by its name nor by what is in it
                raise DataError(explain_closed(item) or say("pictures.unknown_kind", file=item.name))
            return picture
        return read_picture(item.name, item)
    # Through a file: pictures are read in one way only.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / item.name
        if isinstance(item, PictureBytes):
            path.write_bytes(item.content)
        else:
            item.image.save(str(path), "PNG", _LOSSLESS_AND_QUICK)  # type: ignore[call-overload] # see picture_export
        return read_picture(item.name, path)


def _folder(folder: Path) -> OpenedData | OpenedFolder:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError(say("pictures.folder_out_of_reach", folder=folder.name, reason=reason)) from error
    folders = [path for path in inside if is_folder(path)]
    within = [path for each in folders for path in each.iterdir() if is_folder(path)]
    if any(folder_digit(path.name) is not None for path in (*folders, *within)):
        return OpenedData(folder)
    if find_idx_file(folder, "train-images-idx3-ubyte") is not None:
        return OpenedData(folder)
    files = [path for path in inside if path.suffix.lower() in PICTURE_SUFFIXES]
    if not files:
        raise DataError(say("pictures.folder_without", folder=folder.name))
    return OpenedFolder(tuple(files[:_MOST_IN_A_FOLDER]))


def _network_or_data(path: Path) -> OpenedNetwork | OpenedData:
    names = _names(path)
    if names is None or "description" in names or hold_network(names):
        return OpenedNetwork(load_model(path), path.name)
    if not find_pairs(names) and path.name.lower().endswith(".npz"):
        got = ", ".join(sorted(names)[:8]) or "-"
        raise DataError(say("pictures.neither_network_nor_data", file=path.name, arrays=got))
    return OpenedData(path)


def _names(path: Path) -> set[str] | None:
    """What the arrays of a file are called; ``None`` if that cannot be told, and opening it as a network says why."""
    try:
        if path.name.lower().endswith(".npz"):
            with zipfile.ZipFile(path) as archive:
                return {name.removesuffix(".npy") for name in archive.namelist()}
        if path.name.lower().endswith(".onnx"):
            return None
        return set(read_mat_contents(path, lambda _name: False).shapes)
    except (DataError, OSError, zipfile.BadZipFile):
        return None


def _small(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    small = reduced(picture, -(-max(picture.shape) // _STAGE_PX))
    gray: NDArray[np.uint8] = (np.clip(small, 0.0, 1.0) * 255).round().astype(np.uint8)
    return gray


def _pixels(brightness: NDArray[np.float64]) -> NDArray[np.uint8]:
    """As many pixels as are shown."""
    step = -(-max(brightness.shape) // _SHOWN_PX)
    gray: NDArray[np.uint8] = (brightness[::step, ::step] * 255).round().astype(np.uint8)
    return gray


def readings(pictures: Iterable[Picture], model: Model, form: str) -> list[NDArray[np.floating] | None]:
    """What a network makes of each picture's digits, (n_digits, 10); ``None`` where there are none, or no answer."""
    found = [picture.frames.get(form, ()) for picture in pictures]
    frames = [frame.reshape(-1) for each in found for frame in each]
    if not frames:
        return [None] * len(found)
    rows = iter(model.read(np.stack(frames)))
    return [_answer(np.stack([next(rows) for _ in each])) if each else None for each in found]


def _answer(rows: NDArray[np.floating]) -> NDArray[np.floating] | None:
    return rows if np.isfinite(rows).all() else None
