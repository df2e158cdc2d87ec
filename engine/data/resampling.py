"""Data sets in another format than they come in: every picture resampled, and that it was."""

from dataclasses import replace

import numpy as np

from engine.cancellation import check_cancelled
from engine.data.dataset import Dataset, Digits, can_be_streamed
from engine.data.reference import digits_name
from engine.errors import DataError
from engine.ink.input_formats import InputFormat, resampled
from engine.text.sentence import say

_BLOCK = 1024  # pictures at a time, so that memory stays bounded and a cancellation is answered
_N_LEVELS = 255


def resampled_dataset(dataset: Dataset, form: InputFormat) -> Dataset:
    """The same digits, split alike, as a network of another format reads them; the data set itself if it has this one.

    Raises
    ------
    DataError
        If digits are streamed into it, and cannot be in that format.
    ModelError
        If its own pictures have no format.
    """
    before = dataset.input_format
    if before == form:
        return dataset
    if dataset.streamed is not None and not can_be_streamed(form.shape):
        raise DataError(say("data.not_streamed_so", name=digits_name(dataset.label), form=form.label))
    return replace(dataset, digits=resampled_digits(dataset.digits, form), resampled_from=before)


def resampled_digits(digits: Digits, form: InputFormat) -> Digits:
    """Digits in another format: as bytes if they are stored so, else as float32."""
    before = digits.input_format
    if before == form:
        return digits
    is_bytes = digits.stored.dtype == np.uint8
    stored = np.empty((len(digits), form.n_inputs), np.uint8 if is_bytes else np.float32)
    level = form.ink / _N_LEVELS
    for start in range(0, len(digits), _BLOCK):
        check_cancelled()
        block = resampled(digits[start : start + _BLOCK].values("float32"), before, form)
        if is_bytes:
            block = np.clip(np.rint(block / level), 0, _N_LEVELS)
        stored[start : start + _BLOCK] = block
    return Digits(stored, digits.labels, gain=level if is_bytes else 1.0, shape=form.shape)
