"""Every kind of measurement by its name."""

from engine.lessons.measured import Measure
from engine.lessons.measures import by_hand, slow_starts, without_learning

_SUBJECTS = (without_learning, slow_starts, by_hand)
MEASURES: dict[str, Measure] = {measure.kind: measure for subject in _SUBJECTS for measure in subject.MEASURES}
"""Every measure by its kind."""
