"""The workspace: what the views show, and whom it tells when that changes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.ink.drawing import DOT_SIZE
from engine.ink.framing import frame_strokes
from engine.models.files import load_model, save_model
from engine.models.metadata import describe_run, metadata_from
from engine.models.model import Model
from engine.nn.inference import compute_probabilities
from engine.nn.network import Parameters
from engine.training.control import LiveSettings
from engine.training.learning_curves import LearningCurves
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.train import first_parameters, train
from gui.state.run_plan import RunStart
from gui.state.workspace import Workspace
from tests.window_fixtures import a_config

STROKE = [np.array([(0.5, 0.2), (0.48, 0.5), (0.5, 0.8)])]


@pytest.fixture
def workspace(qtbot: QtBot) -> Workspace:
    return Workspace()


@pytest.fixture(scope="module")
def a_report(few_digits: Dataset) -> TrainingReport:
    """The end of a short run on real digits."""
    return train(a_config(), few_digits)


def same(one: Parameters | None, other: Parameters) -> bool:
    return one is not None and one.architecture == other.architecture and bool((one.flat == other.flat).all())


# Reading


def test_the_bundled_network_answers_from_the_start(workspace: Workspace) -> None:
    assert workspace.origin == "bundled"
    assert same(workspace.parameters, load_model().parameters)
    assert workspace.frame is None
    assert workspace.probabilities is None


def test_strokes_become_a_frame_and_ten_probabilities(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.reading_changed) as told:
        workspace.set_strokes(STROKE)
    expected = frame_strokes(STROKE)
    assert expected is not None
    np.testing.assert_array_equal(workspace.frame, expected)
    inputs = workspace.parameters.as_inputs(expected.reshape(1, -1))
    np.testing.assert_array_equal(workspace.probabilities, compute_probabilities(workspace.parameters, inputs)[0])
    assert workspace.probabilities is not None
    assert workspace.probabilities.shape == (10,)
    assert workspace.probabilities.sum() == pytest.approx(1.0, abs=1e-5)
    assert told.args is not None
    assert told.args[0] is workspace.frame
    assert told.args[1] is workspace.probabilities


def test_nothing_drawn_is_not_a_digit(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.set_strokes(STROKE)
    with qtbot.waitSignal(workspace.reading_changed) as told:
        workspace.set_strokes([])
    assert workspace.frame is None
    assert workspace.probabilities is None
    assert told.args == [None, None]


def test_a_dot_is_not_blown_up(workspace: Workspace) -> None:
    workspace.set_strokes([np.array([(0.5, 0.5), (0.5 + DOT_SIZE / 2, 0.5)])])
    assert workspace.frame is not None
    assert (workspace.frame > 0.5).sum() <= 9


def test_where_and_how_large_one_draws_does_not_matter(workspace: Workspace) -> None:
    workspace.set_strokes(STROKE)
    first = workspace.probabilities
    workspace.set_strokes([stroke * 0.3 + 0.05 for stroke in STROKE])
    np.testing.assert_allclose(workspace.probabilities, first, atol=1e-3)  # type: ignore[arg-type]


def test_a_network_without_finite_answers_has_none(workspace: Workspace) -> None:
    parameters = first_parameters(a_config(hidden_layers=(), dtype="float32"))
    parameters.flat[:] = 3e38
    workspace.set_strokes(STROKE)
    workspace.set_model(Model(parameters), "file")
    assert workspace.probabilities is None
    assert workspace.frame is not None


# Networks


def test_another_network_reads_the_drawing_at_once_and_begins_a_new_history(
    workspace: Workspace, qtbot: QtBot, a_report: TrainingReport
) -> None:
    workspace.set_strokes(STROKE)
    workspace.begin_run(a_config())
    workspace.apply_report(a_report)
    before = workspace.probabilities
    model = Model(first_parameters(a_config(seed=5)), metadata_from({"epochs": 3}))
    with qtbot.waitSignals([workspace.network_changed, workspace.history_changed, workspace.reading_changed]):
        workspace.set_model(model, "file")
    assert workspace.origin == "file"
    assert workspace.history.n_points == 0
    assert workspace.last_report is None
    assert before is not None
    assert workspace.probabilities is not None
    assert not np.array_equal(workspace.probabilities, before)


def test_the_bundled_network_can_be_had_back(workspace: Workspace) -> None:
    workspace.reset(a_config())
    workspace.use_bundled_model()
    assert workspace.origin == "bundled"
    assert same(workspace.parameters, load_model().parameters)


def test_reset_is_what_a_run_starts_from(workspace: Workspace, few_digits: Dataset) -> None:
    config = a_config(seed=4)
    workspace.reset(config)
    assert workspace.origin == "random"
    assert same(workspace.parameters, first_parameters(config))
    start = workspace.begin_run(config)
    assert start.first_epoch == 0
    fresh = train(config, few_digits)
    np.testing.assert_array_equal(train(config, few_digits, initial=start.initial).parameters, fresh.parameters)


def test_a_report_is_taken_over(workspace: Workspace, qtbot: QtBot, a_report: TrainingReport) -> None:
    workspace.set_strokes(STROKE)
    workspace.begin_run(a_config())
    with qtbot.waitSignals([workspace.network_changed, workspace.history_changed, workspace.reading_changed]):
        workspace.apply_report(a_report)
    assert workspace.origin == "training"
    np.testing.assert_array_equal(workspace.parameters.flat, a_report.parameters)
    assert workspace.history.n_points == len(a_report.points)
    assert workspace.last_report is a_report


def test_a_report_without_points_changes_no_curve(workspace: Workspace, qtbot: QtBot, a_report: TrainingReport) -> None:
    workspace.begin_run(a_config())
    with qtbot.assertNotEmitted(workspace.history_changed):
        workspace.apply_report(replace(a_report, points=()))


def test_curves_stay_when_other_digits_are_chosen_and_become_those_before_when_another_run_begins(
    workspace: Workspace, few_digits: Dataset, few_blocks: Dataset, a_report: TrainingReport
) -> None:
    workspace.set_dataset(few_digits)
    assert workspace.history_before.n_points == 0
    workspace.begin_run(a_config())
    workspace.apply_report(a_report)
    workspace.end_run()
    first = workspace.history
    workspace.set_dataset(few_blocks)
    assert workspace.history == first
    assert first.data == few_digits.ref
    assert workspace.history_before.n_points == 0
    workspace.begin_run(a_config())
    assert workspace.history.n_points == 0
    assert workspace.history_before == first
    workspace.end_run()  # it never reported: all is as it was
    assert workspace.history == first
    assert workspace.history_before.n_points == 0
    workspace.set_dataset(few_digits)
    workspace.begin_run(a_config())  # the same run goes on
    assert workspace.history == first
    assert workspace.history_before.n_points == 0
    workspace.end_run()
    config = a_config(hidden_layers=(4,))
    workspace.begin_run(config)
    workspace.apply_report(train(config, few_digits))
    assert workspace.history.n_points
    assert workspace.history_before == first


@pytest.mark.parametrize("then", ["bundled", "reset", "file"])
def test_another_network_leaves_the_curves_of_the_last_run_as_those_before(
    workspace: Workspace, few_digits: Dataset, a_report: TrainingReport, then: str
) -> None:
    workspace.begin_run(a_config())
    workspace.apply_report(a_report)
    first = workspace.history
    workspace.begin_fine_tuning()
    assert workspace.history_before.n_points == 0, "learning drawings is no run of its own"
    workspace.end_fine_tuning(workspace.model())
    if then == "bundled":
        workspace.use_bundled_model()
    elif then == "reset":
        workspace.reset(a_config())
    else:
        workspace.set_model(Model(first_parameters(a_config(seed=5))), "file")
    assert workspace.history.n_points == 0
    assert workspace.history_before == first
    workspace.begin_run(a_config())
    assert workspace.history_before == first


def test_a_data_set_is_told_once(workspace: Workspace, few_digits: Dataset) -> None:
    told: list[Dataset] = []
    workspace.dataset_changed.connect(told.append)
    workspace.set_dataset(few_digits)
    workspace.set_dataset(few_digits)
    assert told == [few_digits]
    assert workspace.dataset is few_digits


# How a run begins


def test_the_bundled_network_is_not_trained_further(workspace: Workspace) -> None:
    config = a_config(hidden_layers=workspace.parameters.architecture.hidden_layers)
    assert workspace.begin_run(config) == RunStart()


def test_a_run_after_a_run_goes_on_where_it_ended(workspace: Workspace, a_report: TrainingReport) -> None:
    workspace.begin_run(a_config())
    workspace.apply_report(a_report)
    start = workspace.begin_run(a_config(learning_rate=0.1))
    assert start.state is not None
    assert start.state is a_report.training_state
    assert start.state.answering.parameters is workspace.parameters.flat
    assert start.state.last.epoch == 3.0
    assert workspace.history.n_points == len(a_report.points)


@pytest.mark.parametrize(
    "change", [{"hidden_layers": (9,)}, {"hidden_activation": "tanh"}, {"output_loss": "sigmoid-cross-entropy"},
     {"input_scaling": "standardized"}],
)  # fmt: skip
def test_another_architecture_or_scaling_starts_anew(
    workspace: Workspace, a_report: TrainingReport, change: dict[str, object]
) -> None:
    workspace.begin_run(a_config())
    workspace.apply_report(a_report)
    assert workspace.begin_run(a_config(**change)) == RunStart()
    assert workspace.history.n_points == 0


def test_a_network_from_a_file_is_trained_further_where_it_fits(workspace: Workspace) -> None:
    parameters = first_parameters(a_config(seed=9))
    workspace.set_model(Model(parameters), "file")
    assert same(workspace.begin_run(a_config()).initial, parameters)
    assert workspace.begin_run(a_config(hidden_layers=(3,))).initial is None


@pytest.mark.parametrize("change", [{"seed": 2}, {"initialization": "uniform"}])
def test_a_random_network_that_learned_nothing_gives_way_to_another_seed(
    workspace: Workspace, change: dict[str, object]
) -> None:
    workspace.reset(a_config())
    config = a_config(**change)
    initial = workspace.begin_run(config).initial
    assert initial is None or same(initial, first_parameters(config))


# Saving


def test_what_is_saved_tells_how_it_was_trained(
    workspace: Workspace, few_digits: Dataset, a_report: TrainingReport, tmp_path: Path
) -> None:
    workspace.set_dataset(few_digits)
    workspace.begin_run(a_config())
    workspace.apply_report(a_report)
    save_model(workspace.model(), tmp_path / "network.npz")
    model = load_model(tmp_path / "network.npz")
    assert same(workspace.parameters, model.parameters)
    assert model.metadata.as_json()["data"] == "uci-digits"
    assert model.metadata.as_json()["config"] == a_config().as_dict()
    assert model.metadata.as_json()["epochs"] == 3.0
    assert a_report.test_evaluation is not None
    assert model.metadata.as_json()["test_accuracy"] == a_report.test_evaluation.accuracy
    points = [HistoryPoint(*[np.nan if v is None else v for v in row]) for row in model.metadata.as_json()["history"]]
    np.testing.assert_array_equal(points, a_report.points)
    assert (
        model.metadata.as_json()
        == describe_run(
            a_report, a_config(), data=few_digits.ref, curves=LearningCurves.of(a_report.points, data=few_digits.ref)
        ).as_json()
    )
    assert model.metadata.as_json()["state"] == "finished"
    assert model.metadata.as_json()["train_accuracy"] is not None


def test_random_weights_that_are_saved_tell_their_seed(workspace: Workspace) -> None:
    workspace.reset(a_config(seed=7))
    about = workspace.model().metadata.as_json()
    assert about["config"] == a_config(seed=7).as_dict()
    assert about["epochs"] == 0.0
    assert "history" not in about


def _live(**changed: float) -> LiveSettings:
    config = a_config()
    usual = {"learning_rate": config.learning_rate, "momentum": config.momentum, "weight_decay": config.weight_decay}
    return LiveSettings(**{**usual, **changed})


def test_what_was_changed_while_a_run_went_on_is_saved(
    workspace: Workspace, few_digits: Dataset, a_report: TrainingReport
) -> None:
    under_way = replace(a_report, state="running", train_evaluation=None, test_evaluation=None)
    workspace.note_change(_live(learning_rate=9.0))  # nothing is under way
    workspace.set_dataset(few_digits)
    workspace.begin_run(a_config())
    workspace.note_change(_live())  # as it began
    workspace.apply_report(under_way)
    for rate in (0.2, 0.3, 0.4):  # a wheel is turned
        workspace.note_change(_live(learning_rate=rate))
    workspace.note_change(_live(learning_rate=0.4, batches_per_second=10.0))  # only shown more slowly
    workspace.apply_report(replace(under_way, points=(a_report.points[-1]._replace(epoch=5.0),), epoch=5.0))
    workspace.note_change(_live(learning_rate=0.4, weight_decay=2.0))
    workspace.apply_report(replace(a_report, points=()))
    workspace.note_change(_live(learning_rate=9.0))  # it is over
    about = workspace.model().metadata.as_json()
    assert about["config"]["learning_rate"] == a_config().learning_rate
    assert about["changes"] == [{"epoch": 3.0, "learning_rate": 0.4}, {"epoch": 5.0, "weight_decay": 2.0}]
    workspace.begin_run(a_config())  # the same run goes on
    workspace.apply_report(a_report)
    assert workspace.model().metadata.as_json()["changes"] == about["changes"]
    workspace.begins_anew = True
    workspace.begin_run(a_config())
    workspace.apply_report(a_report)
    assert workspace.model().metadata.as_json()["changes"] == []


def test_while_a_hand_is_learned_figures_of_before_are_not_saved(workspace: Workspace) -> None:
    before = workspace.model().metadata.as_json()
    assert "test_accuracy" in before
    workspace.begin_fine_tuning()
    assert workspace.model().metadata.as_json() == {
        name: value for name, value in before.items() if name not in ("test_accuracy", "test_n")
    }
    workspace.end_fine_tuning(None)
    assert workspace.model().metadata.as_json() == before


def test_a_network_that_was_opened_keeps_what_is_known_of_it(workspace: Workspace) -> None:
    workspace.set_model(
        Model(first_parameters(a_config()), metadata_from({"data": "ex4data1.mat", "epochs": 50})), "file"
    )
    about = workspace.model().metadata.as_json()
    assert about["data"] == "ex4data1.mat"
    assert about["epochs"] == 50
    assert "program_version" in about
