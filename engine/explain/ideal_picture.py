"""What a unit looks for: a picture that grows by gradient ascent until the unit answers as strongly as it can.

The same ascent, begun with noise and not smoothed, ends in noise that the network reads with certainty: it has learned what
tells the digits from each other, not what is a digit at all.

Sources: Erhan, Bengio, Courville & Vincent, "Visualizing higher-layer features of a deep network", Univ. Montréal 1341
(2009); Simonyan, Vedaldi & Zisserman, "Deep inside convolutional networks", ICLR workshop 2014; Nguyen, Yosinski & Clune,
"Deep neural networks are easily fooled", CVPR 2015.
"""

import numpy as np
from numpy.typing import NDArray

from engine.explain.probes import probe
from engine.models.model import Model
from engine.nn.activations import Floats
from engine.nn.inference import compute_probabilities
from engine.nn.network import Parameters
from engine.nn.passes import input_gradient, logits_and_input_gradient

_RATE = 0.12  # of full ink: how far the pixel moves in a step whose gradient is the largest
_BLUR = 0.55  # pixels, after each step
_FADING = 0.02  # of the ink, that every step takes away: ink that does not help is gone after some time
_NOISE_RATE = 0.02  # of full ink
_INKED = 0.25  # of the pixels of noise: a network that is trained to tell scribbles from digits is deaf to more
_PATIENCE = 20  # steps that gain nothing, after which other noise is tried
_SPARSENESS = np.arange(1.0, 13.0)[:, np.newaxis]  # the power of uniform noise: ever less ink
_HOPEFUL = 0.5  # of the probability: then it stays
CERTAIN = 0.99
"""How sure a network is to be of noise."""


class IdealPicture:
    """A picture that grows for one unit, or one digit, step by step.

    Parameters
    ----------
    model
        The network.
    layer, unit
        As :func:`engine.explain.probes.probe` takes them; the last layer and a digit for what a digit looks like to it.

    Attributes
    ----------
    picture
        Shape (n_inputs,), float64, as the network's format has ink.
    value
        What the unit answers to it: its pre-activation, or the mean of its map; ``nan`` before the first step.

    Raises
    ------
    ModelError
        If there is no such unit, or the network reads none of the program's formats.
    """

    def __init__(self, model: Model, layer: int, unit: int) -> None:
        self._scaling, self._ink = model.scaling, model.input_format.ink
        self._shape = model.parameters.architecture.input_shape
        self._probe: Parameters = probe(model.parameters, layer, [unit])
        self.picture: NDArray[np.float64] = np.full(model.parameters.architecture.n_inputs, 0.1 * self._ink)
        self.value = float("nan")
        self._is_begun = False

    def go_on_from(self, picture: NDArray[np.float64]) -> None:
        """Go on from a picture that grew for the same unit of an earlier network."""
        self.picture, self._is_begun = np.clip(picture, 0.0, self._ink), True

    def grow(self, n_steps: int = 1) -> None:
        """Go on by so many steps."""
        from scipy.ndimage import gaussian_filter  # noqa: PLC0415 - a third of a second: only those pay for it who grow one

        for _ in range(n_steps):
            values, gradients = self._answers(self.picture[np.newaxis])
            if not self._is_begun:
                self._is_begun = True
                if not gradients.any():
                    values, gradients = self._begin_with_noise(values, gradients)
            self.value = float(values[0])
            gradient = gradients[0] / self._scaling.divisor
            largest = float(np.abs(gradient).max())
            if not np.isfinite(largest) or not largest:
                return  # no change helps: the unit is silent, or the network has diverged
            grown = (1.0 - _FADING) * self.picture + _RATE * self._ink / largest * gradient
            smooth = gaussian_filter(grown.reshape(self._shape[:2]), _BLUR, mode="constant").reshape(-1)
            self.picture = np.clip(smooth, 0.0, self._ink)

    def _begin_with_noise(self, values: Floats, gradients: Floats) -> tuple[Floats, Floats]:
        """Take the densest noise that the unit answers to, if any: many a map of ReLUs is silent to even gray."""
        noise = self._ink * np.random.default_rng(0).random((len(_SPARSENESS), self.picture.size)) ** _SPARSENESS
        its_values, its_gradients = self._answers(noise)
        heard = np.flatnonzero(its_gradients.any(axis=1))[:1]
        if not len(heard):
            return values, gradients
        self.picture = noise[heard[0]]
        return its_values[heard], its_gradients[heard]

    def _answers(self, pictures: NDArray[np.float64]) -> tuple[Floats, Floats]:
        """What the unit answers to each picture, shape (n,), and the gradients by what goes in, (n, n_inputs)."""
        inputs = self._probe.as_inputs(self._scaling.apply(pictures))
        with np.errstate(all="ignore"):
            values, gradients = logits_and_input_gradient(self._probe, inputs, np.ones((len(inputs), 1), inputs.dtype))
        return values[:, 0], gradients


class CertainNoise:
    """Noise that is changed until a network reads it as a digit with certainty.

    Parameters
    ----------
    model
        The network.
    digit
        What it is to read.
    seed
        Determines the noise.

    Attributes
    ----------
    picture
        Shape (n_inputs,), float64, as the network's format has ink.
    noise
        What it was at first: a quarter of the pixels inked at random.
    probability
        How probable the digit is to it.

    Raises
    ------
    ModelError
        If the network reads none of the program's formats.
    """

    def __init__(self, model: Model, digit: int, *, seed: int = 0) -> None:
        self._model, self._digit, self._ink = model, digit, model.input_format.ink
        self._rng = np.random.default_rng(seed)
        self._begin()

    def _begin(self) -> None:
        n = self._model.parameters.architecture.n_inputs
        is_inked = self._rng.random(n) < _INKED
        self.noise: NDArray[np.float64] = self._ink * is_inked * self._rng.random(n)
        self.picture = self.noise
        self._n_idle, self._best = 0, 0.0
        self._gradient = self._look()

    @property
    def is_certain(self) -> bool:
        """Whether the network is sure of it."""
        return self.probability >= CERTAIN

    def go_on_from(self, picture: NDArray[np.float64]) -> None:
        """Go on from noise that an earlier network was certain of."""
        self.picture = np.clip(picture, 0.0, self._ink)
        self._n_idle, self._best = 0, 0.0
        self._gradient = self._look()

    def grow(self, n_steps: int = 1) -> None:
        """Go on by so many steps, or until the network is certain; noise that leads nowhere gives way to other noise."""
        for _ in range(n_steps):
            if self.is_certain or not np.isfinite(self.probability):
                return
            if self._n_idle == _PATIENCE and self.probability < _HOPEFUL:
                self._begin()
                continue
            moved = self.picture + _NOISE_RATE * self._ink * np.sign(self._gradient)
            self.picture = np.clip(moved, 0.0, self._ink)
            self._gradient = self._look()
            self._n_idle = 0 if self.probability > 1.01 * self._best else self._n_idle + 1
            self._best = max(self._best, self.probability)

    def _look(self) -> NDArray[np.float64]:
        """The gradient of log p by the ink; that by the logits is y − p, y the digit."""
        parameters, scaling = self._model.parameters, self._model.scaling
        inputs = parameters.as_inputs(scaling.apply(self.picture[np.newaxis]))
        with np.errstate(all="ignore"):
            probabilities = compute_probabilities(parameters, inputs)
            self.probability = float(probabilities[0, self._digit])
            wanted = -probabilities
            wanted[0, self._digit] += 1.0
            gradient: NDArray[np.float64] = input_gradient(parameters, inputs, wanted)[0] / scaling.divisor
        return gradient
