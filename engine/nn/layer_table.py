"""Hidden layers as someone writes them, row by row: what comes out of each, what it costs, and what is wrong with it.

There is one reading of such a text, and this is it: what a run is trained with, what a list of the layers shows, and which
of them is marked as wrong, agree because they come from here.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.errors import ConfigurationError
from engine.nn.layers.base import LINEAR, MAX_UNITS, Layer, Shape
from engine.nn.layers.dense import Dense
from engine.nn.layers.dropout import Dropout
from engine.nn.layers.layer_text import HiddenLayer, canonical, has_words, read_layer
from engine.nn.layers.registry import LAYERS
from engine.nn.network import N_CLASSES, Architecture
from engine.text.sentence import Sentence, say

MAX_HIDDEN_LAYERS = 10
_NONE = ("", "none", "-", "0")
_COMMA = re.compile(r"\s*,\s*")
_BETWEEN_NUMBERS = re.compile(r"\s*[,;\-\u2013]\s*|\s+")
_BY_DASHES = re.compile(r"[0-9]+(\s*[-\u2013]\s*[0-9]+)+")


@dataclass(frozen=True)
class WrittenLayer:
    """One layer of a text.

    Attributes
    ----------
    words
        As it was written.
    start, end
        Where it stands in the text; of a layer that is missing between two commas, the place of a comma.
    layer
        ``None`` if the words are none.
    output_shape
        Of one sample: (height, width, channels) or (units,); ``None`` where it is not known, behind a layer that is wrong.
    n_parameters, multiply_adds
        Weights and biases, and multiplications of a forward pass of one sample; ``None`` where they are not known.
    remark
        What is worth knowing of it: what a pool drops, for instance.
    error
        What is wrong with it; ``None`` if nothing is.
    """

    words: str
    start: int = 0
    end: int = 0
    layer: Layer | None = None
    output_shape: Shape | None = None
    n_parameters: int | None = None
    multiply_adds: int | None = None
    remark: Sentence | None = None
    error: Sentence | None = None

    @property
    def plain(self) -> str:
        """The layer in plain words, "8 filters 5×5"; as it was written if it is none."""
        return self.words if self.layer is None else str(self.layer.in_words())


@dataclass(frozen=True)
class Suggestion:
    """A layer that may be added.

    Attributes
    ----------
    words
        As it is written.
    index
        How many rows stand before it.
    error
        What would be wrong then; ``None`` if nothing would be.
    """

    words: str
    index: int
    error: Sentence | None


@dataclass(frozen=True)
class LayerTable:
    """A text, layer by layer.

    Attributes
    ----------
    input_shape
        Of one sample; ``None`` where it is not known.
    rows
        The hidden layers, first to last.
    output
        The output layer, which nobody writes.
    note
        What was left out of the text, in one sentence; ``None`` if nothing was.
    no_dropout
        Why no values may be left out at random; ``None`` if they may.
    """

    input_shape: Shape | None
    rows: tuple[WrittenLayer, ...]
    output: WrittenLayer
    note: Sentence | None = None
    no_dropout: Sentence | None = None

    @property
    def error(self) -> Sentence | None:
        """What is wrong with the first layer that is wrong."""
        return next((row.error for row in self.rows if row.error is not None), None)

    @property
    def layers(self) -> tuple[HiddenLayer, ...]:
        """The hidden layers as settings keep them, those that are none left out."""
        return tuple(canonical(row.layer) for row in self.rows if row.layer is not None)

    @property
    def n_parameters(self) -> int | None:
        """Of the whole network."""
        counts = [row.n_parameters for row in (*self.rows, self.output)]
        return None if None in counts else sum(count or 0 for count in counts)

    @property
    def multiply_adds(self) -> int | None:
        """Of a forward pass of one sample."""
        counts = [row.multiply_adds for row in (*self.rows, self.output)]
        return None if None in counts else sum(count or 0 for count in counts)

    @property
    def words(self) -> tuple[str, ...]:
        """Of each hidden layer."""
        return tuple(row.words for row in self.rows)

    def suggest(self, kind: str, after: int | None = None) -> Suggestion:
        """A layer of a kind with sensible values, where one could stand: as near as can be behind the row ``after``.

        Parameters
        ----------
        kind
            A key of :data:`engine.nn.layers.registry.LAYERS`.
        after
            Index of a row, -1 for the input; by default the last.
        """
        first = len(self.rows) if after is None else after + 1
        places = sorted(range(len(self.rows) + 1), key=lambda at: (abs(at - first), -at))
        before = [[row.layer for row in self.rows[:at] if row.layer is not None] for at in places]
        suggestions = (
            self._try(words, at)
            for at, layers in zip(places, before, strict=True)
            for words in LAYERS[kind].suggested_texts(layers)
        )
        as_asked = next(suggestions)
        if self.error is not None or as_asked.error is None:
            return replace(as_asked, error=None)
        return next((each for each in suggestions if each.error is None), as_asked)

    def _try(self, words: str, index: int) -> Suggestion:
        others = list(self.words)
        others.insert(index, words)
        return Suggestion(
            words, index, read_layer_table(join_layers(others), self.input_shape, no_dropout=self.no_dropout).error
        )


def join_layers(words: list[str] | tuple[str, ...]) -> str:
    """The text of layers, each as it is written."""
    return ", ".join(filter(None, (each.strip() for each in words)))


def read_layer_table(
    text: str, input_shape: Shape | None, *, no_dropout: Sentence | None = None, n_outputs: int = N_CLASSES
) -> LayerTable:
    """Hidden layers from text such as "25", "128, 64", "128 64", "128-64", "conv 8 5x5, pool 2, 64" or, for none, "none".

    Three or more numbers with dashes that begin with the inputs and end with the outputs, "400-25-10", are the whole
    network: its ends are left out, and the note says so.

    Parameters
    ----------
    text
        What was written.
    input_shape
        Of one sample: layers must fit it and each other; ``None`` where that is not known yet.
    no_dropout
        Why no values may be left out at random; ``None`` if they may.
    n_outputs
        Classes.
    """
    rows = [_read_row(words, start, end, text) for words, start, end in _split(text)]
    rows, note = _without_ends(rows, text, None if input_shape is None else math.prod(input_shape), n_outputs)
    too_many = say("config.too_many_layers", most=MAX_HIDDEN_LAYERS, got=len(rows))
    for number, row in enumerate(rows):
        if row.error is not None:
            continue
        if number >= MAX_HIDDEN_LAYERS:
            rows[number] = replace(row, error=too_many)
        elif no_dropout is not None and isinstance(row.layer, Dropout) and row.layer.rate > 0:
            rows[number] = replace(row, error=no_dropout)
    shape = input_shape
    for number, row in enumerate(rows):
        rows[number] = _with_shape(row, shape)
        shape = rows[number].output_shape
    output = _with_shape(WrittenLayer("", len(text), len(text), Dense(n_outputs, LINEAR)), shape)
    if input_shape is not None and not any(row.error for row in rows):
        _check_whole(rows, output, input_shape)
    return LayerTable(input_shape, tuple(rows), output, note, no_dropout)


def _split(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of each layer and where they stand."""
    plain = text.strip()
    if plain.lower() in _NONE:
        return
    at = text.index(plain)
    end = at + len(plain)
    between = _COMMA if has_words(plain) else _BETWEEN_NUMBERS
    for separator in between.finditer(text, at, end):
        yield _part(text, at, separator.start())
        at = separator.end()
    yield _part(text, at, end)


def _part(text: str, start: int, end: int) -> tuple[str, int, int]:
    if start < end:
        return text[start:end], start, end
    return "", max(start - 1, 0), max(end, 1)  # nothing: of what separates it, one sign


def _read_row(words: str, start: int, end: int, text: str) -> WrittenLayer:
    row = WrittenLayer(words, start, end)
    try:
        layer = read_layer(words) if has_words(text) else _read_units(words, text.strip())
    except ConfigurationError as error:
        return replace(row, error=_sentence(error))
    return replace(row, layer=layer)


def _read_units(words: str, text: str) -> Dense:
    """A layer of a text whose layers are all dense; raises ``ConfigurationError`` if it is none."""
    if not (words.isascii() and words.isdigit()):
        raise ConfigurationError(say("config.not_layers", got=text[:80]))
    if len(words) > 9:
        raise ConfigurationError(say("config.layer_units", most=MAX_UNITS, got=f"{words[:12]}…"))
    return Dense.of_units(int(words))


def _without_ends(
    rows: list[WrittenLayer], text: str, n_inputs: int | None, n_outputs: int
) -> tuple[list[WrittenLayer], Sentence | None]:
    """The hidden layers alone, where inputs and outputs were written too."""
    is_whole = len(rows) >= 3 and _BY_DASHES.fullmatch(text.strip()) is not None
    if not is_whole or (rows[0].words.lstrip("0"), rows[-1].words.lstrip("0")) != (str(n_inputs), str(n_outputs)):
        return rows, None
    hidden = rows[1:-1]
    layers = join_layers([row.words.lstrip("0") for row in hidden])
    return hidden, say("config.whole_network", got=text.strip(), n=len(hidden), layers=layers)


def _with_shape(row: WrittenLayer, shape: Shape | None) -> WrittenLayer:
    """What a layer makes of samples of a shape, if that is known and it can take them."""
    layer = row.layer
    if layer is None or shape is None or row.error is not None:
        return row
    try:
        output_shape = layer.output_shape(shape)
    except ConfigurationError as error:
        return replace(row, error=_sentence(error))
    return replace(
        row,
        output_shape=output_shape,
        n_parameters=math.prod(layer.weights_shape(shape)) + math.prod(layer.biases_shape(shape)),
        multiply_adds=layer.multiply_adds(shape),
        remark=layer.remark(shape),
    )


def _check_whole(rows: list[WrittenLayer], output: WrittenLayer, input_shape: Shape) -> None:
    """Say of the largest layer that the network is too large, if it is."""
    layers = [row.layer for row in (*rows, output) if row.layer is not None]
    try:
        Architecture(input_shape, tuple(layers))
    except ConfigurationError as error:
        if rows:
            largest = max(range(len(rows)), key=lambda number: rows[number].n_parameters or 0)
            rows[largest] = replace(rows[largest], error=_sentence(error))


def _sentence(error: ConfigurationError) -> Sentence:
    return error.sentence if isinstance(error.sentence, Sentence) else Sentence(str(error))
