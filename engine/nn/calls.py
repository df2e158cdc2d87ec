"""Work that is laid out once and done many times.

A step of training a small network is some twenty short calls of NumPy and BLAS. To find their arguments (views, attributes,
which formula applies) takes longer than to compute. So what is repeated on the same arrays is laid out first, as a list of
calls that take no arguments, each a function with its arrays (``functools.partial``); a step just goes through the list.
Numbers that change from step to step, as the learning rate does, are arrays of the shape (), which keep their place.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

Call: TypeAlias = Callable[[], object]
"""A piece of work with all that it needs; what it returns is of no use."""


def run_calls(calls: Iterable[Call]) -> None:
    """Do the work, in this order."""
    for call in calls:
        call()
