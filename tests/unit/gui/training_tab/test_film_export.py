"""A run can be saved as a film: a GIF, or a folder of pictures, whole or not at all."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.errors import CancelledError, DataError
from gui.main_window import MainWindow
from gui.plots.film_files import write_frames, write_gif
from gui.plots.film_frames import HEIGHT, WIDTH, Film
from gui.training_tab import film_export
from gui.workers.background_tasks import TaskControl
from tests.window_fixtures import a_config, drag, press

THREE = [(0.3, 0.2), (0.6, 0.2), (0.65, 0.35), (0.45, 0.48), (0.7, 0.6), (0.6, 0.8), (0.3, 0.8)]


@pytest.fixture
def trained(window: MainWindow, qtbot: QtBot, few_digits: Dataset) -> MainWindow:
    drag(window.canvas, THREE)
    window.panel.form.set_config(a_config(epochs=2))
    window.run_bar.set_speed(0.0)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle" and window.workspace.history.last_epoch == 2)
    return window


@pytest.mark.slow
def test_a_gif_has_a_picture_for_each_checkpoint(
    trained: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.gif"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), "GIF (*.gif)"))
    trained.menus.export_film.trigger()
    qtbot.waitUntil(lambda: "Saved as mine.gif" in trained.status.text, timeout=20_000)
    with Image.open(path) as film:
        assert film.size == (WIDTH, HEIGHT)
        assert getattr(film, "n_frames", 1) == len(trained.workspace.moment.checkpoints) > 5
        first = np.asarray(film.convert("RGB"), np.int64)
        film.seek(film.n_frames - 1)  # type: ignore[attr-defined]
        assert np.abs(np.asarray(film.convert("RGB"), np.int64) - first).max() > 100


@pytest.mark.slow
def test_pictures_go_into_a_new_folder(trained: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    trained.film_export.begin(tmp_path / "mine.png", as_frames=True)
    qtbot.waitUntil(lambda: "Saved as mine" in trained.status.text, timeout=20_000)
    assert len(list((tmp_path / "mine").glob("frame-*.png"))) == len(trained.workspace.moment.checkpoints)
    trained.film_export.begin(tmp_path / "mine.png", as_frames=True)
    qtbot.waitUntil(lambda: "new folder" in trained.status.text, timeout=20_000)


@pytest.mark.slow
def test_a_film_can_be_cancelled(trained: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    trained.film_export.begin(tmp_path / "mine.gif", as_frames=False)
    assert trained.status.text == "The film is being made: 0 %."
    trained.status.action_button.click()
    assert trained.status.text == "No film was saved."
    qtbot.wait(50)
    assert not (tmp_path / "mine.gif").exists()


def test_the_bars_of_a_film_are_those_of_its_moments(trained: MainWindow) -> None:
    film = trained.film_export.film()
    pictures = list(film.pictures())
    assert {picture.shape for picture in pictures} == {(HEIGHT, WIDTH, 3)}
    bars = [picture[196:, 656:848] for picture in pictures]
    assert np.abs(bars[0].astype(int) - bars[-1].astype(int)).max() > 100


def blank(n: int) -> Iterator[NDArray[np.uint8]]:
    for number in range(n):
        yield np.full((8, 8, 3), 20 * number, np.uint8)


def give_up_after(share: float) -> None:
    if share > 0.4:
        raise CancelledError


@pytest.mark.parametrize("write", [write_gif, write_frames])
def test_work_that_ends_early_leaves_nothing(tmp_path: Path, write: object) -> None:
    with pytest.raises(CancelledError):
        write(tmp_path / "film", blank(5), 5, give_up_after)  # type: ignore[operator]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [write_gif, write_frames])
def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path: Path, write: object) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataError, match=r"expected (a place to write to|the name)"):
        write(tmp_path / "file" / "film", blank(2), 2, lambda _share: None)  # type: ignore[operator]


def test_the_name_says_what_is_made(trained: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    gif, pictures = "Moving picture (*.gif)", "Folder of pictures (*.png)"
    made: list[tuple[str, bool]] = []

    def note(_film: Film, target: Path, as_frames: bool, _control: TaskControl) -> None:
        made.append((target.name, as_frames))

    monkeypatch.setattr(film_export, "_make", note)
    for typed, chosen, name, as_frames in [
        ("a", gif, "a.gif", False),
        ("b.GIF", gif, "b.GIF", False),
        ("c.b", gif, "c.b.gif", False),
        ("d", pictures, "d", True),
        ("e.png", pictures, "e", True),
        ("f.png", gif, "f", True),
    ]:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", partial(_chosen, (typed, chosen)))
        trained.menus.export_film.trigger()
        qtbot.waitUntil(partial(_says, trained, f"Saved as {name}."))
        assert made[-1] == (name, as_frames)


def _chosen(answer: tuple[str, str], *_arguments: object) -> tuple[str, str]:
    return answer


def _says(window: MainWindow, sentence: str) -> bool:
    return window.status.text == sentence
