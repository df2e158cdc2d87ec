"""The confusion map: what is written, said and chosen, by mouse and by keys."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui.evaluation_tab.confusion_map import ConfusionMap, cell_text, written_percent
from gui.theming.theme import DARK, LIGHT, THEMES, Theme
from tests.window_fixtures import LEFT, RIGHT, count_pixels, picture_of, rgb, send_mouse


def a_matrix() -> NDArray[np.int64]:
    """All sevens but one in twenty-five read right, four as 1; the other digits twenty times right."""
    confusion = np.diag([20] * 10).astype(np.int64)
    confusion[7, 7], confusion[7, 1] = 96, 4
    return confusion


@pytest.fixture
def view(qtbot: QtBot) -> ConfusionMap:
    view = ConfusionMap()
    view.resize(460, 450)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.set_confusion(a_matrix())
    return view


def click(view: ConfusionMap, cell: tuple[int, int], *, with_button: Qt.MouseButton = LEFT) -> None:
    send_mouse(view, QEvent.Type.MouseButtonPress, view.cell_rect(*cell).center(), pressed=with_button)


# What is written and said


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 0, "–"), (0, 5, "0"), (5, 5, "100"), (1, 3, "33.3"), (99_999, 100_000, "99.9"), (1, 100_000, "0.1")],
)
def test_percent_never_rounds_to_nothing_or_to_all(part: int, whole: int, words: str) -> None:
    assert written_percent(part, whole) == words


def test_a_cell_says_what_is_in_it() -> None:
    confusion = a_matrix()
    assert cell_text(confusion, 7, 1) == "7 read as 1: 4 digits, 4.0 % of all 7s, 16.7 % of what was read as 1"
    assert cell_text(confusion, 0, 0) == "0 read right: 20 digits, 100 % of all 0s, 100 % of what was read as 0"
    assert cell_text(np.zeros((10, 10), np.int64), 3, 5) == "3 read as 5: 0 digits"


@pytest.mark.parametrize(
    ("mode", "right", "wrong"), [("counts", "96", "4"), ("truth", "96.0", "4.0"), ("predicted", "100", "16.7")]
)
def test_the_modes_write_counts_and_shares_of_rows_and_columns(
    view: ConfusionMap, mode: str, right: str, wrong: str
) -> None:
    before = picture_of(view)
    view.set_mode(mode)  # type: ignore[arg-type] # a parameter of the test
    rows = [row.split("\t") for row in view.as_table().split("\n")]
    assert rows[0][1:] == [row[0] for row in rows[1:]] == list("0123456789")
    assert (rows[8][8], rows[8][2]) == (right, wrong)
    assert (picture_of(view) != before).any() == (mode != "counts")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_mistakes_are_seen_beside_many_digits_that_are_read_right(view: ConfusionMap, theme: Theme) -> None:
    view.set_theme(theme)
    cell = view.cell_rect(7, 1).toRect()
    shaded = picture_of(view)[cell.top() + 3 : cell.bottom() - 3, cell.left() + 3 : cell.right() - 3]
    confusion = a_matrix()
    confusion[7, 1] = 0
    view.set_confusion(confusion)
    plain = picture_of(view)[cell.top() + 3 : cell.bottom() - 3, cell.left() + 3 : cell.right() - 3]
    assert np.abs(shaded.astype(int) - plain).max(axis=2).mean() > 60
    assert count_pixels(picture_of(view), theme.card) > 1000


def test_without_a_matrix_it_says_what_to_do_and_chooses_nothing(view: ConfusionMap, qtbot: QtBot) -> None:
    view.empty_text = "Choose data."
    view.set_confusion(None)
    assert view.accessibleDescription() == "Choose data."
    with qtbot.assertNotEmitted(view.cell_chosen):
        click(view, (7, 1))
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert count_pixels(picture_of(view), LIGHT.train) == 0


# Mouse and keys


def test_a_click_chooses_the_cell_under_it(view: ConfusionMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.cell_chosen, timeout=1000) as chosen:
        click(view, (7, 1))
    assert chosen.args == [7, 1]
    assert view.current == (7, 1)
    with qtbot.assertNotEmitted(view.cell_chosen):
        click(view, (7, 1), with_button=RIGHT)
        send_mouse(view, QEvent.Type.MouseButtonPress, QPointF(2, 2), pressed=LEFT)


@pytest.mark.parametrize("size", [(300, 270), (460, 450), (900, 400), (320, 800)])
def test_every_cell_is_found_where_it_is_painted(view: ConfusionMap, size: tuple[int, int]) -> None:
    view.resize(*size)
    for truth in range(10):
        for predicted in range(10):
            cell = view.cell_rect(truth, predicted)
            assert view.rect().contains(cell.toRect())
            assert view.cell_at(cell.center()) == (truth, predicted)
    corner = view.cell_rect(9, 9)
    assert view.cell_at(corner.bottomRight() + QPointF(1, 1)) is None


def test_arrows_go_from_cell_to_cell_and_stop_at_the_edges(view: ConfusionMap, qtbot: QtBot) -> None:
    keys = [Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End]
    seen = []
    for key in [*keys, Qt.Key.Key_Right, Qt.Key.Key_Home]:
        QTest.keyClick(view, key)
        seen.append(view.current)
    assert seen == [(0, 0), (0, 0), (0, 1), (1, 1), (2, 1), (2, 9), (2, 9), (2, 0)]
    assert view.accessibleDescription().startswith("2 read as 0: 0 digits")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(view.cell_chosen, timeout=1000) as chosen:
            QTest.keyClick(view, key)
        assert chosen.args == [2, 0]


def test_the_chosen_cell_is_marked(view: ConfusionMap) -> None:
    plain = count_pixels(picture_of(view), LIGHT.accent)
    view.set_chosen((3, 5))
    marked = count_pixels(picture_of(view), LIGHT.accent)
    assert marked > plain + 100
    view.set_chosen(None)
    assert abs(count_pixels(picture_of(view), LIGHT.accent) - plain) < 100


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_tooltip_speaks_of_the_cell_under_the_pointer(view: ConfusionMap, qtbot: QtBot) -> None:
    at = view.cell_rect(7, 1).center().toPoint()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert QToolTip.text().startswith("7 read as 1: 4 digits, 4.0 % of all 7s")
    outside = QPoint(1, 1)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, outside, view.mapToGlobal(outside)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_cells_are_shaded_in_ink_alone(view: ConfusionMap, theme: Theme) -> None:
    """Other hues have a meaning of their own."""
    view.set_theme(theme)
    ends = np.array([rgb(theme.card), rgb(theme.ink)], dtype=float)
    for cell in ((7, 1), (7, 7), (0, 0)):
        corner = view.cell_rect(*cell).toRect().topLeft() + QPoint(5, 5)
        shade = picture_of(view)[corner.y(), corner.x()].astype(float)
        shares = (shade - ends[0]) / (ends[1] - ends[0])
        assert shares.min() > 0.1
        assert np.ptp(shares) < 0.02
