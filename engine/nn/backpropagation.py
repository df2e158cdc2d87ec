"""The exact gradient of a network's cost on a batch, by backpropagation.

The equations, for a layer with inputs a, weights W and pre-activations z = a W + b (rows are samples, m of them):

    output error    δ = (∂loss/∂z) / m
    gradient        ∂J/∂W = aᵀ δ + (λ / m) W,    ∂J/∂b = Σ δ over samples
    hidden error    δ ← (δ Wᵀ) · f′(z)

Source: Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 323 (1986). How the
cost is normalized, and that biases are not decayed, stands in ``losses``.

The time goes into the two products with the inputs, and into memory. So a batch is worked through in blocks, whose inputs
stay in the cache from the first of these products to the second, and between the two in chunks, whose activations and
errors stay there through all that is done with them. Outputs lie in memory class by class (Fortran order), so that what is
done to each sample's ten outputs is done to long rows. Memory is allocated once per batch size: a step allocates nothing.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine.nn.activations import Floats
from engine.nn.layers.dense_products import InputsProducts
from engine.nn.network import Architecture, DType, Parameters

_BLOCK_BYTES = 1_700_000  # of a block's inputs


_CHUNK_VALUES = 65_536  # of the widest layer's activations in a chunk


_WIDE = 128  # units before the outputs from which on δ Wᵀ is quicker with a copy of Wᵀ than with Wᵀ as it lies


_LEAST_ROWS = 128  # of a block or a chunk; products with fewer are slow


MOST_ROWS = 4096
"""Samples that are worked on at a time, at most: the rest of a larger batch waits."""


class _Chunk(NamedTuple):
    """Memory for one chunk, a list's items by layer after the input."""

    rows: slice  # of the batch
    activations: list[Floats]  # of the hidden layers; the first layer's are a part of the block's
    deltas: list[Floats]  # likewise; those of the output in Fortran order
    scratch: list[Floats]  # likewise
    outputs: Floats  # of the last product, in C order
    ones: Floats


class _Block(NamedTuple):
    """Memory for one block: what the products with the inputs give and take. Of no use without hidden layers."""

    rows: slice  # of the batch
    activations: Floats  # of the first layer
    delta: Floats
    chunks: list[_Chunk]


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
        n_inputs, *sizes = architecture.layer_sizes
        bytes_of_inputs = n_inputs * self.gradient.flat.itemsize
        self._block = min(int(np.clip(_BLOCK_BYTES // bytes_of_inputs, _LEAST_ROWS, MOST_ROWS)), max_batch)
        self._chunk = min(int(np.clip(_CHUNK_VALUES // max(sizes), _LEAST_ROWS, MOST_ROWS)), self._block)
        self._products = InputsProducts(n_inputs, sizes[0], max_samples=max_batch, dtype=dtype)
        is_one_chunk = max_batch <= self._chunk
        self._further = self.gradient if is_one_chunk else Parameters.zeros(architecture, dtype)
        rows = [self._block, *[self._chunk for _ in sizes[1:]]]
        self._activations = [self._empty(n, size) for n, size in zip(rows, sizes, strict=True)]
        self._deltas = [self._empty(n, size) for n, size in zip(rows, sizes, strict=True)]
        self._scratch = [self._empty(self._chunk, size) for size in sizes]
        self._ones: Floats = np.ones(self._chunk, dtype)
        self._decay: Floats = np.empty(min(architecture.n_weights, _CHUNK_VALUES), dtype)
        self._plans: dict[int, list[_Block]] = {}
        n_before = architecture.weight_shapes[-1][0]
        is_wide = bool(architecture.hidden_layers) and n_before >= _WIDE
        self._transposed: Floats | None = self._empty(architecture.n_outputs, n_before) if is_wide else None

    def run(
        self, parameters: Parameters, inputs: Floats, targets: Floats, *, logits: Floats, decay: float = 0.0
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

        Returns
        -------
        ndarray, shape (n_parameters,)
            The gradient of the batch's mean loss plus decay; the same array every time.
        """
        n_samples = len(inputs)
        blocks = self._plans.get(n_samples) or self._plan(n_samples)
        has_hidden = bool(self.architecture.hidden_layers)
        if self._transposed is not None:
            self._transposed[...] = parameters.weights[-1].T
        into = self.gradient  # the first part of a sum is written where the others are added
        for block in blocks:
            block_inputs = inputs[block.rows]
            if has_hidden:
                self._products.multiply(block_inputs, parameters.weights[0], block.activations)
            block_into = into
            for chunk in block.chunks:
                rows = chunk.rows
                self._run_chunk(
                    parameters,
                    chunk,
                    inputs=inputs[rows],
                    targets=targets[rows],
                    logits=logits[rows],
                    n_samples=n_samples,
                    into=into,
                )
                into = self._further
            if has_hidden:
                self._products.multiply_transposed(block_inputs, block.delta, block_into.weights[0])
                _add_up(self.gradient.weights[0], block_into.weights[0])
        if decay:
            self._add_decay(parameters.decayed, decay)
        return self.gradient.flat

    def _run_chunk(
        self,
        parameters: Parameters,
        chunk: _Chunk,
        *,
        inputs: Floats,
        targets: Floats,
        logits: Floats,
        n_samples: int,
        into: Parameters,
    ) -> None:
        """All but the products with the inputs of a network with hidden layers."""
        weights, biases = parameters.weights, parameters.biases
        activations, deltas, scratch = chunk.activations, chunk.deltas, chunk.scratch
        hidden, loss = self.architecture.activation, self.architecture.loss
        last = len(weights) - 1

        values = inputs
        for layer in range(last):
            out = activations[layer]
            if layer:
                np.dot(values, weights[layer], out=out)
            np.add(out, biases[layer], out=out)
            hidden.apply(out)
            values = out
        np.dot(values, weights[last], out=chunk.outputs)
        delta = deltas[last]
        np.add(chunk.outputs, biases[last], out=delta)
        logits[...] = delta

        loss.apply(delta)
        loss.to_delta(delta, targets, scratch[last])
        np.multiply(delta, 1.0 / n_samples, out=delta)
        for layer in range(last, -1, -1):
            if layer or not last:
                before = activations[layer - 1] if layer else inputs
                np.dot(before.T, delta, out=into.weights[layer])
                _add_up(self.gradient.weights[layer], into.weights[layer])
            np.dot(chunk.ones, delta, out=into.biases[layer])
            _add_up(self.gradient.biases[layer], into.biases[layer])
            if layer:
                out = deltas[layer - 1]
                copied = self._transposed if layer == last else None
                np.dot(delta, weights[layer].T if copied is None else copied, out=out)
                hidden.scale_by_derivative(out, activations[layer - 1], scratch[layer - 1])
                delta = out

    def _add_decay(self, weights: Floats, decay: float) -> None:
        """Add the weights times ``decay`` to their gradient, in parts that stay in the cache."""
        gradient = self.gradient.decayed
        n_part = len(self._decay)
        for start in range(0, len(weights), n_part):
            part = weights[start : start + n_part]
            product = self._decay[: len(part)]
            np.multiply(part, decay, out=product)
            np.add(gradient[start : start + n_part], product, out=gradient[start : start + n_part])

    def _plan(self, n_samples: int) -> list[_Block]:
        """Blocks and chunks for a batch of this size, as even as can be, kept for the next batch of the same size."""
        blocks = [
            _Block(
                rows,
                self._activations[0][: rows.stop - rows.start],
                self._deltas[0][: rows.stop - rows.start],
                [self._plan_chunk(rows.start, part) for part in _parts(rows.stop - rows.start, self._chunk)],
            )
            for rows in _parts(n_samples, self._block)
        ]
        self._plans[n_samples] = blocks
        return blocks

    def _plan_chunk(self, start: int, part: slice) -> _Chunk:
        """Memory for a part of the block that starts there."""
        n = part.stop - part.start
        n_outputs = self.architecture.n_outputs

        def by_class(memory: Floats) -> Floats:
            return memory.reshape(-1)[: n * n_outputs].reshape(n_outputs, n).T

        has_hidden = bool(self.architecture.hidden_layers)
        return _Chunk(
            slice(start + part.start, start + part.stop),
            [self._activations[0][part], *[array[:n] for array in self._activations[1:-1]]] if has_hidden else [],
            [
                *([self._deltas[0][part]] if has_hidden else []),
                *[a[:n] for a in self._deltas[1:-1]],
                by_class(self._deltas[-1]),
            ],
            [*[array[:n] for array in self._scratch[:-1]], by_class(self._scratch[-1])],
            self._activations[-1][:n],
            self._ones[:n],
        )

    def _empty(self, n_rows: int, n_columns: int) -> Floats:
        memory: Floats = np.empty((n_rows, n_columns), self._dtype)
        return memory


def _add_up(total: Floats, part: Floats) -> None:
    """Add a part to the total, unless it was written there as the first."""
    if part is not total:
        np.add(total, part, out=total)


def _parts(n: int, largest: int) -> list[slice]:
    """0 to n in as few parts of up to that size as can be, as even as can be."""
    n_parts = -(-n // largest)
    ends = [n * number // n_parts for number in range(n_parts + 1)]
    return [slice(start, stop) for start, stop in pairwise(ends)]
