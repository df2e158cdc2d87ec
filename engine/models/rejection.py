"""Whether ink is a digit at all: the rule by which scribbles, letters and signs are refused.

A network that tells ten digits apart gives ten probabilities to whatever it is shown, and one that has seen digits alone is
sure of most of it. So another, small network, the judge, has learned to tell digits from what is none
(``resources/build_judge.py``), and its answer is taken together with the bundled network's:

    score = z[no digit] - z[digit] - (max(y) - (second(y) + mean(y)) / 2)

z are the judge's logits, y the bundled network's: its best answer's lead, over the second best and over all. Whichever
network answers in the window or on the command line, the rule is the same: it is about the ink. ``build_judge.py`` chooses
the limit, so that 103 of 10,000 generated digits that neither network has seen are refused; it stands in the judge's file.
"""

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.io.resources import RESOURCES
from engine.models.files import load_model
from engine.models.model import Model
from engine.nn.inference import compute_logits

JUDGE = RESOURCES / "digit_judge.npz"
"""The network that tells digits from what is none; ``resources/build_judge.py`` makes it anew."""


@dataclass(frozen=True, eq=False)
class Judge:
    """The rule.

    Attributes
    ----------
    judge, reader
        The network that tells digits from what is none (its outputs 0 and 1; the others are not used), and the bundled
        one, which tells digits apart.
    limit
        What scores more is refused.
    """

    judge: Model
    reader: Model
    limit: float = 0.0

    def scores(self, frames: NDArray[np.floating]) -> NDArray[np.float64]:
        """How little each picture looks like a digit, shape (n,).

        Parameters
        ----------
        frames
            Shape (n, 20, 20) or (n, 400), ink 1 on paper 0, laid out as networks of 20x20 read it.
        """
        rows = np.clip(frames.reshape(len(frames), -1), 0.0, 1.0).astype(np.float32)  # resampling goes beyond
        own, read = (_logits(model, rows) for model in (self.judge, self.reader))
        ranked = np.sort(read, axis=1)
        lead = ranked[:, -1] - (ranked[:, -2] + read.mean(axis=1)) / 2
        scores: NDArray[np.float64] = own[:, 1] - own[:, 0] - lead
        return scores


@lru_cache(maxsize=1)
def bundled_judge() -> Judge:
    """The judge that comes with the program, read once."""
    judge = load_model(JUDGE)
    chosen = json.loads(judge.metadata.other)["rejection"]
    return Judge(judge, load_model(), float(chosen["limit"]))


def are_digits(frames: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Which pictures show a digit.

    Parameters
    ----------
    frames
        Shape (n, 20, 20) or (n, 400), ink 1 on paper 0, laid out as networks of 20x20 read it.

    Returns
    -------
    ndarray, shape (n,), bool
    """
    if not len(frames):
        return np.zeros(0, dtype=bool)
    judge = bundled_judge()
    found: NDArray[np.bool_] = judge.scores(frames) <= judge.limit
    return found


def _logits(model: Model, rows: NDArray[np.float32]) -> NDArray[np.float64]:
    return compute_logits(model.parameters, model.inputs_of(rows)).astype(np.float64)
