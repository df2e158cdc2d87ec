"""The program killed amid its work, and started again: all is there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gui.main_window import MainWindow
from tests.e2e.driver import Condition, drive
from tests.e2e.test_processes import complaints, start_script


def what_there_is(folder: Path, *arguments: str) -> dict[str, Any]:
    """What the program shows when it is started, and that it ends well."""
    process = start_script(folder, "tell_what_there_is", *arguments)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, complaints(err)) == (0, [])
    shown: dict[str, Any] = json.loads(out)
    return shown


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program that was killed amid its work."""
    folder = tmp_path_factory.mktemp("restarts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIGITLAB_USER_DATA", str(folder / "user-data"))
        first = start_script(folder, "work_until_killed")
        assert first.stdout is not None
        try:
            assert first.stdout.readline() == "kept\n"
        finally:
            first.kill()
            first.communicate()
    return folder


@pytest.fixture(scope="module")
def after_kill(killed: Path) -> dict[str, Any]:
    """What it shows when it is started again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIGITLAB_USER_DATA", str(killed / "user-data"))
        return what_there_is(killed)


@pytest.mark.slow
def test_after_kill_the_drawing_the_network_its_curves_and_the_settings_are_there(after_kill: dict[str, Any]) -> None:
    shown = after_kill
    assert shown["network"] == "400-12-10"
    assert shown["origin"].startswith("The network trained on ")
    assert shown["epoch"] > 0
    assert shown["reported"] == pytest.approx(shown["epoch"], abs=1.0)
    assert shown["epochs"] == 1_000_000
    assert (shown["strokes"], shown["bars"]) == (1, pytest.approx(1.0, abs=1e-4))
    assert shown["progress"].startswith("The program ended during this run.")
    assert (shown["state"], shown["message"]) == ("idle", "")


@pytest.mark.slow  # as the next: test_session_autosave and test_session_arguments do so without a process of its own
def test_they_are_there_after_a_good_end_too_and_the_command_line_overrules_the_settings(
    killed: Path, after_kill: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(killed / "user-data"))
    closed = what_there_is(killed, "--recipe", "momentum")
    for name in ("network", "epoch", "strokes", "bars"):
        assert closed[name] == after_kill[name], name
    assert closed["epochs"] != after_kill["epochs"]
    assert closed["train"] == "Train a new network"


@pytest.mark.slow
def test_a_fresh_start_shows_the_window_of_the_first_time(
    killed: Path, after_kill: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(killed / "user-data"))
    assert after_kill["strokes"]
    shown = what_there_is(killed, "--fresh")
    assert shown["origin"].startswith("The bundled network")
    assert (shown["epoch"], shown["strokes"], shown["message"]) == (0.0, 0, "")


def test_where_nothing_can_be_kept_the_window_opens_and_says_so(user_data: Path) -> None:
    user_data.write_text("in the way")

    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.controller.is_reading
        assert window.status.errors
        assert "cannot be saved for the next start" in window.status.errors[-1]
        assert str(user_data) in window.status.errors[-1]

    assert drive([], script) == 0
