"""What would make it another digit: a small change of ink after which the network reads something else.

Pixels are changed one after another, those first that bring the other digit nearest, by the gradient of its lead over its
strongest rival; then what is not needed is taken back. No change is proven to be the smallest.

Sources: Wachter, Mittelstadt & Russell, "Counterfactual explanations without opening the black box", Harvard JL & Tech 31
(2018), for the question; Papernot et al., "The limitations of deep learning in adversarial settings", EuroS&P 2016, for a
search pixel by pixel.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.explain.layer_activations import check_inputs
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.inference import compute_logits, to_probabilities
from engine.nn.losses import apply_softmax
from engine.nn.passes import input_gradient

_MOST_STEPS = 150
_LEAST_STEP = 0.04
_TRIED = 30  # pixels, one by one
_WAYS = ((0.35, 3), (1.0, 6), (0.15, 2))
"""By how much of full ink a pixel changes in a step, and how many together; the next where one leads nowhere."""
_MARGIN = 0.1  # of the logits, by which the other digit is to lead


@dataclass(frozen=True, eq=False)
class InkChange:
    """A drawing before and after.

    Attributes
    ----------
    digit
        What it was to be read as.
    before, after
        Shape (n_inputs,), as the network's format has ink; float64.
    ink
        The value of full ink.
    probability
        Of ``digit``, after the change.
    reached
        Whether the network reads it as ``digit`` now.
    """

    digit: int
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    ink: float
    probability: float
    reached: bool

    @property
    def change(self) -> NDArray[np.float64]:
        """What was added (above 0) and taken away, in shares of full ink."""
        change: NDArray[np.float64] = (self.after - self.before) / self.ink
        return change

    @property
    def added(self) -> float:
        """Ink that was added, in pixels of full ink."""
        return float(np.maximum(self.change, 0.0).sum())

    @property
    def taken(self) -> float:
        """Ink that was taken away, in pixels of full ink."""
        return float(np.maximum(-self.change, 0.0).sum())

    @property
    def share(self) -> float:
        """All that changed, as a share of the ink that was there; infinite on empty paper."""
        there = float(self.before.sum()) / self.ink
        return (self.added + self.taken) / there if there else np.inf


def smallest_change(model: Model, frame: Floats, digit: int) -> InkChange:
    """A small change after which the network reads a drawing as ``digit``; none if it does so already.

    Parameters
    ----------
    model
        The network; its format says what full ink is.
    frame
        The drawing, not scaled: shape (n_inputs,), or that of a picture.
    digit
        0 to 9.

    Raises
    ------
    ModelError
        If the network has another number of inputs, or reads none of the program's formats.
    """
    architecture, drawn = model.parameters.architecture, np.asarray(frame, dtype=np.float64).reshape(-1)
    check_inputs(architecture, drawn)
    with np.errstate(all="ignore"):  # a network that has diverged gives NaN
        search = _Search(model, drawn, digit)
        search.go()
        search.take_back()
        return search.result()


class _Search:
    def __init__(self, model: Model, drawn: NDArray[np.float64], digit: int) -> None:
        self._model, self._digit = model, digit
        self._ink = model.input_format.ink
        self._drawn, self._now = drawn, drawn.copy()

    def _leads(self, pictures: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far the digit leads its strongest rival in each picture."""
        logits = compute_logits(self._model.parameters, self._model.inputs_of(pictures)).astype(np.float64)
        rivals = np.delete(logits, self._digit, axis=1)
        lead: NDArray[np.float64] = logits[:, self._digit] - rivals.max(axis=1)
        return lead

    def go(self) -> None:
        """Change pixels until the digit leads, or nothing helps any more.

        Those that promise most by the gradient are tried one by one, and the best of them together; where none helps, the
        step is halved.
        """
        for first_step, n_together in _WAYS:
            self._now = self._drawn.copy()
            if self._climb(first_step, n_together):
                return

    def _climb(self, step: float, n_together: int) -> bool:
        """One way up; whether it has arrived."""
        lead = float(self._leads(self._now[np.newaxis])[0])
        for _ in range(_MOST_STEPS):
            if not np.isfinite(lead) or lead >= _MARGIN or step < _LEAST_STEP:
                break
            gradient = self._gradient()
            moves = np.sign(gradient) * np.minimum(
                np.where(gradient > 0.0, self._ink - self._now, self._now), step * self._ink
            )
            best = np.argsort(-gradient * moves, kind="stable")[:_TRIED]
            best = best[moves[best] != 0.0]
            if not len(best):
                break
            tried = np.repeat(self._now[np.newaxis], len(best) + 1, axis=0)
            tried[np.arange(len(best)), best] += moves[best]
            ranked = best[np.argsort(-self._leads(tried[:-1]), kind="stable")]
            tried[-1, ranked[:n_together]] += moves[ranked[:n_together]]
            tried[0] = self._now
            tried[0, ranked[0]] += moves[ranked[0]]
            leads = self._leads(tried[[0, -1]])
            if leads.max() > lead:
                self._now, lead = tried[0 if leads[0] > leads[1] else -1], float(leads.max())
            else:
                step /= 2.0
        return lead >= _MARGIN

    def _gradient(self) -> NDArray[np.float64]:
        """How the digit's lead over all others, z − log Σ exp(z of the others), changes with the ink."""
        inputs = self._model.inputs_of(self._now[np.newaxis])
        wanted = compute_logits(self._model.parameters, inputs).copy()
        wanted[0, self._digit] = -np.inf
        apply_softmax(wanted)
        wanted *= -1.0
        wanted[0, self._digit] = 1.0
        gradient: NDArray[np.float64] = (
            input_gradient(self._model.parameters, inputs, wanted)[0] / self._model.scaling.divisor
        )
        return gradient

    def take_back(self) -> None:
        """Undo single pixels, those first that cost least, while the digit leads; then make the whole change fainter."""
        if self._leads(self._now[np.newaxis])[0] < _MARGIN:
            return
        while len(changed := np.flatnonzero(self._now != self._drawn)):
            without = np.repeat(self._now[np.newaxis], len(changed), axis=0)
            without[np.arange(len(changed)), changed] = self._drawn[changed]
            leads = self._leads(without)
            best = int(leads.argmax())
            if leads[best] < _MARGIN:
                break
            self._now = without[best]
        shares = np.linspace(0.5, 1.0, 26)
        fainter = self._drawn + shares[:, np.newaxis] * (self._now - self._drawn)
        enough = np.flatnonzero(self._leads(fainter) >= _MARGIN)
        if len(enough):
            self._now = fainter[enough[0]]

    def result(self) -> InkChange:
        logits = compute_logits(self._model.parameters, self._model.inputs_of(self._now[np.newaxis]))
        probabilities = to_probabilities(self._model.parameters.architecture, logits.copy())[0]
        reached = bool(np.isfinite(logits).all()) and int(logits[0].argmax()) == self._digit
        return InkChange(self._digit, self._drawn, self._now, self._ink, float(probabilities[self._digit]), reached)
