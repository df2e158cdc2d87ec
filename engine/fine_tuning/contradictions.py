"""Drawings whose label the network contradicts with certainty: a digit key may have been pressed by accident.

They are shown before a network learns from them. One wrong label among thirty does harm, as each drawing is repeated; and
yet a contradiction may be right, as handwriting is learned because the network misreads it. So nothing is left out here:
whoever drew them decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.data.drawings_store import StoredDrawing
from engine.ink.drawing import DOT_SIZE
from engine.ink.input_formats import known_format
from engine.models.model import Model

CERTAIN = 0.95
"""From this probability on, a reading is called certain."""


@dataclass(frozen=True)
class Contradiction:
    """A drawing that is labeled otherwise than the network reads it, and is certain of it.

    Attributes
    ----------
    drawing
        As it is kept; its label is the user's.
    digit
        What the network reads.
    probability
        How probable that is to it, from :data:`CERTAIN` to 1.
    """

    drawing: StoredDrawing
    digit: int
    probability: float


def contradictory_labels(model: Model, drawings: Iterable[StoredDrawing]) -> tuple[Contradiction, ...]:
    """The drawings whose label contradicts a certain reading, the most certain reading first.

    Parameters
    ----------
    model
        The network, as it is before it learns from them.
    drawings
        Those that are kept: :meth:`engine.data.drawings_store.DrawingsStore.all`.

    Returns
    -------
    tuple of Contradiction
        Empty too for a network that cannot read drawings, or has no finite answer.

    Raises
    ------
    DataError
        If the strokes of a drawing cannot be read.
    """
    kept = list(drawings)
    form = known_format(model.parameters.architecture.input_shape)
    if form is None or not kept:
        return ()
    images, has_ink = form.drawings([drawing.strokes for drawing in kept], dot_size=DOT_SIZE)
    probabilities = model.read(images.reshape(len(kept), -1))
    digits, certainties = probabilities.argmax(axis=1), probabilities.max(axis=1)  # NaN is never certain
    labels = np.array([drawing.label for drawing in kept])
    found = np.flatnonzero(has_ink & (certainties >= CERTAIN) & (digits != labels))
    found = found[np.argsort(-certainties[found], kind="stable")]
    return tuple(Contradiction(kept[i], int(digits[i]), float(certainties[i])) for i in found)
