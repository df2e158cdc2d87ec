"""Whatever call fails, whenever the process is killed or the power goes: nothing that was confirmed is lost.

Here in part; all of it is ``tests/benchmarks/soundness.py``.
"""

import errno
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from engine.data.drawings_store import DrawingsStore
from engine.errors import DataError, ModelError
from engine.models.files import load_model, save_model
from tests.fuzzing.kinds import KINDS
from tests.soundness.file_calls import ERRORS, Killed, refusal, watched
from tests.soundness.kept import KEPT, Unpacked
from tests.soundness.memory import memory_trials
from tests.soundness.simulated_disk import SimulatedDisk, write_tree
from tests.soundness.sqlite_calls import can_be_watched, sqlite_watched
from tests.soundness.trials import KILL, Trials

ROOT = Path(__file__).resolve().parents[4]
QUICK_CALLS = 8
"""So many of the calls of each kind are refused in the quick tests, and so many of the others are power cuts."""
HOW = (*ERRORS, KILL)


@pytest.fixture(scope="module", params=KEPT, ids=lambda kind: kind.title)
def trials(request: pytest.FixtureRequest) -> Iterator[Trials]:
    with closing(Trials(request.param)) as trials:
        yield trials


def test_a_call_that_is_refused_is_told_and_loses_nothing(trials: Trials) -> None:
    tally = trials.refuse(HOW, in_turn=True, every=max(len(trials.calls) // QUICK_CALLS, 1))

    assert tally.faults == []
    assert tally.calls >= QUICK_CALLS - len(HOW)


def test_what_was_confirmed_is_there_after_a_power_cut(trials: Trials) -> None:
    tally = trials.cut(every=len(trials.calls) // 4)

    assert tally.faults == []
    assert tally.trials > 2


@pytest.mark.slow
def test_every_call_that_is_refused_is_told_and_loses_nothing(trials: Trials) -> None:
    tally = trials.refuse(HOW, in_turn=True)

    assert tally.faults == []
    assert tally.calls >= len(trials.calls) - len(HOW)


@pytest.mark.slow
def test_what_was_confirmed_is_there_whenever_the_power_is_cut(trials: Trials) -> None:
    assert trials.cut().faults == []


def test_a_zip_that_finds_no_room_to_be_unpacked_is_told() -> None:
    with closing(Trials(Unpacked)) as trials:
        tally = trials.refuse(ERRORS, in_turn=True, every=3)

    assert tally.faults == []
    assert tally.told > QUICK_CALLS


READ = [kind for kind in KINDS if kind != "store"]  # SQLite has its memory from C


@pytest.mark.parametrize("kind", READ)
def test_that_memory_runs_out_for_a_file_is_told(kind: str) -> None:
    tally = memory_trials(kind, most_calls=4, most_seeds=2)

    assert tally.faults == []
    assert tally.told > 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", READ)
def test_that_memory_runs_out_anywhere_is_told(kind: str) -> None:
    assert memory_trials(kind, most_calls=30, most_seeds=4).faults == []


def test_that_memory_ran_out_is_not_taken_for_a_damaged_state_of_a_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_model(load_model(), tmp_path / "m.npz")

    def refuse(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("engine.models.files._read_state", refuse)
    with pytest.raises(ModelError, match=r"^m\.npz: there is not enough memory to read it"):
        load_model(tmp_path / "m.npz")


# A small disk, and power that goes, as SQLite meets them

_FILLED = """
import resource, signal, sys
from pathlib import Path
from engine.data.drawings_store import DrawingsStore
from engine.errors import DataError, ModelError
from engine.models.files import load_model, save_model
from tests.fuzzing.kinds import KINDS
path = Path(sys.argv[1])
store = DrawingsStore(path)
store.add(1, [[(0.1, 0.2)]])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
for n in range(2, 1000):
    try:
        store.add(2, [[(0.5, n / 1000)] * 300])
    except DataError as error:
        print(n - 1, error)
        break
assert len(store.all()) == n - 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.add(3, [[(0.1, 0.2)]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to the size of a file")
def test_a_disk_that_becomes_full_loses_no_drawing(tmp_path: Path) -> None:
    path = tmp_path / "drawings.sqlite"

    told = subprocess.run(
        [sys.executable, "-c", _FILLED, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    n_kept, sentence = told.split(maxsplit=1)
    assert str(path) in sentence
    assert int(n_kept) > 5
    labels = [drawing.label for drawing in DrawingsStore(path).all()]
    assert labels == [1, *[2] * (int(n_kept) - 1), 3]


# What the trials are made with


def _write_unsafely(path: Path) -> None:
    path.write_bytes(b"new")


def _write_without_flush(path: Path) -> None:
    beside = path.with_name("beside")
    beside.write_bytes(b"new")
    beside.replace(path)


@pytest.mark.parametrize("write", [_write_unsafely, _write_without_flush])
def test_a_power_cut_is_felt_by_what_does_not_flush(write: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    disk = SimulatedDisk(tmp_path)
    with watched(tmp_path, lambda _what, _path: None, disk):
        write(path)

    found = {how: tree.get("file") for how, tree in disk.after_a_power_cut()}

    assert b"new" in found.values()
    assert set(found.values()) - {b"new", b"old"}, "neither the old file nor the new one"


def test_what_is_written_is_in_the_simulation_to_the_last_byte(tmp_path: Path) -> None:
    base, copy = tmp_path / "base", tmp_path / "copy"
    base.mkdir()
    copy.mkdir()
    disk = SimulatedDisk(base)
    with watched(base, lambda _what, _path: None, disk), sqlite_watched(lambda _what, _path: None, disk):
        store = DrawingsStore(base / "a" / "drawings.sqlite")
        for label in range(5):
            store.add(label, [[(0.1, 0.2)] * 100 * label or [(0.1, 0.2)]])
        store.delete([2])
        (base / "a" / "text").write_text("one")
        with (base / "a" / "text").open("a") as file:
            file.write(" two")
        (base / "a" / "text").rename(base / "moved")

    *_, (_, tree) = [state for state in disk.after_a_power_cut() if state[0].startswith("data kept, 0")]
    write_tree(tree, copy)

    for path in base.rglob("*"):
        if path.is_file() and (can_be_watched() or path.suffix != ".sqlite"):
            assert (copy / path.relative_to(base)).read_bytes() == path.read_bytes(), path
    assert (copy / "moved").read_text() == "one two"


@pytest.mark.skipif(not can_be_watched(), reason="SQLite's functions cannot be reached in this interpreter")
@pytest.mark.parametrize("error", [*ERRORS, KILL])
def test_sqlite_is_refused_what_it_asks_for(error: int, tmp_path: Path) -> None:
    calls: list[str] = []

    def refuse_writing(what: str, path: Path) -> None:
        calls.append(what)
        if what == "write":
            raise refusal(error, path) if error else Killed

    store = DrawingsStore(tmp_path / "drawings.sqlite")
    with (
        sqlite_watched(refuse_writing),
        pytest.raises(DataError, match="full" if error == errno.ENOSPC else "it cannot be used"),
    ):
        store.add(1, [[(0.1, 0.2)]])

    assert "write" in calls
    assert store.all() == []
