"""The steps of the tour: what each points at, and what it says, which is true whatever the window shows at the moment."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject

from gui.help.placing import Side

StepKey = Literal["draw", "read", "train", "watch", "change", "end"]


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
    is_all_of_card
        Whether it points at all of the card that the target is in.
    is_in_training
        Whether the tab Training is opened for it.
    side
        Of the target, where its card is put if there is room.
    """

    key: StepKey
    number: int
    targets: tuple[str, ...] = ()
    is_all_of_card: bool = False
    is_in_training: bool = False
    side: Side = "right"


N_STEPS = 4
STEPS: tuple[TourStep, ...] = (
    TourStep("draw", 1, ("drawingCanvas",)),
    TourStep("read", 2, ("classBars",), is_all_of_card=True),
    TourStep("train", 3, ("trainButton",), side="below"),
    TourStep("watch", 3, ("lossPlot", "weightMosaic", "trainButton"), is_in_training=True, side="left"),
    TourStep("change", 4, ("activationBox", "recipeBox", "hiddenLayersEdit"), is_in_training=True),
    TourStep("end", 0),
)
"""In this order; "train" and "watch" are two cards of one step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TourSituation:
    """All that decides what a step says.

    Attributes
    ----------
    is_drawn, has_picture, has_reading
        Whether there is a drawing, or a picture in its place, and whether the network has an answer to it.
    run_state
        "idle", "running" or "paused".
    is_fine_tuning
        Whether the run learns the user's handwriting.
    is_random
        Whether the network has learned nothing yet.
    has_curves
        Whether there are learning curves.
    has_changed
        Whether a setting was changed in the tour.
    target
        Object name of what the step points at.
    train_label, train_why
        What the button says, and what it will do, in a sentence.
    why_not_train
        Why it cannot be pressed; empty if it can.
    """

    is_drawn: bool = False
    has_picture: bool = False
    has_reading: bool = False
    run_state: str = "idle"
    is_fine_tuning: bool = False
    is_random: bool = False
    has_curves: bool = False
    has_changed: bool = False
    target: str = ""
    train_label: str = ""
    train_why: str = ""
    why_not_train: str = ""

    @property
    def is_something_shown(self) -> bool:
        """Whether the canvas is not empty."""
        return self.is_drawn or self.has_picture


class TourText(QObject):
    """What the steps say."""

    def of(self, key: StepKey, now: TourSituation) -> tuple[str, str]:
        """Title and text of a step, as things are."""
        said = {
            "draw": self._draw,
            "read": self._read,
            "train": self._train,
            "watch": self._watch,
            "change": self._change,
            "end": self._end,
        }
        return said[key](now)

    def _draw(self, now: TourSituation) -> tuple[str, str]:
        if now.has_picture:
            text = self.tr("A picture is here already. Draw over it for a digit of your own, or press Next.")
        elif now.is_drawn:
            text = self.tr("A drawing is here already. Press Clear and draw another digit, or press Next.")
        else:
            text = self.tr(
                "Draw any digit here as you would write it: with the mouse, a pen or a finger, or with Space and the "
                "arrow keys."
            )
        return self.tr("Draw a digit"), text

    def _read(self, now: TourSituation) -> tuple[str, str]:
        if not now.is_something_shown:
            text = self.tr("Draw a digit: each bar then says how probable the network finds that digit.")
        elif not now.has_reading:
            text = self.tr(
                "Here the network says how probable it finds each digit, but to this drawing it has no answer."
            )
        elif now.is_random:
            text = self.tr(
                "Each bar says how probable the network finds that digit. Its weights are still random: it can only guess. "
                "Draw another digit and watch the bars move."
            )
        else:
            text = self.tr(
                "Each bar says how probable the network finds that digit: the longest is its answer. Clear the canvas, "
                "draw another digit and watch the bars move."
            )
        return self.tr("Read the bars"), text

    def _train(self, now: TourSituation) -> tuple[str, str]:
        if now.run_state == "paused":
            text = self.tr("A run is paused. Press Continue, and the network learns on.")
            return self.tr("Press Continue"), text
        title = self.tr("Press {button}").format(button=now.train_label)
        if now.why_not_train:
            return title, self.tr("This cannot be pressed yet. {why}").format(why=now.why_not_train)
        return title, self.tr("{why} Press the button and watch.").format(why=now.train_why)

    def _watch(self, now: TourSituation) -> tuple[str, str]:
        title = self.tr("Watch it learn")
        if now.is_fine_tuning:
            return title, self.tr("The network is learning your handwriting, which takes some seconds.")
        if now.run_state == "paused":
            return title, self.tr("The run is paused. Press Continue to watch it, or Stop to end it.")
        if now.target == "lossPlot":
            what = self.tr("The loss should fall and the accuracy rise.")
        elif now.target == "weightMosaic":
            what = self.tr("The pictures of what each unit looks for change as the network learns.")
        else:
            what = self.tr("The network is learning.")
        if now.is_something_shown:
            bars = self.tr("The bars show what it makes of your drawing so far. Press Stop when you have seen enough.")
        else:
            bars = self.tr("Draw a digit, and the bars show what it makes of it. Press Stop when you have seen enough.")
        return title, f"{what} {bars}"

    def _change(self, now: TourSituation) -> tuple[str, str]:
        if now.run_state != "idle":
            text = self.tr("Most settings can be changed once the run has ended: wait, or press Stop.")
        elif now.has_curves:
            text = self.tr(
                "Choose another activation and train again: the curves of the run before stay as a faint line to "
                "compare with."
            )
        else:
            text = self.tr("Choose another activation, then press Train to see how a network with it learns.")
        return self.tr("Change one thing"), text

    def _end(self, now: TourSituation) -> tuple[str, str]:
        text = self.tr(
            "Point at a word with dots under it and it is explained. Ctrl+K finds every command, F1 lists the keys, and "
            "Help > Tour shows this again."
        )
        if now.has_changed and now.run_state == "idle":
            text = " ".join([self.tr("Press Train to see what your change does."), text])
        return self.tr("That is all"), text
