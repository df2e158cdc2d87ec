"""Kill a program amid its sweeps, at random moments: ``uv run tests/benchmarks/sweep_kills.py`` (not on Windows).

A child process computes a sweep of small runs, by turns in two processes of its own and one by one, and tells each run that
has ended. It is killed (SIGKILL) at a random moment and started again, and goes on with its sweep, until the sweep is done
and a new one begins. After every kill:

* every run that was told as ended is in the store, whole, with the checksum that was told, and in the sweep's results;
* no run that was told as ended was computed again;
* every run in the store can be read, and has ended: there is no half one;
* at the end of a sweep all of its runs are those of the same sweep that nobody killed, to the last bit.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.data.loading import load_dataset
from engine.errors import DigitLabError
from engine.runs.store import RunStore
from engine.sweeps.executor import Executor
from engine.sweeps.folder import SweepFolders
from engine.sweeps.one_by_one import OneByOne
from engine.sweeps.plan import SweepPlan
from engine.sweeps.processes import Processes
from engine.sweeps.space import Choices
from engine.sweeps.sweep import RunEnded, Sweep, SweepEvent
from engine.training.config import TrainingConfig
from engine.training.state import checksum
from tests.benchmarks.figures import Figure, add_json_option, finish

SPREAD_S = 0.5
"""A child is killed up to so long after its first word."""
N_RUNS = 40


@dataclass
class SweepTally:
    """What came of the kills.

    Attributes
    ----------
    kills
        Children that were killed.
    sweeps
        Sweeps that came to their end.
    ended
        Runs that were told as ended.
    unwritten
        Kills after a run was stored and before its result was written.
    faults
        What was not as it had to be, a sentence each.
    """

    kills: int = 0
    sweeps: int = 0
    ended: int = 0
    unwritten: int = 0
    faults: list[str] = field(default_factory=list)


def plan_of(number: int) -> SweepPlan:
    """The plan of a sweep, known by its number."""
    config = TrainingConfig(hidden_layers=(6,), epochs=2, seed=number, augmentation="light" if number % 2 else "none")
    rates = tuple(0.02 * (i + 1) for i in range(N_RUNS // 2))
    return SweepPlan(config=config, varied=(Choices("learning_rate", rates),), seeds=(number, number + 1000))


def run_child(folder: Path, number: int, executor: Executor) -> None:
    """Begin a sweep or go on with it, and tell every run that has ended."""
    folders, dataset = SweepFolders(folder), load_dataset("uci-digits-8x8")
    plan = plan_of(number)
    stored = folders.same(plan, dataset.ref) or folders.begin(plan, dataset.ref)

    def tell(event: SweepEvent) -> None:
        if isinstance(event, RunEnded):
            word = "before" if event.was_done else "ended"
            sys.stdout.write(f"{word} {event.result.index} {event.result.run_id} {event.result.checksum}\n")
            sys.stdout.flush()

    sys.stdout.write("begun\n")
    sys.stdout.flush()
    Sweep(stored, dataset, executor=executor, folders=folders, store=RunStore(folder)).run(tell)
    sys.stdout.write("over\n")


def killed_child(folder: Path, number: int, n_workers: int, delay_s: float) -> list[list[str]]:
    """Start a child, kill it so long after its first word; returns the words of each line that it told."""
    options = {"--folder": folder, "--child": number, "--workers": n_workers}
    command = [sys.executable, __file__, *(str(word) for option in options.items() for word in option)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        time.sleep(delay_s)
        child.kill()
        lines += child.stdout.readlines()
    if lines[0] != "begun\n":
        raise RuntimeError(f"a child ended by itself before it began: {command}")
    return [line.split() for line in lines if line.endswith("\n")]  # the last one may be half a line


class SweepCheck:
    """Looks at what killed children leave of a sweep.

    Parameters
    ----------
    folder
        The user's data folder.
    number
        Of the sweep.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self.folder = folder
        self.number = number
        self.ended: dict[int, tuple[str, str]] = {}
        """By the place of a run in the plan: its id and its checksum, as they were told."""

    def look(self, told: list[list[str]], tally: SweepTally) -> None:
        """Look at all of it."""
        self._listen(told, tally)
        store, folders = RunStore(self.folder), SweepFolders(self.folder)
        results = folders.results(folders.all()[0])
        ids = {run.id for run in store.runs()}
        for index, (run_id, digest) in self.ended.items():
            result = results.get(index)
            if result is None or (result.run_id, result.checksum) != (run_id, digest):
                tally.faults.append(f"the result of run {index} of sweep {self.number} is {result}")
            if run_id not in ids:
                tally.faults.append(f"run {index} of sweep {self.number} is not in the store")
        known = {result.run_id: result.checksum for result in results.values()}
        tally.unwritten += len(ids - set(known)) > 0
        for run_id in ids:
            try:
                run = store.load(run_id)
            except DigitLabError as error:
                tally.faults.append(f"a run of sweep {self.number} cannot be read: {error}")
                continue
            digest = checksum(run.model.parameters.flat)
            if run.metadata.state != "finished" or known.get(run_id, digest) != digest:
                tally.faults.append(f"the run {run_id} of sweep {self.number} is not whole")

    def _listen(self, told: list[list[str]], tally: SweepTally) -> None:
        """What the child told of its runs."""
        for word, *rest in told:
            if word not in ("ended", "before"):
                continue
            index, about = int(rest[0]), (rest[1], rest[2])
            if word == "ended":
                tally.ended += 1
                if index in self.ended:
                    tally.faults.append(f"run {index} of sweep {self.number} was computed again")
            elif self.ended.setdefault(index, about) != about:
                tally.faults.append(f"run {index} of sweep {self.number} has become another one")
            self.ended[index] = about

    def look_at_the_end(self, tally: SweepTally) -> None:
        """Compare the sweep with the same one that nobody killed."""
        tally.sweeps += 1
        with tempfile.TemporaryDirectory(prefix="digit-lab-sweep-") as folder:
            base, dataset = Path(folder), load_dataset("uci-digits-8x8")
            folders = SweepFolders(base)
            sweep = folders.begin(plan_of(self.number), dataset.ref)
            whole = Sweep(sweep, dataset, executor=OneByOne(), folders=folders, store=RunStore(base)).run()
        folders = SweepFolders(self.folder)
        results = folders.results(folders.all()[0])
        if [result.checksum for result in results.values()] != [result.checksum for result in whole]:
            tally.faults.append(f"sweep {self.number} is not as it is without kills")


def run_kills(n_kills: int, folder: Path, *, seed: int = 1, spread_s: float = SPREAD_S) -> Iterator[SweepTally]:
    """Kill so many children; yields the tally after each, which grows."""
    rng = random.Random(seed)
    tally, number, check = SweepTally(), 0, None
    while tally.kills < n_kills:
        if check is None:
            check = SweepCheck(folder / str(number), number)
        told = killed_child(check.folder, number, 1 + tally.kills % 2, rng.uniform(0, spread_s))
        is_over = told[-1] == ["over"]
        tally.kills += not is_over
        check.look(told, tally)
        if is_over:
            check.look_at_the_end(tally)
            number, check = number + 1, None
        yield tally


def main() -> int:
    """Kill, look, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300, metavar="N", help="by default 300")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the moments")
    add_json_option(parser)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        run_child(args.folder, args.child, OneByOne() if args.workers == 1 else Processes(args.workers))
        return 0
    tally = SweepTally()
    with tempfile.TemporaryDirectory(prefix="digit-lab-sweep-kills-") as folder:
        for seen in run_kills(args.kills, Path(folder), seed=args.seed):
            tally = seen
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{tally.kills} of {args.kills} kills")
    for fault in tally.faults[:20]:
        sys.stdout.write(f"  {fault}\n")
    figures = [
        Figure("runs that were told as ended", tally.ended, "", at_least=1),
        Figure("sweeps that came to their end", tally.sweeps),
        Figure("killed between a run and its result", tally.unwritten, "kills"),
        Figure("lost, half, damaged or computed again", len(tally.faults), "", at_most=0),
    ]
    return finish(f"{args.kills} kills during sweeps", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
