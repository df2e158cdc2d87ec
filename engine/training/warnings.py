"""What a run must not pass over in silence: what is wrong with its digits or its settings, and what to do about it."""

from engine.data.dataset import Digits
from engine.optim.optimizers import OPTIMIZERS
from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings

_LEAST_RISE = 1.1  # a cost that ends at less than this times its first one goes up and down, it does not run away
_LEAST_RISE_BY = 0.05
_MUCH_MOMENTUM = 0.95  # a gradient that stays the same is followed in steps 1 / (1 − μ) times as long as η g
_BLOCK = 4096  # pictures that are compared at a time


def joined(first: Sentence, *others: Sentence | None) -> Sentence:
    """Several sentences as one, each after the other."""
    for other in others:
        if other is not None:
            first = say("training.two_sentences", first=first, second=other)
    return first


def digits_warning(digits: Digits) -> Sentence | None:
    """What keeps a network from learning from digits, whatever the settings; ``None`` for nothing."""
    labels = digits.labels
    if labels.min() == labels.max():
        return say("training.one_label", label=int(labels[0]))
    first = digits[:1].pictures
    if all((digits[i : i + _BLOCK].pictures == first).all() for i in range(0, len(digits), _BLOCK)):
        return say("training.one_picture")
    return None


def descent_warning(
    config: TrainingConfig, settings: LiveSettings, *, first_cost: float, last_cost: float
) -> Sentence | None:
    """What went wrong with a run that went to its end batch by batch; ``None`` for nothing.

    Parameters
    ----------
    config, settings
        The run, and the settings that it ended with.
    first_cost, last_cost
        The cost on all training digits, weight decay included, when it began (NaN if it cannot be compared) and at the end.
    """
    if settings.learning_rate == 0:
        return say("training.no_learning_rate")
    if last_cost > max(_LEAST_RISE * first_cost, first_cost + _LEAST_RISE_BY):
        return say("training.cost_rose", first=first_cost, last=last_cost, advice=_smaller_steps(config, settings))
    return None


def advice_on_divergence(config: TrainingConfig, settings: LiveSettings, *, n_samples: int) -> Sentence:
    """What to change where the numbers of a run left what can be computed with.

    Weight decay multiplies every weight by 1 − ηλ/m in a step of gradient descent. Below −1 that alone makes them grow
    without end, and where λ/m itself is above 2 no usual learning rate mends it.
    """
    if config.minimizer is not None:
        return say("training.scale_inputs")
    pull = settings.weight_decay / n_samples
    if pull > 2 and settings.learning_rate * pull > 2:
        advice = say("training.less_decay", decay=settings.weight_decay, rate=_smaller_rate(settings))
    else:
        advice = _smaller_steps(config, settings)
    return say("training.use", advice=advice)


def _smaller_steps(config: TrainingConfig, settings: LiveSettings) -> Sentence:
    """What makes steps shorter: of what makes them long, the most likely, and always the learning rate."""
    rate = _smaller_rate(settings)
    if config.schedule == "step" and config.step_factor > 1:
        return say("training.smaller_step_factor", factor=config.step_factor, rate=rate)
    if OPTIMIZERS[config.optimizer].uses_momentum and settings.momentum > _MUCH_MOMENTUM:
        return say("training.less_momentum", momentum=settings.momentum, rate=rate)
    return rate


def _smaller_rate(settings: LiveSettings) -> Sentence:
    return say("training.smaller_rate", rate=settings.learning_rate)
