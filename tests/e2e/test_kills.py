"""Processes that are killed while they save: a few kills of tests/benchmarks/kills.py, and that its checks notice."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine.data.drawings_store import DrawingsStore
from engine.runs.store import RunStore
from tests.benchmarks.kill_checks import DrawingsCheck, FileCheck, RunsCheck, Tally, Told, run_of, strokes_of
from tests.benchmarks.kills import run_kills

BEGUN, DONE = False, True


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_process_leaves_every_file_whole_and_all_that_was_confirmed(tmp_path: Path) -> None:
    *_, tallies = run_kills(2, tmp_path, seed=4, spread_s=0.08)

    assert [fault for tally in tallies.values() for fault in tally.faults] == []
    assert [tally.kills for tally in tallies.values()] == [2, 2, 2, 2]
    assert sum(tally.confirmed for tally in tallies.values()) > 0


# The checks themselves


@pytest.mark.parametrize("kind", ["models", "state"])
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("none", ""),
        ("cut", "cannot be opened"),
        ("gone", "cannot be opened"),
        ("too old", "version 0 is there, 2 was confirmed, 3 begun"),
        ("too new", "version 4 is there, 2 was confirmed, 3 begun"),
    ],
)
def test_a_file_that_is_not_as_it_has_to_be_is_noticed(kind: str, damage: str, said: str, tmp_path: Path) -> None:
    check, tally = FileCheck(kind, tmp_path), Tally()
    check.save({"too old": 0, "too new": 4}.get(damage, 2))
    if damage == "cut":
        check.path.write_bytes(check.path.read_bytes()[:-9])
    elif damage == "gone":
        check.path.unlink()

    check.look([Told(BEGUN, ("2",)), Told(DONE, ("2",)), Told(BEGUN, ("3",))], tally)

    assert len(tally.faults) == (1 if said else 0)
    assert said in "".join(tally.faults)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("none", ""),
        ("lost", "version None of 20260101-000000-00000001 is there, expected one of [5]"),
        ("cut", "cannot be read"),
        ("too old", "version 4 of 20260101-000000-00000001 is there, expected one of [5]"),
        ("other network", "is not as it was written"),
        ("never stored", "version 9 of 20260101-000000-00000003 is there, expected one of []"),
    ],
)
def test_a_run_that_is_not_as_it_has_to_be_is_noticed(damage: str, said: str, tmp_path: Path) -> None:
    check, tally, store = RunsCheck(tmp_path), Tally(), RunStore(tmp_path)
    for number in (4, 4 if damage == "too old" else 5):
        run = run_of(number)
        store.save(replace(run, model=run_of(1).model) if damage == "other network" else run)
    if damage == "lost":
        store.delete(run_of(5).id)
    if damage == "cut":
        (path,) = (tmp_path / "runs" / run_of(5).id).glob("network-*")
        path.write_bytes(path.read_bytes()[:-9])
    if damage == "never stored":
        store.save(run_of(9))

    check.look([Told(BEGUN, ("5",)), Told(DONE, ("5",)), Told(BEGUN, ("6",))], tally)

    assert bool(tally.faults) == bool(said)
    assert said in "".join(tally.faults)


@pytest.mark.parametrize("damage", ["none", "lost", "other label", "other strokes", "never drawn", "damaged"])
def test_a_database_that_is_not_as_it_has_to_be_is_noticed(damage: str, tmp_path: Path) -> None:
    check, tally = DrawingsCheck(tmp_path), Tally()
    store = DrawingsStore(check.path)
    told = [Told(DONE, ("add", "1", str(store.add(1, strokes_of(1))))), Told(DONE, ("add", "2", "2"))]
    if damage != "lost":
        store.add(3 if damage == "other label" else 2, strokes_of(5 if damage == "other strokes" else 2))
    if damage == "never drawn":
        store.add(7, strokes_of(7))
    if damage == "damaged":
        check.path.write_bytes(check.path.read_bytes()[:-5000])

    check.look(told, tally)

    assert bool(tally.faults) == (damage != "none")


@pytest.mark.parametrize("happened", [False, True])
def test_what_was_under_way_may_have_happened_or_not(happened: bool, tmp_path: Path) -> None:
    check, tally = DrawingsCheck(tmp_path), Tally()
    store = DrawingsStore(check.path)
    told = [Told(DONE, ("add", "1", str(store.add(1, strokes_of(1))))), Told(BEGUN, ("relabel", "1"))]
    if happened:
        store.relabel([1], 8)
    check.look(told, tally)
    if happened:
        store.delete([1])
    check.look([Told(BEGUN, ("delete", "1"))], tally)
    check.look([Told(BEGUN, ("add", "2"))], tally)

    assert tally.faults == []
    assert (tally.before, tally.after) == ((1, 2) if happened else (3, 0))
    assert check.first == 3
