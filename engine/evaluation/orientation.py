"""Whether digits lie as a reader expects them: the bundled network reads them far better the other way, or it does not.

Rows may have been stored as columns, or y upwards. Training would not mind; but drawings would be read wrong.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from engine.data.dataset import Dataset
from engine.data.handling import Handling, split_source, with_handling
from engine.data.registry import is_named
from engine.ink.input_formats import known_format, resampled
from engine.models.files import load_model
from engine.text.percent import percent_text
from engine.text.sentence import Sentence, Value, say

_SAMPLE = 300  # digits that are read, spread evenly
_LEAST = 30  # with fewer nothing is said
_WELL, _BETTER, _BADLY = 0.6, 0.3, 0.6
"""The other way must be read as well as this, by so much better, and the present one no better than the last."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Another way to turn the pictures, which is read far better.

    Attributes
    ----------
    handling
        What to do with the pictures of the source, whatever was done already.
    source
        The source with it.
    now, then
        The share that the bundled network reads right as they are, and turned so.
    """

    handling: Handling
    source: str
    now: float
    then: float

    def sentence(self, name: Value) -> Sentence:
        """What was noticed, for people."""
        return say(
            "data.turned",
            name=name,
            handling=self.handling.in_words,
            now=percent_text(self.now),
            then=percent_text(self.then),
        )


def suspect_orientation(dataset: Dataset) -> Suspicion | None:
    """Read some of the digits of a file in all eight ways to turn them.

    Returns
    -------
    Suspicion
        ``None`` where they are read well enough as they are, or no better in any other way, or the user has said that they
        are right as they are, or the data is one of the program's own.
    """
    digits, source = dataset.digits, dataset.source
    form = known_format(dataset.input_shape)
    if is_named(source) or form is None or len(digits) < _LEAST:
        return None
    _, said = split_source(source)
    if said.as_is:
        return None
    model = load_model()
    rows = np.unique(np.linspace(0, len(digits) - 1, _SAMPLE).astype(np.intp))
    sample = digits[rows]
    pictures = sample.values("float32").reshape(-1, *dataset.image_shape)

    def share_right(turn: Handling) -> float:
        turned = np.ascontiguousarray(turn.turned(pictures)).reshape(len(pictures), -1)
        images = resampled(turned, form, model.input_format).astype(np.float32)
        return float((model.read(images).argmax(axis=1) == sample.labels).mean())

    now = share_right(Handling())
    if now > _BADLY:
        return None
    others = [Handling(transposed=t, y_up=y, mirrored=m) for t, y, m in product((False, True), repeat=3)][1:]
    shares = [share_right(turn) for turn in others]
    best = int(np.argmax(shares))
    if shares[best] < max(_WELL, now + _BETTER):
        return None
    handling = others[best].after(said)
    return Suspicion(handling, with_handling(source, handling), now, shares[best])
