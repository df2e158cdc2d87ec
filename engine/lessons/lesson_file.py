"""Reads a lesson from its file: front matter between lines of ``+++``, and Markdown with fenced blocks.

The front matter and what is in the blocks is TOML. A heading of the first level begins a step. The blocks, their keys
and an example are described in ``resources/lessons/README.md``. A lesson holds no code: what it can run are runs with
settings, and the measurements that the program knows by name.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from engine.errors import DigitLabError, LessonError
from engine.io.file_reading import out_of_reach
from engine.lessons.experiments import RUN_CURVES, RUN_VALUES
from engine.lessons.lesson import (
    ALLOWANCES,
    Experiment,
    Figure,
    Formula,
    Lesson,
    Measurement,
    Part,
    Plot,
    Prediction,
    Run,
    Setup,
    Step,
    Text,
)
from engine.lessons.measures.registry import MEASURES
from engine.text.sentence import Sentence, say
from engine.training.config import TrainingConfig, parse_hidden_layers
from engine.training.recipes import RECIPES

SETTINGS = tuple(each.name for each in fields(TrainingConfig))
TABS = ("Training", "Network", "Why", "Data", "Evaluation", "Mathematics", "Runs", "Lessons")
WINDOW_PARTS = ("canvas", "bars", "train", "step", "speed", "answer", *(f"tab:{tab}" for tab in TABS), *SETTINGS)
"""What a link to ``window:NAME`` may point at; a setting is meant by its name."""
_MOST_BYTES = 1_000_000
_MOST_STEPS, _MOST_CHOICES = 40, 8
_FENCE = "```"
_LINK = re.compile(r"\]\(window:([^)\s]*)\)")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def load_lesson(path: Path) -> Lesson:
    """Read a lesson.

    Raises
    ------
    LessonError
        If the file cannot be read, or anything in it is wrong: one sentence, with the line.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise LessonError(say("lesson.too_large", file=path.name, most=_MOST_BYTES))
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LessonError(out_of_reach(path, error)) from error
    except UnicodeDecodeError as error:
        raise LessonError(say("lesson.no_text", file=path.name)) from error
    return read_lesson(text, path.name)


def read_lesson(text: str, file_name: str) -> Lesson:
    """Read a lesson from the text of a file of that name; raises as :func:`load_lesson`."""
    return _Reader(text, file_name).lesson()


@dataclass
class _Block:
    """A stretch of TOML in the file, and what of it has been asked for."""

    values: dict[str, Any]
    lines: list[str]
    first_line: int
    asked: set[str] = field(default_factory=set)

    def line_of(self, key: str) -> int:
        """The line where a key stands, or where the block begins."""
        pattern = re.compile(rf"""\s*(\[\s*)?(["']?){re.escape(key)}\2\s*[=\].]|.*[{{,]\s*{re.escape(key)}\s*=""")
        return next(
            (self.first_line + number for number, line in enumerate(self.lines) if pattern.match(line)),
            self.first_line - 1,
        )


class _Reader:
    """Goes through the lines of one file."""

    def __init__(self, text: str, file_name: str) -> None:
        self._file = file_name
        self._lines = text.splitlines()
        self._names: dict[str, Experiment] = {}
        self._figures: dict[str, Figure] = {}
        self._foretold: list[tuple[int, str]] = []  # lines and names of figures that predictions are about
        self._base = Setup("uci-digits", TrainingConfig(), ())

    def lesson(self) -> Lesson:
        front, at = self._front_matter()
        name = self._file.removesuffix(".md").removesuffix(".lesson")
        title, summary = self._text(front, "title"), self._text(front, "summary", default="")
        minutes = self._number(front, "minutes", least=1, most=600, default=10)
        is_quick = self._switch(front, "quick", default=False)
        self._base = self._setup(front, self._base)
        self._check_all_asked(front)
        steps = self._steps(at)
        for line, figure in self._foretold:
            if figure not in self._figures:
                known = ", ".join(self._figures) or "none yet"
                self._fail(line, say("lesson.other_value", name="figure", known=known, got=figure))
        return Lesson(name, title, summary, int(minutes), steps, is_quick)

    # The file

    def _front_matter(self) -> tuple[_Block, int]:
        """What stands between the two lines of ``+++``, and the index of the line after it."""
        first = next((number for number, line in enumerate(self._lines) if line.strip()), 0)
        if not self._lines or self._lines[first].strip() != "+++":
            self._fail(first + 1, say("lesson.no_front_matter"))
        last = next((n for n in range(first + 1, len(self._lines)) if self._lines[n].strip() == "+++"), None)
        if last is None:
            self._fail(first + 1, say("lesson.front_matter_open"))
        return self._toml(first + 1, last), last + 1

    def _toml(self, start: int, stop: int) -> _Block:
        """The TOML in the lines of these indices."""
        lines = self._lines[start:stop]
        try:
            return _Block(tomllib.loads("\n".join(lines)), lines, start + 1)
        except tomllib.TOMLDecodeError as error:
            found = _TOML_LINE.search(str(error))
            number = int(found[1]) if found and found[1] else len(lines)
            self._fail(start + max(number, 1), say("lesson.no_toml", reason=_TOML_LINE.sub("", str(error)).strip()))

    def _steps(self, at: int) -> tuple[Step, ...]:
        """The steps from the line of this index on."""
        fences = self._fences(at)
        in_fence = {line for start, stop in fences for line in range(start, stop + 1)}
        heads = [n for n in range(at, len(self._lines)) if self._lines[n].startswith("# ") and n not in in_fence]
        if not heads:
            self._fail(len(self._lines) or 1, say("lesson.no_step"))
        if len(heads) > _MOST_STEPS:
            self._fail(heads[_MOST_STEPS] + 1, say("lesson.too_many_steps", most=_MOST_STEPS))
        early = next((n for n in range(at, heads[0]) if self._lines[n].strip()), None)
        if early is not None:
            self._fail(early + 1, say("lesson.text_before_step"))
        steps = []
        for head, stop in pairwise((*heads, len(self._lines))):
            title = self._lines[head][2:].strip()
            parts = tuple(self._parts(head + 1, stop, dict(fences)))
            if not parts:
                self._fail(head + 1, say("lesson.empty_step", title=title))
            steps.append(Step(title, parts))
        return tuple(steps)

    def _fences(self, at: int) -> list[tuple[int, int]]:
        """The indices of the first and the last line of each fenced block."""
        fences = []
        while at < len(self._lines):
            if self._lines[at].startswith(_FENCE):
                stop = next((n for n in range(at + 1, len(self._lines)) if self._lines[n].rstrip() == _FENCE), None)
                if stop is None:
                    self._fail(at + 1, say("lesson.block_open"))
                fences.append((at, stop))
                at = stop
            at += 1
        return fences

    def _parts(self, at: int, stop: int, fences: Mapping[int, int]) -> Iterator[Part]:
        """The parts of one step: its fenced blocks, and the texts between them."""
        while at < stop:
            if at in fences:
                yield self._block(self._lines[at][len(_FENCE) :].strip(), at + 1, fences[at])
                at = fences[at] + 1
                continue
            end = next((n for n in range(at, stop) if n in fences), stop)
            markdown = "\n".join(self._lines[at:end]).strip()
            if markdown:
                self._check_links(at, end)
                yield Text(markdown)
            at = end

    def _check_links(self, start: int, stop: int) -> None:
        for number in range(start, stop):
            for found in _LINK.finditer(self._lines[number]):
                if found[1] not in WINDOW_PARTS:
                    self._fail(number + 1, say("lesson.no_such_part", known=", ".join(WINDOW_PARTS), got=found[1]))

    # Blocks

    def _block(self, kind: str, start: int, stop: int) -> Part:
        if kind == "formula":
            return Formula("\n".join(self._lines[start:stop]).strip())
        make: dict[str, Callable[[_Block], Part]] = {
            "setup": self._make_setup,
            "run": self._make_run,
            "measure": self._make_measurement,
            "predict": self._make_prediction,
            "figure": self._make_figure,
            "plot": self._make_plot,
        }
        if kind not in make:
            self._fail(start, say("lesson.no_such_block", known=", ".join(("formula", *make)), got=kind))
        block = self._toml(start, stop)
        part = make[kind](block)
        self._check_all_asked(block)
        return part

    def _make_setup(self, block: _Block) -> Setup:
        """From here on, experiments are set up like this where they say nothing else."""
        self._base = self._setup(block, self._base)
        return self._base

    def _make_run(self, block: _Block) -> Run:
        name = self._new_name(block)
        run = Run(
            name,
            self._text(block, "label", default=name),
            self._setup(block, self._base),
            self._number(block, "seconds", least=0, most=1e6, default=10.0),
            self._switch(block, "on_request", default=False),
        )
        self._names[name] = run
        return run

    def _make_measurement(self, block: _Block) -> Measurement:
        name = self._new_name(block)
        kind = self._choice(block, "kind", MEASURES)
        measure = MEASURES[kind]
        options = self._table(block, "options")
        for key, value in options.items():
            usual = measure.options.get(key)
            if usual is None:
                known = ", ".join(measure.options) or "none"
                self._fail(block.line_of(key), say("lesson.no_such_key", known=known, got=key))
            is_number = isinstance(usual, float) and isinstance(value, int) and not isinstance(value, bool)
            if type(value) is not type(usual) and not is_number:
                self._fail(block.line_of(key), say("lesson.other_kind", name=key, wanted=repr(usual), got=repr(value)))
        measurement = Measurement(
            name,
            self._text(block, "label", default=name),
            kind,
            self._setup(block, self._base),
            options,
            self._number(block, "seconds", least=0, most=1e6, default=10.0),
        )
        self._names[name] = measurement
        return measurement

    def _make_prediction(self, block: _Block) -> Prediction:
        question, unit = self._text(block, "question"), self._unit(block)
        block.asked |= {"choices", "answer"}
        choices = block.values.get("choices", [])
        line = block.line_of("choices")
        if not isinstance(choices, list) or len(choices) > _MOST_CHOICES or len(choices) == 1:
            self._fail(line, say("lesson.other_choices", most=_MOST_CHOICES))
        are_words = bool(choices) and all(isinstance(choice, str) for choice in choices)
        if not are_words and not all(isinstance(c, int | float) and not isinstance(c, bool) for c in choices):
            self._fail(line, say("lesson.other_choices", most=_MOST_CHOICES))
        answer = block.values.get("answer")
        if answer is not None and answer not in choices:
            self._fail(block.line_of("answer"), say("lesson.other_answer", got=str(answer)))
        figure = self._text(block, "figure", default="")
        if figure:
            self._foretold.append((block.line_of("figure"), figure))
        if are_words and answer is None and not figure:
            self._fail(line, say("lesson.no_answer"))
        return Prediction(question, tuple(choices), unit, figure, answer if isinstance(answer, str) else None)

    def _make_figure(self, block: _Block) -> Figure:
        name = self._text(block, "name")
        if name in self._figures:
            self._fail(block.line_of("name"), say("lesson.name_twice", name=name))
        of = self._choice(block, "of", self._names)
        quantities = self._quantities(self._names[of])
        quantity = self._choice(block, "quantity", quantities)
        published: float | None = None
        if "published" in block.values:
            published = self._number(block, "published", least=-1e300, most=1e300)
        tolerance = self._number(block, "tolerance", least=0, most=1e300, default=0.0)
        figure = Figure(
            name,
            of,
            quantity,
            published,
            tolerance,
            self._unit(block),
            int(self._number(block, "decimals", least=0, most=12, default=2)),
            self._text(block, "source", default="" if published is None else None),
            self._switch(block, "needs_mnist", default=False),
            self._switch(block, "takes_best", default=False),
            self._allows(block),
        )
        self._figures[name] = figure
        return figure

    def _allows(self, block: _Block) -> tuple[str, ...]:
        allows = self._value(block, "allows", [])
        if not isinstance(allows, list) or any(each not in ALLOWANCES for each in allows):
            known = ", ".join(ALLOWANCES)
            self._fail(block.line_of("allows"), say("lesson.other_value", name="allows", known=known, got=str(allows)))
        return tuple(allows)

    def _make_plot(self, block: _Block) -> Plot:
        block.asked.add("of")
        of = block.values.get("of")
        names = [of] if isinstance(of, str) else of
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            self._fail(block.line_of("of"), say("lesson.missing_key", name="of"))
        for name in names:
            if name not in self._names:
                known = ", ".join(self._names) or "none yet"
                self._fail(block.line_of("of"), say("lesson.other_value", name="of", known=known, got=name))
        drawn = [self._drawn(self._names[name]) for name in names]
        shared = [quantity for quantity in drawn[0] if all(quantity in each for each in drawn)]
        quantity = self._choice(block, "quantity", shared)
        return Plot(
            tuple(names),
            quantity,
            self._text(block, "title", default=quantity.capitalize()),
            self._switch(block, "logarithmic", default=False),
        )

    def _quantities(self, experiment: Experiment) -> tuple[str, ...]:
        return MEASURES[experiment.kind].quantities if isinstance(experiment, Measurement) else RUN_VALUES

    def _drawn(self, experiment: Experiment) -> tuple[str, ...]:
        return MEASURES[experiment.kind].drawn if isinstance(experiment, Measurement) else RUN_CURVES

    def _new_name(self, block: _Block) -> str:
        name = self._text(block, "name")
        if name in self._names:
            self._fail(block.line_of("name"), say("lesson.name_twice", name=name))
        return name

    # Digits and settings

    def _setup(self, block: _Block, base: Setup) -> Setup:
        """Digits and settings of a block, which says what differs from those before."""
        data, config = base.data, base.config
        if "recipe" in block.values:
            recipe = RECIPES[self._choice(block, "recipe", RECIPES)]
            data, config = recipe.source, recipe.config
        data = self._text(block, "data", default=data)
        settings = self._table(block, "settings")
        named = list(base.named)
        for key, value in settings.items():
            if key not in SETTINGS:
                self._fail(block.line_of(key), say("lesson.no_such_key", known=", ".join(SETTINGS), got=key))
            try:
                config = config.with_values(**{key: _setting(key, value)})
            except DigitLabError as error:
                self._fail(block.line_of(key), str(error))
            if key not in named:
                named.append(key)
        return Setup(data, config, tuple(named))

    # Values

    def _text(self, block: _Block, key: str, *, default: str | None = None) -> str:
        value = self._value(block, key, default)
        if not isinstance(value, str):
            self._fail(block.line_of(key), say("lesson.other_kind", name=key, wanted='"text"', got=repr(value)))
        return value

    def _number(self, block: _Block, key: str, *, least: float, most: float, default: float | None = None) -> float:
        value = self._value(block, key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            wanted = say("lesson.number", least=f"{least:g}", most=f"{most:g}")
            self._fail(block.line_of(key), say("lesson.other_kind", name=key, wanted=wanted, got=repr(value)))
        return value

    def _switch(self, block: _Block, key: str, *, default: bool) -> bool:
        value = self._value(block, key, default)
        if not isinstance(value, bool):
            self._fail(block.line_of(key), say("lesson.other_kind", name=key, wanted="true, false", got=repr(value)))
        return value

    def _unit(self, block: _Block) -> str:
        return self._choice(block, "unit", ("", "%"), default="")

    def _choice(
        self,
        block: _Block,
        key: str,
        known: Mapping[str, object] | tuple[str, ...] | list[str],
        *,
        default: str | None = None,
    ) -> str:
        value = self._text(block, key, default=default)
        if value not in known:
            names = ", ".join(name or '""' for name in known) or "none yet"
            self._fail(block.line_of(key), say("lesson.other_value", name=key, known=names, got=value))
        return value

    def _table(self, block: _Block, key: str) -> dict[str, Any]:
        value = self._value(block, key, {})
        if not isinstance(value, dict):
            self._fail(
                block.line_of(key), say("lesson.other_kind", name=key, wanted="{ name = value }", got=repr(value))
            )
        return value

    def _value(self, block: _Block, key: str, default: object) -> Any:  # noqa: ANN401 - whatever the file says
        block.asked.add(key)
        value = block.values.get(key, default)
        if value is None:
            self._fail(block.first_line - 1, say("lesson.missing_key", name=key))
        return value

    def _check_all_asked(self, block: _Block) -> None:
        for key in block.values:
            if key not in block.asked:
                known = ", ".join(sorted(block.asked))
                self._fail(block.line_of(key), say("lesson.no_such_key", known=known, got=key))

    def _fail(self, line: int, what: Sentence | str) -> NoReturn:
        raise LessonError(say("lesson.wrong", file=self._file, line=line, what=what))


def _setting(name: str, value: object) -> object:
    """The value of a setting as the configuration wants it."""
    if name == "hidden_layers":
        return parse_hidden_layers(str(value), input_shape=None)
    usual = getattr(TrainingConfig, name)
    return float(value) if isinstance(usual, float) and isinstance(value, int) else value
