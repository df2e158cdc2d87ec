"""The number of threads that BLAS multiplies matrices with: one for the whole process, set here and nowhere else.

OpenBLAS knows no number for a single thread or call, so whoever sets one sets it for everybody; and threadpoolctl (from 3.8
on) has it set by the first thread alone that ever did, and ignores all others in silence. The decision here:

* The window *fixes* the number at one when it starts. Its runs are computed by one thread too, so that its own products
  never change, and several threads never wait for each other busily beside it.
* In any other process a training run *holds* the number that suits it while it lasts. The first run sets it; a run that
  begins while another one holds a number uses that one. When the last has ended, the number is what it was before.

So the number never changes under a run, and each run is told which it has: products of float32 differ in their last bits
between one thread and two, and a run that is to be repeated must say by how many it was computed. Two runs that each set
and restored a number would end each other's, and leave the process with that of one of them.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import threadpoolctl


class BlasThreads:
    """Holds the number of BLAS threads for as many runs as there are at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_fixed = False
        self._n_holders = 0
        self._n_threads = 0
        self._restore: Callable[[], None] = lambda: None

    def fix(self, n_threads: int) -> None:
        """Set the number for as long as the process lives; every run uses it."""
        with self._lock:
            self._set(n_threads)
            self._is_fixed = True

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
            What is used: another number where one is fixed or held already, or where BLAS takes no such number.
        """
        with self._lock:
            if not self._n_holders and not self._is_fixed:
                self._set(n_threads)
            self._n_holders += 1
        try:
            yield self._n_threads
        finally:
            with self._lock:
                self._n_holders -= 1
                if not self._n_holders and not self._is_fixed:
                    _clear_control()
                    self._restore()
                    _clear_control()

    def include_new_libraries(self) -> None:
        """Have a BLAS that was loaded in the meantime use the number that is fixed or held: SciPy has one of its own."""
        with self._lock:
            if self._is_fixed or self._n_holders:
                restore_others = self._restore
                self._set(self._n_threads)
                restore_all = self._restore  # the others to the number that is held

                def restore() -> None:
                    restore_all()
                    restore_others()

                self._restore = restore

    def _set(self, n_threads: int) -> None:
        controller: Any = threadpoolctl.ThreadpoolController().select(user_api="blas")
        _clear_control()
        self._restore = controller.limit(limits=n_threads).restore_original_limits
        _clear_control()
        self._n_threads = max((library["num_threads"] for library in controller.info()), default=n_threads)


def _clear_control() -> None:
    """Have threadpoolctl forget which thread set a number before, so that any thread can set one now."""
    openblas: Any = getattr(threadpoolctl, "OpenBLASController", None)
    if hasattr(openblas, "clear_controlling_thread"):
        openblas.clear_controlling_thread(force=True)


BLAS_THREADS = BlasThreads()
"""The owner of this process's number: there is one number, and so there is one owner."""
