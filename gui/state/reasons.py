"""Why a command cannot be given now, in a sentence: for tooltips, and for the search over all commands."""

from PySide6.QtCore import QCoreApplication

from gui.state.availability import RULES, Situation

WHY_NOT = "whyNot"
"""The property of an action that holds this sentence; empty while it can be given."""
_OWN = {
    "stop": "No run is under way.",
    "undo": "There is nothing to undo.",
    "redo": "There is nothing to redo.",
    "clear": "The canvas is empty already.",
    "labels": "Draw a digit first.",
    "copy_drawing": "There is nothing to copy: draw a digit, or open a picture.",
    "copy_reading": "There is no reading to copy: draw a digit, or open a picture.",
    "close_pictures": "No picture is open.",
    "previous_session": "There is no previous session.",
    "undo_fine_tuning": "The network has not learned your handwriting.",
    "change_live_settings": "Learning your handwriting has its own settings.",
}
"""What holds where no run and no reading is in the way, in English."""
_STARTING = frozenset({"train", "step", "reset", "evaluate"})
_CHOICES = frozenset({"choose_data", "change_settings"})
_BY_RUN = frozenset({"previous_session", "undo_fine_tuning"})
"""They have a reason of their own too, for when no run is under way."""


def why_not(command: str, now: Situation) -> str:
    """Why a command may not be given; empty if it may."""
    rule = RULES.get(command)
    if rule is None or rule(now):
        return ""
    return QCoreApplication.translate("Reasons", _english(command, now))


def _english(command: str, now: Situation) -> str:
    if command in _STARTING and now.setting_error:
        return now.setting_error
    if command in _STARTING and now.is_free and now.missing_digits:
        return now.missing_digits
    if command in _CHOICES:
        return "Choose after the run has stopped."
    if command in _BY_RUN or command not in _OWN:
        if not now.is_idle:
            return "Possible once the run has ended: press Stop."
        if now.is_reading:
            return "Possible once the digits have been read."
    return _OWN.get(command, "Not possible now.")
