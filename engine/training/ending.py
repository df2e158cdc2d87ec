"""The result of a run in one sentence, the same in the window and on the command line."""

from typing import cast

from engine.text.percent import percent_text
from engine.text.sentence import Sentence, Value, say
from engine.training.report import TrainingReport


def ending_text(report: TrainingReport) -> str:
    """How a run ended, its figures, and how many streamed digits came in; the reason of a failure is told elsewhere."""
    parts: list[Sentence | None] = [report.message if report.state != "failed" else say("ending.failed")]
    train, test = report.train_evaluation, report.test_evaluation
    if train is not None:
        figures: dict[str, Value] = {
            "loss": cast("Value", loss_sentence(train.cost, weight_decay=final_decay(report))),
            "percent": percent_text(train.accuracy),
            "n": train.n,
        }
        if test is None:
            parts.append(say("ending.figures", **figures))
        else:
            percent = percent_text(test.accuracy)
            parts.append(say("ending.figures_with_test", **figures, test_percent=percent, n_test=test.n))
    if report.n_streamed:
        parts.append(say("ending.streamed", n=report.n_streamed))
    return " ".join(str(part) for part in parts if part is not None)


def loss_sentence(value: float, *, weight_decay: float, precise: bool = False) -> Sentence:
    """A figure by its name: the loss per digit or, where weight decay is in it, the cost.

    Parameters
    ----------
    value
        The figure.
    weight_decay
        The λ whose term is in it; 0 for none.
    precise
        With all digits that mean something, rather than as many as people read.
    """
    number = f"{value:.12g}"
    if not precise:
        number = f"{value:.4f}" if value < 1000 else f"{value:,.0f}" if value < 1e6 else f"{value:.3g}"
    if weight_decay:
        return say("ending.cost", number=number, decay=weight_decay)
    return say("ending.loss", number=number)


def final_decay(report: TrainingReport) -> float:
    """The weight decay that the run ended with, as far as it is known."""
    state = report.training_state
    if state is not None:
        return state.config.weight_decay
    return report.legs[-1].config.weight_decay if report.legs else 0.0
