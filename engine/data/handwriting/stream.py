"""Digits streamed into a run: a worker process writes them ahead of the trainer, which never waits for them.

A thread would fight with the trainer for the interpreter's lock. The process (``stream_process``) has a low
priority and a single thread, so that it takes what training leaves of the computer. It writes blocks into a pipe: labels,
then pictures, all of them bytes. A thread here reads them as long as there is room; without room the pipe fills, and the
process waits. It ends when it is killed here, or by the broken pipe when this process is gone, in whatever way.
"""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from engine.ink.input_formats import FRAME, InputFormat
from engine.io.worker_process import start_module

BLOCK_DIGITS = 1000
"""How many digits are written at a time; smaller blocks take longer per digit (500: a tenth)."""
MOST_DIGITS = 50_000
"""How many are kept ready at most: 20 MB of 20x20."""
_NICENESS = 12  # where there is a single core, what trains has 94 % of it; by 19, a busy computer would write nothing
_MODULE = "engine.data.handwriting.stream_process"


class StreamBlock(NamedTuple):
    """Digits as bytes.

    Attributes
    ----------
    labels
        Shape (n,), uint8, 0..9.
    pictures
        Shape (n, pixels), uint8: ink is 255.
    """

    labels: NDArray[np.uint8]
    pictures: NDArray[np.uint8]


class HandwritingStream:
    """Digits that another process writes while the context is open; its end leaves neither process nor thread.

    Where no process can be started, or where it dies, no more digits come, and nothing else happens.

    Parameters
    ----------
    seed
        That of :class:`engine.data.dataset.StreamedDigits`.
    epoch
        Where the run goes on from: the digits are others than those from another epoch on.
    most
        How many are kept ready, in whole blocks, but no more than :data:`MOST_DIGITS`.
    form
        The format of the pictures, one that has a frame.
    """

    def __init__(self, seed: int, *, epoch: int = 0, most: int = MOST_DIGITS, form: InputFormat = FRAME) -> None:
        self._arguments, self._form = (seed, epoch), form
        self._most = max(min(most, MOST_DIGITS), BLOCK_DIGITS + BLOCK_DIGITS // 2)  # half a block may stay
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._blocks: list[StreamBlock] = []
        self._n_ready = 0
        self._is_closed = False
        self._has_failed = False

    def __enter__(self) -> Self:
        try:
            self._process = _start(*self._arguments, self._form)
        except OSError:
            self._has_failed = True
            return self
        self._thread = threading.Thread(
            target=self._read, args=(self._process,), name="handwriting-stream", daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def n_ready(self) -> int:
        """How many digits have been read and not yet taken."""
        return self._n_ready

    @property
    def has_failed(self) -> bool:
        """Whether the process ended by itself, or could not be started."""
        return self._has_failed

    def take(self) -> StreamBlock:
        """Digits that are ready, none if there are none; returns at once.

        Half of the last block stays for the next time, so that each of several short epochs gets some of it.
        """
        with self._changed:
            n_taken = self._n_ready - min(self._n_ready, BLOCK_DIGITS) // 2
            if not n_taken:
                return StreamBlock(np.empty(0, dtype=np.uint8), np.empty((0, self._form.n_inputs), dtype=np.uint8))
            everything = _joined(self._blocks)
            self._blocks = [StreamBlock(everything.labels[n_taken:], everything.pictures[n_taken:])]
            self._n_ready -= n_taken
            self._changed.notify()
        return StreamBlock(everything.labels[:n_taken], everything.pictures[:n_taken])

    def close(self) -> None:
        """End process and thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # it has nothing to tidy up
            process.wait()
        if self._thread is not None:
            self._thread.join()
        if process is not None and process.stdout is not None:
            process.stdout.close()

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        """Read blocks until there are no more; runs in the thread."""
        pipe, n_pixels = process.stdout, self._form.n_inputs
        while pipe is not None and self._wait_for_room():
            data = pipe.read(BLOCK_DIGITS * (1 + n_pixels))
            if len(data) < BLOCK_DIGITS * (1 + n_pixels):
                self._has_failed = not self._is_closed
                return
            values = np.frombuffer(data, dtype=np.uint8)
            block = StreamBlock(values[:BLOCK_DIGITS], values[BLOCK_DIGITS:].reshape(BLOCK_DIGITS, n_pixels))
            with self._changed:
                self._blocks.append(block)
                self._n_ready += BLOCK_DIGITS

    def _wait_for_room(self) -> bool:
        """Wait until another block may be read; False when that is not wanted any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._n_ready + BLOCK_DIGITS <= self._most)
            return not self._is_closed


def _joined(blocks: list[StreamBlock]) -> StreamBlock:
    return StreamBlock(*(np.concatenate(parts) for parts in zip(*blocks, strict=True)))


def _start(seed: int, epoch: int, form: InputFormat) -> subprocess.Popen[bytes]:
    """Start the process, with a low priority, silent but for its standard output."""
    process = start_module(_MODULE, seed, epoch, form.name, in_background=True)
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, os.getpriority(os.PRIO_PROCESS, 0) + _NICENESS)
    return process
