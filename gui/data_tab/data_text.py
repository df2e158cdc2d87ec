"""What is seen of the data, in words: how many digits, of which part and label, in which order, and why there are none."""

from engine.evaluation.digit_selection import SAMPLE_SIZE, Part, Selection
from gui.translation import QT_TRANSLATE_NOOP, fill, translate

_COUNTED: dict[Part, str] = {
    "all": QT_TRANSLATE_NOOP("DataView", "{n:,} {n|digit|digits}"),
    "train": QT_TRANSLATE_NOOP("DataView", "{n:,} training {n|digit|digits}"),
    "test": QT_TRANSLATE_NOOP("DataView", "{n:,} test {n|digit|digits}"),
}
_COUNTED_LABELED: dict[Part, str] = {
    "all": QT_TRANSLATE_NOOP("DataView", "{n:,} {n|digit|digits} labeled {label}"),
    "train": QT_TRANSLATE_NOOP("DataView", "{n:,} training {n|digit|digits} labeled {label}"),
    "test": QT_TRANSLATE_NOOP("DataView", "{n:,} test {n|digit|digits} labeled {label}"),
}
_NOUNS: dict[Part, str] = {
    "all": QT_TRANSLATE_NOOP("DataView", "digit"),
    "train": QT_TRANSLATE_NOOP("DataView", "training digit"),
    "test": QT_TRANSLATE_NOOP("DataView", "test digit"),
}
_ORDERED = {
    "random": QT_TRANSLATE_NOOP("DataView", "{digits}."),
    "data": QT_TRANSLATE_NOOP("DataView", "{digits}, in the order of the data."),
    "loss": QT_TRANSLATE_NOOP("DataView", "{digits}, greatest loss first."),
    "confidence": QT_TRANSLATE_NOOP("DataView", "{digits}, least sure first."),
}


def digits_text(part: Part, n: int, label: int | None = None) -> str:
    """So many digits of a part: "1,200 training digits labeled 3"."""
    return fill(translate("DataView", (_COUNTED if label is None else _COUNTED_LABELED)[part]), n=n, label=label)


def selection_text(selection: Selection, *, n_of_label: int, n_chosen: int, n_misread: int | None) -> str:
    """What is seen.

    Parameters
    ----------
    selection
        What is looked at.
    n_of_label
        Digits of the part with the label that is looked at.
    n_chosen
        Those of them with the answer that is looked at.
    n_misread
        How many of ``n_of_label`` the network misreads; ``None`` if it has not read them.
    """
    text = digits_text(selection.part, n_of_label, selection.label)
    if n_misread is not None:
        if selection.answer == "any":
            text = translate("DataView", "{digits}, {n:,} of them misread").format(digits=text, n=n_misread)
        elif selection.answer == "wrong":
            text = fill(translate("DataView", "{n:,} of {digits} {n|is|are} misread"), n=n_chosen, digits=text)
        else:
            text = fill(translate("DataView", "{n:,} of {digits} {n|is|are} read right"), n=n_chosen, digits=text)
    if selection.order == "random" and n_chosen > SAMPLE_SIZE:
        text = translate("DataView", "{digits}. Shown: {n} at random.").format(digits=text, n=SAMPLE_SIZE)
    else:
        text = translate("DataView", _ORDERED[selection.order]).format(digits=text)
    if n_misread and selection.answer != "right":
        text += " " + translate("DataView", "Below the misread: label → answer.")
    return text


def nothing_text(selection: Selection) -> str:
    """Why there is no digit to show, and what to do."""
    label = selection.label
    if selection.answer == "wrong":
        text = (
            translate("DataView", "The network misreads no {noun}.")
            if label is None
            else translate("DataView", "The network misreads no {noun} labeled {label}.")
        )
    elif selection.answer == "right":
        text = (
            translate("DataView", "The network reads no {noun} right.")
            if label is None
            else translate("DataView", "The network reads no {noun} labeled {label} right.")
        )
    elif label is not None:
        text = translate("DataView", "There is no {noun} labeled {label}.")
    elif selection.part == "test":
        text = translate(
            "DataView", "No digits are kept for testing. Choose a split with test digits in the Training tab."
        )
    else:
        text = translate("DataView", "There is no {noun}.")
    return text.format(noun=translate("DataView", _NOUNS[selection.part]), label=label)
