"""Further legs of a run: whatever was changed between them, and each resumed as any run is."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.data.dataset import Dataset, Digits
from engine.errors import ConfigurationError
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.state import CurveMarks
from engine.training.train import train
from tests.training_states import saved

CONFIG = TrainingConfig(
    hidden_layers=(6,),
    optimizer="adam",
    learning_rate=0.01,
    epochs=2,
    batch_size=7,
    validation_fraction=0.2,
    patience=9,
)


def _last(report: TrainingReport) -> bytes:
    assert report.training_state is not None
    return report.training_state.last.parameters.tobytes()


@pytest.mark.parametrize(
    "values",
    [
        {"batch_size": 1},
        {"batch_size": 0},
        {"epochs": 5},
        {"dtype": "float64"},
        {"dtype": "float64", "optimizer": "rmsprop"},
        {"optimizer": "gradient-descent"},
        {"optimizer": "l-bfgs-b", "epochs": 3},
        {"schedule": "one-cycle"},
        {"shuffle": False},
        {"patience": 0},
        {"patience": 1},
        {"tolerance": 1e-3},
    ],
    ids=str,
)
@pytest.mark.parametrize("stops_after", [5, None], ids=["in an epoch", "after the end"])
def test_a_leg_begins_with_the_network_of_the_one_before(
    values: dict[str, Any], stops_after: int | None, small_dataset: Dataset
) -> None:
    first = train(CONFIG, small_dataset, control=TrainingControl(stops_after=stops_after))
    config = CONFIG.with_values(**values)
    begun = train(config, small_dataset, state=saved(first.training_state), control=TrainingControl(stops_after=0))
    assert [leg.config for leg in begun.legs] == [CONFIG, config]
    assert begun.legs[1].first_epoch == begun.epoch == begun.points[0].epoch == first.epoch
    assert begun.parameters.astype(np.float32).tobytes() == _last(first)

    whole = train(config, small_dataset, state=saved(first.training_state))
    assert whole.epochs == first.epoch + config.epochs
    assert whole.n_batches > first.n_batches
    if config.minimizer is None:  # a leg that is stopped goes on as any run does
        stopped = train(config, small_dataset, state=first.training_state, control=TrainingControl(stops_after=1))
        resumed = train(config, small_dataset, state=saved(stopped.training_state))
        assert resumed.parameters.tobytes() == whole.parameters.tobytes()
        assert resumed.legs == whole.legs
        np.testing.assert_array_equal([*stopped.points, *resumed.points], whole.points)
    back = train(CONFIG, small_dataset, state=saved(whole.training_state))
    assert len(back.legs) == (2 if config == CONFIG else 3)


@pytest.mark.parametrize(
    "values", [{"position": 101}, {"position": 60, "pending_logits": np.zeros((60, 10), np.float32)}]
)
def test_a_place_where_no_run_can_be_is_refused(values: dict[str, Any], small_dataset: Dataset) -> None:
    config = CONFIG.with_values(validation_fraction=0.0, batch_size=50, epochs=1)
    state = train(config, small_dataset, control=TrainingControl(stops_after=1)).training_state
    assert state is not None
    assert state.descent is not None
    damaged = replace(state, descent=replace(state.descent, **values))
    smaller = replace(small_dataset, train_indices=np.arange(20, 70))
    with pytest.raises(ConfigurationError, match="a run on these digits"):
        train(config, smaller, state=replace(damaged, dataset=smaller.ref))


def test_the_curves_mark_further_legs_and_the_best_network_of_an_early_stop(small_dataset: Dataset) -> None:
    config = CONFIG.with_values(optimizer="momentum", learning_rate=3.0, patience=2, epochs=40)
    first = train(config, small_dataset)
    state = saved(first.training_state)
    assert first.epoch < 40
    assert state.marks == CurveMarks((), first.network_epoch)
    begun = train(config, small_dataset, state=state, control=TrainingControl(stops_after=3))
    assert saved(begun.training_state).marks == CurveMarks((first.epoch,), None)


def test_a_leg_on_other_digits_waits_for_a_best_of_its_own(small_dataset: Dataset) -> None:
    rng = np.random.default_rng(4)
    first = train(CONFIG, small_dataset)
    labels = np.tile(np.arange(10), 7)
    digits = Digits(rng.random((70, 20), dtype=np.float32), rng.permutation(labels), shape=(4, 5, 1))
    others = replace(small_dataset, digits=digits, name="others")
    state = saved(first.training_state)
    second = train(CONFIG, others, state=state, control=TrainingControl(stops_after=0))
    for report, is_kept in ((first, True), (second, False)):
        assert report.training_state is not None
        descent = report.training_state.descent
        assert descent is not None
        assert descent.best is not None
        assert np.isfinite(descent.best.loss) == is_kept
    assert second.legs[1].first_epoch == 2.0
    assert train(CONFIG, others, state=state).epoch == 4.0
