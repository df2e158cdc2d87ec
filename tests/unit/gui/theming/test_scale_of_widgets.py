"""What paints itself, and what is worked out from a font, follows the factor, and comes back to the pixel."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.drawings_store import DrawingsStore, StoredDrawing
from engine.training.recipes import RECIPES
from gui.evaluation_tab.evaluation_view import EvaluationView
from gui.evaluation_tab.figure_table import FigureTable
from gui.help.command_palette import CommandPalette
from gui.help.entry_card import HelpCard
from gui.help.glossary import ENTRIES
from gui.help.placing import place_beside
from gui.help.pointer import Arrow
from gui.help.reference_dialog import ReferenceDialog, Row
from gui.help.tour import TourCard
from gui.mathematics_tab.activation_explorer import ActivationExplorer
from gui.mathematics_tab.gradient_check_view import GradientCheckView
from gui.mathematics_tab.sigmoid_timing_view import SigmoidTimingView
from gui.my_drawings.browser import DrawingsBrowser
from gui.pictures.picture_bar import PictureBar
from gui.theming.fonts import use_typeface
from gui.theming.scale import SCALE, add_spacing_px, px, px_size, set_lines_px
from gui.theming.theme import LIGHT, apply_theme
from gui.training_tab.recipe_box import RecipeSheet
from gui.training_tab.settings.augmentation_preview import AugmentationDialog
from gui.training_tab.settings.settings_form import SettingsForm
from gui.training_tab.weight_mosaic import ColorScale
from gui.widgets.digit_detail import DigitAnswer, DigitDetail
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.message_area import MessageArea
from gui.widgets.ring import Ring
from gui.widgets.splitters import Splitter
from gui.widgets.truth_bars import TruthBars
from gui.workers.background_tasks import BackgroundTasks
from tests.window_fixtures import picture_of

Make = Callable[[Dataset], QWidget]
FACTORS = (1.5, 2.0)


@pytest.fixture(autouse=True)
def as_in_the_window(qapp: QApplication) -> None:
    use_typeface()
    apply_theme(qapp, LIGHT)


def digit_grid(digits: Dataset) -> QWidget:
    grid = DigitGrid()
    grid.resize(400, 300)
    grid.set_digits(digits.digits, np.arange(40))
    grid.set_chosen(2)
    return grid


def no_digits(_digits: Dataset) -> QWidget:
    grid = DigitGrid()
    grid.resize(400, 300)
    grid.clear("There are no digits.")
    return grid


def digit_detail(digits: Dataset) -> QWidget:
    detail = DigitDetail()
    detail.set_digit(digits.digits, 3)
    shares = np.full(10, 0.01, dtype=np.float32)
    shares[4] = 0.91
    detail.set_answer(DigitAnswer(shares, 0.5, "Loss"))
    return detail


def truth_bars(_digits: Dataset) -> QWidget:
    bars = TruthBars()
    bars.set_answer(np.full(10, 0.1), 3)
    return bars


def help_card(_digits: Dataset) -> QWidget:
    card = HelpCard()
    card.show_entry(next(iter(ENTRIES.values())))
    return card


def tour_card(_digits: Dataset) -> QWidget:
    root = QWidget()
    card = TourCard(root)
    QVBoxLayout(root).addWidget(card)
    card.title.setText("Draw")
    card.text.setText("Draw a digit on the paper, with the mouse or a pen.")
    card.show()
    return root


def reference(_digits: Dataset) -> QWidget:
    dialog = ReferenceDialog("Keys", ("Command", "Keys"), name="keysDialog")
    dialog.show_rows([Row("File", f"Open {number}", "Ctrl+O", "Details") for number in range(5)], "")
    return dialog


def recipes(_digits: Dataset) -> QWidget:
    root = QWidget()
    sheet = RecipeSheet(lambda _recipe: "download", n_columns=2, parent=root)
    sheet.setParent(root)
    sheet.setWindowFlags(Qt.WindowType.Widget)
    QVBoxLayout(root).addWidget(sheet)
    sheet.entries[next(iter(RECIPES))].is_current = True
    return root


def browser(_digits: Dataset) -> QWidget:
    store = DrawingsStore()
    store.restore(
        StoredDrawing(number, number, "[[[0.2,0.2],[0.8,0.2],[0.4,0.9]]]", "2026-01-02T03:04:05.678+00:00")
        for number in range(1, 10)
    )
    shown = DrawingsBrowser(store, BackgroundTasks("drawings"))
    shown.refresh()
    shown.grid.select([2])
    return shown


def augmentation(_digits: Dataset) -> QWidget:
    return AugmentationDialog()


MAKERS: list[Make] = [
    digit_grid, no_digits, digit_detail, truth_bars, help_card, tour_card, reference, recipes,
    browser, augmentation,
]  # fmt: skip


def geometry_of(widget: QWidget) -> list[tuple[str, QRect, QSize, QSize]]:
    """Where everything is in a widget, and the room that it asks for."""
    return [
        (child.objectName(), child.geometry(), child.sizeHint(), child.minimumSize())
        for child in widget.findChildren(QWidget)
        if child.isVisibleTo(widget)
    ]


def settle(widget: QWidget, qtbot: QtBot) -> None:
    """Wait until nothing moves any more."""
    seen: list[list[tuple[str, QRect, QSize, QSize]]] = []

    def is_still() -> bool:
        seen.append(geometry_of(widget))
        return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3]

    qtbot.waitUntil(is_still)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_it_follows_the_factor_and_comes_back_to_the_pixel(make: Make, few_digits: Dataset, qtbot: QtBot) -> None:
    widget = make(few_digits)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    settle(widget, qtbot)
    size, hint = widget.size(), widget.sizeHint()
    before, picture = geometry_of(widget), picture_of(widget)
    for factor in FACTORS:
        SCALE.set_factor(factor)
        settle(widget, qtbot)
        shown = picture_of(widget)
        assert shown.shape != picture.shape or (shown != picture).any()
        assert widget.sizeHint().height() >= hint.height()
    SCALE.set_factor(1.0)
    settle(widget, qtbot)
    widget.resize(size)
    settle(widget, qtbot)
    assert geometry_of(widget) == before
    assert np.array_equal(picture_of(widget), picture)


def test_cells_grow_with_their_pictures(few_digits: Dataset, qtbot: QtBot) -> None:
    grid = digit_grid(few_digits)
    qtbot.addWidget(grid)
    assert isinstance(grid, DigitGrid)
    SCALE.set_factor(2.0)
    assert grid.gridSize().width() == 102
    assert grid.font().pixelSize() == 24
    assert grid.verticalScrollBar().singleStep() == grid.gridSize().height()


def test_lines_are_as_high_as_the_font_that_has_followed(qtbot: QtBot) -> None:
    line = QFrame()
    qtbot.addWidget(line)
    set_lines_px(line.setFixedHeight, 2, 8)
    at_one = line.height()
    for factor in (*FACTORS, 1.0):
        SCALE.set_factor(factor)
        assert line.height() == 2 * QFontMetrics(QApplication.font()).lineSpacing() + px(8)
    assert line.height() == at_one


@pytest.mark.parametrize("layout_type", [QHBoxLayout, QVBoxLayout])
def test_gaps_follow(layout_type: type[QHBoxLayout | QVBoxLayout], qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    layout = layout_type(place)
    layout.setContentsMargins(0, 0, 0, 0)
    add_spacing_px(layout, 12)
    for factor in (*FACTORS, 1.0):
        SCALE.set_factor(factor)
        hint = layout.sizeHint()
        assert max(hint.width(), hint.height()) == px(12)


def test_a_ring_goes_on_around_what_it_is_around(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(400, 300)
    ring = Ring(place, width=2, offset=2)
    place.show()
    ring.surround(QRect(100, 100, 50, 40))
    before = ring.geometry()
    SCALE.set_factor(2.0)
    assert ring.geometry() == QRect(92, 92, 66, 56)
    SCALE.set_factor(1.0)
    assert ring.geometry() == before == QRect(96, 96, 58, 48)


def test_cards_stay_further_away() -> None:
    target, bounds = QRect(100, 100, 50, 50), QRect(0, 0, 1000, 1000)
    near = place_beside(target, [QSize(200, 100)], bounds)
    SCALE.set_factor(2.0)
    far = place_beside(target, [QSize(200, 100)], bounds)
    assert (near.side, far.side) == ("right", "right")
    assert far.rect.left() - near.rect.left() == 14


def test_the_arrow_fills_the_gap(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(800, 600)
    arrow, target = Arrow(root), QRect(100, 100, 50, 50)
    for factor in (1.0, *FACTORS):
        SCALE.set_factor(factor)
        arrow.point(place_beside(target, [QSize(200, 100)], root.rect()), target)
        assert arrow.size() == QSize(px(14) - px(2), px(24))


def test_arrows_move_a_border_by_steps_of_the_design(qtbot: QtBot) -> None:
    splitter = Splitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QWidget())
    splitter.resize(600, 100)
    splitter.show()
    splitter.setSizes([300, 300])
    SCALE.set_factor(2.0)
    before = splitter.sizes()[0]
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    assert splitter.sizes()[0] - before == 16


def test_the_strip_of_pictures_keeps_its_height_for_the_factor(qtbot: QtBot) -> None:
    action = QAction("Stages")
    bar = PictureBar(action)
    qtbot.addWidget(bar)
    bar.show_pictures([], shown=None)
    for factor in (*FACTORS, 1.0):
        SCALE.set_factor(factor)
        assert bar.height() == px(32)
        assert bar.strip.height() == px(66)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_is_open_over_the_window_closes(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    palette = CommandPalette(root)
    palette.show()
    SCALE.set_factor(1.5)
    assert not palette.isVisible()


def test_the_figures_of_the_mathematics_keep_their_lines(qtbot: QtBot, messages: MessageArea) -> None:
    view = ActivationExplorer(messages)
    qtbot.addWidget(view)
    before = view.activation_readout.minimumHeight()
    SCALE.set_factor(2.0)
    assert view.activation_readout.minimumHeight() >= 1.8 * before
    SCALE.set_factor(1.0)
    assert view.activation_readout.minimumHeight() == before


def test_the_summary_of_the_evaluation_has_two_lines(qtbot: QtBot, messages: MessageArea) -> None:
    view = EvaluationView(messages)
    qtbot.addWidget(view)
    before = view.summary.minimumHeight()
    SCALE.set_factor(1.5)
    assert view.summary.minimumHeight() == 2 * QFontMetrics(QApplication.font()).height() + px(2) > before
    SCALE.set_factor(1.0)
    assert view.summary.minimumHeight() == before


def test_the_rows_of_a_table_are_as_high_as_its_font(qtbot: QtBot) -> None:
    table = FigureTable(["Digit", "Precision"])
    qtbot.addWidget(table)
    before = table.verticalHeader().defaultSectionSize()
    SCALE.set_factor(2.0)
    height = QFontMetrics(QApplication.font()).height() + px(8)
    assert table.verticalHeader().defaultSectionSize() == height > 1.8 * before
    SCALE.set_factor(1.0)
    assert table.verticalHeader().defaultSectionSize() == before


@pytest.mark.slow
def test_headline_and_summary_of_the_mathematics_follow(qtbot: QtBot, messages: MessageArea) -> None:
    check, timing, explorer = GradientCheckView(messages), SigmoidTimingView(messages), ActivationExplorer(messages)
    for view in (check, timing, explorer):
        qtbot.addWidget(view)
        view.show()

    def measured() -> tuple[int, int]:
        return check.verdict.fontMetrics().height(), timing.summary.minimumHeight()

    def plot_top(plot: QWidget) -> int:
        return plot.mapTo(explorer, QPoint(0, 0)).y()

    before = measured()
    SCALE.set_factor(2.0)
    explorer.resize(2000, 900)
    QApplication.processEvents()
    assert all(now >= 1.8 * then for now, then in zip(measured(), before, strict=True))
    assert plot_top(explorer.activation_plot) == plot_top(explorer.cost_plot)
    SCALE.set_factor(1.0)
    assert measured() == before


def test_the_color_scale_grows_with_its_words(qtbot: QtBot) -> None:
    scale = ColorScale()
    qtbot.addWidget(scale)
    scale.show()
    hints = scale.sizeHint(), scale.minimumSizeHint()
    SCALE.set_factor(2.0)
    QApplication.processEvents()
    for now, then in zip((scale.sizeHint(), scale.minimumSizeHint()), hints, strict=True):
        assert now.width() == pytest.approx(2 * then.width(), rel=0.03)


def test_the_same_settings_stand_beside_their_labels_at_whichever_factor_the_form_is_made(qtbot: QtBot) -> None:
    compact = []
    for factor in (1.0, 2.0):
        SCALE.set_factor(factor)
        form = SettingsForm()
        qtbot.addWidget(form)
        form.more_button.setChecked(True)
        compact.append({name: row.is_beside for name, row in form.rows.items()})
    assert compact[0] == compact[1]
    assert set(compact[0].values()) == {True, False}


def test_pictures_ask_for_more_room(few_digits: Dataset, qtbot: QtBot) -> None:
    detail = digit_detail(few_digits)
    qtbot.addWidget(detail)
    assert isinstance(detail, DigitDetail)
    SCALE.set_factor(2.0)
    assert detail.picture.sizeHint() == px_size(122, 122)
    assert detail.bars.sizeHint() == px_size(250, 170)
