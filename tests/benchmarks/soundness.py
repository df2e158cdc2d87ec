"""Calls that fail, power cuts, no memory, random walks: ``uv run tests/benchmarks/soundness.py`` (some twenty minutes).

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

And for ten minutes whatever is there is pressed at random (:mod:`tests.soundness.random_walk`), a minute with each seed: no
exception, no message of Qt's, no crash, and no run is lost. ``--kind walk`` does that alone.
"""

import argparse
import os
import sys
import tempfile
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
from tests.soundness.random_walk import walk
from tests.soundness.sqlite_calls import can_be_watched
from tests.soundness.trials import KILL, Tally, Trials

MOST_MEMORY_CALLS = 400
"""Of one file; spread evenly over all."""
WALK_SEEDS, WALK_S = range(1, 11), 60.0


def tried(kind: type[Kept]) -> tuple[Tally, Tally]:
    """The refusals of one kind, and the power cuts."""
    with closing(Trials(kind)) as trials:
        return trials.refuse((*ERRORS, KILL)), Tally() if kind is Unpacked else trials.cut()


def walked() -> tuple[int, list[str]]:
    """How many things were done in all walks, and what was wrong."""
    n_done, faults = 0, []
    for seed in WALK_SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            each = walk(Path(folder), seed=seed, seconds=WALK_S)
        n_things = sum(each.done.values())
        n_done += n_things
        faults += [f"{each}"] if each.troubles else []
        what = each.troubles[0].partition("\n")[0] if each.troubles else "no fault"
        sys.stdout.write(f"walk, seed {seed}: {n_things:,d} things done, {what}\n")
        sys.stdout.flush()
    return n_done, faults


def main() -> int:
    """Try all, and tell."""
    titles: dict[str, type[Kept]] = {kind.title: kind for kind in WRITTEN}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", choices=[*titles, "memory", "walk"], action="append", help="by default all")
    add_json_option(parser)
    args = parser.parse_args()
    chosen = args.kind or [*titles, "memory", "walk"]
    figures: list[Figure] = []
    faults: list[str] = []
    if set(chosen) & set(titles):
        sys.stdout.write(
            f"{'':20s}{'refused':>9s}{'told':>7s}{'faults':>8s}{'power cuts':>12s}{'states':>8s}{'faults':>8s}\n"
        )
    for title in chosen:
        if title not in titles:
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
    if "walk" in chosen:
        n_done, of_walks = walked()
        faults += of_walks
        figures += [
            Figure("walk: things done at random", n_done, at_least=1000),
            Figure("walk: minutes with a fault", len(of_walks), at_most=0),
        ]
    sys.stdout.write("".join(f"  {fault}\n" for fault in faults[:40]))
    if not can_be_watched():
        sys.stdout.write("SQLite's functions cannot be reached in this interpreter: its calls were not refused\n")
    return finish("Calls that fail, power that goes, and random walks", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
