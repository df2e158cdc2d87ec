"""What a run must not pass over in silence: what is wrong with its digits or its settings, and what to do about it."""

from engine.data.dataset import Digits
from engine.optim.optimizers import OPTIMIZERS
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings

_LEAST_RISE = 1.1  # a cost that ends at less than this times its first one goes up and down, it does not run away
_LEAST_RISE_BY = 0.05
_MUCH_MOMENTUM = 0.95  # a gradient that stays the same is followed in steps 1 / (1 − μ) times as long as η g
_BLOCK = 4096  # pictures that are compared at a time


def digits_warning(digits: Digits) -> str:
    """What keeps a network from learning from digits, whatever the settings; empty for nothing."""
    labels = digits.labels
    if labels.min() == labels.max():
        return (
            f"All training digits are labelled {labels[0]}: the network learned to answer nothing else; "
            "use data with all ten digits."
        )
    first = digits[:1].pictures
    if all((digits[i : i + _BLOCK].pictures == first).all() for i in range(0, len(digits), _BLOCK)):
        return "All training pictures are the same: there is nothing to tell digits apart by; check the data."
    return ""


def descent_warning(config: TrainingConfig, settings: LiveSettings, *, first_cost: float, last_cost: float) -> str:
    """What went wrong with a run that went to its end batch by batch; empty for nothing.

    Parameters
    ----------
    config, settings
        The run, and the settings that it ended with.
    first_cost, last_cost
        The cost on all training digits, weight decay included, when it began (NaN if it cannot be compared) and at the end.
    """
    if settings.learning_rate == 0:
        return "With a learning rate of 0 no weight changes: use a greater one."
    if last_cost > max(_LEAST_RISE * first_cost, first_cost + _LEAST_RISE_BY):
        return f"The cost rose from {first_cost:.4g} to {last_cost:.4g}: use {_smaller_steps(config, settings)}."
    return ""


def advice_on_divergence(config: TrainingConfig, settings: LiveSettings, *, n_samples: int) -> str:
    """What to change where the numbers of a run left what can be computed with.

    Weight decay multiplies every weight by 1 − ηλ/m in a step of gradient descent. Below −1 that alone makes them grow
    without end, and where λ/m itself is above 2 no usual learning rate mends it.
    """
    if config.minimizer is not None:
        return "scale the inputs"
    pull = settings.weight_decay / n_samples
    if pull > 2 and settings.learning_rate * pull > 2:
        return f"use less weight decay than {settings.weight_decay:g} or {_smaller_rate(settings)}"
    return f"use {_smaller_steps(config, settings)}"


def _smaller_steps(config: TrainingConfig, settings: LiveSettings) -> str:
    """What makes steps shorter: of what makes them long, the most likely, and always the learning rate."""
    rate = _smaller_rate(settings)
    if config.schedule == "step" and config.step_factor > 1:
        return f"a smaller step factor than {config.step_factor:g} or {rate}"
    if OPTIMIZERS[config.optimizer].uses_momentum and settings.momentum > _MUCH_MOMENTUM:
        return f"less momentum than {settings.momentum:g} or {rate}"
    return rate


def _smaller_rate(settings: LiveSettings) -> str:
    return f"a smaller learning rate than {settings.learning_rate:g}"
