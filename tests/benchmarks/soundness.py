"""Every call that fails, every power cut, memory that runs out: ``uv run tests/benchmarks/soundness.py`` (some minutes).

For each thing that the program keeps (:mod:`tests.soundness.kept`):

refused
    each call that opens, writes, flushes, closes, moves, locks, lists or deletes a file, or makes a folder, fails once as
    on a full disk, once as if it were not allowed, and once as on a broken device; and once the process is killed at it.
power cuts
    the power is cut before each call that changes something, and after each step: what no flush asked for is there, gone,
    cut off, or zeros, and each folder has its names as they are or as they were.

What was confirmed must be there, whole, and what was under way as it was before or as it is after; a failure is told in one
sentence that names the file and the cause, and what failed succeeds when it is tried again. SQLite's own calls count too.
For every kind of file that is opened, memory runs out at each array and each piece that a decoder hands over.
"""

import argparse
import os
import sys
from contextlib import closing
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.fuzzing.kinds import KINDS
from tests.soundness.file_calls import ERRORS
from tests.soundness.kept import WRITTEN, Kept, Unpacked
from tests.soundness.memory import memory_trials
from tests.soundness.sqlite_calls import can_be_watched
from tests.soundness.trials import KILL, Tally, Trials

MOST_MEMORY_CALLS = 400
"""Of one file; spread evenly over all."""


def tried(kind: type[Kept]) -> tuple[Tally, Tally]:
    """The refusals of one kind, and the power cuts."""
    with closing(Trials(kind)) as trials:
        return trials.refuse((*ERRORS, KILL)), Tally() if kind is Unpacked else trials.cut()


def main() -> int:
    """Try all, and tell."""
    titles: dict[str, type[Kept]] = {kind.title: kind for kind in WRITTEN}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", choices=[*titles, "memory"], action="append", help="by default all")
    add_json_option(parser)
    args = parser.parse_args()
    chosen = args.kind or [*titles, "memory"]
    figures: list[Figure] = []
    faults: list[str] = []
    sys.stdout.write(
        f"{'':20s}{'refused':>9s}{'told':>7s}{'faults':>8s}{'power cuts':>12s}{'states':>8s}{'faults':>8s}\n"
    )
    for title in chosen:
        if title == "memory":
            continue
        refused, cut = tried(titles[title])
        sys.stdout.write(
            f"{title:20s}{refused.calls:9,d}{refused.told:7,d}{len(refused.faults):8d}{cut.calls:12,d}{cut.trials:8,d}"
            f"{len(cut.faults):8d}\n"
        )
        sys.stdout.flush()
        faults += refused.faults + cut.faults
        figures += [
            Figure(f"{title}: calls refused or killed at", refused.calls, at_least=1),
            Figure(f"{title}: states after power cuts", cut.trials),
            Figure(f"{title}: lost, damaged or not told", len(refused.faults) + len(cut.faults), at_most=0),
        ]
    if "memory" in chosen:
        tallies = [
            memory_trials(kind, most_calls=MOST_MEMORY_CALLS, most_seeds=99) for kind in KINDS if kind != "store"
        ]
        of_memory = [fault for tally in tallies for fault in tally.faults]
        faults += of_memory
        figures += [
            Figure("memory: refused to what opens files", sum(tally.calls for tally in tallies), at_least=1),
            Figure("memory: not told", len(of_memory), at_most=0),
        ]
    sys.stdout.write("".join(f"  {fault}\n" for fault in faults[:40]))
    if not can_be_watched():
        sys.stdout.write("SQLite's functions cannot be reached in this interpreter: its calls were not refused\n")
    return finish("Calls that fail, and power that goes", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
