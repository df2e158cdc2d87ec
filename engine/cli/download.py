"""The command ``download``."""

import argparse
import sys
import threading
import time
from collections.abc import Callable

from engine.cli.output import print_figures, stopped_by_interrupt
from engine.data.mnist.catalog import MNIST_FILES, megabytes_text
from engine.data.mnist.download import download_mnist
from engine.io.user_data import mnist_folder
from engine.text.sentence import say

_PROGRESS_INTERVAL_S = 0.5


class _Cancellation(threading.Event):
    """Set by Ctrl+C."""

    def stop(self) -> None:
        """Have the download end, and keep what was received."""
        self.set()


def run_download(args: argparse.Namespace) -> None:
    """Fetch MNIST into the user's data folder; Ctrl+C keeps what was received for the next time."""
    folder = mnist_folder()
    cancellation = _Cancellation()
    with stopped_by_interrupt(cancellation):
        download_mnist(
            folder,
            urls=None if args.url is None else (args.url,),
            progress=_progress_printer(),
            is_cancelled=cancellation.is_set,
        )
    figures = {"name": args.name, "folder": str(folder), "files": list(MNIST_FILES)}
    print_figures(figures, str(say("command.mnist_is_here", folder=str(folder))), args)


def _progress_printer() -> Callable[[int, int], None]:
    """A function that prints a line of progress now and then, and nothing if there is nothing to fetch."""
    printed_at = time.monotonic() - _PROGRESS_INTERVAL_S
    printed = -1

    def show(n_done: int, n_total: int) -> None:
        nonlocal printed_at, printed
        is_due = time.monotonic() - printed_at >= _PROGRESS_INTERVAL_S or n_done == n_total
        if not is_due or n_done == printed or (printed < 0 and n_done == n_total):
            return
        printed_at, printed = time.monotonic(), n_done
        sys.stderr.write(f"{megabytes_text(n_done, n_total)}\n")

    return show
