"""The memory in which BLAS arranges matrices for its products: touched once, by one large product.

Until a process has multiplied something large, OpenBLAS can be slow at what is smaller: products of 200 samples with 400
inputs and 128 to 300 units took 2.5 to 3 times as long before one with 384 units as after it, on the same arrays, however
often they were repeated (OpenBLAS 0.3.30 and 0.3.31, a virtual machine, AMD EPYC). Probably its kernels fetch ahead of what
they read, from pages of its memory that nobody has touched yet, which the processor looks for in vain each time. One large
product takes some milliseconds, and all that follow are as quick as they can be.
"""

from collections.abc import Callable
from functools import cache

import numpy as np

from engine.nn.activations import Floats


def touch_memory(multiply: Callable[[Floats, Floats], object]) -> None:
    """Have a library multiply two matrices, (128, 512) and (512, 512); what comes out is of no use."""
    multiply(np.ones((128, 512), np.float32), np.ones((512, 512), np.float32))


@cache
def touch_memory_of_numpy() -> None:
    """The same for the products of NumPy; done once in a process."""
    touch_memory(np.dot)
