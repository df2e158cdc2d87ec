"""Runs that are stopped, saved and resumed: the very same weights and curves as never having stopped, to the last bit."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.loading import load_dataset
from engine.errors import ConfigurationError, DataError
from engine.nn.network import Parameters
from engine.optim.minimizers import MINIMIZERS
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training import gradient_descent, run_loop
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.state import TrainingState
from engine.training.train import train
from tests.watched_batches import watch_batches

CONFIG = TrainingConfig(
    hidden_layers=(6,), learning_rate=0.05, epochs=3, batch_size=32, validation_fraction=0.0, step_epochs=1
)
LIVE = ("learning_rate", "momentum", "weight_decay")


@pytest.fixture(scope="module")
def uci() -> Dataset:
    dataset = load_dataset("uci-digits")
    return replace(dataset, digits=dataset.digits[:300], test_indices=np.arange(40))


def saved(state: TrainingState | None) -> TrainingState:
    """The state as it comes back from a file."""
    assert state is not None
    header, arrays = state.to_arrays()
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type] # its stubs know no names
    file.seek(0)
    with np.load(file, allow_pickle=False) as members:
        return TrainingState.from_arrays(json.loads(json.dumps(header, allow_nan=False)), dict(members))


def stopped_and_resumed(
    config: TrainingConfig, dataset: Dataset, *stops: int
) -> tuple[TrainingReport, list[HistoryPoint]]:
    """The last report of a run that is stopped after so many batches, each counted from the one before; and its points."""
    state: TrainingState | None = None
    points: list[HistoryPoint] = []
    for n_batches in stops:
        report = train(config, dataset, control=TrainingControl(stops_after=n_batches), state=state)
        points += report.points
        assert report.state == "stopped"
        assert report.n_batches == n_batches + (state.n_batches if state is not None else 0)
        state = saved(report.training_state)
    report = train(config, dataset, state=state)
    return report, [*points, *report.points]


def assert_same(config: TrainingConfig, dataset: Dataset, *stops: int) -> TrainingReport:
    whole = train(config, dataset)
    report, points = stopped_and_resumed(config, dataset, *stops)
    assert report.parameters.tobytes() == whole.parameters.tobytes()
    np.testing.assert_array_equal(points, whole.points)
    for name in ("state", "message", "epoch", "epochs", "n_batches", "network_epoch", "legs"):
        assert getattr(report, name) == getattr(whole, name), name
    return whole


# The same plan


@pytest.mark.slow  # test_training_resumed has a shorter table of the same
@pytest.mark.parametrize("batch_size", [1, 32, 7, 0])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_stopping_changes_nothing(
    optimizer: str, schedule: str, dtype: str, batch_size: int, small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(optimizer=optimizer, schedule=schedule, dtype=dtype, batch_size=batch_size)
    n_batches = -(-100 // (batch_size or 100))
    for stops in ((0,), (n_batches // 2,), (n_batches,), (n_batches + n_batches // 3, n_batches)):
        assert assert_same(config, small_dataset, *stops).state == "finished"


@pytest.mark.slow_but(7)
@pytest.mark.parametrize(
    "values",
    [
        {"shuffle": False},
        {"weight_decay": 3.0},
        {"validation_fraction": 0.3},
        {"validation_fraction": 0.3, "patience": 2, "learning_rate": 1.0, "epochs": 12},
        {"patience": 2, "learning_rate": 8.0, "epochs": 12},
        {"tolerance": 1e-2, "epochs": 25},
        {"input_scaling": "standardized", "split": "plain", "test_fraction": 0.4},
        {"split": "last", "test_count": 50, "initialization": "normal-n"},
        {"hidden_activation": "relu", "schedule": "step", "step_factor": 10.0, "epochs": 60},  # which ends in infinity
        {"hidden_layers": ()},
    ],
    ids=",".join,
)
@pytest.mark.parametrize("optimizer", ["gradient-descent", "adam"])
def test_what_ends_a_run_or_shapes_it_survives_a_stop(
    optimizer: str, values: dict[str, Any], small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(optimizer=optimizer, batch_size=7, **values)
    whole = train(config, small_dataset)
    n_batches = whole.n_batches - (15 if whole.state == "failed" else 0)
    for stops in ((1,), (n_batches // 3, n_batches // 3), (n_batches - 1,)):
        assert_same(config, small_dataset, *stops)


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(
    ("batch_size", "dtype"), [(1, "float32"), (32, "float64"), (7, "float32"), (7, "float64"), (0, "float32")]
)
def test_distortions_go_on_in_the_middle_of_a_block(batch_size: int, dtype: str, uci: Dataset) -> None:
    config = CONFIG.with_values(augmentation="light", batch_size=batch_size, epochs=2, dtype=dtype)
    n_batches = train(config, uci).n_batches
    for stops in ((n_batches // 4,), (n_batches // 2,), (n_batches // 3, n_batches // 3)):
        assert_same(config, uci, *stops)


def test_points_within_an_epoch_come_where_they_would_have_come(
    small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gradient_descent, "POINT_SAMPLES", 30)
    monkeypatch.setattr(gradient_descent, "_LEAST_POINT_SAMPLES", 30)
    config = CONFIG.with_values(batch_size=7)
    for n_batches in range(1, 20):
        assert len(assert_same(config, small_dataset, n_batches).points) == 10


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_a_vector_in_parts_remembers_all_of_them(optimizer: str, uci: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.optim.optimizers._PART", 1000)
    assert_same(CONFIG.with_values(optimizer=optimizer, epochs=12), uci, 70)  # beyond a flush of tiny numbers


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_live_changes_before_the_stop_stay(
    optimizer: str, small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    config = CONFIG.with_values(optimizer=optimizer, batch_size=10)

    def changed_at_12(control: TrainingControl) -> Callable[[TrainingReport], None]:
        def publish(report: TrainingReport) -> None:
            if report.n_batches == 12:
                control.change(LiveSettings(learning_rate=0.01, momentum=0.5, weight_decay=2.0))

        return publish

    control = TrainingControl()
    whole = train(config, small_dataset, control=control, publish=changed_at_12(control))
    control = TrainingControl(stops_after=17)
    state = saved(train(config, small_dataset, control=control, publish=changed_at_12(control)).training_state)

    assert [getattr(state.config, name) for name in LIVE] == [0.01, 0.5, 2.0]
    resumed = train(state.config, small_dataset, state=state)
    assert resumed.parameters.tobytes() == whole.parameters.tobytes()
    assert len(resumed.legs) == 1
    # They may be changed at the start, too: it is the same plan with other settings.
    other = train(state.config.with_values(learning_rate=0.3), small_dataset, state=state)
    assert len(other.legs) == 1
    assert other.parameters.tobytes() != whole.parameters.tobytes()


def test_any_state_that_a_run_hands_out_will_do(uci: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash leaves the last state that was handed out, and more points of the curves than belong to it."""
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    monkeypatch.setattr(run_loop, "STATE_INTERVAL_S", 0.0)
    monkeypatch.setattr(run_loop, "_STATE_SHARE", 1e9)
    config = CONFIG.with_values(optimizer="nesterov", augmentation="light", validation_fraction=0.2, epochs=2)
    reports: list[TrainingReport] = []
    whole = train(config, uci, publish=reports.append)
    points = [point for report in reports for point in report.points]

    states = [report.training_state for report in reports if report.state == "running"]
    assert len(states) == whole.n_batches
    for state in states[:: len(states) // 5]:
        assert state is not None
        assert state.descent is not None
        resumed = train(config, uci, state=saved(state))
        assert resumed.parameters.tobytes() == whole.parameters.tobytes()
        before = [point for point in points if point.epoch <= state.descent.last_finite.epoch]
        np.testing.assert_array_equal([*before, *resumed.points], points)


def test_states_are_handed_out_at_pauses_at_the_end_and_every_few_seconds(
    small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_loop, "PUBLISH_INTERVAL_S", 0.0)
    control = TrainingControl(start_paused=True)
    reports: list[TrainingReport] = []

    def publish(report: TrainingReport) -> None:
        reports.append(report)
        control.resume()

    train(CONFIG, small_dataset, control=control, publish=publish)

    with_state = [report.training_state is not None for report in reports]
    assert with_state == [True, *[False] * (len(reports) - 2), True]
    assert reports[0].state == "paused"


def test_a_state_is_never_written_to_again(small_dataset: Dataset) -> None:
    config = CONFIG.with_values(optimizer="momentum", patience=50)
    state = train(config, small_dataset, control=TrainingControl(stops_after=5)).training_state
    assert state is not None
    _, before = saved(state).to_arrays()
    first = train(config, small_dataset, state=state)
    second = train(config, small_dataset, state=state)
    _, after = state.to_arrays()
    assert first.parameters.tobytes() == second.parameters.tobytes()
    assert {name: array.tobytes() for name, array in before.items()} == {n: a.tobytes() for n, a in after.items()}


# Legs


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_after_the_end_a_further_leg_keeps_what_the_optimizer_remembers(optimizer: str, small_dataset: Dataset) -> None:
    config = CONFIG.with_values(optimizer=optimizer, schedule="cosine")
    first = train(config, small_dataset)

    second = train(config, small_dataset, state=saved(first.training_state))
    forgetful = train(
        config, small_dataset, initial=Parameters(first.architecture, first.parameters), first_epoch=first.epoch
    )

    assert [leg.first_epoch for leg in second.legs] == [0.0, 3.0]
    assert (second.epoch, second.epochs, second.n_batches) == (6.0, 6.0, 2 * first.n_batches)
    assert [second.points[0].epoch, second.points[-1].epoch] == [3.0, 6.0]
    state = second.training_state
    assert state is not None
    assert state.descent is not None
    n_steps = 0 if optimizer == "gradient-descent" else second.n_batches
    assert state.descent.optimizer.n_steps == n_steps
    assert second.parameters.tobytes() != forgetful.parameters.tobytes()
    # A leg is resumed as any run is.
    begun = train(config, small_dataset, state=first.training_state, control=TrainingControl(stops_after=6))
    assert len(begun.legs) == 2
    assert (
        train(config, small_dataset, state=saved(begun.training_state)).parameters.tobytes()
        == second.parameters.tobytes()
    )


def test_train_after_stop_goes_through_other_digits(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a run stopped in every quarter of an epoch, all digits are trained on, once each, in one leg or in several."""
    shown: list[bytes] = []
    watch_batches(monkeypatch, lambda inputs, _: shown.extend(picture.tobytes() for picture in inputs))
    config = CONFIG.with_values(batch_size=5, epochs=1)
    stopped_and_resumed(config, small_dataset, 5, 5, 5)
    assert len(shown) == len(set(shown)) == 100

    shown.clear()
    state = train(config, small_dataset, control=TrainingControl(stops_after=5)).training_state
    train(config.with_values(batch_size=1), small_dataset, state=state, control=TrainingControl(stops_after=25))
    assert shown[:25] != shown[25:]


def test_an_early_stop_answers_by_its_best_and_goes_on_from_its_last(small_dataset: Dataset) -> None:
    rng = np.random.default_rng(3)
    digits = replace(small_dataset.digits, labels=rng.permutation(small_dataset.digits.labels))
    dataset = replace(small_dataset, digits=digits)
    config = CONFIG.with_values(learning_rate=0.3, validation_fraction=0.3, patience=6, epochs=400, batch_size=7)
    stopped = train(config, dataset)
    state = saved(stopped.training_state)

    assert state.answering.parameters.tobytes() == stopped.parameters.tobytes()
    assert stopped.network_epoch == state.answering.epoch == stopped.epoch - 6
    assert state.last.epoch == stopped.epoch
    assert state.last.parameters.tobytes() == train(config.with_values(patience=0), dataset,
        control=TrainingControl(stops_after=stopped.n_batches)).parameters.tobytes()  # fmt: skip
    further = train(config.with_values(patience=0), dataset, state=state, control=TrainingControl(stops_after=0))
    assert further.parameters.tobytes() == state.last.parameters.tobytes()
    # In a further leg patience begins to wait anew, for something better than the best of the run.
    again = train(config, dataset, state=state)
    assert again.epoch == stopped.epoch + 6
    assert again.parameters.tobytes() == stopped.parameters.tobytes()
    assert again.network_epoch == stopped.network_epoch


def test_a_diverged_run_goes_on_from_its_finite_network(small_dataset: Dataset) -> None:
    config = CONFIG.with_values(
        hidden_layers=(8, 8), hidden_activation="relu", learning_rate=1e6, weight_decay=1.0, epochs=100
    )
    failed = train(config, small_dataset)
    assert failed.state == "failed"
    assert failed.network_epoch is not None
    assert failed.network_epoch < failed.epoch
    further = train(config, small_dataset, state=saved(failed.training_state), control=TrainingControl(stops_after=0))
    assert further.parameters.tobytes() == failed.parameters.tobytes()
    assert len(further.legs) == 2


@pytest.mark.parametrize("optimizer", MINIMIZERS)
def test_a_minimizer_begins_a_leg_from_its_network(optimizer: str, small_dataset: Dataset) -> None:
    config = CONFIG.with_values(optimizer=optimizer, epochs=8)
    first = train(config, small_dataset, control=TrainingControl(stops_after=4))
    assert (first.state, first.n_batches) == ("stopped", 4)
    second = train(config, small_dataset, state=saved(first.training_state))
    assert len(second.legs) == 2
    assert first.train_evaluation is not None
    assert second.train_evaluation is not None
    assert second.train_evaluation.cost < first.train_evaluation.cost
    descent = train(CONFIG, small_dataset, state=saved(second.training_state))
    assert [leg.config.optimizer for leg in descent.legs] == [optimizer, optimizer, "gradient-descent"]


# What cannot be


def test_a_state_does_not_go_with_another_network(small_dataset: Dataset) -> None:
    state = train(CONFIG, small_dataset, control=TrainingControl(stops_after=5)).training_state
    with pytest.raises(ConfigurationError, match="Changed: seed"):
        train(CONFIG.with_values(seed=2), small_dataset, state=state)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda header, arrays: header.clear(),
        lambda header, arrays: header.update(format=99),
        lambda header, arrays: header.update(config=None),
        lambda header, arrays: header.update(n_inputs=-3),
        lambda header, arrays: header.update(legs=[]),
        lambda header, arrays: header["descent"].update(position="a"),
        lambda header, arrays: header["descent"].update(order={"state": -1}),
        lambda header, arrays: arrays.pop("optimizer/velocity"),
        lambda header, arrays: arrays.update(last=arrays["answering"][:3]),
        lambda header, arrays: arrays.update(answering=arrays["answering"] + 1),
        lambda header, arrays: arrays.update({"optimizer/velocity": arrays["optimizer/velocity"].astype(np.float64)}),
    ],
)
def test_what_is_no_state_of_this_network_is_refused(
    spoil: Callable[[dict[str, Any], dict[str, Any]], object], small_dataset: Dataset
) -> None:
    config = CONFIG.with_values(optimizer="momentum")
    state = train(config, small_dataset, control=TrainingControl(stops_after=5)).training_state
    assert state is not None
    header, arrays = state.to_arrays()
    header["same_as"].pop("last", None)
    spoil(header, arrays)
    with pytest.raises(ConfigurationError, match="expected"):
        TrainingState.from_arrays(header, arrays)


@pytest.mark.parametrize(("other", "words"), [({"n_threads": 2}, "BLAS"), ({"libraries": "numpy 0.1"}, "numpy 0.1")])
def test_where_bits_may_differ_the_end_says_so(
    other: dict[str, Any], words: str, small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    state = train(CONFIG, small_dataset, control=TrainingControl(stops_after=5)).training_state
    assert state is not None
    assert words in str(train(CONFIG, small_dataset, state=replace(state, **other)).message)
    assert words not in str(train(CONFIG, small_dataset, state=state).message)


@pytest.mark.parametrize("label", [-1, 10])
def test_labels_out_of_range_are_refused_at_the_border(label: int, small_dataset: Dataset) -> None:
    labels = small_dataset.digits.labels.copy()
    dataset = replace(small_dataset, digits=replace(small_dataset.digits, labels=labels))
    labels[50:] = label  # after the data set was checked
    with pytest.raises(DataError, match="labels to train on must be 0 to 9"):
        train(CONFIG, dataset)
