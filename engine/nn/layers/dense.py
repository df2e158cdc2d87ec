"""A fully connected layer: every unit takes every input."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Self

import numpy as np

from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS, DType, Floats, check_choice
from engine.nn.calls import Call, run_calls
from engine.nn.layers.base import (
    LINEAR,
    MAX_UNITS,
    NUMBER,
    Draws,
    Layer,
    LayerParameters,
    Need,
    OnnxGraph,
    Shape,
    Target,
    Workspace,
    samples_last,
)
from engine.nn.layers.dense_products import InputsProducts, adding_product, adding_sum
from engine.text.sentence import Sentence, say
from engine.text.setting_names import setting_name

_TEXT = re.compile(NUMBER)
_WIDE = 128  # inputs of the last layer from which on δ Wᵀ is quicker with a copy of Wᵀ than with Wᵀ as it lies


@dataclass(frozen=True)
class Dense(Layer):
    """``units`` units, each a weighted sum of all inputs; pictures are taken row by row, channels last.

    The equations (rows are samples; the output error δ is that of the pre-activations z):

        forward          z = a W + b,  then f(z)
        gradient         ∂J/∂W = aᵀ δ,  ∂J/∂b = Σ δ over samples
        input gradient   δ Wᵀ

    Weights have the shape (inputs, units), biases (units,).

    Raises
    ------
    ConfigurationError
        If the activation is unknown.
    """

    kind: ClassVar[str] = "dense"
    takes_rows: ClassVar[bool] = True
    units: int
    activation: str = "sigmoid"

    def __post_init__(self) -> None:
        if self.activation != LINEAR:
            check_choice(setting_name("hidden_activation"), self.activation, ACTIVATIONS)

    def output_shape(self, input_shape: Shape) -> Shape:  # noqa: ARG002 - whatever comes in
        return (self.units,)

    def weights_shape(self, input_shape: Shape) -> Shape:
        return (math.prod(input_shape), self.units)

    def biases_shape(self, input_shape: Shape) -> Shape:  # noqa: ARG002 - whatever comes in
        return (self.units,)

    def multiply_adds(self, input_shape: Shape) -> int:
        return math.prod(input_shape) * self.units

    def workspace(self, input_shape: Shape, dtype: DType) -> tuple[Need, ...]:  # noqa: ARG002
        return Need((self.units,), dtype), Need((), dtype, 1.0)  # f′; ones, to sum over samples

    def block_products(self, input_shape: Shape, *, max_samples: int, dtype: DType) -> InputsProducts:
        return InputsProducts(math.prod(input_shape), self.units, max_samples=max_samples, dtype=dtype)

    def copied_shape(self, input_shape: Shape) -> Shape | None:
        n_inputs = math.prod(input_shape)
        return (self.units, n_inputs) if self.activation == LINEAR and n_inputs >= _WIDE else None

    def copy_weights(self, weights: Floats, copied: Floats) -> None:
        copied[...] = weights.T

    def forward(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        outputs: Floats,
        workspace: Workspace,
        rng: np.random.Generator | None,
    ) -> None:
        run_calls(self.forward_calls(own, inputs, outputs, workspace, Draws(rng)))

    def forward_calls(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        outputs: Floats,
        workspace: Workspace,  # noqa: ARG002 - it is for the way back
        draws: Draws,  # noqa: ARG002 - nothing is drawn
    ) -> list[Call]:
        weights, biases = own
        row = biases[np.newaxis]
        if inputs is None:
            return [partial(np.add, outputs, row, outputs)]
        flat = inputs if inputs.ndim == 2 else inputs.reshape(len(inputs), -1)
        if outputs.flags.c_contiguous:  # ``dot`` of an array is quicker than ``np.dot`` by a tenth of a microsecond
            return [partial(flat.dot, weights, outputs), partial(np.add, outputs, row, outputs)]
        by_unit = outputs.T  # a network's outputs lie class by class: zᵀ = Wᵀ aᵀ + bᵀ
        return [partial(weights.T.dot, flat.T, by_unit), partial(np.add, by_unit, row.T, by_unit)]

    def backward(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        delta: Floats,
        workspace: Workspace,
        into: Target | None,
        input_delta: Floats | None,
        copied: Floats | None,
    ) -> None:
        run_calls(self.backward_calls(own, inputs, delta, workspace, into, input_delta, copied))

    def backward_calls(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        delta: Floats,
        workspace: Workspace,
        into: Target | None,
        input_delta: Floats | None,
        copied: Floats | None,
    ) -> list[Call]:
        calls: list[Call] = []
        if input_delta is not None:
            out = input_delta if input_delta.ndim == 2 else input_delta.reshape(len(input_delta), -1)
            calls.append(partial(delta.dot, own.weights.T if copied is None else copied, out))
        if into is None:
            return calls
        total, spare = into
        flat = inputs if inputs is None or inputs.ndim == 2 else inputs.reshape(len(inputs), -1)
        ones = workspace[1]
        if spare is None:
            if flat is not None:
                calls += adding_product(flat, delta, total.weights)
            return calls + adding_sum(delta, ones, total.biases)
        if flat is not None:
            calls.append(partial(flat.T.dot, delta, spare.weights))
        calls.append(partial(ones.dot, delta, spare.biases))
        if spare is not total:
            calls += [partial(into.add, total[part], spare[part]) for part in range(flat is None, 2)]
        return calls

    def by_source(self, weights: Floats) -> Floats:
        return weights

    def met_by_weight(self, inputs: Floats, source: int) -> Floats:
        values: Floats = inputs[:, source] if inputs.ndim == 2 else inputs.reshape(len(inputs), -1)[:, source]
        return values

    def moved_by_channel(self, weights: Floats, input_shape: Shape, channel: int, change: Floats) -> Floats:
        its_weights = weights.reshape(*input_shape, self.units)[..., channel, :].reshape(-1, self.units)
        changes = samples_last(change) if change.ndim == 4 else change.T
        moved: Floats = its_weights.T.dot(changes.reshape(len(its_weights), -1)).T
        return moved

    def from_channel(self, weights: Floats, input_shape: Shape, channel: int) -> Floats:
        return weights.reshape(*input_shape, self.units)[..., channel, :]

    def contributions(self, own: LayerParameters, inputs: Floats, outputs: Floats) -> Floats:  # noqa: ARG002
        if inputs.ndim == 1:
            return inputs[:, np.newaxis] * own.weights
        n_channels = len(inputs)
        by_channel = own.weights.reshape(-1, n_channels, self.units)  # pictures are taken row by row, channels last
        parts: Floats = np.einsum("cp,pcu->cu", inputs.reshape(n_channels, -1), by_channel)
        return parts

    def in_words(self) -> Sentence:
        return say("layer.units", n=self.units)

    def as_text(self) -> str:
        return str(self.units)

    @classmethod
    def from_text(cls, words: str, activation: str) -> Self | None:
        match = _TEXT.fullmatch(words)
        if match is None:
            return None
        return cls.of_units(int(words), activation)

    @classmethod
    def of_units(cls, units: int, activation: str = "sigmoid") -> Self:
        """A hidden layer of so many units; raises ``ConfigurationError`` if they are none or too many."""
        if not 1 <= units <= MAX_UNITS:
            raise ConfigurationError(say("config.layer_units", most=MAX_UNITS, got=str(units)))
        return cls(units, activation)

    @classmethod
    def suggested_texts(cls, before: Sequence[Layer]) -> list[str]:  # noqa: ARG003 - behind whatever
        return ["64"]

    def as_json(self) -> dict[str, Any]:
        return {"units": self.units, "activation": self.activation}

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Self:
        return cls(int(line["units"]), str(line["activation"]))

    def add_to_onnx(
        self, graph: OnnxGraph, own: LayerParameters, values: str, *, number: int, input_shape: Shape
    ) -> str:
        if len(input_shape) > 1 and number > 1:
            values = graph.apply("Transpose", f"row_by_row_{number}", values, perm=[0, 2, 3, 1])  # ONNX has maps first
            values = graph.apply("Flatten", f"flat_{number}", values, axis=1)
        names = graph.constant(f"weights_{number}", own.weights), graph.constant(f"biases_{number}", own.biases)
        values = graph.apply("Gemm", f"preactivations_{number}", values, *names)
        activation = self.activation_function
        if activation is not None:
            values = graph.apply(activation.onnx_operator, f"activations_{number}", values)
        return values
