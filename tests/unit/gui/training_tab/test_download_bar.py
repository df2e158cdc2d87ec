"""The download bar: what it says in each state, and what its buttons ask for."""

import pytest
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from gui.theming.theme import DARK, LIGHT, Theme, apply_theme, style_window
from gui.training_tab.download_bar import DownloadBar
from gui.widgets.cards import Card
from tests.window_fixtures import button, count_pixels, picture_of, press

COLUMN_PX = 290
ERROR = (
    "MNIST could not be downloaded: expected train-images-idx3-ubyte.gz from ossci-datasets.s3.amazonaws.com, got no "
    "connection; check the network and try again, or open MNIST's files from disk"
)


@pytest.fixture
def bar(qtbot: QtBot) -> DownloadBar:
    bar = DownloadBar()
    qtbot.addWidget(bar)
    bar.resize(COLUMN_PX, 100)
    return bar


def visible_buttons(bar: DownloadBar) -> list[str]:
    return [
        button.text() for button in (bar.download_button, bar.dismiss_button, bar.cancel_button) if button.isVisible()
    ]


def test_it_is_hidden_until_there_is_something_to_offer(bar: DownloadBar) -> None:
    assert bar.objectName() == "downloadBar"
    assert not bar.isVisible()
    assert bar.text == ""
    bar.offer()
    assert bar.isVisible()
    assert bar.text == "MNIST is not on this computer yet: 70,000 digits, 11.6 MB."
    assert visible_buttons(bar) == ["Download", "Not now"]
    bar.clear()
    assert not bar.isVisible()
    assert bar.text == ""


def test_the_offer_is_taken_or_not(bar: DownloadBar, qtbot: QtBot) -> None:
    bar.offer()
    with qtbot.waitSignal(bar.download_requested):
        press(bar, "downloadButton")
    assert bar.isVisible()
    with qtbot.waitSignal(bar.dismissed):
        press(bar, "downloadDismissButton")
    assert not bar.isVisible()


def test_it_shows_how_far_a_download_is(bar: DownloadBar) -> None:
    bar.offer()
    bar.set_progress(4_200_000, 11_594_722)
    assert bar.text == "MNIST: 4.2 of 11.6 MB"
    assert visible_buttons(bar) == ["Cancel"]
    progress = bar.findChild(QProgressBar)
    assert isinstance(progress, QProgressBar)
    assert progress.isVisible()
    assert progress.value() / progress.maximum() == pytest.approx(0.362, abs=1e-3)
    bar.set_progress(11_594_722, 11_594_722)
    assert progress.value() == progress.maximum()
    bar.set_progress(0, 0)
    assert progress.value() == 0


def test_cancel_is_pressed_once_and_can_be_pressed_in_the_next_download(bar: DownloadBar, qtbot: QtBot) -> None:
    bar.set_progress(1, 10)
    with qtbot.waitSignal(bar.cancel_requested):
        press(bar, "downloadCancelButton")
    bar.set_progress(2, 10)  # it was on its way
    assert not button(bar, "downloadCancelButton").isEnabled()
    bar.offer()
    bar.set_progress(2, 10)
    press(bar, "downloadCancelButton")


def test_an_error_can_be_read_and_tried_again(bar: DownloadBar, qtbot: QtBot) -> None:
    bar.set_progress(1, 10)
    bar.show_error(ERROR)
    assert bar.text == ERROR
    assert visible_buttons(bar) == ["Try again", "Not now"]
    with qtbot.waitSignal(bar.download_requested):
        press(bar, "downloadButton")
    bar.set_progress(0, 10)
    assert bar.text == "MNIST: 0.0 of 0.0 MB"
    assert visible_buttons(bar) == ["Cancel"]
    bar.offer()
    assert visible_buttons(bar) == ["Download", "Not now"]


@pytest.mark.parametrize("state", ["offer", "progress", "error"])
def test_every_state_fits_a_narrow_column(bar: DownloadBar, state: str) -> None:
    if state == "offer":
        bar.offer()
    elif state == "progress":
        bar.set_progress(4_200_000, 11_594_722)
    else:
        bar.show_error(ERROR)
    QApplication.processEvents()
    assert bar.minimumSizeHint().width() <= COLUMN_PX - 20
    assert bar.heightForWidth(COLUMN_PX) > (100 if state == "error" else 40)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_looks_at_home_in_a_card(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    bar = DownloadBar()
    card = Card("Data", bar)
    style_window(card, theme)
    qtbot.addWidget(card)
    bar.offer()
    card.resize(COLUMN_PX, 120)
    card.show()
    picture = picture_of(card)
    assert count_pixels(picture, theme.card) > picture.shape[0] * picture.shape[1] / 2
    assert count_pixels(picture, theme.text) > 50
    bar.show_error(ERROR)
    card.resize(COLUMN_PX, 260)
    picture = picture_of(card)
    assert count_pixels(picture, theme.error) > 10_000
    assert count_pixels(picture, theme.on_error) > 50
