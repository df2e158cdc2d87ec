"""Warnings of a run: what is wrong with its digits or its settings, and what to do about it.

:func:`end_warnings` is the one list of them. A run puts it into the sentence of its end, so that the window and the
command line say the same.
"""

import numpy as np

from engine.data.dataset import Digits
from engine.optim.optimizers import OPTIMIZERS
from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig
from engine.training.control import LiveSettings
from engine.training.metrics import Evaluation

_LEAST_RISE = 1.1  # a cost that ends at less than this times its first one goes up and down, it does not run away
_LEAST_RISE_BY = 0.05
_MUCH_MOMENTUM = 0.95  # a gradient that stays the same is followed in steps 1 / (1 − μ) times as long as η g
_BLOCK = 4096  # pictures that are compared at a time
_LEAST_EPOCHS = 5  # a network that has learned for less may well read little
_GUESSING = 1.25  # times the share of the most frequent label: what is read by giving one answer, and some luck
_LITTLE = 0.5  # the share of its own training digits that a network should read after a whole run
_MANY_SQUASHING_LAYERS = 4
_FEW_UNITS = 5
_SMALL_RATE = 0.005  # of steps that are not adapted to the gradient
_ADAPTIVE, _SMALL_ADAPTIVE_RATE = ("adam", "rmsprop"), 1e-4


def joined(first: Sentence, *others: Sentence | None) -> Sentence:
    """Several sentences as one, each after the other."""
    for other in others:
        if other is not None:
            first = say("training.two_sentences", first=first, second=other)
    return first


def end_warnings(
    config: TrainingConfig,
    settings: LiveSettings,
    digits: Digits,
    validation: Digits | None,
    *,
    is_complete: bool,
    n_epochs: float,
    first_cost: float,
    end: Evaluation,
) -> list[Sentence]:
    """All that is to be said at the end of a run whose numbers are finite.

    Parameters
    ----------
    config, settings
        The run, and the settings that it ended with.
    digits, validation
        What was trained on, and what was validated on.
    is_complete
        Whether it went to its end, rather than being stopped.
    n_epochs
        How many epochs, or iterations, it took.
    first_cost
        The cost on all training digits, weight decay included, when it began; NaN if it cannot be compared.
    end
        The figures on all training digits, at the end.
    """
    found = [digits_warning(digits), validation_warning(config, validation)]
    if is_complete and config.epochs:
        descent = None
        if config.minimizer is None:
            descent = descent_warning(config, settings, first_cost=first_cost, last_cost=end.cost)
        if descent is None and found[0] is None and n_epochs >= _LEAST_EPOCHS:
            descent = learning_warning(config, settings, digits, accuracy=end.accuracy)
        found.append(descent)
    return [each for each in found if each is not None]


def validation_warning(config: TrainingConfig, validation: Digits | None) -> Sentence | None:
    """That a share for validation was asked for, and no digit is left out for it; ``None`` where that is not so."""
    if config.validation_fraction and (validation is None or not len(validation)):
        return say("training.no_validation", percent=f"{config.validation_fraction * 100:g}")
    return None


def learning_warning(
    config: TrainingConfig, settings: LiveSettings, digits: Digits, *, accuracy: float
) -> Sentence | None:
    """That a network reads little of what it was trained on, or only guesses, and what may be the reason; else ``None``.

    Parameters
    ----------
    config, settings, digits
        As in :func:`end_warnings`.
    accuracy
        The share of the training digits that it reads right.
    """
    by_one_answer = float(np.bincount(digits.labels).max() / len(digits.labels))
    advice = _how_to_learn(config, settings)
    percent = f"{accuracy * 100:.1f}"
    if accuracy <= _GUESSING * by_one_answer:
        return say("training.guesses", percent=percent, by_one_answer=f"{by_one_answer * 100:.1f}", advice=advice)
    return say("training.reads_little", percent=percent, advice=advice) if accuracy < _LITTLE else None


def _how_to_learn(config: TrainingConfig, settings: LiveSettings) -> Sentence:
    """What most likely keeps a network from learning."""
    layers = config.hidden_layers
    units = [layer for layer in layers if isinstance(layer, int)]
    if config.minimizer is None:
        small = _SMALL_ADAPTIVE_RATE if config.optimizer in _ADAPTIVE else _SMALL_RATE
        length = 1 / (1 - settings.momentum) if OPTIMIZERS[config.optimizer].uses_momentum else 1.0
        if settings.learning_rate * length <= small:
            return say("training.higher_rate", rate=settings.learning_rate)
    if len(layers) >= _MANY_SQUASHING_LAYERS and config.hidden_activation == "sigmoid":
        return say("training.fewer_layers", n=len(layers))
    if units and min(units) < _FEW_UNITS:
        return say("training.more_units", n=min(units))
    return say("training.learn_otherwise" if config.minimizer is None else "training.iterate_longer")


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
