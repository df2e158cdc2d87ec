"""The two products of a batch's inputs, X W and Xᵀ δ, in the pieces that BLAS multiplies fastest.

They are nearly all the work of a training step. For a narrow layer (25 units behind 400 pixels) they are long and thin, and
OpenBLAS spends most of their time on rearranging X for its large kernel. It has another kernel for small products, which
rearranges nothing: where the processor has AVX-512, a thin product in such pieces takes two thirds of the time in float64
and nine tenths in float32; where it does not, about the same (measured with 10 to 31 units, OpenBLAS 0.3.31).
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np

from engine.nn.activations import DType, Floats
from engine.nn.blas_memory import touch_memory
from engine.nn.blas_threads import BLAS_THREADS
from engine.nn.calls import Call

_SMALL_PRODUCT = 960_000  # multiplications; OpenBLAS takes the other kernel from 1,000,000 on
_LEAST_ROWS = 80  # pieces of fewer samples cost more than they save


def adding_product(a: Floats, b: Floats, total: Floats) -> list[Call]:
    """``total ← total + aᵀ b``, in place, laid out; BLAS can do that in one go, but NumPy cannot ask for it.

    SciPy holds Python's lock meanwhile: this is for products of less than a millisecond.

    Parameters
    ----------
    a, b
        Shape (n, i) in C order, (n, j) in C order or Fortran's.
    total
        Shape (i, j), in C order.
    """
    # BLAS counts matrices column by column, and so multiplies the transposed: totalᵀ ← totalᵀ + bᵀ a. Any factor of the
    # total but 1 would cost more than the product of a small batch: BLAS is slow at that, NumPy is not.
    second, is_transposed = (b.T, 0) if b.flags.c_contiguous else (b, 1)
    return [partial(_gemm(total.dtype.char), 1.0, second, a.T, 1.0, total.T, is_transposed, 1, 1)]


def adding_sum(delta: Floats, ones: Floats, total: Floats) -> list[Call]:
    """``total ← total + Σ δ`` over samples, in place, laid out.

    Parameters
    ----------
    delta, ones
        Shape (n, j), in C order or Fortran's, and (n,).
    total
        Shape (j,).
    """
    row = total[np.newaxis]
    if len(delta) > 1:
        return adding_product(ones[:, np.newaxis], delta, row)
    return [partial(np.add, row, delta, row)]


@cache
def _gemm(char: str) -> Callable[..., Any]:
    """BLAS's product of two matrices of that type: ``(alpha, a, b, beta, c, trans_a, trans_b, overwrite_c)``."""
    from scipy.linalg import blas  # noqa: PLC0415 - a fifth of a second: only those pay for it who train so

    BLAS_THREADS.include_new_libraries()
    touch_memory(lambda a, b: blas.sgemm(1.0, b.T, a.T))  # as NumPy has BLAS multiply a and b: column by column
    return {"f": blas.sgemm, "d": blas.dgemm}[char]


class InputsProducts:
    """Products with up to ``max_samples`` samples, laid out.

    Parameters
    ----------
    n_inputs, n_units
        Of the first layer.
    max_samples, dtype
        Of the inputs.
    """

    def __init__(self, n_inputs: int, n_units: int, *, max_samples: int, dtype: DType) -> None:
        rows = _SMALL_PRODUCT // (n_inputs * n_units)
        self._rows = rows if _LEAST_ROWS <= rows < max_samples // 2 else 0  # of a piece; 0 for no pieces
        shape = (n_units, n_inputs) if self._rows else (0, 0)
        self._sum: Floats = np.empty(shape, dtype)
        self._piece: Floats = np.empty(shape, dtype)

    def multiply(self, inputs: Floats, weights: Floats, out: Floats) -> list[Call]:
        """X W, shape (n_samples, n_units), C-contiguous, into ``out``."""
        return [partial(inputs[rows].dot, weights, out[rows]) for rows in self._parts(len(inputs))]

    def multiply_transposed(self, inputs: Floats, delta: Floats, out: Floats) -> list[Call]:
        """Xᵀ δ, shape (n_inputs, n_units), C-contiguous, into ``out``."""
        first, *others = self._parts(len(inputs))
        if not others:
            return [partial(inputs.T.dot, delta, out)]
        calls: list[Call] = [partial(delta[first].T.dot, inputs[first], self._sum)]
        for rows in others:
            calls.append(partial(delta[rows].T.dot, inputs[rows], self._piece))
            calls.append(partial(np.add, self._sum, self._piece, self._sum))
        return [*calls, partial(np.copyto, out, self._sum.T)]

    def add_transposed(self, inputs: Floats, delta: Floats, total: Floats) -> list[Call]:
        """``total ← total + Xᵀ δ``, in place; see :func:`adding_product`."""
        parts = self._parts(len(inputs))
        return [call for rows in parts for call in adding_product(inputs[rows], delta[rows], total)]

    def _parts(self, n_samples: int) -> list[slice]:
        """The pieces of so many samples."""
        rows = self._rows or n_samples
        return [slice(start, start + rows) for start in range(0, n_samples, rows)]
