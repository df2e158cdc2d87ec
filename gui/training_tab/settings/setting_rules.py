"""Which settings can be seen and changed, by what else is chosen."""

from engine.data.splits import SPLIT_SETTINGS, SPLITS
from engine.optim.minimizers import MINIMIZERS
from engine.optim.optimizers import OPTIMIZERS
from engine.optim.schedules import SCHEDULES
from engine.training.config import METHODS
from gui.translation import translate

LIVE = frozenset({"learning_rate", "momentum", "weight_decay"})
"""What may change during a run."""
_OF_STEPS = frozenset({"step_epochs", "step_factor"})
_OF_BATCHES = frozenset({"learning_rate", "schedule", "batch_size", "shuffle", "dtype", "augmentation"})


def unused_settings(optimizer: str, *, batch_size: int) -> dict[str, str]:
    """The settings that a method has no use for, and why; a minimizer needs a cost that stays the same."""
    unused: dict[str, str] = {}
    if optimizer in MINIMIZERS:
        unused = dict.fromkeys(
            _OF_BATCHES,
            translate("SettingRules", "{method} does not use it.").format(method=METHODS[optimizer].label),
        )
    if optimizer not in OPTIMIZERS or not OPTIMIZERS[optimizer].uses_momentum:
        unused["momentum"] = translate("SettingRules", "Only for momentum and Nesterov momentum.")
    if batch_size == 0:
        unused.setdefault("shuffle", translate("SettingRules", "With all digits in one batch there is no order."))
    return unused


def hidden_settings(optimizer: str, *, schedule: str, split: str) -> set[str]:
    """The settings that are not to be shown."""
    hidden: set[str] = set()
    if optimizer in MINIMIZERS or not SCHEDULES[schedule].uses_steps:
        hidden |= _OF_STEPS
    return hidden | ({*SPLIT_SETTINGS[1:]} - {*SPLITS[split].settings})
