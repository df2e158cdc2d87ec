"""The lead of one digit over another as steps that add up: as they are, and as they are written. No Qt in here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.explain.attribution import Attribution

StepKind = Literal["empty", "for", "against", "missing", "lead"]


@dataclass(frozen=True, slots=True)
class LeadStep:
    """One row.

    Attributes
    ----------
    kind
        What it is.
    value
        What it adds; the whole lead in the last row.
    start, end
        The lead before and after it; from 0 in the last row.
    text
        The value as it is written: those of a lead add up to the last one as they are written.
    """

    kind: StepKind
    value: float
    start: float
    end: float
    text: str


def lead_steps(attribution: Attribution) -> list[LeadStep]:
    """Empty paper, the ink for either digit, what is missing unless it rounds to nothing, and the lead."""
    values: list[tuple[StepKind, float]] = [
        ("empty", attribution.empty),
        ("for", attribution.speaking_for),
        ("against", attribution.speaking_against),
    ]
    largest = max(abs(value) for _, value in (*values, ("lead", attribution.lead)))
    decimals = 2 if largest < 1000.0 else 0
    if round(attribution.missing, decimals):
        values.append(("missing", attribution.missing))
    written = rounded_to_add_up([value for _, value in values], attribution.lead, decimals)
    steps, at = [], 0.0
    for (kind, value), shown in zip(values, written, strict=True):
        steps.append(LeadStep(kind, value, at, at + value, signed_text(shown, decimals)))
        at += value
    steps.append(LeadStep("lead", attribution.lead, 0.0, attribution.lead, number_text(attribution.lead, decimals)))
    return steps


def rounded_to_add_up(values: Sequence[float], total: float, decimals: int) -> list[float]:
    """Values rounded so that they add up to the rounded total; those change most that were nearest to the next figure.

    Parameters
    ----------
    values
        At least one, finite.
    total
        Their sum, up to a few units of the last figure.
    decimals
        Figures after the point.
    """
    unit = 10.0**decimals
    scaled = [value * unit for value in values]
    units = [round(value) for value in scaled]
    left = round(total * unit) - sum(units)
    step = int(math.copysign(1, left))
    by_cost = sorted(range(len(values)), key=lambda place: step * (units[place] - scaled[place]))
    for number in range(abs(left)):
        units[by_cost[number % len(values)]] += step
    return [value / unit for value in units]


def signed_text(value: float, decimals: int) -> str:
    """A number with its sign: "+0.65", "−4.90"."""
    return f"{value:+,.{decimals}f}".replace("-", "\N{MINUS SIGN}")


def number_text(value: float, decimals: int = 2) -> str:
    """A number with a sign only if it is below 0."""
    return f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")
