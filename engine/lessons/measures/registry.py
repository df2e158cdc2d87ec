"""Every kind of measurement by its name."""

from engine.lessons.measured import Measure
from engine.lessons.measures import without_learning

MEASURES: dict[str, Measure] = {measure.kind: measure for measure in (*without_learning.MEASURES,)}
"""Every measure by its kind."""
