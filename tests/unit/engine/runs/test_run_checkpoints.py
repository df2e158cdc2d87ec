"""Checkpoints are stored with their run, read only when they are asked for, and are the first to go."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from engine.data.registry import load_uci_digits
from engine.errors import RunStoreError
from engine.io.file_writing import Disk
from engine.models.metadata import describe_run
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.runs import store as store_module
from engine.runs.checkpoints import FILE
from engine.runs.run import Run
from engine.runs.store import RunStore
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.train import train

CONFIG = TrainingConfig(hidden_layers=(5,), epochs=3, batch_size=200, optimizer="momentum")


@pytest.fixture(scope="module")
def run() -> Run:
    dataset = load_uci_digits()
    report = train(CONFIG, dataset, recorder=CheckpointRecorder())
    model = Model(
        Parameters(report.architecture, report.parameters),
        describe_run(report, CONFIG, data=dataset.ref, curves=LearningCurves(data=dataset.ref)),
        report.scaling,
        state=report.training_state,
    )
    first, *others = report.checkpoints
    return Run(model=model, checkpoints=(first, *(replace(each, settings=(("momentum", 0.5),)) for each in others)))


def test_they_come_back_when_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    RunStore(tmp_path).save(run)
    store = RunStore(tmp_path)
    assert store.load(run.id).checkpoints is None

    for found in (store.checkpoints(run.id), store.load(run.id, with_checkpoints=True).checkpoints):
        assert found is not None
        assert run.checkpoints is not None
        for one, other in zip(found, run.checkpoints, strict=True):
            assert (one.epoch, one.n_batches, one.settings) == (other.epoch, other.n_batches, other.settings)
            np.testing.assert_array_equal(one.parameters, other.parameters)
            assert one.parameters.dtype == other.parameters.dtype


def test_they_are_written_once_and_stay_where_they_were_not_read(run: Run, tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.save(run)
    path = store.folder / run.id / FILE
    written = path.stat().st_mtime_ns
    loaded = store.load(run.id, with_checkpoints=True)
    store.save(replace(loaded, seconds=9.0))
    store.save(replace(store.load(run.id), seconds=10.0))
    assert path.stat().st_mtime_ns == written

    store.save(replace(run, checkpoints=()))
    assert not path.exists()
    assert store.checkpoints(run.id) == ()


def test_the_last_room_on_a_disk_is_for_networks(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = RunStore(tmp_path)
    store.save(run)
    monkeypatch.setattr("engine.runs.store.shutil.disk_usage", lambda _: SimpleNamespace(free=10_000_000))
    store.save(replace(run, checkpoints=(run.checkpoints or ())[:2]))
    assert store.checkpoints(run.id) == ()
    np.testing.assert_array_equal(RunStore(tmp_path).load(run.id).model.parameters.flat, run.model.parameters.flat)


class _Full(Disk):
    """A disk without room for checkpoints."""

    def before(self, what: str, path: Path) -> None:
        if FILE in path.name and what == "create":
            raise OSError(28, "No space left on device")


def test_where_there_is_no_room_the_run_goes_without(run: Run, tmp_path: Path) -> None:
    store = RunStore(tmp_path, disk=_Full())
    store.save(run)

    assert store.load(run.id).model.parameters.flat.tobytes() == run.model.parameters.flat.tobytes()
    assert store.checkpoints(run.id) == ()


def test_they_go_first(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_SPARED_S", -1.0)
    store = RunStore(tmp_path)
    store.save(run)
    store.set_max_bytes(store.n_bytes - 1000)

    assert store.checkpoints(run.id) == ()
    assert store.stored(run.id).has_state


def test_they_can_be_dropped_alone(run: Run, tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.save(run)
    store.drop_checkpoints(run.id)
    store.drop_checkpoints(run.id)  # there is nothing left to do

    assert store.load(run.id, with_checkpoints=True).checkpoints == ()


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [_cut, _flipped, lambda _content: b""])
def test_damaged_ones_are_told_of_and_cost_the_run_nothing(
    run: Run, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    store = RunStore(tmp_path)
    store.save(run)
    path = store.folder / run.id / FILE
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(RunStoreError, match="damaged"):
        store.checkpoints(run.id)
    assert store.load(run.id, with_checkpoints=True).checkpoints == ()


@pytest.mark.parametrize(
    "change",
    [
        {"epochs": np.array([0.0, math.nan])},
        {"epochs": np.array([1.0, 0.0])},
        {"parameters": np.zeros((2, 7), np.float32)},
        {"parameters": np.zeros((2, 2065), np.int64)},
        {"settings": np.zeros((2, 2))},
        {"n_batches": np.zeros(3, np.int64)},
        {"epochs": np.zeros((2, 1))},
    ],
)
def test_those_of_another_network_are_refused(run: Run, tmp_path: Path, change: dict[str, "np.ndarray"]) -> None:
    store = RunStore(tmp_path)
    store.save(run)
    sound = {
        "epochs": np.array([0.0, 1.0]),
        "n_batches": np.array([0, 9]),
        "settings": np.full((2, 3), np.nan),
        "parameters": np.zeros((2, 2065), np.float32),
    }
    path = store.folder / run.id / FILE
    np.savez(path, **sound)  # type: ignore[arg-type]  # its stubs know no names
    assert len(store.checkpoints(run.id)) == 2
    np.savez(path, **{**sound, **change})  # type: ignore[arg-type]
    with pytest.raises(RunStoreError):
        store.checkpoints(run.id)


def test_what_is_later_than_the_run_is_left_out(run: Run, tmp_path: Path) -> None:
    """A process was killed between the two files of a save."""
    store = RunStore(tmp_path)
    store.save(run)
    about = replace(run.metadata, epochs=1.0)
    store.save(replace(run, model=replace(run.model, metadata=about), checkpoints=None))

    assert max(each.epoch for each in store.checkpoints(run.id)) == 1.0


class _BreaksAt(Disk):
    """A program that is killed at its n-th step on the disk."""

    def __init__(self, step: int) -> None:
        self.steps_left = step

    def before(self, what: str, path: Path) -> None:
        self.steps_left -= 1
        if self.steps_left < 0:
            raise KeyboardInterrupt


def test_killed_at_any_step_of_a_save_run_and_checkpoints_are_those_before_or_after(run: Run, tmp_path: Path) -> None:
    assert run.checkpoints is not None
    early = replace(run, checkpoints=run.checkpoints[:5])
    n_kills = 0
    for step in range(100):
        base = tmp_path / f"{step}"
        RunStore(base).save(early)
        store = RunStore(base, disk=_BreaksAt(step))
        try:
            store.save(replace(run, seconds=9.0))
            break
        except KeyboardInterrupt:
            n_kills += 1
            reader = RunStore(base)
            found = [each.epoch for each in reader.checkpoints(run.id)]
            assert found in ([each.epoch for each in each_run.checkpoints or ()] for each_run in (early, run))
            assert reader.load(run.id, with_checkpoints=True).seconds in (run.seconds, 9.0)
    assert n_kills > 5
