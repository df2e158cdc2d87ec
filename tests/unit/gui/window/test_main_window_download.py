"""Downloading MNIST in the window, from the offer to the digits: a real server, with a small MNIST of its own."""

import dataclasses
import gzip
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from engine.data.mnist.catalog import MNIST_FILES, RemoteFile, is_mnist_here
from engine.data.mnist.download import download_mnist
from engine.training.recipes import RECIPES
from gui.main_window import MainWindow
from gui.training_tab.settings.setting_row import SettingRow
from tests import http_server
from tests.digits_in_use import data_label
from tests.http_server import HASTE, Server, remote_file, running_server
from tests.window_fixtures import ENDLESS, button, choose, drag, press

pytestmark = pytest.mark.own_window  # each is closed, with no thread left

ONE = [(0.35, 0.35), (0.52, 0.15), (0.5, 0.5), (0.5, 0.85)]
OFFERED = ("not on this computer", "download")
PICTURES = "train-images-idx3-ubyte.gz"


def idx(values: NDArray[np.uint8]) -> bytes:
    """An IDX file of bytes, gzipped, and as long as it was."""
    header = struct.pack(f">{1 + values.ndim}I", 0x800 | values.ndim, *values.shape)
    return gzip.compress(header + values.tobytes(), compresslevel=0, mtime=0)


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    """As little of MNIST as the course's 5,000 digits can be made from, under the names of its four files."""
    rng = np.random.default_rng(4)
    templates = np.zeros((10, 28, 28), dtype=np.uint8)
    templates[:, 6:22, 8:20] = rng.integers(0, 256, (10, 16, 12))
    train, test = np.tile(np.arange(10, dtype=np.uint8), 500), np.arange(10, dtype=np.uint8)
    parts = [idx(values) for labels in (train, test) for values in (templates[labels], labels)]
    return dict(zip(MNIST_FILES, parts, strict=True))


@pytest.fixture
def server(contents: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The mirror that is asked, and whose files are taken for MNIST's."""
    files: dict[str, RemoteFile] = {name: remote_file(content) for name, content in contents.items()}
    for function in (download_mnist, is_mnist_here):
        assert function.__kwdefaults__ is not None
        monkeypatch.setitem(function.__kwdefaults__, "files", files)
    retry_policy = dataclasses.replace(HASTE, timeout_s=30.0)
    monkeypatch.setitem(download_mnist.__kwdefaults__, "retry_policy", retry_policy)  # type: ignore[arg-type]
    with running_server(contents) as server:
        monkeypatch.setenv("DIGITLAB_MNIST_URL", server.url)
        yield server


@pytest.fixture
def row(window: MainWindow, server: Server, qtbot: QtBot) -> Iterator[SettingRow]:
    """Where a download is offered, and how far it is; with no thread left after it."""
    yield window.panel.data_row
    window.close()
    qtbot.waitUntil(lambda: not threads_of_downloads())


def threads_of_downloads() -> set[str]:
    names = {thread.name for thread in threading.enumerate()}
    for task in Path("/proc/self/task").glob("*/comm"):
        with suppress(OSError):  # it has ended meanwhile
            names.add(task.read_text().strip())
    return names & {"mnist-download", "http-stream"}


def has_source(window: MainWindow, name: str) -> Callable[[], bool]:
    """A condition: these digits are in use, and the data box says so."""

    def is_it() -> bool:
        dataset = window.workspace.dataset
        return (
            not window.controller.is_reading
            and dataset is not None
            and dataset.source == name == window.panel.dataset_box.currentData()
        )

    return is_it


def start_and_stall(window: MainWindow, server: Server, qtbot: QtBot) -> None:
    """Have a download under way that brings nothing more."""
    server.script = [http_server.stall_after(1_000_000)]
    choose(window.panel.dataset_box, "mnist")
    press(window, "downloadLink")
    qtbot.waitUntil(lambda: window.panel.data_row.link.text() == "cancel")
    qtbot.waitUntil(lambda: bool(server.requests))


# From the offer to the digits


def test_choosing_mnist_offers_it_and_downloading_brings_it(
    window: MainWindow, row: SettingRow, server: Server, qtbot: QtBot, contents: dict[str, bytes]
) -> None:
    drag(window.canvas, ONE)
    dataset = window.workspace.dataset
    choose(window.panel.dataset_box, "mnist")
    assert (row.note.text(), row.link.text()) == OFFERED
    sentence = "MNIST is not on this computer: download it, or choose other data."
    assert window.status.text == sentence
    assert window.status.action_button.text() == "Download 11.6 MB"
    assert window.workspace.dataset is dataset
    assert window.panel.dataset_box.currentData() == "mnist"
    assert not button(window, "trainButton").isEnabled()
    assert server.requests == []  # nothing is fetched that was not asked for
    told: list[tuple[int, int]] = []
    window.data_chooser.download.progressed.connect(lambda done, total: told.append((done, total)))
    press(window, "downloadLink")
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)
    total = sum(map(len, contents.values()))
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert not row.link.isVisible()
    assert data_label(window) == "MNIST: 5,010 digits, 10 of them for testing"
    assert window.reading.class_bars.winner == 1  # the drawing and the network are untouched
    assert not window.panel.data_message.is_shown()


@pytest.mark.slow
def test_once_it_is_here_nothing_is_offered_and_nothing_fetched(
    window: MainWindow, row: SettingRow, server: Server, qtbot: QtBot
) -> None:
    choose(window.panel.dataset_box, "mnist")
    press(window, "downloadLink")
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)
    n_requests = len(server.requests)
    for name in ("uci-digits", "mnist", "ex4", "mnist"):
        choose(window.panel.dataset_box, name)
        qtbot.waitUntil(has_source(window, name), timeout=20_000)
        assert not row.link.isVisible()
    window.menus.download_mnist.trigger()
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)
    assert len(server.requests) == n_requests


@pytest.mark.slow
def test_a_recipe_of_the_course_gets_the_digits_that_are_made_from_it(
    window: MainWindow, row: SettingRow, qtbot: QtBot
) -> None:
    choose(window.panel.recipe_box, "ex4-gradient-descent")
    assert "needs ex4data1.mat: open it, or download MNIST" in window.status.text
    press(window, "downloadLink")
    qtbot.waitUntil(has_source(window, "ex4"), timeout=20_000)
    assert window.panel.form.config() == RECIPES["ex4-gradient-descent"].config
    assert data_label(window) == "Coursera exercise 4: 5,000 digits, none for testing"


@pytest.mark.slow
def test_the_menu_downloads_without_an_offer(window: MainWindow, row: SettingRow, qtbot: QtBot) -> None:
    window.menus.download_mnist.trigger()
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)
    assert not row.link.isVisible()


@pytest.mark.slow
def test_the_offer_can_be_closed_or_taken_where_the_messages_are(
    window: MainWindow, row: SettingRow, server: Server, qtbot: QtBot
) -> None:
    choose(window.panel.dataset_box, "mnist")
    press(window, "messageClose")
    assert (row.note.text(), row.link.text()) == OFFERED  # and Train stays blocked
    assert not window.availability.may("train")
    choose(window.panel.dataset_box, "uci-digits")
    assert not row.link.isVisible()
    qtbot.waitUntil(lambda: window.availability.may("train"))
    assert server.requests == []
    choose(window.panel.dataset_box, "mnist")
    press(window, "messageAction")
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)


# Cancelled, failed


def test_cancel_ends_it_and_the_next_goes_on(
    window: MainWindow, row: SettingRow, server: Server, qtbot: QtBot, user_data: Path
) -> None:
    dataset = window.workspace.dataset
    start_and_stall(window, server, qtbot)
    part = user_data / "mnist" / f"{PICTURES}.part"
    qtbot.waitUntil(lambda: part.exists() and part.stat().st_size > 0)
    press(window, "downloadLink")
    qtbot.waitUntil(lambda: not window.data_chooser.download.is_running)
    assert not row.link.isVisible()
    assert window.workspace.dataset is dataset
    n_kept = part.stat().st_size
    choose(window.panel.dataset_box, "mnist")
    press(window, "downloadLink")
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)
    assert server.requests[1].range == f"bytes={n_kept}-"


@pytest.mark.slow_but(1)
@pytest.mark.parametrize(
    "answer", [http_server.with_status(404), http_server.with_content(b"not MNIST"), http_server.hang_up],
    ids=["404", "wrong", "cut"],
)  # fmt: skip
def test_what_went_wrong_is_told_and_can_be_tried_again(
    window: MainWindow, row: SettingRow, server: Server, qtbot: QtBot, answer: http_server.Answer, user_data: Path
) -> None:
    drag(window.canvas, ONE)
    dataset, parameters = window.workspace.dataset, window.workspace.parameters
    server.answer = answer
    choose(window.panel.dataset_box, "mnist")
    press(window, "downloadLink")
    qtbot.waitUntil(lambda: button(window, "messageAction").text() == "Try again", timeout=20_000)
    assert (row.note.text(), row.link.text()) == OFFERED
    told = window.panel.data_message.text
    assert told
    assert "\n" not in told
    assert "Traceback" not in told
    assert list((user_data / "mnist").iterdir()) == []
    assert window.workspace.dataset is dataset
    assert window.workspace.parameters is parameters
    assert window.panel.dataset_box.currentData() == "mnist"
    assert not button(window, "trainButton").isEnabled()
    server.answer = http_server.serve
    press(window, "messageAction")
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)
    assert not row.link.isVisible()


@pytest.mark.slow
def test_something_unexpected_is_a_report_and_nothing_that_stays(
    window: MainWindow, row: SettingRow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise KeyError("nobody thought of it")

    monkeypatch.setattr(window.data_chooser.download, "_download", broken)
    choose(window.panel.dataset_box, "mnist")
    press(window, "downloadLink")
    qtbot.waitUntil(window.window_message.is_shown)
    assert "nobody thought of it" in window.window_message.report
    assert not row.link.isVisible()
    assert window.panel.dataset_box.currentData() == "uci-digits"


# Meanwhile


@pytest.mark.slow
def test_while_it_downloads_one_can_draw_train_and_choose_other_digits(
    window: MainWindow, row: SettingRow, server: Server, qtbot: QtBot
) -> None:
    start_and_stall(window, server, qtbot)
    drag(window.canvas, ONE)
    assert window.reading.class_bars.winner == 1
    choose(window.panel.dataset_box, "uci-digits-8x8")
    qtbot.waitUntil(has_source(window, "uci-digits-8x8"))
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.workspace.history.n_points > 3)
    assert row.note.text().startswith("MNIST: ")
    assert (row.link.text(), row.link.isVisible()) == ("cancel", True)
    assert window.availability.may("train")
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    choose(window.panel.dataset_box, "mnist")
    assert window.status.text == "MNIST is being downloaded."
    assert window.run_bar.train_button.toolTip() == "MNIST is being downloaded."
    assert not window.availability.may("train")
    assert window.data_chooser.download.is_running


@pytest.mark.slow
def test_what_arrives_during_a_run_does_not_disturb_it_and_can_be_chosen_after_it(
    window: MainWindow, row: SettingRow, qtbot: QtBot
) -> None:
    window.panel.form.set_config(ENDLESS)
    press(window, "trainButton")
    qtbot.waitUntil(lambda: window.controller.state == "running")
    window.menus.download_mnist.trigger()
    with qtbot.waitSignal(window.data_chooser.download.finished, timeout=20_000):
        pass
    assert not row.link.isVisible()
    qtbot.waitUntil(lambda: "MNIST has been downloaded" in window.statusBar().currentMessage())
    assert window.controller.state == "running"
    assert window.panel.dataset_box.currentData() == "uci-digits"
    press(window, "stopButton")
    qtbot.waitUntil(lambda: window.controller.state == "idle")
    choose(window.panel.dataset_box, "mnist")
    qtbot.waitUntil(has_source(window, "mnist"), timeout=20_000)


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("answer", [http_server.never, http_server.stall_after(1000), http_server.slowly])
def test_the_window_closes_during_a_download_and_leaves_no_thread(
    window: MainWindow, row: SettingRow, server: Server, qtbot: QtBot, answer: http_server.Answer
) -> None:
    server.answer = answer
    choose(window.panel.dataset_box, "mnist")
    press(window, "downloadLink")
    qtbot.waitUntil(lambda: bool(server.requests))
    assert threads_of_downloads()
    assert window.close()
    assert not window.data_chooser.download.is_running
    server.released.set()
    qtbot.waitUntil(lambda: not threads_of_downloads())
    assert not window.status.errors
