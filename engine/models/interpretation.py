"""What a file of another program leaves open, decided by reading the bundled digits in every way that is usual.

Files of weights seldom say how their network wants to see a picture (ink 1 or 255, paper black or white, row by row or
column by column), which output is which digit, and which activation its hidden units have. A wrong guess would be a wrong
answer without a word. But a network that has learned digits reads them far better in the right way than in any other: so
each way is tried on real digits, and what was taken, and how well it reads them, is told in one sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import cast

import numpy as np
from numpy.typing import NDArray

from engine.cancellation import check_cancelled
from engine.data.registry import load_uci_digits_8x8
from engine.data.scaling import UNSCALED, InputScaling
from engine.ink.input_formats import InputFormat, format_of
from engine.nn.activations import Floats
from engine.nn.inference import compute_logits
from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.network import N_CLASSES, Architecture, Parameters
from engine.text.percent import percent_text
from engine.text.sentence import Sentence, Value, say

_MARGIN = 0.05
"""By how much another way must read more of the digits before the usual one is given up."""
_LEAST = 0.5
"""What the best way must read, or the network has not learned digits, and the usual way stands."""
_MOST_DIGITS, _LEAST_DIGITS = 600, 100
_MOST_MULTIPLY_ADDS = 1e9  # of all ways together


@dataclass(frozen=True)
class PixelRange:
    """How a network wants to see paper and ink.

    Attributes
    ----------
    key
        Of the sentence that names it.
    shift, divisor
        ``(ink - shift) / divisor`` is what it sees of ink from 0 to 1.
    """

    key: str
    shift: float
    divisor: float


PIXELS = (
    PixelRange("interpretation.one", 0.0, 1.0),
    PixelRange("interpretation.bytes", 0.0, 1 / 255),
    PixelRange("interpretation.centered", 0.5, 0.5),
    PixelRange("interpretation.mnist", 0.1307, 0.3081),
    PixelRange("interpretation.one_inverted", 1.0, -1.0),
    PixelRange("interpretation.bytes_inverted", 1.0, -1 / 255),
    PixelRange("interpretation.sixteen", 0.0, 1 / 16),
)
"""The usual ones; which of them comes first is up to the file."""
PIXELS_OF_8X8 = (PIXELS[-1], *PIXELS[:-1])
"""The same for networks of 8x8, whose digits are counts up to 16."""


@dataclass(frozen=True)
class Layout:
    """How a network's inputs and outputs are counted.

    Attributes
    ----------
    is_by_columns
        Whether pictures go in column by column.
    is_from_one
        Whether the outputs are the digits 1, 2, ..., 9, 0, as the course counts them.
    """

    is_by_columns: bool = False
    is_from_one: bool = False


PLAIN, COURSE = Layout(), Layout(is_by_columns=True, is_from_one=True)
LAYOUTS = (PLAIN, COURSE, Layout(is_by_columns=True), Layout(is_from_one=True))


@dataclass(frozen=True)
class Candidate:
    """A network that a file may hold, and what tells it from the others, for a sentence."""

    parameters: Parameters
    note: Sentence | None = None


@dataclass(frozen=True)
class Understood:
    """A network as it is used here, and what is to be said of how its file was understood."""

    parameters: Parameters
    scaling: InputScaling
    note: Sentence


@dataclass(frozen=True)
class _Way:
    """One way to understand a file, and the share of the digits that is read right in it."""

    candidate: Candidate
    pixels: PixelRange
    layout: Layout
    ranks: tuple[int, int, int]  # among candidates, ranges and layouts: 0 is the usual one
    accuracy: float

    @property
    def unusual(self) -> tuple[int, int, float]:
        """How far from what is usual, to sort by."""
        return sum(rank > 0 for rank in self.ranks), sum(self.ranks), -self.accuracy


def understand(
    file: str,
    candidates: Sequence[Candidate],
    *,
    layouts: Sequence[Layout] = LAYOUTS,
    own_scaling: InputScaling = UNSCALED,
    knows_pixels: bool = False,
) -> Understood:
    """Decide how a network is to be used by reading the bundled digits in every way that is usual.

    Parameters
    ----------
    file
        Its name, for the sentence.
    candidates
        What the file may hold, the usual first; all read pictures of the same format, one of this program's.
    layouts
        How inputs and outputs may be counted, the usual first.
    own_scaling
        What the network itself does to the pixels first.
    knows_pixels
        Whether pixels are known to be as data sets have them.
    """
    form = format_of(candidates[0].parameters.architecture.input_shape)
    ranges = PIXELS_OF_8X8 if form.ink != 1.0 else PIXELS
    ways = list(_ways(candidates, ranges[:1] if knows_pixels else ranges, layouts, form, own_scaling))
    best = max(ways, key=lambda way: way.accuracy)
    usual = min(ways, key=lambda way: way.unusual)
    taken = usual
    if best.accuracy >= _LEAST:
        taken = min((way for way in ways if way.accuracy >= best.accuracy - _MARGIN), key=lambda way: way.unusual)
    parameters = with_layout(taken.candidate.parameters, taken.layout)
    others = max((way.accuracy for way in ways if way is not taken), default=0.0)
    note = say(
        "interpretation.taken" if best.accuracy >= _LEAST else "interpretation.unclear",
        file=file,
        pixels=cast("Value", say(taken.pixels.key)),
        order=cast("Value", say("interpretation.columns" if taken.layout.is_by_columns else "interpretation.rows")),
        outputs=cast(
            "Value", say("interpretation.from_one" if taken.layout.is_from_one else "interpretation.from_zero")
        ),
        more=cast("Value", say("interpretation.and", what=taken.candidate.note)) if taken.candidate.note else "",
        percent=percent_text(taken.accuracy),
        others=percent_text(others),
    )
    return Understood(parameters, scaled_for(taken.pixels, form, own_scaling), note)


def _ways(
    candidates: Sequence[Candidate],
    ranges: Sequence[PixelRange],
    layouts: Sequence[Layout],
    form: InputFormat,
    own_scaling: InputScaling,
) -> Iterator[_Way]:
    """Every way, tried."""
    architecture = candidates[0].parameters.architecture
    n_passes = len(candidates) * len(ranges) * len({layout.is_by_columns for layout in layouts})
    most = int(_MOST_MULTIPLY_ADDS / (n_passes * max(architecture.multiply_adds, 1)))
    images, labels = _digits(form, int(np.clip(most, _LEAST_DIGITS, _MOST_DIGITS)))
    turned = images.reshape(-1, form.height, form.width).transpose(0, 2, 1).reshape(images.shape)
    for (i, candidate), (j, pixels) in product(enumerate(candidates), enumerate(ranges)):
        check_cancelled()
        scaling = scaled_for(pixels, form, own_scaling)
        read: dict[bool, NDArray[np.intp]] = {}
        for k, layout in enumerate(layouts):
            if layout.is_by_columns not in read:
                inputs = scaling.apply(turned if layout.is_by_columns else images)
                with np.errstate(all="ignore"):
                    logits = compute_logits(candidate.parameters, candidate.parameters.as_inputs(inputs))
                read[layout.is_by_columns] = logits.argmax(axis=1)
            digits = (read[layout.is_by_columns] + layout.is_from_one) % N_CLASSES
            yield _Way(candidate, pixels, layout, (i, j, k), float(np.mean(digits == labels)))


@lru_cache(maxsize=4)
def _digits(form: InputFormat, n: int) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Bundled digits in a network's format, (n, n_inputs), and what they are: of all hands. To be read, not written to.

    To frame them takes longer than to read them: who opens one such file mostly opens another.
    """
    scanned = load_uci_digits_8x8().digits
    chosen = np.linspace(0, len(scanned) - 1, n).astype(np.intp)
    images: NDArray[np.float64] = scanned.values("float64")[chosen].astype(np.float64)
    labels = scanned.labels[chosen]
    if form.shape == scanned.shape:
        return images, labels
    framed = [form.ink_picture(image.reshape(scanned.shape[:2])) for image in images]
    pictures = [np.zeros(form.n_inputs) if frame is None else frame.ravel() for frame in framed]
    return np.stack(pictures).astype(np.float64), labels


def scaled_for(pixels: PixelRange, form: InputFormat, own: InputScaling) -> InputScaling:
    """What is done to the pixels of data sets for a network that expects a range, and scales it by itself first."""
    shift, divisor = pixels.shift * form.ink, pixels.divisor * form.ink
    if form.ink != 1.0 and pixels.key == "interpretation.sixteen":
        shift, divisor = 0.0, 1.0  # as the digits of this format are
    if (shift, divisor) == (0.0, 1.0):
        return own
    shifts, divisors = shift + divisor * own.shift, divisor * own.divisor
    is_centered = bool((shifts == divisors).all() and (divisors == form.ink / 2).all() and shifts.size == 1)
    return InputScaling("centered" if is_centered else "standardized", shifts, divisors)


def with_layout(parameters: Parameters, layout: Layout) -> Parameters:
    """A network that takes pictures row by row and answers from 0 to 9, made of one that counts them in a layout."""
    changed = parameters.copy() if layout != PLAIN else parameters
    if layout.is_by_columns:
        _turn(changed)
    if layout.is_from_one:
        changed.weights[-1][:] = np.roll(changed.weights[-1], 1, axis=1)
        changed.biases[-1][:] = np.roll(changed.biases[-1], 1)
    return changed


def _turn(parameters: Parameters) -> None:
    """Have a network see what it saw before when pictures are mirrored along their diagonal, rows becoming columns."""
    architecture: Architecture = parameters.architecture
    for layer, own, shape in zip(architecture.layers, parameters.layers, architecture.shapes, strict=False):
        if isinstance(layer, Convolution):
            own.weights[:] = own.weights.transpose(0, 1, 3, 2).copy()
        elif isinstance(layer, Dense):
            if len(shape) == 3:  # behind it there is neither up nor down
                turned: Floats = own.weights.reshape(*shape, -1).transpose(1, 0, 2, 3)
                own.weights[:] = turned.reshape(own.weights.shape).copy()
            return
