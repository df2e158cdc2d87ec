"""How much faster a sweep is in two processes than in one: ``uv run tests/benchmarks/sweep.py`` (three minutes).

Sixteen runs of five seconds or more, by the command line from its start to its end: one by one, and with ``--workers 2``.
Nothing else should run meanwhile.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.figures import Figure, add_json_option, finish

RUN_S = 5.0
N_RUNS = 16


def sweep(n_workers: int, n_runs: int, epochs: int, folder: Path) -> tuple[float, dict[str, Any]]:
    """Seconds that a sweep takes, and what it printed."""
    environment = {**os.environ, "DIGITLAB_USER_DATA": str(folder)}
    command = [
        sys.executable,
        str(ROOT / "main.py"),
        "sweep",
        "--data",
        "uci-digits",
        "--epochs",
        str(epochs),
        "--fresh",
    ]
    command += ["--vary", f"learning-rate=0.02..0.1 linear {n_runs}", "--hidden", "100", "--patience", "0", "--json"]
    begun = time.perf_counter()
    done = subprocess.run(
        [*command, "--workers", str(n_workers)], env=environment, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - begun, json.loads(done.stdout)


def main() -> int:
    """Measure, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=N_RUNS, metavar="N", help="by default 16")
    add_json_option(parser)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digit-lab-sweep-") as folder:
        trial = sweep(1, 2, 200, Path(folder))[1]
        per_epoch = min(run["seconds"] for run in trial["runs"]) / 200
        epochs = round(1.3 * RUN_S / per_epoch)
        one_s, one = sweep(1, args.runs, epochs, Path(folder))
        two_s, two = sweep(2, args.runs, epochs, Path(folder))
    checksums = [[run["checksum"] for run in each["runs"]] for each in (one, two)]
    figures = [
        Figure("least time of a run, one by one", min(run["seconds"] for run in one["runs"]), "s", at_least=RUN_S),
        Figure("one by one", one_s, "s"),
        Figure("in two processes", two_s, "s"),
        Figure("times as fast", one_s / two_s, "", at_least=1.8),
        Figure("runs that differ in a bit", sum(a != b for a, b in zip(*checksums, strict=True)), "", at_most=0),
    ]
    return finish(f"a sweep of {args.runs} runs", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
