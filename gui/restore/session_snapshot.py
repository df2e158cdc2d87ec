"""Takes a snapshot of the session, and shows one again."""

from dataclasses import dataclass
from pathlib import Path

from engine.data.handling import split_source, with_handling
from engine.data.registry import SOURCES
from engine.errors import DataError
from engine.io.presence import exists
from engine.runs.session import Session
from engine.training.recipes import DEFAULT_RECIPE, FIRST_SPEED, RECIPES
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.state.dataset_in_use import DatasetInUse
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.widgets.lazy_tabs import LazyTabs
from gui.widgets.run_progress import RunProgress


@dataclass(frozen=True)
class SessionParts:
    """What a session is taken from and shown in.

    Attributes
    ----------
    workspace, settings, digits
        Network, settings, and which digits.
    canvas, tabs, progress
        The drawing, the tab that is open, and where it is told how far the last run came.
    """

    workspace: Workspace
    settings: Settings
    digits: DatasetInUse
    canvas: DrawingCanvas
    tabs: LazyTabs
    progress: RunProgress


def take_session(parts: SessionParts, *, is_ending: bool = False) -> Session:
    """What there is now: quick, as no array is copied. While a field holds no valid value, it counts as before.

    Parameters
    ----------
    parts
        What it is taken from.
    is_ending
        Whether the window closes. Only then do digits count that are still being read: if the program is killed
        meanwhile, it may be because of them, and the next start is not to read them again.
    """
    workspace, settings, tabs = parts.workspace, parts.settings, parts.tabs
    *before_fine_tuning, run = workspace.runs_to_save()
    source, label, source_in_use = _digits_of(parts, counts_coming=is_ending)
    return Session(
        run=run,
        before_fine_tuning=tuple(before_fine_tuning),
        curves_before=workspace.history_before,
        run_before=workspace.run_before,
        begins_anew=workspace.begins_anew,
        config=settings.config,
        batches_per_second=settings.live.batches_per_second,
        source=_from_anywhere(source),
        label=label,
        source_in_use=_from_anywhere(source_in_use),
        strokes=tuple(parts.canvas.drawing.strokes),
        view=tabs.name(tabs.currentIndex()),
    )


def _digits_of(parts: SessionParts, *, counts_coming: bool) -> tuple[str, str, str]:
    """Which digits are chosen, what they are called, if that is known, and which are in use, if they are others."""
    dataset, digits = parts.workspace.dataset, parts.digits
    in_use = dataset.source if dataset is not None else digits.in_use_before
    if digits.coming and counts_coming:
        return digits.coming, "", in_use if in_use != digits.coming else ""
    if dataset is not None:
        return dataset.source, dataset.label, ""
    return digits.source, digits.label, in_use


def _from_anywhere(source: str) -> str:
    """A data set's name, or the path of its file from the root: the next start may be in another folder.

    How its pictures are handled stands behind it as before. What is a whole path is not looked for: it may be on a drive
    that does not answer.
    """
    try:
        place, handling = split_source(source)
        is_path = bool(place) and place not in SOURCES and not Path(place).is_absolute() and exists(Path(place))
    except (DataError, OSError):  # no handling is called so; nobody may look there, or it is longer than a path can be
        return source
    return with_handling(str(Path(place).absolute()), handling) if is_path else source


def show_session(parts: SessionParts, kept: Session) -> None:
    """Show a session but for its digits, its drawing and its tab, which take other ways: see those who call this."""
    parts.workspace.restore(
        [*kept.before_fine_tuning, kept.run], history_before=kept.curves_before, run_before=kept.run_before
    )
    parts.workspace.begins_anew = kept.begins_anew
    if kept.config is None:
        parts.settings.replace(RECIPES[DEFAULT_RECIPE].config, batches_per_second=FIRST_SPEED)
    else:
        parts.settings.replace(kept.config, batches_per_second=kept.batches_per_second)
    show_where_it_is(parts)


def show_where_it_is(parts: SessionParts) -> None:
    """Tell what the last run came to or, where there was none, where the network comes from."""
    workspace = parts.workspace
    if workspace.last_report is None or workspace.can_undo_fine_tuning:
        parts.progress.set_idle_text(workspace.outlook_text(parts.settings.config), is_outlook=True)
    else:
        parts.progress.set_report(workspace.last_report)
