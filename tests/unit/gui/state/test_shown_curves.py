"""What the plot of the learning curves is given: the end of the axis, the run before, and what was changed."""

import pytest

from engine.data.dataset import Dataset
from engine.models.metadata import LiveChange
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.report import TrainingReport
from engine.training.state import Leg
from engine.training.train import train
from gui.state.shown_curves import SettingChange, setting_changes
from gui.state.workspace import Workspace

CONFIG = TrainingConfig(hidden_layers=(5,), epochs=3, learning_rate=0.1, weight_decay=0.5)


def run(workspace: Workspace, config: TrainingConfig, digits: Dataset) -> None:
    """Train as the window does."""
    start = workspace.begin_run(config)
    train(
        config, digits, publish=workspace.apply_report, initial=start.initial, scaling=start.scaling,
        first_epoch=start.first_epoch, state=start.state,
    )  # fmt: skip
    workspace.end_run()


@pytest.fixture
def workspace(few_digits: Dataset) -> Workspace:
    workspace = Workspace()
    workspace.set_dataset(few_digits)
    return workspace


def test_without_curves_the_axis_is_that_of_the_settings(workspace: Workspace) -> None:
    assert workspace.shown_curves(CONFIG).planned_end == 3
    shown = workspace.shown_curves(CONFIG.with_values(optimizer="cg", epochs=50))
    assert (shown.planned_end, shown.curves.unit) == (50, "iteration")


def test_the_axis_ends_with_the_plan_from_the_first_moment_of_a_run(workspace: Workspace, few_digits: Dataset) -> None:
    ends: list[float] = []
    workspace.history_changed.connect(lambda: ends.append(workspace.shown_curves(CONFIG).planned_end))
    workspace.begin_run(CONFIG)
    assert workspace.shown_curves(TrainingConfig(epochs=77)).planned_end == 3
    assert workspace.shown_curves(CONFIG).has_begun
    workspace.end_run()
    run(workspace, CONFIG, few_digits)
    assert workspace.shown_curves(TrainingConfig(epochs=77)).planned_end == 3
    workspace.begin_run(CONFIG)  # a further leg
    assert workspace.shown_curves(CONFIG).planned_end == 6
    workspace.end_run()


def test_the_run_before_is_shown_where_it_counts_alike_and_says_its_data(
    workspace: Workspace, few_digits: Dataset
) -> None:
    run(workspace, CONFIG, few_digits)
    first = workspace.history
    workspace.use_bundled_model()
    shown = workspace.shown_curves(CONFIG)
    assert shown.curves.n_points == 0
    assert shown.before == first
    assert shown.data_name_before == ""
    assert workspace.shown_curves(CONFIG.with_values(optimizer="cg")).before.n_points == 0


def test_curves_of_digits_that_are_no_longer_in_use_say_so(
    workspace: Workspace, few_digits: Dataset, few_blocks: Dataset
) -> None:
    run(workspace, CONFIG, few_digits)
    assert workspace.shown_curves(CONFIG).data_name == ""
    workspace.set_dataset(few_blocks)
    assert workspace.shown_curves(CONFIG).data_name == few_digits.label


def test_changes_are_told_with_the_values_before_them(workspace: Workspace, few_digits: Dataset) -> None:
    workspace.begin_run(CONFIG)
    reports: list[TrainingReport] = []
    train(CONFIG, few_digits, publish=reports.append)
    workspace.apply_report(reports[0])
    workspace.note_change(LiveSettings(learning_rate=0.03, momentum=CONFIG.momentum, weight_decay=0.5))
    (change,) = workspace.shown_curves(CONFIG).changes
    assert change == SettingChange(workspace.history.last_epoch, "learning_rate", 0.1, 0.03)


def test_a_leg_begins_with_settings_of_its_own() -> None:
    legs = [Leg(0.0, CONFIG), Leg(10.0, CONFIG.with_values(learning_rate=0.7))]
    changes = [
        LiveChange(4.0, (("learning_rate", 0.2), ("weight_decay", 0.5))),
        LiveChange(5.0, (("learning_rate", 0.4),)),
        LiveChange(12.0, (("learning_rate", 0.4),)),
    ]
    told = list(setting_changes(CONFIG, legs, changes))
    assert [(change.epoch, change.before, change.after) for change in told] == [
        (4, 0.1, 0.2),
        (5, 0.2, 0.4),
        (10, 0.4, 0.7),
        (12, 0.7, 0.4),
    ]
    assert {change.name for change in told} == {"learning_rate"}


def test_all_that_another_leg_does_in_another_way_is_a_change() -> None:
    legs = [Leg(0.0, CONFIG), Leg(3.0, CONFIG.with_values(epochs=9, batch_size=7, momentum=0.5, optimizer="adam"))]
    assert [(change.name, change.before, change.after) for change in setting_changes(CONFIG, legs, ())] == [
        ("momentum", CONFIG.momentum, 0.5),
        ("optimizer", CONFIG.optimizer, "adam"),
        ("batch_size", CONFIG.batch_size, 7),
    ]


def test_a_setting_that_was_changed_between_stop_and_continue_is_told(
    workspace: Workspace, few_digits: Dataset
) -> None:
    workspace.begin_run(CONFIG)
    train(CONFIG, few_digits, publish=workspace.apply_report, control=TrainingControl(stops_after=20))
    workspace.end_run()
    stopped_at, other = workspace.history.last_epoch, CONFIG.with_values(learning_rate=0.03)
    assert workspace.plan(other).kind == "continue"
    workspace.begin_run(CONFIG)
    workspace.end_run()
    assert workspace.shown_curves(CONFIG).changes == ()
    workspace.begin_run(other)
    assert workspace.shown_curves(other).changes == (SettingChange(stopped_at, "learning_rate", 0.1, 0.03),)
    workspace.note_change(LiveSettings(learning_rate=0.02, momentum=CONFIG.momentum, weight_decay=0.5))
    assert workspace.shown_curves(other).changes == (SettingChange(stopped_at, "learning_rate", 0.1, 0.02),)


def test_the_run_before_is_known_by_its_id(workspace: Workspace, few_digits: Dataset) -> None:
    run(workspace, CONFIG, few_digits)
    first = workspace.run.id
    workspace.use_bundled_model()
    assert workspace.shown_curves(CONFIG).before_id == first
    run(workspace, CONFIG, few_digits)
    assert workspace.shown_curves(CONFIG).before_id == first
    workspace.begin_run(CONFIG.with_values(hidden_layers=(6,)))
    assert workspace.shown_curves(CONFIG).before_id not in ("", first)
    workspace.end_run()  # it never learned anything
    assert workspace.shown_curves(CONFIG).before_id == first


def test_a_run_that_has_ended_has_the_accuracy_that_its_ending_tells(workspace: Workspace, few_digits: Dataset) -> None:
    run(workspace, CONFIG, few_digits)
    report = workspace.last_report
    assert report is not None
    assert report.train_evaluation is not None
    shown = workspace.shown_curves(CONFIG)
    assert (shown.final_accuracy, shown.has_decay) == (report.train_evaluation.accuracy, True)
    assert shown.final_loss is None  # what is known has the weight decay in it
    workspace.begin_run(CONFIG)
    assert workspace.shown_curves(CONFIG).final_accuracy is None
    workspace.end_run()
    config = CONFIG.with_values(weight_decay=0.0, hidden_layers=(6,))
    run(workspace, config, few_digits)
    assert workspace.last_report is not None
    assert workspace.last_report.train_evaluation is not None
    shown = workspace.shown_curves(config)
    assert (shown.final_loss, shown.has_decay) == (workspace.last_report.train_evaluation.cost, False)
