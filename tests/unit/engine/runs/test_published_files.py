"""What every published version of the program has kept is opened by this one; see ``published/README.md``."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.data import drawings_store
from engine.data.drawings_store import DrawingsStore
from engine.lessons import progress
from engine.lessons.progress import Found, load_progress
from engine.runs import session_folder, store
from engine.runs.run_files import import_run
from engine.runs.session import Session
from engine.runs.session_folder import open_session_folder
from engine.runs.store import RunStore
from engine.sweeps import folder as sweep_folder
from engine.sweeps.folder import SweepFolders
from engine.training.state import checksum

FOLDER = Path(__file__).parent / "published"


def _session(base: Path) -> Session:
    folder = open_session_folder(base)
    try:
        session = folder.read()
    finally:
        folder.close()
    assert session is not None
    assert session.problems == ()
    assert session.before_fine_tuning == (None,)
    assert (session.source, session.label, session.view) == ("uci-digits-8x8", "UCI digits", "Data")
    np.testing.assert_array_equal(session.strokes, [[[0.2, 0.2], [0.8, 0.9]]])
    assert session.config is not None
    assert (session.config.hidden_layers, session.config.epochs, session.config.seed) == ((3,), 2, 6)
    return session


def _open_session_1(base: Path) -> None:
    run = _session(base).run
    assert run is not None
    assert run.name == "3 hidden units"
    assert str(run.model.parameters.architecture) == "64-3-10"
    assert np.abs(run.model.parameters.flat.astype(np.float64)).sum() == pytest.approx(41.30381814733846, rel=1e-9)
    about = run.metadata
    assert (about.state, about.epochs, about.curves.n_points) == ("finished", 2.0, 23)
    assert about.test is not None
    assert about.test.n == 270
    assert about.test.accuracy == pytest.approx(0.2962962962962963)


def _open_session_2(base: Path) -> None:
    run = _session(base).run
    assert run is not None
    assert (run.name, run.note, run.is_starred, run.number) == ("my first", "a note", True, 1)
    assert checksum(run.model.parameters.flat) == "783841fc94d35bedf778920664e1718a3385840439d713c26aa871ca6c07d050"
    about = run.metadata
    assert (about.state, about.epochs, about.curves.n_points) == ("finished", 2.0, 23)
    assert about.test is not None
    assert about.test.accuracy == pytest.approx(0.15555555555555556)
    assert [each.id for each in RunStore(base).summaries()] == [run.id]


def _open_drawings(base: Path) -> None:
    drawings = DrawingsStore(base / "drawings.sqlite")
    assert [(each.number, each.label) for each in drawings.all()] == [(1, 7), (2, 4)]
    np.testing.assert_array_equal(drawings.all()[1].strokes, [[[0.5, 0.1], [0.5, 0.9]], [[0.4, 0.2], [0.5, 0.1]]])
    assert drawings.add(3, [[(0.1, 0.1)]]) == 4  # the number of one that was deleted stays its own


def _open_lessons_1(base: Path) -> None:
    loaded = load_progress(base / "lessons.json")
    assert loaded.note is None
    first, second = loaded.progress["01-pictures"], loaded.progress["02-softmax"]
    assert (first.step, first.is_done, second.step, second.is_done) == (2, False, 4, True)
    assert first.predictions == {(0, 0): "400", (1, 0): 0.5}
    assert (first.results, first.named) == ({}, {"accuracy": (0.91, 3)})


def _open_lessons_2(base: Path) -> None:
    loaded = load_progress(base / "lessons.json")
    assert loaded.note is None
    first, second = loaded.progress["01-pictures"], loaded.progress["02-softmax"]
    assert (first.step, first.is_done, second.step, second.is_done) == (2, False, 4, True)
    assert first.predictions == {(0, 0): 1.0, (1, 0): 0.5}
    assert first.results == {
        "run": (
            Found(1, {"validation accuracy": 0.91, "epochs": 3.0}, '{"epochs": 3}'),
            Found(2, {"validation accuracy": 0.92}, '{"epochs": 3}'),
        )
    }
    assert first.named == {"准确率": (0.9, 3)}


def _open_sweep(base: Path) -> None:
    (sweep,) = SweepFolders(base).all()
    results = SweepFolders(base).results(sweep)
    runs = RunStore(base)
    assert sweep.is_done
    assert [dict(each.values) for each in results.values()] == [{"learning_rate": 0.1}, {"learning_rate": 0.3}]
    for result in results.values():
        assert checksum(runs.load(result.run_id).model.parameters.flat) == result.checksum
    assert results[0].checksum == "f9788e249d5c414d431cb1046743dba2a5d2ff94c66636948150a3726bdfb657"


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("session-version-1", _open_session_1),
        ("session-version-2", _open_session_2),
        ("drawings-version-1", _open_drawings),
        ("lessons-version-1", _open_lessons_1),
        ("lessons-version-2", _open_lessons_2),
        ("sweep-version-1", _open_sweep),
    ],
)
def test_what_this_version_kept_is_read(name: str, opened: Callable[[Path], None], tmp_path: Path) -> None:
    with zipfile.ZipFile(FOLDER / f"{name}.zip") as archive:
        archive.extractall(tmp_path)

    opened(tmp_path)


@pytest.mark.parametrize(
    ("name", "epochs", "digest"),
    [
        ("run-version-1", [], "6d779cee3a0f1b268b42b505227f3cb0b7ef0e19ecf319243ec20db483b52f60"),
        (
            "run-version-1-checkpoints",
            [0.0, 0.7691187181354697, 1.9555717407137654],
            "81d4e627927af7fdea442b2ce6ab137caf1ce8fab24d4a06c3a9cc1fb8a2d773",
        ),
    ],
)
def test_a_run_that_this_version_exported_is_taken_in(
    name: str, epochs: list[float], digest: str, tmp_path: Path
) -> None:
    runs = RunStore(tmp_path)

    stored = import_run(FOLDER / f"{name}.digitlab-run", runs)

    run = runs.load(stored.id, with_checkpoints=True)
    assert checksum(run.model.parameters.flat) == digest
    assert (run.metadata.state, run.metadata.epochs, run.metadata.curves.n_points) == ("finished", 2.0, 23)
    assert [each.epoch for each in run.checkpoints or ()] == epochs


def test_a_new_version_brings_a_file_of_its_own() -> None:
    versions = {
        "session": session_folder.VERSION,
        "run": store.VERSION,
        "drawings": drawings_store.SCHEMA_VERSION,
        "sweep": sweep_folder.VERSION,
        "lessons": progress.VERSION,
    }
    names = {path.stem for path in FOLDER.iterdir()}

    missing = [
        f"{kind}-version-{version}"
        for kind, newest in versions.items()
        for version in range(1, newest + 1)
        if f"{kind}-version-{version}" not in names
    ]

    assert missing == []
    assert all(path.stat().st_size < 16_000 for path in FOLDER.iterdir())
