"""A worked step of a convolution as rich text: one pixel of a filter's map, and one weight's gradient as a sum over places.

Symbols as in ``worked_step_text``; rows and columns count from 1. A filter's weight has its row and column in the filter
below it; pixels have theirs in the map.
"""

from collections.abc import Iterable
from typing import NamedTuple

from engine.explain.kernel_path import KernelPath
from engine.explain.worked_step import BIAS, Vector, WorkedStep
from gui.mathematics_tab.number_format import bracketed, number
from gui.mathematics_tab.worked_step_text import LessonWriter, derivative_text
from gui.plots.fixed_numbers import plain
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import px
from gui.theming.theme import Theme
from gui.translation import translate

_WIDEST_BESIDE = 5  # rows of a filter up to which patch, filter and products stand beside each other


class KernelLesson(NamedTuple):
    """What is written down.

    Attributes
    ----------
    step, learning_rate, before, n_steps
        As in :class:`gui.mathematics_tab.worked_step_text.Lesson`.
    path
        The weight that is looked at.
    """

    step: WorkedStep
    path: KernelPath
    learning_rate: float
    before: WorkedStep | None
    n_steps: int


def kernel_lesson_in_html(lesson: KernelLesson, theme: Theme) -> str:
    """The whole lesson."""
    writer = _KernelWriter(lesson, theme)
    parts = [] if lesson.before is None else [writer.what_changed(lesson.before)]
    parts += [writer.forward(), writer.loss(), writer.error(), writer.gradient()]
    return f'<body style="color:{theme.text}">{"".join(parts)}</body>'


class _KernelWriter(LessonWriter):
    """Writes one lesson."""

    def __init__(self, lesson: KernelLesson, theme: Theme) -> None:
        super().__init__(
            lesson.step,
            theme,
            learning_rate=lesson.learning_rate,
            n_steps=lesson.n_steps,
            is_mazur=False,
            chosen=int(lesson.step.targets.argmax()),
        )
        self._path = lesson.path
        row, column = self._path.row, self._path.column
        self._w = "b" if self._path.at.source == BIAS else f"w<sub>{row + 1},{column + 1}</sub>"
        self._input = "x" if self._path.at.layer == 0 else "a"
        self._place = f"{self._path.place[0] + 1},{self._path.place[1] + 1}"

    def _weights_changed(self, before: WorkedStep) -> Iterable[tuple[str, float, float]]:
        return [(self._w, before.value_of(self._path.at), self._path.weight)]

    def forward(self) -> str:
        """The pixel: what the filter sees there, times its weights, plus the bias, and the activation of it."""
        path = self._path
        title = translate(
            "WorkedStepText", "1 &nbsp;Forward: filter {filter} at row {row}, column {column} of its map"
        ).format(filter=path.at.unit + 1, row=path.place[0] + 1, column=path.place[1] + 1)
        here = float(path.products[path.channel].sum())
        parts = [bracketed(here)]
        if len(path.kernel) > 1:
            others = translate("WorkedStepText", "other channels:")
            parts.append(f"{self._muted(others)} {bracketed(float(path.products.sum()) - here)}")
        z = f"z<sub>{self._place}</sub>"
        rows = [
            (z, f"Σ<sub>i,j</sub> {self._input}<sub>i,j</sub> w<sub>i,j</sub> + b"),
            ("", f"{' + '.join(parts)} + {bracketed(path.bias)}"),
            ("", f"<b>{number(path.pre_activation)}</b>"),
            (f"a<sub>{self._place}</sub>", f"f({z}) = <b>{number(path.activation)}</b>"),
        ]
        return self._heading(title) + self._grids() + self._table(rows) + self._pool()

    def _grids(self) -> str:
        """What is there, the filter and the products, of the weight's channel, the weight itself in bold."""
        path, at = self._path, self._path.channel
        what = translate("WorkedStepText", "What it sees there")
        if len(path.kernel) > 1:
            what = translate("WorkedStepText", "What it sees there, channel {number}").format(number=at + 1)
        grids = [
            (what, self._grid(path.patch[at])),
            (translate("WorkedStepText", "times the filter"), self._grid(path.kernel[at])),
            (translate("WorkedStepText", "products"), self._grid(path.products[at])),
        ]
        signs = ("", "×", "=")
        cells = [
            f"<td valign='middle'>&nbsp;{sign}&nbsp;</td><td>{self._muted(name)}{grid}</td>"
            for sign, (name, grid) in zip(signs, grids, strict=True)
        ]
        if len(path.kernel[at]) > _WIDEST_BESIDE:
            return "".join(f"<table cellspacing='0'><tr>{cell}</tr></table>" for cell in cells)
        return f"<table cellspacing='0' cellpadding='{px(2)}'><tr>{''.join(cells)}</tr></table>"

    def _grid(self, values: Vector) -> str:
        rows = "".join(
            f"<tr>{''.join(self._cell(i, j, value) for j, value in enumerate(row))}</tr>"
            for i, row in enumerate(values.tolist())
        )
        return f"<table cellspacing='0' cellpadding='{px(2)}'>{rows}</table>"

    def _cell(self, row: int, column: int, value: float) -> str:
        text = plain(value) if value else self._muted("0")
        ground = ""
        if (row, column) == (self._path.row, self._path.column):
            text, ground = f"<b>{text}</b>", f"; background-color:{self._theme.tint}"
        return f"<td align='right' style='white-space:nowrap; font-size:{px(NOTE_PX)}px{ground}'>{text}</td>"

    def _pool(self) -> str:
        """What the pool behind it makes of the pixel."""
        if self._path.is_largest is None:
            return ""
        return self._muted(
            translate("WorkedStepText", "It is the largest of its pool, so it is kept.")
            if self._path.is_largest
            else translate("WorkedStepText", "Another pixel of its pool is larger: this one is left out.")
        )

    def error(self) -> str:
        """δ of the pixel: what comes back to it, times the slope."""
        path = self._path
        delta, a = f"δ<sub>{self._place}</sub>", f"a<sub>{self._place}</sub>"
        formula = f"f′(z<sub>{self._place}</sub>) ∂E/∂{a}"
        layer = self._architecture.layers[path.at.layer]
        rows = [(delta, f"{formula} &nbsp; {self._muted(f'{derivative_text(layer.activation)} {number(path.slope)}')}")]
        if path.slope:
            rows.append(("", f"{number(path.slope)} · {bracketed(path.delta / path.slope)}"))
        rows.append(("", f"<b>{number(path.delta)}</b>"))
        note = translate(
            "WorkedStepText",
            "∂E/∂a comes back through the layers behind, from the errors of the outputs above; a pool hands all of it to "
            "its largest pixel.",
        )
        title = translate("WorkedStepText", "3 &nbsp;Error of the pixel: δ = ∂E/∂z")
        return self._heading(title) + self._table(rows) + self._muted(note)

    def gradient(self) -> str:
        """The weight's derivative as a sum over all places of the map, and the weight after the step."""
        path, is_bias = self._path, self._path.at.source == BIAS
        parts = [
            bracketed(term.delta) if is_bias else f"{bracketed(term.value)}·{bracketed(term.delta)}"
            for term in path.terms
        ]
        if path.n_rest:
            more = translate("WorkedStepText", "{n:,} more:").format(n=path.n_rest)
            parts.append(f"{self._muted(more)} {bracketed(path.rest)}")
        places = ", ".join(f"{term.row + 1},{term.column + 1}" for term in path.terms)
        name = f"∂E/∂{self._w}"
        rows = [(name, f"Σ<sub>y,x</sub> {self._met()}δ<sub>y,x</sub>")]
        if parts:
            rows.append(("", " + ".join(parts)))
        rows.append(("", f"<b>{number(path.derivative)}</b>"))
        notes = []
        if places:
            notes.append(translate("WorkedStepText", "Written out: the places {places}.").format(places=places))
        if path.n_silent:
            silent = (
                translate("WorkedStepText", "{n:,} places add nothing: no error there.")
                if is_bias
                else translate("WorkedStepText", "{n:,} places add nothing: no ink, or no error, there.")
            )
            notes.append(silent.format(n=path.n_silent))
        title = (
            translate("WorkedStepText", "4 &nbsp;Gradient of the bias: the sum, over all places of the map, of δ")
            if is_bias
            else translate(
                "WorkedStepText",
                "4 &nbsp;Gradient of the weight: the sum, over all places of the map, of what it meets times δ",
            )
        )
        return (
            self._heading(title)
            + self._table(rows)
            + self._muted(" ".join(notes))
            + self.update(self._w, path.weight, path.derivative)
        )

    def _met(self) -> str:
        """What the weight meets at a place of the map, in symbols; nothing for a bias."""
        path = self._path
        if path.at.source == BIAS:
            return ""
        margin = path.place[0] - path.window.top
        down, right = path.row - margin, path.column - margin
        return f"{self._input}<sub>{_shifted('y', down)},{_shifted('x', right)}</sub> "


def _shifted(name: str, by: int) -> str:
    return name if not by else f"{name}{'+' if by > 0 else '−'}{abs(by)}"
