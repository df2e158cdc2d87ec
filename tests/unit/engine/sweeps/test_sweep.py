"""Sweeps under way: what is computed, kept, told, and gone on with."""

import shutil
import threading
import time
from dataclasses import replace

import pytest

from engine.data.dataset import StreamedDigits
from engine.errors import ConfigurationError, RunStoreError, SweepError
from engine.runs.store import RunStore
from engine.sweeps import sweep as module
from engine.sweeps.executor import Executor, Lost, Message
from engine.sweeps.folder import SweepResult
from engine.sweeps.job import Job, Progress
from engine.sweeps.one_by_one import OneByOne
from engine.sweeps.plan import SweepPlan
from engine.sweeps.space import Choices
from engine.sweeps.sweep import Remarked, RunBegan, RunEnded, RunProgressed, Sweep, SweepChanged, SweepEvent
from engine.text.sentence import Sentence
from engine.training.config import TrainingConfig
from engine.training.state import checksum
from engine.training.train import train
from tests.unit.engine.sweeps.conftest import SweepBench

CONFIG = TrainingConfig(hidden_layers=(6,), epochs=3, batch_size=10)
PLAN = SweepPlan(config=CONFIG, varied=(Choices("learning_rate", (0.1, 0.3)),), seeds=(1, 2))


def states(events: list[SweepEvent]) -> list[str]:
    """The states that were told, each once in a row."""
    told = [event.state for event in events if isinstance(event, SweepChanged)]
    return [state for i, state in enumerate(told) if not i or told[i - 1] != state]


def without_time(results: tuple[SweepResult, ...]) -> list[SweepResult]:
    """Results as two sweeps have them in common."""
    return [replace(result, seconds=0.0, run_id="") for result in results]


def test_every_run_comes_to_what_training_comes_to(bench: SweepBench) -> None:
    results = bench.run(PLAN)

    assert [(result.index, result.seed) for result in results] == [(0, 1), (1, 1), (2, 2), (3, 2)]
    for result in results:
        config = PLAN.run(result.index).config
        report = train(config, bench.dataset)
        assert result.checksum == checksum(report.parameters)
        assert result.state == "finished"
        assert report.train_evaluation is not None
        assert report.test_evaluation is not None
        assert (result.train_accuracy, result.train_loss) == (
            report.train_evaluation.accuracy,
            report.train_evaluation.cost,
        )
        assert (result.test_accuracy, result.n_test) == (report.test_evaluation.accuracy, 20)
        assert (result.epochs, result.n_validation) == (3.0, 10)
        run = bench.store.load(result.run_id)
        assert run.metadata.config == config
        assert run.metadata.curves.n_points == len(report.points)
        checkpoints = bench.store.checkpoints(result.run_id)
        assert len(checkpoints) > 3
        assert (checkpoints[0].epoch, checkpoints[-1].epoch) == (0.0, 3.0)
        assert checksum(checkpoints[-1].parameters) == result.checksum
        assert run.metadata.other == f'{{"sweep": "{bench.folders.all()[0].id}"}}'
    assert states(bench.events) == ["running", "finished"]
    ended = [event for event in bench.events if isinstance(event, RunEnded)]
    assert [event.result for event in ended] == list(results)
    assert [event.planned.index for event in bench.events if isinstance(event, RunBegan)] == [0, 1, 2, 3]
    assert any(isinstance(event, RunProgressed) and event.progress.points for event in bench.events)


def test_losses_are_told_without_weight_decay(bench: SweepBench) -> None:
    plan = SweepPlan(config=CONFIG.with_values(epochs=0, weight_decay=50.0), seeds=(1, 2))
    plain = SweepPlan(config=CONFIG.with_values(epochs=0), seeds=(1, 2))
    for decayed, other in zip(bench.run(plan), bench.run(plain), strict=True):
        assert decayed.train_loss == pytest.approx(other.train_loss, rel=1e-6)


def test_what_is_done_is_not_done_again(bench: SweepBench) -> None:
    def cancel(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunEnded) and event.result.index == 1:
            sweep.cancel()

    first = bench.run(PLAN, during=cancel)
    assert states(bench.events) == ["running", "cancelled"]
    assert [result.index for result in first] == [0, 1]
    assert len(bench.store.runs()) == 2

    results = bench.run(PLAN)
    assert results[:2] == first
    assert [event.planned.index for event in bench.events if isinstance(event, RunBegan)] == [2, 3]
    assert [event.was_done for event in bench.events if isinstance(event, RunEnded)] == [True, True, False, False]

    assert bench.run(PLAN) == results
    assert states(bench.events) == ["finished"]
    assert len(bench.folders.all()) == 1
    whole = SweepBench(bench.base.with_name("other"), bench.dataset)
    assert without_time(whole.run(PLAN)) == without_time(results)


def test_a_run_whose_result_was_not_written_any_more_is_found_in_the_store(bench: SweepBench) -> None:
    results = bench.run(PLAN)
    folder = bench.folders.folder / bench.folders.all()[0].id / "results"
    (folder / "00000001.json").unlink()
    (folder / "00000002.json").write_bytes(b"{")
    shutil.rmtree(bench.store.folder / results[2].run_id)

    again = bench.run(PLAN)

    assert again[:2] == results[:2]
    assert without_time(again) == without_time(results)
    assert [event.planned.index for event in bench.events if isinstance(event, RunBegan)] == [2]


def test_limits_end_a_sweep_and_wider_ones_go_on_with_it(bench: SweepBench) -> None:
    assert len(bench.run(replace(PLAN, max_runs=1))) == 1
    assert states(bench.events) == ["running", "finished"]
    assert len(bench.run(replace(PLAN, max_minutes=1e-9))) == 1
    assert states(bench.events) == ["running", "out of time"]
    assert len(bench.run(PLAN)) == 4
    assert len(bench.folders.all()) == 1


def test_a_pause_holds_the_run_and_its_end_lets_it_go_on(bench: SweepBench) -> None:
    plan = SweepPlan(config=CONFIG.with_values(epochs=100_000), seeds=(1, 2))
    told_while_paused: list[SweepEvent] = []

    def go_on(sweep: Sweep) -> None:
        told_while_paused.extend(bench.events)
        sweep.resume()

    def during(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunProgressed) and "paused" not in states(bench.events):
            sweep.pause()
        elif isinstance(event, SweepChanged) and event.state == "paused":
            timer = threading.Timer(0.3, go_on, [sweep])
            timer.start()
        elif isinstance(event, RunProgressed) and told_while_paused:
            sweep.cancel()

    assert bench.run(plan, during=during) == ()
    assert states(bench.events) == ["running", "paused", "running", "cancelled"]
    after = bench.events[len(told_while_paused) :]
    assert not any(isinstance(event, RunBegan) for event in after)


@pytest.mark.slow
def test_a_pause_takes_none_of_the_time_of_a_run_and_of_a_sweep(
    bench: SweepBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    away_s = 0.0  # what the clock is ahead
    real = time.monotonic

    class Clock:
        @staticmethod
        def monotonic() -> float:
            return real() + away_s

    monkeypatch.setattr("engine.sweeps.job.time", Clock)
    monkeypatch.setattr("engine.sweeps.sweep.time", Clock)
    n_told = 0

    def during(sweep: Sweep, event: SweepEvent) -> None:
        nonlocal away_s, n_told
        if isinstance(event, RunProgressed) and not away_s:
            sweep.pause()
        elif isinstance(event, SweepChanged) and event.state == "paused" and not away_s:
            while not n_told:  # until the run is held
                n_told += sweep._executor.next_message(0.2) is None
            away_s = 3600.0
            sweep.resume()

    plan = SweepPlan(config=CONFIG.with_values(epochs=3000), seeds=(1, 2), max_minutes=30)
    results = bench.run(plan, during=during)
    assert len(results) == 2  # the second one began within the time
    assert results[0].seconds < 1800


def test_a_run_that_diverges_is_a_result_and_one_that_breaks_off_is_tried_again(
    bench: SweepBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = SweepPlan(config=CONFIG, varied=(Choices("weight_decay", (0.1, 1e9)),))
    assert [result.state for result in bench.run(plan)] == ["finished", "failed"]
    assert bench.folders.all()[0].is_done

    broken = SweepBench(bench.base.with_name("broken"), bench.dataset)
    with monkeypatch.context() as patch:
        patch.setattr("engine.sweeps.job.train", lambda *_, **__: 1 / 0)
        results = broken.run(plan)
    assert [(result.state, result.run_id) for result in results] == [("error", "")] * 2
    assert results[0].problem == "the run broke off: ZeroDivisionError: division by zero"
    assert [result.state for result in broken.run(plan)] == ["finished", "failed"]


class _Losing(Executor):
    """Loses the process of a job as often as it is told to."""

    def __init__(self, n_times: dict[int, int]) -> None:
        self.n_times = n_times
        self.inner = OneByOne()
        self.lost: list[Message] = []

    @property
    def n_slots(self) -> int:
        return 1

    def open(self, digits: object) -> None:
        self.inner.open(digits)  # type: ignore[arg-type]

    def submit(self, job: Job) -> None:
        if self.n_times.get(job.index, 0):
            self.n_times[job.index] -= 1
            self.lost.append(Lost(job.index, Sentence("it is gone")))
        else:
            self.inner.submit(job)

    def next_message(self, timeout_s: float) -> Message | None:
        return self.lost.pop() if self.lost else self.inner.next_message(timeout_s)

    def close(self) -> None:
        self.inner.close()


def test_a_lost_run_is_done_again_and_given_up_when_that_goes_on(bench: SweepBench) -> None:
    results = bench.run(PLAN, _Losing({0: 2, 1: 99}))

    assert [result.state for result in results] == ["finished", "error", "finished", "finished"]
    assert results[1].problem == "the run was given up after 3 tries: it is gone"
    assert [str(e.text) for e in bench.events if isinstance(e, Remarked)][:1] == ["run 1 is done again: it is gone"]
    assert [result.state for result in bench.run(PLAN)] == ["finished"] * 4


def test_a_sweep_is_the_same_wherever_its_digits_lie_and_another_one_for_other_digits(bench: SweepBench) -> None:
    bench.run(PLAN)
    ref = bench.dataset.ref

    assert bench.folders.same(PLAN, replace(ref, source="elsewhere/blocks.npz")) is not None
    assert bench.folders.same(PLAN, replace(ref, content_hash="0" * 64)) is None
    assert bench.folders.same(replace(PLAN, seeds=(1, 3)), ref) is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"format": "digit-lab-sweep", "version": 99}', '{"format": "digit-lab-sweep", "version": 1}'],
)
def test_a_damaged_plan_is_told_and_left_out_of_the_list(text: str, bench: SweepBench) -> None:
    stored = bench.folders.begin(PLAN, bench.dataset.ref)
    (bench.folders.folder / stored.id / "plan.json").write_text(text, encoding="utf-8")
    assert bench.folders.all() == ()
    with pytest.raises(SweepError, match=f"the sweep {stored.id} is damaged"):
        bench.folders.stored(stored.id)


def test_two_processes_do_not_work_on_one_sweep(bench: SweepBench) -> None:
    sweep = bench.sweep(PLAN)
    with bench.folders.held(sweep.stored.id), pytest.raises(SweepError, match="is under way in another process"):
        sweep.run()


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_lost(
    bench: SweepBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []
    save = RunStore.save

    def filled(self: RunStore, run: object) -> object:
        if len(saved) == 2:
            raise RunStoreError(Sentence("there is no room"))
        saved.append("")
        return save(self, run)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(RunStore, "save", filled)
        with pytest.raises(RunStoreError, match="there is no room"):
            bench.run(PLAN)
    assert not any(thread.name == "sweep run" for thread in threading.enumerate())
    assert len(bench.run(PLAN)) == 4
    assert [event.was_done for event in bench.events if isinstance(event, RunEnded)] == [True, True, False, False]


def test_each_format_of_the_pictures_is_made_once(bench: SweepBench) -> None:
    plan = SweepPlan(config=CONFIG, varied=(Choices("input_format", ("8x8", "20x20")),))

    digits = module.digits_of(plan, bench.dataset)
    results = bench.run(plan)

    assert {name: each.input_shape for name, each in digits.items()} == {
        "8x8": (8, 8, 1),
        "20x20": (20, 20, 1),
    }
    assert [bench.store.load(result.run_id).model.input_format.name for result in results] == ["8x8", "20x20"]


def test_streamed_digits_are_refused_as_no_run_on_them_can_be_repeated(bench: SweepBench) -> None:
    streamed = replace(bench.dataset, name="endless")
    object.__setattr__(streamed, "streamed", StreamedDigits(1))
    with pytest.raises(ConfigurationError, match="runs on endless cannot be repeated"):
        SweepBench(bench.base, streamed).run(PLAN)


def test_the_runs_of_a_sweep_are_never_deleted_for_want_of_room(
    bench: SweepBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = bench.run(PLAN)
    monkeypatch.setattr("engine.runs.store._SPARED_S", -1.0)
    n_bytes = bench.store.n_bytes
    bench.store.set_max_bytes(n_bytes - 1000)  # the earliest lose their checkpoints, as those of any run would
    having = [bool(bench.store.checkpoints(result.run_id)) for result in results]
    assert having == [False, True, True, True]
    bench.store.set_max_bytes(0)
    assert {stored.id for stored in bench.store.runs()} == {result.run_id for result in results}
    assert not any(bench.store.checkpoints(result.run_id) for result in results)
    assert all(stored.has_state for stored in bench.store.runs())

    bench.folders.delete(bench.folders.all()[0].id)
    assert bench.folders.all() == ()
    bench.store.tidy()
    assert bench.store.runs() == ()


def test_progress_is_told_four_times_a_second_at_the_most(bench: SweepBench) -> None:
    told: list[Progress] = []
    plan = SweepPlan(config=CONFIG.with_values(epochs=300), seeds=(1, 2))

    def during(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunProgressed):
            told.append(event.progress)

    results = bench.run(plan, during=during)
    for result in results:
        of_run = [progress for progress in told if progress.index == result.index]
        assert 1 <= len(of_run) <= 3 + 4 * result.seconds
        assert of_run[-1].epoch == of_run[-1].epochs == 300
