"""The command ``worker``: has this computer take part in the sweeps of others."""

import argparse
import sys

from engine.cli.output import print_figures, stopped_by_interrupt
from engine.errors import ConfigurationError
from engine.sweeps.cluster_worker import SCHEDULER_PORT, ClusterMember
from engine.sweeps.executor import workers_wanted
from engine.text.program import PROGRAM
from engine.text.sentence import say


def run_worker(args: argparse.Namespace) -> None:
    """Compute runs of a cluster's sweeps until Ctrl+C; with ``--scheduler``, have the cluster's scheduler here too."""
    if args.scheduler == (args.address is not None):
        raise ConfigurationError(say("sweep.worker_of_what"))
    if args.port is not None and not args.scheduler:
        raise ConfigurationError(say("sweep.port_of_what"))
    n_workers = workers_wanted(args.workers)

    def tell(address: str) -> None:
        commands = f"{PROGRAM} worker {address}", f"{PROGRAM} sweep --cluster {address} ..."
        print_figures({"address": address}, str(say("sweep.worker_begun", worker=commands[0], sweep=commands[1])), args)
        sys.stdout.flush()

    member = ClusterMember(
        args.address or "",
        port=SCHEDULER_PORT if args.port is None else args.port,
        n_workers=n_workers,
        begun=tell,
    )
    with stopped_by_interrupt(member):
        member.run()
