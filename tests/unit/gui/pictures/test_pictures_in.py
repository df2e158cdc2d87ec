"""Pictures, networks and digits that are dropped on the window, pasted, or chosen by File > Open picture."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from scipy.io import savemat

from engine.data.dataset import Dataset
from engine.data.loading import load_picture
from engine.ink.framing import Image
from engine.ink.input_formats import BLOCKS, FRAME
from engine.lessons.library import LESSONS
from engine.models.files import save_model
from engine.models.model import Model
from engine.training.train import first_parameters
from gui.lessons_tab.lessons_presenter import LessonsPresenter
from gui.main_window import MainWindow
from gui.pictures import presenter
from gui.pictures.opening import readings
from gui.pictures.picture_bar import tile_text
from gui.state.picture import Picture
from gui.widgets.tile_strip import TileStrip
from tests.window_fixtures import ENDLESS, a_config, drag, press

SEVEN = [(0.2, 0.2), (0.8, 0.2), (0.45, 0.85)]


def a_picture(digit_lines: list[tuple[int, int]] | None = None, *, size: int = 80) -> PillowImage.Image:
    """Dark on light: a one, or lines through these points."""
    from PIL import ImageDraw

    picture = PillowImage.new("L", (size, size + 20), 245)
    ImageDraw.Draw(picture).line(digit_lines or [(30, 15), (44, 10), (44, 85)], fill=20, width=7)
    return picture


def written(folder: Path, name: str, **how: Any) -> Path:
    path = folder / name
    a_picture(**how).save(path)
    return path


def as_image(path: Path) -> QImage:
    return QImage(str(path))


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def of_text(text: str, html: str = "") -> QMimeData:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def of_address(url: str, html: str = "") -> QMimeData:
    data = of_text(url, html)
    data.setUrls([QUrl(url)])
    return data


def of_bytes(kind: str, content: bytes, *, url: str = "") -> QMimeData:
    data = QMimeData()
    data.setData(kind, QByteArray(content))
    if url:
        data.setUrls([QUrl(url)])
    return data


def of_pixels(image: QImage) -> QMimeData:
    data = QMimeData()
    data.setImageData(image)
    return data


def drop(window: MainWindow, data: QMimeData) -> bool:
    """Drag something onto the window and let go; whether the window wanted it."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(300, 300), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, left, none))
    return enter.isAccepted()


def paste(window: MainWindow, data: QMimeData) -> bool:
    """Put something on the clipboard and press Ctrl+V."""
    QGuiApplication.clipboard().setMimeData(data)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return True


def wait(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.pictures.is_opening and not window.controller.is_reading, timeout=20_000)


def open_files(window: MainWindow, qtbot: QtBot, *paths: Path) -> None:
    assert drop(window, of_files(*paths))
    wait(window, qtbot)


def strip_of(window: MainWindow) -> TileStrip:
    strip = window.findChild(TileStrip, "pictureStrip")
    assert strip is not None
    return strip


def shown_frame(window: MainWindow) -> Image:
    frame = window.reading.network_input.frame
    assert frame is not None
    return frame


def shows_picture(window: MainWindow) -> bool:
    is_read = window.workspace.picture is not None
    assert is_read is (window.canvas.picture is not None)
    return is_read


def tiles(window: MainWindow) -> list[str]:
    return [strip_of(window).item(row).text() for row in range(strip_of(window).count())]


# One table of all that may come


@dataclass
class Case:
    """What comes, and what becomes of it."""

    make: Callable[[Path], QMimeData]
    becomes: str = "picture"  # or pictures, data, network, refused
    says: tuple[str, ...] = ()
    n: int = 1
    is_wanted: bool = field(default=True)


def _html(folder: Path) -> str:
    content = base64.b64encode(written(folder, "a.png").read_bytes()).decode()
    return f'<p><img src="data:image/png;base64,{content}"></p>'


def _course(folder: Path, **arrays: Any) -> Path:
    path = folder / "course.mat"
    savemat(path, arrays)
    return path


def _some_digits() -> dict[str, Any]:
    rng = np.random.default_rng(0)
    return {"X": rng.random((20, 400)), "y": np.arange(1, 21).reshape(-1, 1) % 10 + 1}


def _npz(folder: Path, name: str, **arrays: Any) -> Path:
    np.savez(folder / name, **arrays)
    return folder / name


def _network(folder: Path, name: str) -> Path:
    config = a_config(hidden_layers=(7,))
    save_model(Model(first_parameters(config)), folder / name)
    return folder / name


def _table(folder: Path) -> Path:
    path = folder / "table.csv"
    rows = [",".join([str(row % 10), *(["0", "255"] * 200)]) for row in range(12)]
    path.write_text("\n".join(rows) + "\n")
    return path


def _pictures_by_digit(folder: Path) -> Path:
    for digit in range(3):
        (folder / "mine" / str(digit)).mkdir(parents=True)
        for number in range(4):
            written(folder / "mine" / str(digit), f"{number}.png", size=60 + number)
    return folder / "mine"


def _folder_of_pictures(folder: Path) -> Path:
    (folder / "scans").mkdir()
    for number in range(3):
        written(folder / "scans", f"{number}.png", size=60 + number)
    (folder / "scans" / "notes.md").write_text("not of interest")
    return folder / "scans"


def _text_file(folder: Path, name: str, content: bytes = b"a list of things to buy") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def _blank(folder: Path) -> Path:
    PillowImage.new("L", (50, 50), 255).save(folder / "blank.png")
    return folder / "blank.png"


def _empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


CASES = {
    "a PNG file": Case(lambda f: of_files(written(f, "one.png"))),
    "a JPEG file": Case(lambda f: of_files(written(f, "one.jpg"))),
    "a picture without an ending": Case(lambda f: of_files(written(f, "one.bmp").rename(f / "scan"))),
    "an image of another program": Case(lambda f: of_pixels(as_image(written(f, "one.png")))),
    "an image as bytes": Case(lambda f: of_bytes("image/png", written(f, "one.png").read_bytes())),
    "an image from a browser, with its address": Case(
        lambda f: of_bytes("image/jpeg", written(f, "one.jpg").read_bytes(), url="https://example.org/one.jpg")
    ),
    "a browser's local copy": Case(lambda f: of_files(written(f, "one copy.webp"))),
    "the address of a file, as text": Case(lambda f: of_text(QUrl.fromLocalFile(str(written(f, "o.png"))).toString())),
    "a data URL": Case(
        lambda f: of_text(
            "data:image/png;base64," + base64.b64encode(written(f, "one.png").read_bytes()).decode()
        )
    ),
    "a page with a picture written into it": Case(lambda f: of_address("https://example.org/", _html(f))),
    "two files": Case(lambda f: of_files(written(f, "a.png"), written(f, "b.png", size=70)), "pictures", n=2),
    "a file that is there and one that is not": Case(
        lambda f: of_files(written(f, "a.png"), f / "gone.png"), "pictures", n=2
    ),
    "a folder of pictures": Case(lambda f: of_files(_folder_of_pictures(f)), "pictures", n=3),
    "pictures by digit": Case(lambda f: of_files(_pictures_by_digit(f)), "data"),
    "a course file": Case(lambda f: of_files(_course(f, **_some_digits())), "data"),
    "digits as arrays": Case(
        lambda f: of_files(_npz(f, "d.npz", X=np.ones((30, 400)) * 0.5, y=np.arange(30) % 10)), "data"
    ),
    "a table": Case(lambda f: of_files(_table(f)), "data"),
    "a network": Case(lambda f: of_files(_network(f, "net.npz")), "network"),
    "Theta1 and Theta2": Case(lambda f: of_files(_network(f, "net.mat")), "network"),
    "the address of a picture on the web": Case(
        lambda _f: of_address("https://example.org/cat.png"),
        "refused", ("https://example.org/cat.png is only the address", "Copy image"),
    ),
    "words": Case(lambda _f: of_text("seven"), "refused", ("Expected a picture, got text",), is_wanted=False),
    "nothing": Case(lambda _f: QMimeData(), "refused", ("got nothing that can be opened",), is_wanted=False),
    "a file of another kind": Case(
        lambda f: of_files(_text_file(f, "notes.md")),
        "refused", ("notes.md: expected a picture", "a network", "digits", "got a file of another kind"),
    ),
    "a damaged picture": Case(
        lambda f: of_files(_text_file(f, "torn.png")), "refused", ("torn.png: expected a picture", "cannot be read")
    ),
    "a damaged data URL": Case(
        lambda _f: of_text("data:image/png;base64,%%%"), "refused", ("picture: expected a picture",)
    ),
    "a blank picture": Case(lambda f: of_files(_blank(f)), "refused", ("blank.png", "got a blank one")),
    "a file that is not there": Case(lambda f: of_files(f / "gone.png"), "refused", ("there is no such file",)),
    "an empty folder": Case(lambda f: of_files(_empty_folder(f)), "refused", ("empty: expected pictures", "choose")),
    "a damaged network": Case(lambda f: of_files(_text_file(f, "net.npz")), "refused", ("net.npz: expected",)),
    "arrays that are neither": Case(
        lambda f: of_files(_npz(f, "other.npz", a=np.ones(3))),
        "refused", ("other.npz: expected a network, or digits as X and y, got a",),
    ),
    "several of no kind": Case(
        lambda f: of_files(_text_file(f, "a.md"), _text_file(f, "b.md"), _text_file(f, "c.md")),
        "refused", ("a.md: expected", "2 more"),
    ),
}  # fmt: skip


@pytest.mark.slow_but(4)
@pytest.mark.parametrize("way", [drop, paste])
@pytest.mark.parametrize("becomes", ["picture", "pictures", "data", "network", "refused"])
def test_what_comes_is_opened_as_what_it_is(
    way: Callable[[MainWindow, QMimeData], bool], becomes: str, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace, is_picture = window.workspace, becomes in ("picture", "pictures")
    drag(window.canvas, SEVEN)
    drawn = window.canvas.drawing.strokes
    for number, (name, case) in enumerate(CASES.items()):
        if case.becomes != becomes:
            continue
        network, dataset = workspace.parameters, workspace.dataset
        folder = tmp_path / str(number)
        folder.mkdir()
        if way(window, case.make(folder)) is False:
            assert not case.is_wanted, name
            continue
        wait(window, qtbot)
        assert (workspace.picture is not None) is is_picture, name
        assert (workspace.dataset is not dataset) is (becomes == "data"), name
        assert (workspace.parameters is not network) is (becomes == "network"), name
        assert strip_of(window).isVisible() is (becomes == "pictures"), name
        assert len(window.pictures.pictures) == (case.n if is_picture else 0), name
        for part in case.says:
            assert part in window.pictures.refusal.text, name
        assert bool(window.pictures.refusal.text) is bool(case.says), name
        for kept, before in zip(window.canvas.drawing.strokes, drawn, strict=True):
            np.testing.assert_array_equal(kept, before, err_msg=name)


def test_a_lesson_that_is_dropped_is_opened_in_its_tab(window: MainWindow, qtbot: QtBot) -> None:
    network = window.workspace.parameters
    drop(window, of_files(LESSONS / "11-five-lights.lesson.md"))
    wait(window, qtbot)
    assert window.view_tabs.name(window.view_tabs.currentIndex()) == "Lessons"
    presenter = window.views.presenter("Lessons")
    assert isinstance(presenter, LessonsPresenter)
    qtbot.waitUntil(lambda: not presenter.is_reading)
    assert presenter.course is not None
    assert presenter.course.lesson.name == "11-five-lights"
    assert (window.workspace.parameters, window.pictures.refusal.text) == (network, "")


def test_the_menu_opens_several_files_at_once(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [written(tmp_path, f"{number}.png", size=60 + 4 * number) for number in range(3)]
    answer = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (answer, ""))
    press(window, "openPictureButton")
    wait(window, qtbot)
    assert len(tiles(window)) == 3
    answer.clear()  # the dialog was cancelled
    action = window.findChild(QAction, "openPictureAction")
    assert action is not None
    action.trigger()
    assert len(tiles(window)) == 3
    assert strip_of(window).isVisible()


# What is shown and read


def test_a_picture_is_read_as_the_command_line_reads_it_and_the_drawing_comes_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    drag(window.canvas, SEVEN)
    of_drawing = window.reading.class_bars.probabilities.copy()
    path = written(tmp_path, "one.png")
    open_files(window, qtbot, path)
    frame = FRAME.picture(load_picture(path))
    assert frame is not None
    shown = shown_frame(window)
    np.testing.assert_array_equal(shown, frame)
    expected = window.workspace.run.model.read(frame.reshape(1, -1))[0]
    np.testing.assert_array_equal(window.reading.class_bars.probabilities, expected)
    for leave in ("undoButton", "clearButton", "closePicturesButton"):
        if leave == "closePicturesButton" or window.workspace.picture is None:
            press(window, "picturesButton")
        assert shows_picture(window)
        press(window, leave)
        assert not shows_picture(window)
        np.testing.assert_array_equal(window.reading.class_bars.probabilities, of_drawing)
        assert len(window.canvas.drawing.strokes) == 1
    assert not window.pictures.bar.isVisible()


def test_a_pen_on_a_picture_begins_a_new_drawing_and_undo_leads_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    drag(window.canvas, SEVEN)
    (before,) = window.canvas.drawing.strokes
    open_files(window, qtbot, written(tmp_path, "one.png"))
    drag(window.canvas, [(0.5, 0.1), (0.5, 0.6)])
    assert not shows_picture(window)
    assert len(window.canvas.drawing.strokes) == 1
    press(window, "undoButton")
    press(window, "undoButton")
    (after,) = window.canvas.drawing.strokes
    np.testing.assert_array_equal(after, before)


def test_a_picture_is_read_by_every_network(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, quick_blocks: str
) -> None:
    path = written(tmp_path, "one.png")
    open_files(window, qtbot, path)
    window.workspace.set_model(Model(first_parameters(a_config(), BLOCKS.shape)), "random")
    shown, frame = shown_frame(window), BLOCKS.picture(load_picture(path))
    assert frame is not None
    np.testing.assert_array_equal(shown, frame)


@pytest.mark.slow
def test_readings_follow_the_network_while_it_trains(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    open_files(window, qtbot, *(written(tmp_path, f"{n}.png", size=60 + 4 * n) for n in range(3)))
    before = tiles(window)
    window.settings.replace(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: tiles(window) != before)
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")

    def tells_the_last() -> bool:
        return tiles(window)[0] == tile_text(window.reading.class_bars.probabilities[None])

    qtbot.waitUntil(tells_the_last)


def test_clicks_and_arrow_keys_choose_and_an_unreadable_tile_says_why(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = _text_file(tmp_path, "torn.png")
    open_files(window, qtbot, written(tmp_path, "a.png"), broken, written(tmp_path, "c.png", size=64), _blank(tmp_path))
    strip = strip_of(window)
    qtbot.waitUntil(lambda: tiles(window)[1::2] == ["not read", "blank"])
    assert strip.currentRow() == 0
    assert "cannot be read" in strip.item(1).toolTip()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    picture = window.workspace.picture
    assert picture is window.pictures.pictures[1]
    assert "torn.png: expected a picture" in picture.error
    assert not window.reading.class_bars.probabilities.any()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=strip.visualItemRect(strip.item(2)).center())
    assert window.workspace.picture is window.pictures.pictures[2]
    assert window.reading.class_bars.probabilities.any()
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert not shows_picture(window)
    press(window, "picturesButton")
    assert shows_picture(window)
    assert strip.currentRow() == 2
    press(window, "closePicturesButton")
    assert window.pictures.pictures == []


def test_escape_goes_back_to_the_drawing_from_the_canvas_too(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    open_files(window, qtbot, written(tmp_path, "a.png"))
    assert shows_picture(window)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not shows_picture(window)
    assert len(window.pictures.pictures) == 1


def test_a_picture_that_was_opened_as_data_can_be_opened_as_a_picture(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_data(str(written(tmp_path, "seven.png")))
    qtbot.waitUntil(lambda: window.status.action_button.text() == "Open as a picture")
    window.status.action_button.click()
    qtbot.waitUntil(lambda: shows_picture(window))
    assert window.panel.data_message.text == ""


def test_pictures_that_cannot_be_seen_are_not_read_and_are_when_they_can(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_files(window, qtbot, written(tmp_path, "one.png"), written(tmp_path, "two.png"))
    qtbot.waitUntil(lambda: all(tiles(window)))
    QTest.keyClick(strip_of(window), Qt.Key.Key_Escape)
    read: list[Model] = []

    def noted(pictures: Iterable[Picture], model: Model, form: str) -> list[NDArray[np.floating] | None]:
        read.append(model)
        return readings(pictures, model, form)

    monkeypatch.setattr(presenter, "readings", noted)
    window.pictures._refresher.refresh_now()  # nothing is due any more
    read.clear()
    window.menus.reset.trigger()
    window.pictures._refresher.refresh_now()
    assert read == []
    press(window, "picturesButton")
    qtbot.waitUntil(lambda: bool(read))
    assert read[-1] is window.workspace.run.model


def test_while_it_trains_pictures_come_in_and_other_digits_and_networks_do_not(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.settings.replace(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "running")
    open_files(window, qtbot, written(tmp_path, "one.png"), _table(tmp_path), _network(tmp_path, "net.npz"))
    assert window.workspace.picture is not None
    assert "table.csv cannot be opened while the network trains: press Stop first." in window.pictures.refusal.text
    assert "net.npz" in window.pictures.refusal.text
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")


def test_many_files_are_cut_short_and_that_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenter, "_MOST", 2)
    open_files(window, qtbot, *(written(tmp_path, f"{n}.png") for n in range(3)))
    assert len(tiles(window)) == 2
    assert window.pictures.refusal.text == "Only the first 2 of 3 files were opened."


def test_a_picture_that_cannot_be_read_leaves_the_one_that_is_shown(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    open_files(window, qtbot, written(tmp_path, "one.png"))
    shown = window.workspace.picture
    open_files(window, qtbot, _text_file(tmp_path, "torn.png"))
    assert window.workspace.picture is shown
    assert "torn.png" in window.pictures.refusal.text
    open_files(window, qtbot, written(tmp_path, "two.png"))
    assert window.workspace.picture is not shown
    assert window.pictures.refusal.text == ""


def test_a_label_keeps_strokes_that_follow_the_picture_and_the_next_one_comes(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, uci_digits: Dataset
) -> None:
    frames = [uci_digits.digits.images[number].reshape(20, 20) for number in uci_digits.test_indices[:2]]
    for number, frame in enumerate(frames):
        grey = (255 * (1 - frame.clip(0, 1))).astype(np.uint8)
        PillowImage.fromarray(grey).resize((120, 120)).save(tmp_path / f"{number}.png")
    open_files(window, qtbot, tmp_path / "0.png", tmp_path / "1.png", _text_file(tmp_path, "torn.png"))
    read = window.reading.class_bars.winner
    QTest.keyClick(window, Qt.Key.Key_5)
    assert read not in (None, 5)
    assert window.status.text == f"Kept as 5 (read as {read}), in pen strokes traced from the picture."
    (kept,) = window.labeling.store.all()
    images, _ = FRAME.drawings([list(kept.strokes)])
    assert window.workspace.run.model.read(images.reshape(1, -1)).argmax() == read
    assert strip_of(window).currentRow() == 1
    assert shows_picture(window)
    qtbot.waitUntil(lambda: tiles(window)[0] == "kept: 5")
    press(window, "undoButton")  # back to the canvas, which the label had emptied
    press(window, "undoButton")
    assert window.labeling.store.all() == []
    qtbot.waitUntil(lambda: tiles(window)[0].startswith(f"{read}  "))
    assert not window.canvas.drawing.is_empty


def test_a_session_that_begins_anew_closes_the_pictures(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    open_files(window, qtbot, written(tmp_path, "one.png"))
    window.canvas.begin_with([])
    assert not shows_picture(window)
    assert not window.pictures.bar.isVisible()


def test_what_was_copied_in_this_window_is_pasted_as_any_picture(window: MainWindow, qtbot: QtBot) -> None:
    drag(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    QGuiApplication.clipboard().setPixmap(window.canvas.grab())  # as the menu of plots does: Qt gives back just that
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait(window, qtbot)
    assert window.workspace.picture is not None
