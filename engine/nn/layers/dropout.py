"""Dropout: while a network is trained, some of its values are left out at random."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np

from engine.errors import ConfigurationError
from engine.nn.activations import DType, Floats
from engine.nn.layers.base import (
    LINEAR,
    Layer,
    LayerParameters,
    Need,
    OnnxGraph,
    Shape,
    Target,
    Window,
    Workspace,
    in_memory_order,
)
from engine.text.sentence import Sentence, say

_TEXT = re.compile(r"dropout\s+([0-9]*\.?[0-9]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Dropout(Layer):
    """Each value is 0 with the probability ``rate`` while the network is trained; the others grow to make up for it.

        forward          y = m x / (1 − rate),  m = 0 with the probability ``rate``, else 1, drawn for every value anew
        input gradient   m δ / (1 − rate)

    When the network reads, validates or explains, nothing is left out: y = x.

    Source: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov, "Dropout: a simple way to prevent neural networks
    from overfitting", JMLR 15 (2014), section 10, where values grow while it is trained.

    Raises
    ------
    ConfigurationError
        If the rate is not from 0 to below 1.
    """

    kind: ClassVar[str] = "dropout"
    word: ClassVar[str] = "dropout"
    least_rows: ClassVar[int] = 16
    rate: float
    activation: str = field(default=LINEAR, init=False, repr=False)

    def __post_init__(self) -> None:
        if not 0.0 <= self.rate < 1.0:
            raise ConfigurationError(say("layer.dropout_rate", got=f"{self.rate:g}"))

    def output_shape(self, input_shape: Shape) -> Shape:
        return input_shape

    def workspace(self, input_shape: Shape, dtype: DType) -> tuple[Need, ...]:
        return Need(input_shape, dtype), Need(input_shape, "float32")

    def forward(
        self,
        own: LayerParameters,  # noqa: ARG002 - it has none
        inputs: Floats | None,
        outputs: Floats,
        workspace: Workspace,
        rng: np.random.Generator | None,
    ) -> None:
        assert inputs is not None  # noqa: S101 - there are no block products
        factors, drawn = workspace
        if rng is None:
            factors[...] = 1.0
        else:  # in float32 whatever the network computes in: the same values are left out
            rng.random(dtype=np.float32, out=in_memory_order(drawn))
            np.greater_equal(drawn, self.rate, out=factors, casting="unsafe")
            np.multiply(factors, 1.0 / (1.0 - self.rate), out=factors)
        np.multiply(inputs, factors, out=outputs)

    def backward(
        self,
        own: LayerParameters,  # noqa: ARG002 - it has none
        inputs: Floats | None,  # noqa: ARG002 - the factors are in the workspace
        delta: Floats,
        workspace: Workspace,
        into: Target | None,  # noqa: ARG002 - nothing is learned
        input_delta: Floats | None,
        copied: Floats | None,  # noqa: ARG002 - none is kept
    ) -> None:
        if input_delta is not None:
            np.multiply(delta, workspace[0], out=input_delta)

    def window(self, row: int, column: int) -> Window:
        return Window(row, column, 1, 1)

    def in_words(self) -> Sentence:
        return say("layer.dropout", rate=self.rate)

    def remark(self, input_shape: Shape) -> Sentence:  # noqa: ARG002 - whatever comes in
        return say("layer.only_in_training", percent=100 * self.rate)

    def as_text(self) -> str:
        return f"dropout {self.rate:g}"

    @classmethod
    def from_text(cls, words: str, activation: str) -> Self | None:  # noqa: ARG003 - it has none
        match = _TEXT.fullmatch(words)
        return None if match is None else cls(float(match[1]))

    @classmethod
    def suggested_texts(cls, before: Sequence[Layer]) -> list[str]:  # noqa: ARG003 - behind whatever
        return ["dropout 0.5"]

    def as_json(self) -> dict[str, Any]:
        return {"rate": self.rate}

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Self:
        return cls(float(line["rate"]))

    def add_to_onnx(
        self,
        graph: OnnxGraph,  # noqa: ARG002 - nothing is done when it reads
        own: LayerParameters,  # noqa: ARG002 - it has none
        values: str,
        *,
        number: int,  # noqa: ARG002
        input_shape: Shape,  # noqa: ARG002
    ) -> str:
        return values
