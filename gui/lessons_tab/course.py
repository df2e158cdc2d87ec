"""Where somebody is in a lesson: the step, what was predicted, and what the experiments came to."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from engine.lessons.lesson import Experiment, Figure, Lesson, Measurement, Part, Plot, Prediction, Step, done_by
from engine.lessons.measured import Measured
from engine.lessons.measures.registry import MEASURES
from engine.lessons.progress import Found, LessonProgress, Said

N_SEEDS = 5
"""With how many seeds a figure is compared if one asks for it, as ``main.py lessons --check`` does."""
Answer = float | str | None
"""What was predicted; ``None`` for a question that was skipped."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What an experiment came to with one seed.

    Attributes
    ----------
    seed, measured
        The seed, and what it came to.
    """

    seed: int
    measured: Measured


@dataclass(eq=False)
class Course:
    """One person's way through one lesson.

    Attributes
    ----------
    lesson
        The lesson.
    step_index
        Which step is shown.
    answers
        By (step, question): what was predicted, or that it was skipped.
    outcomes
        By the experiment's name: with each seed, in the order in which they came; of those that were kept only the numbers.
    others
        What was kept and does not fit the lesson of today, such as words of another language: kept on as it is.
    is_on_own
        By the experiment's name: whether it was carried out on the digits that the lesson names.
    """

    lesson: Lesson
    step_index: int = 0
    answers: dict[tuple[int, int], Answer] = field(default_factory=dict)
    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    others: LessonProgress = field(default_factory=LessonProgress)
    is_on_own: dict[str, bool] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.lesson.steps[self.step_index]

    @property
    def visible_parts(self) -> Sequence[Part]:
        """The parts of the step up to where something is to be done: a question that waits, or what is carried out next.

        Questions in a row are asked together, and what is carried out together stands below them.
        """
        shown: list[Part] = []
        number = 0  # of questions
        for part in self.step.parts:
            last = shown[-1] if shown else None
            if isinstance(last, Experiment) and self._is_pending(last) and not self._is_pending(part):
                break
            if not isinstance(part, Prediction | Experiment) and any(map(self._waits, range(number))):
                break
            number += isinstance(part, Prediction)
            shown.append(part)
        return shown

    def _waits(self, number: int) -> bool:
        """Whether a question of the step is neither answered nor skipped, and nothing behind it was carried out."""
        if (self.step_index, number) in self.answers:
            return False
        parts = self.step.parts
        behind = parts[parts.index(self.step.predictions[number]) :]
        return not any(isinstance(part, Experiment) and self.is_carried_out(part) for part in behind)

    def _is_pending(self, part: Part) -> TypeGuard[Experiment]:
        return isinstance(part, Experiment) and not self.is_carried_out(part)

    def is_carried_out(self, experiment: Experiment) -> bool:
        """Whether it is known what an experiment came to."""
        return bool(self.outcomes.get(experiment.name))

    @property
    def pending(self) -> Sequence[Experiment]:
        """The experiments that are carried out next, together."""
        return [part for part in self.visible_parts if self._is_pending(part)]

    @property
    def last_carried_out(self) -> Sequence[Experiment]:
        """The experiments of the step that come to something else with another seed."""
        return [part for part in self.step.experiments if self.is_carried_out(part) and _is_seeded(part)]

    @property
    def unanswered(self) -> Sequence[int]:
        """The numbers of the visible questions of the step that wait for an answer."""
        visible = [part for part in self.visible_parts if isinstance(part, Prediction)]
        return [number for number in range(len(visible)) if self._waits(number)]

    def is_open(self, number: int) -> bool:
        """Whether a visible question of the step can be answered, or answered otherwise: nothing tells the answer yet."""
        if self._waits(number):
            return True
        parts = list(self.visible_parts)
        behind = parts[parts.index(self.step.predictions[number]) + 1 :]
        return bool(behind) and all(isinstance(part, Prediction) or self._is_pending(part) for part in behind)

    @property
    def is_step_done(self) -> bool:
        """Whether nothing is left to be done in the step."""
        return not self.pending and not self.unanswered

    def answer_to(self, prediction: Prediction) -> Answer:
        """What was predicted; ``None`` also where nothing was yet."""
        for index, step in enumerate(self.lesson.steps):
            if prediction in step.predictions:
                return self.answers.get((index, step.predictions.index(prediction)))
        return None

    def prediction_of(self, figure: Figure) -> Prediction | None:
        """The question that foretells a figure, if there is one."""
        every = (each for step in self.lesson.steps for each in step.predictions)
        return next((each for each in every if each.figure == figure.name), None)

    def figure_named(self, name: str) -> Figure | None:
        """A figure of the lesson."""
        return next((figure for figure in self.lesson.figures if figure.name == name), None)

    def values_of(self, figure: Figure) -> list[float]:
        """What a figure has come to so far, with each seed."""
        return [value for _, value in self.seeds_of(figure)]

    def seeds_of(self, figure: Figure) -> list[tuple[int, float]]:
        """Each seed that there is so far, with what a figure came to, in the order in which they came."""
        found = ((each.seed, each.measured.values.get(figure.quantity)) for each in self.outcomes.get(figure.of, []))
        return [(seed, value) for seed, value in found if value is not None]

    def more_seeds(self, figures: Sequence[Figure]) -> list[tuple[Experiment, int]]:
        """What is still to be carried out until those figures of the step that are compared are known with five seeds.

        Nothing where it is not known with one yet, or where another seed comes to the same.
        """
        more: list[tuple[Experiment, int]] = []
        compared = (figure for figure in figures if figure in self.step.figures and self.may_compare(figure))
        for name in dict.fromkeys(figure.of for figure in compared):
            experiment, outcomes = self.lesson.experiment(name), self.outcomes.get(name, [])
            if outcomes and _is_seeded(experiment):
                known, first = {each.seed for each in outcomes}, experiment.setup.config.seed
                missing = [seed for seed in range(first, first + N_SEEDS) if seed not in known]
                more += [(experiment, seed) for seed in missing[: max(N_SEEDS - len(known), 0)]]
        return more

    def may_compare(self, figure: Figure) -> bool:
        """Whether there is a printed figure, and it is of the same digits."""
        return figure.published is not None and (not figure.needs_mnist or self.is_of_own(figure))

    def is_of_own(self, figure: Figure) -> bool:
        """Whether a figure was measured on the digits that the lesson names."""
        return self.is_on_own.get(figure.of, False)

    def figures_shown(self, until: Part) -> list[Figure]:
        """The figures of a table that ends with this one: those beside it, and of steps before those drawn with them."""
        parts = list(self.step.parts)
        at = next(number for number, part in enumerate(parts) if part is until)
        first = at
        while first and isinstance(parts[first - 1], Figure):
            first -= 1
        beside = [part for part in parts[first : at + 1] if isinstance(part, Figure)]
        quantities, drawn = {figure.quantity for figure in beside}, self.plot.of if self.plot is not None else ()
        before = [
            figure
            for step in self.lesson.steps[: self.step_index]
            for figure in step.figures
            if figure.quantity in quantities and figure.of in drawn and self.values_of(figure)
        ]
        return before + beside

    @property
    def plot(self) -> Plot | None:
        """What is drawn: the last plot of the step, or of those before where that would answer a question."""
        is_early = bool(self.unanswered) and not self.pending
        for step in reversed(self.lesson.steps[: self.step_index + (0 if is_early else 1)]):
            if step.plots:
                return step.plots[-1]
        return None

    def latest(self, name: str) -> Measured | None:
        """What an experiment came to last."""
        outcomes = self.outcomes.get(name)
        return outcomes[-1].measured if outcomes else None

    def next_seed(self, experiment: Experiment) -> int:
        """The seed for carrying it out once more."""
        outcomes = self.outcomes.get(experiment.name, [])
        return max((each.seed for each in outcomes), default=experiment.setup.config.seed - 1) + 1

    def note(self, name: str, outcome: Outcome, *, is_own: bool) -> None:
        """Keep what an experiment came to; results of other digits do not belong together."""
        if self.is_on_own.get(name, is_own) != is_own:
            self.outcomes.pop(name, None)
        self.is_on_own[name] = is_own
        kept = [each for each in self.outcomes.get(name, []) if each.seed != outcome.seed]
        self.outcomes[name] = [*kept, outcome]

    def progress(self, *, is_done: bool) -> LessonProgress:
        """What is to be kept: of the experiments those with a figure that were made on the lesson's own digits."""
        results = dict(self.others.results)
        for name in dict.fromkeys(figure.of for figure in self.lesson.figures):
            if self.outcomes.get(name) and self.is_on_own.get(name):
                done = done_by(self.lesson.experiment(name))
                results[name] = tuple(_found(each, done) for each in self.outcomes[name])
        said: dict[tuple[int, int], Said] = dict(self.others.predictions)
        for (step, question), answer in self.answers.items():
            if answer is not None:
                choices = self.lesson.steps[step].predictions[question].choices
                said[step, question] = float(choices.index(answer)) if isinstance(answer, str) else answer
        return LessonProgress(self.step_index, is_done, said, results, self.others.named)


def _found(outcome: Outcome, done: str) -> Found:
    values = {name: value for name, value in outcome.measured.values.items() if math.isfinite(value)}
    return Found(outcome.seed, values, done)


def _is_seeded(experiment: Experiment) -> bool:
    return not isinstance(experiment, Measurement) or MEASURES[experiment.kind].is_seeded


def course_from(lesson: Lesson, progress: LessonProgress | None) -> Course:
    """A lesson where it was left; what does not fit the lesson of today is kept on, but not shown."""
    course = Course(lesson)
    if progress is None:
        return course
    if not progress.is_done:
        course.step_index = min(progress.step, len(lesson.steps) - 1)
    unfit: dict[tuple[int, int], Said] = {}
    for (step, question), said in progress.predictions.items():
        asked = lesson.steps[step].predictions if step < len(lesson.steps) else ()
        answer = _answer_from(said, asked[question]) if question < len(asked) else None
        if answer is None:
            unfit[step, question] = said
        else:
            course.answers[step, question] = answer
    measured = {figure.of: lesson.experiment(figure.of) for figure in lesson.figures}
    results: dict[str, dict[int, dict[str, float]]] = {}
    for name in measured.keys() & progress.results.keys():
        done = done_by(measured[name])  # what was found when the lesson said otherwise is no result of it
        results[name] = {each.seed: dict(each.values) for each in progress.results[name] if each.done == done}
    named = dict(progress.named)
    for figure in lesson.figures:
        if figure.name in named:
            value, seed = named.pop(figure.name)
            results.setdefault(figure.of, {}).setdefault(seed, {})[figure.quantity] = value
    for name, by_seed in results.items():
        course.outcomes[name] = [Outcome(seed, Measured(values)) for seed, values in by_seed.items()]
        course.is_on_own[name] = True
    others = {name: found for name, found in progress.results.items() if name not in measured}
    course.others = LessonProgress(predictions=unfit, results=others, named=named)
    return course


def _answer_from(said: Said, prediction: Prediction) -> Answer:
    """What was kept of an answer as the question of today has it; ``None`` where it fits no more."""
    choices = prediction.choices
    if isinstance(said, str):
        return said if said in choices else None
    if any(isinstance(choice, str) for choice in choices):
        return choices[int(said)] if said in range(len(choices)) else None
    return said
