"""The number of BLAS threads: held by runs, the same from the first to the last of them, and given back."""

import threading
from collections.abc import Iterator

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from engine.data.dataset import Dataset
from engine.nn.blas_threads import BlasThreads
from engine.training import train as module
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from tests.steered_run import HUNG_S

CONFIG = TrainingConfig(hidden_layers=(4,), epochs=2, batch_size=0, validation_fraction=0.0)


def in_use() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


@pytest.fixture(autouse=True)
def owner(monkeypatch: pytest.MonkeyPatch) -> Iterator[BlasThreads]:
    """An owner for runs, in a process that uses three threads while no run holds another number."""
    owner = BlasThreads()
    monkeypatch.setattr(module, "BLAS_THREADS", owner)
    with threadpool_limits(limits=3, user_api="blas"):
        yield owner


def test_the_number_is_held_and_given_back(owner: BlasThreads) -> None:
    with owner.held(2) as n_threads:
        assert n_threads == 2
        assert in_use() == {2}
    assert in_use() == {3}


def test_a_library_that_is_loaded_during_a_run_uses_its_number(owner: BlasThreads) -> None:
    owner.include_new_libraries()
    assert in_use() == {3}  # no run, no number
    with owner.held(2), threadpool_limits(limits=4, user_api="blas"):  # as if it were loaded with a number of its own
        owner.include_new_libraries()
        assert in_use() == {2}
    assert in_use() == {3}


def test_a_thread_can_set_it_whoever_set_it_before(owner: BlasThreads) -> None:
    """The main thread has set three, and threadpoolctl thinks it the only one that may."""
    seen: list[set[int]] = []

    def hold() -> None:
        with owner.held(2):
            seen.append(in_use())
        seen.append(in_use())

    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
    assert seen == [{2}, {3}]


def test_where_it_is_fixed_no_run_changes_it(owner: BlasThreads, small_dataset: Dataset) -> None:
    owner.fix(1)
    with owner.held(2) as n_threads:
        assert n_threads == 1
        assert in_use() == {1}
    assert in_use() == {1}
    owner.fix(2)
    state = module.train(CONFIG, small_dataset).training_state
    assert state is not None
    assert state.n_threads == 2


@pytest.mark.parametrize("ends_first", ["first", "second"])
def test_a_second_run_uses_the_number_of_the_first_to_its_own_end(ends_first: str, owner: BlasThreads) -> None:
    first, second = owner.held(2), owner.held(1)
    assert first.__enter__() == 2
    assert second.__enter__() == 2
    left = [first, second] if ends_first == "first" else [second, first]
    left[0].__exit__(None, None, None)
    assert in_use() == {2}
    left[1].__exit__(None, None, None)
    assert in_use() == {3}
    with owner.held(1) as n_threads:  # nothing is left of those before
        assert n_threads == 1


def test_an_exception_gives_it_back_too(owner: BlasThreads) -> None:
    with pytest.raises(RuntimeError, match="reader"), owner.held(1):
        raise RuntimeError("a reader that fails")
    assert in_use() == {3}


def test_two_runs_at_once_leave_the_process_as_it_was(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = iter([2, 1])
    monkeypatch.setattr(module, "blas_threads", lambda *_, **__: next(wanted))
    began, may_end = threading.Event(), threading.Event()
    reports: list[TrainingReport] = []

    def first(report: TrainingReport) -> None:
        began.set()
        assert may_end.wait(HUNG_S)

    thread = threading.Thread(
        target=lambda: reports.append(module.train(CONFIG, small_dataset, publish=first)), daemon=True
    )
    thread.start()
    assert began.wait(HUNG_S)
    second = module.train(CONFIG, small_dataset, control=TrainingControl(stops_after=1))
    assert in_use() == {2}
    may_end.set()
    thread.join(HUNG_S)
    assert in_use() == {3}
    for report in (*reports, second):
        assert report.training_state is not None
        assert report.training_state.n_threads == 2


def test_a_run_that_is_resumed_has_its_number_again(small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    monkeypatch.setattr(module, "blas_threads", lambda *_, **__: 2)
    state = module.train(CONFIG, small_dataset, control=TrainingControl(stops_after=1)).training_state
    monkeypatch.setattr(module, "blas_threads", lambda *_, **__: 1)
    seen: list[set[int]] = []
    report = module.train(CONFIG, small_dataset, state=state, publish=lambda _: seen.append(in_use()))
    assert seen[0] == {2}
    assert report.training_state is not None
    assert report.training_state.n_threads == 2
    assert "BLAS" not in str(report.message)


def test_where_another_run_holds_another_number_the_end_says_so(small_dataset: Dataset, owner: BlasThreads) -> None:
    state = module.train(CONFIG, small_dataset, control=TrainingControl(stops_after=1)).training_state
    assert state is not None
    assert state.n_threads == 1
    with owner.held(2):
        report = module.train(CONFIG, small_dataset, state=state)
    assert str(report.message).startswith("Finished 2 epochs. The run went on with 2 BLAS threads instead of 1:")
