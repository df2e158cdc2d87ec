"""The process that writes streamed digits, and the stream that reads them."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from engine.data.handwriting import stream as stream_module
from engine.data.handwriting.generator import write_dataset
from engine.data.handwriting.stream import BLOCK_DIGITS, HandwritingStream, StreamBlock
from engine.data.handwriting.stream_process import stream_blocks

ROOT = Path(__file__).resolve().parents[4]
HUNG_S = 120.0
"""How long a hung test waits; a right one waits for the first digits of a process on a busy computer."""
IS_POSIX = sys.platform != "win32"


@pytest.fixture(autouse=True)
def as_urgent_as_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "_NICENESS", 0)


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + HUNG_S
    while not condition():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def read_blocks(stream: HandwritingStream, n: int) -> StreamBlock:
    """The first ``n`` digits, in whatever pieces they come."""
    taken = [stream.take()]

    def have_come() -> bool:
        taken.append(stream.take())
        return sum(len(block.labels) for block in taken) >= n

    wait_until(have_come)
    return StreamBlock(*(np.concatenate(parts)[:n] for parts in zip(*taken, strict=True)))


# Blocks


@pytest.mark.slow
def test_blocks_have_every_class_alike_and_are_digits() -> None:
    for block in islice(stream_blocks(1, 0), 2):
        assert block.labels.dtype == block.pictures.dtype == np.uint8
        assert block.pictures.shape == (BLOCK_DIGITS, 400)
        np.testing.assert_array_equal(np.bincount(block.labels), np.full(10, BLOCK_DIGITS // 10))
        assert (np.diff(block.labels.astype(int)) != 0).mean() > 0.8
        assert (block.pictures.max(axis=1) > 100).all()
        assert 20 < block.pictures.mean() < 60


@pytest.mark.slow
def test_the_same_seed_gives_the_same_blocks_and_others_give_others() -> None:
    first, again = (list(islice(stream_blocks(5, 2), 2)) for _ in range(2))
    for ours, theirs in zip(first, again, strict=True):
        assert ours.labels.tobytes() == theirs.labels.tobytes()
        assert ours.pictures.tobytes() == theirs.pictures.tobytes()
    others = [next(stream_blocks(*start)).pictures for start in ((5, 0), (6, 2))]
    seen = {picture.tobytes() for block in first for picture in block.pictures}
    assert len(seen) == 2 * BLOCK_DIGITS
    for pictures in [*others, write_dataset(2000, seed=5).digits.stored]:
        assert not seen & {picture.tobytes() for picture in pictures}


# The stream


@pytest.mark.slow
def test_digits_come_in_the_order_in_which_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "numpy.py").write_text("raise ImportError('not this one')\n")
    monkeypatch.chdir(tmp_path)  # wherever the program is started
    with HandwritingStream(5, epoch=2) as stream:
        got = read_blocks(stream, 2 * BLOCK_DIGITS)
    expected = list(islice(stream_blocks(5, 2), 2))
    np.testing.assert_array_equal(got.labels, np.concatenate([block.labels for block in expected]))
    np.testing.assert_array_equal(got.pictures, np.concatenate([block.pictures for block in expected]))


@pytest.mark.slow
def test_no_more_digits_are_kept_than_were_asked_for() -> None:
    with HandwritingStream(1, most=2 * BLOCK_DIGITS + 5) as stream:
        wait_until(lambda: stream.n_ready == 2 * BLOCK_DIGITS)
        assert len(stream.take().labels) == 2 * BLOCK_DIGITS - BLOCK_DIGITS // 2
        wait_until(lambda: stream.n_ready == BLOCK_DIGITS + BLOCK_DIGITS // 2)  # and now there is room for another


@pytest.mark.slow
def test_half_of_the_last_block_stays_for_the_next_time() -> None:
    with HandwritingStream(1, most=1) as stream:  # one block at a time
        wait_until(lambda: stream.n_ready == BLOCK_DIGITS)
        taken = [stream.take() for _ in range(12)]
    sizes = [len(block.labels) for block in taken]
    assert sizes == [500, 250, 125, 63, 31, 16, 8, 4, 2, 1, 0, 0] or sum(sizes) > BLOCK_DIGITS  # the next one has come
    assert all(block.pictures.shape == (len(block.labels), 400) for block in taken)


def test_nothing_is_ready_at_first_and_nobody_waits() -> None:
    stream = HandwritingStream(1)
    assert stream.take().pictures.shape == (0, 400)
    stream.close()
    stream.close()


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("moment", ["at once", "after digits", "while it waits for room"])
def test_closing_leaves_neither_process_nor_thread(moment: str) -> None:
    with HandwritingStream(1, most=1) as stream:
        process = stream._process
        assert process is not None
        if moment != "at once":
            wait_until(lambda: stream.n_ready > 0)
        if moment == "after digits":
            assert len(stream.take().labels) > 0
    assert process.poll() is not None
    assert process.stdout is not None
    assert process.stdout.closed
    assert "handwriting-stream" not in [thread.name for thread in threading.enumerate()]
    assert not stream.has_failed


def test_it_closes_after_an_exception_too() -> None:
    stream = HandwritingStream(1)
    with pytest.raises(RuntimeError, match="amid"), stream:
        raise RuntimeError("amid the digits")
    assert "handwriting-stream" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.slow
def test_a_process_that_dies_leaves_what_it_wrote(capfd: pytest.CaptureFixture[str]) -> None:
    with HandwritingStream(1) as stream:
        wait_until(lambda: stream.n_ready > 0)
        assert not stream.has_failed
        assert stream._process is not None
        stream._process.kill()
        wait_until(lambda: stream.has_failed)
        assert len(stream.take().labels) > 0
    assert capfd.readouterr() == ("", "")


def test_a_process_that_cannot_begin_is_a_stream_without_digits(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stream_module, "_MODULE", "engine.no_such_module")
    with HandwritingStream(1) as stream:
        wait_until(lambda: stream.has_failed)
        assert len(stream.take().labels) == 0
    assert capfd.readouterr() == ("", "")


# The process


@pytest.mark.slow
@pytest.mark.skipif(not IS_POSIX, reason="Windows has classes of priority instead")
def test_it_has_a_low_priority_and_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "_NICENESS", 3)
    with HandwritingStream(1, most=1) as stream:
        assert stream._process is not None
        pid = stream._process.pid
        assert os.getpriority(os.PRIO_PROCESS, pid) == min(os.getpriority(os.PRIO_PROCESS, 0) + 3, 19)
        wait_until(lambda: stream.n_ready > 0)
        if Path("/proc/self/task").is_dir():
            assert len(list(Path(f"/proc/{pid}/task").iterdir())) == 1


_PARENT = """
import os
from engine.data.handwriting import stream as stream_module
from engine.data.handwriting.stream import HandwritingStream
stream_module._NICENESS = 0
stream = HandwritingStream(1, most=1).__enter__()
if {waits}:
    while not stream.n_ready:
        pass
print(stream._process.pid, flush=True)
os.read(0, 1)
"""


@pytest.mark.slow
@pytest.mark.skipif(not IS_POSIX, reason="there is no SIGKILL")
@pytest.mark.parametrize(
    "waits",
    [
        pytest.param(False, id="while it starts"),
        pytest.param(True, id="while its pipe is full"),
    ],
)
def test_it_ends_when_its_parent_is_killed(waits: bool) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT.format(waits=waits)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert is_running(pid)
    parent.send_signal(signal.SIGKILL)
    _, complaints = parent.communicate()
    wait_until(lambda: not is_running(pid))
    assert complaints == ""


@pytest.mark.slow
def test_it_ends_without_a_word_when_nobody_reads() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "engine.data.handwriting.stream_process", "1", "0", "20x20"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(1)
    process.stdout.close()
    _, complaints = process.communicate(timeout=HUNG_S)
    assert (complaints, process.returncode) == (b"", 0)


@pytest.mark.slow
@pytest.mark.skipif(not IS_POSIX, reason="Windows has no such signal")
def test_control_c_is_not_for_it() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "engine.data.handwriting.stream_process", "1", "0", "20x20"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    assert len(process.stdout.read(3 * 401 * BLOCK_DIGITS)) == 3 * 401 * BLOCK_DIGITS
    process.kill()
    process.wait()
    process.stdout.close()
