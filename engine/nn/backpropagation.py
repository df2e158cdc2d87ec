"""The exact gradient of a network's cost on a batch, by backpropagation.

For m samples the output error is δ = (∂loss/∂z) / m; from there each layer turns the error of what it puts out into the
gradient of its parameters and the error of what it takes (the equations stand in its class, see ``layers.dense``), and
weight decay adds (λ / m) W.

Source: Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 323 (1986). How the
cost is normalized, and that biases are not decayed, stands in ``losses``.

The time goes into the two products with the inputs, and into memory. So a batch is worked through in blocks, whose inputs
stay in the cache from the first of these products to the second, and between the two in chunks, whose activations and
errors stay there through all that is done with them. Outputs lie in memory class by class (Fortran order), so that what is
done to each sample's ten outputs is done to long rows. Memory is allocated once per batch size: a step allocates nothing.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine.nn.activations import Floats
from engine.nn.layers.base import BlockProducts, Target
from engine.nn.network import MOST_ROWS, Architecture, DType, Parameters
from engine.nn.passes import Pass, PassMemory

_BLOCK_BYTES = 1_700_000  # of a block's inputs
_DECAY_VALUES = 65_536  # of weights that are decayed at a time
_ADDED_AT_ONCE = 50_000_000  # multiplications of a product that is added in place: Python's lock is held meanwhile
_LEAST_ROWS = 128  # of a block; products with fewer are slow


class _Chunk(NamedTuple):
    """Memory for one chunk."""

    rows: slice  # of the batch
    layers: Pass
    scratch: Floats  # as the outputs


class _Block(NamedTuple):
    """Memory for one block: what the products with the inputs give and take; of no use where the first layer has none."""

    rows: slice  # of the batch
    outputs: Floats  # of the first layer
    delta: Floats
    chunks: list[_Chunk]


class _Plan(NamedTuple):
    """How a batch of a certain size is worked through."""

    blocks: list[_Block]
    is_whole: bool  # in one block of one chunk: nothing has to be cut
    share: Floats  # of a sample, 1 / m; an array, because ufuncs take longer over Python's numbers


class RunningSum(NamedTuple):
    """What a gradient g is added to instead of being written down: ``total ← beta · total + alpha · g``."""

    total: Parameters
    alpha: float
    beta: float


class BatchCancelled(Exception):  # noqa: N818 - an answer to a request, no error
    """A batch was given up between two of its chunks, because that was asked for."""


class Backpropagation:
    """Gradients for batches of up to ``max_batch`` samples.

    Attributes
    ----------
    gradient
        The gradient of the last batch, laid out as the network's parameters; overwritten by the next.
    """

    def __init__(self, architecture: Architecture, *, max_batch: int, dtype: DType = "float32") -> None:
        self.architecture = architecture
        self.gradient = Parameters.zeros(architecture, dtype)
        self._dtype = dtype
        bytes_of_inputs = architecture.n_inputs * self.gradient.flat.itemsize
        self._block = min(int(np.clip(_BLOCK_BYTES // bytes_of_inputs, _LEAST_ROWS, MOST_ROWS)), max_batch)
        self._chunk = min(architecture.chunk_rows, self._block)
        first = architecture.layers[0]
        has_products = len(architecture.layers) > 1  # else the first layer's outputs lie class by class
        self._products = (
            first.block_products(architecture.input_shape, max_samples=max_batch, dtype=dtype) if has_products else None
        )
        further = self.gradient if max_batch <= self._chunk else Parameters.zeros(architecture, dtype)
        pairs = list(zip(self.gradient.layers, further.layers, strict=True))
        self._into_first = [Target(total, total) for total, _ in pairs]
        self._into_further = [Target(total, spare, beta=1.0) for total, spare in pairs]
        self._running_sum: RunningSum | None = None
        self._into_sum: tuple[list[Target], list[Target]] = [], []
        self._memory = PassMemory(
            architecture, self._chunk, dtype, first_rows=self._block if self._products is not None else 0
        )
        self._scratch: Floats = np.empty((self._chunk, architecture.n_outputs), dtype)
        self._decay: Floats = np.empty(min(architecture.n_weights, _DECAY_VALUES), dtype)
        self._plans: dict[int, _Plan] = {}

    def can_add(self, n_samples: int) -> bool:
        """Whether the gradient of so many samples can be added to a running sum: one block, whose products do not last."""
        is_short = n_samples * self.architecture.multiply_adds <= _ADDED_AT_ONCE
        return self.architecture.is_dense and n_samples <= self._block and is_short

    def run(
        self,
        parameters: Parameters,
        inputs: Floats,
        targets: Floats,
        *,
        logits: Floats,
        decay: float = 0.0,
        running_sum: RunningSum | None = None,
        rng: np.random.Generator | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> Floats:
        """Forward and backward pass of one batch.

        Parameters
        ----------
        parameters
            The network, of this object's architecture and dtype.
        inputs
            Shape (n, n_inputs), n up to ``max_batch``.
        targets
            One-hot classes, shape (n, n_outputs); quickest in Fortran order, as ``logits``.
        logits
            Shape (n, n_outputs): receives the logits of the forward pass.
        decay
            Weight decay per sample, λ / m: what is added to the gradient is ``decay * weights``.
        running_sum
            Where the gradient goes, if :meth:`can_add` says so; by default it is written down. A batch that was given up
            would leave its traces there.
        rng
            What layers draw from that are random while they are trained; ``None`` for a network as it reads.
        is_cancelled
            Asked before every chunk but the first; ``True`` gives the batch up.

        Returns
        -------
        ndarray, shape (n_parameters,)
            The gradient of the batch's mean loss plus decay, or the running sum; the same array every time.

        Raises
        ------
        BatchCancelled
            If ``is_cancelled`` said so; the network is as it was, and the next batch may be any.
        """
        n_samples = len(inputs)
        blocks, is_whole, share = self._plans.get(n_samples) or self._plan(n_samples)
        products, loss = self._products, self.architecture.loss
        self._memory.copy_weights(parameters)
        # The first part of a sum is written where the others are added.
        into, into_further = self._into_first, self._into_further
        if running_sum is not None:
            into, into_further = self._targets_in(running_sum)
        for block in blocks:
            block_inputs = inputs if is_whole else inputs[block.rows]
            if products is not None:
                products.multiply(block_inputs, parameters.layers[0].weights, block.outputs)
            block_into = into
            for rows, layers, scratch in block.chunks:
                if rows.start and is_cancelled is not None and is_cancelled():
                    raise BatchCancelled
                chunk_inputs = None if products is not None else inputs[rows]
                chunk_targets = targets if is_whole else targets[rows]
                delta = layers.forward(parameters, chunk_inputs, rng)
                logits[rows] = delta
                loss.apply(delta)
                loss.to_delta(delta, chunk_targets, scratch)
                if n_samples > 1:
                    np.multiply(delta, share, out=delta)
                layers.backward(parameters, chunk_inputs, delta, into)
                into = into_further
            if products is not None:
                _finish_block(products, block_inputs, block.delta, block_into[0])
        gradient = self.gradient if running_sum is None else running_sum.total
        if decay:
            alpha = 1.0 if running_sum is None else running_sum.alpha
            self._add_decay(parameters.decayed, alpha * decay, gradient.decayed)
        return gradient.flat

    def _targets_in(self, running_sum: RunningSum) -> tuple[list[Target], list[Target]]:
        """The running sum, layer by layer, for the first chunk and for further ones; kept for the next batch."""
        if running_sum is not self._running_sum:
            total, alpha, beta = running_sum
            self._running_sum = running_sum
            pairs = list(zip(total.layers, self.gradient.layers, strict=True))
            self._into_sum = (
                [Target(own, spare, alpha, beta) for own, spare in pairs],
                [Target(own, spare, alpha, 1.0) for own, spare in pairs],
            )
        return self._into_sum

    def _add_decay(self, weights: Floats, decay: float, gradient: Floats) -> None:
        """Add the weights times ``decay`` to their gradient, in parts that stay in the cache."""
        n_part = len(self._decay)
        for start in range(0, len(weights), n_part):
            part = weights[start : start + n_part]
            product = self._decay[: len(part)]
            np.multiply(part, decay, out=product)
            np.add(gradient[start : start + n_part], product, out=gradient[start : start + n_part])

    def _plan(self, n_samples: int) -> _Plan:
        """Blocks and chunks for a batch of this size, as even as can be, kept for the next batch of the same size."""
        blocks = [
            _Block(
                rows,
                *self._memory.first_rows(slice(rows.stop - rows.start)),
                [self._plan_chunk(rows.start, part) for part in _parts(rows.stop - rows.start, self._chunk)],
            )
            for rows in _parts(n_samples, self._block)
        ]
        share: Floats = np.array(1.0 / n_samples, self._dtype)
        plan = _Plan(blocks, len(blocks) == 1 and len(blocks[0].chunks) == 1, share)
        self._plans[n_samples] = plan
        return plan

    def _plan_chunk(self, start: int, part: slice) -> _Chunk:
        """Memory for a part of the block that starts there."""
        n = part.stop - part.start
        scratch = self._scratch.reshape(-1)[: self._scratch.shape[1] * n].reshape(-1, n).T
        first_rows = part if self._products is not None else None
        return _Chunk(slice(start + part.start, start + part.stop), self._memory.part(n, first_rows), scratch)


def _finish_block(products: BlockProducts, inputs: Floats, delta: Floats, into: Target) -> None:
    """The gradient of the first layer's weights, from the whole block."""
    total, part, alpha, beta = into
    if alpha != 1.0:
        products.add_transposed(inputs, delta, total.weights, alpha, beta)
    elif beta:
        products.multiply_transposed(inputs, delta, part.weights)
        np.add(total.weights, part.weights, out=total.weights)
    else:
        products.multiply_transposed(inputs, delta, total.weights)


def _parts(n: int, largest: int) -> list[slice]:
    """0 to n in as few parts of up to that size as can be, as even as can be."""
    n_parts = -(-n // largest)
    ends = [n * number // n_parts for number in range(n_parts + 1)]
    return [slice(start, stop) for start, stop in pairwise(ends)]
