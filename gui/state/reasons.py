"""Why a command cannot be given now, in a sentence: for tooltips, and for the search over all commands."""

from gui.state.availability import RULES, Situation
from gui.translation import QT_TRANSLATE_NOOP, translate

WHY_NOT = "whyNot"
"""The property of an action that holds this sentence; empty while it can be given."""
_OWN = {
    "stop": QT_TRANSLATE_NOOP("Reasons", "No run is under way."),
    "undo": QT_TRANSLATE_NOOP("Reasons", "There is nothing to undo."),
    "redo": QT_TRANSLATE_NOOP("Reasons", "There is nothing to redo."),
    "clear": QT_TRANSLATE_NOOP("Reasons", "The canvas is empty already."),
    "labels": QT_TRANSLATE_NOOP("Reasons", "Draw a digit first."),
    "copy_drawing": QT_TRANSLATE_NOOP("Reasons", "There is nothing to copy: draw a digit, or open a picture."),
    "copy_reading": QT_TRANSLATE_NOOP("Reasons", "There is no reading to copy: draw a digit, or open a picture."),
    "close_pictures": QT_TRANSLATE_NOOP("Reasons", "No picture is open."),
    "picture_stages": QT_TRANSLATE_NOOP("Reasons", "No picture is shown."),
    "previous_session": QT_TRANSLATE_NOOP("Reasons", "There is no previous session."),
    "undo_fine_tuning": QT_TRANSLATE_NOOP("Reasons", "The network has not learned your handwriting."),
    "mend_network": QT_TRANSLATE_NOOP("Reasons", "Nothing of the network is broken."),
    "play_film": QT_TRANSLATE_NOOP("Reasons", "There is no film: no checkpoints of this network are kept."),
    "export_film": QT_TRANSLATE_NOOP("Reasons", "There is no film: no checkpoints of this network are kept."),
    "back_to_now": QT_TRANSLATE_NOOP("Reasons", "This is now: go back in time with the slider under the curves."),
    "train_from_here": QT_TRANSLATE_NOOP("Reasons", "Go back in time first, with the slider under the curves."),
    "cancel_sweep": QT_TRANSLATE_NOOP("Reasons", "No sweep is under way."),
    "export_sweep": QT_TRANSLATE_NOOP("Reasons", "There are no results of a sweep yet."),
    "delete_sweep": QT_TRANSLATE_NOOP("Reasons", "There are no results of a sweep, or it is under way."),
    "use_result": QT_TRANSLATE_NOOP("Reasons", "Select a result of the sweep first."),
    "use_result_network": QT_TRANSLATE_NOOP("Reasons", "Select a result of the sweep first."),
    "export_runs": QT_TRANSLATE_NOOP("Reasons", "Open the Runs tab first."),
    "change_live_settings": QT_TRANSLATE_NOOP("Reasons", "Learning your handwriting uses its own settings."),
}
"""What holds where no run and no reading is in the way, in English."""
_CHOOSE = QT_TRANSLATE_NOOP("Reasons", "Select a run in the Runs tab first.")
_IN_USE = QT_TRANSLATE_NOOP("Reasons", "Its network answers, or it is under way: have another network answer first.")
_ANSWERS = QT_TRANSLATE_NOOP("Reasons", "This network answers already.")
_UNDER_WAY = QT_TRANSLATE_NOOP("Reasons", "This run is under way in another window.")
_STOP_FIRST = QT_TRANSLATE_NOOP("Reasons", "Available once the run has ended: press Stop.")
_OPEN_SWEEP = QT_TRANSLATE_NOOP("Reasons", "Open the sweep first: Training › Sweep.")
_ENDING = QT_TRANSLATE_NOOP("Reasons", "The sweep is ending.")
_NOT_KEPT = QT_TRANSLATE_NOOP("Reasons", "This window keeps no runs.")
_UNKNOWN = QT_TRANSLATE_NOOP("Reasons", "The settings of this run, or its digits, are not known.")
_OF_RUNS = frozenset(
    {
        "use_run",
        "train_on_run",
        "repeat_run",
        "repeat_seeds",
        "tick_run",
        "star_run",
        "rename_run",
        "note_run",
        "delete_run",
        "export_run",
    }
)
"""They need a run that is selected."""
_STARTING = frozenset({"train", "step", "reset", "evaluate", "train_from_here"})
_OF_FILM = frozenset({"play_film", "export_film", "back_to_now", "train_from_here"})
_CHOICES = frozenset({"choose_data", "change_settings"})
_BY_RUN = frozenset({"previous_session", "undo_fine_tuning", "use_result", "use_result_network"})
"""They have a reason of their own too, for when no run is under way."""


def why_not(command: str, now: Situation) -> str:
    """Why a command may not be given; empty if it may."""
    rule = RULES.get(command)
    if rule is None or rule(now):
        return ""
    return _reason(command, now)


def _reason(command: str, now: Situation) -> str:
    if command in _OF_FILM and (command != "train_from_here" or not now.shows_past):
        return translate("Reasons", _OWN[command])
    if command in _STARTING and now.setting_error:
        return now.setting_error
    if command in _STARTING and now.is_free and now.missing_digits:
        return now.missing_digits
    of_run = _reason_of_run(command, now) if command in _OF_RUNS else _reason_of_sweep(command, now)
    if of_run or command in _CHOICES:
        return of_run or translate("Reasons", "Can be changed once the run has ended.")
    own = translate("Reasons", _OWN[command]) if command in _OWN else translate("Reasons", "Not available now.")
    return _reason_to_wait(now) or own if command in _BY_RUN or command not in _OWN else own


def _reason_to_wait(now: Situation) -> str:
    """What has to end first, if anything has to."""
    if not now.is_idle:
        return translate("Reasons", _STOP_FIRST)
    return translate("Reasons", "Available once the digits have been read.") if now.is_reading else ""


def _reason_of_sweep(command: str, now: Situation) -> str:
    """What is wrong with the sweep, or with the result that is selected; empty if nothing is."""
    if command in ("run_sweep", "cancel_sweep") and now.sweep_stage == "ending":
        return translate("Reasons", _ENDING)
    if command == "run_sweep":
        return now.sweep_error or translate("Reasons", _OPEN_SWEEP)
    if command == "use_result_network" and now.chosen_result_has_network and not now.keeps_runs:
        return translate("Reasons", _NOT_KEPT)
    return ""


def _reason_of_run(command: str, now: Situation) -> str:
    """What is wrong with the run that is selected; empty if nothing is."""
    reasons = (
        (not now.has_chosen_run, _CHOOSE),
        (command == "delete_run", _IN_USE),
        (now.chosen_run_answers and command == "use_run", _ANSWERS),
        (not now.chosen_run_is_over and now.chosen_run_answers, _STOP_FIRST),
        (not now.chosen_run_is_over, _UNDER_WAY),
        (not now.keeps_runs and command in ("use_run", "train_on_run"), _NOT_KEPT),
        (not now.chosen_run_is_known and command != "use_run", _UNKNOWN),
    )
    return next((translate("Reasons", reason) for holds, reason in reasons if holds), "")
