"""How far a user is in each lesson: what was reached, predicted and found, in one file of the user's data folder.

The file is written whole or not at all. One that is damaged is set aside, which is told, and stays there.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from engine.errors import LessonError
from engine.io.file_reading import out_of_reach
from engine.io.file_writing import DISK, Disk
from engine.io.presence import exists
from engine.io.user_data import user_data_folder
from engine.text.sentence import Sentence, say

FILE_NAME = "lessons.json"
_FORMAT, VERSION = "digit-lab-lessons", 2
_MOST_BYTES = 2**24
_MOST_ASIDE = 100

Said: TypeAlias = float | str
"""What was predicted: a number; of choices in words the number of the choice, from 0. Version 1 kept the words."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an experiment came to with one seed.

    Attributes
    ----------
    seed
        Of the run or the measurement.
    values
        By quantity, finite: shares from 0 to 1 where figures are in per cent.
    done
        What was carried out; see :func:`engine.lessons.lesson.done_by`.
    """

    seed: int
    values: Mapping[str, float]
    done: str


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """How far a user is in one lesson; nothing in it depends on the language that the lesson was read in.

    Attributes
    ----------
    step
        The step that is open, from 0.
    is_done
        Whether the last step has been left behind.
    predictions
        What was said, by the number of the step and that of the question within it, both from 0.
    results
        What the experiments came to, by their names: with each seed, in the order in which they came.
    named
        What version 1 kept: value and seed of a figure by its name, in whichever language that is.
    """

    step: int = 0
    is_done: bool = False
    predictions: Mapping[tuple[int, int], Said] = field(default_factory=dict)
    results: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[float, int]] = field(default_factory=dict)


Progress: TypeAlias = Mapping[str, LessonProgress]
"""By the names of lessons; one that was opened from a file goes by the whole path of that."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was kept.

    Attributes
    ----------
    progress
        Of every lesson that was begun.
    note
        That a damaged file was set aside; ``None`` if none was.
    """

    progress: Progress
    note: Sentence | None = None


def progress_file() -> Path:
    """Where progress is kept."""
    return user_data_folder() / FILE_NAME


def load_progress(path: Path | None = None, *, disk: Disk = DISK) -> Loaded:
    """Read what was kept; a file that is damaged is set aside under another name.

    Raises
    ------
    LessonError
        If the file is there and the system does not let it be read, or set aside, or if a newer program has written it:
        then nothing is to be written over it.
    """
    path = path or progress_file()
    try:
        if path.stat().st_size > _MOST_BYTES:
            return _set_aside(path, disk)
        text = path.read_bytes()
    except FileNotFoundError:
        return Loaded(MappingProxyType({}))
    except OSError as error:
        raise LessonError(out_of_reach(path, error)) from error
    try:
        value = json.loads(text)
        if value["format"] == _FORMAT and value["version"] > VERSION:
            raise LessonError(say("lesson.progress_newer", path=str(path)))
        return Loaded(_progress_from(value))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _set_aside(path, disk)


def save_progress(progress: Progress, path: Path | None = None, *, disk: Disk = DISK) -> None:
    """Write what is to be kept, whole or not at all.

    Raises
    ------
    LessonError
        If it cannot be written.
    """
    path = path or progress_file()
    text = json.dumps(_as_json(progress), ensure_ascii=False, indent=1)
    try:
        disk.make_folder(path.parent)
        disk.write_whole(path, lambda file: file.write(text.encode("utf-8", "surrogatepass")), replaces_read_only=True)
    except OSError as error:
        raise LessonError(
            say("lesson.progress_not_kept", path=str(path), reason=error.strerror or str(error))
        ) from error


def _set_aside(path: Path, disk: Disk) -> Loaded:
    names = (path.with_name(f"{path.stem}-damaged-{number}{path.suffix}") for number in range(1, _MOST_ASIDE))
    place = next((name for name in names if not exists(name)), path.with_name(f"{path.stem}-damaged{path.suffix}"))
    try:
        disk.replace(path, place)
    except OSError as error:
        raise LessonError(out_of_reach(path, error)) from error
    return Loaded(MappingProxyType({}), say("lesson.progress_damaged", name=place.name))


def _as_json(progress: Progress) -> dict[str, Any]:
    lessons = {name: _lesson_as_json(own) for name, own in progress.items()}
    return {"format": _FORMAT, "version": VERSION, "lessons": lessons}


def _lesson_as_json(own: LessonProgress) -> dict[str, Any]:
    value: dict[str, Any] = {
        "step": own.step,
        "done": own.is_done,
        "predictions": [[*where, said] for where, said in own.predictions.items()],
        "results": {
            name: [[each.seed, dict(each.values), each.done] for each in found] for name, found in own.results.items()
        },
    }
    if own.named:
        value["named"] = {figure: list(found) for figure, found in own.named.items()}
    return value


def _progress_from(value: Any) -> Progress:  # noqa: ANN401 - whatever the file holds
    """Raises ValueError, TypeError, KeyError or AttributeError where the file is none of ours."""
    if value["format"] != _FORMAT or not isinstance(value["lessons"], dict):
        raise ValueError(_FORMAT)
    return {str(name): _lesson_from(own, value["version"]) for name, own in value["lessons"].items()}


def _lesson_from(own: Any, version: int) -> LessonProgress:  # noqa: ANN401
    predictions = {(_count(step), _count(question)): _said(said) for step, question, said in own["predictions"]}
    by_figure = own["results"] if version == 1 else own.get("named", {})
    by_experiment = {} if version == 1 else own["results"]
    return LessonProgress(
        _count(own["step"]),
        own["done"] is True,
        predictions,
        {str(name): tuple(_found(*each) for each in found) for name, found in by_experiment.items()},
        {str(figure): (_number(value), _count(seed)) for figure, (value, seed) in by_figure.items()},
    )


def _found(seed: Any, values: Any, done: Any) -> Found:  # noqa: ANN401
    return Found(_count(seed), {str(quantity): _number(value) for quantity, value in values.items()}, str(done))


def _count(value: Any) -> int:  # noqa: ANN401
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _number(value: Any) -> float:  # noqa: ANN401
    if not isinstance(value, int | float) or isinstance(value, bool) or math.isnan(value):
        raise TypeError(value)
    return float(value)


def _said(value: Any) -> Said:  # noqa: ANN401
    return value if isinstance(value, str) else _number(value)
