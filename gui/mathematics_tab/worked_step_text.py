"""A worked step as rich text: each formula, the same with its numbers put in, and what comes out, aligned at "=".

Symbols: x an input, z a pre-activation, a what a hidden unit puts out, h an output, t its target, E the loss of this one
sample, δ = ∂E/∂z. A raised number in brackets is the layer, from 1; hidden units and inputs count from 1, outputs are
called by their digit.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from engine.explain.weight_path import PathUnit, WeightedSum, WeightPath
from engine.explain.worked_step import BIAS, WeightIndex, WorkedStep, mazur_number
from gui.mathematics_tab.number_format import bracketed, number
from gui.theming.scale import px
from gui.theming.theme import Theme
from gui.translation import QT_TRANSLATE_NOOP, translate

_PUBLISHED_DIGITS = 9
_SYMBOLS_PX = 130  # room left of "="
_DERIVATIVES = {
    "sigmoid": "f′ = a (1 − a) =",
    "tanh": "f′ = 1 − a² =",
    "relu": QT_TRANSLATE_NOOP("WorkedStepText", "f′ is 1 where a &gt; 0, else 0: here"),
}
_LOSSES = {
    "softmax-cross-entropy": QT_TRANSLATE_NOOP("WorkedStepText", "−log h<sub>true</sub>"),
    "sigmoid-cross-entropy": "Σ −t log h − (1 − t) log(1 − h)",
    "sigmoid-squared-error": "½ Σ (t − h)²",
}


class Lesson(NamedTuple):
    """What is written down.

    Attributes
    ----------
    step
        The pass through the network as it is now.
    path
        The weight that is looked at.
    learning_rate
        η.
    before
        The pass through the network as it was before the last step; ``None`` if none was made.
    n_steps
        How many were made.
    is_mazur
        Whether this is Mazur's example, whose outputs count from 1 and whose weights have names.
    """

    step: WorkedStep
    path: WeightPath
    learning_rate: float
    before: WorkedStep | None
    n_steps: int
    is_mazur: bool


def lesson_in_html(lesson: Lesson, theme: Theme) -> str:
    """The whole lesson."""
    writer = _Writer(lesson, theme)
    parts = []
    if lesson.before is not None:
        parts.append(writer.what_changed(lesson.before))
    parts += [writer.forward(), writer.loss(), writer.errors(), writer.gradient()]
    return f'<body style="color:{theme.text}">{"".join(parts)}</body>'


def derivative_text(activation: str) -> str:
    """The formula of an activation's derivative, up to its number."""
    return translate("WorkedStepText", _DERIVATIVES[activation])


class LessonWriter(ABC):
    """What lessons of all kinds of weights have in common.

    Parameters
    ----------
    step
        The pass through the network as it is now.
    theme
        Whose colors are written into the text.
    learning_rate
        η.
    n_steps
        How many steps were made.
    is_mazur
        Whether this is Mazur's example.
    chosen
        The output that is followed.
    """

    def __init__(
        self, step: WorkedStep, theme: Theme, *, learning_rate: float, n_steps: int, is_mazur: bool, chosen: int
    ) -> None:
        self._step, self._theme, self._learning_rate = step, theme, learning_rate
        self._n_steps, self._is_mazur, self._chosen = n_steps, is_mazur, chosen
        self._architecture = step.parameters.architecture
        self._last = len(step.deltas) - 1

    @abstractmethod
    def _weights_changed(self, before: WorkedStep) -> Iterable[tuple[str, float, float]]:
        """Names of weights, and what they were and are."""

    def what_changed(self, before: WorkedStep) -> str:
        """Weight and loss, before and after the last step."""
        step = self._step
        true = int(step.targets.argmax())
        rows = [("E", before.loss, step.loss)]
        if not self._is_mazur:
            rows.append((self._h(true), float(before.outputs[true]), float(step.outputs[true])))
        rows += self._weights_changed(before)
        change = translate("WorkedStepText", "change {number}")
        body = "".join(
            f"<tr><td align='right'>{name}&nbsp;</td><td>{number(old, _PUBLISHED_DIGITS)}&nbsp;</td><td>→&nbsp;</td>"
            f"<td><b>{number(new, _PUBLISHED_DIGITS)}</b>&nbsp;&nbsp;&nbsp;</td>"
            f"<td>{self._muted(change.format(number=number(new - old)))}</td></tr>"
            for name, old, new in rows
        )
        note = ""
        if self._is_mazur and self._n_steps == 1:
            note = self._muted(
                translate(
                    "WorkedStepText",
                    "The article prints 0.291027924 for E after the step; its own eight weights give this.",
                )
            )
        heading = self._heading(
            translate("WorkedStepText", "Step {n_steps:,}: before → after, all weights changed").format(
                n_steps=self._n_steps
            )
        )
        return f"{heading}<table cellspacing='0' cellpadding='{px(2)}'>{body}</table>{note}"

    def loss(self) -> str:
        """The loss, and a table of all outputs."""
        step, name = self._step, self._architecture.output_loss
        digits = _PUBLISHED_DIGITS if self._is_mazur else 6
        rows = [("E", translate("WorkedStepText", _LOSSES[name]))]
        if name == "softmax-cross-entropy":
            rows.append(
                (
                    "",
                    f"−log {number(float(step.outputs[int(step.targets.argmax())]))}",
                )
            )
        else:
            rows.append(("", " + ".join(number(float(share), digits) for share in step.losses)))
        rows.append(("", f"<b>{number(step.loss, digits)}</b>"))
        return (
            self._heading(translate("WorkedStepText", "2 &nbsp;Loss of this sample"))
            + self._table(rows)
            + self._outputs()
        )

    def update(self, name: str, weight: float, derivative: float) -> str:
        """The weight after the step."""
        rate, digits = self._learning_rate, _PUBLISHED_DIGITS if self._is_mazur else 6
        rows = [
            (translate("WorkedStepText", "new {w}").format(w=name), f"{name} − η ∂E/∂{name}"),
            ("", f"{number(weight)} − {number(rate)} · {bracketed(derivative)}"),
            ("", f"<b>{number(weight - rate * derivative, digits)}</b>"),
        ]
        title = translate("WorkedStepText", "5 &nbsp;Update, with the learning rate η = {number}")
        return self._heading(title.format(number=number(rate))) + self._table(rows)

    def _outputs(self) -> str:
        step, chosen = self._step, self._chosen
        titles = (
            "",
            translate("WorkedStepText", "output"),
            "z",
            "h",
            "t",
            translate("WorkedStepText", "adds to E"),
            "δ",
        )
        head = "".join(f"<td align='right'>{self._muted(title)}&nbsp;&nbsp;</td>" for title in titles)
        rows = []
        for k in range(len(step.outputs)):
            is_chosen = k == chosen
            z, h, t = step.pre_activations[-1][k], step.outputs[k], step.targets[k]
            cells = ["▸" if is_chosen else "", self._count(self._last + 1, k)]
            cells += [number(float(value)) for value in (z, h, t, step.losses[k], step.deltas[-1][k])]
            styled = (f"<b>{cell}</b>" if is_chosen else cell for cell in cells)
            rows.append("<tr>" + "".join(f"<td align='right'>{cell}&nbsp;&nbsp;</td>" for cell in styled) + "</tr>")
        return f"<table cellspacing='0' cellpadding='{px(1)}'><tr>{head}</tr>{''.join(rows)}</table>"

    def _h(self, unit: int | str) -> str:
        return f"h<sub>{self._count(self._last + 1, unit)}</sub>"

    def _count(self, place: int, unit: int | str) -> str:
        """What a unit is called: place 0 are the inputs, the last one the outputs."""
        if isinstance(unit, str):
            return f"<i>{unit}</i>"
        is_digit = place == self._last + 1 and not self._is_mazur
        return str(unit if is_digit else unit + 1)

    # Looks

    def _heading(self, text: str) -> str:
        return (
            f'<p style="margin-top:{px(10)}px; margin-bottom:{px(2)}px; color:{self._theme.accent}"><b>{text}</b></p>'
        )

    def _muted(self, text: str) -> str:
        return f'<span style="color:{self._theme.muted}">{text}</span>'

    def _table(self, rows: list[tuple[str, str]]) -> str:
        cells = "".join(
            f"<tr><td align='right' width='{px(_SYMBOLS_PX)}'>{left}</td>"
            f"<td width='{px(24)}'>&nbsp;=</td><td>{right}</td></tr>"
            for left, right in rows
        )
        return f"<table cellspacing='0' cellpadding='{px(2)}'>{cells}</table>"


class _Writer(LessonWriter):
    """Writes one lesson on a network of dense layers."""

    def __init__(self, lesson: Lesson, theme: Theme) -> None:
        super().__init__(
            lesson.step,
            theme,
            learning_rate=lesson.learning_rate,
            n_steps=lesson.n_steps,
            is_mazur=lesson.is_mazur,
            chosen=lesson.path.units[-1].unit,
        )
        self._path = lesson.path

    def _weights_changed(self, before: WorkedStep) -> Iterable[tuple[str, float, float]]:
        if self._is_mazur:
            return self._mazurs_weights(before)
        at = self._path.at
        return [(self._w(at), before.value_of(at), self._path.weight)]

    def forward(self) -> str:
        """What the path's units get and put out, first layer to last."""
        rows: list[tuple[str, str]] = []
        for unit in self._path.units:
            j = unit.unit
            z, a = self._z(unit.layer, j), self._a(unit.layer + 1, j)
            rows.append(
                (z, f"Σ<sub>i</sub> {self._a(unit.layer, 'i')} {self._w_symbols(unit.layer, 'i', j)} + {self._b(unit)}")
            )
            rows.append(("", f"{self._terms(unit.incoming, unit)} + {bracketed(unit.bias)}"))
            rows.append(("", f"<b>{number(unit.incoming.total)}</b>"))
            rows.append((a, f"{self._applied(unit)} = <b>{number(unit.activation)}</b>"))
        heading = self._heading(translate("WorkedStepText", "1 &nbsp;Forward: z = Σ a w + b, then a = f(z)"))
        return heading + self._table(rows) + self._about_maps()

    def _about_maps(self) -> str:
        """Which pixel of which map the weight comes from, if it comes from one."""
        at = self._path.at
        shape = self._architecture.shapes[at.layer]
        if at.source == BIAS or at.layer == 0 or len(shape) != 3:
            return ""
        row, column, channel = np.unravel_index(at.source, shape)
        text = translate(
            "WorkedStepText", "The maps before come in pixel by pixel: {a} is row {row}, column {column} of map {map}."
        )
        a = self._a(at.layer, at.source)
        return self._muted(text.format(a=a, row=row + 1, column=column + 1, map=channel + 1))

    def errors(self) -> str:
        """δ of the path's output, then back to the unit that the weight leads to."""
        last = self._path.units[-1]
        rows = [*self._output_error(last)]
        for unit in reversed(self._path.units[:-1]):
            if unit.layer >= self._path.at.layer:
                rows += self._hidden_error(unit)
        return self._heading(
            translate("WorkedStepText", "3 &nbsp;Errors, from the output back: δ = ∂E/∂z")
        ) + self._table(rows)

    def gradient(self) -> str:
        """The weight's derivative, and the weight after the step."""
        path, at = self._path, self._path.at
        delta = self._delta(at.layer, at.unit)
        if at.source == BIAS:
            title = translate("WorkedStepText", "4 &nbsp;Gradient of the bias: the error of its unit")
            rows = [(f"∂E/∂{self._w(at)}", delta)]
        else:
            title = translate(
                "WorkedStepText", "4 &nbsp;Gradient of the weight: what comes in, times the error of where it goes"
            )
            rows = [
                (f"∂E/∂{self._w(at)}", f"{self._a(at.layer, at.source)} {delta}"),
                ("", f"{bracketed(path.value)} · {bracketed(path.target.delta)}"),
            ]
        rows.append(("", f"<b>{number(path.derivative)}</b>"))
        return self._heading(title) + self._table(rows) + self.update(self._w(at), path.weight, path.derivative)

    # Parts

    def _mazurs_weights(self, before: WorkedStep) -> Iterable[tuple[str, float, float]]:
        named = {}
        for layer, weights in enumerate(self._step.parameters.weights):
            for source in range(weights.shape[0]):
                for unit in range(weights.shape[1]):
                    old = float(before.parameters.weights[layer][source, unit])
                    at = WeightIndex(layer, source, unit)
                    named[mazur_number(at)] = (f"w{mazur_number(at)}", old, float(weights[source, unit]))
        return [named[i] for i in sorted(named)]

    def _output_error(self, unit: PathUnit) -> list[tuple[str, str]]:
        h, t = unit.activation, float(self._step.targets[unit.unit])
        symbols = f"{self._h(unit.unit)} − t<sub>{self._count(self._last + 1, unit.unit)}</sub>"
        numbers = f"{number(h)} − {number(t)}"
        if self._architecture.output_loss == "sigmoid-squared-error":
            symbols = f"({symbols}) {self._h(unit.unit)} (1 − {self._h(unit.unit)})"
            numbers = f"({numbers}) · {number(h)} · {number(1 - h)}"
        return [
            (self._delta(unit.layer, unit.unit), symbols),
            ("", numbers),
            ("", f"<b>{number(unit.delta)}</b>"),
        ]

    def _hidden_error(self, unit: PathUnit) -> list[tuple[str, str]]:
        outgoing, slope = unit.outgoing, unit.slope
        if outgoing is None or slope is None:
            return []
        j, layer = unit.unit, unit.layer
        symbols = f"f′({self._z(layer, j)}) Σ<sub>k</sub> {self._w_symbols(layer + 1, self._count(layer + 1, j), 'k')} "
        slope_text = f"{derivative_text(self._architecture.layers[layer].activation)} {number(slope)}"
        return [
            (self._delta(layer, j), f"{symbols}{self._delta(layer + 1, 'k')} &nbsp; {self._muted(slope_text)}"),
            ("", f"{number(slope)} · [ {self._terms(outgoing, None)} ]"),
            ("", f"{number(slope)} · {bracketed(outgoing.total)}"),
            ("", f"<b>{number(unit.delta)}</b>"),
        ]

    def _terms(self, total: WeightedSum, unit: PathUnit | None) -> str:
        """The products of a sum; that of the weight itself in bold."""
        at = self._path.at
        parts = []
        for term in total.terms:
            text = f"{bracketed(term.value)}·{bracketed(term.weight)}"
            is_it = unit is not None and (unit.layer, unit.unit, term.unit) == (at.layer, at.unit, at.source)
            parts.append(f"<b>{text}</b>" if is_it else text)
        if total.n_rest:
            more = translate("WorkedStepText", "{n:,} more:").format(n=total.n_rest)
            parts.append(f"{self._muted(more)} {bracketed(total.rest)}")
        return " + ".join(parts)

    def _applied(self, unit: PathUnit) -> str:
        """The activation with its argument put in."""
        z = number(unit.incoming.total)
        if unit.layer < self._last:
            name = self._architecture.layers[unit.layer].activation
            return {"sigmoid": f"σ({z})", "tanh": f"tanh({z})", "relu": f"max(0, {z})"}[name]
        if self._architecture.output_loss == "softmax-cross-entropy":
            return f"e<sup>{z}</sup> / Σ<sub>k</sub> e<sup>z<sub>k</sub></sup>"
        return f"σ({z})"

    # Symbols

    def _a(self, place: int, unit: int | str) -> str:
        if place == self._last + 1:
            return self._h(unit)
        if place == 0:
            return f"x<sub>{self._count(0, unit)}</sub>"
        return f"a<sub>{self._count(place, unit)}</sub><sup>({place})</sup>"

    def _z(self, layer: int, unit: int | str) -> str:
        return f"z<sub>{self._count(layer + 1, unit)}</sub><sup>({layer + 1})</sup>"

    def _delta(self, layer: int, unit: int | str) -> str:
        return f"δ<sub>{self._count(layer + 1, unit)}</sub><sup>({layer + 1})</sup>"

    def _b(self, unit: PathUnit) -> str:
        return self._bias(unit.layer, unit.unit)

    def _bias(self, layer: int, unit: int) -> str:
        return f"b<sub>{self._count(layer + 1, unit)}</sub><sup>({layer + 1})</sup>"

    def _w(self, at: WeightIndex) -> str:
        if self._is_mazur:
            return f"w{mazur_number(at)}"
        if at.source == BIAS:
            return self._bias(at.layer, at.unit)
        return self._w_symbols(at.layer, self._count(at.layer, at.source), at.unit)

    def _w_symbols(self, layer: int, source: str, unit: int | str) -> str:
        source = self._count(layer, source) if source == "i" else source
        return f"w<sub>{source}→{self._count(layer + 1, unit)}</sub><sup>({layer + 1})</sup>"
