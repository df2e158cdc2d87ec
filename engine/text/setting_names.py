"""What the settings of a run are called within a sentence."""

from engine.text.sentence import Sentence

_KEYS = (
    "setting.hidden_layers",
    "setting.hidden_activation",
    "setting.output_loss",
    "setting.initialization",
    "setting.seed",
    "setting.optimizer",
    "setting.learning_rate",
    "setting.momentum",
    "setting.batch_size",
    "setting.epochs",
    "setting.shuffle",
    "setting.schedule",
    "setting.step_epochs",
    "setting.step_factor",
    "setting.weight_decay",
    "setting.validation_fraction",
    "setting.validation_seed",
    "setting.patience",
    "setting.tolerance",
    "setting.input_format",
    "setting.input_scaling",
    "setting.augmentation",
    "setting.split",
    "setting.test_fraction",
    "setting.split_seed",
    "setting.test_count",
    "setting.dtype",
)
_NAMES = {key.partition(".")[2]: Sentence(key) for key in _KEYS}


def setting_name(setting: str) -> Sentence:
    """The name of a setting of :class:`engine.training.config.TrainingConfig`; of any other, itself."""
    return _NAMES.get(setting) or Sentence(setting.replace("_", " "))
