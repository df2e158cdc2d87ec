"""The four steps of the tour: what each says, and what it points at."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.help.placing import Side

_CONTEXT = "Tour"


@dataclass(frozen=True, slots=True)
class TourStep:
    """A card of the tour.

    Attributes
    ----------
    key
        What the user is asked to do.
    number
        1 to 4; 0 for the last card, which points at nothing and is no step.
    targets
        Object names of what it points at: the first that can be seen.
    side
        Of the target, where its card is put if there is room.
    title, text
        In English; :meth:`words` gives them in the user's language.
    """

    key: str
    number: int
    targets: tuple[str, ...]
    title: str
    text: str
    side: Side = "right"

    def words(self) -> tuple[str, str]:
        """Title and text in the user's language."""
        return QCoreApplication.translate(_CONTEXT, self.title), QCoreApplication.translate(_CONTEXT, self.text)


N_STEPS = 4
STEPS: tuple[TourStep, ...] = (
    TourStep(
        "draw",
        1,
        ("drawingCanvas",),
        "Draw a digit",
        "Draw any digit here, as you write it: with the mouse, a pen or a finger, or with Space and the arrow keys.",
    ),
    TourStep(
        "read",
        2,
        ("classBars",),
        "Read the bars",
        "How probable the network finds each digit: the longest bar is its answer. Clear the drawing, draw another digit "
        "and watch the bars move.",
    ),
    TourStep(
        "train",
        3,
        ("trainButton",),
        "Press Train",
        "So far, a network answers that came with the program. Press Train: a new one starts from random weights.",
        "below",
    ),
    TourStep(
        "watch",
        3,
        ("lossPlot", "weightMosaic", "trainButton"),
        "Watch it learn",
        "The loss falls and the accuracy rises as the network learns; the bars show what it makes of your drawing. "
        "Press Stop when you have seen enough.",
        "left",
    ),
    TourStep(
        "change",
        4,
        ("activationBox", "recipeBox", "hiddenLayersEdit"),
        "Change one thing",
        "Choose another activation, or any other setting, and press Train again: the run before stays as a faint line to "
        "compare with.",
    ),
    TourStep(
        "end",
        0,
        (),
        "That is all",
        "Point at a word with dots under it and it is explained. Ctrl+K finds every command, F1 lists the keys, and "
        "Help > Tour shows this again.",
    ),
)
"""In this order; "train" and "watch" are two cards of one step."""
