"""From the start of a program to its painted window, from outside: ``uv run tests/benchmarks/start.py [PROGRAM ...]``.

For a bundle or an installed program, in which nothing can be watched from within: a virtual screen (Xvfb keeps its pixels
in a file) is looked at every two milliseconds until the window is on it. Without PROGRAM it is main.py of this folder.
"""

import argparse
import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.figures import Figure, add_json_option, finish

WIDTH, HEIGHT = 1280, 800
N_STARTS = 7
GOAL_S = 1.5
LIMIT_S = 60.0


def start_s(program: list[str], folder: Path, display: str) -> float:
    """Seconds of one start; the program is ended then."""
    environment = {**os.environ, "DIGITLAB_USER_DATA": str(folder), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("WAYLAND_DISPLAY", None)
    with (folder / "Xvfb_screen0").open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as screen:

        def is_painted() -> bool:
            pixels = np.frombuffer(
                screen, dtype=np.uint32, count=WIDTH * HEIGHT, offset=len(screen) - WIDTH * HEIGHT * 4
            )
            return int(np.count_nonzero(pixels[::997] & 0xFFFFFF)) > WIDTH * HEIGHT // 997 // 2

        while is_painted():  # the window before is still there
            time.sleep(0.002)
        begun = time.perf_counter()
        with subprocess.Popen(program, env=environment, cwd=folder) as process:
            while not is_painted():
                if process.poll() is not None or time.perf_counter() - begun > LIMIT_S:
                    process.kill()
                    raise SystemExit(f"{program[0]} showed no window")
                time.sleep(0.002)
            seconds = time.perf_counter() - begun
            process.kill()
    return seconds


def main() -> int:
    """Measure, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="*", metavar="PROGRAM")
    add_json_option(parser)
    args = parser.parse_args()
    program = args.program or [sys.executable, str(ROOT / "main.py")]
    with tempfile.TemporaryDirectory(prefix="digit-lab-start-", ignore_cleanup_errors=True) as name:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                number = server.stdout.readline().strip() if server.stdout is not None else ""
                if not number:
                    raise SystemExit("Xvfb could not be started")
                # The first fills the caches.
                times = [start_s(program, Path(name), f":{number}") for _ in range(N_STARTS + 1)][1:]
            finally:
                server.terminate()
    figures = [
        Figure(f"start to painted, median of {N_STARTS}", statistics.median(times), unit="s", at_most=GOAL_S),
        Figure("the longest of them", max(times), unit="s"),
    ]
    return finish(" ".join(program), figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
