"""What Train will do now: the plan says it, the sentence says why, and the run does it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset, Digits
from engine.models.model import Model
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.train import first_parameters, train
from gui.state.next_run import NextRun
from gui.state.run_plan import RunKind
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from tests.window_fixtures import a_config, goes_on

NEW: RunKind = "train a new network"
ON: RunKind = "train on"
CONTINUE: RunKind = "continue"


def _bundled(workspace: Workspace, digits: Dataset) -> None:
    """The program as it starts."""


def _random(workspace: Workspace, digits: Dataset) -> None:
    workspace.reset(a_config())


def _opened(workspace: Workspace, digits: Dataset) -> None:
    workspace.set_model(Model(first_parameters(a_config(seed=9))), "file", name="mine.npz")


def _trained(workspace: Workspace, digits: Dataset, *, stops_after: int | None = None) -> None:
    config = a_config()
    start = workspace.begin_run(config)
    control = TrainingControl() if stops_after is None else TrainingControl(stops_after=stops_after)
    workspace.apply_report(train(config, digits, state=start.state, control=control))
    workspace.end_run()


def _stopped(workspace: Workspace, digits: Dataset) -> None:
    _trained(workspace, digits, stops_after=1)


def _stopped_then_a_recipe(workspace: Workspace, digits: Dataset) -> None:
    _stopped(workspace, digits)
    workspace.begins_anew = True


@pytest.fixture
def workspace(qtbot: QtBot, few_digits: Dataset) -> Workspace:
    workspace = Workspace()
    workspace.set_dataset(few_digits)
    return workspace


Given = Callable[[Workspace, Dataset], None]
SETTINGS = [
    ("layers", {"hidden_layers": (4,)}),
    ("activation", {"hidden_activation": "tanh"}),
    ("loss", {"output_loss": "sigmoid-cross-entropy"}),
    ("start", {"initialization": "he"}),
    ("seed", {"seed": 12}),
    ("scaling", {"input_scaling": "standardized"}),
    ("split", {"split": "stratified"}),
    ("validation", {"validation_fraction": 0.3}),
    ("batch", {"batch_size": 7}),
    ("optimizer", {"optimizer": "adam"}),
    ("schedule", {"schedule": "cosine"}),
    ("epochs", {"epochs": 9}),
    ("live settings", {"learning_rate": 0.3, "momentum": 0.1, "weight_decay": 2.0}),
]
OTHER_NETWORK = {"layers", "activation", "loss", "start", "seed", "scaling", "split", "validation"}
OTHER_LEG = {"batch", "optimizer", "schedule", "epochs"}
TABLE = [
    (_bundled, {}, NEW),
    (_random, {}, NEW),
    (_random, {"seed": 12}, NEW),
    (_opened, {}, ON),
    (_opened, {"batch_size": 7}, ON),
    (_opened, {"hidden_layers": (4,)}, NEW),
    (_opened, {"input_scaling": "standardized"}, NEW),
    (_stopped, {}, CONTINUE),
    (_trained, {}, ON),
    (_stopped_then_a_recipe, {}, NEW),
    *[
        (given, changed, NEW if name in OTHER_NETWORK else ON if name in OTHER_LEG else kind)
        for given, kind in ((_stopped, CONTINUE), (_trained, ON))
        for name, changed in SETTINGS
    ],
]


@pytest.mark.parametrize(
    ("given", "changed", "kind"), TABLE, ids=[f"{given.__name__[1:]} {changed}" for given, changed, _ in TABLE]
)
def test_the_run_does_what_the_plan_says(
    workspace: Workspace, few_digits: Dataset, given: Given, changed: dict[str, object], kind: RunKind
) -> None:
    given(workspace, few_digits)
    config = a_config(**changed)
    plan, before = workspace.plan(config), workspace.parameters.flat.copy()
    assert plan.kind == kind
    assert str(plan.label) == {NEW: "Train a new network", ON: "Train on", CONTINUE: "Continue"}[kind]
    assert ("random" in str(plan.why) or "new one" in str(plan.why)) == (kind == NEW)
    assert goes_on(workspace, config) == (kind != NEW)
    epoch, n_batches = workspace.history.last_epoch, workspace.run.metadata.n_batches
    start = workspace.begin_run(config)
    control = TrainingControl(stops_after=1)
    report = train(config, few_digits, initial=start.initial, scaling=start.scaling, state=start.state, control=control)
    if kind == NEW:
        expected = train(config, few_digits, control=TrainingControl(stops_after=1))
        np.testing.assert_array_equal(report.parameters, expected.parameters)
    elif start.state is not None:
        assert report.epoch > epoch
        assert report.n_batches == n_batches + 1
        assert len(report.legs) == (1 if kind == CONTINUE else 2)
    else:
        assert start.initial is not None
        np.testing.assert_array_equal(start.initial.flat, before)


def test_other_digits_are_another_leg_and_other_pictures_another_network(
    workspace: Workspace, few_digits: Dataset
) -> None:
    _stopped(workspace, few_digits)
    others = Digits(few_digits.digits.pictures + np.float32(0.01), few_digits.digits.labels)
    workspace.set_dataset(replace(few_digits, digits=others, source="others"))
    assert workspace.plan(a_config()).kind == ON
    small = Digits(few_digits.digits.pictures[:, :64].copy(), few_digits.digits.labels)
    workspace.set_dataset(replace(few_digits, digits=small, source="small"))
    assert workspace.plan(a_config()).kind == NEW


def test_whoever_shows_the_plan_hears_when_it_is_another_one_and_only_then(
    workspace: Workspace, few_digits: Dataset
) -> None:
    settings = Settings()
    next_run = NextRun(workspace, settings)
    heard: list[str] = []
    next_run.changed.connect(lambda plan: heard.append(plan.kind))

    def take(config: TrainingConfig) -> None:
        settings.take(config, settings.live)

    take(a_config())
    assert heard == []
    _stopped(workspace, few_digits)
    assert heard[-1] == next_run.plan.kind == CONTINUE
    take(a_config(hidden_layers=(4,)))
    assert heard[-1] == NEW
    n_heard = len(heard)
    take(a_config(hidden_layers=(4,), learning_rate=0.7))
    assert len(heard) == n_heard
    take(a_config())
    workspace.begins_anew = True
    assert heard[-2:] == [CONTINUE, NEW]
    workspace.use_bundled_model()
    assert str(next_run.plan.why).startswith("The bundled network answers.")
