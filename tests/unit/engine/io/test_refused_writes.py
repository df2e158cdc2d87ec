"""Every single write of the store and of a session is refused in turn: nothing that was stored before is lost.

Once as where a disk is full for a moment, and once as where the process is killed: from then on nothing is done any more,
no tidying up either.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DigitLabError
from engine.io.file_writing import Disk
from engine.models.files import load_model, save_model
from engine.models.metadata import ModelMetadata, describe_random
from engine.models.model import Model
from engine.runs import store as store_module
from engine.runs.run import Run
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder, open_session_folder
from engine.runs.store import RunStore
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters
from tests.runs import network_files

CONFIG = TrainingConfig(hidden_layers=(2,))
MOST_CALLS = 200


@dataclass
class RefusingDisk(Disk):
    """Refuses one call, and all that follow if its process is killed then."""

    refused: int
    is_killed: bool
    calls: list[str] = field(default_factory=list)

    def before(self, what: str, path: Path) -> None:
        self.calls.append(f"{what} {path.name}")
        if len(self.calls) == self.refused or (self.is_killed and len(self.calls) > self.refused):
            raise OSError(28, "No space left on device")

    @property
    def has_refused(self) -> bool:
        return len(self.calls) >= self.refused


def a_model(seed: int) -> Model:
    config = CONFIG.with_values(seed=seed)
    return Model(first_parameters(config), describe_random(config))


def marked(seed: int) -> Run:
    """A run that is known by its seed, in its network and in what is known of it."""
    return Run(model=a_model(seed))


def mark_of(run: Run | None) -> int:
    """The seed of a run, if its network and what is known of it belong together."""
    assert run is not None
    config = run.metadata.config
    assert config is not None
    np.testing.assert_array_equal(run.model.parameters.flat, first_parameters(config).flat)
    return config.seed


def drawn(n: int) -> tuple[np.ndarray, ...]:
    return (np.array([[0.25, 0.5]]),) * n


@pytest.fixture(params=[pytest.param("refused once", marks=pytest.mark.slow), "killed"])
def each_refusal(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., int]:
    """Tries something in a new folder each time, with another call refused; returns how many calls there were."""

    def try_all(
        prepare: Callable[[Path], None], act: Callable[[Path, Disk], None], check: Callable[[Path], None]
    ) -> int:
        for number in range(1, MOST_CALLS):
            base = tmp_path / str(number)
            base.mkdir()
            prepare(base)
            disk = RefusingDisk(number, request.param == "killed")
            with contextlib.suppress(DigitLabError):
                act(base, disk)
            check(base)
            if not disk.has_refused:
                return number - 1
        raise AssertionError

    return try_all


def reopened(base: Path) -> tuple[SessionFolder, Session | None]:
    folder = open_session_folder(base)
    return folder, folder.read()


def test_a_session_is_the_one_before_or_the_one_after(each_refusal: Callable[..., int]) -> None:
    old, other = marked(1), marked(2)
    newer = replace(old, model=a_model(3))

    def prepare(base: Path) -> None:
        folder = open_session_folder(base)
        folder.write(Session(run=old, strokes=drawn(1)))
        folder.close()

    def act(base: Path, disk: Disk) -> None:
        folder = open_session_folder(base, disk=disk)
        try:
            folder.read()
            folder.write(Session(run=newer, before_fine_tuning=(other,), strokes=drawn(2)))
        finally:
            folder.close()

    def check(base: Path) -> None:
        folder, session = reopened(base)
        assert session is not None
        assert session.problems == ()
        assert mark_of(session.run) in (1, 3)  # the run may be further than it was, and the drawing newer than its run
        if session.before_fine_tuning:
            assert mark_of(session.before_fine_tuning[0]) == 2
            assert len(session.strokes) == 2
        folder.write(Session(run=newer, before_fine_tuning=(other,), strokes=drawn(3)))
        folder.close()
        folder, session = reopened(base)
        assert session is not None
        assert (mark_of(session.run), len(session.strokes)) == (3, 3)
        folder.close()

    assert each_refusal(prepare, act, check) > 15


@pytest.mark.slow
def test_a_run_is_there_whole_or_not_at_all_and_others_stay(
    each_refusal: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [marked(seed) for seed in (1, 2)]
    new = marked(3)

    def prepare(base: Path) -> None:
        for run in there:
            RunStore(base).save(run)

    def act(base: Path, disk: Disk) -> None:
        store = RunStore(base, disk=disk)
        store.save(new)
        store.save(replace(there[0], model=a_model(4)))
        store.edit(there[1].id, name="mine")

    def check(base: Path) -> None:
        store = RunStore(base)
        runs = {run.id: mark_of(store.load(run.id)) for run in store.runs()}
        assert set(runs) - {new.id} == {run.id for run in there}
        assert runs[there[0].id] in (1, 4)
        assert runs[there[1].id] == 2
        assert runs.get(new.id, 3) == 3
        numbers = [run.number for run in store.runs()]
        store.save(marked(5))
        assert len({run.number for run in store.runs()}) == len(numbers) + 1

    assert each_refusal(prepare, act, check) > 15


@pytest.mark.slow
def test_what_is_to_go_goes_or_stays_whole(each_refusal: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_SPARED_S", -1.0)
    runs = [marked(seed) for seed in range(1, 6)]

    def prepare(base: Path) -> None:
        folder = open_session_folder(base)
        for run in runs[1:]:
            folder.store.save(run)
        folder.write(Session(run=runs[0]))
        folder.close()

    def act(base: Path, disk: Disk) -> None:
        store = RunStore(base, disk=disk)
        store.delete(runs[1].id)
        store.undelete(runs[1].id)
        store.set_max_bytes(20_000)

    def check(base: Path) -> None:
        folder, session = reopened(base)
        assert session is not None
        assert mark_of(session.run) == 1
        assert all(mark_of(folder.store.load(run.id)) for run in folder.store.runs())
        folder.store.set_max_bytes(0)
        folder.store.tidy()
        assert [run.id for run in folder.store.runs()] == [runs[0].id]
        assert len(network_files(base)) == 1
        folder.close()

    assert each_refusal(prepare, act, check) > 15


@pytest.mark.parametrize("move", ["put_before", "set_aside"])
def test_a_session_that_is_moved_is_in_one_place(each_refusal: Callable[..., int], move: str) -> None:
    runs = [marked(seed) for seed in (1, 2)]

    def prepare(base: Path) -> None:
        folder = open_session_folder(base)
        folder.write(Session(run=runs[0]))
        folder.put_before()
        folder.write(Session(run=runs[1]))
        folder.close()

    def act(base: Path, disk: Disk) -> None:
        folder = open_session_folder(base, disk=disk)
        try:
            getattr(folder, move)()
        finally:
            folder.close()

    def check(base: Path) -> None:
        texts = [path.read_text() for path in (base / "session").rglob("state.json")]
        assert [sum(run.id in text for text in texts) for run in runs] == [1, 1]
        folder, session = reopened(base)
        if session is not None:
            assert mark_of(session.run) == 2
        folder.close()

    assert each_refusal(prepare, act, check) >= 1


def test_a_network_that_is_saved_is_the_one_before_or_the_one_after(
    each_refusal: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(base: Path, disk: Disk) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("engine.models.files.DISK", disk)
            save_model(a_model(2), base / "m.npz")

    def check(base: Path) -> None:
        model = load_model(base / "m.npz")
        assert model.metadata in (a_model(1).metadata, a_model(2).metadata)
        assert isinstance(model.metadata, ModelMetadata)
        mark_of(Run(model=model))

    assert each_refusal(lambda base: save_model(a_model(1), base / "m.npz"), act, check) == 4
