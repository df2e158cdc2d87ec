"""Memory that runs out while a file is opened: the n-th array, or the n-th piece that a decoder hands over, is refused."""

import gzip
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.lib import format as npy_format
from PIL import Image

from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_dataset, load_picture
from engine.errors import DigitLabError
from engine.models.files import load_model
from tests.fuzzing.kinds import seeds_of
from tests.fuzzing.seeds import Seed
from tests.fuzzing.trial import fault_of_sentence
from tests.soundness.trials import Tally

CALLS: tuple[tuple[Any, str], ...] = (
    (np, "empty"),
    (np, "zeros"),
    (np, "concatenate"),
    (npy_format, "read_array"),
    (zipfile.ZipExtFile, "read"),
    (gzip.GzipFile, "read"),
    (Image, "open"),
    (Image.Image, "convert"),
)
"""What takes memory by the size of what is in a file."""
_TOLD = "not enough memory"
_MODELS = ("mat-theta", "npz-model", "npz-weights", "onnx", "json-network")


def _opens(kind: str) -> Callable[[Path], object]:
    """What opens files of a kind of the fuzzer's."""
    if kind in _MODELS:
        return load_model
    if kind == "picture":
        return load_picture
    if kind == "import":
        return lambda path: DrawingsStore(path.with_name("own.sqlite")).import_from(path)
    return lambda path: load_dataset(str(path))


@contextmanager
def _refusing(at: int) -> Iterator[list[str]]:
    """Refuse memory at a call; which calls there were."""
    seen: list[str] = []

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            seen.append(name)
            if len(seen) == at:
                raise MemoryError
            return real(*args, **more)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in CALLS:
            patch.setattr(owner, name, counted(name, getattr(owner, name)))
        yield seen


def memory_trials(kind: str, *, most_calls: int, most_seeds: int) -> Tally:
    """Refuse memory at calls that are spread evenly over all that there are while valid files of a kind are opened."""
    tally, opens = Tally(), _opens(kind)
    for seed in seeds_of(kind)[:most_seeds]:
        with tempfile.TemporaryDirectory(prefix="digit-lab-memory-") as folder:
            path = _laid_out(seed, Path(folder))
            opens(path)  # what is worked out once for all files is there then
            with _refusing(0) as seen:
                opens(path)
            places = np.unique(np.linspace(1, len(seen), min(most_calls, len(seen))).round()).astype(int)
            tally.calls += len(places)
            for at in places.tolist():
                fault = _one(opens, path, at, tally, [path.name, *(file.name for file in Path(folder).rglob("*"))])
                if fault:
                    tally.faults.append(f"{kind}, {path.name}: no memory for call {at} of {len(seen)}, {fault}")
    return tally


def _one(opens: Callable[[Path], object], path: Path, at: int, tally: Tally, names: Sequence[str]) -> str:
    """Open a file where one call is refused memory; what is wrong with what happens."""
    with _refusing(at) as seen:
        tally.trials += 1
        try:
            opened = opens(path)
        except DigitLabError as error:
            tally.told += 1
            fault = fault_of_sentence(str(error), names)
            if not fault and _TOLD not in str(error):
                fault = f"told as: {error}"
        except BaseException as error:  # noqa: BLE001 - anything but a sentence is a fault
            fault = f"{type(error).__name__} instead of a sentence: {error}"
        else:  # of many pictures some may be left out, which is told beside the others
            fault = "" if "left out" in str(getattr(opened, "note", "")) else "nobody was told"
    return f"{seen[at - 1] if len(seen) >= at else 'none'}: {fault}" if fault else ""


def _laid_out(seed: Seed, folder: Path) -> Path:
    for name, data in seed.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / seed.opened if seed.opened else folder
