"""An array in a MATLAB file, in whichever of its forms."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Variable(NamedTuple):
    """An array of real numbers: its name, its shape, and what reads its values, as a flat array, column by column."""

    name: str
    shape: tuple[int, ...]
    values: Callable[[], NDArray[np.generic]]
