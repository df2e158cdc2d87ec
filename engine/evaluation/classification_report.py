"""Precision, recall and F1 of each digit, and their averages: the figures of scikit-learn's ``classification_report``.

All of it comes from a confusion matrix C, in which C[t, p] counts the digits t that were read as p:

- precision of c: C[c, c] / Σ_t C[t, c], the share that is right of what was read as c;
- recall of c: C[c, c] / Σ_p C[c, p], the share of the digits c that was read right;
- F1 of c: 2 C[c, c] / (Σ_t C[t, c] + Σ_p C[c, p]), their harmonic mean (van Rijsbergen, Information Retrieval, 1979);
- support of c: Σ_p C[c, p], how many digits c there are.

A share of nothing is 0. The macro average is the mean over the classes, the weighted one that by support.
"""

import csv
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import DataError
from engine.text.sentence import say

COLUMNS = ("class", "precision", "recall", "f1-score", "support")
"""What :func:`report_rows` tells of each row."""


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Figures of one class, or their average over all.

    Attributes
    ----------
    precision, recall, f1
        0 to 1.
    support
        How many digits there are.
    """

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class ClassificationReport:
    """What a confusion matrix comes to.

    Attributes
    ----------
    classes
        Figures of each class that is there or was read, by class number, ascending.
    accuracy
        The share that was read right, 0 to 1.
    macro_average
        Mean over the classes.
    weighted_average
        Mean over the classes, weighted by support.
    """

    classes: dict[int, ClassFigures]
    accuracy: float
    macro_average: ClassFigures
    weighted_average: ClassFigures


def classification_report(confusion: ArrayLike) -> ClassificationReport:
    """The report on a confusion matrix, equal to that of scikit-learn with ``zero_division=0``.

    Parameters
    ----------
    confusion
        Shape (n_classes, n_classes): how often the class of the row was read as that of the column.

    Raises
    ------
    DataError
        If it is not square, or counts no digits at all, or fewer than none.
    """
    counts = np.asarray(confusion)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise DataError(say("evaluation.matrix_not_square", shape=str(counts.shape)))
    if counts.size == 0 or counts.min() < 0 or counts.sum() == 0:
        raise DataError(say("evaluation.matrix_without_digits"))
    support, n_read = counts.sum(axis=1), counts.sum(axis=0)
    present = np.flatnonzero(support + n_read)
    right, support, n_read = np.diag(counts)[present], support[present], n_read[present]
    precision, recall = _share(right, n_read), _share(right, support)
    f1 = _share(2.0 * right, n_read + support)
    n = int(support.sum())

    def averaged(weights: NDArray[np.integer] | None) -> ClassFigures:
        means = [float(np.average(values, weights=weights)) for values in (precision, recall, f1)]
        return ClassFigures(means[0], means[1], means[2], n)

    return ClassificationReport(
        classes={
            int(c): ClassFigures(float(precision[i]), float(recall[i]), float(f1[i]), int(support[i]))
            for i, c in enumerate(present)
        },
        accuracy=float(right.sum() / n),
        macro_average=averaged(None),
        weighted_average=averaged(support),
    )


def report_rows(report: ClassificationReport) -> list[tuple[str, float | None, float | None, float, int]]:
    """The rows of a report as a table has them, see :data:`COLUMNS`: classes, accuracy, averages.

    The accuracy stands in the column of F1, as scikit-learn prints it: it is the F1 over all digits.
    """
    rows: list[tuple[str, float | None, float | None, float, int]] = [
        (str(number), figures.precision, figures.recall, figures.f1, figures.support)
        for number, figures in report.classes.items()
    ]
    rows.append(("accuracy", None, None, report.accuracy, report.macro_average.support))
    for name, figures in (("macro avg", report.macro_average), ("weighted avg", report.weighted_average)):
        rows.append((name, figures.precision, figures.recall, figures.f1, figures.support))
    return rows


def report_csv(report: ClassificationReport) -> str:
    """A report as CSV: a header line, then :func:`report_rows`, numbers in full precision, lines ended by CR LF."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(report_rows(report))
    return text.getvalue()


def _share(part: NDArray[np.number], whole: NDArray[np.integer]) -> NDArray[np.float64]:
    """``part / whole``, 0 where there is no whole."""
    shares = np.zeros(len(whole))
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares
