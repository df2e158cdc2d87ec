"""Networks of dense layers as arrays with names: the course's Theta1, Theta2, W1 and b1, coefs_0, Nielsen's JSON.

What such a file means is told by names and shapes: Theta has the biases in its first column, W1 may be (inputs, units) or
(units, inputs). What they do not tell (the hidden units' activation, the order of pixels and outputs) is left to
:mod:`engine.models.interpretation`.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import DataError, ModelError
from engine.ink.input_formats import format_of_count
from engine.io.file_reading import READ_ERRORS, check_unpacks_to_no_more, open_unpacked, why_unreadable
from engine.models.interpretation import COURSE, LAYOUTS, Candidate, Layout
from engine.nn.activations import ACTIVATIONS, Floats
from engine.nn.layers.base import MAX_UNITS
from engine.nn.network import N_CLASSES, Architecture, Parameters
from engine.text.sentence import say

_COURSE_THETA = re.compile(r"Theta[1-9]")
_THETA = re.compile(r"theta_?\d*", re.IGNORECASE)
_UNROLLED = ("nn_params", "initial_nn_params", "nnparams")
_ONE_VERSUS_ALL = ("all_theta", "alltheta")
_SIZES = ("input_layer_size", "hidden_layer_size", "num_labels")
_WEIGHTS = ("w", "weight", "weights", "kernel", "coef", "coefs", "coefficients")
_BIASES = ("b", "bias", "biases", "intercept", "intercepts")
_BY_POSITION = "arr"  # what NumPy calls arrays that were given no name
_NUMBERS = re.compile(r"\d+")
_COUNTS = (400, 784, 64)
_MOST_TEXT = 2**26  # bytes of a network as JSON
_NIELSEN = re.compile(rb"\s*\{\s*\"(sizes|weights|biases|cost)\"\s*:")
_SHOWN = 8  # arrays that a sentence lists
COURSE_LAYOUTS = (COURSE, *(layout for layout in LAYOUTS if layout != COURSE))
"""Where a file is of the course's kind, its counting is the usual one."""
COURSE_FILES = ("ex3weights.mat", "ex4weights.mat")
"""Of which it is known how they count."""


@dataclass(frozen=True)
class Found:
    """What a file may hold, the usual first, and how its inputs and outputs may be counted."""

    candidates: Sequence[Candidate]
    layouts: Sequence[Layout] = LAYOUTS
    is_course: bool = False
    """Whether the arrays are called as the course calls them: then they are of its form, whose pixels are known."""


def is_wanted(name: str) -> bool:
    """Whether an array of that name may be a part of a network."""
    plain = name.lower()
    return (
        bool(_THETA.fullmatch(plain))
        or plain in (*_UNROLLED, *_ONE_VERSUS_ALL, *_SIZES)
        or _word(plain)
        in (
            *_WEIGHTS,
            *_BIASES,
            _BY_POSITION,
        )
    )


def hold_network(names: Collection[str]) -> bool:
    """Whether arrays are a network rather than digits, by their names."""
    plain = [name.lower() for name in names]
    if any(_THETA.fullmatch(name) or name in (*_UNROLLED, *_ONE_VERSUS_ALL) for name in plain):
        return True
    words = set(map(_word, plain))
    return bool(words & set(_WEIGHTS)) and bool(words & set(_BIASES))


def _word(name: str) -> str:
    """The last word of a name, without numbers: what an array is."""
    words = re.split(r"[^a-z]+", name.lower())
    return next((word for word in reversed(words) if word), "")


def find_network(file: str, arrays: Mapping[str, NDArray[Any]], *, activation: str = "") -> Found:
    """What arrays make of a network.

    Parameters
    ----------
    file
        Its name, for sentences.
    arrays
        Those that are wanted, in the order of the file.
    activation
        Of the hidden units, where the file tells it.

    Raises
    ------
    ModelError
        If they make none, or several.
    """
    plain = {name.lower(): array for name, array in arrays.items()}
    layouts = COURSE_LAYOUTS
    thetas = {name: array for name, array in plain.items() if _THETA.fullmatch(name)}
    found: list[Candidate] = []
    for name in _ONE_VERSUS_ALL:
        thetas = thetas or ({name: plain[name]} if name in plain else {})
    if thetas:
        ordered = [thetas[name] for name in sorted(thetas, key=_order)]
        found = [Candidate(parameters) for parameters in _of_thetas(ordered)]
    elif unrolled := [plain[name] for name in _UNROLLED if name in plain]:
        found = list(_of_unrolled(unrolled[0].ravel(), plain))
    else:
        layouts = LAYOUTS
        found = list(_of_layers(plain, activation))
    if not found:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in list(arrays.items())[:_SHOWN]) or "no array"
        raise ModelError(say("weights.other_arrays", file=file, arrays=shapes))
    # In this form the program saves networks too: what it saved, it must read alike, however little that has learned.
    is_course = bool(thetas) and all(_COURSE_THETA.fullmatch(name) for name in arrays)
    return Found(found, layouts, is_course)


def _order(name: str) -> tuple[int, ...]:
    return tuple(int(number[:9]) for number in _NUMBERS.findall(name))


def _of_thetas(thetas: Sequence[NDArray[Any]]) -> Iterator[Parameters]:
    """The network of Theta1 (hidden, inputs + 1), ..., biases first, if they follow each other."""
    if all(theta.ndim == 2 and theta.shape[1] > 1 for theta in thetas):
        layers = [(theta[:, 1:].T, theta[:, 0]) for theta in thetas]
        yield from _of_matrices(layers, "sigmoid", "sigmoid-cross-entropy", dtype="float64")


def _of_unrolled(values: NDArray[Any], plain: Mapping[str, NDArray[Any]]) -> Iterator[Candidate]:
    """Theta1 and Theta2 one after the other in one vector, as the course unrolls them, or as NumPy does."""
    told = [int(plain[name].flat[0]) if name in plain and plain[name].size else 0 for name in _SIZES[:2]]
    counts = [told[0]] if told[0] else [n for n in _COUNTS if not (len(values) - N_CLASSES) % (n + 1 + N_CLASSES)]
    if not counts or format_of_count(counts[0]) is None:
        return
    n = counts[0]
    hidden, rest = divmod(len(values) - N_CLASSES, n + 1 + N_CLASSES)
    if rest or not 1 <= hidden <= MAX_UNITS or (told[1] and told[1] != hidden):
        return
    first, second = values[: hidden * (n + 1)], values[hidden * (n + 1) :]
    for order, note in (("F", say("weights.by_columns")), ("C", say("weights.by_rows"))):
        thetas = [
            first.reshape((hidden, n + 1), order=order),  # type: ignore[call-overload] # one of the two
            second.reshape((N_CLASSES, hidden + 1), order=order),  # type: ignore[call-overload]
        ]
        for parameters in _of_thetas(thetas):
            yield Candidate(parameters, note)


def _of_layers(plain: Mapping[str, NDArray[Any]], activation: str) -> Iterator[Candidate]:
    """W1, b1, W2, b2, ... however they are called, (inputs, units) or (units, inputs)."""
    names = sorted((name for name in plain if _word(name) in (*_WEIGHTS, *_BIASES, _BY_POSITION)), key=_order)
    weights = [plain[name] for name in names if plain[name].ndim == 2 and min(plain[name].shape) > 1]
    biases = [
        plain[name].ravel()
        for name in names
        if plain[name].ndim == 1 or (plain[name].ndim == 2 and min(plain[name].shape) == 1)
    ]
    if not weights or len(weights) != len(biases) or len(weights) + len(biases) != len(names):
        return
    usual = "relu" if any(_word(name) in ("coef", "coefs", "weight", "kernel") for name in names) else "sigmoid"
    choices = [usual, *(name for name in ACTIVATIONS if name != usual)]
    known = {"logistic": "sigmoid"}.get(activation, activation)
    if known in ACTIVATIONS or len(weights) == 1:
        choices = [known if known in ACTIVATIONS else usual]
    for turned in ([weight.T for weight in weights], weights):
        layers = list(zip(turned, biases, strict=True))
        for choice in choices:
            for parameters in _of_matrices(layers, choice, "softmax-cross-entropy"):
                yield Candidate(parameters, say("weights.hidden", activation=choice) if len(choices) > 1 else None)


def _of_matrices(
    layers: Sequence[tuple[NDArray[Any], NDArray[Any]]], activation: str, output_loss: str, *, dtype: str = ""
) -> Iterator[Parameters]:
    """The network of weights (inputs, units) and biases, if they follow each other from pictures to ten digits."""
    sizes = [len(layers[0][0]), *(weights.shape[1] for weights, _ in layers)]
    follows = all(before[0].shape[1] == len(after[0]) for before, after in pairwise(layers))
    fits = all(len(biases) == weights.shape[1] for weights, biases in layers)
    if not (follows and fits) or format_of_count(sizes[0]) is None or sizes[-1] != N_CLASSES:
        return
    architecture = Architecture.dense(sizes[0], tuple(sizes[1:-1]), N_CLASSES, activation, output_loss)
    is_double = dtype == "float64" or any(weights.dtype != np.float32 for weights, _ in layers)
    parameters = Parameters.zeros(architecture, "float64" if is_double else "float32")
    for (weights, biases), own, own_biases in zip(layers, parameters.weights, parameters.biases, strict=True):
        own[...], own_biases[...] = weights, biases
    yield parameters


def is_nielsen(path: Path) -> bool:
    """Whether a JSON file begins as a network of :func:`read_nielsen` does."""
    try:
        with open_unpacked(path) as file:
            return bool(_NIELSEN.match(file.read(256)))
    except (*READ_ERRORS, DataError):
        return False


def read_nielsen(path: Path) -> Found:
    """A network as the program of Nielsen's book "Neural Networks and Deep Learning" saves it: sigmoids throughout.

    Raises
    ------
    ModelError
        If it is none.
    """
    try:
        check_unpacks_to_no_more(path)
        with open_unpacked(path) as file:
            text = file.read(_MOST_TEXT + 1)
        if len(text) > _MOST_TEXT:
            raise ModelError(say("weights.long_json", file=path.name))
        network = json.loads(text)
        weights = [np.array(matrix, np.float64) for matrix in network["weights"]]
        biases = [np.array(vector, np.float64).ravel() for vector in network["biases"]]
        loss = "sigmoid-squared-error" if "Quadratic" in str(network.get("cost")) else "sigmoid-cross-entropy"
        layers: list[tuple[Floats, Floats]] = [(weight.T, bias) for weight, bias in zip(weights, biases, strict=True)]
        if not all(weight.ndim == 2 for weight, _ in layers):
            raise TypeError
        found = list(_of_matrices(layers, "sigmoid", loss, dtype="float64"))
    except ModelError:
        raise
    except DataError as error:
        raise ModelError(error.sentence) from error
    except (
        *READ_ERRORS,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as error:
        raise ModelError(why_unreadable(path, error, say("weights.other_json", file=path.name))) from error
    if not found:
        sizes = "-".join(str(size) for size in [len(layers[0][0]), *(weight.shape[1] for weight, _ in layers)])
        raise ModelError(say("weights.other_arrays", file=path.name, arrays=sizes[:80]))
    return Found([Candidate(parameters) for parameters in found])
