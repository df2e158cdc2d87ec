"""Which columns of a table are the pixels, which the label, and which the number of the picture.

A name decides. Without one the columns are told by what they hold, and where that is not clear the table is refused: a
pixel that is taken for the label, and a label for a pixel, are learned without a complaint.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.data.formats.found_pictures import SIZES
from engine.errors import DataError
from engine.text.sentence import say

_LABEL_NAMES = frozenset({"label", "labels", "class", "target", "digit", "y"})
_NUMBER_NAMES = frozenset(
    {"", "id", "index", "unnamed: 0", "imageid", "image_id", "row", "rowid", "row_id", "no", "nr"}
)
_PIXEL_NAME = re.compile(
    r"(?:(?:pixel|pix|px|p|x|v|c|i|a|f|col|column|feature|attr|attribute|att|var)[ _.-]?)?\d+(?:[ _.x×-]\d+)*"
    r"|r(?:ow)?[ _.-]?\d+[ _.-]*c(?:ol(?:umn)?)?[ _.-]?\d+"
)
_ONE_HOT = 10  # columns
_MOST_BESIDE = 1 + _ONE_HOT
_FEW = 10  # lines: so many labels in a row may be 0 to 9
_BALANCED = 0.5  # of the lines, at least, have another label than the most frequent one


class Columns(NamedTuple):
    """Where pixels and labels stand.

    Attributes
    ----------
    pixels
        The columns of the pixels, in order: a run of them, or all but some.
    label
        The columns of the label: one, ten for one-hot, or none.
    """

    pixels: list[int]
    label: list[int]

    def pictures(self, table: NDArray[np.generic]) -> NDArray[np.generic]:
        """The pixels, shape (n, n_pixels): a view, where they stand side by side."""
        first, last = self.pixels[0], self.pixels[-1]
        if last - first + 1 == len(self.pixels):
            return table[:, first : last + 1]
        return table[:, self.pixels]

    def labels(self, table: NDArray[np.generic]) -> NDArray[np.generic] | None:
        """The labels, shape (n,) or (n, 10); ``None`` if there are none."""
        if not self.label:
            return None
        return table[:, self.label[0]] if len(self.label) == 1 else table[:, self.label]


def n_pixels_of(n_columns: int) -> int | None:
    """How many of so many columns are pixels; ``None`` if no picture of a known size fits."""
    return next((size for size in SIZES if 0 <= n_columns - size <= _MOST_BESIDE), None)


def can_be_table(n_columns: int) -> bool:
    """Whether lines of so many values can be pictures of a known size, with a number and a label or without."""
    n_pixels = n_pixels_of(n_columns)
    return n_pixels is not None and n_columns - n_pixels in {0, 1, 2, _ONE_HOT, _MOST_BESIDE}


def are_names(values: Sequence[str]) -> bool:
    """Whether a first line names columns: with a label's name, as words, or by their numbers from 0."""
    if not _LABEL_NAMES.isdisjoint(value.lower() for value in values):
        return True
    n_words = sum(not _is_number(value) for value in values)
    numbered = list(values[1:] if values[0] == "" else values)  # pandas and R name no column of their lines' numbers
    return n_words > len(values) // 2 or numbered == [str(number) for number in range(len(numbered))]


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def find_columns(file: str, names: Sequence[str], table: NDArray[np.generic], lines: NDArray[np.intp]) -> Columns:
    """Tell the columns apart.

    By name, a label is called label, class, target, digit or y, and the number of a picture id, index or the like, or it
    has none, as pandas and R write it. Without such a name:

    - A first column that counts the lines, 0, 1, 2, ... or 1, 2, 3, ..., past 9, is the number of the picture.
    - Ten columns at either end of which one is 1 in every line, and the others are 0, are the label.
    - The label is the first or the last column: the one whose values are all digits; if both are (the corner of a picture
      is paper), the one with more different values; if these are as many, the one that is not all 0, else the first.
    - But where the only column of digits is nearly all alike, as a corner's pixels are, and that at the other end holds
      whole numbers that differ more, some of them no digits, the label is taken to be there, and refused.

    Parameters
    ----------
    file
        Its name, for errors.
    names
        The names of the columns, in lower case, or none.
    table
        Shape (n, n_columns), n at least 1; finite numbers.
    lines
        The number of each row's line, shape (n,).

    Raises
    ------
    DataError
        If several columns are named so, or it is unclear which is the label's, or a label is no digit.
    """
    n_columns = table.shape[1]
    n_pixels = n_pixels_of(n_columns)
    assert n_pixels is not None  # noqa: S101 - see can_be_table
    left = list(range(n_columns))
    named = [index for index, name in enumerate(names) if name in _LABEL_NAMES]
    if len(named) > 1:
        raise DataError(say("table.several_label_columns", file=file, n=len(named)))
    for index in named:
        left.remove(index)
    n_more = len(left) - n_pixels
    may_be_numbered = n_more in {1, _MOST_BESIDE} or (n_more == 2 and not named)
    if may_be_numbered and _is_picture_number(names, table, left[0], certain=n_more != 1 or bool(named)):
        left = left[1:]
    if len(left) == n_pixels:
        return Columns(left, named)
    return _without_a_name(file, names, table, left, n_pixels, lines)


def _without_a_name(  # noqa: PLR0917 - what is known
    file: str,
    names: Sequence[str],
    table: NDArray[np.generic],
    left: list[int],
    n_pixels: int,
    lines: NDArray[np.intp],
) -> Columns:
    """Which of the columns that are left are the label's, for no name says so."""
    if len(left) - n_pixels == _ONE_HOT:
        for label, pixels in ((left[:_ONE_HOT], left[_ONE_HOT:]), (left[n_pixels:], left[:n_pixels])):
            if _is_one_hot(table[:, label]):
                return Columns(pixels, label)
    if len(left) - n_pixels != 1:
        raise DataError(say("table.unclear_columns", file=file, n=len(left) - n_pixels, n_pixels=n_pixels))
    label_at = _label_by_name(names, left)
    if label_at is None:
        label_at = _label_by_values(file, table, (left[0], left[-1]), lines)
    return Columns([index for index in left if index != label_at], [label_at])


def _is_picture_number(names: Sequence[str], table: NDArray[np.generic], column: int, *, certain: bool) -> bool:
    """Whether a column holds the number of each picture: by its name, or because it counts.

    With ``certain`` the values that are there are more than pixels and a label: then it need not count past 9.
    """
    if names and names[column] in _NUMBER_NAMES:
        return True
    steps = np.diff(table[:, column].astype(np.float64))
    counts = bool((steps == 1).all()) and float(table[0, column]) in {0.0, 1.0}
    return counts and (certain or len(table) > _FEW)


def _is_one_hot(columns: NDArray[np.generic]) -> bool:
    is_one = columns == 1
    return bool((is_one.sum(axis=1) == 1).all() and ((columns == 0) | is_one).all())


def _label_by_name(names: Sequence[str], left: Sequence[int]) -> int | None:
    """The column at an end that alone is not named as a pixel is; ``None`` if names do not tell."""
    if not names:
        return None
    others = [index for index in (left[0], left[-1]) if not _PIXEL_NAME.fullmatch(names[index])]
    inner = names[left[1]]
    return others[0] if len(others) == 1 and _PIXEL_NAME.fullmatch(inner) else None


def _label_by_values(file: str, table: NDArray[np.generic], ends: tuple[int, int], lines: NDArray[np.intp]) -> int:
    candidates = [index for index in ends if np.isin(table[:, index], np.arange(10)).all()]
    if len(candidates) == 2:
        return max(candidates, key=lambda index: (len(np.unique(table[:, index])), bool(np.any(table[:, index]))))
    if candidates:
        (label,) = candidates
        other = ends[1] if label == ends[0] else ends[0]
        if _spread(table[:, label]) >= _BALANCED or not _are_counts(table[:, other]):
            return label
        if _spread(table[:, label]) >= _spread(table[:, other]):
            return label
        raise _no_digit(file, table[:, other], lines)
    counts = [index for index in ends if _are_counts(table[:, index]) and _spread(table[:, index]) > 0.0]
    if len(counts) == 1:
        raise _no_digit(file, table[:, counts[0]], lines)
    raise DataError(say("table.no_labels", file=file))


def _spread(values: NDArray[np.generic]) -> float:
    """The share of the values that are not the most frequent one."""
    return 1.0 - float(np.unique(values, return_counts=True)[1].max()) / len(values)


def _are_counts(values: NDArray[np.generic]) -> bool:
    """Whether all values are whole numbers from 0, as classes are."""
    numbers = values.astype(np.float64)
    return bool(((numbers >= 0) & (numbers == np.floor(numbers))).all())


def _no_digit(file: str, labels: NDArray[np.generic], lines: NDArray[np.intp]) -> DataError:
    wrong = np.flatnonzero(labels.astype(np.float64) > 9)
    row = int(wrong[0])
    label = f"{float(labels[row]):g}"
    return DataError(say("table.other_label", name=file, label=label, number=int(lines[row])))
