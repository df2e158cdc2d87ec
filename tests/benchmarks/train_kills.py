"""Kill ``main.py train`` at random moments: ``uv run tests/benchmarks/train_kills.py`` (some minutes, not on Windows).

Whole command lines, from the start of Python to the last line of output: each trains a small network, saves it over that of
the one before and stores the run. It is killed (SIGKILL) by turns at a random moment of its life, and within a twentieth of
a second after it began to write; and after every kill:

* the model file is one of those that were written, whole: it can be read, and its checksum is that of a run;
* a run that was told on standard output is in the store, with the checksum that was told;
* every run in the store can be read, with its curves and its checkpoints, has ended, and is the one with its seed that
  nobody killed, to the last bit.
"""

import argparse
import json
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

from engine.errors import DigitLabError
from engine.models.files import load_model
from engine.runs.store import RunStore
from engine.training.state import checksum
from tests.benchmarks.figures import Figure, add_json_option, finish

N_SEEDS = 3
"""Children take turns with so many seeds."""
_EPOCHS = 20
_WRITING_S = 0.05


@dataclass
class TrainTally:
    """What came of the kills.

    Attributes
    ----------
    kills
        Children that were killed.
    told
        Runs that children told of before they ended or were killed.
    stored
        Runs in the store in the end, told or not.
    faults
        What was not as it had to be, a sentence each.
    """

    kills: int = 0
    told: int = 0
    stored: int = 0
    faults: list[str] = field(default_factory=list)


def start(folder: Path, seed: int) -> "subprocess.Popen[str]":
    """Start a child: the command, with a data folder and a model file in this folder."""
    command = [sys.executable, str(ROOT / "main.py"), "train", "--data", "uci-digits-8x8", "--hidden", "6"]
    command += ["--epochs", str(_EPOCHS), "--seed", str(seed), "--out", str(folder / "network.npz"), "--json"]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "DIGITLAB_USER_DATA": str(folder / "data")}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def wait_for_change(path: Path, child: "subprocess.Popen[str]") -> None:
    """Wait until a file is written beside another one that it will replace, or until the child has ended."""
    before = set(path.parent.iterdir())
    while child.poll() is None and before.issuperset(path.parent.iterdir()):
        time.sleep(0.0005)


class TrainCheck:
    """Looks at what killed children leave.

    Parameters
    ----------
    folder
        Where they write.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checksums: dict[int, str] = {}
        """By seed, of a run that nobody killed."""
        self._told: dict[str, str] = {}
        self._seen: set[str] = set()

    def told(self, output: str, tally: TrainTally) -> None:
        """What a child told; nothing, or not all of it, if it was killed before."""
        try:
            about = json.loads(output)
        except ValueError:
            return
        tally.told += 1
        self._told[about["run"]] = about["checksum"]

    def look(self, tally: TrainTally) -> None:
        """Look at the model file, and at every run that was not looked at before."""
        store, path = RunStore(self.folder / "data"), self.folder / "network.npz"
        try:
            digest = checksum(load_model(path).parameters.flat)
        except DigitLabError as error:
            tally.faults.append(f"the model file cannot be read: {error}")
        else:
            if digest not in self.checksums.values():
                tally.faults.append(f"the model file is none of those that were written: {digest}")
        ids = {run.id for run in store.runs()}
        tally.stored = len(ids)
        tally.faults += [f"the run {run_id}, which was told, is not there" for run_id in self._told.keys() - ids]
        for run_id in ids - self._seen:
            self._seen.add(run_id)
            try:
                run = store.load(run_id, with_checkpoints=True)
            except DigitLabError as error:
                tally.faults.append(f"the run {run_id} cannot be read: {error}")
                continue
            digest = checksum(run.model.parameters.flat)
            seed = run.metadata.config.seed if run.metadata.config is not None else -1
            is_whole = run.metadata.state == "finished" and run.metadata.curves.n_points and run.checkpoints
            if not is_whole or digest != self._told.get(run_id, digest) or digest != self.checksums.get(seed):
                tally.faults.append(f"the run {run_id} is not whole")


def run_kills(n_kills: int, folder: Path, *, seed: int = 1) -> Iterator[TrainTally]:
    """Kill so many children; yields the tally after each, which grows."""
    rng, tally, check = random.Random(seed), TrainTally(), TrainCheck(folder)
    longest_s = 0.0
    for number in range(N_SEEDS):
        begun = time.monotonic()
        output = start(folder, number).communicate()[0]
        longest_s = max(longest_s, time.monotonic() - begun)
        check.checksums[number] = json.loads(output)["checksum"]
        check.told(output, tally)
    while tally.kills < n_kills:
        with start(folder, tally.kills % N_SEEDS) as child:
            delay_s = rng.uniform(0, longest_s)
            if tally.kills % 2:
                wait_for_change(folder / "network.npz", child)
                delay_s = rng.uniform(0, _WRITING_S)
            time.sleep(delay_s)
            is_killed = child.poll() is None
            child.kill()
            output = child.communicate()[0]
        tally.kills += is_killed
        check.told(output, tally)
        check.look(tally)
        yield tally


def main() -> int:
    """Kill, look, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, metavar="N", help="by default 100")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the moments")
    add_json_option(parser)
    args = parser.parse_args()
    tally = TrainTally()
    with tempfile.TemporaryDirectory(prefix="digit-lab-train-kills-") as folder:
        for seen in run_kills(args.kills, Path(folder), seed=args.seed):
            tally = seen
            sys.stderr.write(f"\r{tally.kills} of {args.kills} kills, {len(tally.faults)} faults")
    for fault in tally.faults[:20]:
        sys.stdout.write(f"  {fault}\n")
    figures = [
        Figure("runs that were told as ended", tally.told, "", at_least=1),
        Figure("runs in the store", tally.stored),
        Figure("lost, half or damaged", len(tally.faults), "", at_most=0),
    ]
    return finish(f"{tally.kills} kills of main.py train", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
