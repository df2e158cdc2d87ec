"""What the view of the data says in words: how many digits there are, how many are misread, which are shown."""

from engine.analysis.digit_selection import SAMPLE_SIZE, Part, Selection
from gui.progress_words import counted

PART_NOUNS: dict[Part, str] = {"all": "digit", "train": "training digit", "test": "test digit"}
_ORDER_WORDS = {
    "random": "",
    "data": ", in the order of the data",
    "loss": ", greatest loss first",
    "confidence": ", least sure first",
}


def selection_in_words(selection: Selection, *, n_of_label: int, n_chosen: int, n_misread: int | None) -> str:
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
    noun = PART_NOUNS[selection.part]
    labelled = "" if selection.label is None else f" labelled {selection.label}"
    everything = f"{counted(n_of_label, noun)}{labelled}"
    if selection.answer == "any" or n_misread is None:
        text = everything[:1].upper() + everything[1:]
        if n_misread is not None:
            text += f", {n_misread:,} of them misread"
    else:
        verb = "is" if n_chosen == 1 else "are"
        what = "misread" if selection.answer == "wrong" else "read right"
        text = f"{n_chosen:,} of {everything} {verb} {what}"
    if selection.order == "random" and n_chosen > SAMPLE_SIZE:
        text += f". Shown: {SAMPLE_SIZE} at random"
    key = " Below the misread: label → answer." if n_misread and selection.answer != "right" else ""
    return f"{text}{_ORDER_WORDS[selection.order]}.{key}"


def nothing_in_words(selection: Selection) -> str:
    """Why there is no digit to show, and what to do."""
    noun = PART_NOUNS[selection.part]
    labelled = "" if selection.label is None else f" labelled {selection.label}"
    if selection.answer == "wrong":
        return f"The network misreads no {noun}{labelled}."
    if selection.answer == "right":
        return f"The network reads no {noun}{labelled} right."
    if selection.part == "test" and selection.label is None:
        return "No digits are kept for testing. Choose a split with test digits in the Training tab."
    return f"There is no {noun}{labelled}."
