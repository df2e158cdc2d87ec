"""The history: complete, in arrays that grow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.reference import DatasetRef
from engine.training.learning_curves import CurveRecorder, LearningCurves, curves_from
from engine.training.report import HistoryPoint

NAN = float("nan")


def point(epoch: float, validation: float = NAN) -> HistoryPoint:
    return HistoryPoint(epoch, 2.0 / (1 + epoch), 0.5, validation, validation / 10)


def test_an_empty_history_has_empty_columns() -> None:
    history = LearningCurves()
    assert history.n_points == 0
    assert history.last_epoch == 0.0
    assert history.points() == []
    assert history.last_validation(-1) is None
    for column in (history.epochs, history.losses, history.accuracies, history.validation_losses):
        assert column.shape == (0,)


def test_each_field_has_its_column() -> None:
    history = LearningCurves.of([HistoryPoint(0, 2.3, 0.1, 2.4, 0.2), HistoryPoint(1, 1.3, 0.6, NAN, NAN)])
    assert history.epochs.tolist() == [0, 1]
    assert history.losses.tolist() == [2.3, 1.3]
    assert history.accuracies.tolist() == [0.1, 0.6]
    np.testing.assert_array_equal(history.validation_losses, [2.4, NAN])
    np.testing.assert_array_equal(history.validation_accuracies, [0.2, NAN])
    assert history.last_epoch == 1


@given(st.lists(st.integers(0, 700), max_size=6))
def test_no_point_is_lost_however_many_come_at_once(sizes: list[int]) -> None:
    recorder = CurveRecorder()
    added: list[HistoryPoint] = []
    for size in sizes:
        new = [point(len(added) + i, validation=1.0) for i in range(size)]
        added += new
        recorder.extend(new)
        assert recorder.curves.n_points == len(added)
    history = recorder.curves
    assert history.points() == added
    assert history.epochs.tolist() == list(range(len(added)))


def test_nothing_added_is_nothing_changed() -> None:
    recorder = CurveRecorder()
    recorder.extend([point(1)])
    recorder.extend([])
    history = recorder.curves
    assert history.n_points == 1


@pytest.mark.parametrize(
    ("index", "expected"), [(0, None), (1, (0.5, 0.05)), (2, (0.5, 0.05)), (3, (0.4, 0.04)), (4, (0.4, 0.04))]
)
def test_the_validation_at_a_point_is_the_last_that_was_measured(
    index: int, expected: tuple[float, float] | None
) -> None:
    history = LearningCurves.of([point(0), point(1, 0.5), point(1.5), point(2, 0.4), point(2.5)])
    assert history.last_validation(index) == pytest.approx(expected)


@pytest.mark.parametrize(
    "values", [[0.0, 1.0, 0.5, np.inf, 0.5], [-1.0, 1.0, 0.5, None, None], [1e305, 1.0, 0.5, None, None]]
)
def test_curves_that_cannot_be_drawn_are_left_out(values: list[float | None]) -> None:
    assert curves_from([values]).n_points == 0
    assert curves_from([[0.0, 1.0, 0.5, None, None]]).n_points == 1


def test_what_was_handed_out_does_not_change_when_a_run_goes_on() -> None:
    begin = LearningCurves.of([point(0), point(1)])
    recorder = CurveRecorder(begin)
    handed_out = []
    for epoch in range(2, 600):
        recorder.extend([point(epoch)])
        handed_out.append(recorder.curves)
    assert begin.epochs.tolist() == [0, 1]
    assert [curves.n_points for curves in handed_out] == list(range(3, 601))
    assert all(curves == LearningCurves.of(map(point, range(curves.n_points))) for curves in handed_out[::97])


@pytest.mark.parametrize(
    ("one", "other", "does"),
    [
        ([0, 1, 2], [0, 1], True),
        ([0, 1], [0, 1], True),
        ([0, 1], [0, 1, 2], False),
        ([1, 2, 3], [0, 1], False),
        ([0, 2, 3], [0, 1], False),
        ([0, 1], [], False),
    ],
)
def test_curves_go_on_where_their_first_and_their_last_point_are_there(
    one: list[int], other: list[int], does: bool
) -> None:
    curves, others = (LearningCurves.of(map(point, epochs)) for epochs in (one, other))
    assert curves.continues(others) is does
    assert not LearningCurves(curves.values, "iteration").continues(others)


def test_thinned_curves_keep_their_ends_and_what_was_validated() -> None:
    curves = LearningCurves.of(
        [point(i / 10, 1.0 if i % 10 == 0 else NAN) for i in range(5001)], data=DatasetRef("mnist")
    )
    thinned = curves.thinned(200)
    assert 150 <= thinned.n_points <= 200
    assert (thinned.epochs[0], thinned.last_epoch) == (0.0, 500.0)
    assert np.isfinite(thinned.validation_losses).sum() >= 100
    assert (np.diff(thinned.epochs) > 0).all()
    assert thinned.data == DatasetRef("mnist")
    assert curves.thinned(5001) is curves
