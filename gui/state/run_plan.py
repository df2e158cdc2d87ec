"""What Train will do now: one answer for the button, for the sentence beside it, and for the run itself."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from engine.data.scaling import InputScaling
from engine.nn.network import Parameters
from engine.text.sentence import Sentence, say
from engine.training.checkpoints import Checkpoint
from engine.training.state import Leg, TrainingState

RunKind = Literal["train a new network", "train on", "continue"]


class RunStart(NamedTuple):
    """What a run goes on from: see :func:`engine.training.train.train`; all ``None`` and 0 for a new start.

    ``checkpoints`` and ``legs`` are those of the run so far.
    """

    initial: Parameters | None = None
    scaling: InputScaling | None = None
    first_epoch: float = 0.0
    state: TrainingState | None = None
    checkpoints: tuple[Checkpoint, ...] = ()
    legs: tuple[Leg, ...] = ()


@dataclass(frozen=True)
class RunPlan:
    """What Train will do with the settings and the digits of now.

    Attributes
    ----------
    kind
        "train a new network": from random weights; "train on": the network that answers learns on, with a new plan;
        "continue": a run that was stopped goes on to its planned end.
    why
        The same in a sentence for people, with its reason.
    start
        What the run goes on from.
    """

    kind: RunKind
    why: Sentence
    start: RunStart = field(default_factory=RunStart, compare=False, repr=False)

    @property
    def label(self) -> Sentence:
        """What the button says."""
        return say(_LABELS[self.kind])


_LABELS: dict[RunKind, str] = {
    "train a new network": "plan.train_a_new_network",
    "train on": "plan.train_on",
    "continue": "plan.continue",
}
