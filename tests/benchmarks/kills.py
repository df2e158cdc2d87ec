"""Kill processes while they save, at random moments: ``uv run tests/benchmarks/kills.py`` (some minutes, not on Windows).

A child process saves again and again as fast as it can and tells by a pipe what it has begun and what it has confirmed. It
is killed (SIGKILL) at a random moment, and what it left is opened. Four kinds of children take turns:

models
    networks of 2,500 to 150,000 parameters over one path, by ``save_model``: the file must open and be one of the versions
    that were written, to the last bit: the last one that was confirmed, or the one that was under way.
state
    texts of 1 kB to 4 MB over one path, by ``write_whole``, through which all goes that the program saves but drawings:
    the same must hold.
runs
    runs of all these sizes, three versions of each, in one store, with the number that the store gives them: every run that
    was confirmed must be listed and whole, to the last bit, in the version that was confirmed or the one under way, and its
    checkpoints those of one version.
drawings
    drawings are added, relabeled and deleted in one database: all that was confirmed must be as it was confirmed, what
    was under way may be done or not, nothing else may be there, and SQLite's ``integrity_check`` must say ok.

Half-written files that were left beside the others must go with a later save. What this does not show is a computer that
loses its power: what the system has taken from a process outlives the process.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.data.drawings_store import DrawingsStore
from engine.io.file_writing import DISK
from engine.models.files import save_model
from engine.runs.store import RunStore
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.kill_checks import (
    DRAWINGS,
    MODEL,
    STATE,
    DrawingsCheck,
    FileCheck,
    RunsCheck,
    Tally,
    Told,
    model_of,
    run_of,
    state_of,
    strokes_of,
)

SPREAD_S = 0.15
"""A child is killed up to so long after it began to save."""
_MOST_DRAWINGS = 400  # the oldest are deleted then, so that looking through them stays quick


# In the child


def tell(*words: object) -> None:
    """Put a line into the pipe at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def save_models(folder: Path, first: int) -> None:
    """Save one version after the other."""
    number = first
    while True:
        model = model_of(number)
        tell("begin", number)
        save_model(model, folder / MODEL)
        tell("done", number)
        number += 1


def save_states(folder: Path, first: int) -> None:
    """Save one version after the other."""
    number = first
    while True:
        text = state_of(number)
        tell("begin", number)
        DISK.write_whole(folder / STATE, lambda file, text=text: file.write(text))  # type: ignore[misc]
        tell("done", number)
        number += 1


def store_runs(folder: Path, first: int) -> None:
    """Store one version after the other."""
    store, number = RunStore(folder), first
    while True:
        tell("begin", number)
        store.save(run_of(number))
        store.forget_all_but(())
        tell("done", number)
        number += 1


def keep_drawings(folder: Path, first: int) -> None:
    """Add drawings, give some another label, delete some."""
    store = DrawingsStore(folder / DRAWINGS)
    n_old = len(store.all())
    number = first
    while True:
        tell("begin", "add", number)
        key = store.add(number % 10, strokes_of(number))
        tell("done", "add", number, key)
        if number % 2 == 0:
            tell("begin", "relabel", key)
            store.relabel([key], 9 - number % 10)
            tell("done", "relabel", key)
        if number % 3 == 0 or n_old > _MOST_DRAWINGS:
            old = store.all()[0].number if n_old > _MOST_DRAWINGS else key
            tell("begin", "delete", old)
            store.delete([old])
            tell("done", "delete", old)
        number += 1


CHILDREN = {"models": save_models, "state": save_states, "runs": store_runs, "drawings": keep_drawings}
"""What each kind of child does, until it is killed."""


# In the parent


def killed_child(kind: str, folder: Path, first: int, delay_s: float) -> list[Told]:
    """Start a child, kill it so long after it has begun to save; returns all that it told."""
    options = {"--child": kind, "--folder": folder, "--first": first}
    command = [sys.executable, __file__, *(str(word) for option in options.items() for word in option)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(delay_s)
        child.kill()
        lines += child.stdout.readlines()
    told = [line.split() for line in lines if line.endswith("\n")]  # the last one may be half a line
    if not told:
        raise RuntimeError(f"a child ended by itself before it began: {command}")
    return [Told(word == "done", tuple(words)) for word, *words in told]


def run_kills(n_kills: int, folder: Path, *, seed: int = 1, spread_s: float = SPREAD_S) -> Iterator[dict[str, Tally]]:
    """Kill so many children of each kind; yields the tallies after each round, and last of all what was left behind."""
    rng = random.Random(seed)
    checks: dict[str, FileCheck | RunsCheck | DrawingsCheck] = {}
    for kind in CHILDREN:
        (folder / kind).mkdir()
        if kind == "drawings":
            checks[kind] = DrawingsCheck(folder / kind)
        else:
            checks[kind] = RunsCheck(folder / kind) if kind == "runs" else FileCheck(kind, folder / kind)
    tallies = {kind: Tally() for kind in CHILDREN}
    for _ in range(n_kills):
        for kind, check in checks.items():
            told = killed_child(kind, folder / kind, check.first, rng.uniform(0, spread_s))
            tallies[kind].kills += 1
            check.look(told, tallies[kind])
        yield tallies
    for kind, check in checks.items():
        if not isinstance(check, DrawingsCheck):
            check.look_at_leftovers(tallies[kind])
    yield tallies


def main() -> int:
    """Kill, look, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300, metavar="N", help="of each kind; by default 300")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the moments")
    add_json_option(parser)
    parser.add_argument("--child", choices=CHILDREN, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        CHILDREN[args.child](args.folder, args.first)
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory(prefix="digit-lab-kills-") as folder:
        for number, seen in enumerate(run_kills(args.kills, Path(folder), seed=args.seed), start=1):
            tallies = seen
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{min(number, args.kills)} of {args.kills} kills of each kind")
    titles = ("kills", "confirmed", "within a save", "before", "after", "left", "faults")
    sys.stdout.write("\n          {:>7s}{:>11s}{:>15s}{:>8s}{:>7s}{:>6s}{:>8s}\n".format(*titles))
    for kind, tally in tallies.items():
        sys.stdout.write(
            f"{kind:10s}{tally.kills:7d}{tally.confirmed:11,d}{tally.within:15d}{tally.before:8d}{tally.after:7d}{tally.left:6d}"
            f"{len(tally.faults):8d}\n"
        )
    for fault in [fault for tally in tallies.values() for fault in tally.faults][:20]:
        sys.stdout.write(f"  {fault}\n")
    figures = [
        figure
        for kind, tally in tallies.items()
        for figure in (
            Figure(f"{kind}: killed within a save", tally.within, "kills", at_least=min(1, tally.kills // 10)),
            Figure(f"{kind}: lost or damaged", len(tally.faults), "", at_most=0),
        )
    ]
    return finish(f"{args.kills} kills of each kind while saving", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
