"""The two products of a batch's inputs, X W and Xᵀ δ, in the pieces that BLAS multiplies fastest.

They are nearly all the work of a training step. For a narrow layer (25 units behind 400 pixels) they are long and thin, and
OpenBLAS spends most of their time on rearranging X for its large kernel. It has another kernel for small products, which
rearranges nothing: where the processor has AVX-512, a thin product in such pieces takes two thirds of the time in float64
and nine tenths in float32; where it does not, about the same (measured with 10 to 31 units, OpenBLAS 0.3.31).
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from engine.nn.activations import DType, Floats
from engine.nn.blas_threads import BLAS_THREADS

_SMALL_PRODUCT = 960_000  # multiplications; OpenBLAS takes the other kernel from 1,000,000 on
_LEAST_ROWS = 80  # pieces of fewer samples cost more than they save


def add_product(a: Floats, b: Floats, total: Floats, alpha: float, beta: float) -> None:
    """``total ← beta · total + alpha · aᵀ b`` in one go, in place; BLAS can do that, but NumPy cannot ask for it.

    SciPy holds Python's lock meanwhile: this is for products of less than a millisecond.

    Parameters
    ----------
    a, b
        Shape (n, i) in C order, (n, j) in C order or Fortran's.
    total
        Shape (i, j), in C order.
    alpha, beta
        The factors; with ``beta`` 0 what was in ``total`` is not read.
    """
    # BLAS counts matrices column by column, and so multiplies the transposed: totalᵀ ← beta totalᵀ + alpha bᵀ a.
    gemm = _gemm(total.dtype.char)
    if b.flags.c_contiguous:
        gemm(alpha, b.T, a.T, beta, total.T, 0, 1, 1)
    else:
        gemm(alpha, b, a.T, beta, total.T, 1, 1, 1)


@cache
def _gemm(char: str) -> Callable[..., Any]:
    """BLAS's product of two matrices of that type: ``(alpha, a, b, beta, c, trans_a, trans_b, overwrite_c)``."""
    from scipy.linalg import blas  # noqa: PLC0415 - a fifth of a second: only those pay for it who train so

    BLAS_THREADS.include_new_libraries()
    return {"f": blas.sgemm, "d": blas.dgemm}[char]


class InputsProducts:
    """Products with up to ``max_samples`` samples.

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

    def multiply(self, inputs: Floats, weights: Floats, out: Floats) -> None:
        """X W, shape (n_samples, n_units), C-contiguous, into ``out``."""
        n_samples, rows = len(inputs), self._rows
        if not rows or n_samples <= rows:
            inputs.dot(weights, out)
            return
        for start in range(0, n_samples, rows):
            inputs[start : start + rows].dot(weights, out[start : start + rows])

    def multiply_transposed(self, inputs: Floats, delta: Floats, out: Floats) -> None:
        """Xᵀ δ, shape (n_inputs, n_units), C-contiguous, into ``out``."""
        n_samples, rows = len(inputs), self._rows
        if not rows or n_samples <= rows:
            inputs.T.dot(delta, out)
            return
        delta[:rows].T.dot(inputs[:rows], self._sum)
        for start in range(rows, n_samples, rows):
            delta[start : start + rows].T.dot(inputs[start : start + rows], self._piece)
            np.add(self._sum, self._piece, out=self._sum)
        out[...] = self._sum.T

    def add_transposed(self, inputs: Floats, delta: Floats, total: Floats, alpha: float, beta: float) -> None:
        """``total ← beta · total + alpha · Xᵀ δ``, in place; see :func:`add_product`."""
        n_samples = len(inputs)
        rows = self._rows or n_samples
        if n_samples <= rows:
            add_product(inputs, delta, total, alpha, beta)
            return
        for start in range(0, n_samples, rows):
            add_product(inputs[start : start + rows], delta[start : start + rows], total, alpha, beta)
            beta = 1.0
