"""The kinds of files that are fuzzed: what is damaged, how, and how the program opens it."""

import functools
import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_dataset, load_picture
from engine.ink.input_formats import INPUT_FORMATS, known_format
from engine.models.files import load_model
from tests.fuzzing import seeds
from tests.fuzzing.byte_mutations import BYTE_MUTATIONS, Mutation
from tests.fuzzing.mat_mutations import MAT_MUTATIONS
from tests.fuzzing.mat_mutations import bomb as mat_bomb
from tests.fuzzing.packed_mutations import ZIP_MUTATIONS, change_description, gzip_bomb, within_gzip, zip_bomb
from tests.fuzzing.picture_mutations import PICTURE_MUTATIONS, png_bomb
from tests.fuzzing.seeds import Seed
from tests.fuzzing.store_mutations import STORE_MUTATIONS
from tests.fuzzing.text_mutations import TEXT_MUTATIONS, replace_numbers

_BOMB_SHARE = 0.03
_UNCHANGED_SHARE = 0.02


@dataclass(frozen=True)
class Kind:
    """One kind of input.

    Attributes
    ----------
    make_seeds
        Valid files.
    mutations
        How one of them is damaged.
    bombs
        What makes little take much memory or time: a few of the inputs, for they take long to make.
    open
        How the program opens what is in a folder; raises a ``DigitLabError`` if it is refused.
    """

    make_seeds: Callable[[], list[Seed]]
    mutations: Sequence[Mutation]
    bombs: Sequence[Mutation]
    open: Callable[[Path], None]


def mutated(name: str, rng: random.Random, *, with_bombs: bool = True) -> Seed:
    """A damaged input of a kind, the same for the same state of ``rng``."""
    kind, found = KINDS[name], seeds_of(name)
    seed, other = rng.choice(found), rng.choice(found)
    victim = rng.choice(sorted(seed.files))
    data, foreign = seed.files[victim], rng.choice([other.files[file] for file in sorted(other.files)])
    chance = rng.random()
    if with_bombs and chance < _BOMB_SHARE:
        data = rng.choice(kind.bombs)(rng, data, foreign)
    elif chance < 1 - _UNCHANGED_SHARE:
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            try:
                data = rng.choice(kind.mutations)(rng, data, foreign)
            except Exception:  # noqa: BLE001 - what is no archive any more cannot be repacked
                data = rng.choice(BYTE_MUTATIONS)(rng, data, foreign)
    return Seed({**seed.files, victim: data}, seed.opened)


@functools.cache
def seeds_of(name: str) -> list[Seed]:
    """The valid files of a kind, made once."""
    return KINDS[name].make_seeds()


def _open_data(path: Path) -> None:
    dataset = load_dataset(str(path))
    assert len(dataset.digits)
    assert known_format(dataset.input_shape) is not None
    assert np.isfinite(dataset.digits[:3].values("float32")).all()


def _open_model(path: Path) -> None:
    model = load_model(path)
    model.read(np.zeros((2, model.parameters.architecture.n_inputs), np.float32))


def _open_picture(path: Path) -> None:
    picture = load_picture(path)
    for form in INPUT_FORMATS.values():
        frame = form.picture(picture)
        assert frame is None or np.isfinite(frame).all()


def _import_drawings(path: Path) -> None:
    store = DrawingsStore(path.with_name("own.sqlite"))
    store.add(1, [np.array(seeds.SHAPES[0])])
    try:
        n_added = store.import_from(path)
    except Exception:
        assert len(store.all()) == 1  # all or none
        raise
    assert len(store.all()) == 1 + n_added
    for drawing in store.all()[-3:]:
        assert drawing.strokes


def _open_store(path: Path) -> None:
    store = DrawingsStore(path)
    store.counts()
    for drawing in store.all():
        assert drawing.strokes
    number = store.add(1, [np.array(seeds.SHAPES[0])])
    store.relabel([number], 2)
    store.export_to(path.with_name("out.json"))
    store.delete([number])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)


_TEXTS = within_gzip((*TEXT_MUTATIONS, *BYTE_MUTATIONS))
_ZIPS = (*ZIP_MUTATIONS, *BYTE_MUTATIONS)
_MATS = within_gzip((*MAT_MUTATIONS, *MAT_MUTATIONS, *BYTE_MUTATIONS))
_PICTURES = (*PICTURE_MUTATIONS, *PICTURE_MUTATIONS, *BYTE_MUTATIONS)

KINDS: dict[str, Kind] = {
    "mat-data": Kind(seeds.course_files, [_MATS], [mat_bomb, gzip_bomb], _open_data),
    "mat-theta": Kind(seeds.theta_files, [_MATS], [mat_bomb, gzip_bomb], _open_model),
    "idx": Kind(seeds.idx_files, [within_gzip(BYTE_MUTATIONS)], [gzip_bomb], _open_data),
    "npz-data": Kind(seeds.npz_files, _ZIPS, [zip_bomb], _open_data),
    "npy": Kind(seeds.npy_files, BYTE_MUTATIONS, BYTE_MUTATIONS, _open_data),
    "libsvm": Kind(seeds.libsvm_files, [*TEXT_MUTATIONS, *BYTE_MUTATIONS], BYTE_MUTATIONS, _open_data),
    "mat-layouts": Kind(seeds.layouts_of_mat_files, [_MATS], [mat_bomb, gzip_bomb], _open_data),
    "octave": Kind(seeds.octave_files, [*TEXT_MUTATIONS, *BYTE_MUTATIONS], [gzip_bomb], _open_data),
    "zip": Kind(seeds.zip_files, _ZIPS, [zip_bomb], _open_data),
    "strokes-of-others": Kind(seeds.strokes_of_others, [_TEXTS], [gzip_bomb], _open_data),
    "npz-model": Kind(seeds.model_files, [*_ZIPS, *[change_description(TEXT_MUTATIONS)] * 12], [zip_bomb], _open_model),
    "npz-weights": Kind(seeds.weight_files, _ZIPS, [zip_bomb], _open_model),
    "onnx": Kind(seeds.onnx_files, BYTE_MUTATIONS, BYTE_MUTATIONS, _open_model),
    "json-network": Kind(seeds.network_texts, [_TEXTS], [gzip_bomb], _open_model),
    "csv": Kind(seeds.csv_files, [_TEXTS, _TEXTS, within_gzip([replace_numbers])], [gzip_bomb], _open_data),
    "strokes": Kind(seeds.stroke_files, [_TEXTS], [gzip_bomb], _open_data),
    "import": Kind(seeds.stroke_files, [_TEXTS], [gzip_bomb], _import_drawings),
    "store": Kind(seeds.stores, [*STORE_MUTATIONS, *BYTE_MUTATIONS], STORE_MUTATIONS, _open_store),
    "picture": Kind(seeds.pictures, _PICTURES, [png_bomb], _open_picture),
    "pictures": Kind(seeds.picture_folders, _PICTURES, [png_bomb], _open_data),
}
"""Every kind by its name; the command line is apart, in ``command_lines``."""
