"""Digit Lab: the window, and the same engine from the command line.

``main.py`` opens the window; ``main.py train | sweep | worker | runs | evaluate | predict | export | check-gradient |
lessons | desktop | download | data | recipes`` works without one.
Anything wrong ends with exit status 2 and one line ``error: ...`` on standard error.
"""

import argparse
import importlib
import io
import sys
from collections.abc import Sequence

from engine.errors import ConfigurationError, DigitLabError
from engine.io.worker_process import WORKER_OPTION, run_worker
from engine.text.language import use_language
from engine.text.sentence import say

EXIT_BAD_INPUT = 2


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line; what is meant for the window must not stand before a command, which would not heed it."""
    from engine.cli.parser import language_of, parse_arguments

    use_language(language_of(arguments))
    args = parse_arguments(arguments)
    for name in ("data", "model", "recipe"):
        given = getattr(args, f"window_{name}")
        if args.command is None:
            setattr(args, name, given)
        elif given is not None:
            raise ConfigurationError(say("command.before_command", name=name, command=args.command))
    return args


def _tell(text: str) -> None:
    """Write a line to standard error; on Windows a program without a console has none."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a bundled application that was started to be a process of a sweep is that, and ends here
    words = sys.argv[1:] if arguments is None else arguments
    if len(words) > 1 and words[0] == WORKER_OPTION:  # this is a process that the program started
        run_worker(words[1:])
        return 0
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # some consoles know neither η nor λ
    try:
        args = _parse(arguments)
        if args.command is None:
            from gui.app import run_screenshot, run_window

            return run_window(args) if args.screenshot is None else run_screenshot(args)
        module = importlib.import_module(f"engine.cli.{args.module}")
        getattr(module, f"run_{args.command.replace('-', '_')}")(args)
    except KeyboardInterrupt:
        _tell(f"error: {say('command.interrupted')}")
        return EXIT_BAD_INPUT
    except MemoryError:
        _tell(f"error: {say('command.no_memory')}")
        return EXIT_BAD_INPUT
    except DigitLabError as error:
        _tell(f"error: {' '.join(str(error).split())}")
        return EXIT_BAD_INPUT
    return 0


if __name__ == "__main__":
    sys.exit(main())
