"""The store of runs keeps its contract: whole or not at all, within its bound, and what the user wrote of a run stays."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.registry import load_uci_digits
from engine.errors import RunStoreError
from engine.models.files import load_model
from engine.models.metadata import LiveChange, describe_run
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.runs import store as store_module
from engine.runs.run import Origin, Run, new_run_id
from engine.runs.session import Session
from engine.runs.session_folder import open_session_folder
from engine.runs.store import DEFAULT_MAX_BYTES, RunStore, StoredRun
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.report import TrainingReport
from engine.training.train import train
from main import main
from tests.runs import network_files

ROOT = Path(__file__).resolve().parents[4]
CONFIG = TrainingConfig(hidden_layers=(5,), epochs=2, batch_size=200, optimizer="momentum")
FAR_BACK = 1_000_000_000.0


@pytest.fixture(scope="module")
def model() -> Model:
    """What a run came to."""
    reports: list[TrainingReport] = []
    dataset = load_uci_digits()
    report = train(CONFIG, dataset, publish=reports.append)
    curves = LearningCurves.of([point for each in reports for point in each.points], data=dataset.ref)
    metadata = describe_run(
        report, CONFIG, data=dataset.ref, curves=curves, changes=[LiveChange(1.0, (("momentum", 0.5),))]
    )
    parameters = Parameters(report.architecture, report.parameters)
    return Model(parameters, metadata, report.scaling, state=report.training_state)


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path)


def make_old(store: RunStore, run_id: str, *, day: int = 1) -> None:
    """As if a run had been stored long ago, on that day."""
    folder = store.folder / run_id
    record = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps({**record, "created": f"2026-01-{day:02d}T00:00:00+00:00"}))
    for path in (*folder.iterdir(), folder):
        os.utime(path, (FAR_BACK, FAR_BACK))


def with_drawings(model: Model, n_drawings: int) -> Model:
    return replace(model, metadata=replace(model.metadata, n_drawings=n_drawings))


# What comes back


def test_a_run_comes_back_whole(store: RunStore, model: Model, tmp_path: Path) -> None:
    data = replace(load_uci_digits(), source=str(tmp_path / "train.csv")).ref
    curves = replace(model.metadata.curves, data=data)
    of_file = replace(model, metadata=replace(model.metadata, data=data, curves=curves))
    run = Run(model=of_file, name="mine", note="é\n", is_starred=True, seconds=1.5)
    stored = store.save(run)
    loaded = RunStore(tmp_path).load(run.id)

    assert (stored.number, stored.architecture, stored.n_parameters) == (1, "400-5-10", 2065)
    for name in ("id", "name", "note", "is_starred", "created", "seconds", "origin"):
        assert getattr(loaded, name) == getattr(run, name) == getattr(stored, name), name
    assert loaded.number == 1
    assert loaded.metadata.data == data  # with its folders: the store is the user's own
    assert loaded.metadata == run.metadata
    assert loaded.metadata.legs == model.metadata.legs != ()
    np.testing.assert_array_equal(loaded.model.parameters.flat, model.parameters.flat)
    state, before = loaded.model.state, model.state
    assert state is not None
    assert before is not None
    np.testing.assert_array_equal(state.last.parameters, before.last.parameters)
    assert stored.has_state
    assert replace(stored.metadata, curves=loaded.metadata.curves) == loaded.metadata


def test_the_latest_run_is_listed_first_and_numbers_count_up(store: RunStore, model: Model) -> None:
    days = ("2026-01-01T00:00:00+00:00", "2026-01-03T00:00:00+00:00", "2026-01-02T00:00:00+00:00")
    for day in days:
        store.save(Run(model=model, created=day))

    assert [run.number for run in store.runs()] == [2, 3, 1]
    store.delete(store.runs()[1].id)
    assert store.save(Run(model=model)).number == 4  # no number is given twice
    (store.folder / "store.json").write_bytes(b"damaged")
    assert store.save(Run(model=model)).number == 5


def test_so_many_of_the_latest_are_listed_and_no_others_are_read(store: RunStore, model: Model) -> None:
    ids = [f"2026010{day}-000000-0000000{day}" for day in (3, 1, 2)]
    for run_id in ids:
        store.save(Run(id=run_id, model=model, created=f"2026-01-{run_id[6:8]}T00:00:00+00:00"))
    store.save(Run(id="20260104-000000-00000004", model=model, origin="random"))
    (store.folder / ids[1] / "run.json").write_bytes(b"damaged")

    assert [run.id for run in store.runs(at_most=2)] == [ids[0], ids[2]]
    assert [run.id for run in store.runs(at_most=9)] == [ids[0], ids[2]]


@pytest.mark.parametrize(("origin", "n_drawings"), [("file", 0), ("random", 0), ("random", 3), ("bundled", 3)])
def test_networks_in_which_nothing_was_learned_are_not_listed(
    store: RunStore, model: Model, origin: Origin, n_drawings: int
) -> None:
    run = Run(model=with_drawings(model, n_drawings), origin=origin)
    stored = store.save(run)

    assert [each.id for each in store.runs(all_networks=True)] == [run.id]
    assert [each.id for each in store.runs()] == ([run.id] if n_drawings else [])
    assert (stored.number > 0) == (n_drawings > 0)


def test_a_run_that_was_under_way_has_ended(store: RunStore, model: Model, tmp_path: Path) -> None:
    running = replace(model, metadata=replace(model.metadata, state="running", ending=None))
    run = Run(model=running)
    store.save(run)
    reader = RunStore(tmp_path)

    assert [each.metadata.state for each in (store.stored(run.id), *reader.runs())] == ["running", "running"]
    store.close()  # as when the program ends, however it does
    assert [each.metadata.state for each in (store.stored(run.id), *reader.runs())] == ["stopped", "stopped"]
    store.save(replace(run, seconds=1.0))
    assert reader.stored(run.id).metadata.state == "running"
    store.save(Run(id=run.id, model=model))
    assert reader.stored(run.id).metadata.state == "finished"
    store.save(run)
    loaded = RunStore(tmp_path).load(run.id)
    assert loaded.metadata.state == "stopped"
    store.close()
    assert "The program ended during this run" in str(loaded.metadata.ending)


def test_its_file_opens_as_any_saved_network(store: RunStore, model: Model, tmp_path: Path) -> None:
    store.save(Run(model=model))
    (path,) = network_files(tmp_path)

    opened = load_model(path)
    assert opened.metadata.config == CONFIG
    np.testing.assert_array_equal(opened.parameters.flat, model.parameters.flat)


# What is written


def test_only_what_has_changed_is_written(store: RunStore, model: Model, tmp_path: Path) -> None:
    def files() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (store.folder / run.id).iterdir()}

    run = Run(model=model)
    store.save(run)
    at_first = files()
    store.save(run)
    assert files() == at_first
    other = RunStore(tmp_path)
    other.save(other.load(run.id))
    assert files() == at_first
    store.save(replace(run, seconds=7.0))
    (network,) = (name for name in at_first if name.startswith("network"))
    assert files()[network] == at_first[network]
    assert store.stored(run.id).seconds == 7.0
    store.save(replace(run, model=replace(model, scaling=replace(model.scaling))))
    assert network not in files()
    assert len(files()) == 2
    store.forget_all_but(())
    store.save(run)
    assert len(files()) == 2


def test_what_the_user_wrote_of_a_run_stays_when_it_is_saved_again(
    store: RunStore, model: Model, tmp_path: Path
) -> None:
    run = Run(model=model)
    store.save(run)
    RunStore(tmp_path).edit(run.id, name="the best", note="25 units", is_starred=True)
    again = store.save(replace(run, seconds=9.0))

    assert (again.name, again.note, again.is_starred, again.seconds) == ("the best", "25 units", True, 9.0)
    assert store.edit(run.id, is_starred=False).name == "the best"
    assert store.load(run.id).note == "25 units"


def test_a_run_that_somebody_deleted_meanwhile_is_written_again(store: RunStore, model: Model, tmp_path: Path) -> None:
    run = Run(model=model)
    store.save(run)
    RunStore(tmp_path).delete(run.id)
    assert store.runs() == ()
    store.save(run)
    assert store.load(run.id).metadata == run.metadata


def test_what_was_deleted_can_be_brought_back(store: RunStore, model: Model) -> None:
    run = Run(model=model, name="mine")
    store.save(run)
    store.delete(run.id)
    assert not store.has(run.id)
    with pytest.raises(RunStoreError, match="there is no run"):
        store.load(run.id)
    store.save(Run(model=model))  # the room is tidied
    assert store.undelete(run.id).name == "mine"
    assert store.load(run.id).metadata == run.metadata


IN_USE = """
import sys
from dataclasses import replace
from pathlib import Path
from engine.runs.store import RunStore
store = RunStore(Path(sys.argv[1]))
store.hold(sys.argv[2:3])
going = store.load(sys.argv[3])
about = replace(going.metadata, state="running")
store.save(replace(going, model=replace(going.model, metadata=about)))
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.slow
def test_a_run_that_another_program_uses_is_neither_deleted_nor_pruned_until_that_ends(
    store: RunStore, model: Model, tmp_path: Path
) -> None:
    used, free = Run(model=model), Run(model=model)
    going = Run(model=replace(model, metadata=replace(model.metadata, state="running")))
    for run in (used, free, going):
        store.save(run)
    store.close()  # the run that was under way here goes on in the other program
    program = subprocess.Popen(
        [sys.executable, "-c", IN_USE, str(tmp_path), used.id, going.id],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert program.stdin is not None
    assert program.stdout is not None
    try:
        assert program.stdout.readline().strip() == b"ready"
        for run, number in ((used, 1), (going, 3)):
            with pytest.raises(RunStoreError, match=f"Run {number} is in use by another window"):
                store.delete(run.id)
        assert store.in_use_elsewhere([free.id, used.id, going.id]) == [used.id, going.id]
        for run in (used, free, going):
            make_old(store, run.id)
        store.set_max_bytes(0)
        assert {run.id for run in store.runs()} == {used.id, going.id}
    finally:
        program.kill()
        program.wait()
        program.stdin.close()
        program.stdout.close()
    store.tidy()
    assert store.runs() == ()
    assert list((store.folder / "in-use").iterdir()) == []


def test_what_is_used_here_is_used_until_the_store_is_closed(store: RunStore, model: Model, tmp_path: Path) -> None:
    one, other = Run(model=model), Run(model=model)
    other_store = RunStore(tmp_path)
    for run in (one, other):
        store.save(run)
    store.hold([one.id])
    store.delete(one.id)  # by whoever uses it
    store.undelete(one.id)
    store.hold([other.id])
    assert other_store.in_use_elsewhere([one.id, other.id]) == [other.id]
    store.close()
    other_store.delete(other.id)


def test_a_window_uses_the_runs_of_its_session(store: RunStore, model: Model, tmp_path: Path) -> None:
    run, folder = Run(model=model), open_session_folder(tmp_path)
    folder.write(Session(run))
    assert store.in_use_elsewhere([run.id]) == [run.id]
    folder.write(Session(None), [run])
    assert store.in_use_elsewhere([run.id]) == []
    folder.close()


@pytest.mark.parametrize(
    "run_id", ["", "..", "../..", "20260101-000000-0000000", "x" * 500, "20260101-000000-00000000"]
)
def test_a_run_that_is_not_there_is_told(store: RunStore, run_id: str) -> None:
    for ask in (store.load, store.stored, store.delete, store.undelete, store.edit):
        with pytest.raises(RunStoreError, match="there is no run"):
            ask(run_id)


# Damage


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"[]",
        b"\xff",
        b"\x00" * 99,
        b'{"format": "digit-lab-run"}',
        b"another file",
        b"another origin",
    ],
)
def test_a_damaged_run_is_left_out_and_told_when_it_is_loaded(store: RunStore, model: Model, content: bytes) -> None:
    whole, damaged = Run(model=model), Run(model=model)
    for run in (whole, damaged):
        store.save(run)
    path = store.folder / damaged.id / "run.json"
    record = json.loads(path.read_text())
    changes: dict[bytes, dict[str, object]] = {
        b"another file": {"network": "../../network-00000000.npz"},
        b"another origin": {"origin": "elsewhere"},
    }
    path.write_bytes(json.dumps({**record, **changes[content]}).encode() if content in changes else content)

    assert [run.id for run in store.runs()] == [whole.id]
    with pytest.raises(RunStoreError, match=f"the run {damaged.id} is damaged"):
        store.load(damaged.id)
    store.save(replace(damaged, seconds=1.0))  # whoever has it whole writes it anew
    assert store.load(damaged.id).metadata == damaged.metadata


def test_a_run_of_a_newer_program_is_told_and_stays_whatever_the_bound(
    store: RunStore, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.runs.store._SPARED_S", -1.0)
    newer, other = Run(model=model), Run(model=model)
    for run in (newer, other):
        store.save(run)
    path = store.folder / newer.id / "run.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "version": store_module.VERSION + 1}))

    store.set_max_bytes(0)

    assert [run.id for run in store.runs()] == []
    assert not store.has(other.id)
    assert store.has(newer.id)
    with pytest.raises(RunStoreError, match=f"the run {newer.id} was stored by a newer Digit Lab"):
        store.load(newer.id)


@pytest.mark.parametrize("share", [None, 0.0, 0.5, 0.99])
def test_a_damaged_network_is_told(store: RunStore, model: Model, tmp_path: Path, share: float | None) -> None:
    run = Run(model=model)
    store.save(run)
    (path,) = network_files(tmp_path)
    if share is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    assert len(store.runs()) == 1
    with pytest.raises(RunStoreError, match="is damaged"):
        store.load(run.id)


def test_whatever_a_record_says_of_its_run_the_others_are_listed(store: RunStore, model: Model) -> None:
    run = Run(model=model)
    store.save(run)
    path = store.folder / run.id / "run.json"
    record = json.loads(path.read_text())
    abouts: list[object] = [None, 7, [], {"config": {"learning_rate": "x"}, "history": 3, "state": "flying"}]
    for about in abouts:
        path.write_text(json.dumps({**record, "about": about}))
        assert len(store.runs()) == 1
        assert store.load(run.id).metadata.state == ""


def test_a_store_that_is_not_there_is_empty_and_asking_makes_nothing(store: RunStore, tmp_path: Path) -> None:
    assert store.runs() == ()
    assert store.n_bytes == 0
    assert store.max_bytes == DEFAULT_MAX_BYTES
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, model: Model) -> None:
    (tmp_path / "runs").write_text("in the way")
    with pytest.raises(RunStoreError, match=r"runs: expected a folder where runs can be kept, got: "):
        RunStore(tmp_path).save(Run(model=model))


# The bound


def test_old_runs_lose_their_state_first_and_then_themselves(store: RunStore, model: Model) -> None:
    runs = [Run(model=model) for _ in range(4)]
    for day, run in enumerate(runs, start=1):
        store.save(run)
        make_old(store, run.id, day=day)
    size = store.n_bytes
    assert all(run.has_state for run in store.runs())

    store.set_max_bytes(size - 1)
    assert [run.has_state for run in store.runs()] == [True, True, True, False]
    loaded = store.load(runs[0].id)
    assert loaded.metadata == runs[0].metadata
    np.testing.assert_array_equal(loaded.model.parameters.flat, model.parameters.flat)

    for run in runs[1:]:
        make_old(store, run.id, day=2)
    make_old(store, runs[0].id)
    of_one = sum(path.stat().st_size for path in (store.folder / runs[0].id).iterdir())
    store.set_max_bytes(3 * of_one + of_one // 2)
    assert {run.id for run in store.runs()} == {run.id for run in runs[1:]}
    assert not any(run.has_state for run in store.runs())
    assert store.n_bytes <= store.max_bytes
    assert not (store.folder / runs[0].id).exists()


@pytest.mark.parametrize("spared", ["star", "session", "session before", "sweep", "just now"])
def test_what_is_starred_or_pointed_to_or_new_stays(store: RunStore, model: Model, tmp_path: Path, spared: str) -> None:
    run, other = Run(model=model), Run(model=model)
    for each in (run, other):
        store.save(each)
    if spared == "star":
        store.edit(run.id, is_starred=True)
    elif spared.startswith("session"):
        folder = open_session_folder(tmp_path)
        folder.write(Session(run=folder.store.load(run.id)))
        if spared == "session before":
            folder.put_before()
            folder.set_aside()
        folder.close()
    elif spared == "sweep":
        (tmp_path / "sweeps" / "one").mkdir(parents=True)
        (tmp_path / "sweeps" / "one" / "sweep.json").write_text(json.dumps({"runs": [run.id]}))
    for each in (run, other):
        make_old(store, each.id)
    if spared == "just now":
        os.utime(store.folder / run.id / "run.json")

    store.set_max_bytes(0)
    assert [each.id for each in store.runs()] == [run.id]
    assert store.load(run.id).model.state is not None
    store.tidy()
    assert store.has(run.id)


@pytest.mark.parametrize("kind", ["opened", "half", "deleted"])
def test_what_nobody_needs_goes_with_time(store: RunStore, model: Model, kind: str) -> None:
    run = Run(model=model, origin="file" if kind == "opened" else "training")
    store.save(run)
    if kind == "deleted":
        store.delete(run.id)
    elif kind == "half":  # its process was killed
        (store.folder / run.id / "run.json").unlink()
    folder = next(path for path in store.folder.rglob(run.id))
    store.tidy()
    assert folder.exists()
    for path in (*folder.iterdir(), folder):
        os.utime(path, (FAR_BACK, FAR_BACK))
    store.tidy()
    assert not folder.exists()


def test_the_bound_is_everybodys(store: RunStore, tmp_path: Path, model: Model) -> None:
    store.set_max_bytes(5_000_000)
    store.save(Run(model=model))
    assert RunStore(tmp_path).max_bytes == 5_000_000
    (store.folder / "store.json").write_text('{"max_bytes": -3}')
    assert RunStore(tmp_path).max_bytes == DEFAULT_MAX_BYTES


# Several at once

CHILD = (
    "import sys; from pathlib import Path; from dataclasses import replace;"
    "from engine.runs.run import Run, new_run_id; from engine.runs.store import RunStore;"
    "store = RunStore(Path(sys.argv[1])); run = store.load(sys.argv[2]);"
    "[store.save(replace(run, id=new_run_id(), number=0, name=sys.argv[3])) for _ in range(8)]"
)


@pytest.mark.slow
def test_processes_and_threads_at_once_number_every_run_once_and_lose_none(
    store: RunStore, model: Model, tmp_path: Path
) -> None:
    first = Run(model=model)
    store.save(first)
    children = [
        subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path), first.id, name], cwd=ROOT) for name in "ab"
    ]
    seen: list[int] = []

    def save_and_look() -> None:
        for _ in range(8):
            store.save(Run(model=model, name="here"))
            seen.append(len(RunStore(tmp_path).runs()))

    threads = [threading.Thread(target=save_and_look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [child.wait() for child in children] == [0, 0]

    runs = store.runs()
    assert sorted(run.number for run in runs) == list(range(1, 34))
    assert {name: sum(run.name == name for run in runs) for name in ("a", "b", "here")} == {"a": 8, "b": 8, "here": 16}
    assert all(store.load(run.id).metadata.curves == model.metadata.curves for run in runs)


@pytest.mark.slow
def test_a_run_is_read_whole_while_it_is_written_again_and_again(store: RunStore, model: Model, tmp_path: Path) -> None:
    run = Run(model=model)
    store.save(run)
    is_over = threading.Event()

    def write() -> None:
        for number in range(60):
            again = with_drawings(replace(model, scaling=replace(model.scaling)), number)
            store.save(replace(run, model=again, seconds=float(number)))
        is_over.set()

    thread = threading.Thread(target=write)
    thread.start()
    reader, n_read = RunStore(tmp_path), 0
    while not is_over.is_set():
        loaded = reader.load(run.id)
        assert loaded.metadata.n_drawings == loaded.seconds
        n_read += 1
    thread.join()
    assert n_read > 3


def test_a_run_that_is_replaced_while_it_is_read_is_read_again_and_not_called_damaged(
    store: RunStore, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(model=model)
    store.save(run)
    load, n_replaced = RunStore._loaded, 0

    def replaced_amid(reader: RunStore, stored: StoredRun) -> Run:
        nonlocal n_replaced
        if n_replaced < 12:
            n_replaced += 1
            again = replace(model, scaling=replace(model.scaling))
            store.save(replace(run, model=again, seconds=float(n_replaced)))  # what was named is gone
        return load(reader, stored)

    monkeypatch.setattr(RunStore, "_loaded", replaced_amid)
    assert RunStore(tmp_path).load(run.id).seconds == 12.0


def test_a_lock_that_is_held_for_long_is_told(store: RunStore, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(Run(model=model))
    monkeypatch.setattr(store_module, "_LOCK_LIMIT_S", 0.05)
    with store._locked(), pytest.raises(RunStoreError, match="another window that has been writing"):
        RunStore(store.base).save(Run(model=model))


# The command line


def test_what_is_trained_on_the_command_line_is_there_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], user_data: Path
) -> None:
    out = tmp_path / "m.npz"
    options = ["--data", "uci-digits", "--hidden", "3", "--epochs", "1", "--out", str(out), "--json"]
    assert main(["train", *options]) == 0
    figures = json.loads(capsys.readouterr().out)
    (run,) = RunStore().runs()

    assert run.id == figures["run"]
    assert run.seconds > 0
    assert run.metadata.test is not None
    assert run.metadata.test.accuracy == figures["test_accuracy"]
    loaded = RunStore().load(run.id)
    np.testing.assert_array_equal(loaded.model.parameters.flat, load_model(out).parameters.flat)
    assert loaded.metadata.curves == load_model(out).metadata.curves
    assert loaded.model.state is not None
    assert user_data in RunStore().folder.parents


def test_where_runs_cannot_be_stored_there_is_one_warning_and_the_file_is_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], user_data: Path
) -> None:
    user_data.mkdir()
    (user_data / "runs").write_text("in the way")
    out = tmp_path / "m.npz"
    options = ["--data", "uci-digits", "--hidden", "3", "--epochs", "1", "--out", str(out), "--json"]
    assert main(["train", *options]) == 0
    told = capsys.readouterr()

    assert json.loads(told.out)["run"] is None
    assert told.err.count("warning: the run is saved, but could not be kept in the list of runs: ") == 1
    assert load_model(out).metadata.config is not None


def test_ids_sort_by_time_and_differ() -> None:
    ids = [new_run_id() for _ in range(100)]
    assert len({*ids}) == 100
    assert sorted(run_id[:15] for run_id in ids) == [run_id[:15] for run_id in ids]
    assert all(store_module.RUN_ID.fullmatch(run_id) for run_id in ids)
