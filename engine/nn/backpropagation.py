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
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine.nn.activations import Floats
from engine.nn.calls import Call, run_calls
from engine.nn.layers.base import BlockProducts, Draws, Target
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
    share: Floats  # of a sample, 1 / m, times the factor of the running sum, if there is one; an array of the shape ()


class RunningSum(NamedTuple):
    """What a gradient g is added to instead of being written down: ``total ← total + factor · g``."""

    total: Parameters
    factor: float


class BatchCancelled(Exception):  # noqa: N818 - an answer to a request, no error
    """A batch was given up between two of its chunks, because that was asked for."""


class _Laid(NamedTuple):
    """What the calls of one network share, whatever the batch."""

    parameters: Parameters
    total: Parameters | None
    draws: Draws
    chunks: dict[tuple[int, bool], tuple[list[Call], list[Call]]]  # forward and backward, by the identity of a pass


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
        self._into_further = [Target(total, spare) for total, spare in pairs]
        self._laid: _Laid | None = None
        # Numbers that may change from batch to batch while the calls stay the same.
        self._factors = 1.0, 0.0
        self._decay: Floats = np.array(0.0, dtype)
        self._memory = PassMemory(
            architecture, self._chunk, dtype, first_rows=self._block if self._products is not None else 0
        )
        self._scratch: Floats = np.empty((self._chunk, architecture.n_outputs), dtype)
        self._decayed: Floats = np.empty(min(architecture.n_weights, _DECAY_VALUES), dtype)
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
            One-hot classes, or the probabilities to learn, shape (n, n_outputs); quickest in Fortran order, as ``logits``.
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
        total, factor = running_sum or (None, 1.0)
        self.set_factors(factor=factor, decay=decay)
        calls = self.lay_out(
            parameters,
            inputs,
            targets,
            logits=logits,
            decays=bool(decay),
            total=total,
            draws=Draws(rng),
            is_cancelled=is_cancelled,
        )
        run_calls(calls)
        return self.gradient.flat if total is None else total.flat

    def set_factors(self, *, factor: float = 1.0, decay: float = 0.0) -> None:
        """The numbers for what is laid out: that of :class:`RunningSum`, 1 without one, and the decay per sample."""
        if self._factors != (factor, decay):
            self._factors = factor, decay
            self._decay[...] = factor * decay
            for n_samples, plan in self._plans.items():
                plan.share[...] = factor / n_samples

    def lay_out(
        self,
        parameters: Parameters,
        inputs: Floats,
        targets: Floats,
        *,
        logits: Floats,
        decays: bool,
        total: Parameters | None,
        draws: Draws,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> list[Call]:
        """:meth:`run` laid out, to be done again and again on these arrays; batches of one size may share calls.

        Parameters
        ----------
        parameters, inputs, targets, logits, is_cancelled
            As in :meth:`run`.
        decays
            Whether weights decay.
        total
            Of the running sum, or ``None``; its factor is that of :meth:`set_factors`, and so is the decay.
        draws
            Holds what :meth:`run` calls ``rng``.
        """
        n_samples = len(inputs)
        plan = self._plans.get(n_samples) or self._plan(n_samples)
        products, first_weights = self._products, parameters.layers[0].weights
        is_whole = len(plan.blocks) == 1 and len(plan.blocks[0].chunks) == 1
        calls = self._memory.copy_weights(parameters)
        # Where a gradient is written down, the first part of the sum is written where the others are added.
        into, into_further = self._into_first, self._into_further
        if total is not None:
            into = into_further = [Target(own, None) for own in total.layers]
        for block in plan.blocks:
            block_inputs = inputs[block.rows]
            if products is not None:
                calls += products.multiply(block_inputs, first_weights, block.outputs)
            block_into = into
            for chunk in block.chunks:
                if chunk.rows.start and is_cancelled is not None:
                    calls.append(partial(_check, is_cancelled))
                chunk_inputs = None if products is not None else inputs[chunk.rows]
                rows = slice(None) if is_whole else chunk.rows
                forward, backward = self._chunk_calls(chunk, parameters, chunk_inputs, into, total, draws)
                calls += [*forward, *self._loss_calls(chunk, targets[rows], logits[rows], plan.share), *backward]
                into = into_further
            if products is not None:
                calls += _finish_block(products, block_inputs, block.delta, block_into[0])
        if decays:
            calls += self._decay_calls(parameters.decayed, (total or self.gradient).decayed)
        return calls

    def _chunk_calls(  # noqa: PLR0917 - all that is laid out depends on
        self,
        chunk: _Chunk,
        parameters: Parameters,
        inputs: Floats | None,
        into: list[Target],
        total: Parameters | None,
        draws: Draws,
    ) -> tuple[list[Call], list[Call]]:
        """A chunk's way forward and its way back; without inputs they are the same for all batches, and kept."""
        layers, laid = chunk.layers, self._laid
        if laid is None or laid.parameters is not parameters or laid.total is not total or laid.draws is not draws:
            laid = self._laid = _Laid(parameters, total, draws, {})
        key = id(layers), into is self._into_first
        known = laid.chunks.get(key) if inputs is None else None
        if known is None:
            forward = layers.forward_calls(parameters, inputs, draws)
            known = forward, layers.backward_calls(parameters, inputs, layers.logits, into)
            if inputs is None:
                laid.chunks[key] = known
        return known

    def _loss_calls(self, chunk: _Chunk, targets: Floats, logits: Floats, share: Floats) -> list[Call]:
        """From the logits, which are kept, to their error, in place."""
        loss, delta = self.architecture.loss, chunk.layers.logits
        return [
            partial(np.positive, delta, logits),  # a copy
            *loss.output_calls(delta),
            *loss.delta_calls(delta, targets, chunk.scratch),
            partial(np.multiply, delta, share, delta),
        ]

    def _decay_calls(self, weights: Floats, gradient: Floats) -> list[Call]:
        """The weights times their decay, added to their gradient in parts that stay in the cache."""
        calls: list[Call] = []
        n_part = len(self._decayed)
        for start in range(0, len(weights), n_part):
            part, total = weights[start : start + n_part], gradient[start : start + n_part]
            product = self._decayed[: len(part)]
            calls += [partial(np.multiply, part, self._decay, product), partial(np.add, total, product, total)]
        return calls

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
        plan = _Plan(blocks, np.array(self._factors[0] / n_samples, self._dtype))
        self._plans[n_samples] = plan
        return plan

    def _plan_chunk(self, start: int, part: slice) -> _Chunk:
        """Memory for a part of the block that starts there."""
        n = part.stop - part.start
        scratch = self._scratch.reshape(-1)[: self._scratch.shape[1] * n].reshape(-1, n).T
        first_rows = part if self._products is not None else None
        return _Chunk(slice(start + part.start, start + part.stop), self._memory.part(n, first_rows), scratch)


def _check(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise BatchCancelled


def _finish_block(products: BlockProducts, inputs: Floats, delta: Floats, into: Target) -> list[Call]:
    """The gradient of the first layer's weights, from the whole block."""
    total, spare = into
    if spare is None:
        return products.add_transposed(inputs, delta, total.weights)
    calls = products.multiply_transposed(inputs, delta, spare.weights)
    return calls if spare is total else [*calls, partial(into.add, total.weights, spare.weights)]


def _parts(n: int, largest: int) -> list[slice]:
    """0 to n in as few parts of up to that size as can be, as even as can be."""
    n_parts = -(-n // largest)
    ends = [n * number // n_parts for number in range(n_parts + 1)]
    return [slice(start, stop) for start, stop in pairwise(ends)]
