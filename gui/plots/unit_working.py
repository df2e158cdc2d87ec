"""A unit, a map or a digit of a drawn network in words and numbers: what it looks for, what it found, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.explain.ablation import UNDAMAGED, Damage
from engine.explain.flow import PICTURE, Flow
from engine.explain.probes import unit_gradients
from engine.nn.activations import Floats
from engine.nn.layers.pooling import Pooling
from engine.text.percent import percent_texts
from gui.plots.fixed_numbers import plain, signed
from gui.plots.pixel_working import Figure, MapPixel
from gui.translation import translate
from gui.widgets.unit_names import is_silent, speaker_of, unit_title

N_PARTS = 5
_DECIMALS = 3


@dataclass(frozen=True, eq=False)
class UnitWorking:
    """One unit, map or digit.

    Attributes
    ----------
    place
        Its layer and its number; the row and column are 0.
    title
        What it is.
    looks_for, found
        What it looks for as a picture, and how much of that there is: the same times the ink. Shape (rows, columns);
        ``None`` where the network's inputs are no picture.
    figures
        How its value comes about.
    says
        What it adds to the score of each digit; ``None`` for a digit.
    parts_title, parts
        Where the largest parts of its value come from, with their numbers, the largest first.
    is_silent
        Whether it is silenced.
    can_be_silenced
        Whether it can be: digits cannot.
    sentence
        All of it for who cannot see it.
    """

    place: MapPixel
    title: str
    looks_for: Floats | None
    found: Floats | None
    figures: tuple[Figure, ...]
    says: Floats | None
    parts_title: str
    parts: tuple[tuple[str, str], ...]
    is_silent: bool
    can_be_silenced: bool
    sentence: str


def told_of(flow: Flow, place: MapPixel, damage: Damage = UNDAMAGED) -> str:
    """A sentence for who cannot see it: "Hidden unit 6, active 0.86, speaks most for 1, most against 7."."""
    architecture, (layer, unit) = flow.architecture, place[:2]
    title = unit_title(architecture, layer, unit)
    if layer == len(architecture.layers) - 1:
        return translate("UnitWorking", "{digit}, {percent}, score {score}.").format(
            digit=title,
            percent=percent_texts(flow.activations.probabilities)[unit],
            score=signed(float(flow.activations.logits[unit]), 1),
        )
    if is_silent(architecture, damage, layer, unit):
        return translate("UnitWorking", "{unit}, silenced.").format(unit=title)
    says = flow.says_to_scores(layer, unit)
    if not np.isfinite(says).all() or not says.any():
        return translate("UnitWorking", "{unit}, active {value}, adds nothing to any digit.").format(
            unit=title, value=plain(activity(flow, layer, unit))
        )
    return translate("UnitWorking", "{unit}, active {value}, speaks most for {best}, most against {worst}.").format(
        unit=title, value=plain(activity(flow, layer, unit)), best=int(says.argmax()), worst=int(says.argmin())
    )


def activity(flow: Flow, layer: int, unit: int) -> float:
    """How active a unit is; of a map, the mean."""
    return float(flow.activations.layers[layer][unit].mean())


def work_out_unit(flow: Flow, place: MapPixel, damage: Damage = UNDAMAGED) -> UnitWorking:
    """A unit, a map or a digit of the network, for the picture that flows through it."""
    architecture = flow.architecture
    layer, unit = place.layer, place.channel
    is_digit = layer == len(architecture.layers) - 1
    looks_for, found = _pictures(flow, layer, unit)
    parts_title, parts = _parts(flow, layer, unit)
    if is_digit:
        says, figures = None, _figures_of_digit(flow, unit)
    else:
        says = flow.says_to_scores(layer, unit)
        figures = _figures_of_unit(flow, layer, unit)
    return UnitWorking(
        MapPixel(layer, unit),
        unit_title(architecture, layer, unit),
        looks_for,
        found,
        figures,
        says,
        parts_title,
        parts,
        not is_digit and is_silent(architecture, damage, layer, unit),
        not is_digit and speaker_of(architecture, layer) is not None,
        told_of(flow, place, damage),
    )


def _pictures(flow: Flow, layer: int, unit: int) -> tuple[Floats | None, Floats | None]:
    """What it looks for, and that times the ink."""
    shape, inputs = flow.architecture.input_shape, flow.activations.inputs
    if len(shape) != 3 or shape[2] != 1:
        return None, None
    flat = inputs.reshape(-1)
    wanted = unit_gradients(flow.activations.parameters, flat, layer, [unit])[0]
    return wanted.reshape(shape[:2]), (wanted * flat).reshape(shape[:2])


def _bias(flow: Flow, layer: int, unit: int) -> float:
    biases = flow.activations.parameters.layers[layer].biases
    return float(biases[unit]) if biases.size else 0.0


def _figures_of_unit(flow: Flow, layer: int, unit: int) -> tuple[Figure, ...]:
    value = activity(flow, layer, unit)
    if len(flow.architecture.shapes[layer + 1]) == 3:
        values = flow.activations.layers[layer][unit]
        return (
            Figure(translate("UnitWorking", "mean"), plain(value, _DECIMALS)),
            Figure(translate("UnitWorking", "largest"), plain(float(values.max()), _DECIMALS), is_result=True),
        )
    gap = next(gap for gap in flow.gaps if gap.after == layer)
    total, bias = float(gap.parts[:, unit].sum()), _bias(flow, layer, unit)
    source = translate("UnitWorking", "ink") if gap.before == PICTURE else translate("UnitWorking", "units")
    if gap.before != PICTURE and len(flow.architecture.shapes[gap.before + 1]) == 3:
        source = translate("UnitWorking", "maps")
    return (
        Figure(source, signed(total, _DECIMALS)),
        Figure(translate("UnitWorking", "bias"), signed(bias, _DECIMALS)),
        Figure("z", signed(total + bias, _DECIMALS), is_result=True),
        Figure(translate("UnitWorking", "active"), plain(value, _DECIMALS), is_result=True),
    )


def _figures_of_digit(flow: Flow, digit: int) -> tuple[Figure, ...]:
    gap, activations = flow.gaps[-1], flow.activations
    parts, bias = gap.parts[:, digit], _bias(flow, gap.after, digit)
    if gap.before == PICTURE:
        sums: tuple[Figure, ...] = (Figure(translate("UnitWorking", "ink"), signed(float(parts.sum()), _DECIMALS)),)
    else:
        sums = (
            Figure(translate("UnitWorking", "for it"), signed(float(parts[parts > 0].sum()), _DECIMALS)),
            Figure(translate("UnitWorking", "against"), signed(float(parts[parts < 0].sum()), _DECIMALS)),
        )
    return (
        *sums,
        Figure(translate("UnitWorking", "bias"), signed(bias, _DECIMALS)),
        Figure(translate("UnitWorking", "score"), signed(float(activations.logits[digit]), _DECIMALS), is_result=True),
        Figure(translate("UnitWorking", "share"), percent_texts(activations.probabilities)[digit], is_result=True),
    )


def _parts(flow: Flow, layer: int, unit: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Where the largest parts of its value come from."""
    architecture, activations = flow.architecture, flow.activations
    gap = next(gap for gap in flow.gaps if gap.after == layer)
    if gap.before == PICTURE:
        if len(architecture.shapes[layer + 1]) == 3 or activations.inputs.ndim != 3 or len(activations.inputs) != 1:
            return "", ()
        ink = activations.inputs[0]
        products = ink.reshape(-1) * activations.parameters.layers[layer].weights[:, unit]
        names = [f"{row + 1}:{column + 1}" for row in range(ink.shape[0]) for column in range(ink.shape[1])]
        return translate("UnitWorking", "Largest parts, by row:column"), _largest(products, names)
    if isinstance(architecture.layers[layer], Pooling):
        return "", ()
    is_map = len(architecture.shapes[gap.before + 1]) == 3
    name = translate("UnitWorking", "map {unit}") if is_map else translate("UnitWorking", "unit {unit}")
    names = [name.format(unit=number + 1) for number in range(len(gap.parts))]
    title = (
        translate("UnitWorking", "Largest parts, by map")
        if is_map
        else translate("UnitWorking", "Largest parts, by unit")
    )
    return title, _largest(gap.parts[:, unit], names)


def _largest(parts: Floats, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    size = np.nan_to_num(np.abs(parts), nan=0.0, posinf=0.0, neginf=0.0)
    order = [int(number) for number in np.argsort(-size, kind="stable")[:N_PARTS] if size[number] > 0]
    return tuple((names[number], signed(float(parts[number]))) for number in order)
