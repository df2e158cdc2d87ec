"""A window's session, taken from the window to be kept, and shown in a window again."""

from pathlib import Path
from typing import TYPE_CHECKING

from engine.data.registry import SOURCES
from engine.runs.session_state import KeptSession
from engine.training.recipes import DEFAULT_RECIPE, RECIPES

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def take_session(window: "MainWindow", *, is_ending: bool = False) -> KeptSession:
    """What a window shows now: quick, as no array is copied. While a field holds no valid value, it counts as before.

    Parameters
    ----------
    window
        The window.
    is_ending
        Whether it closes. Only then do digits count that are still being read: if the program is killed meanwhile, it may
        be because of them, and the next start is not to read them again.
    """
    workspace, panel = window.workspace, window.panel
    *before_fine_tuning, network = workspace.kept_networks()
    source, label, source_in_use = _digits_of(window, counts_coming=is_ending)
    return KeptSession(
        network=network,
        before_fine_tuning=tuple(before_fine_tuning),
        begins_anew=workspace.begins_anew,
        config=panel.valid_config,
        batches_per_second=panel.form.live_settings().batches_per_second,
        source=_from_anywhere(source),
        label=label,
        source_in_use=_from_anywhere(source_in_use),
        strokes=tuple(window.canvas.drawing.strokes),
        view=window.view_tabs.tabText(window.view_tabs.currentIndex()),
    )


def _digits_of(window: "MainWindow", *, counts_coming: bool) -> tuple[str, str, str]:
    """Which digits are chosen, what they are called, if that is known, and which are in use, if they are others."""
    dataset, panel, chooser = window.workspace.dataset, window.panel, window.data_chooser
    in_use = dataset.source if dataset is not None else chooser.in_use_before
    if chooser.coming and counts_coming:
        return chooser.coming, "", in_use if in_use != chooser.coming else ""
    if dataset is not None:
        return dataset.source, dataset.label, ""
    return panel.source, panel.dataset_box.currentText(), in_use


def _from_anywhere(source: str) -> str:
    """A data set's name, or the path of its file from the root: the next start may be in another folder."""
    path = Path(source)
    try:
        is_path = bool(source) and source not in SOURCES and path.exists()
    except OSError:  # nobody may look there, or it is longer than a path can be
        is_path = False
    return str(path.absolute()) if is_path else source


def show_session(window: "MainWindow", kept: KeptSession) -> None:
    """Show a session but for its digits, its drawing and its tab, which take other ways: see those who call this."""
    window.workspace.restore([*kept.before_fine_tuning, kept.network], source=kept.source)
    window.workspace.begins_anew = kept.begins_anew
    form = window.panel.form
    form.set_config(kept.config or RECIPES[DEFAULT_RECIPE].config)
    speed = form.speed_box.findData(kept.batches_per_second)
    form.speed_box.setCurrentIndex(max(speed, 0))
    show_where_it_is(window)


def show_where_it_is(window: "MainWindow") -> None:
    """Tell what the last run came to or, where there was none, where the network comes from."""
    workspace = window.workspace
    if workspace.last_report is None or workspace.can_undo_fine_tuning:
        window.panel.set_idle_text(workspace.origin_text())
    else:
        window.panel.set_report(workspace.last_report)
