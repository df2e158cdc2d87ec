"""Every kind of measurement by its name."""

from engine.lessons.measured import Measure
from engine.lessons.measures import (
    by_hand,
    certainty,
    five_lights,
    gradient_sizes,
    loss_landscape,
    moved_digits,
    own_hand,
    slow_starts,
    symmetry,
    without_learning,
)

_SUBJECTS = (
    without_learning,
    moved_digits,
    slow_starts,
    symmetry,
    gradient_sizes,
    loss_landscape,
    five_lights,
    certainty,
    own_hand,
    by_hand,
)
MEASURES: dict[str, Measure] = {measure.kind: measure for subject in _SUBJECTS for measure in subject.MEASURES}
"""Every measure by its kind."""
