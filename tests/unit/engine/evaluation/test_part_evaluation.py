"""One part of the digits, read and counted."""

from dataclasses import replace

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.drawings_store import DrawingsStore
from engine.data.registry import load_uci_digits
from engine.data.splits import train_test_indices
from engine.errors import DataError
from engine.evaluation.part_evaluation import Part, PartEvaluation, evaluate_part, part_of
from engine.ink.input_formats import FRAME, INPUT_FORMATS, InputFormat
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters

CONFIG = TrainingConfig()


@pytest.fixture(scope="module")
def uci_digits() -> Dataset:
    return load_uci_digits()


def _evaluated(model: Model, dataset: Dataset, part: Part, config: TrainingConfig = CONFIG) -> PartEvaluation:
    evaluation = evaluate_part(model, part_of(part, dataset, config, form=FRAME))
    assert evaluation is not None
    return evaluation


@pytest.mark.parametrize("part", ["train", "test"])
def test_figures_agree_with_those_of_evaluate(uci_digits: Dataset, part: Part) -> None:
    model = load_model()
    evaluation = _evaluated(model, uci_digits, part)
    figures = model.evaluate(uci_digits.train if part == "train" else uci_digits.test)
    np.testing.assert_array_equal(evaluation.confusion, figures.confusion)
    assert evaluation.report.accuracy == figures.accuracy
    assert evaluation.mean_loss == pytest.approx(figures.cost, rel=1e-6)
    assert len(evaluation.mistakes) == figures.n - np.trace(figures.confusion)


def test_the_split_is_that_of_the_settings(uci_digits: Dataset) -> None:
    config = CONFIG.with_values(split="plain", test_fraction=0.25, split_seed=5)
    labels = uci_digits.digits.labels
    train, test = train_test_indices(labels, fraction=0.25, seed=5, stratified=False)
    np.testing.assert_array_equal(part_of("train", uci_digits, config, form=FRAME).digits.labels, labels[train])
    np.testing.assert_array_equal(part_of("test", uci_digits, config, form=FRAME).digits.labels, labels[test])


def test_mistakes_and_members_are_all_there_with_the_highest_loss_first(uci_digits: Dataset) -> None:
    untrained = Model(first_parameters(CONFIG))
    evaluation = _evaluated(untrained, uci_digits, "test")
    losses = evaluation.readings.losses
    assert (np.diff(losses[evaluation.mistakes]) <= 0).all()
    np.testing.assert_array_equal(np.sort(evaluation.mistakes), np.flatnonzero(~evaluation.readings.is_right))
    seen = []
    for truth in range(10):
        for predicted in range(10):
            members = evaluation.members(truth, predicted)
            assert len(members) == evaluation.confusion[truth, predicted]
            assert (np.diff(losses[members]) <= 0).all()
            seen.append(members)
    np.testing.assert_array_equal(np.sort(np.concatenate(seen)), np.arange(len(losses)))


@pytest.mark.parametrize("form", INPUT_FORMATS.values(), ids=INPUT_FORMATS)
def test_drawings_are_laid_out_for_the_network(form: InputFormat) -> None:
    with pytest.raises(DataError, match="no drawings yet"):
        part_of("drawings", None, CONFIG, form=form)
    for number in range(8):
        DrawingsStore().add(1, [np.array([[0.5, 0.2], [0.5 + number / 50, 0.8]])])
    part = part_of("drawings", None, CONFIG, form=form)
    assert part.digits.stored.shape == (8, form.n_inputs)
    assert (part.digits.input_format, part.note) == (form, None)


@pytest.mark.parametrize("form", INPUT_FORMATS.values(), ids=INPUT_FORMATS)
def test_other_digits_are_resampled_for_the_network_and_it_is_said(form: InputFormat, uci_digits: Dataset) -> None:
    few = replace(uci_digits, digits=uci_digits.digits[:200], test_indices=np.arange(60))
    part = part_of("test", few, CONFIG, form=form)
    np.testing.assert_array_equal(part.digits.labels, few.test.labels)
    assert part.digits.input_format == form
    note = f"UCI digits: the pictures are 20 × 20; they were resampled to {form.label}."
    assert part.note is None if form == FRAME else str(part.note) == note


def test_what_cannot_be_evaluated_is_one_sentence(uci_digits: Dataset) -> None:
    with pytest.raises(DataError, match="no digits yet"):
        part_of("test", None, CONFIG, form=FRAME)
    untested = replace(uci_digits, test_indices=np.empty(0, dtype=np.intp))
    with pytest.raises(DataError, match="has no test digits"):
        part_of("test", untested, CONFIG, form=FRAME)
    architecture = CONFIG.architecture()
    broken = Model(Parameters(architecture, np.full(architecture.n_parameters, np.nan, np.float32)))
    with pytest.raises(DataError, match="has no answer"):
        _evaluated(broken, uci_digits, "test")


def test_a_cancelled_evaluation_has_no_result(uci_digits: Dataset) -> None:
    part = part_of("test", uci_digits, CONFIG, form=FRAME)
    assert evaluate_part(load_model(), part, is_cancelled=lambda: True) is None
