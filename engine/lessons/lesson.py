"""What a lesson is made of: steps, and in each of them texts, predictions, runs, figures and plots, in their order."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from engine.training.config import TrainingConfig

Value: TypeAlias = str | int | float | bool
"""What an option of an experiment may be."""
PlotKind = Literal["curves", "bars", "landscape"]
"""Curves over epochs or another axis; bars, such as the gradient's size layer by layer; a loss over a line or a plane."""

ALLOWANCES = ("starts", "best starts", "other digits", "rounding", "light", "source")
"""What a tolerance may be for; ``resources/lessons/README.md`` has the rule that each gives."""
_SLACK = 1e-9  # of rounding, where what was seen lies on the edge of the tolerance


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of Markdown. A link to ``window:NAME`` points at a part of the window."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on a line of its own: plain text; ``_`` lowers the letter, or the braces, behind it; ``^`` raises it."""

    text: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What is to be learned, and from what: set in the window, where it can be changed.

    Attributes
    ----------
    data
        The source of the digits: a name that ``main.py data`` lists.
    config
        All settings.
    named
        The settings that the lesson speaks of, in its order: shown beside the text.
    """

    data: str
    config: TrainingConfig
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A network that is trained.

    Attributes
    ----------
    name
        What figures, predictions and plots of the lesson call it.
    label
        For people, short.
    setup
        Digits and settings.
    seconds
        How long it takes on a laptop, roughly.
    on_request
        Whether it takes so long that a check of the whole lesson leaves it out.
    """

    name: str
    label: str
    setup: Setup
    seconds: float = 10.0
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Measurement:
    """Something that is computed without the training of a whole network, or with several.

    Attributes
    ----------
    name, label, seconds
        As of a run.
    kind
        A key of :data:`engine.lessons.measures.MEASURES`.
    setup
        Digits and settings, where it needs them.
    options
        What else it is told.
    """

    name: str
    label: str
    kind: str
    setup: Setup
    options: Mapping[str, Value] = field(default_factory=dict)
    seconds: float = 10.0


Experiment: TypeAlias = Run | Measurement
"""What is carried out in a step."""


def done_by(experiment: Experiment) -> str:
    """What an experiment does, as a line of text: results of two experiments with the same line belong together.

    Of the settings it has those that are not the usual ones, but for the seed, and so it is the same in a program that
    knows more of them.
    """
    usual, config = TrainingConfig().as_dict(), experiment.setup.config.as_dict()
    told: dict[str, object] = {name: value for name, value in config.items() if name != "seed" and value != usual[name]}
    told["data"] = experiment.setup.data
    if isinstance(experiment, Measurement):
        told |= {"measure": experiment.kind, "options": dict(experiment.options)}
    return json.dumps(told, sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question to be answered before anything runs.

    Attributes
    ----------
    question
        One sentence.
    choices
        Numbers or words to choose from; empty where a number is to be typed.
    unit
        Behind the numbers: "%", or nothing.
    figure
        The name of the figure that it foretells; empty where it foretells none.
    answer
        The choice that is right, of words; ``None`` where a figure answers.
    """

    question: str
    choices: tuple[float | str, ...] = ()
    unit: str = ""
    figure: str = ""
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is compared with a published one.

    Attributes
    ----------
    name
        Short, for the first column of the table; figures of a lesson differ in it.
    of
        The name of the run or the measurement that it comes from.
    quantity
        Which of its quantities.
    published
        The published number; ``None`` where none was found, and what comes is only shown.
    tolerance
        How far from it what comes may be to be "within".
    allows
        What the tolerance is for: some of :data:`ALLOWANCES`; none where the lesson does not say.
    unit
        "%" (the quantity is a share from 0 to 1, and shown times 100) or nothing.
    decimals
        Digits behind the point.
    source
        Where it was published.
    needs_mnist
        Whether the published figure is of MNIST: of other digits it is compared with nothing.
    takes_best
        Whether the published figure is the best of several runs: then the best of all seeds is compared with it.
    """

    name: str
    of: str
    quantity: str
    published: float | None = None
    tolerance: float = 0.0
    unit: str = ""
    decimals: int = 2
    source: str = ""
    needs_mnist: bool = False
    takes_best: bool = False
    allows: tuple[str, ...] = ()

    def in_unit(self, value: float) -> float:
        """A value of the quantity in the unit of the published one: a share in per cent where that is "%"."""
        return 100.0 * value if self.unit == "%" else value

    def compared(self, values: Sequence[float]) -> float | None:
        """What is compared of the values of several seeds: their mean, or the best where the figure takes that."""
        if not values:
            return None
        return max(values) if self.takes_best else sum(values) / len(values)

    @staticmethod
    def deviation(values: Sequence[float]) -> float | None:
        """How far several seeds lie apart: the standard deviation, of n − 1; ``None`` for fewer than two."""
        return statistics.stdev(values) if len(values) > 1 else None

    def is_within(self, values: Sequence[float]) -> bool | None:
        """Whether every seed, or the best where the figure takes that, came as near as the tolerance allows.

        Parameters
        ----------
        values
            What it came to with each seed, in the unit of the published value.

        Returns
        -------
        bool or None
            ``None`` where nothing was published or nothing came.
        """
        published = self.published
        if published is None or not values:
            return None
        judged = (max(values),) if self.takes_best else values
        return all(abs(value - published) <= self.tolerance + _SLACK for value in judged)


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn beside the text.

    Attributes
    ----------
    of
        The runs and measurements whose curves it overlays.
    quantity
        Which curve of each: "validation accuracy", "validation loss", "training loss", or one that a measurement names.
    title
        Above it.
    is_logarithmic
        Whether its vertical axis is.
    """

    of: tuple[str, ...]
    quantity: str
    title: str
    is_logarithmic: bool = False


Part: TypeAlias = Text | Formula | Setup | Run | Measurement | Prediction | Figure | Plot


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a lesson that is seen at a time.

    Attributes
    ----------
    title
        Its heading.
    parts
        In the order of the file. What follows an experiment is about what came of it, and is shown then.
    """

    title: str
    parts: tuple[Part, ...]

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """What is carried out in it."""
        return tuple(part for part in self.parts if isinstance(part, Run | Measurement))

    @property
    def predictions(self) -> tuple[Prediction, ...]:
        """What is asked in it."""
        return tuple(part for part in self.parts if isinstance(part, Prediction))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is compared in it."""
        return tuple(part for part in self.parts if isinstance(part, Figure))

    @property
    def plots(self) -> tuple[Plot, ...]:
        """What is drawn in it."""
        return tuple(part for part in self.parts if isinstance(part, Plot))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson.

    Attributes
    ----------
    name
        That of its file, without the ending: what the command line and the progress call it.
    title, summary
        For people; the summary is one line.
    minutes
        How long it takes.
    steps
        At least one.
    is_quick
        Whether its runs take seconds rather than minutes: ``main.py lessons --check quick`` takes these.
    """

    name: str
    title: str
    summary: str
    minutes: int
    steps: tuple[Step, ...]
    is_quick: bool = False

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """What is carried out in all of its steps."""
        return tuple(each for step in self.steps for each in step.experiments)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What is compared in all of its steps."""
        return tuple(each for step in self.steps for each in step.figures)

    def experiment(self, name: str) -> Experiment:
        """The run or the measurement of that name; the reader of the file saw to it that there is one."""
        return next(each for each in self.experiments if each.name == name)
