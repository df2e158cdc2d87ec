"""How many threads BLAS multiplies matrices with: a number of the whole process, set in one place.

OpenBLAS knows no number for a single thread or call, so whoever sets one sets it for everybody. The decision here:

* The program sets the number that its process uses at rest (the window: one, when it starts).
* A training run *holds* a number while it lasts, by :data:`BLAS_THREADS`, the one owner of that number.
* The first run sets it; a run that begins while another one holds a number uses that one, whatever it wanted, and is told
  so. When the last has ended, the number is what it was before the first.

So the number never changes under a run: products of float32 differ in their last bits between one thread and two, and a run
that is to be repeated must be able to say by how many threads it was computed. Two runs that each set and restored a number
would end each other's, and leave the process with that of one of them. What the window multiplies meanwhile is multiplied
by the run's number of threads too, and equal up to rounding; nothing in it compares bits.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from threadpoolctl import ThreadpoolController


class BlasThreads:
    """Holds the number of BLAS threads for as many runs as there are at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._n_holders = 0
        self._n_threads = 0
        self._restore: Callable[[], None] = lambda: None

    @contextmanager
    def held(self, n_threads: int) -> Iterator[int]:
        """Hold a number of threads while the context is open.

        Parameters
        ----------
        n_threads
            What is wanted, 1 or more.

        Yields
        ------
        int
            What is used: another number where a run holds one already, or where BLAS takes no such number.
        """
        with self._lock:
            if not self._n_holders:
                self._set(n_threads)
            self._n_holders += 1
        try:
            yield self._n_threads
        finally:
            with self._lock:
                self._n_holders -= 1
                if not self._n_holders:
                    self._restore()

    def _set(self, n_threads: int) -> None:
        controller: Any = ThreadpoolController().select(user_api="blas")
        limits: Any = controller.limit(limits=n_threads)
        self._restore = limits.restore_original_limits
        self._n_threads = max((library["num_threads"] for library in controller.info()), default=n_threads)


BLAS_THREADS = BlasThreads()
"""The owner of this process's number: there is one number, and so there is one owner."""
