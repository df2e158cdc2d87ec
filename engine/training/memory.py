"""How much memory a run takes, and how much there is: what does not fit is refused before it is begun.

Where the system gives out more memory than it has (Linux does), nobody gets a ``MemoryError``: the program is killed, and
with it what was learned and drawn. What was used for a moment is handed back: see :func:`give_back_memory` and
:func:`keep_large_arrays_apart`, and many threads share a heap: :func:`share_heaps`.
"""

import ctypes
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from engine.errors import ConfigurationError
from engine.nn.network import MOST_ROWS, Architecture
from engine.nn.passes import values_per_sample
from engine.text.sentence import say
from engine.training.config import TrainingConfig

HUGE_ARRAY_BYTES = 4 * 2**20
"""From this size on NumPy asks for huge pages."""

_GB = 1e9
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD, _M_ARENA_MAX = -3, -1, -8  # malloc.h
_HEAPS = 2  # the window's, and one for all other threads
_FIXED_VECTORS = 8  # the parameters, two that are kept, gradient, weight decay, and three reports on their way
_OPTIMIZER_VECTORS = {"gradient-descent": 1, "momentum": 2, "nesterov": 3, "rmsprop": 2, "adam": 3}
_STATES = 2  # training states on their way: the latest, and the one being made
_VECTORS_OF_A_STATE = {"gradient-descent": 2, "momentum": 3, "nesterov": 3, "rmsprop": 3, "adam": 4}
_MINIMIZER_VECTORS = {"l-bfgs-b": 30, "cg": 10, "newton-cg": 12, "tnc": 16}  # L-BFGS-B keeps ten pairs of vectors


def training_bytes(config: TrainingConfig, architecture: Architecture, n_samples: int) -> int:
    """About how much memory a run takes besides its digits.

    Parameters
    ----------
    config, architecture
        The run and its network.
    n_samples
        Digits that are trained on.
    """
    item = 4 if config.computed_in == "float32" else 8
    is_minimizer = config.minimizer is not None
    vectors = _FIXED_VECTORS
    if is_minimizer:
        vectors += _MINIMIZER_VECTORS[config.optimizer]
    else:
        vectors += _OPTIMIZER_VECTORS[config.optimizer] + _STATES * _VECTORS_OF_A_STATE[config.optimizer]
    vectors += 1 if config.patience else 0
    batch = n_samples if is_minimizer else min(config.batch_size or n_samples, n_samples)
    # The first layer's products may be with a whole block; all that comes after them is done in chunks.
    rows = min(batch, MOST_ROWS if architecture.is_dense else architecture.chunk_rows)
    per_row = values_per_sample(architecture) * (
        1 if architecture.is_dense else 2
    )  # others read in memory of their own
    per_sample = architecture.n_inputs + 2 * architecture.n_outputs  # a copy of the batch, its logits and targets
    return item * (vectors * architecture.n_parameters + rows * per_row + batch * per_sample)


def check_memory(config: TrainingConfig, architecture: Architecture, n_samples: int) -> None:
    """Raise ``ConfigurationError`` if a run needs more memory than is free; nothing is said where that is not known."""
    needed, free = training_bytes(config, architecture, n_samples), free_bytes()
    if free is None or needed <= free:
        return
    fewer = say("training.fewer_units" if architecture.is_dense else "training.fewer_filters")
    advice = fewer
    if config.minimizer is not None:
        advice = say("training.fewer_or_optimizer", fewer=fewer)
    elif not 0 < config.batch_size <= n_samples // 2:
        advice = say("training.fewer_or_batch", fewer=fewer)
    raise ConfigurationError(say("training.needs_memory", needed=needed / _GB, free=free / _GB, advice=advice))


def free_bytes() -> int | None:
    """Memory that this process may still take: what is free, or what its group's limit leaves; ``None`` if not known."""
    known = [value for value in (_free_of_machine(), _free_of_group()) if value is not None]
    return min(known, default=None)


def _free_of_machine() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        pass
    try:  # no Linux: all there is, much of which may be in use
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def _free_of_group(folder: Path = Path("/sys/fs/cgroup")) -> int | None:
    """What the limit of a container leaves."""
    try:
        limit = int((folder / "memory.max").read_text(encoding="ascii"))
        used = int((folder / "memory.current").read_text(encoding="ascii"))
        cached = next(
            int(line.split()[1])
            for line in (folder / "memory.stat").read_text(encoding="ascii").splitlines()
            if line.startswith("inactive_file ")
        )
    except (OSError, ValueError, StopIteration):  # no group, or no limit: "max"
        return None
    return max(limit - used + cached, 0)


def give_back_memory() -> None:
    """Hand memory that was freed back to the system, where the C library would keep it for later; takes 0.1 to 3 ms.

    The GNU C library gives back only what is free at the end of a heap. Reading data or fine-tuning takes hundreds of
    megabytes for a moment; a few small objects that are made meanwhile and live on keep all of it.
    """
    trim = _of_library("malloc_trim")
    if trim is not None:
        trim(0)


def keep_large_arrays_apart() -> bool:
    """Give every array of 4 MB or more pages of its own for as long as this process lives; ``False`` if that cannot be.

    NumPy asks Linux for huge pages of 2 MB under such an array, and they stay huge when it is freed (numpy/numpy#31590).
    The GNU C library takes large arrays from its heaps once it has seen a few: whatever small things lie there later, 2 MB
    are resident for each. A window that had read digits a few times held 35 MB of nothing.

    What a heap keeps at its end is set with it, in the library's own ratio: fixing one fixes the other at 128 kB, and a run
    that takes a few megabytes for every batch would get them from the system each time.
    """
    set_option = _of_library("mallopt")
    return (
        set_option is not None
        and set_option(_M_MMAP_THRESHOLD, HUGE_ARRAY_BYTES) == 1
        and set_option(_M_TRIM_THRESHOLD, 2 * HUGE_ARRAY_BYTES) == 1
    )


def share_heaps() -> bool:
    """Have all threads but the first take memory from one heap, from now on; ``False`` if that cannot be.

    The GNU C library gives each of up to eight threads a core a heap of its own, which keeps some megabytes when the thread
    waits: a window whose twenty threads had worked for ten minutes held 40 MB more. As one thread at a time has Python's
    interpreter, none waits for the heap. What has been decided when a thread first asked for memory stays, so this is
    called before there is one.
    """
    set_option = _of_library("mallopt")
    return set_option is not None and set_option(_M_ARENA_MAX, _HEAPS) == 1


@cache
def _of_library(name: str) -> Callable[..., int] | None:
    """A function of the GNU C library; ``None`` where there is another."""
    try:
        function: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):  # no GNU C library, or Windows
        return None
    return function
