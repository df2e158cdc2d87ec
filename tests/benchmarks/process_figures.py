"""What the system says of this process: memory, threads, open files. Where it says nothing, the figures are 0."""

import ctypes
import os
from contextlib import suppress
from pathlib import Path

_OWN = Path("/proc/self")


class _MallocFigures(ctypes.Structure):
    """The C library's ``struct mallinfo2``: bytes, but for the counts of blocks."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keep",
        )
    )


def resident_mb() -> float:
    """Resident memory in MB (2²⁰ bytes)."""
    try:
        pages = int((_OWN / "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def allocated_mb() -> float:
    """What was taken from the C library's heap and not given back, in MB: resident memory without its gaps."""
    try:
        library = ctypes.CDLL(None)
        library.mallinfo2.restype = _MallocFigures
    except (AttributeError, OSError, TypeError):
        return 0.0
    figures = library.mallinfo2()
    return float(figures.uordblks + figures.hblkhd) / 2**20


def thread_names() -> list[str]:
    """The names of this process's threads, those of Qt and of the BLAS included."""
    names = []
    for task in (_OWN / "task").glob("*/comm"):
        try:
            names.append(task.read_text().strip())
        except OSError:
            continue  # it has ended meanwhile
    return names


def n_threads() -> int:
    """How many threads this process has; 1 where the system does not tell."""
    return len(thread_names()) or 1


def n_descriptors() -> int:
    """How many files, pipes and sockets are open."""
    return len(list((_OWN / "fd").iterdir())) if (_OWN / "fd").is_dir() else 0


def n_children() -> int:
    """How many processes this one has started, in whatever thread, that have not gone; Python's own stays."""
    n = 0
    for of_thread in (_OWN / "task").glob("*/children"):
        with suppress(OSError):  # the thread has ended meanwhile, or the process
            for child in of_thread.read_text().split():
                n += b"resource_tracker" not in Path("/proc", child, "cmdline").read_bytes()
    return n
