"""Another process of our own: a module of the engine, run beside the program by the same interpreter."""

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "BLIS")}


def start_module(module: str, *arguments: int, in_background: bool = False) -> "subprocess.Popen[bytes]":
    """Start ``python -m module arguments``, silent but for its standard output, a pipe.

    Parameters
    ----------
    module
        Of the engine, which is found from whatever folder the program was started in.
    arguments
        Numbers.
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
    return subprocess.Popen(  # noqa: S603 - this interpreter with a module of ours and numbers
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=_ROOT,  # where -m finds the engine
        env={**os.environ, **_ONE_THREAD} if in_background else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
    )
