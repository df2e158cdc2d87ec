"""A convolution: every filter looks at every place of a picture through the same weights."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from engine.errors import ConfigurationError
from engine.nn.activations import ACTIVATIONS, DType, Floats, check_choice
from engine.nn.layers.base import (
    MAX_UNITS,
    NUMBER,
    Layer,
    LayerParameters,
    Need,
    OnnxGraph,
    Shape,
    Target,
    Window,
    Workspace,
    array_for,
    check_picture,
    check_square,
    samples_last,
)
from engine.text.sentence import Sentence, say
from engine.text.setting_names import setting_name

_TEXT = re.compile(rf"conv\s+({NUMBER})\s+({NUMBER})\s*[x×]\s*({NUMBER})(\s+same|\s+valid)?", re.IGNORECASE)
_MOST_SUGGESTED = 64  # filters


@dataclass(frozen=True)
class Convolution(Layer):
    """``n_filters`` filters of ``size`` x ``size`` pixels, moved over the picture by one pixel at a time.

    The equations, for one sample; (y, x) is a place of a map, k a filter, c a channel, and (i, j) a place in the filter;
    the error δ is that of the pre-activations z:

        forward          z[y, x, k] = b[k] + Σ_{c,i,j} W[k, c, i, j] a[y + i, x + j, c],  then f(z)
        gradient         ∂J/∂W[k, c, i, j] = Σ_{y,x} δ[y, x, k] a[y + i, x + j, c],  ∂J/∂b[k] = Σ_{y,x} δ[y, x, k]
        input gradient   ∂J/∂a[y, x, c] = Σ_{k,i,j} W[k, c, i, j] δ[y − i, x − j, k], where that place exists

    (Both gradients are summed over samples.) A valid convolution, the default, only goes where the whole filter lies on the
    picture; with ``same`` the picture has a margin of zeros, so that a map is as large as the picture. All the filter sees
    at all places is copied into one matrix, a column for each place of each sample, and then each equation is one product.

    Weights have the shape (filters, channels, size, size), biases (filters,).

    Source: LeCun, Bottou, Bengio & Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE 86
    (1998).

    Raises
    ------
    ConfigurationError
        If the activation is unknown, there is no filter or it has no size, or with ``same`` no middle.
    """

    kind: ClassVar[str] = "convolution"
    word: ClassVar[str] = "conv"
    least_rows: ClassVar[int] = 16
    n_filters: int
    size: int
    activation: str = "sigmoid"
    same: bool = False

    def __post_init__(self) -> None:
        check_choice(setting_name("hidden_activation"), self.activation, ACTIVATIONS)
        if self.n_filters < 1 or self.size < 1:
            raise ConfigurationError(say("layer.no_filter", got=self.as_text()))
        if self.same and self.size % 2 == 0:
            raise ConfigurationError(say("layer.same_needs_odd", layer=self.as_text()))

    @property
    def margin(self) -> int:
        """Zeros around the picture, in pixels at each side."""
        return self.size // 2 if self.same else 0

    def output_shape(self, input_shape: Shape) -> Shape:
        height, width, _ = check_picture(self, input_shape)
        shape = (height + 2 * self.margin - self.size + 1, width + 2 * self.margin - self.size + 1, self.n_filters)
        if min(shape) < 1:
            raise ConfigurationError(
                say(
                    "layer.too_large",
                    layer=self.as_text(),
                    size=self.size - 2 * self.margin,
                    height=height,
                    width=width,
                )
            )
        return shape

    def weights_shape(self, input_shape: Shape) -> Shape:
        return (self.n_filters, input_shape[2], self.size, self.size)

    def biases_shape(self, input_shape: Shape) -> Shape:  # noqa: ARG002 - whatever comes in
        return (self.n_filters,)

    def fans(self, input_shape: Shape) -> tuple[int, int]:
        return input_shape[2] * self.size**2, self.n_filters * self.size**2

    def multiply_adds(self, input_shape: Shape) -> int:
        return math.prod(self.output_shape(input_shape)) * input_shape[2] * self.size**2

    def workspace(self, input_shape: Shape, dtype: DType) -> tuple[Need, ...]:
        height, width, n_channels = input_shape
        *places, _ = self.output_shape(input_shape)
        seen = Need((*places, n_channels * self.size**2), dtype)
        needs = Need(self.output_shape(input_shape), dtype), seen
        if not self.margin:
            return needs
        return *needs, Need((height + 2 * self.margin, width + 2 * self.margin, n_channels), dtype)

    def forward(
        self,
        own: LayerParameters,
        inputs: Floats | None,
        outputs: Floats,
        workspace: Workspace,
        rng: np.random.Generator | None,  # noqa: ARG002 - nothing is drawn
    ) -> None:
        assert inputs is not None  # noqa: S101 - there are no block products
        picture = samples_last(inputs)
        if self.margin:
            picture = self._with_margin(picture, samples_last(workspace[2]))
        seen = samples_last(workspace[1])
        n_channels, size, (_, *places) = len(picture), self.size, seen.shape
        at_channel, at_row, at_column, at_sample = picture.strides
        views = as_strided(
            picture,
            (n_channels, size, size, *places),
            (at_channel, at_row, at_column, at_row, at_column, at_sample),
            writeable=False,
        )
        np.copyto(seen.reshape(views.shape), views)
        maps = samples_last(outputs).reshape(self.n_filters, -1)
        own.weights.reshape(self.n_filters, -1).dot(seen.reshape(len(seen), -1), maps)
        np.add(maps, own.biases[:, np.newaxis], out=maps)

    def _with_margin(self, picture: Floats, padded: Floats) -> Floats:
        """The picture within zeros, in that memory, which held something else before."""
        margin = self.margin
        for border in (slice(0, margin), slice(-margin, None)):
            padded[:, border] = 0.0
            padded[:, :, border] = 0.0
        padded[:, margin:-margin, margin:-margin] = picture
        return padded

    def backward(
        self,
        own: LayerParameters,
        inputs: Floats | None,  # noqa: ARG002 - what the filters saw of them is in the workspace
        delta: Floats,
        workspace: Workspace,
        into: Target | None,
        input_delta: Floats | None,
        copied: Floats | None,  # noqa: ARG002 - none is kept
    ) -> None:
        seen = samples_last(workspace[1])
        columns = seen.reshape(len(seen), -1)
        errors = samples_last(delta).reshape(self.n_filters, -1)
        if into is not None:
            part = into.part()
            errors.dot(columns.T, part.weights.reshape(self.n_filters, -1))
            errors.sum(axis=1, out=part.biases)
            into.add(into.total.weights, part.weights)
            into.add(into.total.biases, part.biases)
        if input_delta is not None:
            own.weights.reshape(self.n_filters, -1).T.dot(errors, columns)  # in the place of what the filters saw
            self._gather(seen, samples_last(input_delta), workspace)

    def _gather(self, shares: Floats, input_delta: Floats, workspace: Workspace) -> None:
        """Add up, for each pixel, its shares in what all places saw."""
        size, margin = self.size, self.margin
        total = samples_last(workspace[2]) if margin else input_delta
        total[...] = 0.0
        _, height, width, _ = shares.shape
        shares = shares.reshape(len(total), size, size, *shares.shape[1:])
        for i in range(size):
            for j in range(size):
                rows = total[:, i : i + height, j : j + width]
                np.add(rows, shares[:, i, j], out=rows)
        if margin:
            input_delta[...] = total[:, margin:-margin, margin:-margin]

    def by_source(self, weights: Floats) -> Floats:
        return weights.reshape(self.n_filters, -1).T

    def met_by_weight(self, inputs: Floats, source: int) -> Floats:
        n, height, width, n_channels = inputs.shape
        channel, row, column = np.unravel_index(source, (n_channels, self.size, self.size))
        margin = self.margin
        padded = np.zeros((height + 2 * margin, width + 2 * margin, n), inputs.dtype)
        padded[margin : margin + height, margin : margin + width] = samples_last(inputs)[channel]
        down, across, _ = self.output_shape(inputs.shape[1:])
        return padded[row : row + down, column : column + across].transpose(2, 0, 1)

    def moved_by_channel(self, weights: Floats, input_shape: Shape, channel: int, change: Floats) -> Floats:
        one = (*input_shape[:2], 1)
        n, dtype = len(change), change.dtype
        outputs: Floats = array_for(self.output_shape(one), n, dtype)
        workspace = tuple(array_for(need.shape, n, dtype) for need in self.workspace(one, "float64"))
        own = LayerParameters(weights[:, channel : channel + 1], np.zeros(self.n_filters, dtype))
        self.forward(own, change, outputs, workspace, None)
        return outputs

    def from_channel(self, weights: Floats, input_shape: Shape, channel: int) -> Floats:  # noqa: ARG002
        return weights[:, channel]

    def contributions(self, own: LayerParameters, inputs: Floats, outputs: Floats) -> Floats:
        n_channels, size = len(inputs), self.size
        padded = np.pad(inputs, ((0, 0), (self.margin, self.margin), (self.margin, self.margin)))
        seen = sliding_window_view(padded, (size, size), axis=(1, 2))  # channels, places, places in the filter
        columns = seen.transpose(1, 2, 0, 3, 4).reshape(-1, n_channels * size * size)
        is_active = (outputs.reshape(self.n_filters, -1) != 0.0).astype(inputs.dtype)
        met = is_active.dot(columns).reshape(own.weights.shape)  # what each weight meets, summed over those places
        parts: Floats = (met * own.weights).sum(axis=(2, 3)).T
        return parts

    def window(self, row: int, column: int) -> Window:
        return Window(row - self.margin, column - self.margin, self.size, self.size)

    def in_words(self) -> Sentence:
        return say("layer.filters_same" if self.same else "layer.filters", n=self.n_filters, size=self.size)

    def as_text(self) -> str:
        return f"conv {self.n_filters} {self.size}x{self.size}{' same' if self.same else ''}"

    @classmethod
    def from_text(cls, words: str, activation: str) -> Self | None:
        match = _TEXT.fullmatch(words)
        if match is None:
            return None
        n_filters, height, width = (int(match[i]) for i in (1, 2, 3))
        check_square(words, height, width)
        if not 1 <= n_filters <= MAX_UNITS or not height:
            raise ConfigurationError(say("layer.n_filters", most=MAX_UNITS, got=words[:80]))
        is_same = (match[4] or "").strip().lower() == "same"
        return cls(n_filters, height, activation, is_same)

    @classmethod
    def suggested_texts(cls, before: Sequence[Layer]) -> list[str]:
        """Twice as many filters as the last convolution has, up to a limit; smaller ones where those are too large."""
        n = 8
        for layer in before:
            if isinstance(layer, Convolution):
                n = min(2 * layer.n_filters, max(_MOST_SUGGESTED, layer.n_filters))
        return [f"conv {n} {size}x{size}" for size in (5, 3, 1)]

    def as_json(self) -> dict[str, Any]:
        return {"filters": self.n_filters, "size": self.size, "activation": self.activation, "same": self.same}

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Self:
        return cls(int(line["filters"]), int(line["size"]), str(line["activation"]), bool(line["same"]))

    def add_to_onnx(
        self,
        graph: OnnxGraph,
        own: LayerParameters,
        values: str,
        *,
        number: int,
        input_shape: Shape,  # noqa: ARG002 - of the picture that comes
    ) -> str:
        names = graph.constant(f"weights_{number}", own.weights), graph.constant(f"biases_{number}", own.biases)
        values = graph.apply("Conv", f"preactivations_{number}", values, *names, pads=[self.margin] * 4)
        return graph.apply(ACTIVATIONS[self.activation].onnx_operator, f"activations_{number}", values)
