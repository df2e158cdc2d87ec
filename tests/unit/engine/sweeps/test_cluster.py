"""Sweeps on a Dask cluster: a real scheduler and real workers, on this computer, one of them killed."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from engine import VERSION
from engine.errors import SweepError
from engine.sweeps import cluster as module
from engine.sweeps.cluster import Cluster
from engine.sweeps.folder import SweepResult
from engine.sweeps.plan import SweepPlan
from engine.sweeps.processes import Processes
from engine.sweeps.space import Choices
from engine.sweeps.sweep import Remarked, RunBegan, RunProgressed, Sweep, SweepChanged, SweepEvent
from engine.training.config import TrainingConfig
from main import main
from tests.unit.engine.sweeps.conftest import SweepBench

ROOT = Path(module.__file__).parents[2]
CONFIG = TrainingConfig(hidden_layers=(30,), epochs=3, batch_size=0)
PLAN = SweepPlan(
    config=CONFIG,
    varied=(Choices("optimizer", ("momentum", "adam", "l-bfgs-b")), Choices("input_format", ("auto", "20x20"))),
)
LONG = SweepPlan(config=CONFIG.with_values(epochs=1_000_000), seeds=(1, 2))


class DaskCluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        ends = time.monotonic() + 30
        while not self._file.exists():
            assert time.monotonic() < ends
            time.sleep(0.05)

    @property
    def address(self) -> str:
        """Of the scheduler."""
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def start_worker(self, *, path: Path = ROOT) -> "subprocess.Popen[bytes]":
        """Another worker, which finds its modules in a folder."""
        options = ("--nthreads", "4", "--no-nanny", "--host", "127.0.0.1")
        worker = self._start("dask_worker", *options, "--local-directory", str(self._folder), path=path)
        self.workers.append(worker)
        return worker

    def start_workers(self, n_workers: int) -> "list[subprocess.Popen[bytes]]":
        """So many workers, once all of them are there."""
        import distributed

        started = [self.start_worker() for _ in range(n_workers)]
        with distributed.Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=60)
        return started

    def _start(self, module: str, *options: str, path: Path = ROOT) -> "subprocess.Popen[bytes]":
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.{module}",
            "--scheduler-file",
            str(self._file),
            "--no-dashboard",
        ]
        environment = {**os.environ, "PYTHONPATH": str(path)}
        return subprocess.Popen(
            [*command, *options], cwd=path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def close(self) -> None:
        """End all of it."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def dask_cluster(tmp_path: Path) -> Iterator[DaskCluster]:
    """A scheduler, and no worker yet."""
    pytest.importorskip("distributed", reason="distributed is not installed: uv sync --group cluster")
    cluster = DaskCluster(tmp_path)
    try:
        yield cluster
    finally:
        cluster.close()


needs_dask = pytest.mark.filterwarnings("ignore")  # of Dask's own


@needs_dask
@pytest.mark.slow
def test_a_cluster_comes_to_the_same_bits_though_a_worker_is_killed(
    bench: SweepBench, dask_cluster: DaskCluster
) -> None:
    workers = dask_cluster.start_workers(2)
    plan = replace(PLAN, config=CONFIG.with_values(epochs=200), seeds=(1, 2))
    executor = Cluster(dask_cluster.address)
    n_workers: list[int] = []

    def kill_one(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunBegan):
            n_workers.append(executor.n_slots)
            if max(n_workers) == 2 and workers[0].poll() is None and len(n_workers) > 3:
                workers[0].send_signal(signal.SIGKILL)
                workers[0].wait()

    results = bench.run(plan, executor, during=kill_one)

    assert [result.state for result in results] == ["finished"] * 12
    assert n_workers[-1] == 1
    told = [str(event.text) for event in bench.events if isinstance(event, Remarked)]
    assert len(told) == 1
    assert "is done again: the worker tcp://127.0.0.1" in told[0]
    for executor_of_this_computer in (Processes(2), None):
        alone = SweepBench(bench.base.with_name(str(executor_of_this_computer is None)), bench.dataset)
        assert [result.checksum for result in alone.run(plan, executor_of_this_computer)] == [
            result.checksum for result in results
        ]


@needs_dask
@pytest.mark.slow
def test_runs_are_held_and_dropped_and_workers_come_and_go(bench: SweepBench, dask_cluster: DaskCluster) -> None:
    dask_cluster.start_worker()
    executor = Cluster(dask_cluster.address)
    while_paused: list[object] = []
    seen: list[int] = []

    def during(sweep: Sweep, event: SweepEvent) -> None:
        if isinstance(event, RunProgressed) and not seen:
            seen.append(executor.n_slots)
            sweep.pause()
        elif isinstance(event, SweepChanged) and event.state == "paused":
            while executor.next_message(0.8) is not None:
                pass
            while_paused.append(executor.next_message(0.8))
            dask_cluster.start_worker()
            sweep.resume()
        elif isinstance(event, RunProgressed) and event.progress.index == 1:
            seen.append(executor.n_slots)
            sweep.cancel()

    begun = time.monotonic()
    assert bench.run(LONG, executor, during=during) == ()
    assert time.monotonic() - begun < 30

    assert while_paused == [None]
    assert seen == [1, 2]
    assert len(bench.run(replace(PLAN, max_runs=2), Cluster(dask_cluster.address))) == 2  # the workers are free again


@needs_dask
@pytest.mark.slow
def test_a_worker_that_says_nothing_keeps_nobody_waiting(bench: SweepBench, dask_cluster: DaskCluster) -> None:
    workers = dask_cluster.start_workers(2)
    executor = Cluster(dask_cluster.address)
    heard: set[int] = set()
    stopped_at = 0.0
    took: list[float] = []

    def during(sweep: Sweep, event: SweepEvent) -> None:
        nonlocal stopped_at
        if isinstance(event, RunProgressed) and not stopped_at:
            heard.add(event.progress.index)
            if heard == {0, 1}:
                workers[0].send_signal(signal.SIGSTOP)  # as a computer that is put to sleep
                stopped_at = time.monotonic()
                sweep.pause()
        elif isinstance(event, SweepChanged) and event.state == "paused":
            took.append(time.monotonic() - stopped_at)
            dask_cluster.start_worker().send_signal(signal.SIGSTOP)
            sweep.resume()
        elif isinstance(event, RunProgressed) and len(took) == 1:  # the other worker goes on
            sweep.cancel()
            took.append(time.monotonic())

    assert bench.run(LONG, executor, during=during) == ()
    assert took[0] < 2
    assert time.monotonic() - took[1] < 10


def refusal(address: str, bench: SweepBench, said: str) -> str:
    """What a sweep is refused with, as soon as the workers have joined."""
    text = ""
    for _ in range(5):
        with pytest.raises(SweepError) as caught:
            bench.run(PLAN, Cluster(address))
        text = str(caught.value)
        if said in text:
            break
    return text


@needs_dask
@pytest.mark.slow
def test_a_worker_of_another_version_or_without_the_program_is_refused_in_a_sentence(
    bench: SweepBench, dask_cluster: DaskCluster, tmp_path: Path
) -> None:
    address = dask_cluster.address
    assert f"start one there by: main.py worker {address}" in refusal(address, bench, "")
    empty, older = tmp_path / "empty", tmp_path / "older"
    empty.mkdir()
    without = dask_cluster.start_worker(path=empty)
    said = f"is not used: it cannot run Digit Lab {VERSION}"
    assert said in refusal(address, bench, said)
    without.kill()
    without.wait()
    shutil.copytree(ROOT / "engine", older / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    text = (older / "engine" / "__init__.py").read_text(encoding="utf-8")
    (older / "engine" / "__init__.py").write_text(text.replace(VERSION, "9.9"), encoding="utf-8")
    dask_cluster.start_worker(path=older)
    said = f"is not used: it has Digit Lab 9.9, and this is {VERSION}"
    assert said in refusal(address, bench, said)

    dask_cluster.start_worker()
    results: tuple[SweepResult, ...] = ()
    while not results:
        with suppress(SweepError):  # until the third one has joined
            results = bench.run(replace(PLAN, max_runs=1), Cluster(address))
    assert [result.state for result in results] == ["finished"]
    told = [str(event.text) for event in bench.events if isinstance(event, Remarked)]
    assert len(told) == 1
    assert said in told[0]


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port at which connections are made and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        try:
            yield int(server.getsockname()[1])
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()
            for connection in taken:
                connection.close()


@needs_dask
@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "tcp://127.0.0.1:{deaf}", "no address", "tcp://nowhere.invalid:8786"]
)
def test_a_cluster_that_cannot_be_reached_is_told_within_seconds(address: str, bench: SweepBench) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed: uv sync --group cluster")
    with deaf_port() as port:
        begun = time.monotonic()
        with pytest.raises(SweepError, match=r"no cluster answers at .* within 4 seconds"):
            bench.run(PLAN, Cluster(address.format(deaf=port)))
    assert time.monotonic() - begun < 8


@needs_dask
@pytest.mark.slow
def test_the_command_computes_a_sweep_in_workers_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed: uv sync --group cluster")
    command = [sys.executable, str(ROOT / "main.py"), "sweep", "--data", "uci-digits", "--epochs", "1", "--seeds", "3"]
    done = subprocess.run(
        [*command, "--cluster", "local", "--workers", "2", "--csv"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 4
    assert [line.split("  ")[0] for line in done.stderr.splitlines()] == ["1 of 3", "2 of 3", "3 of 3"]


@needs_dask
@pytest.mark.slow
def test_computers_take_part_by_a_command_until_they_are_told_to_stop(bench: SweepBench, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed: uv sync --group cluster")
    began: list[subprocess.Popen[str]] = []

    def take_part(*words: str) -> str:
        """One more worker; returns the scheduler's address."""
        command = [sys.executable, str(ROOT / "main.py"), "worker", *words, "--workers", "1", "--json"]
        began.append(subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True))
        line = began[-1].stdout.readline() if began[-1].stdout is not None else ""
        return str(json.loads(line)["address"])

    try:
        address = take_part("--scheduler", "--port", "0")
        assert take_part(address) == address
        bench.run(PLAN, Cluster(address))
        began[1].send_signal(signal.SIGINT)
        assert began[1].wait(20) == 0
        bench.run(PLAN, Cluster(address))
        began[0].send_signal(signal.SIGINT)
        assert began[0].wait(20) == 0
    finally:
        for process in began:
            process.kill()
            process.communicate()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "a worker needs the ADDRESS of a scheduler"),
        (["tcp://127.0.0.1:1", "--scheduler"], "a worker needs the ADDRESS of a scheduler"),
        (["tcp://127.0.0.1:1", "--port", "1"], "--port is where --scheduler listens"),
        (["tcp://127.0.0.1:1", "--workers", "0"], "--workers must be from 1 to 1,024, got 0"),
    ],
)
def test_what_is_wrong_with_the_command_is_said(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["worker", *words]) == 2
    assert said in capsys.readouterr().err


@needs_dask
@pytest.mark.parametrize("words", [["tcp://127.0.0.1:1"], ["--scheduler"]])
def test_a_worker_without_dask_says_how_to_get_it(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["worker", *words]) == 2
    assert 'start the program by "uv run --group cluster main.py"' in capsys.readouterr().err


def test_without_dask_a_sentence_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ["sweep", "--data", "uci-digits", "--epochs", "1", "--seeds", "3", "--cluster", "local"]
    assert main(command) == 2
    assert "error: a cluster needs the package distributed" in capsys.readouterr().err
    assert main([*command[:-1], "tcp://127.0.0.1:1", "--workers", "2"]) == 2
    assert "error: --workers is for this computer" in capsys.readouterr().err
