"""Programs that are killed amid a sweep: a few kills of tests/benchmarks/sweep_kills.py, and that its checks notice."""

import shutil
import sys
from pathlib import Path

import pytest

from engine.data.loading import load_dataset
from engine.runs.store import RunStore
from engine.sweeps.folder import SweepFolders
from engine.sweeps.one_by_one import OneByOne
from engine.sweeps.sweep import Sweep
from tests.benchmarks.sweep_kills import SweepCheck, SweepTally, plan_of, run_kills


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.slow
@pytest.mark.parametrize("n_kills", [2, 40])
def test_a_killed_sweep_keeps_every_run_that_ended_and_makes_none_twice(n_kills: int, tmp_path: Path) -> None:
    *_, tally = run_kills(n_kills, tmp_path, seed=4, spread_s=0.3)

    assert tally.faults == []
    assert tally.kills == n_kills


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a sweep that nobody killed."""
    base, dataset = tmp_path_factory.mktemp("computed"), load_dataset("uci-digits-8x8")
    folders = SweepFolders(base)
    stored = folders.begin(plan_of(2), dataset.ref)
    Sweep(stored, dataset, executor=OneByOne(), folders=folders, store=RunStore(base)).run()
    return base


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("none", ""),
        ("run gone", "is not in the store"),
        ("run cut", "cannot be read"),
        ("result gone", "the result of run 0 of sweep 2 is None"),
        ("told twice", "was computed again"),
        ("other", "is not as it is without kills"),
    ],
)
@pytest.mark.slow
def test_what_is_not_as_it_has_to_be_is_noticed(damage: str, said: str, computed: Path, tmp_path: Path) -> None:
    shutil.copytree(computed, tmp_path, dirs_exist_ok=True)
    folders = SweepFolders(tmp_path)
    stored = folders.all()[0]
    results = list(folders.results(stored).values())
    check, tally = SweepCheck(tmp_path, 2), SweepTally()
    told = [["ended", str(result.index), result.run_id, result.checksum] for result in results]
    first, path = (
        RunStore(tmp_path).folder / results[0].run_id,
        folders.folder / stored.id / "results" / "00000000.json",
    )
    if damage == "run gone":
        (first / "run.json").unlink()
    elif damage == "run cut":
        network = next(first.glob("network-*.npz"))
        network.write_bytes(network.read_bytes()[:-9])
    elif damage == "result gone":
        path.unlink()
    elif damage == "told twice":
        told.append(told[0])

    check.look(told, tally)
    if damage == "other":
        path.write_text(path.read_text(encoding="utf-8").replace(results[0].checksum, "0" * 64), encoding="utf-8")
        check.look_at_the_end(tally)

    assert (said in "".join(tally.faults)) if said else not tally.faults
