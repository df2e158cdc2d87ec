"""The tab "Why" with a workspace, and no window: what it answers, when, and what it does not do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.explain.attribution import attribute
from engine.explain.hidden_space import last_hidden
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.training.train import first_parameters
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.screenshot import example_digit
from gui.state.availability import Availability
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.theming.theme import DARK
from gui.why_tab.ideal_growth import Growth, Wanted
from gui.why_tab.why_explorer import WhyExplorer
from gui.why_tab.why_view import WhyView
from gui.widgets.message_area import MessageArea
from gui.workers.background_tasks import TaskThreads
from tests.window_fixtures import a_config, choose, picture_of, press


@dataclass
class Lab:
    """What the tab stands between."""

    workspace: Workspace
    settings: Settings
    availability: Availability
    canvas: DrawingCanvas
    threads: TaskThreads
    messages: MessageArea
    explorer: WhyExplorer
    view: WhyView

    def is_settled(self) -> bool:
        """Whether nothing is being worked out."""
        is_drawing = self.explorer._slow_timer.isActive()
        return not is_drawing and not any(tasks.is_busy for tasks in self.threads.made)


@pytest.fixture
def lab(qtbot: QtBot, few_digits: Dataset, messages: MessageArea) -> Iterator[Lab]:
    workspace, settings = Workspace(), Settings()
    availability, canvas, threads = Availability(workspace, settings), DrawingCanvas(), TaskThreads()
    qtbot.addWidget(canvas)
    canvas.drawing_changed.connect(lambda: workspace.set_strokes(canvas.drawing.strokes))
    explorer = WhyExplorer(
        workspace, settings, availability, canvas, threads=threads, messages=messages, parent=workspace
    )
    view = explorer.make_view()
    qtbot.addWidget(view)
    view.resize(888, 648)
    lab = Lab(workspace, settings, availability, canvas, threads, messages, explorer, view)
    workspace.set_dataset(few_digits)
    yield lab
    threads.shutdown()


@pytest.fixture
def drawn(lab: Lab, qtbot: QtBot) -> Lab:
    """The tab with a drawn 3, all of it worked out."""
    lab.canvas.set_strokes(example_digit())
    lab.view.show()
    settle(lab, qtbot)
    return lab


def test_a_map_that_becomes_small_at_the_edge_is_fitted_anew(drawn: Lab) -> None:
    digits, placed = drawn.view.map, drawn.explorer._placed
    assert placed is not None
    digits.set_path(np.empty((0, 2)))
    least, most = placed.places.min(axis=0), placed.places.max(axis=0)
    digits.show_digits(placed.digits, placed.rows, placed.places)
    digits.show_digits(placed.digits, placed.rows, least + (placed.places - least) / 3)
    across, down = np.ptp(digits.on_screen(digits.places), axis=0) / (digits.width(), digits.height())
    assert max(across, down) > 0.7
    digits.show_digits(placed.digits, placed.rows, most - (most - placed.places) / 3)
    assert (digits.on_screen(digits.places) > 0).all()


def settle(lab: Lab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lab.is_settled, timeout=20_000)
    QApplication.processEvents()
    qtbot.waitUntil(lab.is_settled, timeout=20_000)


def shows_ink(lab: Lab) -> bool:
    return lab.view.ink.parts is not None


def test_opened_while_the_pen_is_down_and_a_network_learns_it_says_when_the_answers_come(
    lab: Lab, qtbot: QtBot
) -> None:
    lab.availability.set_run_state("running")
    canvas = lab.canvas
    canvas.resize(300, 300)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 60))
    QTest.mouseMove(canvas, QPoint(150, 240))
    lab.view.show()
    labels = (lab.view.ink_label, lab.view.change_label, lab.view.nearest_label)
    qtbot.waitUntil(lambda: all("as soon as the pen is lifted" in label.text() for label in labels))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 240))
    qtbot.waitUntil(lambda: not any("as soon as" in label.text() for label in labels))


def test_no_frame_is_blank_without_a_word_before_the_first_answers(lab: Lab, qtbot: QtBot) -> None:
    view = lab.view
    view.show()
    settle(lab, qtbot)
    asks = "Draw a digit, then ask why."
    assert [label.text() for label in (view.bar.lead, view.ink_label, view.change_label)] == [asks] * 3
    assert [view.ink.is_old, view.change.is_old] == [False, False]
    blank = [picture_of(each) for each in (view.ink, view.change)]

    lab.canvas.set_strokes(example_digit())
    assert not shows_ink(lab)
    assert view.bar.lead.text() == "Being worked out…"
    assert asks not in (view.ink_label.text(), view.change_label.text())
    assert [view.ink.is_old, view.change.is_old] == [True, True]
    for each, before in zip((view.ink, view.change), blank, strict=True):
        assert (picture_of(each) != before).any()

    settle(lab, qtbot)
    assert shows_ink(lab)
    assert "Being worked out…" not in view.bar.lead.text()
    assert view.ink_label.text()
    assert view.change_label.text()

    lab.canvas.set_strokes([])
    assert [label.text() for label in (view.bar.lead, view.ink_label, view.change_label)] == [asks] * 3
    assert [view.ink.is_old, view.change.is_old] == [False, False]


def test_it_answers_four_times(drawn: Lab) -> None:
    view, model, frame = drawn.view, drawn.workspace.shown_model, drawn.workspace.frame
    probabilities = drawn.workspace.probabilities
    assert frame is not None
    assert probabilities is not None
    digit, other = np.argsort(-probabilities)[:2].tolist()
    assert (view.bar.digit_box.currentData(), view.bar.other_box.currentData()) == (digit, other)
    known = attribute(model, frame, digit, other)
    assert view.ink.parts is not None
    np.testing.assert_array_equal(view.ink.parts.reshape(-1), known.parts)
    assert view.bar.lead.text() == f"{digit} leads {other} by {known.lead:.2f} in score."
    shown = [float(step.text.replace("−", "-")) for step in view.waterfall.steps]
    assert round(sum(shown[:-1]), 2) == shown[-1] == round(known.lead, 2)
    assert "240 training digits, laid out by" in view.map_label.text()
    assert len(view.map.places) == 240
    assert len(view.map.path) == 1
    assert len(view.nearest.shown) == 5
    assert "Alike means" in view.nearest_label.text()
    assert view.cards["change"].title_label.text().endswith(str(other))
    assert not any(each.is_old for each in (view.ink, view.map, view.change, view.nearest))


def test_the_nearest_are_those_of_the_last_hidden_layer(drawn: Lab) -> None:
    model, frame, dataset = drawn.workspace.shown_model, drawn.workspace.frame, drawn.workspace.dataset
    assert frame is not None
    assert dataset is not None
    train = dataset.trained_indices
    here = last_hidden(model, frame.reshape(1, -1))
    away = np.linalg.norm(last_hidden(model, dataset.digits[train].values("float32")) - here, axis=1)
    assert [each.index for each in drawn.view.nearest.shown] == train[np.argsort(away)[:5]].tolist()


def test_nothing_is_done_before_it_is_seen_nor_after(lab: Lab, qtbot: QtBot) -> None:
    lab.canvas.set_strokes(example_digit())
    assert lab.is_settled()
    lab.view.show()
    settle(lab, qtbot)
    lab.view.hide()
    lab.canvas.clear()
    lab.workspace.use_bundled_model()
    assert lab.is_settled()
    assert lab.view.ink.parts is not None
    lab.view.show()
    assert lab.view.ink.parts is None


def test_an_empty_canvas_asks_for_a_digit_and_leaves_the_map(drawn: Lab, qtbot: QtBot) -> None:
    drawn.canvas.clear()
    view = drawn.view
    assert view.bar.lead.text() == view.ink_label.text() == "Draw a digit, then ask why."
    assert not shows_ink(drawn)
    assert (len(view.map.places), len(view.map.path), view.nearest.shown) == (240, 0, ())
    assert not view.put_button.isEnabled()
    drawn.canvas.undo()
    settle(drawn, qtbot)
    assert shows_ink(drawn)
    assert len(view.nearest.shown) == 5


def test_the_question_is_chosen_by_hand_until_it_follows_again(drawn: Lab, qtbot: QtBot) -> None:
    view = drawn.view
    digit, other = view.bar.digit_box.currentData(), view.bar.other_box.currentData()
    another = next(each for each in range(10) if each not in (digit, other))
    choose(view.bar.other_box, another)
    settle(drawn, qtbot)
    assert f"ink for {another}" in view.ink_label.text().replace("</span>", "")
    assert view.cards["change"].title_label.text().endswith(str(another))
    assert view.bar.follow_button.isVisible()
    view.bar.follow_button.click()
    settle(drawn, qtbot)
    assert (view.bar.digit_box.currentData(), view.bar.other_box.currentData()) == (digit, other)
    assert not view.bar.follow_button.isVisible()
    choose(view.bar.digit_box, other)
    assert (view.bar.digit_box.currentData(), view.bar.other_box.currentData()) == (other, digit)
    settle(drawn, qtbot)
    assert view.change_label.text() == f"The network reads it as {digit} already."


def test_other_methods_say_what_is_missing(drawn: Lab, qtbot: QtBot) -> None:
    view = drawn.view
    choose(view.bar.method_box, "occlusion")
    settle(drawn, qtbot)
    assert [step.label for step in view.waterfall.steps][3] == "Missing"
    assert "do not add up" in view.sum_label.text()
    assert "erased" in view.ink_label.text()


def test_the_change_is_put_on_the_canvas_and_taken_back(drawn: Lab, qtbot: QtBot) -> None:
    before = drawn.workspace.frame
    assert drawn.view.put_button.isEnabled()
    press(drawn.view, "changeToCanvasButton")
    qtbot.waitUntil(lambda: "on the canvas" in drawn.messages.currentMessage())
    assert drawn.workspace.frame is not before
    drawn.canvas.undo()
    np.testing.assert_array_equal(drawn.workspace.frame, before)


def test_another_network_is_explained(drawn: Lab, qtbot: QtBot) -> None:
    places = drawn.view.map.places
    config = a_config(hidden_layers=(12, 9))
    drawn.workspace.reset(config)
    assert drawn.view.ink.is_old
    settle(drawn, qtbot)
    assert "the 9 units of the last hidden layer" in drawn.view.map_label.text()
    assert not np.array_equal(drawn.view.map.places, places)
    assert not any(each.is_old for each in (drawn.view.ink, drawn.view.map, drawn.view.change, drawn.view.nearest))


@pytest.mark.slow
@pytest.mark.parametrize("hidden", [(), ("conv 4 3x3", "pool 2", 6)])
def test_every_kind_of_network_and_format(lab: Lab, qtbot: QtBot, hidden: tuple[object, ...]) -> None:
    lab.canvas.set_strokes(example_digit())
    lab.view.show()
    for size in ("8x8", "28x28"):
        config = a_config(hidden_layers=hidden, input_format=size, output_loss="sigmoid-squared-error")
        lab.workspace.set_model(Model(first_parameters(config, (int(size.split("x")[0]),) * 2 + (1,))), "random")
        settle(lab, qtbot)
        assert lab.view.ink.parts is not None
        assert lab.view.ink.parts.shape[0] == int(size.split("x")[0])
        assert f"resampled to {size.replace('x', ' × ')}" in lab.view.map_label.text()
        assert len(lab.view.nearest.shown) == 5
        assert lab.view.space_buttons["hidden"].isEnabled() == bool(hidden)
    assert ("the pixels" in lab.view.map_label.text()) == (not hidden)


def test_the_map_of_pixels_does_not_depend_on_the_network(drawn: Lab, qtbot: QtBot) -> None:
    press(drawn.view, "pixelsMapButton")
    settle(drawn, qtbot)
    places = drawn.view.map.places
    assert "in which the pixels differ" in drawn.view.map_label.text()
    parameters = drawn.workspace.parameters
    drawn.workspace.set_model(
        Model(Parameters(parameters.architecture, parameters.flat * 0.9), scaling=drawn.workspace.scaling), "file"
    )
    settle(drawn, qtbot)
    assert drawn.view.map.places is places or np.allclose(drawn.view.map.places, places)


def test_a_network_whose_numbers_overflow_has_no_answer(drawn: Lab, qtbot: QtBot) -> None:
    parameters = drawn.workspace.parameters
    huge = Parameters(parameters.architecture, np.full_like(parameters.flat, np.nan))
    drawn.workspace.set_model(Model(huge, scaling=drawn.workspace.scaling), "file")
    settle(drawn, qtbot)
    view = drawn.view
    assert "overflow" in view.ink_label.text()
    assert "overflow" in view.nearest_label.text()
    assert len(view.map.places) == 0
    assert view.ink.parts is None


def test_with_one_training_digit_or_without_digits_it_says_so(lab: Lab, few_digits: Dataset, qtbot: QtBot) -> None:
    lab.view.show()
    lab.workspace.set_dataset(replace(few_digits, test_indices=np.arange(1, len(few_digits.digits))))
    lab.canvas.set_strokes(example_digit())
    settle(lab, qtbot)
    assert "1 training digit, laid out" in lab.view.map_label.text()
    assert [each.index for each in lab.view.nearest.shown] == [0]
    lab.workspace.dataset = None
    lab.explorer._refresh()
    assert "No digits are loaded yet" in lab.view.nearest_label.text()


def test_a_drawing_leaves_a_tail_of_five_places(drawn: Lab) -> None:
    for n_points in range(52, 10, -3):
        drawn.canvas.set_strokes([example_digit()[0][:n_points]])
    assert 2 <= len(drawn.view.map.path) <= 6
    assert "The tail is where" in drawn.view.map_label.text()


def test_a_card_is_enlarged_by_its_button_and_goes_back_by_escape(drawn: Lab) -> None:
    view = drawn.view
    QTest.mouseClick(view.cards["map"].corner_button, Qt.MouseButton.LeftButton)
    assert [page for page, card in view.cards.items() if card.isVisible()] == ["map"]
    QTest.keyClick(view.map, Qt.Key.Key_Escape)
    assert [page for page, card in view.cards.items() if not card.isVisible()] == ["ideal"]
    QTest.keyClick(view.map, Qt.Key.Key_Return)
    assert not view.cards["ink"].isVisible()
    QTest.keyClick(view.map, Qt.Key.Key_Return)
    assert view.cards["ink"].isVisible()


def test_in_little_room_there_is_one_card(drawn: Lab, qtbot: QtBot) -> None:
    view = drawn.view
    view.resize(600, 340)
    QApplication.processEvents()
    assert [page for page, card in view.cards.items() if card.isVisible()] == ["ink"]
    press(view, "alikePageOfWhyButton")
    assert [page for page, card in view.cards.items() if card.isVisible()] == ["alike"]
    drawn.canvas.set_strokes([example_digit()[0][:30]])
    settle(drawn, qtbot)
    assert not view.nearest.is_old


def test_the_map_zooms_about_the_pointer_and_goes_back(drawn: Lab, qtbot: QtBot) -> None:
    digit_map = drawn.view.map
    whole = digit_map.on_screen(digit_map.places)
    QTest.keyClick(digit_map, Qt.Key.Key_Plus)
    assert digit_map.zoom > 1
    assert drawn.view.whole_map_button.isVisible()
    about = whole[7]
    digit_map.show_all()
    digit_map.set_zoom(3.0, QPointF(*about))
    np.testing.assert_allclose(digit_map.on_screen(digit_map.places)[7], about)
    QTest.keyClick(digit_map, Qt.Key.Key_Left)
    assert digit_map.on_screen(digit_map.places)[7][0] > about[0]
    QTest.keyClick(digit_map, Qt.Key.Key_Home)
    np.testing.assert_allclose(digit_map.on_screen(digit_map.places), whole)
    assert not drawn.view.whole_map_button.isVisible()


def test_a_digit_of_the_map_that_is_pointed_at_shows_its_picture(drawn: Lab) -> None:
    digit_map = drawn.view.map
    nearest = digit_map.on_screen(digit_map.places)[11]
    before = digit_map.grab().toImage()
    QTest.mouseMove(digit_map, digit_map.rect().topLeft())
    digit_map._point_at(QPointF(*nearest))
    assert digit_map.pointed is not None
    assert digit_map.grab().toImage() != before


def test_ideal_picture_and_noise_grow_in_place_of_the_answers(drawn: Lab, qtbot: QtBot) -> None:
    view = drawn.view
    QTest.mouseClick(view.bar.ideal_button, Qt.MouseButton.LeftButton)
    assert [page for page, card in view.cards.items() if card.isVisible()] == ["ideal"]
    qtbot.waitUntil(lambda: view.ideal.ideal.shares is not None)
    first = view.ideal.ideal.shares
    qtbot.waitUntil(lambda: view.ideal.ideal.shares is not first)
    digit = view.bar.digit_box.currentData()
    assert view.ideal.ideal_title.text() == f"The ideal {digit}, to this network"
    assert view.ideal.noise_title.text() == f"Noise that it reads as {digit}"
    choose(view.ideal.layer_box, 0)
    view.ideal.unit_box.setValue(3)
    qtbot.waitUntil(lambda: view.ideal.ideal_title.text() == "What unit 3 looks for")
    QTest.keyClick(view.ideal, Qt.Key.Key_Escape)
    assert view.cards["ink"].isVisible()
    assert not view.bar.ideal_button.isChecked()
    assert drawn.is_settled()


def test_what_has_grown_grows_on_for_the_next_network() -> None:
    model = Workspace().shown_model
    wanted = Wanted(2, 4, 4)
    growth = Growth(model, wanted)
    some = growth.grow()
    assert not some.is_over
    whole = growth.grow(is_whole=True)
    assert whole.is_over
    assert whole.value > some.value
    assert (whole.read_as, whole.is_certain) == (4, True)
    later = Growth(model, wanted, whole).grow()
    assert later.value > 0.8 * whole.value
    assert later.is_certain
    other = Growth(model, Wanted(0, 4, 5), whole).grow()
    assert not other.is_certain


def test_while_the_network_learns_all_of_it_follows(drawn: Lab, qtbot: QtBot) -> None:
    drawn.availability.set_run_state("running")
    places, parts = drawn.view.map.places, drawn.view.ink.parts
    parameters = drawn.workspace.parameters
    for factor in (0.98, 0.96):
        learned = Parameters(parameters.architecture, parameters.flat * factor)
        drawn.workspace.set_model(Model(learned, scaling=drawn.workspace.scaling), "file")
    assert not drawn.view.map.is_old
    drawn.canvas.drawing.begin_stroke(0.5, 0.5)
    drawn.explorer._ask_for_slow()
    drawn.explorer._place_if_due()
    assert not any(tasks.is_busy for tasks in drawn.threads.made)  # nothing holds up the pen
    drawn.canvas.drawing.end_stroke()
    qtbot.waitUntil(lambda: drawn.view.map.places is not places and drawn.view.ink.parts is not parts)
    assert np.abs(drawn.view.map.places - places).max() < 0.2 * np.abs(places).max()  # no axis has changed its sign
    drawn.availability.set_run_state("idle")
    settle(drawn, qtbot)
    assert drawn.explorer._placed is not None
    assert drawn.explorer._placed.model.parameters is drawn.workspace.parameters


def test_another_theme_has_its_own_colors_in_the_sentence(drawn: Lab) -> None:
    drawn.view.set_theme(DARK)
    assert DARK.weight_positive in drawn.view.ink_label.text()
