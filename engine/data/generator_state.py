"""Where a random generator is in its stream, as a value that can be saved."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class GeneratorState:
    """The state of a PCG64, the bit generator of ``np.random.default_rng``; its streams are the same on all platforms.

    Attributes
    ----------
    state, inc
        Its 128-bit state and increment.
    has_uint32, uinteger
        Whether half of the last 64 bits drawn is still to be given out, and that half.
    """

    state: int
    inc: int
    has_uint32: int
    uinteger: int

    @classmethod
    def of(cls, generator: np.random.Generator) -> "GeneratorState":
        """Where that generator is now."""
        raw: Any = generator.bit_generator.state
        return cls(raw["state"]["state"], raw["state"]["inc"], raw["has_uint32"], raw["uinteger"])

    def make(self) -> np.random.Generator:
        """A generator that goes on from there."""
        bits = np.random.PCG64(0)
        bits.state = {
            "bit_generator": "PCG64",
            "state": {"state": self.state, "inc": self.inc},
            "has_uint32": self.has_uint32,
            "uinteger": self.uinteger,
        }
        return np.random.Generator(bits)

    def as_json(self) -> dict[str, int]:
        """As JSON can hold it; :meth:`from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Any) -> "GeneratorState":  # noqa: ANN401 - whatever JSON holds
        """What :meth:`as_json` gave; ``KeyError``, ``TypeError`` or ``ValueError`` if it is anything else."""
        state = cls(*(int(value[name]) for name in ("state", "inc", "has_uint32", "uinteger")))
        if not (0 <= state.state < 2**128 and 0 <= state.inc < 2**128 and 0 <= state.uinteger < 2**32):
            raise ValueError(value)
        return state
