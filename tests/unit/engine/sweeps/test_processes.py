"""Sweeps in processes: the same to the last bit, and what happens when one is killed."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from engine.data.registry import load_uci_digits
from engine.sweeps import processes as module
from engine.sweeps.executor import n_cores
from engine.sweeps.folder import SweepFolders
from engine.sweeps.plan import SweepPlan
from engine.sweeps.processes import Processes
from engine.sweeps.space import Choices
from engine.sweeps.sweep import Remarked, RunBegan, RunEnded, RunProgressed, Sweep, SweepChanged, SweepEvent
from engine.training.config import TrainingConfig
from tests.unit.engine.sweeps.conftest import SweepBench

CONFIG = TrainingConfig(
    hidden_layers=(30,), epochs=3, batch_size=0
)  # large products: threads would change the last bits
PLAN = SweepPlan(
    config=CONFIG,
    varied=(
        Choices("optimizer", ("momentum", "adam", "l-bfgs-b")),
        Choices("input_format", ("auto", "20x20")),
    ),
    seeds=(1, 2),
)
LONG = SweepPlan(config=CONFIG.with_values(epochs=1_000_000), seeds=(1, 2))


@pytest.mark.slow
def test_processes_come_to_the_same_bits_as_one_by_one(bench: SweepBench) -> None:
    alone = bench.run(PLAN)
    together = SweepBench(bench.base.with_name("together"), bench.dataset)

    results = together.run(PLAN, Processes(2))

    assert [replace(result, seconds=0.0, run_id="") for result in results] == [
        replace(result, seconds=0.0, run_id="") for result in alone
    ]
    assert len({result.checksum for result in results}) == 12
    for one, other in zip(alone, results, strict=True):
        there, here = together.store.load(other.run_id).metadata, bench.store.load(one.run_id).metadata
        assert replace(there, other="") == replace(here, other="")
        for checkpoint, same in zip(
            together.store.checkpoints(other.run_id), bench.store.checkpoints(one.run_id), strict=True
        ):
            assert (checkpoint.epoch, checkpoint.parameters.tobytes()) == (same.epoch, same.parameters.tobytes())


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.01)


def is_running(process_id: int) -> bool:
    """Whether there is such a process, one that has ended and was not waited for left out."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.slow
def test_a_process_that_is_killed_costs_its_run_only_which_is_done_again(bench: SweepBench) -> None:
    plan = SweepPlan(config=CONFIG.with_values(epochs=400), seeds=(1, 2, 3, 4))
    executor = Processes(2)
    killed: list[int] = []

    def kill_one(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunBegan) and not killed:
            killed.append(executor.process_ids[0])
            os.kill(killed[0], signal.SIGKILL)

    results = bench.run(plan, executor, during=kill_one)

    assert [result.state for result in results] == ["finished"] * 4
    told = [str(event.text) for event in bench.events if isinstance(event, Remarked)]
    assert told == ["run 1 is done again: its process ended (-9)"]
    assert executor.process_ids == ()
    alone = SweepBench(bench.base.with_name("alone"), bench.dataset).run(plan)
    assert [result.checksum for result in results] == [result.checksum for result in alone]


@pytest.mark.slow
def test_cancelling_ends_every_process_at_once(bench: SweepBench) -> None:
    executor = Processes(2)
    ids: list[int] = []
    times: list[float] = []

    def cancel(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunProgressed) and not times:
            ids.extend(executor.process_ids)
            times.append(time.monotonic())
            sweep.cancel()

    assert bench.run(LONG, executor, during=cancel) == ()
    assert time.monotonic() - times[0] < 1.0
    assert len(ids) == 2
    assert not any(is_running(process_id) for process_id in ids)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGSTOP")
def test_a_sweep_can_be_cancelled_while_its_processes_are_only_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = SpawnProcess.start

    def start_and_stand_still(process: SpawnProcess) -> None:
        start(process)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGSTOP)

    monkeypatch.setattr(SpawnProcess, "start", start_and_stand_still)
    bench = SweepBench(tmp_path, load_uci_digits())  # more than a pipe holds until somebody reads
    sweep = bench.sweep(LONG, Processes(2))
    began: list[SweepEvent] = []
    working = threading.Thread(target=sweep.run, args=(began.append,))
    working.start()
    wait_for(lambda: sum(isinstance(event, RunBegan) for event in began) == 2)
    cancelled_at = time.monotonic()
    sweep.cancel()
    working.join(20.0)
    assert time.monotonic() - cancelled_at < 10.0
    assert not working.is_alive()


def test_a_pause_holds_every_run(bench: SweepBench) -> None:
    executor = Processes(2)
    under_way: set[int] = set()
    while_paused: list[SweepEvent] = []
    resumed: list[int] = []

    def during(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunProgressed) and not sweep.is_paused and not resumed:
            under_way.add(event.progress.index)
            if len(under_way) == 2:  # one that still starts would be heard late on a busy machine
                sweep.pause()
        elif isinstance(event, SweepChanged) and event.state == "paused":
            # What was on its way still comes; after that nothing does.
            while executor.next_message(0.6) is not None:
                pass
            message = executor.next_message(0.4)
            while_paused.extend([] if message is None else [event])
            resumed.append(len(bench.events))
            sweep.resume()
        elif isinstance(event, RunProgressed) and resumed:
            sweep.cancel()

    bench.run(LONG, executor, during=during)

    assert while_paused == []
    assert any(isinstance(event, RunProgressed) for event in bench.events[resumed[0] :])


_SCRIPT = """
import sys
from pathlib import Path
from engine.runs.store import RunStore
from engine.sweeps.folder import SweepFolders
from engine.sweeps.plan import SweepPlan
from engine.sweeps.processes import Processes
from engine.sweeps.sweep import Sweep
from engine.training.config import TrainingConfig
from engine.data.loading import load_dataset

if __name__ == "__main__":
    folders = SweepFolders(Path(sys.argv[1]))
    dataset = load_dataset("uci-digits-8x8")
    plan = SweepPlan(config=TrainingConfig(epochs=1_000_000), seeds=(1, 2))
    executor = Processes(2)
    stored, store = folders.begin(plan, dataset.ref), RunStore(folders.base)
    sweep = Sweep(stored, dataset, executor=executor, folders=folders, store=store)
    sweep.run(lambda event: print(*executor.process_ids, flush=True))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked at in /proc")
def test_beside_a_window_processes_leave_the_processor_to_it(bench: SweepBench) -> None:
    executor = Processes(1, in_background=True)
    niceness: list[int] = []

    def look(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunProgressed):
            stat = Path(f"/proc/{executor.process_ids[0]}/stat").read_text(encoding="ascii")
            niceness.append(int(stat.rpartition(")")[2].split()[16]))

    bench.run(replace(PLAN, max_runs=1), executor, during=look)
    assert set(niceness) == {min(os.nice(0) + 10, 19)}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes")
def test_interrupting_the_command_and_its_processes_ends_it_in_good_order(user_data: Path) -> None:
    root = Path(module.__file__).parents[2]
    command = [sys.executable, str(root / "main.py"), "sweep", "--data", "uci-digits-8x8", "--vary", "epochs=1,1000000"]
    program = subprocess.Popen(
        [*command, "--seeds", "2", "--workers", "2", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert program.stderr is not None
        first = program.stderr.readline()
        os.killpg(program.pid, signal.SIGINT)
        out, err = program.communicate(timeout=20)
    finally:
        program.kill()
    assert first.startswith("1 of 4  epochs 1; seed 1: validation ")
    assert program.returncode == 0
    figures = json.loads(out)
    assert figures["state"] == "cancelled"
    assert figures["n_done"] in (1, 2)
    assert [line for line in err.splitlines() if " of 4  epochs 1;" not in line] == [
        f"{figures['n_done']} of 4 runs are done; the same command, or main.py sweep --resume {figures['sweep']}, goes on"
    ]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked at in /proc")
@pytest.mark.slow
def test_no_process_outlives_the_program_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(module.__file__).parents[2])}
    program = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment
    )
    try:
        assert program.stdout is not None
        ids = next([int(word) for word in line.split()] for line in program.stdout if len(line.split()) == 2)
        assert all(is_running(process_id) for process_id in ids)
    finally:
        program.kill()
        program.wait()
        program.stdout.close()  # type: ignore[union-attr] # it is a pipe
    wait_for(lambda: not any(is_running(process_id) for process_id in ids))
    assert SweepFolders(tmp_path).all()[0].n_done == 0


def test_there_are_as_many_processes_as_cores_and_no_more_than_runs() -> None:
    assert Processes().n_slots == n_cores() >= 1
    assert Processes(3).n_slots == 3


@pytest.mark.slow
def test_every_run_that_was_told_as_ended_is_in_the_store(bench: SweepBench) -> None:
    def look(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunEnded):
            assert bench.store.load(event.result.run_id).metadata.state == "finished"

    bench.run(replace(PLAN, max_runs=3), Processes(2), during=look)
