"""Pooling: of each square of pixels of a map, the largest stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from engine.errors import ConfigurationError
from engine.nn.activations import DType, Floats
from engine.nn.layers.base import (
    LINEAR,
    NUMBER,
    Layer,
    LayerParameters,
    Need,
    OnnxGraph,
    Shape,
    Target,
    Window,
    Workspace,
    check_picture,
    check_square,
    samples_last,
)
from engine.text.sentence import Sentence, say

_TEXT = re.compile(rf"pool\s+({NUMBER})(?:\s*[x×]\s*({NUMBER}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Pooling(Layer):
    """The largest of each ``size`` x ``size`` pixels; squares lie side by side, and rows and columns left over are dropped.

        forward          p[y, x, c] = max_{i,j} a[size y + i, size x + j, c]
        input gradient   the error of p goes to the pixel that was the largest, alone

    Of equal pixels the first in reading order is the largest: on blank paper all are equal, and if each of them got the
    error, the gradient would be a multiple of what it is.

    Raises
    ------
    ConfigurationError
        If the size is below 2.
    """

    kind: ClassVar[str] = "pooling"
    word: ClassVar[str] = "pool"
    least_rows: ClassVar[int] = 16
    keeps_greatest: ClassVar[bool] = True
    size: int
    activation: str = field(default=LINEAR, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.size < 2:
            raise ConfigurationError(say("layer.no_pool", got=self.as_text()))

    def output_shape(self, input_shape: Shape) -> Shape:
        height, width, n_channels = check_picture(self, input_shape)
        if min(height, width) < self.size:
            raise ConfigurationError(
                say("layer.too_large", layer=self.as_text(), size=self.size, height=height, width=width)
            )
        return height // self.size, width // self.size, n_channels

    def workspace(self, input_shape: Shape, dtype: DType) -> tuple[Need, ...]:
        shape = self.output_shape(input_shape)
        return Need(shape, dtype), Need(shape, dtype), Need(shape, bool), Need(shape, bool)

    def _views(self, picture: Floats, height: int, width: int) -> Iterator[Floats]:
        """For each place in a square, in reading order, the pixels that lie there, shape (channels, height, width, n)."""
        for i in range(self.size):
            for j in range(self.size):
                yield picture[:, i : height * self.size : self.size, j : width * self.size : self.size]

    def forward(
        self,
        own: LayerParameters,  # noqa: ARG002 - it has none
        inputs: Floats | None,
        outputs: Floats,
        workspace: Workspace,
        rng: np.random.Generator | None,  # noqa: ARG002 - nothing is drawn
    ) -> None:
        assert inputs is not None  # noqa: S101 - there are no block products
        largest = samples_last(outputs)
        first, *others = self._views(samples_last(inputs), *largest.shape[1:3])
        np.maximum(first, others[0], out=largest)
        for view in others[1:]:
            np.maximum(largest, view, out=largest)
        workspace[1][...] = outputs  # they may be changed by an activation

    def backward(
        self,
        own: LayerParameters,  # noqa: ARG002 - it has none
        inputs: Floats | None,
        delta: Floats,
        workspace: Workspace,
        into: Target | None,  # noqa: ARG002 - nothing is learned
        input_delta: Floats | None,
        copied: Floats | None,  # noqa: ARG002 - none is kept
    ) -> None:
        if input_delta is None:
            return
        assert inputs is not None  # noqa: S101 - there are no block products
        errors, pixels, gradient = samples_last(delta), samples_last(inputs), samples_last(input_delta)
        largest, is_open, is_largest = map(samples_last, workspace[1:])
        _, height, width, _ = errors.shape
        gradient[:, height * self.size :] = 0.0
        gradient[:, :, width * self.size :] = 0.0
        (first, *views), (share, *shares, last) = (
            self._views(pixels, height, width),
            self._views(gradient, height, width),
        )
        np.equal(first, largest, out=is_largest)
        np.multiply(errors, is_largest, out=share)
        np.logical_not(is_largest, out=is_open)
        for view, share in zip(views[:-1], shares, strict=True):
            np.equal(view, largest, out=is_largest)
            np.logical_and(is_largest, is_open, out=is_largest)
            np.logical_xor(is_open, is_largest, out=is_open)
            np.multiply(errors, is_largest, out=share)
        np.multiply(errors, is_open, out=last)  # no other one was the largest

    def window(self, row: int, column: int) -> Window:
        return Window(row * self.size, column * self.size, self.size, self.size)

    def winners(self, inputs: Floats) -> NDArray[np.intp]:
        _, height, width, _ = inputs.shape
        picture = samples_last(inputs)
        pixels = np.stack(list(self._views(picture, height // self.size, width // self.size)))
        places: NDArray[np.intp] = pixels.argmax(axis=0)  # the first of equal ones
        return places.transpose(3, 1, 2, 0)

    def dropped(self, input_shape: Shape) -> tuple[int, int]:
        """Rows and columns at the end of a picture that make no whole square, and are left out."""
        return input_shape[0] % self.size, input_shape[1] % self.size

    def in_words(self) -> Sentence:
        return say("layer.pool", size=self.size)

    def remark(self, input_shape: Shape) -> Sentence | None:
        n_rows, n_columns = self.dropped(input_shape)
        if not n_rows and not n_columns:
            return None
        if n_rows == n_columns == 1:
            return say("layer.drops_last")
        return say("layer.drops", rows=n_rows, columns=n_columns)

    def as_text(self) -> str:
        return f"pool {self.size}"

    @classmethod
    def from_text(cls, words: str, activation: str) -> Self | None:  # noqa: ARG003 - it has none
        match = _TEXT.fullmatch(words)
        if match is None:
            return None
        size = int(match[1])
        check_square(words, size, int(match[2] or size))
        return cls(size)

    @classmethod
    def suggested_texts(cls, before: Sequence[Layer]) -> list[str]:  # noqa: ARG003 - behind whatever
        return ["pool 2"]

    def as_json(self) -> dict[str, Any]:
        return {"size": self.size}

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Self:
        return cls(int(line["size"]))

    def add_to_onnx(
        self,
        graph: OnnxGraph,
        own: LayerParameters,  # noqa: ARG002 - it has none
        values: str,
        *,
        number: int,
        input_shape: Shape,  # noqa: ARG002 - of the picture that comes
    ) -> str:
        size = [self.size, self.size]
        return graph.apply("MaxPool", f"pooled_{number}", values, kernel_shape=size, strides=size)
