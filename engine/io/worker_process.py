"""Other processes of our own: a module of the engine, run beside the program by the same interpreter, and the window.

A bundled application has no interpreter to call: it starts itself, and ``main.py`` hands such a start to
:func:`run_worker` before it loads anything else.
"""

import os
import runpy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.io.resources import PROGRAM_FOLDER

WORKER_OPTION = "--worker"
"""What a bundled application is started with to run a module; the module and its arguments follow."""
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "BLIS")}


def start_module(module: str, *arguments: int | str, in_background: bool = False) -> "subprocess.Popen[bytes]":
    """Start a module as a process, silent but for its standard output, a pipe.

    Parameters
    ----------
    module
        Of the engine, which is found from whatever folder the program was started in.
    arguments
        Numbers, names of ours, and whole paths.
    in_background
        With one thread of BLAS, and on Windows with a low priority.

    Raises
    ------
    OSError
        If the system does not start it.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | (subprocess.BELOW_NORMAL_PRIORITY_CLASS if in_background else 0)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}  # else cwd is none
    return subprocess.Popen(  # noqa: S603 - this program or its interpreter, with a module and names of ours, and numbers
        [sys.executable, WORKER_OPTION if getattr(sys, "frozen", False) else "-m", module, *map(str, arguments)],
        cwd=PROGRAM_FOLDER,  # where -m finds the engine
        env={**environment, **_ONE_THREAD} if in_background else environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    )


def window_command() -> tuple[str, ...]:
    """What opens the window from anywhere, with an empty environment too; the names of files may follow."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    installed = Path(sys.executable).with_name("digit-lab-window")
    if PROGRAM_FOLDER.name == "digit_lab" and installed.is_file():
        return (str(installed),)
    return sys.executable, str(PROGRAM_FOLDER / "main.py")


def run_worker(arguments: Sequence[str]) -> None:
    """Be the process that :func:`start_module` starts; nothing but the engine's modules is run."""
    module, *rest = arguments
    if not module.startswith("engine."):
        raise ValueError(module)
    sys.argv[1:] = rest
    runpy.run_module(module, run_name="__main__", alter_sys=True)
