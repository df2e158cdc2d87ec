"""Sessions in their folder: everything comes back, and whatever is damaged is told."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.reference import DatasetRef
from engine.data.registry import load_uci_digits
from engine.errors import SessionError
from engine.io.file_writing import Disk
from engine.models.files import load_model, write_npz
from engine.models.metadata import LiveChange, describe_run, metadata_from
from engine.models.model import Model
from engine.runs.run import Run, new_run_id
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train
from tests.runs import a_run, network_files
from tests.session_folders import OpenFolder

CONFIG = TrainingConfig(hidden_layers=(5,), epochs=2, batch_size=200, input_scaling="standardized", patience=7)
Reopen = Callable[[SessionFolder], SessionFolder]


@pytest.fixture(scope="module")
def digits() -> Dataset:
    dataset = load_uci_digits()
    return replace(dataset, digits=dataset.digits[:200], test_indices=np.arange(40))


@pytest.fixture(scope="module")
def reports(digits: Dataset) -> list[TrainingReport]:
    """All that a run says, its end last."""
    told: list[TrainingReport] = []
    train(CONFIG, digits, publish=told.append)
    return told


@pytest.fixture(scope="module")
def trained(reports: list[TrainingReport]) -> Run:
    report = reports[-1]
    points = [point for each in reports for point in each.points]
    return a_run(
        Model(_parameters(report), metadata_from({"left": "over"}), report.scaling, state=report.training_state),
        "training",
        data=DatasetRef("uci-digits"),
        config=CONFIG,
        changes=(LiveChange(1.0, (("learning_rate", 0.5),)),),
        points=np.array(points, dtype=np.float64),
        curves_of=DatasetRef("uci-digits"),
        report=report,
    )


def _parameters(report: TrainingReport) -> Any:
    parameters = first_parameters(CONFIG, report.architecture.input_shape)
    parameters.flat[:] = report.parameters
    return parameters


@pytest.fixture
def session(trained: Run) -> Session:
    strokes = (np.array([[0.1, 0.2], [0.123456789, 1.0]]), np.array([[0.5, 0.5]]))
    return Session(
        run=trained,
        before_fine_tuning=(None, replace(trained, id=new_run_id(), model=with_drawings(trained.model, 12))),
        begins_anew=True,
        config=CONFIG.with_values(seed=9),
        batches_per_second=50.0,
        source="/somewhere/ex4data1.mat",
        label="ex4data1.mat",
        strokes=strokes,
        view="Evaluation",
        curves_before=LearningCurves(
            np.array([[0.0, 2.0, 0.1, np.nan, np.nan], [5.0, 1.0, 0.5, 1.1, 0.4]]),
            "iteration",
            DatasetRef("ex4data1.mat"),
        ),
    )


@pytest.fixture
def folder(open_folder: OpenFolder) -> SessionFolder:
    return open_folder()


@pytest.fixture
def reopened(open_folder: OpenFolder) -> Reopen:
    """The folder as the next start of the program finds it."""

    def reopen(folder: SessionFolder) -> SessionFolder:
        folder.close()
        again = open_folder()
        assert again.path == folder.path
        return again

    return reopen


def with_drawings(model: Model, n_drawings: int) -> Model:
    return replace(model, metadata=replace(model.metadata, n_drawings=n_drawings))


def current(folder: SessionFolder) -> Path:
    return folder.path / "current"


def networks_of(folder: SessionFolder) -> list[Path]:
    return network_files(folder.path.parent)


def test_nothing_was_kept_at_first(folder: SessionFolder) -> None:
    assert folder.read() is None
    for _ in range(2):
        assert folder.begin_restoring()  # killed before there was anything to restore: no reason to fear it


def test_everything_comes_back(folder: SessionFolder, reopened: Reopen, session: Session, trained: Run) -> None:
    folder.write(session)
    kept = reopened(folder).read()

    assert kept is not None
    assert kept.problems == ()
    for name in ("begins_anew", "config", "batches_per_second", "source", "label", "view", "curves_before"):
        assert getattr(kept, name) == getattr(session, name), name
    for stroke, original in zip(kept.strokes, session.strokes, strict=True):
        np.testing.assert_array_equal(stroke, original)
    assert [run and run.metadata.n_drawings for run in kept.before_fine_tuning] == [None, 12]
    network = kept.run
    assert network is not None
    np.testing.assert_array_equal(network.model.parameters.flat, trained.model.parameters.flat)
    assert network.model.parameters.dtype == trained.model.parameters.dtype
    np.testing.assert_array_equal(network.model.scaling.shift, trained.model.scaling.shift)
    assert network.metadata == trained.metadata
    assert network.metadata.curves.n_points > 2
    for name in ("id", "name", "note", "created", "seconds", "origin"):
        assert getattr(network, name) == getattr(trained, name), name
    state, original_state = network.model.state, trained.model.state
    assert state is not None
    assert original_state is not None
    np.testing.assert_array_equal(state.last.parameters, original_state.last.parameters)


def test_the_end_of_a_run_comes_back_with_its_figures(
    folder: SessionFolder, reopened: Reopen, session: Session
) -> None:
    folder.write(session)
    kept = reopened(folder).read()

    assert kept is not None
    assert kept.run is not None
    assert session.run is not None
    report, original = kept.run.report(), session.run.report()
    assert report is not None
    assert original is not None
    for name in ("state", "message", "epoch", "epochs", "unit", "n_batches", "n_streamed"):
        assert getattr(report, name) == getattr(original, name), name
    for mine, its in zip(
        (report.train_evaluation, report.test_evaluation),
        (original.train_evaluation, original.test_evaluation),
        strict=True,
    ):
        assert mine is not None
        assert its is not None
        assert (mine.n, mine.accuracy, mine.cost) == (its.n, its.accuracy, its.cost)
        np.testing.assert_array_equal(mine.confusion, its.confusion)


def test_a_run_that_was_under_way_has_ended(
    folder: SessionFolder, reopened: Reopen, session: Session, reports: list[TrainingReport]
) -> None:
    running = replace(reports[-1], state="running", message=None, train_evaluation=None, test_evaluation=None)
    assert session.run is not None
    metadata = describe_run(running, CONFIG, data=DatasetRef("uci-digits"), curves=session.run.metadata.curves)
    under_way = replace(session.run, model=replace(session.run.model, metadata=metadata, state=None))
    folder.write(replace(session, run=under_way))
    kept = reopened(folder).read()

    assert kept is not None
    assert kept.run is not None
    report = kept.run.report()
    assert report is not None
    assert report.state == "stopped"
    assert "The program ended during this run" in str(report.message)
    assert report.epoch == running.epoch


def test_a_kept_network_opens_as_any_saved_one(folder: SessionFolder, session: Session) -> None:
    folder.write(session)
    model = load_model(networks_of(folder)[-1])
    assert session.run is not None
    np.testing.assert_array_equal(model.parameters.flat, session.run.model.parameters.flat)
    assert model.metadata.as_json()["data"] == "uci-digits"
    assert model.metadata.as_json()["config"] == CONFIG.as_dict()


def test_only_what_has_changed_is_written(folder: SessionFolder, reopened: Reopen, session: Session) -> None:
    folder.write(session)
    files, state = networks_of(folder), current(folder) / "state.json"
    as_it_was = {path: path.stat().st_mtime_ns for path in (*files, state)}
    folder.write(replace(session))
    assert {path: path.stat().st_mtime_ns for path in (*networks_of(folder), state)} == as_it_was

    folder.write(replace(session, view="Data"))
    assert {path: path.stat().st_mtime_ns for path in networks_of(folder)} == {path: as_it_was[path] for path in files}
    kept = reopened(folder).read()
    assert kept is not None
    assert kept.view == "Data"


def test_what_was_read_is_not_written_again(folder: SessionFolder, reopened: Reopen, session: Session) -> None:
    folder.write(session)
    again = reopened(folder)
    kept = again.read()
    assert kept is not None
    files = {path: path.stat().st_mtime_ns for path in networks_of(folder)}
    again.write(kept)
    assert {path: path.stat().st_mtime_ns for path in networks_of(folder)} == files


def test_networks_that_nothing_names_go_and_so_does_what_was_left_half_written(
    folder: SessionFolder, session: Session
) -> None:
    folder.write(session)
    assert session.run is not None
    for name in ("network-1.npz", ".state.json.0123abcd"):
        (current(folder) / name).write_bytes(b"half")
    of_run = folder.path.parent / "runs" / session.run.id
    (of_run / ".network-0123abcd.npz.0123abcd").write_bytes(b"half")
    model = replace(session.run.model, scaling=replace(session.run.model.scaling))
    folder.write(replace(session, before_fine_tuning=(), run=replace(session.run, model=model)))
    assert [path.name for path in current(folder).iterdir()] == ["state.json"]
    (network,) = of_run.glob("network-*")
    assert sorted(path.name for path in of_run.iterdir()) == [network.name, "run.json"]


def test_the_bundled_network_is_not_copied(folder: SessionFolder, reopened: Reopen) -> None:
    folder.write(Session(source="uci-digits"))
    assert networks_of(folder) == []
    kept = reopened(folder).read()
    assert kept is not None
    assert kept.run is None
    assert kept.problems == ()


def test_a_save_that_ends_amid_leaves_the_session_before_whole(
    folder: SessionFolder, reopened: Reopen, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(session)

    write_whole = Disk.write_whole

    def no_state(disk: Disk, path: Path, write: Callable[..., object], **given: bool) -> None:
        if path.name == "state.json":
            raise OSError(28, "No space left on device")
        write_whole(disk, path, write, **given)

    monkeypatch.setattr(Disk, "write_whole", no_state)
    assert session.run is not None
    other = replace(session.run, id=new_run_id(), model=with_drawings(session.run.model, 99))
    with pytest.raises(SessionError, match="No space left"):
        folder.write(replace(session, run=other))
    monkeypatch.undo()
    kept = reopened(folder).read()
    assert kept is not None
    assert kept.problems == ()
    assert kept.run is not None
    assert kept.run.id == session.run.id
    assert kept.run.metadata == session.run.metadata


# Damage


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is damaged"),
        (b'{"format": "digit-lab-sess', "is damaged"),
        (b"\x00" * 300, "is damaged"),
        (b"\xff\xfe", "is damaged"),
        (b"[" * 100_000, "is damaged"),
        (b"[]", "is damaged"),
        (b'{"format": "something else", "version": 1}', "is damaged"),
        (b'{"format": "digit-lab-session", "version": 3, "program_version": "9.1"}', "newer Digit Lab, 9.1"),
        (b'{"format": "digit-lab-session", "version": "?"}', "newer Digit Lab"),
    ],
)
def test_a_state_that_cannot_be_read_is_told(
    folder: SessionFolder, session: Session, content: bytes, sentence: str
) -> None:
    folder.write(session)
    (current(folder) / "state.json").write_bytes(content)
    with pytest.raises(SessionError, match=sentence):
        folder.read()


def damaged(folder: SessionFolder, **values: object) -> Session:
    path = current(folder) / "state.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))
    kept = folder.read()
    assert kept is not None
    return kept


@pytest.mark.parametrize("runs", [None, [], ["../../secret"], [17], ["20260101-000000-00000000"], "network-1.npz"])
def test_without_its_network_the_rest_of_a_session_comes_back(
    folder: SessionFolder, session: Session, runs: object
) -> None:
    folder.write(session)
    kept = damaged(folder, runs=runs)
    assert kept.run is None
    assert kept.before_fine_tuning == ()
    (problem,) = kept.problems
    assert problem.startswith("the network")
    assert len(kept.strokes) == 2


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.99])
def test_a_network_that_is_cut_off_is_told(folder: SessionFolder, session: Session, keep: float) -> None:
    folder.write(session)
    path = networks_of(folder)[-1]
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    kept = folder.read()
    assert kept is not None
    assert kept.run is None
    assert path.parent.name in kept.problems[0]


def test_an_ordinary_model_file_in_its_place_is_told(folder: SessionFolder, session: Session) -> None:
    folder.write(session)
    path = networks_of(folder)[-1]
    model = Model(first_parameters(CONFIG))
    with path.open("wb") as file:
        write_npz(model, file)
    kept = folder.read()
    assert kept is not None
    assert "the network" in kept.problems[0]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"config": {"learning_rate": "fast"}}, "the settings"),
        ({"config": {"hidden_layers": 7}}, "the settings"),
        ({"config": [1]}, "the settings"),
        ({"batches_per_second": None}, "the settings"),
        ({"strokes": [["x"]]}, "the drawing"),
        ({"strokes": 3}, "the drawing"),
    ],
)
def test_a_part_that_cannot_be_read_is_told_and_left_out(
    folder: SessionFolder, session: Session, values: dict[str, object], problem: str
) -> None:
    folder.write(session)
    kept = damaged(folder, **values)
    assert kept.problems == (problem,)
    assert kept.run is not None


def test_settings_of_another_version_are_left_out_and_the_others_kept(folder: SessionFolder, session: Session) -> None:
    folder.write(session)
    kept = damaged(folder, config={**CONFIG.as_dict(), "a_setting_to_come": 3})
    assert kept.problems == ()
    assert kept.config == CONFIG


def test_points_beside_the_sheet_come_back_on_its_edge(folder: SessionFolder, session: Session) -> None:
    folder.write(session)
    kept = damaged(folder, strokes=[[[-3.0, 0.5], [0.5, 1e300]]])
    np.testing.assert_array_equal(kept.strokes[0], [[0.0, 0.5], [0.5, 1.0]])


# Aside, and before a fresh start


def test_what_is_set_aside_is_kept_for_good(folder: SessionFolder, session: Session) -> None:
    places = []
    for _ in range(2):
        folder.write(session)
        place = folder.set_aside()
        assert place is not None
        places.append(place)
    assert folder.read() is None
    assert folder.set_aside() is None
    assert len({*places}) == 2
    assert all((place / "state.json").is_file() for place in places)
    assert len(networks_of(folder)) == 2
    folder.store.set_max_bytes(0)  # what is pointed to from there stays
    assert len(networks_of(folder)) == 2


def test_the_session_before_a_fresh_start_can_be_read_until_the_next(folder: SessionFolder, session: Session) -> None:
    assert not folder.has_before()
    for view in ("Data", "Mathematics"):
        folder.write(replace(session, view=view))
        folder.put_before()
        assert folder.has_before()
        assert folder.read() is None
        before = folder.read_before()
        assert before is not None
        assert before.view == view
        assert before.run is not None
    folder.put_before()  # nothing was kept since: what was before stays
    assert folder.has_before()
