"""Damaged files and command lines by the thousand, each opened as the program opens it.

For every input: the process does not die; it takes less than five seconds; memory grows by no more than 1 GB and four
times the file's size (the greatest resident memory of the process, reset before each input; on Linux alone); it is
accepted, or refused with exactly one of the project's errors, whose message is one sentence that names the file. Command
lines end with status 0 or 2 and one line ``error: ...``; some of them run in processes of their own.

An input is made from ``--seed``, its kind and its number alone: what fails is kept in ``--keep`` with the command that
repeats it. Time is taken as the least of three tries, for other programs take turns on the same cores.

    uv run tests/benchmarks/fuzz.py
    uv run tests/benchmarks/fuzz.py --kind picture --count 5000 --seed 7
    uv run tests/benchmarks/fuzz.py --kind picture --only 123
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.errors import DigitLabError
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.fuzzing import command_lines, seeds
from tests.fuzzing.kinds import KINDS, mutated
from tests.fuzzing.trial import Outcome, tried

COMMAND_LINE = "command-line"
SHARES = dict.fromkeys([*KINDS, COMMAND_LINE], 1.0) | {"pictures": 0.4, "picture": 1.6}
KEEP = Path(tempfile.gettempdir()) / "digit-lab-fuzz"
MOST_SECONDS = 5.0
"""For one input, at the best of three tries: as long as a gzipped table of 128 MiB takes, the most that is unpacked."""
DEADLINE_S = 60.0
"""After which a process is ended that does not answer."""


@dataclass
class Tally:
    """What was seen of one kind."""

    accepted: int = 0
    refused: int = 0
    slowest_s: float = 0.0
    greatest_memory: int = 0
    faults: list[str] = field(default_factory=list)
    openings: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.accepted += not outcome.sentence
        self.refused += bool(outcome.sentence)
        self.slowest_s = max(self.slowest_s, outcome.seconds)
        self.greatest_memory = max(self.greatest_memory, outcome.memory)


def main() -> int:
    """Run the fuzzer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="inputs, all kinds together")
    parser.add_argument("--kind", choices=[*KINDS, COMMAND_LINE], action="append", help="by default all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one input of --kind, told in full")
    parser.add_argument("--processes", type=int, default=200, help="command lines that get a process of their own")
    parser.add_argument("--keep", type=Path, default=KEEP, help="where what fails is kept")
    add_json_option(parser)
    args = parser.parse_args()
    chosen = args.kind or [*KINDS, COMMAND_LINE]
    if args.only is not None:
        return repeat(chosen[0], args.seed, args.only, args.keep)
    total = sum(SHARES[kind] for kind in chosen)
    tallies = {kind: fuzz(kind, round(args.count * SHARES[kind] / total), args.seed, args.keep) for kind in chosen}
    if COMMAND_LINE in chosen:
        tallies["processes"] = fuzz_processes(args.processes, args.seed)
    return report(tallies, args.json)


def fuzz(kind: str, count: int, seed: int, keep: Path) -> Tally:
    """So many inputs of a kind, in a process of its own, which is begun anew when it dies or hangs."""
    tally, n_done = Tally(), 0
    while n_done < count:
        for number, outcome in watched(kind, range(n_done, count), seed):
            n_done = number + 1
            tally.add(outcome)
            if outcome.fault:
                told = f"{kind} {number}: {outcome.fault}"
                sys.stderr.write(
                    f"{told}\n  repeat: uv run tests/benchmarks/fuzz.py --kind {kind} --seed {seed} --only {number}\n"
                )
                tally.faults.append(told)
                if kind in KINDS:
                    written(kind, seed, number, keep / f"{kind}-{seed}-{number}")
    sys.stderr.write(f"{kind}: {tally.accepted:,} accepted, {tally.refused:,} refused, {len(tally.faults)} faults\n")
    return tally


def watched(kind: str, numbers: range, seed: int) -> Iterator[tuple[int, Outcome]]:
    """What comes of each input, until the process that opens them dies."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=work, args=(there, kind, numbers, seed), daemon=True)
    process.start()
    there.close()
    number = numbers.start
    try:
        while number < numbers.stop:
            answers = here.poll(DEADLINE_S if number > numbers.start else 4 * DEADLINE_S)
            outcome: Outcome = here.recv() if answers else Outcome("", DEADLINE_S, -1, "hangs")
            yield number, outcome
            if not answers:
                return
            number += 1
    except EOFError:
        process.join()
        yield number, Outcome("", 0.0, -1, f"the process died with status {process.exitcode}")
    finally:
        process.kill()
        process.join()
        here.close()


def work(answers: Connection, kind: str, numbers: range, seed: int) -> None:
    """In the other process: try one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DIGITLAB_USER_DATA"] = str(Path(folder) / "user-data")
        prepare(kind, Path(folder))
        with (Path(folder) / "stderr").open("wb") as heard:
            os.dup2(heard.fileno(), 2)  # libraries write there past Python
            for number in numbers:
                n_before = os.fstat(2).st_size
                outcome = outcome_of(kind, seed, number, Path(folder) / "case")
                if os.fstat(2).st_size > n_before and not outcome.fault:
                    told = (Path(folder) / "stderr").read_bytes()[n_before:]
                    outcome = replace(outcome, fault=f"written to standard error: {told[:200]!r}")
                answers.send(outcome)


def prepare(kind: str, folder: Path) -> None:
    """Have loaded what is loaded once, so that it is no single input's time and memory."""
    if kind in KINDS:
        for index in range(60):
            place = folder / f"warm-{index}"
            mutated_files = mutated(kind, generator(kind, -1, index), with_bombs=False)
            attempt(kind, lay_out(mutated_files, place))
            shutil.rmtree(place)
    else:
        command_lines.without_window()


def attempt(kind: str, path: Path) -> Outcome:
    """Open what is there."""
    n_bytes = sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size
    if kind == "idx":
        n_bytes = sum(file.stat().st_size for file in path.parent.iterdir())
    names = [path.name, *(file.name for file in path.parent.iterdir()), *(["drawing "] if kind == "store" else [])]
    return tried(lambda: KINDS[kind].open(path), n_bytes=n_bytes, names=names)


def outcome_of(kind: str, seed: int, number: int, place: Path) -> Outcome:
    """What comes of one input; what was too slow gets another chance."""
    outcome = Outcome("", 0.0, -1, "not tried")
    for _ in range(3):
        shutil.rmtree(place, ignore_errors=True)
        if kind in KINDS:
            outcome = attempt(kind, lay_out(mutated(kind, generator(kind, seed, number)), place))
        else:
            words = command_lines.mutated_command_line(generator(kind, seed, number))
            with chdir(furnished(place)):
                outcome = tried(partial(command_lines.run_command_line, words), n_bytes=0)
        if outcome.seconds < MOST_SECONDS:
            return outcome
    return outcome if outcome.fault else replace(outcome, fault=f"took {outcome.seconds:.1f} s")


def generator(kind: str, seed: int, number: int) -> Random:
    """The dice of one input."""
    return Random(f"{kind} {seed} {number}")


def lay_out(case: seeds.Seed, place: Path) -> Path:
    """Write an input's files; returns what is opened."""
    for name, data in case.files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place / case.opened if case.opened else place


def furnished(place: Path) -> Path:
    """A folder with the files that command lines name."""
    place.mkdir(parents=True, exist_ok=True)
    files = {"case.csv": seeds.csv_files()[4], "case.json": seeds.stroke_files()[0], "case.png": seeds.pictures()[0]}
    files |= {"case.npz": seeds.npz_files()[2], "model.npz": seeds.model_files()[0]}
    for name, seed in files.items():
        (place / name).write_bytes(next(iter(seed.files.values())))
    (place / "empty.npz").touch()
    return place


def written(kind: str, seed: int, number: int, place: Path) -> Path:
    """An input on the disk, with the command that repeats it beside it."""
    shutil.rmtree(place, ignore_errors=True)
    path = lay_out(mutated(kind, generator(kind, seed, number)), place)
    command = f"uv run tests/benchmarks/fuzz.py --kind {kind} --seed {seed} --only {number}\n"
    place.with_name(f"{place.name}.txt").write_text(command, encoding="utf-8")
    return path


def repeat(kind: str, seed: int, number: int, keep: Path) -> int:
    """One input again, told in full."""
    if kind == COMMAND_LINE:
        words = command_lines.mutated_command_line(generator(kind, seed, number))
        sys.stdout.write(f"{words}\n")
    else:
        sys.stdout.write(f"{written(kind, seed, number, keep / f'{kind}-{seed}-{number}')}\n")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DIGITLAB_USER_DATA"] = str(Path(folder) / "user-data")
        prepare(kind, Path(folder))
        outcome = outcome_of(kind, seed, number, Path(folder) / "case")
    sys.stdout.write(f"{outcome}\n")
    return 1 if outcome.fault else 0


def fuzz_processes(count: int, seed: int) -> Tally:
    """Command lines as a shell would run them; those that would open the window are left out."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        place = furnished(Path(folder) / "case")
        environment = os.environ | {"DIGITLAB_USER_DATA": str(Path(folder) / "user-data")}
        for number in range(count):
            words = command_lines.mutated_command_line(generator("processes", seed, number))
            if not words or words[0].startswith("-") or any("\0" in word for word in words):
                continue
            command = [sys.executable, str(ROOT / "main.py"), *(word.encode("utf-8", "replace") for word in words)]

            def run(command: list[Any] = command) -> None:
                done = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False, timeout=60)
                told = done.stderr.decode("utf-8", "replace").replace("\r\n", "\n")
                command_lines.check_ending(done.returncode, done.stdout.decode("utf-8", "replace"), told)
                if done.returncode:
                    raise DigitLabError(told.splitlines()[-1].removeprefix("error: "))

            outcome = tried(run, n_bytes=0)
            tally.add(outcome)
            if outcome.fault:
                tally.faults.append(f"{words}: {outcome.fault}")
                sys.stderr.write(f"{tally.faults[-1]}\n")
    return tally


def report(tallies: dict[str, Tally], json_path: Path | None) -> int:
    """The table, and whether all is well."""
    titles = ("inputs", "accepted", "refused", "slowest ms", "memory MB", "faults")
    sys.stdout.write(f"{'kind':14s} {' '.join(f'{title:>10s}' for title in titles)}\n")
    figures: list[Figure] = []
    for kind, tally in tallies.items():
        count, memory = tally.accepted + tally.refused, tally.greatest_memory / 1e6
        numbers = (
            count,
            tally.accepted,
            tally.refused,
            round(tally.slowest_s * 1000),
            round(memory),
            len(tally.faults),
        )
        sys.stdout.write(f"{kind:14s} {' '.join(f'{number:10,d}' for number in numbers)}\n")
        figures += [
            Figure(f"{kind}: inputs", count),
            Figure(f"{kind}: accepted", tally.accepted),
            Figure(
                f"{kind}: slowest",
                tally.slowest_s * 1000,
                "ms",
                at_most=None if kind == "processes" else 1000 * MOST_SECONDS,
            ),
            Figure(f"{kind}: greatest memory", memory, "MB"),
            Figure(f"{kind}: faults", len(tally.faults), at_most=0),
        ]
    return finish("Damaged inputs", figures, json_path)


if __name__ == "__main__":
    sys.exit(main())
