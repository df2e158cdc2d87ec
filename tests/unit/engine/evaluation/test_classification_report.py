"""The classification report, to the last digit that of scikit-learn."""

import csv
import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from engine.data.registry import load_uci_digits
from engine.errors import DataError
from engine.evaluation.classification_report import (
    ClassFigures,
    ClassificationReport,
    classification_report,
    report_csv,
    report_rows,
)
from engine.evaluation.predictions import read_digits
from engine.models.files import load_model
from engine.training.metrics import confusion_matrix


def _plain(figures: ClassFigures) -> dict[str, float]:
    return {
        "precision": figures.precision,
        "recall": figures.recall,
        "f1-score": figures.f1,
        "support": figures.support,
    }


def _as_scikit_learn_has_it(report: ClassificationReport) -> dict[str, Any]:
    return {
        **{str(number): _plain(figures) for number, figures in report.classes.items()},
        "accuracy": report.accuracy,
        "macro avg": _plain(report.macro_average),
        "weighted avg": _plain(report.weighted_average),
    }


@st.composite
def _labels_and_predictions(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Of few classes or many, some of them only true or only read."""
    true_classes = draw(st.lists(st.integers(0, 9), min_size=1, max_size=10, unique=True))
    read_classes = draw(st.lists(st.integers(0, 9), min_size=1, max_size=10, unique=True))
    n = draw(st.integers(1, 60))
    labels = draw(st.lists(st.sampled_from(true_classes), min_size=n, max_size=n))
    predicted = draw(st.lists(st.sampled_from(read_classes) | st.sampled_from(true_classes), min_size=n, max_size=n))
    return labels, predicted


@settings(max_examples=15)  # the oracle takes its time
@given(_labels_and_predictions())
def test_it_equals_that_of_scikit_learn(pair: tuple[list[int], list[int]]) -> None:
    labels, predicted = np.array(pair[0]), np.array(pair[1])
    confusion = confusion_matrix(labels, predicted)
    oracle = metrics.classification_report(labels, predicted, output_dict=True, zero_division=0)

    np.testing.assert_array_equal(confusion, metrics.confusion_matrix(labels, predicted, labels=range(10)))
    assert _as_scikit_learn_has_it(classification_report(confusion)) == oracle


@pytest.mark.parametrize("digit", [0, 7])
def test_one_class_alone_is_read_right_or_not_at_all(digit: int) -> None:
    ones = np.full(5, digit)
    assert classification_report(confusion_matrix(ones, ones)).macro_average == ClassFigures(1.0, 1.0, 1.0, 5)
    missed = classification_report(confusion_matrix(ones, ones + 1))
    assert missed.classes == {digit: ClassFigures(0.0, 0.0, 0.0, 5), digit + 1: ClassFigures(0.0, 0.0, 0.0, 0)}
    assert missed.accuracy == 0


def test_a_report_worked_by_hand() -> None:
    report = classification_report([[3, 1, 0], [2, 4, 0], [0, 0, 0]])
    assert report.classes == {0: ClassFigures(3 / 5, 3 / 4, 6 / 9, 4), 1: ClassFigures(4 / 5, 4 / 6, 8 / 11, 6)}
    assert report.accuracy == 7 / 10
    assert report.macro_average.precision == pytest.approx(0.7)
    assert report.weighted_average.recall == report.accuracy


def test_real_digits_and_a_real_network() -> None:
    digits = load_uci_digits().test
    readings = read_digits(load_model(), digits)
    assert readings is not None
    report = classification_report(confusion_matrix(readings.labels, readings.predicted))
    oracle = metrics.classification_report(digits.labels, readings.predicted, output_dict=True, zero_division=0)
    assert _as_scikit_learn_has_it(report) == oracle
    assert len(report.classes) == 10


def test_the_csv_holds_every_number_in_full() -> None:
    report = classification_report(confusion_matrix(np.array([0, 0, 1, 5]), np.array([0, 1, 1, 1])))
    text = report_csv(report)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["class", "precision", "recall", "f1-score", "support"]
    assert [row[0] for row in rows[1:]] == ["0", "1", "5", "accuracy", "macro avg", "weighted avg"]
    for row, expected in zip(rows[1:], report_rows(report), strict=True):
        assert [float(cell) if cell else None for cell in row[1:]] == list(expected[1:])
    assert rows[4][1:] == ["", "", "0.5", "4"]
    assert text.endswith("\r\n")


@pytest.mark.parametrize("confusion", [np.zeros((10, 10)), np.zeros((0, 0)), [[-1, 2], [0, 1]], [[1, 2]], [1, 2]])
def test_what_is_no_confusion_matrix_of_any_digits_is_refused(confusion: Any) -> None:
    with pytest.raises(DataError, match="confusion matrix"):
        classification_report(confusion)
