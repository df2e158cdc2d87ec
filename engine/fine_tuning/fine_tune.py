"""Fine-tuning: a trained network goes on learning, from a person's drawings mixed with rehearsal data.

Drawings alone would make it forget the rest, so each epoch mixes them, repeated, with rehearsal data: digits that the
network has learned from. All are distorted anew each time. The drawings that are kept for testing are never learned
from: they show what the network makes of further drawings by the same person.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.loading import in_format
from engine.data.registry import are_same_digits
from engine.errors import ModelError
from engine.fine_tuning.rehearsal_data import RehearsalData
from engine.ink.input_formats import BLOCKS
from engine.models.metadata import FineTuning, measured
from engine.models.model import Model
from engine.nn.network import Architecture, Parameters
from engine.text.sentence import say
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.learning_curves import LearningCurves
from engine.training.metrics import Evaluation
from engine.training.report import HistoryPoint, TrainingReport
from engine.training.train import train

N_REHEARSAL = 12_000
"""Digits of the rehearsal data in each epoch."""
_SHARE = 1 / 20  # of the digits of an epoch that are drawings
_EPOCHS = 6
_RATE, _TANH_RATE = 0.1, 0.03  # of learning
_RELU_RATE, _RELU_RATE_BY_WIDTH = 0.05, 5.0  # the wider a layer of rectified units, the more its steps add up
_STEP = 0.85
"""How far the network goes, of the way to what it has learned.

Between the weights before and after a fine-tuning lie networks that know both nearly as well (M. Wortsman et al., "Robust
fine-tuning of zero-shot models", CVPR 2022). Tried with 30 drawings each of four styles, on the bundled network: of
further drawings 90 to 99 % were read, and up to 0.5 points lost on people's digits; with more drawings in an epoch, or by
the whole way, 93 to 99 % and up to 1.1.
"""
_SEED = 1


@dataclass(frozen=True, eq=False)
class FineTuningFigures:
    """How a network reads a person's drawings and its rehearsal data.

    Attributes
    ----------
    learned
        The drawings that are learned from.
    aside
        Those that never are; ``None`` if there are none.
    former
        The test digits of the rehearsal data, or all of it where none are kept for testing.
    """

    learned: Evaluation
    aside: Evaluation | None
    rehearsal: Evaluation


@dataclass(frozen=True, eq=False)
class LearnedHandwriting:
    """What came of a fine-tuning.

    Attributes
    ----------
    before, after
        How the network read before and after it.
    former
        What the network is thought to have learned before.
    report
        The end of the run.
    model
        The network that has learned.
    """

    before: FineTuningFigures
    after: FineTuningFigures
    rehearsal: RehearsalData
    report: TrainingReport
    model: Model


def fine_tuning_config(model: Model) -> TrainingConfig:
    """The settings by which a network, whatever its architecture, learns drawings."""
    architecture = model.parameters.architecture
    return TrainingConfig(
        hidden_layers=architecture.hidden_layers,
        hidden_activation=architecture.hidden_activation,
        output_loss=architecture.output_loss,
        input_scaling=model.scaling.name,
        optimizer="momentum",
        learning_rate=_learning_rate(architecture),
        schedule="cosine",
        batch_size=50,
        epochs=_EPOCHS,
        augmentation="light" if model.input_format == BLOCKS else "strong",  # blocks are few and coarse
        validation_fraction=0.0,
        seed=_SEED,
        dtype=model.parameters.dtype,
    )


def _learning_rate(architecture: Architecture) -> float:
    if not architecture.hidden_layers or architecture.hidden_activation == "sigmoid":
        return _RATE
    if architecture.hidden_activation == "tanh":
        return _TANH_RATE
    widest = max(n_in for n_in, _ in architecture.fans[1:]) if len(architecture.fans) > 1 else architecture.n_inputs
    return min(_RELU_RATE, _RELU_RATE_BY_WIDTH / widest)


def mixed(drawings: Dataset, rehearsal: Dataset) -> Dataset:
    """A data set to learn from: digits of the rehearsal data, and drawings, again and again.

    Its test digits are the drawings that are kept aside and the test digits of the rehearsal data.
    """
    rng = np.random.default_rng(_SEED)
    known = rehearsal.train
    known = known[rng.permutation(len(known))[np.arange(N_REHEARSAL) % len(known)]]
    drawn = drawings.train
    n_drawn = max(round(len(known) * _SHARE / (1 - _SHARE)), len(drawn))
    drawn = drawn[np.arange(n_drawn) % len(drawn)]
    parts = [known, drawn, rehearsal.test, drawings.test]
    n_test = len(rehearsal.test) + len(drawings.test)
    digits = Digits(
        np.concatenate([part.values("float32") for part in parts]),
        np.concatenate([part.labels for part in parts]),
        shape=rehearsal.input_shape,
    )
    return Dataset(
        f"{rehearsal.name} and drawings",
        f"{rehearsal.label} and my drawings",
        digits,
        np.arange(len(digits) - n_test, len(digits)),
        has_fixed_split=True,
    )


def fine_tuning_figures(model: Model, drawings: Dataset, rehearsal: Dataset, *, has_aside: bool) -> FineTuningFigures:
    """How a network reads drawings and its rehearsal data."""
    return FineTuningFigures(
        learned=model.evaluate(drawings.train),
        aside=model.evaluate(drawings.test) if has_aside else None,
        rehearsal=model.evaluate(rehearsal.test if len(rehearsal.test) else rehearsal.digits),
    )


def learn_handwriting(
    model: Model,
    drawings: Dataset,
    rehearsal: RehearsalData,
    *,
    control: TrainingControl | None = None,
    publish: Callable[[TrainingReport], None] | None = None,
) -> LearnedHandwriting | None:
    """Fine-tune a network on drawings, mixed with what it learned before.

    Parameters
    ----------
    model
        The network; it stays as it is.
    drawings
        Those of a person; its test digits are kept aside.
    former
        What the network learned before, or what is like it, with pictures of the same form.
    control, publish
        As in :func:`engine.training.train.train`.

    Returns
    -------
    LearnedHandwriting
        ``None`` if it was stopped before it began. What the network knows of its test digits is measured anew.

    Raises
    ------
    ModelError
        If the network's numbers overflow.
    """
    form = model.input_format
    drawings, rehearsal = in_format(drawings, form), replace(rehearsal, dataset=in_format(rehearsal.dataset, form))
    start = model.parameters.flat
    config = fine_tuning_config(model)
    points: list[HistoryPoint] = []

    def keep(report: TrainingReport) -> None:
        points.extend(report.points)
        if publish is not None:
            publish(report)

    report = train(
        config,
        mixed(drawings, rehearsal.dataset),
        control=control,
        publish=keep,
        initial=model.parameters,
        scaling=model.scaling,
    )
    if report.state == "failed":
        raise ModelError(say("handwriting.network_too_large"))
    if not report.n_batches:
        return None
    how = FineTuning(
        rehearsal=rehearsal.dataset.name,
        config=config,
        state=report.state,
        epochs=report.epoch,
        step=_STEP,
        curves=LearningCurves.of(points),
    )
    metadata = replace(model.metadata.without_figures(), n_drawings=len(drawings.train), fine_tuning=how)
    flat = start + _STEP * (report.parameters - start)
    learned = Model(Parameters(report.architecture, flat), metadata, report.scaling)
    has_aside = len(drawings.test) > 0 and not _may_know(model, drawings)
    before, after = (
        fine_tuning_figures(network, drawings, rehearsal.dataset, has_aside=has_aside) for network in (model, learned)
    )
    if rehearsal.is_own and len(rehearsal.dataset.test):
        learned = replace(learned, metadata=replace(metadata, test=measured(after.rehearsal)))
    return LearnedHandwriting(before, after, rehearsal, report, learned)


def _may_know(model: Model, drawings: Dataset) -> bool:
    """Whether the network was trained on the drawings with another split, so that it may know those kept aside."""
    config = model.metadata.config
    is_drawn = config is not None and config.split != "given"
    return is_drawn and are_same_digits(model.metadata.data, drawings.ref)
