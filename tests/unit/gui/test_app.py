"""The application as a process: what it sets up once, and what it waits for."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from threadpoolctl import threadpool_info, threadpool_limits

import gui.app
from engine.runs.session_folder import open_session_folder
from gui.app import make_application


@pytest.mark.usefixtures("qapp")
def test_the_window_computes_with_one_thread_of_blas() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        assert make_application() is QApplication.instance()
        assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}


@pytest.mark.parametrize("is_in_time", [True, False])
def test_a_start_waits_for_the_window_that_closes_and_says_so(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, is_in_time: bool
) -> None:
    monkeypatch.setattr(gui.app, "_UNNOTICED_S", 0.0)
    monkeypatch.setattr(gui.app, "_PATIENCE_S", 30.0 if is_in_time else 0.05)
    last = open_session_folder()
    last.begin_closing()
    notices: list[str] = []

    def look() -> None:
        notices.extend(widget.text() for widget in qapp.topLevelWidgets() if isinstance(widget, QLabel))
        if notices and is_in_time:
            last.close()

    waits = gui.app._Patience.waits

    def watched(patience: gui.app._Patience) -> bool:
        is_patient = waits(patience)
        look()
        return is_patient

    monkeypatch.setattr(gui.app._Patience, "waits", watched)
    folder, trouble = gui.app._session_folder(is_fresh=False)
    assert folder is not None
    assert folder.number == (1 if is_in_time else 2)
    assert ("is still being saved" in trouble) is not is_in_time
    assert notices[0].startswith("Digit Lab is still saving the window that was closed")
    assert notices[0] in capsys.readouterr().err
    last.close()
    folder.close()
