"""A computer's part in a Dask cluster: workers, one for each core, and where it is asked for the scheduler too.

The workers are processes that find the program where this one does, so that nothing but Digit Lab with the extra
``cluster`` has to be installed. One that dies is started again.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from engine.errors import SweepError
from engine.sweeps.executor import n_cores
from engine.text.program import how_to_get
from engine.text.sentence import say

if TYPE_CHECKING:
    import distributed

SCHEDULER_PORT = 8786
"""Where a scheduler listens unless it is told otherwise: Dask's own."""
_CONNECT_LIMIT_S = 10


class ClusterMember:
    """Takes part until it is told to stop, or the cluster ends.

    Parameters
    ----------
    address
        Of the scheduler; empty to have one here, which anybody who reaches this computer can run code by.
    port
        Where that listens; 0 for any that is free.
    n_workers
        How many; by default one for each core.
    begun
        Told once, when all workers are there, where the scheduler is.
    """

    def __init__(
        self, address: str = "", *, port: int = SCHEDULER_PORT, n_workers: int = 0, begun: Callable[[str], None]
    ) -> None:
        self._address, self._port, self._n_workers, self._begun = address, port, n_workers or n_cores(), begun
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told_to_stop = asyncio.Event()

    def run(self) -> None:
        """Take part; returns when that is over.

        Raises
        ------
        SweepError
            If Dask is not installed, nobody answers there within some seconds, the port is taken, or the cluster ends.
        """
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise SweepError(say("sweep.no_dask", how=how_to_get("cluster"))) from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what users can mend is told in sentences
        asyncio.run(self._run())

    def stop(self) -> None:
        """End it; may be called from a signal's handler."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._told_to_stop.set)

    async def _run(self) -> None:
        import distributed

        self._loop = asyncio.get_running_loop()
        async with AsyncExitStack() as parts:
            address = self._address
            if not address:
                scheduler = distributed.Scheduler(port=self._port, dashboard=False)
                try:
                    await parts.enter_async_context(scheduler)
                except OSError as error:
                    raise SweepError(say("sweep.port_taken", port=self._port)) from error
                address = str(scheduler.address)
            workers = [
                distributed.Nanny(address, nthreads=1, silence_logs=logging.CRITICAL, death_timeout=_CONNECT_LIMIT_S)
                for _ in range(self._n_workers)
            ]
            try:
                await asyncio.gather(*(parts.enter_async_context(worker) for worker in workers))
            except (OSError, ValueError, TypeError, RuntimeError) as error:  # what Dask raises is a kind of these
                raise SweepError(say("sweep.no_scheduler", address=address, seconds=_CONNECT_LIMIT_S)) from error
            self._begun(address)
            await self._until_over(address, workers)

    async def _until_over(self, address: str, workers: "list[distributed.Nanny]") -> None:
        stop: asyncio.Task[Any] = asyncio.ensure_future(self._told_to_stop.wait())
        ends: asyncio.Task[Any] = asyncio.ensure_future(_all_finished(workers))
        await asyncio.wait([stop, ends], return_when=asyncio.FIRST_COMPLETED)
        if not stop.done():
            stop.cancel()
            raise SweepError(say("sweep.cluster_ended", address=address))
        ends.cancel()


async def _all_finished(workers: "list[distributed.Nanny]") -> None:
    await asyncio.gather(*(worker.finished() for worker in workers))
