"""What the window says in words: the digits in use, how far a run is, and at the end what it came to."""

import math

from engine.data.dataset import Dataset
from engine.data.reference import digits_name
from engine.data.splits import n_test_digits
from engine.text.percent import percent_text
from engine.training.config import TrainingConfig
from engine.training.ending import ending_text
from engine.training.report import TrainingReport, Unit
from gui.translation import QT_TRANSLATE_NOOP, fill, full_stop, translate
from gui.workers.training_worker import NetworkEvaluation

_LONGEST_NAME = 40  # in the status bar


_AT: dict[Unit, str] = {
    "epoch": QT_TRANSLATE_NOOP("Phrases", "epoch {number}"),
    "iteration": QT_TRANSLATE_NOOP("Phrases", "iteration {number}"),
    "evaluation": QT_TRANSLATE_NOOP("Phrases", "evaluation {number}"),
}
_AFTER: dict[Unit, str] = {
    "epoch": QT_TRANSLATE_NOOP("Phrases", "{n:,} {n|batch|batches}"),
    "iteration": QT_TRANSLATE_NOOP("Phrases", "{n:,} {n|evaluation|evaluations}"),
    "evaluation": QT_TRANSLATE_NOOP("Phrases", "{n:,} {n|evaluation|evaluations}"),
}


def at_text(unit: Unit, number: str) -> str:
    """A moment of a run: "epoch 12"."""
    return translate("Phrases", _AT[unit]).format(number=number)


def place_text(report: TrainingReport) -> str:
    """How far a run is: "epoch 12 of 300"."""
    number, last = f"{math.floor(report.epoch):,}", f"{report.epochs:,.0f}"
    return translate("Phrases", "{where} of {last}").format(where=at_text(report.unit, number), last=last)


def epoch_number(epoch: float) -> str:
    """A moment's number: early ones, between whole epochs, with two figures."""
    return f"{epoch:.2g}" if epoch < 10 and epoch != round(epoch) else f"{epoch:,.0f}"


def moment_title(epoch: float, last: float, unit: Unit) -> str:
    """A moment of a run: "Epoch 12 of 300"."""
    where = at_text(unit, epoch_number(epoch))
    return sentence_case(translate("Phrases", "{where} of {last}").format(where=where, last=f"{last:,.0f}"))


def moment_texts(epoch: float, last: float, unit: Unit) -> tuple[str, str, str]:
    """That a moment of a run is past, in more and in fewer words: "Epoch 12 of 300, past"."""
    where = at_text(unit, epoch_number(epoch))
    full = translate("Phrases", "{where}, past").format(where=moment_title(epoch, last, unit))
    short = translate("Phrases", "{where}, past").format(where=where)
    return sentence_case(full), sentence_case(short), translate("Phrases", "Past")


def sentence_case(text: str) -> str:
    """A text with its first letter as a capital; the others stay as they are."""
    return text[:1].upper() + text[1:]


def data_text(dataset: Dataset, config: TrainingConfig) -> str:
    """The digits in use, and how many of them are kept for testing."""
    n_test = n_test_digits(dataset, config.test_split)
    name = str(digits_name(dataset.label))
    name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    if dataset.streamed is not None and config.minimizer is None:
        text = translate("Phrases", "{data}: {n:,} {n|digit|digits} and streamed ones")
    else:
        text = translate("Phrases", "{data}: {n:,} {n|digit|digits}")
    digits = fill(text, data=name, n=len(dataset.digits))
    if n_test:
        told = translate("Phrases", "{digits}, {n:,} of them for testing").format(digits=digits, n=n_test)
    else:
        told = translate("Phrases", "{digits}, none for testing").format(digits=digits)
    return told if dataset.note is None else f"{full_stop(told)} {dataset.note}"


def evaluation_text(evaluation: NetworkEvaluation) -> str:
    """What a network makes of the digits in use."""
    figures, test = evaluation.all_digits, evaluation.test_digits
    decay = evaluation.weight_decay
    cost = (
        translate("Phrases", "cost with weight decay (λ = {decay:g}) {cost:.6f}").format(decay=decay, cost=figures.cost)
        if decay
        else translate("Phrases", "loss {loss:.6f}").format(loss=figures.cost)
    )
    text = (
        translate(
            "Phrases",
            "{data}: {cost}, {accuracy} of {n:,} {n|digit|digits} read right; of the {n_test:,} test "
            "{n_test|digit|digits} {test_accuracy}.",
        )
        if test
        else translate("Phrases", "{data}: {cost}, {accuracy} of {n:,} {n|digit|digits} read right.")
    )
    told = fill(
        text,
        data=evaluation.data,
        cost=cost,
        accuracy=percent_text(figures.accuracy, decimals=2),
        n=figures.n,
        n_test=test.n if test else 0,
        test_accuracy=percent_text(test.accuracy, decimals=2) if test else "",
    )
    return told if evaluation.note is None else f"{told} {evaluation.note}"


def progress_text(report: TrainingReport) -> str:
    """Epoch, speed and time left; at the end, how it ended and how the digits were read."""
    if report.is_over:
        return ending_text(report)
    where = place_text(report)
    if report.state == "paused":
        text = (
            translate("Phrases", "Paused at {where}, after {batches}, {n:,} streamed {n|digit|digits}.")
            if report.n_streamed
            else translate("Phrases", "Paused at {where}, after {batches}.")
        )
        batches = fill(translate("Phrases", _AFTER[report.unit]), n=report.n_batches)
        return fill(text, where=where, batches=batches, n=report.n_streamed)
    text = sentence_case(where)
    if report.n_streamed:
        streamed = translate("Phrases", "{where}, {n:,} streamed {n|digit|digits}")
        text = fill(streamed, where=text, n=report.n_streamed)
    if report.samples_per_second:
        time_left = translate("Phrases", "{speed}, {time} left")
        text += "\n" + time_left.format(
            speed=speed_text(report.samples_per_second), time=duration_text(report.seconds_left)
        )
    return text


def duration_text(seconds: float) -> str:
    """A duration as people say it: "2 s", "1 min 30 s", "3 h 5 min"."""
    if not math.isfinite(seconds):
        return translate("Phrases", "some time")
    whole = math.ceil(seconds)
    if whole < 60:
        return translate("Phrases", "{seconds} s").format(seconds=whole)
    if whole < 3600:
        return translate("Phrases", "{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    return translate("Phrases", "{hours:,} h {minutes} min").format(hours=whole // 3600, minutes=whole % 3600 // 60)


def rough_duration_text(seconds: float) -> str:
    """The same, no finer than it can be foreseen: "81 s", "2 min", "3 h"."""
    whole = math.ceil(seconds)
    if whole < 100:
        return translate("Phrases", "{seconds} s").format(seconds=whole)
    minutes = math.ceil(whole / 60)
    if minutes < 100:
        return translate("Phrases", "{minutes} min").format(minutes=minutes)
    return translate("Phrases", "{hours:,} h").format(hours=math.ceil(minutes / 60))


def speed_text(samples_per_second: float) -> str:
    """A speed with no more digits than mean something."""
    shown = round(samples_per_second, -3) if samples_per_second >= 10_000 else samples_per_second
    return translate("Phrases", "{n:,.0f} digits/s").format(n=shown)
