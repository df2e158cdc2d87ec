"""Checkpoints are taken in the run, spread evenly in log time, within their bounds, and a run that goes on keeps them."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.registry import load_uci_digits
from engine.training.checkpoints import (
    LEAST,
    MAX_BYTES,
    MAX_BYTES_OF_LARGE,
    MOST,
    Checkpoint,
    CheckpointRecorder,
    most_checkpoints,
    thinned,
)
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings, TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train

CONFIG = TrainingConfig(hidden_layers=(5,), epochs=8, batch_size=50, optimizer="momentum", validation_fraction=0.0)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_uci_digits()


def recorded(moments: "list[float] | np.ndarray", *, n_parameters: int = 100, planned_end: float) -> CheckpointRecorder:
    """What a run keeps that passes these moments."""
    recorder = CheckpointRecorder()
    flat = np.zeros(n_parameters, np.float32)
    recorder.begin(flat, first_epoch=0.0, planned_end=planned_end)
    for n, epoch in enumerate(np.asarray(moments).tolist()):
        if epoch >= recorder.due_at:
            recorder.take(epoch, n, flat)
    return recorder


@pytest.mark.parametrize("planned_end", [1.0, 30.0, 1500.0])
@pytest.mark.parametrize("n_parameters", [100, 60_000, 250_000])
def test_they_are_spread_evenly_in_log_time(planned_end: float, n_parameters: int) -> None:
    moments = np.expm1(np.linspace(0.0, math.log1p(planned_end), 4000))
    kept = recorded(moments, n_parameters=n_parameters, planned_end=planned_end).checkpoints

    most = most_checkpoints(4 * n_parameters)
    gaps = np.diff([each.log_time for each in kept])
    assert most / 2 < len(kept) <= most
    assert kept[0].epoch == 0.0
    assert gaps.max() < 1.1 * math.log1p(planned_end) / (most - 1)


def test_a_run_that_is_stopped_early_has_as_many_as_its_part_of_the_axis() -> None:
    kept = recorded(np.arange(0.0, 100.0, 0.02), planned_end=1e6).checkpoints

    share = math.log1p(100) / math.log1p(1e6)
    assert len(kept) == pytest.approx(share * MOST, abs=2)


@pytest.mark.parametrize(
    ("n_bytes", "most"),
    [
        (41_140, 64),
        (842_088, 9),
        (5_300_000, LEAST),
        (MAX_BYTES, LEAST),
        (MAX_BYTES + 1, LEAST - 1),
        (MAX_BYTES_OF_LARGE // 2, 2),
        (MAX_BYTES_OF_LARGE // 2 + 1, 0),
        (10**9, 0),
        (0, 64),
    ],
)
def test_large_networks_have_fewer_or_none(n_bytes: int, most: int) -> None:
    assert most_checkpoints(n_bytes) == most


def test_the_most_crowded_goes_first_but_never_the_first_or_the_last() -> None:
    times = [0.0, 0.01, 1.0, 2.0, 2.9, 3.0]
    every = tuple(Checkpoint(math.expm1(time), 0, np.zeros(1)) for time in times)

    assert [round(each.log_time, 2) for each in thinned(every, 4)] == [0.0, 1.0, 2.0, 3.0]
    assert [round(each.log_time, 2) for each in thinned(every, 2)] == [0.0, 3.0]
    assert thinned(every, 9) == every


def test_too_large_a_network_has_none_and_costs_nothing() -> None:
    recorder = CheckpointRecorder((Checkpoint(0.0, 0, np.zeros(3)),))
    recorder.begin(np.zeros(MAX_BYTES_OF_LARGE // 16 + 1), first_epoch=0.0, planned_end=10.0)

    assert recorder.due_at == math.inf
    recorder.take(1.0, 1, np.zeros(MAX_BYTES_OF_LARGE // 16 + 1))
    assert recorder.checkpoints == ()


@pytest.mark.parametrize(
    "config", [CONFIG, replace(CONFIG, optimizer="l-bfgs-b", batch_size=0, momentum=0.0)], ids=["batches", "minimizer"]
)
def test_a_run_has_its_start_its_end_and_what_is_between(config: TrainingConfig, dataset: Dataset) -> None:
    reports: list[TrainingReport] = []
    last = train(config, dataset, publish=reports.append, recorder=CheckpointRecorder())
    plain = train(config, dataset)

    kept = last.checkpoints
    epochs = [each.epoch for each in kept]
    assert epochs == sorted(set(epochs))
    assert (epochs[0], epochs[-1]) == (0.0, last.epoch)
    assert len(kept) >= 9
    np.testing.assert_array_equal(kept[-1].parameters, last.parameters)
    np.testing.assert_array_equal(last.parameters, plain.parameters)  # whoever is watched learns the same
    assert plain.checkpoints == ()
    assert kept[0].parameters.dtype == last.parameters.dtype
    assert not any(each.parameters.flags.writeable for each in kept)
    n_batches = [each.n_batches for each in kept]
    assert n_batches == sorted(n_batches)
    assert n_batches[-1] == last.n_batches


def test_those_of_a_run_that_goes_on_stay(dataset: Dataset) -> None:
    """Stopped in the middle and resumed, or with another leg: what was before the end of the first part is kept."""
    whole = train(CONFIG, dataset, recorder=CheckpointRecorder())
    stopped = train(CONFIG, dataset, control=TrainingControl(stops_after=100), recorder=CheckpointRecorder())
    recorder = CheckpointRecorder(stopped.checkpoints)
    resumed = train(CONFIG, dataset, state=stopped.training_state, recorder=recorder)

    np.testing.assert_array_equal(resumed.parameters, whole.parameters)
    by_epoch = {each.epoch: each.parameters for each in whole.checkpoints}
    common = [each for each in resumed.checkpoints if each.epoch in by_epoch]
    assert len(common) > len(resumed.checkpoints) / 2
    for each in common:
        np.testing.assert_array_equal(each.parameters, by_epoch[each.epoch])

    further = train(
        replace(CONFIG, epochs=3),
        dataset,
        state=resumed.training_state,
        recorder=CheckpointRecorder(resumed.checkpoints),
    )
    epochs = [each.epoch for each in further.checkpoints]
    assert (epochs[0], epochs[-1], len(epochs) <= MOST) == (0.0, 11.0, True)
    assert min(sum(epoch < 8 for epoch in epochs), sum(epoch > 8 for epoch in epochs)) >= 4


def test_settings_that_were_changed_are_told(dataset: Dataset) -> None:
    control = TrainingControl()
    live = LiveSettings(learning_rate=0.01, momentum=CONFIG.momentum, weight_decay=CONFIG.weight_decay)

    def change(report: TrainingReport) -> None:
        if report.epoch > 2:
            control.change(live)

    last = train(replace(CONFIG, epochs=60), dataset, control=control, publish=change, recorder=CheckpointRecorder())
    assert last.checkpoints[0].settings == ()
    assert last.checkpoints[-1].settings == (("learning_rate", 0.01),)


def test_a_run_that_diverges_has_finite_ones_only(dataset: Dataset) -> None:
    config = replace(CONFIG, learning_rate=1e6, weight_decay=1e6)
    last = train(config, dataset, recorder=CheckpointRecorder())

    assert last.state == "failed"
    assert last.checkpoints
    assert all(np.isfinite(each.parameters).all() for each in last.checkpoints)
