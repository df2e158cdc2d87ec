"""What the workspace hands out to be kept, and takes back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.reference import DatasetRef
from engine.models.files import load_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.runs.session import Session
from engine.runs.session_folder import SessionFolder, open_session_folder
from engine.training.report import TrainingReport
from engine.training.train import first_parameters, train
from gui.state.workspace import Workspace
from tests.runs import a_run
from tests.window_fixtures import a_config, goes_on


@pytest.fixture
def workspace(qtbot: QtBot, few_digits: Dataset) -> Workspace:
    workspace = Workspace()
    workspace.set_dataset(few_digits)
    return workspace


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[SessionFolder]:
    folder = open_session_folder(tmp_path)
    yield folder
    folder.close()


@pytest.fixture(scope="module")
def a_report(few_digits: Dataset) -> TrainingReport:
    return train(a_config(), few_digits)


def after_a_restart(workspace: Workspace, folder: SessionFolder) -> Workspace:
    """Another workspace, with what this one leaves on the disk."""
    *before_fine_tuning, network = workspace.runs_to_save()
    folder.write(Session(network, tuple(before_fine_tuning)))
    kept = folder.read()
    assert kept is not None
    assert kept.problems == ()
    other = Workspace()
    other.restore([*kept.before_fine_tuning, kept.run])
    return other


def learn_handwriting(workspace: Workspace, report: TrainingReport, seed: int) -> None:
    model = workspace.begin_fine_tuning()
    workspace.apply_report(report)
    parameters = first_parameters(a_config(seed=seed))
    workspace.end_fine_tuning(
        Model(parameters, metadata_from({**model.metadata.as_json(), "drawings": seed}), model.scaling)
    )


def test_the_bundled_network_is_kept_by_name(workspace: Workspace, folder: SessionFolder) -> None:
    assert [run is None for run in workspace.runs_to_save()] == [True]
    other = after_a_restart(workspace, folder)
    assert other.origin == "bundled"
    np.testing.assert_array_equal(other.parameters.flat, load_model().parameters.flat)


@pytest.mark.parametrize("learned_first", ["bundled", "random", "training"])
def test_what_was_learned_of_a_hand_can_be_taken_back_after_a_restart(
    workspace: Workspace, folder: SessionFolder, a_report: TrainingReport, learned_first: str
) -> None:
    if learned_first == "random":
        workspace.reset(a_config())
    elif learned_first == "training":
        workspace.begin_run(a_config())
        workspace.apply_report(a_report)
    at_first, curves = workspace.parameters.flat, workspace.history.values
    for seed in (3, 4):
        learn_handwriting(workspace, a_report, seed)
    other = after_a_restart(workspace, folder)
    assert other.origin == workspace.origin == learned_first
    assert other.origin_text() == workspace.origin_text()
    assert (other.n_drawings_learned, other.can_undo_fine_tuning) == (4, True)
    np.testing.assert_array_equal(other.parameters.flat, workspace.parameters.flat)
    assert other.model().metadata.as_json() == workspace.model().metadata.as_json()

    other.undo_fine_tuning()
    assert (other.n_drawings_learned, other.can_undo_fine_tuning) == (3, True)
    other.undo_fine_tuning()
    assert (other.n_drawings_learned, other.can_undo_fine_tuning) == (0, False)
    np.testing.assert_array_equal(other.parameters.flat, at_first)
    np.testing.assert_array_equal(other.history.values, curves)


def test_a_hand_that_is_being_learned_is_not_kept_half(workspace: Workspace, a_report: TrainingReport) -> None:
    workspace.reset(a_config())
    workspace.begin_fine_tuning()
    workspace.apply_report(a_report)
    (network,) = workspace.runs_to_save()
    assert network is not None
    np.testing.assert_array_equal(network.model.parameters.flat, first_parameters(a_config()).flat)
    assert network.report() is None
    assert network.metadata.n_drawings == 0


def test_a_network_from_a_file_stays_one(workspace: Workspace, folder: SessionFolder) -> None:
    workspace.set_model(Model(first_parameters(a_config()), metadata_from({"note": "mine"})), "file", name="mine.npz")
    other = after_a_restart(workspace, folder)
    assert other.origin_text() == "The network from mine.npz answers."
    assert other.model().metadata.as_json() == workspace.model().metadata.as_json()


def test_what_was_kept_does_not_change_when_a_run_goes_on(workspace: Workspace, a_report: TrainingReport) -> None:
    workspace.begin_run(a_config())
    under_way = replace(a_report, state="running")
    workspace.apply_report(under_way)
    (network,) = workspace.runs_to_save()
    assert network is not None
    curves = network.metadata.curves
    points, n_points = curves.values.copy(), curves.n_points
    for _ in range(40):
        workspace.apply_report(under_way)
    assert workspace.history.n_points == 41 * n_points
    np.testing.assert_array_equal(curves.values, points)


def test_curves_of_a_session_before_stay_until_a_run_on_other_digits(
    workspace: Workspace, few_digits: Dataset, few_blocks: Dataset, a_report: TrainingReport
) -> None:
    points = np.array([[0.0, 2.0, 0.1, np.nan, np.nan], [5.0, 1.0, 0.5, 1.1, 0.4]])
    model = Model(first_parameters(a_config()))
    kept = a_run(model, "training", points=points, curves_of=DatasetRef("ex4data1.mat"), config=a_config())
    workspace.restore([kept])
    workspace.set_dataset(few_blocks)
    workspace.set_dataset(few_digits)
    assert workspace.history.last_epoch == 5.0
    assert goes_on(workspace, a_config())
    start = workspace.begin_run(a_config())
    assert (start.initial is model.parameters, start.first_epoch) == (True, 0.0)
    assert workspace.history.n_points == 0


ROW = [1.0, 0.5, 0.9, None, None]


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"history": None},
        {"history": []},
        {"history": "curves"},
        {"history": [1, 2, 3]},
        {"history": [[1.0, 0.5]]},
        {"history": [ROW, ROW[:4]]},
        {"history": [[1.0, None, 0.9, None, None]]},
        {"history": [[2.0, 0.5, 0.9, None, None], ROW]},
        {"history": [["a", "b", "c", "d", "e"]]},
        {"history": [[10**400, 0.5, 0.9, None, None]]},
        {"history": {"epoch": 1}},
    ],
)
def test_what_a_file_tells_of_curves_may_be_anything(about: dict[str, object]) -> None:
    assert metadata_from(about).curves.n_points == 0


@pytest.mark.parametrize(
    ("about", "unit", "data_name"),
    [
        ({}, "epoch", ""),
        ({"config": {"optimizer": "adam"}, "data": "mnist"}, "epoch", "mnist"),
        ({"config": {"optimizer": "newton-cg"}, "data": 3}, "iteration", ""),
        ({"config": {"optimizer": "tnc"}}, "evaluation", ""),
        ({"config": ["tnc"]}, "epoch", ""),
        ({"config": {"optimizer": ["tnc"]}}, "epoch", ""),
    ],
)
def test_curves_of_a_file_are_counted_as_its_run_counted(about: dict[str, object], unit: str, data_name: str) -> None:
    history = metadata_from({**about, "history": [ROW, [2.0, 0.4, 0.95, 0.5, 0.9]]}).curves
    assert (history.unit, history.n_points) == (unit, 2)
    assert (history.data.name if history.data is not None else "") == data_name
    assert history.last_validation(0) is None
    assert history.last_validation(1) == (0.5, 0.9)
