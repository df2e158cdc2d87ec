"""A network with what is known about it, as it is opened, saved and asked."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.registry import are_same_digits
from engine.data.scaling import UNSCALED, InputScaling
from engine.data.splits import SPLIT_SETTINGS
from engine.ink.input_formats import InputFormat, format_of
from engine.models.metadata import ModelMetadata
from engine.nn.activations import Floats
from engine.nn.inference import compute_probabilities
from engine.nn.network import Parameters
from engine.text.sentence import Sentence
from engine.training.config import TrainingConfig
from engine.training.metrics import Evaluation, evaluate
from engine.training.state import TrainingState


@dataclass(frozen=True, eq=False)
class Model:
    """A network with what is known about it.

    Attributes
    ----------
    parameters
        Architecture and numbers.
    metadata
        Its training settings, data, learning curves, figures.
    scaling
        How the pixels' values are scaled before the network gets them.
    state
        The state of its run, from which training goes on as if it had never been stopped; ``None`` where it is not known.
    note
        How the file of another program was understood, which does not say all; ``None`` for those of this one.
    """

    parameters: Parameters
    metadata: ModelMetadata = field(default_factory=ModelMetadata)
    scaling: InputScaling = UNSCALED
    state: TrainingState | None = None
    note: Sentence | None = None

    @property
    def input_format(self) -> InputFormat:
        """The format of the pictures that it reads; raises ``ModelError`` if that is none of this program's."""
        return format_of(self.parameters.architecture.input_shape)

    def inputs_of(self, images: Floats) -> Floats:
        """Pictures (n_samples, n_inputs) as data sets have them, scaled, in the network's dtype: what it computes with."""
        return self.parameters.as_inputs(self.scaling.apply(images))

    def read(self, images: Floats) -> Floats:
        """How probable each digit is, shape (n_samples, 10), for pictures (n_samples, n_inputs) as data sets have them."""
        with np.errstate(all="ignore"):
            return compute_probabilities(self.parameters, self.inputs_of(images))

    def evaluate(self, digits: Digits, *, weight_decay: float = 0.0) -> Evaluation:
        """Evaluate the network on at least one digit as data sets have them, not scaled yet."""
        with np.errstate(all="ignore"):
            scaled = self.scaling.applied_to(digits, self.parameters.dtype)
            return evaluate(self.parameters, scaled, weight_decay=weight_decay)

    def was_trained_on(self, dataset: Dataset) -> bool:
        """Whether the network's own run, whose settings are known, was on this data."""
        return self.metadata.config is not None and are_same_digits(self.metadata.data, dataset.ref)

    def kept_apart(self, dataset: Dataset) -> bool:
        """Whether the network's own run was on this data and was told which of its digits to keep for testing."""
        config, usual = self.metadata.config, TrainingConfig()
        is_told = config is not None and any(getattr(config, name) != getattr(usual, name) for name in SPLIT_SETTINGS)
        return is_told and self.was_trained_on(dataset)

    def split_as_trained(self, dataset: Dataset, **chosen: Any) -> Dataset:  # noqa: ANN401 - settings, checked when made
        """Split a data set as the network's own run did if it was on this data, so that its test digits are unseen.

        Parameters
        ----------
        dataset
            Any data set.
        chosen
            Of :data:`engine.data.splits.SPLIT_SETTINGS` those that are to be as given.

        Raises
        ------
        ConfigurationError
            If one that is given is out of bounds, or there are too few digits.
        """
        trained_with = self.metadata.config if self.was_trained_on(dataset) else None
        return (trained_with or TrainingConfig()).with_values(**chosen).apply_split(dataset)
