"""What the settings of a run are called within a sentence."""

from engine.text.catalogue import ENGLISH
from engine.text.sentence import Sentence


def setting_name(setting: str) -> Sentence:
    """The name of a setting of :class:`engine.training.config.TrainingConfig`; of any other, itself."""
    key = f"setting.{setting}"
    return Sentence(key if key in ENGLISH else setting.replace("_", " "))
