"""The settings of a training run: one frozen dataclass, checked when made, with a description of each setting.

The panel, the command line and the model file all take names, bounds and explanations from here, so that a setting means
the same everywhere.
"""

import math
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from typing import Any

from engine.data.augmentation import AUGMENTATIONS
from engine.data.dataset import Dataset
from engine.data.loading import in_format
from engine.data.scaling import SCALINGS
from engine.data.splits import (
    DEFAULT_SPLIT_SEED,
    DEFAULT_TEST_COUNT,
    DEFAULT_TEST_FRACTION,
    SPLITS,
    Split,
    split_dataset,
)
from engine.errors import ConfigurationError
from engine.ink.input_formats import AUTO_FORMAT, FRAME, INPUT_FORMATS
from engine.nn.initializers import INITIALIZATIONS
from engine.nn.layer_table import MAX_HIDDEN_LAYERS, read_layer_table
from engine.nn.layers.base import LINEAR, MAX_UNITS, Layer
from engine.nn.layers.dense import Dense
from engine.nn.layers.dropout import Dropout
from engine.nn.layers.layer_text import HiddenLayer, canonical_text, read_layer
from engine.nn.network import N_CLASSES, Architecture, DType, check_choice
from engine.optim.minimizers import MINIMIZERS, Minimizer
from engine.optim.optimizers import OPTIMIZERS, OptimizerKind
from engine.optim.schedules import SCHEDULES
from engine.text.sentence import Sentence, Value, say
from engine.text.setting_names import setting_name

FULL_BATCH = 0
"""The batch size that stands for all training digits at once."""
AS_SEED = -1
"""The validation seed that stands for the seed of the run."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value of a number, both allowed."""

    least: float
    greatest: float

    def check(self, what: Value, value: object) -> None:
        """Raise ``ConfigurationError`` if ``value`` is not a finite number within the bounds."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ConfigurationError(say("config.not_a_number", what=what, got=repr(value)))
        if isinstance(value, float) and not math.isfinite(value):  # an int may be too large for isfinite
            raise ConfigurationError(say("config.not_a_number", what=what, got=repr(value)))
        if not self.least <= value <= self.greatest:
            got = f"{value:g}" if abs(value) < 1e300 else f"{str(value)[:12]}…"
            raise ConfigurationError(
                say("config.out_of_bounds", what=what, least=self.least, greatest=self.greatest, got=got)
            )


BOUNDS: dict[str, Bounds] = {
    "seed": Bounds(0, 2**31 - 1),
    "learning_rate": Bounds(0.0, 1e6),
    "momentum": Bounds(0.0, 0.9999),
    "batch_size": Bounds(FULL_BATCH, 1_000_000),
    "epochs": Bounds(0, 1_000_000),
    "weight_decay": Bounds(0.0, 1e9),
    "validation_fraction": Bounds(0.0, 0.9),
    "validation_seed": Bounds(-1, 2**31 - 1),
    "patience": Bounds(0, 1_000_000),
    "tolerance": Bounds(0.0, 1e6),
    "test_fraction": Bounds(0.0, 0.9),
    "split_seed": Bounds(0, 2**31 - 1),
    "test_count": Bounds(0, 10_000_000),
    "step_epochs": Bounds(1, 1_000_000),
    "step_factor": Bounds(0.0, 10.0),
}
"""What each number may be."""
WHOLE_NUMBERS = (
    "seed",
    "batch_size",
    "epochs",
    "validation_seed",
    "patience",
    "split_seed",
    "test_count",
    "step_epochs",
)
FORMAT_CHOICES = (AUTO_FORMAT, *INPUT_FORMATS)
"""What the format of the inputs may be."""
METHODS: dict[str, OptimizerKind | Minimizer] = {**OPTIMIZERS, **MINIMIZERS}
"""Every way to learn: our optimizers, which go batch by batch, and SciPy's minimizers."""


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """What to train and how; a run is determined by this, its data and its first parameters, to the last bit.

    A run that gets streamed digits (:class:`engine.data.dataset.StreamedDigits`) is not: how many are ready when an epoch
    begins is a matter of time.

    Attributes
    ----------
    hidden_layers
        Each hidden layer, first to last, as :data:`engine.nn.layers.layer_text.HiddenLayer`: the units of a dense one, or
        the text of another; empty for softmax regression.
    hidden_activation, output_loss, initialization, input_scaling, schedule
        Keys of the tables of the same names in ``activations``, ``losses``, ``network``, ``input_scaling`` and
        ``schedules``.
    optimizer
        A key of :data:`METHODS`. A minimizer uses all training digits at once, computes in float64, and has no use for
        learning rate, momentum, schedule, batch size, shuffling and streamed digits.
    seed
        Determines the first parameters, the order and the distortions of the digits in every epoch, and, unless
        ``validation_seed`` does, the validation digits.
    learning_rate
        η, the length of a step.
    momentum
        μ, the share of the last step that is taken again; for "momentum" and "nesterov" only.
    batch_size
        Digits per step; 0 for all at once.
    epochs
        Passes over the training digits; for a minimizer, its iterations or evaluations, at most.
    weight_decay
        λ in λ / (2m) Σ w²; m is the number of training digits, so the cost does not depend on the batch size.
    validation_fraction
        The share of the training digits that is not trained on but validated on; 0 for none.
    validation_seed
        Draws them; :data:`AS_SEED` for ``seed``. Runs with different seeds that are to be compared share one, and so are
        measured on the same digits.
    patience
        Epochs without a better validation loss (training loss, without validation digits) after which a run stops and
        takes back its best parameters; 0 for never.
    tolerance
        A run stops when an epoch lowers the cost (on what is trained on, weight decay included) by less than this, but
        not within its first 10 epochs; 0 for never. A minimizer is asked after each of its iterations, from 10 of what it
        counts on.
    input_format
        How pictures are laid out for the network: a key of :data:`engine.ink.input_formats.INPUT_FORMATS`, or
        :data:`engine.ink.input_formats.AUTO_FORMAT` for 20x20, or 8x8 where the digits are 8x8.
    augmentation
        A key of :data:`engine.data.augmentation.AUGMENTATIONS`: how strongly the copies are distorted
        that each epoch is trained on; digits to validate or test on stay as they are. A minimizer, whose cost must stay
        the same, does not use it.
    split, test_fraction, split_seed, test_count
        Which digits are kept for testing: a key of :data:`engine.data.splits.SPLITS`, the share, what draws them, and, for
        "last", how many.
    shuffle
        Whether each epoch goes through the digits in another order; else in that of the data.
    step_epochs, step_factor
        For the schedule "step": after how many epochs the learning rate is multiplied by what.
    dtype
        "float32" or "float64".

    Raises
    ------
    ConfigurationError
        If a value is outside its bounds or a name is unknown.
    """

    hidden_layers: tuple[HiddenLayer, ...] = (25,)
    hidden_activation: str = "sigmoid"
    output_loss: str = "softmax-cross-entropy"
    initialization: str = "glorot"
    seed: int = 1
    optimizer: str = "gradient-descent"
    learning_rate: float = 0.1
    momentum: float = 0.9
    batch_size: int = 32
    epochs: int = 500
    weight_decay: float = 0.0
    validation_fraction: float = 0.1
    validation_seed: int = AS_SEED
    patience: int = 0
    tolerance: float = 0.0
    input_format: str = AUTO_FORMAT
    input_scaling: str = "none"
    augmentation: str = "none"
    split: str = "given"
    test_fraction: float = DEFAULT_TEST_FRACTION
    split_seed: int = DEFAULT_SPLIT_SEED
    test_count: int = DEFAULT_TEST_COUNT
    shuffle: bool = True
    schedule: str = "constant"
    step_epochs: int = 30
    step_factor: float = 0.5
    dtype: DType = "float32"

    def __post_init__(self) -> None:
        for name, bounds in BOUNDS.items():
            value = getattr(self, name)
            bounds.check(setting_name(name), value)
            if name in WHOLE_NUMBERS and not isinstance(value, int):
                raise ConfigurationError(say("config.not_whole", what=setting_name(name), got=repr(value)))
        check_hidden_layers(self.hidden_layers)
        object.__setattr__(self, "hidden_layers", tuple(map(canonical_text, self.hidden_layers)))
        check_choice(setting_name("initialization"), self.initialization, INITIALIZATIONS)
        check_choice(setting_name("optimizer"), self.optimizer, METHODS)
        check_choice(setting_name("input_format"), self.input_format, dict.fromkeys(FORMAT_CHOICES))
        check_choice(setting_name("input_scaling"), self.input_scaling, SCALINGS)
        check_choice(setting_name("augmentation"), self.augmentation, AUGMENTATIONS)
        check_choice(setting_name("split"), self.split, SPLITS)
        check_choice(setting_name("schedule"), self.schedule, SCHEDULES)
        if not isinstance(self.shuffle, bool):
            raise ConfigurationError(say("config.not_a_switch", got=repr(self.shuffle)))
        check_choice(setting_name("dtype"), self.dtype, {"float32": None, "float64": None})
        self.architecture()
        no_dropout = why_no_dropout(self.optimizer)
        if no_dropout is not None and self.drops_out:
            raise ConfigurationError(no_dropout)

    @property
    def minimizer(self) -> Minimizer | None:
        """The minimizer that is chosen; ``None`` for an optimizer that goes batch by batch."""
        return MINIMIZERS.get(self.optimizer)

    @property
    def computed_in(self) -> DType:
        """The dtype that a run computes in: SciPy's minimizers need float64."""
        return self.dtype if self.minimizer is None else "float64"

    @property
    def drawn_validation_seed(self) -> int:
        """What draws the validation digits."""
        return self.seed if self.validation_seed == AS_SEED else self.validation_seed

    @property
    def augments(self) -> bool:
        """Whether a run trains on distorted copies of its digits."""
        return self.minimizer is None and not AUGMENTATIONS[self.augmentation].is_identity

    @property
    def test_split(self) -> Split:
        """Which digits are kept for testing."""
        return Split(self.split, fraction=self.test_fraction, seed=self.split_seed, count=self.test_count)

    def apply_split(self, dataset: Dataset) -> Dataset:
        """The same digits with those for testing that this keeps.

        Raises
        ------
        ConfigurationError
            If there are too few digits for that.
        """
        return split_dataset(dataset, self.test_split)

    def input_shape(self, dataset: Dataset | None = None) -> tuple[int, ...]:
        """(height, width, channels) of the pictures that this trains a network on, of these digits or of usual ones."""
        if self.input_format in INPUT_FORMATS:
            return INPUT_FORMATS[self.input_format].shape
        return dataset.input_shape if dataset is not None else FRAME.shape

    def apply_format(self, dataset: Dataset) -> Dataset:
        """The same digits in the format that this names: see :func:`engine.data.loading.in_format`."""
        return in_format(dataset, INPUT_FORMATS[self.input_format]) if self.input_format in INPUT_FORMATS else dataset

    def architecture(self, input_shape: tuple[int, ...] | None = None) -> Architecture:
        """The network that this trains, for pictures of a shape (height, width, channels), by default of its format."""
        shape = input_shape or self.input_shape()
        return _architecture(shape, self.hidden_layers, self.hidden_activation, self.output_loss)

    def layers(self) -> tuple[Layer, ...]:
        """The hidden layers themselves, each with the activation, if it has one."""
        return tuple(read_layer(layer, self.hidden_activation) for layer in self.hidden_layers)

    @property
    def drops_out(self) -> bool:
        """Whether values are left out at random while the network is trained."""
        return any(isinstance(layer, Dropout) and layer.rate > 0 for layer in self.layers())

    def with_values(self, **values: Any) -> "TrainingConfig":  # noqa: ANN401 - one value per field, checked when made
        """The same settings but for ``values``; unknown names raise ``ConfigurationError``."""
        known = {field.name for field in fields(self)}
        for name in values:
            if name not in known:
                raise ConfigurationError(say("config.no_such_setting", names=", ".join(sorted(known)), got=repr(name)))
        return replace(self, **values)

    def as_dict(self) -> dict[str, Any]:
        """The settings as JSON can hold them."""
        return {**asdict(self), "hidden_layers": list(self.hidden_layers)}


def config_from(value: object) -> TrainingConfig:
    """Settings as :meth:`TrainingConfig.as_dict` gives them; those that are not known here are left out.

    Raises
    ------
    ConfigurationError
        If they are none.
    """
    if not isinstance(value, dict):
        raise ConfigurationError(say("config.no_settings", got=type(value).__name__))
    known = {name: setting for name, setting in value.items() if name in TrainingConfig.__annotations__}
    layers = known.get("hidden_layers", ())
    if not isinstance(layers, (list, tuple)):
        raise ConfigurationError(say("config.not_layers", got=str(layers)))
    return TrainingConfig(**({**known, "hidden_layers": tuple(layers)} if "hidden_layers" in known else known))


@lru_cache(maxsize=32)  # a window asks several times with each report
def _architecture(
    input_shape: tuple[int, ...], hidden_layers: tuple[HiddenLayer, ...], activation: str, output_loss: str
) -> Architecture:
    layers = (read_layer(layer, activation) for layer in hidden_layers)
    return Architecture(input_shape, (*layers, Dense(N_CLASSES, LINEAR)), output_loss)


def check_hidden_layers(hidden_layers: tuple[object, ...]) -> None:
    """Raise ``ConfigurationError`` if there are too many layers, or a layer has no unit or too many."""
    if len(hidden_layers) > MAX_HIDDEN_LAYERS:
        raise ConfigurationError(say("config.too_many_layers", most=MAX_HIDDEN_LAYERS, got=len(hidden_layers)))
    for layer in hidden_layers:
        if not isinstance(layer, (int, str)) or isinstance(layer, bool):
            raise ConfigurationError(say("config.layer_units", most=MAX_UNITS, got=str(layer)))
        read_layer(layer)


@dataclass(frozen=True, slots=True)
class HiddenLayers:
    """Hidden layers that were written by someone.

    Attributes
    ----------
    layers
        Each of them, first to last, as the settings keep it.
    note
        What was left out of what was written, in one sentence; empty if nothing was.
    """

    layers: tuple[HiddenLayer, ...] = ()
    note: str = ""


def read_hidden_layers(text: str, *, input_shape: tuple[int, ...] | None = FRAME.shape) -> HiddenLayers:
    """Hidden layers from text such as "25", "128, 64", "128 64", "128-64", "conv 8 5x5, pool 2, 64" or, for none, "none".

    Three or more numbers with dashes that begin with the inputs and end with the ten outputs, "400-25-10", are the whole
    network: its ends are left out, and the note says so.

    Parameters
    ----------
    text
        What was written.
    input_shape
        (height, width, channels) of the pictures: other layers than dense ones must fit them. ``None`` where that is not
        known yet.

    Raises
    ------
    ConfigurationError
        If the text is anything else, a number is out of bounds, or layers do not fit the pictures or each other.
    """
    table = read_layer_table(text, input_shape)
    if table.error is not None:
        raise ConfigurationError(table.error)
    return HiddenLayers(table.layers, str(table.note or ""))


def why_no_dropout(optimizer: str) -> Sentence | None:
    """Why a way to learn, a key of :data:`METHODS`, cannot have values left out at random; ``None`` if it can."""
    minimizer = MINIMIZERS.get(optimizer)
    return None if minimizer is None else say("config.random_cost", minimizer=minimizer.label)


def parse_hidden_layers(text: str, *, input_shape: tuple[int, ...] | None = FRAME.shape) -> tuple[HiddenLayer, ...]:
    """The layers of :func:`read_hidden_layers`."""
    return read_hidden_layers(text, input_shape=input_shape).layers


def format_hidden_layers(hidden_layers: tuple[HiddenLayer, ...]) -> str:
    """Text that :func:`parse_hidden_layers` reads back; empty for no hidden layer."""
    return ", ".join(map(str, hidden_layers))
