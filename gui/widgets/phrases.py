"""What the window says in words: the digits in use, how far a run is, and at the end what it came to."""

import math

from engine.data.dataset import Dataset
from engine.data.splits import n_test_digits
from engine.text.percent import percent_text
from engine.training.config import TrainingConfig
from engine.training.ending import ending_text
from engine.training.report import TrainingReport
from gui.workers.training_worker import NetworkEvaluation

_LONGEST_NAME = 40  # in the status bar


def data_text(dataset: Dataset, config: TrainingConfig) -> str:
    """The digits in use, and how many of them are kept for testing."""
    n_test = n_test_digits(dataset, config.split, fraction=config.test_fraction)
    name = dataset.label if len(dataset.label) <= _LONGEST_NAME else f"{dataset.label[: _LONGEST_NAME - 1]}…"
    for_testing = f"{n_test:,} of them" if n_test else "none"
    and_streamed = " and streamed ones" if dataset.streamed is not None and config.minimizer is None else ""
    return f"{name}: {counted(len(dataset.digits), 'digit')}{and_streamed}, {for_testing} for testing"


def evaluation_text(evaluation: NetworkEvaluation) -> str:
    """What a network makes of the digits in use."""
    figures = evaluation.all_digits
    decay = evaluation.weight_decay
    name = f"cost with weight decay (λ = {decay:g})" if decay else "loss"
    text = (
        f"{evaluation.data}: {name} {figures.cost:.6f}, "
        f"{percent_text(figures.accuracy, decimals=2)} of {counted(figures.n, 'digit')} read right"
    )
    test = evaluation.test_digits
    return (
        f"{text}; of the {counted(test.n, 'test digit')} {percent_text(test.accuracy, decimals=2)}."
        if test
        else f"{text}."
    )


def progress_text(report: TrainingReport) -> str:
    """Epoch, speed and time left; at the end, how it ended and how the digits were read."""
    if report.is_over:
        return ending_text(report)
    where = f"{report.unit} {math.floor(report.epoch):,} of {report.epochs:,.0f}"
    streamed = f", {counted(report.n_streamed, 'streamed digit')}" if report.n_streamed else ""
    if report.state == "paused":
        one, many = ("batch", "batches") if report.unit == "epoch" else ("evaluation", "evaluations")
        return f"Paused at {where}, after {counted(report.n_batches, one, many)}{streamed}."
    text = f"{where[0].upper()}{where[1:]}{streamed}"
    if report.samples_per_second:
        text += f"\n{speed_text(report.samples_per_second)}, {duration_text(report.seconds_left)} left"
    return text


def duration_text(seconds: float) -> str:
    """A duration as people say it: "2 s", "1 min 30 s", "3 h 5 min"."""
    if not math.isfinite(seconds):
        return "some time"
    whole = math.ceil(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"


def speed_text(samples_per_second: float) -> str:
    """A speed with no more digits than mean something."""
    shown = round(samples_per_second, -3) if samples_per_second >= 10_000 else samples_per_second
    return f"{shown:,.0f} digits/s"


def counted(n: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 batch", "1,797 digits"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
