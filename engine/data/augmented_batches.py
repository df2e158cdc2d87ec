"""Digits and their augmented copies: those of a run, whose every epoch gets its own, and a few to look at."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.augmentation import Array32, Augmentation, augment
from engine.data.dataset import Digits
from engine.data.generator_state import GeneratorState
from engine.data.scaling import InputScaling
from engine.ink.input_formats import InputFormat
from engine.nn.activations import Floats
from engine.nn.backpropagation import BatchCancelled
from engine.nn.network import DType

_BLOCK = 512  # digits that are distorted at a time: few enough for a pause to be answered at once


@dataclass(frozen=True, slots=True)
class AugmentationState:
    """Where in an epoch the distortions are.

    Attributes
    ----------
    generator
        What draws them, as it was before the block that is at hand was drawn: that is drawn again from it.
    start, stop
        What of the epoch's order the block holds; equal before the first one.
    """

    generator: GeneratorState
    start: int
    stop: int


class AugmentedDigits:
    """Gives out the batches of an epoch, augmented and then scaled; they are made some hundred digits ahead.

    Parameters
    ----------
    digits
        What is learned from, not scaled yet.
    scaling
        How the network has pictures scaled.
    augmentation
        How strongly they are distorted.
    seed
        With the number of the epoch, determines the distortions.
    batch_size
        Of every batch but an epoch's last.
    dtype
        What is computed in.
    """

    def __init__(
        self,
        digits: Digits,
        scaling: InputScaling,
        augmentation: Augmentation,
        *,
        seed: int,
        batch_size: int,
        dtype: DType,
    ) -> None:
        self._digits = digits
        self._scaling = scaling
        self._augmentation = augmentation
        self._seed = seed
        self._form = digits.input_format
        self._shift, self._divisor = scaling.shift.astype(dtype), scaling.divisor.astype(dtype)
        n_block = min(max(_BLOCK // batch_size, 1) * batch_size, len(digits))
        self._block: Floats = np.empty((n_block, digits.n_pixels), dtype)
        self.begin_epoch(0, np.arange(len(digits)))

    def begin_epoch(self, epoch: int, order: NDArray[np.intp]) -> None:
        """Go through the digits in this order; the same epoch has the same distortions again."""
        self._order = order
        self._random = np.random.default_rng([self._seed, 3, epoch])
        self._start = self._stop = 0  # what of the order the block holds
        self._before_block = GeneratorState.of(self._random)

    def state(self) -> AugmentationState:
        """Where in the epoch the distortions are; :meth:`resume_epoch` goes on from there."""
        return AugmentationState(self._before_block, self._start, self._stop)

    def resume_epoch(self, order: NDArray[np.intp], state: AugmentationState) -> None:
        """Go on through the digits in this order from where that state was taken."""
        self._order = order
        self._random = state.generator.make()
        self._before_block = state.generator
        self._start = self._stop = 0
        if state.stop > state.start:
            self._make_block(state.start, min(state.stop, state.start + len(self._block)), lambda: False)

    def batch(self, start: int, stop: int, *, is_cancelled: Callable[[], bool] = lambda: False) -> Floats:
        """Inputs of the next batch, from ``start`` to ``stop`` of the order, in memory that is used again.

        Raises
        ------
        BatchCancelled
            If ``is_cancelled``, asked every few hundred digits, said so: then the batch can be asked for again.
        """
        if stop > self._stop:
            self._make_block(start, min(start + len(self._block), len(self._order)), is_cancelled)
        return self._block[start - self._start : stop - self._start]

    def _make_block(self, start: int, stop: int, is_cancelled: Callable[[], bool]) -> None:
        before = GeneratorState.of(self._random)
        self._start = self._stop = 0  # while the block holds neither what it did nor what it will
        for first in range(start, stop, _BLOCK):
            if first > start and is_cancelled():
                self._random, self._before_block = before.make(), before
                raise BatchCancelled
            part = slice(first, min(first + _BLOCK, stop))
            self._distort(part, self._block[part.start - start : part.stop - start])
        self._start, self._stop, self._before_block = start, stop, before

    def _distort(self, part: slice, out: Floats) -> None:
        """Write a part of the order, distorted and scaled."""
        pictures = self._digits[self._order[part]].values("float32").astype(np.float32, copy=False)
        form = self._form
        augmented = augment(pictures, self._random, self._augmentation, size=form.size, ink=form.ink)
        if self._scaling.is_identity:
            out[:] = augmented
        else:
            np.subtract(augmented, self._shift, out=out, casting="same_kind")
            np.divide(out, self._divisor, out=out)


@dataclass(frozen=True, eq=False)
class AugmentationSample:
    """Some digits and augmented copies of each.

    Attributes
    ----------
    labels
        Shape (n_digits,), ascending.
    before
        The digits, shape (n_digits, n_pixels), float32, not scaled.
    after
        Their copies, shape (n_copies, n_digits, n_pixels).
    form
        How the pictures are laid out.
    """

    labels: NDArray[np.intp]
    before: Array32
    after: Array32
    form: InputFormat


def draw_sample(digits: Digits, augmentation: Augmentation, *, seed: int, n_copies: int = 3) -> AugmentationSample:
    """Draw a digit of each class that there is, and augment it.

    The seed decides which digits: they are the same whatever is done to them.
    """
    rng = np.random.default_rng(seed)
    labels = np.unique(digits.labels)
    chosen = np.array([rng.choice(np.flatnonzero(digits.labels == label)) for label in labels])
    before = digits[chosen].values("float32").astype(np.float32, copy=False)
    form = digits.input_format
    copies = augment(np.tile(before, (n_copies, 1)), rng, augmentation, size=form.size, ink=form.ink)
    return AugmentationSample(labels, before, copies.reshape(n_copies, *before.shape), form)
