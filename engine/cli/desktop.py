"""The command ``desktop``: has the program among the applications of a Linux desktop."""

import argparse
import sys

from engine.cli.output import print_figures
from engine.errors import ConfigurationError
from engine.io.desktop import install_on_desktop, remove_from_desktop, user_data_home
from engine.io.worker_process import window_command
from engine.text.sentence import say


def run_desktop(args: argparse.Namespace) -> None:
    """Write the entry, the icons and the kinds of files for the user who asks, or delete them."""
    if sys.platform in ("win32", "darwin"):
        raise ConfigurationError(say("desktop.other_system"))
    folder = user_data_home()
    files = install_on_desktop(window_command(), folder) if args.install else remove_from_desktop(folder)
    key = "desktop.installed" if args.install else "desktop.removed" if files else "desktop.nothing"
    print_figures({"files": list(map(str, files))}, str(say(key, folder=str(folder))), args)
