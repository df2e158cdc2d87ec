"""The command ``lessons``: which there are, and what their figures come to."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.cli.output import finite_or_none, print_figures, stopped_by_interrupt
from engine.data.mnist.dataset import is_train_part_here
from engine.errors import ConfigurationError, LessonError
from engine.lessons.checks import Checked, CheckProgress, FigureCheck, LessonCheck
from engine.lessons.lesson import Figure
from engine.lessons.library import bundled_lessons, lesson_named
from engine.sweeps.executor import MOST_WORKERS, n_cores
from engine.sweeps.processes import Processes
from engine.text.columns import table
from engine.text.program import PROGRAM
from engine.text.sentence import say

_SEEDS = 5
_MOST_SEEDS = 1000
_INTERVAL_S = 5.0
QUICK, ALL = "quick", "all"
"""What stands for several lessons."""


def run_lessons(args: argparse.Namespace) -> None:
    """List the lessons, or check their figures against the published ones; Ctrl+C prints what there is."""
    if args.check is None:
        if (args.seeds, args.workers, args.mnist) != (None, None, None):
            raise ConfigurationError(say("lesson.options_of_a_check"))
        _list(args)
        return
    lessons = _chosen(args.check)
    mnist = _folder(args.mnist)
    seeds = _number("--seeds", args.seeds, _SEEDS, _MOST_SEEDS)
    n_workers = _number("--workers", args.workers, n_cores(), MOST_WORKERS)
    executor = Processes(n_workers)
    check = LessonCheck(lessons, range(1, seeds + 1), executor=executor, mnist=mnist)
    if check.lacks_mnist:
        sys.stderr.write(f"{say('lesson.without_mnist', program=PROGRAM)}\n")
    with stopped_by_interrupt(check):
        checked = check.run(_progress_printer())
    for problem in dict.fromkeys(str(each.problem) for each in checked if each.problem is not None):
        sys.stderr.write(f"{problem}\n")
    if check.is_stopped:
        sys.stderr.write(f"{say('lesson.check_stopped')}\n")
    rows = [_as_json(each) for each in checked]
    print_figures(rows, _as_text(checked), args)
    sys.stdout.flush()
    wrong = [each for each in checked if each.is_within is False]
    if wrong:
        first = wrong[0]
        raise LessonError(
            first.problem or say("lesson.not_within", n=len(wrong), lesson=first.lesson, figure=first.figure.name)
        )


def _list(args: argparse.Namespace) -> None:
    listed: list[dict[str, Any]] = []
    lines = []
    for bundled in bundled_lessons():
        lesson = bundled.lesson
        if lesson is None:
            sys.stderr.write(f"{bundled.problem}\n")
            continue
        listed.append(
            {
                "name": lesson.name,
                "title": lesson.title,
                "summary": lesson.summary,
                "minutes": lesson.minutes,
                "steps": len(lesson.steps),
                "figures": len(lesson.figures),
                "quick": lesson.is_quick,
            }
        )
        about = say("lesson.listed", title=lesson.title, minutes=lesson.minutes, summary=lesson.summary)
        lines.append(f"{lesson.name:28s} {about}")
    print_figures(listed, "\n".join(lines), args)


def _chosen(name: str) -> list[Checked]:
    """The lessons of ``quick`` or ``all``, or one, or one experiment of one, LESSON/EXPERIMENT."""
    if name not in (QUICK, ALL):
        return [_named(name)]
    problem = next((bundled.problem for bundled in bundled_lessons() if bundled.lesson is None), None)
    if problem is not None:
        raise LessonError(problem)
    read = [bundled.lesson for bundled in bundled_lessons() if bundled.lesson is not None]
    return [Checked(lesson) for lesson in read if name == ALL or lesson.is_quick]


def _named(name: str) -> Checked:
    whole, _, experiment = name.rpartition("/")
    if not whole or experiment.endswith(".md"):  # the path of a file
        return Checked(lesson_named(name))
    lesson = lesson_named(whole)
    known = dict.fromkeys(figure.of for figure in lesson.figures)
    if experiment not in known:
        raise LessonError(say("lesson.no_such_experiment", lesson=lesson.name, known=", ".join(known), got=experiment))
    return Checked(lesson, experiment)


def _folder(name: str | None) -> Path | None:
    if name is None:
        return None
    folder = Path(name)
    if not is_train_part_here(folder):
        raise ConfigurationError(say("lesson.no_mnist_there", folder=name))
    return folder


def _number(option: str, given: int | None, usual: int, most: int) -> int:
    if given is None:
        return usual
    if not 1 <= given <= most:
        raise ConfigurationError(say("lesson.other_number", option=option, most=most, n=given))
    return given


def _progress_printer() -> Callable[[CheckProgress], None]:
    """A function that prints a line of progress now and then."""
    started_at = time.monotonic()
    printed_at = started_at
    printed: CheckProgress | None = None

    def show(progress: CheckProgress) -> None:
        nonlocal printed_at, printed
        now = time.monotonic()
        if now - printed_at < _INTERVAL_S or progress == printed:
            return
        printed_at, printed = now, progress
        seconds = now - started_at
        text = say("lesson.checking", n=progress.done, of=progress.of, seconds=seconds, experiment=progress.label)
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    return show


def _as_json(check: FigureCheck) -> dict[str, Any]:
    figure, compared = check.figure, check.compared
    return {
        "lesson": check.lesson,
        "figure": figure.name,
        "published": figure.published,
        "tolerance": figure.tolerance,
        "allows": list(figure.allows),
        "seen": None if compared is None else finite_or_none(compared),
        "ok": check.is_within,
        "source": figure.source,
        "unit": figure.unit,
        "seeds": list(check.seeds),
        "least": finite_or_none(min(check.seen)) if check.seen else None,
        "greatest": finite_or_none(max(check.seen)) if check.seen else None,
        "deviation": None if (deviation := figure.deviation(check.seen)) is None else finite_or_none(deviation),
        "values": [finite_or_none(value) for value in check.seen],
        "seconds": round(check.seconds, 2),
    }


_WORDS = {True: "head.within", False: "head.outside", None: "head.not_compared"}


def _as_text(checked: list[FigureCheck]) -> str:
    head = [str(say(f"head.{name}")) for name in ("lesson", "figure", "published", "seen", "least", "greatest")]
    return table([(*head, ""), *map(_as_row, checked)])


def _as_row(check: FigureCheck) -> tuple[str, ...]:
    figure, compared = check.figure, check.compared
    published = ""
    if figure.published is not None:
        published = f"{_shown(figure.published, figure)} ± {figure.tolerance:g}"
    least, greatest = (_shown(of(check.seen), figure) if check.seen else "" for of in (min, max))
    seen = "" if compared is None else _shown(compared, figure)
    word = say(_WORDS[check.is_within] if check.seen or check.problem else "head.not_run")
    return check.lesson, figure.name, published, seen, least, greatest, str(word)


def _shown(value: float, figure: Figure) -> str:
    text = f"{value:.{figure.decimals}f}"
    if value and not float(text):
        text = f"{value:.2g}"
    return f"{text} {figure.unit}".rstrip()
