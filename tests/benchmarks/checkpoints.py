"""What checkpoints cost: ``uv run tests/benchmarks/checkpoints.py [--rounds N] [--json FILE]`` (about three minutes).

Training with them, between two times without, in batches of 1 to all digits, with 25 and 512 hidden units, on one thread:
figures are the medians of the rounds' ratios of process time. Those of the two times without them say how exact that is:
what another program does on the machine changes a second of training by more than 64 copies of a small network. And what it
takes to store the checkpoints of a run and to read them.
"""

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from threadpoolctl import threadpool_limits

from engine.data.loading import load_dataset
from engine.io.file_writing import DISK
from engine.runs.checkpoints import read_checkpoints, write_checkpoints
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.train import train
from tests.benchmarks.figures import Figure, add_json_option, finish

LEAST = 0.97  # of the speed without checkpoints
# hidden units, batch size (0 for all), epochs: each a second or so
SIZES = ((25, 1, 16), (25, 32, 150), (25, 0, 600), (512, 1, 3), (512, 32, 15), (512, 0, 50))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, metavar="N")
    add_json_option(parser)
    args = parser.parse_args()
    dataset = load_dataset("uci-digits")
    figures = []
    with threadpool_limits(1):
        for n_hidden, batch_size, epochs in SIZES:
            config = TrainingConfig(hidden_layers=(n_hidden,), epochs=epochs, batch_size=batch_size, patience=0)

            def seconds(recorder: CheckpointRecorder | None, config: TrainingConfig = config) -> float:
                started = time.process_time()
                train(config, dataset, recorder=recorder)
                return time.process_time() - started

            seconds(None)
            ratios, controls = [], []
            for _ in range(args.rounds):
                before, recorded, after = seconds(None), seconds(CheckpointRecorder()), seconds(None)
                ratios.append((before + after) / 2 / recorded)
                controls.append(before / after)
            name = f"{n_hidden} hidden, batch {batch_size or 'all'}"
            figures.append(Figure(f"speed with checkpoints, {name}", statistics.median(ratios), at_least=LEAST))
            figures.append(Figure("  without them, against itself", statistics.median(controls)))
    figures += storing_times()
    return finish("What checkpoints cost", figures, args.json)


def storing_times() -> list[Figure]:
    """To store and to read the checkpoints of a run of 400-25-10."""
    config = TrainingConfig(hidden_layers=(25,), epochs=100, batch_size=32)
    report = train(replace(config, patience=0), load_dataset("uci-digits"), recorder=CheckpointRecorder())
    written, read = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(9):
            started = time.perf_counter()
            write_checkpoints(Path(folder), report.checkpoints, DISK)
            between = time.perf_counter()
            found = read_checkpoints(Path(folder), n_parameters=len(report.parameters), last_epoch=report.epoch)
            written.append(between - started)
            read.append(time.perf_counter() - between)
            assert len(found) == len(report.checkpoints)
    return [
        Figure("checkpoints of a run of 400-25-10", float(len(report.checkpoints)), at_least=32.0),
        Figure("to store them", 1000 * statistics.median(written), "ms"),
        Figure("to read them", 1000 * statistics.median(read), "ms", at_most=50.0),
    ]


if __name__ == "__main__":
    sys.exit(main())
