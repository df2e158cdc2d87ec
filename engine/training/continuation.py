"""What training on means: whether a run follows its plan, begins another leg, or is a new run from random weights.

Asked by the window and by the command line before they train, and by :func:`engine.training.train.train` itself:

* **Same plan.** A run was stopped before its end, and nothing was changed but what may change while it runs (learning rate,
  momentum, weight decay): it goes on to its planned end as if it had never been stopped.
* **New leg.** The plan has come to its end, or something else about how to learn was changed, or the digits: the network
  learns on in the same run, and optimizers of the same kind keep what they remember. The schedule begins anew.
* **New run.** What was changed decides which network is trained, where it starts, or which digits it may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

from engine.data.reference import DatasetRef
from engine.data.registry import are_same_digits
from engine.data.splits import SPLIT_SETTINGS, SPLITS
from engine.ink.input_formats import shape_text
from engine.nn.network import Architecture
from engine.optim.schedules import SCHEDULES
from engine.text.sentence import Sentence, say
from engine.text.setting_names import setting_name
from engine.training.config import TrainingConfig
from engine.training.state import TrainingState

LIVE_SETTINGS = ("learning_rate", "momentum", "weight_decay")
"""The settings that may change while a run goes on."""
_RUN_SETTINGS = (
    "hidden_layers",
    "hidden_activation",
    "output_loss",
    "initialization",
    "seed",
    "input_scaling",
    "split",
    "test_fraction",
    "split_seed",
    "test_count",
    "validation_fraction",
    "validation_seed",
)
_NETWORK = ("hidden_layers", "hidden_activation", "output_loss")
_STEPS = ("step_epochs", "step_factor")
Kind = Literal["same plan", "new leg", "new run"]


@dataclass(frozen=True)
class Continuation:
    """What training on means now.

    Attributes
    ----------
    kind
        "same plan", "new leg" or "new run".
    why
        A sentence for people.
    """

    kind: Kind
    why: Sentence


@dataclass(frozen=True, eq=False)
class TrainedNetwork:
    """What is known of the network that training would go on from.

    Attributes
    ----------
    architecture, scaling
        The network, and the name of its input scaling.
    config, dataset
        The settings and the digits of its run, as far as they are known.
    state
        Of its run; ``None`` where it was not kept.
    """

    architecture: Architecture
    scaling: str
    config: TrainingConfig | None = None
    dataset: DatasetRef | None = None
    state: TrainingState | None = None


def trained_network(state: TrainingState) -> TrainedNetwork:
    """The network of a run whose state was kept."""
    return TrainedNetwork(state.architecture, state.scaling.name, state.config, state.dataset, state)


def continuation(
    there: TrainedNetwork, config: TrainingConfig, dataset: DatasetRef, *, input_shape: tuple[int, ...]
) -> Continuation:
    """What training on means.

    Parameters
    ----------
    there
        The network that is there.
    config, dataset
        The settings and the digits that are asked for now.
    input_shape
        (height, width, channels) of a picture of these digits.
    """
    architecture, state = config.architecture(input_shape), there.state
    before = there.architecture.input_shape
    if before != input_shape:
        why = say("continuation.other_pictures", expected=shape_text(before), got=shape_text(input_shape))
        return Continuation("new run", why)
    changed = changed_settings(there.config, config) if there.config is not None else []
    if there.architecture != architecture:
        changed += [
            name for name in _NETWORK if name not in changed and _differs(there.architecture, architecture, name)
        ]
    if there.scaling != config.input_scaling and "input_scaling" not in changed:
        changed.append("input_scaling")
    of_run = [name for name in changed if name in _RUN_SETTINGS]
    if of_run:
        return Continuation("new run", say("continuation.new_run", settings=_listed(of_run)))
    new_leg = _why_a_new_leg(there, changed, config, dataset)
    if new_leg is not None:
        return Continuation("new leg", new_leg)
    is_streamed = state is not None and state.is_streamed
    return Continuation("same plan", say("continuation.streamed" if is_streamed else "continuation.same_plan"))


def _why_a_new_leg(
    there: TrainedNetwork, changed: list[str], config: TrainingConfig, dataset: DatasetRef
) -> Sentence | None:
    """Why the plan cannot be followed or is not to be; ``None`` if it can."""
    state = there.state
    if there.dataset is not None and not are_same_digits(there.dataset, dataset):
        return say("continuation.other_digits", before=there.dataset.name, now=dataset.name)
    if changed:
        return say("continuation.new_leg", settings=_listed(changed))
    if state is None:
        return say("continuation.no_state")
    if state.descent is None:
        is_minimizer = state.config.minimizer is not None
        return say("continuation.minimizer" if is_minimizer else "continuation.diverged")
    return say("continuation.further_leg", n=config.epochs) if state.is_over else None


def changed_settings(before: TrainingConfig, now: TrainingConfig) -> list[str]:
    """The settings that differ, in their order, but for those that may change while a run goes on or mean nothing."""
    unused = {*LIVE_SETTINGS, "input_format"}  # what counts is which pictures it comes to
    unused |= {*SPLIT_SETTINGS[1:]} - {*SPLITS[before.split].settings, *SPLITS[now.split].settings}
    if not SCHEDULES[before.schedule].uses_steps and not SCHEDULES[now.schedule].uses_steps:
        unused |= {*_STEPS}
    if before.drawn_validation_seed == now.drawn_validation_seed:
        unused.add("validation_seed")  # named or not, it draws the same digits
    names = (setting.name for setting in fields(TrainingConfig))
    return [name for name in names if name not in unused and _differs(before, now, name)]


def _differs(one: object, other: object, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(str(setting_name(name)) for name in names)
