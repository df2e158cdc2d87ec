"""Which ink spoke for one digit and which for another: three ways to share out the lead of one over the other.

The lead of digit a over digit b is the difference of their logits, z_a − z_b, the numbers that the outputs are made of.
Each way gives every pixel a part of it; they differ in what a part means, and in whether the parts add up:

- **Integrated gradients**: the drawing fades in from empty paper, x(t) = x₀ + t (x − x₀), and what each pixel does to the
  lead meanwhile is summed up: part_i = (x_i − x₀_i) ∫₀¹ ∂(z_a − z_b)/∂x_i (x(t)) dt. The parts add up to the lead of the
  drawing minus that of empty paper. Source: Sundararajan, Taly & Yan, "Axiomatic attribution for deep networks", ICML 2017.
- **Gradient times ink**: part_i = (x_i − x₀_i) ∂(z_a − z_b)/∂x_i (x): exact for a network of one layer; in others it only
  tells what the next bit of ink would do. Source: Shrikumar, Greenside & Kundaje, "Learning important features through
  propagating activation differences", ICML 2017, which compares with it.
- **Occlusion**: part_i is what the lead loses when a square of 3x3 pixels around the pixel is made blank. Squares overlap,
  so the parts need not add up. Source: Zeiler & Fergus, "Visualizing and understanding convolutional networks", ECCV 2014.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.explain.layer_activations import check_inputs
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.inference import compute_logits
from engine.nn.passes import logits_and_input_gradient

Method = Literal["integrated gradients", "gradient times ink", "occlusion"]
METHODS: tuple[Method, ...] = ("integrated gradients", "occlusion", "gradient times ink")
"""Every way, the one that is usual first."""
OCCLUDED_SIZE = 3
"""Pixels of a side of the square that occlusion makes blank."""
_FIRST_INTERVALS = 32  # of the way from empty paper to the drawing
_MOST_POINTS = 288  # on it: some 20 ms with the bundled network
_WORST_AT_A_TIME = 48
_TOLERANCE = 2e-4  # of all parts, regardless of sign: what cutting the way further could still move


@dataclass(frozen=True, eq=False)
class Attribution:
    """What each pixel of a drawing adds to the lead of one digit over another.

    Attributes
    ----------
    method
        How it was shared out.
    parts
        Shape (n_inputs,), float64: above 0 for what speaks for the first digit. Blank pixels have 0.
    lead
        z_a − z_b of the drawing.
    empty
        z_a − z_b of empty paper.
    """

    method: Method
    parts: NDArray[np.float64]
    lead: float
    empty: float

    @property
    def speaking_for(self) -> float:
        """The sum of what speaks for the first digit."""
        return float(self.parts[self.parts > 0.0].sum())

    @property
    def speaking_against(self) -> float:
        """The sum of what speaks for the other, at most 0."""
        return float(self.parts[self.parts < 0.0].sum())

    @property
    def missing(self) -> float:
        """What the parts leave unexplained: lead = empty + parts + missing."""
        return self.lead - self.empty - float(self.parts.sum())


def attribute(model: Model, frame: Floats, digit: int, other: int, method: Method = METHODS[0]) -> Attribution:
    """Share out the lead of one digit over another among the pixels of a drawing.

    Parameters
    ----------
    model
        The network.
    frame
        The drawing as the network's format has it, not scaled: shape (n_inputs,), or that of a picture; paper is 0.
    digit, other
        The two digits: a and b above.
    method
        One of :data:`METHODS`.

    Raises
    ------
    ModelError
        If the network has another number of inputs.
    """
    architecture = model.parameters.architecture
    ink: Floats = frame.reshape(-1)
    check_inputs(architecture, ink)
    pair = _Pair(model, ink, digit, other)
    with np.errstate(all="ignore"):  # a network that has diverged gives NaN
        lead, empty = (float(value) for value in pair.leads(np.stack([pair.drawn, pair.paper])))
        if method == "occlusion":
            parts = _occluded(pair, lead)
        elif method == "gradient times ink":
            parts = pair.path * pair.leads_and_gradients(pair.drawn[np.newaxis])[1][0]
        else:
            parts = _integrated(pair)
    return Attribution(method, parts.astype(np.float64), lead, empty)


class _Pair:
    """A drawing and empty paper, scaled as the network gets them, and the lead of one digit over another."""

    def __init__(self, model: Model, ink: Floats, digit: int, other: int) -> None:
        self.parameters, self.ink = model.parameters, ink
        both: Floats = np.zeros((2, ink.size), ink.dtype)
        both[1] = ink
        self.paper, self.drawn = model.inputs_of(both)
        self.path = (self.drawn - self.paper).astype(np.float64)
        self._digit, self._other = digit, other

    def leads(self, inputs: Floats) -> NDArray[np.float64]:
        """z_a − z_b of each row."""
        logits = compute_logits(self.parameters, inputs).astype(np.float64)
        difference: NDArray[np.float64] = logits[:, self._digit] - logits[:, self._other]
        return difference

    def leads_and_gradients(self, inputs: Floats) -> tuple[NDArray[np.float64], Floats]:
        """z_a − z_b of each row, and its gradient by the row."""
        architecture = self.parameters.architecture
        wanted: Floats = np.zeros((len(inputs), architecture.n_outputs), inputs.dtype)
        wanted[:, self._digit] += 1.0
        wanted[:, self._other] -= 1.0
        leads, gradients = np.empty(len(inputs)), np.empty_like(inputs)
        for start in range(0, len(inputs), architecture.chunk_rows):
            rows = slice(start, start + architecture.chunk_rows)
            logits, gradients[rows] = logits_and_input_gradient(self.parameters, inputs[rows], wanted[rows])
            leads[rows] = logits[:, self._digit].astype(np.float64) - logits[:, self._other]
        return leads, gradients

    def at(self, moments: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The leads on the way from paper to drawing, shape (n,), and gradient times way, shape (n, n_inputs)."""
        inputs = self.paper + moments[:, np.newaxis] * self.path
        leads, gradients = self.leads_and_gradients(self.parameters.as_inputs(inputs))
        return leads, gradients * self.path


def _integrated(pair: _Pair) -> NDArray[np.float64]:
    """The integral of gradient times way, on a path that is cut where the gradient changes most.

    Between two points of the path each pixel's gradient goes from g₀ to g₁, and its integral lies between the two. How far
    between is known for all pixels together, because the lead itself is known at both: the share s of g₀ is that for which
    Σ (s g₀ + (1 − s) g₁) is what the lead has gained. Where a ReLU or a pool has its one kink between the points, that is
    exact; where the function is smooth it is the trapezoidal rule, mended.
    """
    moments = np.linspace(0.0, 1.0, _FIRST_INTERVALS + 1)
    leads, slopes = pair.at(moments)
    while True:
        widths = np.diff(moments)
        unsure = 0.5 * widths * np.abs(np.diff(slopes, axis=0)).sum(axis=1)  # at most this much may be misplaced
        of_all = 0.5 * float((widths * (np.abs(slopes[1:]) + np.abs(slopes[:-1])).sum(axis=1)).sum())
        n_left = _MOST_POINTS - len(moments)
        if n_left <= 0 or not unsure.sum() > _TOLERANCE * of_all:
            break
        worst = np.argsort(-unsure, kind="stable")[: min(_WORST_AT_A_TIME, n_left)]
        middle = moments[worst] + 0.5 * widths[worst]
        new_leads, new_slopes = pair.at(middle)
        order = np.argsort(np.concatenate([moments, middle]), kind="stable")
        moments = np.concatenate([moments, middle])[order]
        leads, slopes = np.concatenate([leads, new_leads])[order], np.concatenate([slopes, new_slopes])[order]
    before, after = slopes[:-1].sum(axis=1), slopes[1:].sum(axis=1)
    gained = np.diff(leads) / widths
    spread = before - after
    share = np.full(len(widths), 0.5)
    differs = np.abs(spread) > 1e-6 * (np.abs(before) + np.abs(after)) + 1e-12
    share[differs] = np.clip((gained - after)[differs] / spread[differs], 0.0, 1.0)
    weights = widths * share
    parts: NDArray[np.float64] = weights @ slopes[:-1] + (widths - weights) @ slopes[1:]
    return parts


def _occluded(pair: _Pair, lead: float) -> NDArray[np.float64]:
    """What the lead loses with each square of the drawing; 0 for pixels without ink."""
    inked = np.flatnonzero(pair.ink)
    shape = pair.parameters.architecture.input_shape
    width = shape[1] if len(shape) == 3 else pair.ink.size
    rows, columns = np.divmod(np.arange(pair.ink.size), width)
    reach = OCCLUDED_SIZE // 2
    is_hidden = (np.abs(rows - rows[inked, np.newaxis]) <= reach) & (
        np.abs(columns - columns[inked, np.newaxis]) <= reach
    )
    parts = np.zeros(pair.ink.size)
    if len(inked):
        parts[inked] = lead - pair.leads(np.where(is_hidden, pair.paper, pair.drawn))
    return parts
