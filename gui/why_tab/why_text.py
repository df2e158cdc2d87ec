"""What the tab says in words."""

from collections import Counter
from collections.abc import Sequence

from engine.explain.attribution import Method
from engine.explain.smallest_change import InkChange
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture
from engine.text.percent import percent_text
from gui.translation import QT_TRANSLATE_NOOP, fill, translate
from gui.why_tab.digit_space import MapSpace, PlacedDigits
from gui.why_tab.lead_steps import number_text
from gui.why_tab.question import Pair

METHOD_NAMES: dict[Method, str] = {
    "integrated gradients": QT_TRANSLATE_NOOP("Why", "Integrated gradients"),
    "occlusion": QT_TRANSLATE_NOOP("Why", "Occlusion"),
    "gradient times ink": QT_TRANSLATE_NOOP("Why", "Gradient × ink"),
}
METHOD_TIPS: dict[Method, str] = {
    "integrated gradients": QT_TRANSLATE_NOOP(
        "Why",
        "The drawing fades in from empty paper, and what each pixel does to the lead meanwhile is summed up.\n"
        "The parts add up. But what is missing from the drawing gets no part.",
    ),
    "occlusion": QT_TRANSLATE_NOOP(
        "Why",
        "Each pixel's part is what the lead loses when the 3×3 pixels around it are erased.\n"
        "Easy to understand. But the squares overlap, so the parts do not add up.",
    ),
    "gradient times ink": QT_TRANSLATE_NOOP(
        "Why",
        "Each pixel's ink times the slope of the lead there.\n"
        "Exact without hidden layers. Else it tells only what the next bit of ink would do.",
    ),
}
_METHOD_SENTENCES: dict[Method, str] = {
    "integrated gradients": QT_TRANSLATE_NOOP(
        "Why", "Parts are summed while the drawing fades in from empty paper; missing ink gets none."
    ),
    "occlusion": QT_TRANSLATE_NOOP(
        "Why", "A part is what the lead loses when the 3×3 pixels around are erased. They overlap: no sum."
    ),
    "gradient times ink": QT_TRANSLATE_NOOP(
        "Why", "A part is ink times slope: what the next bit of ink would do. Exact only without hidden layers."
    ),
}
EMPTY = QT_TRANSLATE_NOOP("Why", "Draw a digit, then ask why.")
WAITS = QT_TRANSLATE_NOOP("Why", "This comes as soon as the pen is lifted.")
WORKING = QT_TRANSLATE_NOOP("Why", "Being worked out…")
OVERFLOWS = QT_TRANSLATE_NOOP(
    "Why", "The network has no answer: its numbers overflow. Train again with a lower learning rate."
)
LOADING = QT_TRANSLATE_NOOP("Why", "The digits are being loaded…")
NO_DATA = QT_TRANSLATE_NOOP("Why", "No digits are loaded yet. Choose data in the Training tab.")
NO_TRAINING_DIGITS = QT_TRANSLATE_NOOP("Why", "These data have no training digits to lay out.")
PLACING = QT_TRANSLATE_NOOP("Why", "The network looks at the training digits…")
_NUMBERS = (
    QT_TRANSLATE_NOOP("Why", "None"),
    QT_TRANSLATE_NOOP("Why", "One"),
    QT_TRANSLATE_NOOP("Why", "Two"),
    QT_TRANSLATE_NOOP("Why", "Three"),
    QT_TRANSLATE_NOOP("Why", "Four"),
    QT_TRANSLATE_NOOP("Why", "Five"),
)


def lead_text(pair: Pair, lead: float) -> str:
    """Which of two digits leads, and by how much: "3 leads 8 by 6.24 in score."."""
    first, second = (pair.digit, pair.other) if lead >= 0 else (pair.other, pair.digit)
    text = translate("Why", "{first} leads {second} by {lead} in score.")
    return text.format(first=first, second=second, lead=number_text(abs(lead)))


def short_lead_text(pair: Pair, lead: float) -> str:
    """The same in few words."""
    first = pair.digit if lead >= 0 else pair.other
    return translate("Why", "{first} leads by {lead}").format(first=first, lead=number_text(abs(lead)))


def ink_text(pair: Pair, method: Method, red: str, blue: str) -> str:
    """What the colors of the first card mean, and what the method can and cannot do; as rich text."""
    text = translate(
        "Why",
        "<span style='{bold} {red}'>Red</span> ink spoke for {digit}, <span style='{bold} {blue}'>blue striped</span> ink "
        "for {other}. {how}",
    )
    how = translate("Why", _METHOD_SENTENCES[method])
    return text.format(bold="font-weight: 600; color:", red=red, blue=blue, digit=pair.digit, other=pair.other, how=how)


def sum_text(n_steps: int, method: Method, *, has_missing: bool) -> str:
    """What is to be said of the sum."""
    if has_missing and method == "integrated gradients":
        return translate("Why", "Missing: what is lost between the steps of fading in.")
    if has_missing:
        return translate("Why", "The parts do not add up by themselves: what is missing is shown.")
    return translate("Why", "The {n} parts add up.").format(n=translate("Why", _NUMBERS[n_steps]).lower())


def space_text(architecture: Architecture) -> str:
    """What digits are compared by: "the 25 hidden units"."""
    *hidden, _ = architecture.layers
    if not hidden:
        return translate("Why", "the pixels")
    n_values = architecture.layer_sizes[len(hidden)]
    n_with_units = sum(isinstance(layer, Dense) for layer in hidden)
    if not isinstance(hidden[-1], Dense) and len(architecture.shapes[len(hidden)]) == 3:
        text = translate("Why", "the {n:,} values of the last maps")
    elif len(hidden) == n_with_units == 1:
        text = translate("Why", "the {n:,} hidden {n|unit|units}")
    else:
        text = translate("Why", "the {n:,} {n|unit|units} of the last hidden layer")
    return fill(text, n=n_values)


def map_text(placed: PlacedDigits, *, has_drawing: bool, note: str) -> str:
    """How the map is laid out, and how much of all it shows."""
    by = (
        translate("Why", "the pixels") if placed.space == "pixels" else space_text(placed.model.parameters.architecture)
    )
    if placed.n_used < placed.n_all:
        n_digits = translate("Why", "{used:,} of {n:,} training digits")
    else:
        n_digits = translate("Why", "{n:,} training {n|digit|digits}")
    text = fill(
        translate("Why", "{digits}, laid out by the two directions in which {by} differ most ({share} % of all)."),
        digits=fill(n_digits, used=placed.n_used, n=placed.n_all),
        by=by,
        share=round(100 * placed.plane.share),
    )
    tail = translate("Why", "The tail is where your drawing just was.") if has_drawing else ""
    return " ".join(filter(None, (text, tail, note)))


def change_title(other: int | None) -> str:
    """The third card's title."""
    if other is None:
        return translate("Why", "What would make it another digit")
    if other == 8:
        return translate("Why", "What would make it an 8")
    return translate("Why", "What would make it a {digit}").format(digit=other)


def change_lines(change: InkChange) -> tuple[str, ...]:
    """The change in figures, and what is read then; as rich text."""
    added = translate("Why", "<span style='font-weight: 600'>+</span> add {ink} {n|pixel|pixels}")
    taken = translate("Why", "<span style='font-weight: 600'>−</span> take {ink} {n|pixel|pixels}")
    lines = [
        fill(text, ink=f"{ink:.1f}", n=1 if ink <= 1.0 else 2)
        for text, ink in ((added, change.added), (taken, change.taken))
        if ink >= 0.05
    ]
    lines.append(translate("Why", "{share} % of your ink").format(share=round(100 * change.share)))
    lines.append("")
    lines.append(
        translate("Why", "Then {digit} leads: <span style='font-weight: 600'>{share}</span>").format(
            digit=change.digit, share=percent_text(change.probability, decimals=0).replace(" ", "\N{NO-BREAK SPACE}")
        )
    )
    return tuple(lines)


def change_note(pair: Pair, answer: int, change: InkChange | None) -> str:
    """What is to be thought of the change, or why there is none."""
    if pair.other == answer:
        return translate("Why", "The network reads it as {digit} already.").format(digit=pair.other)
    if change is None:
        return ""
    if not change.reached:
        return translate("Why", "No small change was found that makes it {digit} to this network.").format(
            digit=pair.other
        )
    still = translate("Why", "Still an 8 to you?") if answer == 8 else translate("Why", "Still a {digit} to you?")
    looks = translate("Why", "It looks at other things than you.")
    return f"{still.format(digit=answer)} {looks}"


def nearest_text(labels: Sequence[int], architecture: Architecture) -> str:
    """What the nearest digits are, and what alike means here."""
    counts = Counter(labels).most_common()
    n_all = translate("Why", _NUMBERS[min(len(labels), 5)]).lower()
    if len(counts) == 1 and len(labels) > 1:
        what = translate("Why", "All {n} are {label}s.").format(n=n_all, label=counts[0][0])
    elif len(counts) == 1:
        what = ""
    else:
        label, count = counts[0]
        text = translate("Why", "{count} of {n} are {label}s, {others}.")
        if count == 1:
            text = translate("Why", "No two are alike: {others}.")
        others = ", ".join(_counted(each, other) for other, each in (counts[1:] if count > 1 else counts))
        what = text.format(count=translate("Why", _NUMBERS[count]), n=n_all, label=label, others=others)
    return " ".join(filter(None, (what, alike_text(architecture))))


def _counted(count: int, label: int) -> str:
    number = translate("Why", _NUMBERS[count]).lower()
    if count == 1:
        text = translate("Why", "one is an {label}") if label == 8 else translate("Why", "one is a {label}")
        return text.format(label=label)
    return translate("Why", "{number} are {label}s").format(number=number, label=label)


def alike_text(architecture: Architecture) -> str:
    """What alike means for this network."""
    if len(architecture.layers) == 1:
        return translate("Why", "Alike means: the pixels are alike. The number is the distance.")
    return translate("Why", "Alike means: {by} answer alike. The number is the distance.").format(
        by=space_text(architecture)
    )


def space_name(space: MapSpace) -> str:
    """What the map is laid out by, for its switch."""
    return translate("Why", "Hidden units") if space == "hidden" else translate("Why", "Pixels")
