"""What units of a network, and what is broken of it, are called."""

from engine.explain.ablation import Damage
from engine.explain.flow import stages
from engine.nn.layers.pooling import Pooling
from engine.nn.network import Architecture
from gui.translation import fill, translate


def layers_with_units(architecture: Architecture) -> list[int]:
    """The hidden layers whose units can be silenced, first to last: all but pools and dropout, which change no channel."""
    return [layer for layer in stages(architecture)[:-1] if not isinstance(architecture.layers[layer], Pooling)]


def speaker_of(architecture: Architecture, layer: int) -> int | None:
    """The layer whose units are silenced where those of a layer are meant: of a pool, the layer before it."""
    return next((each for each in reversed(layers_with_units(architecture)) if each <= layer), None)


def unit_name(architecture: Architecture, layer: int, unit: int) -> str:
    """What a unit or a map is called: "unit 6", "unit 6 of layer 2", "map 3 of layer 1", "pooled map 3"."""
    is_map, numbers = len(architecture.shapes[layer + 1]) == 3, layers_with_units(architecture)
    if isinstance(architecture.layers[layer], Pooling):
        return translate("UnitNames", "pooled map {unit}").format(unit=unit + 1)
    if len(numbers) < 2:
        name = translate("UnitNames", "map {unit}") if is_map else translate("UnitNames", "unit {unit}")
        return name.format(unit=unit + 1)
    name = (
        translate("UnitNames", "map {unit} of layer {layer}")
        if is_map
        else translate("UnitNames", "unit {unit} of layer {layer}")
    )
    return name.format(unit=unit + 1, layer=numbers.index(layer) + 1)


def unit_title(architecture: Architecture, layer: int, unit: int) -> str:
    """The same as a title: "Hidden unit 6", "Unit 6 of layer 2", "Digit 3"."""
    if layer == len(architecture.layers) - 1:
        return translate("UnitNames", "Digit {digit}").format(digit=unit)
    if len(architecture.layers) == 2 and len(architecture.shapes[1]) == 1:
        return translate("UnitNames", "Hidden unit {unit}").format(unit=unit + 1)
    name = unit_name(architecture, layer, unit)
    return name[:1].upper() + name[1:]


def is_silent(architecture: Architecture, damage: Damage, layer: int, unit: int) -> bool:
    """Whether a unit, a map, or what a pool makes of one, is silenced."""
    speaker = speaker_of(architecture, layer)
    return speaker is not None and damage.is_silent(speaker, unit)


def damage_text(architecture: Architecture, damage: Damage) -> str:
    """What of a network is broken: "unit 1 silenced", "layer 2 off, without biases"."""
    texts = []
    if len(damage.silenced) == 1:
        ((layer, unit),) = damage.silenced
        name = unit_name(architecture, layer, unit)
        texts.append(translate("UnitNames", "{unit} silenced").format(unit=name))
    elif damage.silenced:
        texts.append(fill(translate("UnitNames", "{n} {n|unit|units} silenced"), n=len(damage.silenced)))
    numbers = layers_with_units(architecture)
    texts += [
        translate("UnitNames", "layer {layer} off").format(layer=numbers.index(layer) + 1)
        for layer in sorted(damage.layers_off)
        if layer in numbers
    ]
    if damage.without_biases:
        texts.append(translate("UnitNames", "without biases"))
    if damage.noise:
        texts.append(translate("UnitNames", "noise {noise}").format(noise=f"{damage.noise:.2f}"))
    return ", ".join(texts)
