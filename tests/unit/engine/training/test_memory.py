"""How much memory a run needs, and what is said where there is not enough."""

import ctypes
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.errors import ConfigurationError
from engine.nn.layers.base import MAX_UNITS
from engine.nn.network import Architecture
from engine.training import memory
from engine.training.config import METHODS, TrainingConfig
from engine.training.memory import (
    check_memory,
    free_bytes,
    give_back_memory,
    keep_large_arrays_apart,
    share_heaps,
    training_bytes,
)
from engine.training.report import TrainingReport
from engine.training.train import train

WIDE = TrainingConfig(hidden_layers=(3000,), epochs=2, batch_size=0, validation_fraction=0.0)


def test_how_much_is_free_is_known_here_and_is_no_more_than_there_is() -> None:
    free = free_bytes()

    if Path("/proc/meminfo").is_file():
        total = int(Path("/proc/meminfo").read_text().split()[1]) * 1024
        assert free is not None
        assert 0 < free <= total


@pytest.mark.slow_but(4)
@pytest.mark.parametrize("optimizer", METHODS)
def test_a_run_takes_about_what_is_foreseen(optimizer: str, small_dataset: Dataset) -> None:
    config = WIDE.with_values(optimizer=optimizer, weight_decay=1.0)
    kept: list[TrainingReport] = []
    train(config.with_values(hidden_layers=(3,)), small_dataset)  # modules are loaded
    tracemalloc.start()
    try:
        train(config, small_dataset, publish=lambda report: kept.__setitem__(slice(-3, None), [report]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    foreseen = training_bytes(config, config.architecture((4, 5, 1)), 100)
    assert 0.4 * foreseen < peak < 1.4 * foreseen


@pytest.mark.parametrize(
    ("values", "advice"),
    [
        ({}, "use fewer hidden units or a smaller batch"),
        ({"batch_size": 10}, "use fewer hidden units"),
        ({"optimizer": "l-bfgs-b"}, "use fewer hidden units or another optimizer"),
    ],
)
def test_a_run_that_does_not_fit_is_refused_with_what_to_do(
    values: dict[str, object], advice: str, small_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = WIDE.with_values(**values)
    needed = training_bytes(config, config.architecture((4, 5, 1)), 100)
    monkeypatch.setattr(memory, "free_bytes", lambda: needed - 1)

    with pytest.raises(
        ConfigurationError, match=rf"^this run needs about 0\.0 GB of memory, and 0\.0 GB are free; {advice}$"
    ):
        train(config, small_dataset)

    monkeypatch.setattr(memory, "free_bytes", lambda: needed)
    assert train(config.with_values(epochs=1), small_dataset).state == "finished"


def test_where_nothing_is_known_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda: None)

    check_memory(WIDE, Architecture.dense(hidden_layers=(MAX_UNITS,)), 60_000)


def test_all_of_mnist_at_once_with_ten_thousand_units_is_worked_through_in_blocks() -> None:
    needed = training_bytes(WIDE, Architecture.dense(hidden_layers=(MAX_UNITS,)), 60_000)

    assert 0.6e9 < needed < 0.9e9


def test_the_limit_of_a_container_counts(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("1000000\n")
    (tmp_path / "memory.current").write_text("700000\n")
    (tmp_path / "memory.stat").write_text("anon 1\ninactive_file 50000\n")
    assert memory._free_of_group(tmp_path) == 350_000
    (tmp_path / "memory.max").write_text("max\n")
    assert memory._free_of_group(tmp_path) is None
    assert memory._free_of_group(tmp_path / "none") is None


@pytest.mark.skipif(memory._of_library("malloc_trim") is None, reason="a heap that is not the GNU C library's")
def test_what_was_freed_is_given_back_to_the_system() -> None:
    resident = Path("/proc/self/statm")
    page_mb = os.sysconf("SC_PAGE_SIZE") / 2**20

    def resident_mb() -> float:
        return int(resident.read_text().split()[1]) * page_mb

    blocks = [bytearray(60_000) for _ in range(2000)]  # small enough for the heap
    last = bytearray(60_000)  # keeps the heap from shrinking by itself
    del blocks
    before = resident_mb()

    give_back_memory()

    assert resident_mb() < before - 80
    assert len(last) == 60_000


def test_where_the_heap_is_another_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(_name: object) -> object:
        raise OSError("no such library")

    monkeypatch.setattr(ctypes, "CDLL", no_library)
    memory._of_library.cache_clear()
    try:
        give_back_memory()
        assert not keep_large_arrays_apart()
        assert not share_heaps()
    finally:
        memory._of_library.cache_clear()


@pytest.mark.skipif(memory._of_library("mallinfo2") is None, reason="a heap that is not the GNU C library's")
@pytest.mark.parametrize("kept_apart", [True, False])
def test_large_arrays_stay_apart_from_the_heap_however_many_there_were(*, kept_apart: bool) -> None:
    script = f"""
import ctypes, sys
import numpy as np
from engine.training.memory import HUGE_ARRAY_BYTES, keep_large_arrays_apart

if {kept_apart}:
    assert keep_large_arrays_apart()
library = ctypes.CDLL(None)
class Figures(ctypes.Structure):
    _fields_ = [("of_malloc", ctypes.c_size_t * 10)]
library.mallinfo2.restype = Figures
for _ in range(3):
    np.empty(6 * HUGE_ARRAY_BYTES, np.uint8)  # what is freed raises the limit of the heap, where it may
before = library.mallinfo2().of_malloc[3]  # blocks that were mapped for themselves
array = np.empty(HUGE_ARRAY_BYTES, np.uint8)
sys.exit(library.mallinfo2().of_malloc[3] - before)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.returncode == kept_apart


@pytest.mark.skipif(memory._of_library("mallopt") is None, reason="a heap that is not the GNU C library's")
def test_what_is_taken_again_and_again_is_not_had_from_the_system_each_time() -> None:
    script = """
import resource
import numpy as np
from engine.training.memory import keep_large_arrays_apart

assert keep_large_arrays_apart()
np.ones(2**21, np.uint8)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(100):
    np.ones(2**21, np.uint8)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 5_000  # 51,200 pages of 4 kB were used


@pytest.mark.skipif(memory._of_library("mallinfo2") is None, reason="a heap that is not the GNU C library's")
@pytest.mark.parametrize("shared", [True, False])
def test_threads_share_a_heap(*, shared: bool) -> None:
    script = f"""
import ctypes, sys, threading
from engine.training.memory import share_heaps

if {shared}:
    assert share_heaps()
malloc = ctypes.CDLL(None).malloc
malloc.restype = ctypes.c_void_p
together, heaps = threading.Barrier(8), set()

def take():
    heaps.add(malloc(1000) >> 26)  # a heap of a thread begins at a multiple of 64 MB
    together.wait()

threads = [threading.Thread(target=take) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(heaps))
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert (int(done.stdout) <= 2) == shared


def test_what_is_kept_of_a_large_network_is_its_own(small_dataset: Dataset) -> None:
    reports: list[TrainingReport] = []
    report = train(WIDE.with_values(hidden_layers=(10_000,), batch_size=50), small_dataset, publish=reports.append)

    assert report.state == "finished"
    assert report.parameters.shape == (310_010,)
    assert np.isfinite(report.parameters).all()
    assert len({id(each.parameters) for each in reports}) == len(reports)
