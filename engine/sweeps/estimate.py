"""About how long a sweep takes, before it is begun."""

import time

from engine.data.dataset import Dataset
from engine.nn.blas_threads import BLAS_THREADS
from engine.sweeps.plan import SweepPlan
from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.report import TrainingReport
from engine.training.train import train

_TRIAL_S = 0.3
_SAMPLES = 16  # runs that stand for all


def estimated_seconds(plan: SweepPlan, dataset: Dataset, *, n_workers: int) -> float:
    """About how many seconds a sweep takes, by training one of its networks for a third of a second.

    Rules that end runs early are left out: it may take less.

    Parameters
    ----------
    plan, dataset
        The sweep.
    n_workers
        Runs that are computed at a time.
    """
    n_samples = min(_SAMPLES, plan.n_runs)
    configs = [plan.run(i * plan.n_runs // n_samples).config for i in range(n_samples)]
    seconds_per_unit = _trial(configs[0], dataset) / _work(configs[0], dataset)
    mean = sum(_work(config, dataset) for config in configs) / n_samples
    return mean * seconds_per_unit * plan.n_runs / max(n_workers, 1)


def duration(seconds: float) -> Sentence:
    """So long, in words: "12 minutes"."""
    if seconds < 90:
        return say("sweep.seconds", n=max(round(seconds), 1))
    if seconds < 90 * 60:
        return say("sweep.minutes", n=round(seconds / 60))
    if seconds < 48 * 3600:
        return say("sweep.hours", n=round(seconds / 3600))
    return say("sweep.days", n=round(min(seconds / 86400, 1e9)))


def _work(config: TrainingConfig, dataset: Dataset) -> float:
    """Multiplications of a run."""
    multiply_adds = config.architecture(config.input_shape(dataset)).multiply_adds
    return float(max(config.epochs, 1) * max(multiply_adds, 1))


def _trial(config: TrainingConfig, dataset: Dataset) -> float:
    """The seconds of a whole run at the speed of its beginning, what is done once before the first batch left out."""
    control = TrainingControl()
    seen: list[tuple[float, float]] = []

    def publish(report: TrainingReport) -> None:
        seen.append((time.monotonic(), report.epoch))
        if seen[-1][0] - seen[0][0] > _TRIAL_S:
            control.stop()

    begun = time.monotonic()
    with BLAS_THREADS.held(1):
        train(config, dataset, control=control, publish=publish)
    seconds, epochs = seen[-1][0] - seen[0][0], seen[-1][1] - seen[0][1]
    if epochs <= 0:  # a single batch
        return time.monotonic() - begun
    return seconds / epochs * config.epochs
