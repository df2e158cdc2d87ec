"""The line for all messages: what it shows when there is more to say than one thing, and that it never moves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.theming.theme import LIGHT
from gui.widgets.message_area import HEIGHT, MessageArea, News
from tests.window_fixtures import picture_of


@pytest.fixture
def area(qtbot: QtBot) -> MessageArea:
    area = MessageArea()
    area.resize(800, HEIGHT)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    return area


# Each row: what happens, one after the other, and what is seen after each. E is an error of the data, R one of the run, N
# news, F and H refusals, U news with an Undo, G news of what goes on, W news that gives way, S a state to be known at once,
# s another state.
# "-" takes back, "t" lets ten seconds pass, "r" those of a refusal.
WHO_WINS = {
    "the state is seen while there is nothing else": [("s1", "s1"), ("s2", "s2"), ("S3", "S3")],
    "news goes by itself": [("s1", "s1"), ("N1", "N1"), ("t", "s1")],
    "news with an action stays": [("s1", "s1"), ("U1", "U1"), ("t", "U1"), ("-U1", "s1")],
    "what goes on stays until it is over": [("s1", "s1"), ("G1", "G1"), ("t", "G1"), ("-G1", "s1")],
    "other news takes the place of news": [("U1", "U1"), ("N2", "N2"), ("-U1", "N2"), ("t", "")],
    "news of before does not come back": [("U1", "U1"), ("G2", "G2"), ("-G2", "")],
    "a run is not hidden by an Undo": [("s1", "s1"), ("U1", "U1"), ("S2", "S2"), ("S3", "S3")],
    "nor by what the window begins with": [("s1", "s1"), ("N1", "N1"), ("S2", "S2")],
    "an Undo outlasts what Train would do": [("s1", "s1"), ("U1", "U1"), ("s2", "U1"), ("-U1", "s2")],
    "a state that is told again is nothing new": [("S1", "S1"), ("U1", "U1"), ("S1", "U1")],
    "a state that was known in silence is told": [("S1", "S1"), ("U1", "U1"), ("s2", "U1"), ("S2", "S2")],
    "an error stays until its cause is gone": [("E1", "E1"), ("t", "E1"), ("S1", "E1"), ("s2", "E1"), ("-E1", "s2")],
    "the latest error is seen": [("E1", "E1"), ("R2", "R2"), ("-R2", "E1"), ("-E1", "")],
    "an error that is gone is not seen again": [("E1", "E1"), ("R2", "R2"), ("-E1", "R2"), ("-R2", "")],
    "an error is told anew": [("E1", "E1"), ("R2", "R2"), ("E3", "E3")],
    "news is seen over an error, for ten seconds": [("E1", "E1"), ("N2", "N2"), ("t", "E1"), ("-E1", "")],
    "so is an Undo, which is there again later": [("E1", "E1"), ("U2", "U2"), ("t", "E1"), ("-E1", "U2")],
    "an error takes the place of news": [("U1", "U1"), ("E2", "E2"), ("-E2", "U1")],
    "a refusal is over with the next news": [("F1", "F1"), ("N2", "N2"), ("t", "")],
    "and with the next refusal": [("F1", "F1"), ("H2", "H2"), ("-H2", "")],
    "and with a new state": [("F1", "F1"), ("r", "F1"), ("S2", "S2")],
    "once it was there to be read": [("F1", "F1"), ("S2", "F1"), ("r", "S2")],
    "what goes on leaves it time": [("F1", "F1"), ("G2", "G2"), ("-G2", "F1"), ("r", "")],
    "but not by itself": [("F1", "F1"), ("r", "F1"), ("s2", "F1"), ("-F1", "s2")],
    "nor does it take an error along": [("E1", "E1"), ("F2", "F2"), ("N3", "N3"), ("t", "E1")],
    "news that gives way goes with any change of the state": [("s1", "s1"), ("W1", "W1"), ("s1", "W1"), ("s2", "s2")],
    "news that tells of the state outlasts it": [("O1", "O1"), ("S2", "O1"), ("N3", "N3"), ("-N3", "S2")],
    "a state takes back news that lies over an error": [("E1", "E1"), ("U2", "U2"), ("S3", "E1"), ("-E1", "S3")],
}


@pytest.mark.parametrize("story", WHO_WINS.values(), ids=WHO_WINS)
def test_who_wins(area: MessageArea, story: list[tuple[str, str]]) -> None:
    errors = {name: area.make_message() for name in "ERFH"}
    told: dict[str, News] = {}

    def tell(what: str) -> None:
        told[what] = area.tell(
            what,
            action="Undo" if what[0] == "U" else "",
            stays=what[0] == "G",
            gives_way=what[0] == "W",
            outlasts_state=what[0] == "O",
        )

    def take_back(what: str) -> None:
        errors[what[1]].clear() if what[1] in errors else area.take_back(told[what[1:]])

    def pass_time(timer: QTimer) -> None:
        timer.stop()
        timer.timeout.emit()

    acts: dict[str, Callable[[str], None]] = {
        **dict.fromkeys("ER", lambda what: errors[what[0]].show_message(what)),
        **dict.fromkeys("FH", lambda what: errors[what[0]].refuse(what)),
        **dict.fromkeys("NGUWO", tell),
        **dict.fromkeys("Ss", lambda what: area.set_state(what.lower(), what[0] == "S")),
        "-": take_back,
        "t": lambda _: pass_time(area._timer),
        "r": lambda _: pass_time(area._refusal_timer),
    }
    for what, seen in story:
        acts[what[0]](what)
        kind = "error" if seen[:1] in errors else "news" if seen[:1] in tuple("NGUWO") else "state"
        assert (area.text, area.kind) == (f"{seen.replace('S', 's')}." if seen else "", kind), what
        assert area.action_button.isVisible() == seen.startswith("U")
        assert area.close_button.isVisible() == (kind == "error")


def test_news_pass(area: MessageArea, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.widgets.message_area.NEWS_MS", 1)
    area.tell("Saved.")
    qtbot.waitUntil(lambda: not area.currentMessage())


def test_closing_an_error_shows_the_one_before(area: MessageArea) -> None:
    run, data = area.make_message(), area.make_message()
    run.show_message("The cost is infinite.")
    data.show_message("The file is damaged.")
    area.close_button.click()
    assert not data.is_shown()
    assert area.text == "The cost is infinite."


def test_what_can_be_done_is_done_once(area: MessageArea) -> None:
    done: list[str] = []
    area.tell("Kept as 1 (read as 3).", action="Undo", carry_out=lambda: done.append("undone"))
    assert area.action_button.isVisible()
    area.action_button.click()
    assert done == ["undone"]
    assert not area.action_button.isVisible()


def test_a_report_can_be_copied(area: MessageArea) -> None:
    message = area.make_message()
    message.show_message("Something unexpected happened.", "Traceback: …")
    QGuiApplication.clipboard().setText("what was there before")
    area.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Traceback: …"
    message.show_message("Something else.")
    assert not area.copy_button.isVisible()


def test_a_long_sentence_can_be_read_in_full_and_nothing_grows(area: MessageArea, qtbot: QtBot) -> None:
    message = area.make_message()
    sentence = "<b>x.mat</b>: expected the arrays X and y " + "of digits " * 30 + "in it."
    message.show_message(sentence)
    qtbot.waitUntil(area.read_button.isVisible)
    assert (area.height(), area.minimumSizeHint().width() < 800) == (HEIGHT, True)
    area.read_button.click()
    (box,) = [widget for widget in QGuiApplication.instance().topLevelWidgets() if isinstance(widget, QMessageBox)]  # type: ignore[union-attr]
    assert box.text() == sentence
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.close()
    area.resize(6000, HEIGHT)
    qtbot.waitUntil(lambda: not area.read_button.isVisible())


@pytest.mark.parametrize("width", [800, 1280])
def test_what_can_be_done_stands_beside_its_sentence_and_the_facts_at_the_right(
    area: MessageArea, qtbot: QtBot, width: int
) -> None:
    area.resize(width, HEIGHT)
    area.set_facts("UCI digits, 1,797", "")
    area.tell("Kept as 1 (read as 3).", action="Undo")
    text, undo, facts = area.findChild(QWidget, "messageText"), area.action_button, area.facts
    qtbot.waitUntil(lambda: undo.isVisible() and facts.mapTo(area, facts.rect().topRight()).x() == width - 17)
    assert isinstance(text, QLabel)
    assert text.width() <= text.fontMetrics().horizontalAdvance(text.text()) + 8
    assert 0 <= undo.x() - text.geometry().right() <= 9
    assert not area.read_button.isVisible()


def test_a_sentence_that_fits_offers_no_more_of_it_after_any_other(area: MessageArea, qtbot: QtBot) -> None:
    sentences = ("Kept as 5 (read as 3).", "Not kept: the drawing is back on the canvas.", "digits " * 50, "Kept as 3.")
    for sentence in sentences:
        area.tell(sentence)
        for _ in range(3):
            QApplication.processEvents()
        assert area.read_button.isVisible() == (len(sentence) > 200), sentence


def test_a_sentence_that_is_cut_has_the_rest_of_it_beside_its_end(area: MessageArea, qtbot: QtBot) -> None:
    area.resize(900, HEIGHT)
    area.tell(
        "Training: learning rate, momentum, weight decay and speed can be changed now. " + "Other changes wait. " * 9
    )
    text = area.findChild(QLabel, "messageText")
    assert text is not None
    qtbot.waitUntil(lambda: 0 <= area.read_button.x() - text.geometry().right() <= 9)
    assert text.text().endswith((" now.", " wait."))
    assert text.width() >= text.fontMetrics().horizontalAdvance(text.text())


def test_facts_leave_room_for_the_sentence(area: MessageArea) -> None:
    area.set_facts("a very long name of a file of digits " * 5, "")
    assert area.facts.width() <= 240


@pytest.mark.parametrize(
    ("kind", "spoken", "is_at_once"),
    [("error", "Error: It is damaged.", True), ("news", "Message: It is damaged.", False),
     ("state", "Status: It is damaged.", False)],
)  # fmt: skip
def test_kinds_are_told_apart_without_color_and_said_by_screen_readers(
    area: MessageArea, monkeypatch: pytest.MonkeyPatch, kind: str, spoken: str, *, is_at_once: bool
) -> None:
    said: list[tuple[str, bool]] = []

    def note(event: QAccessibleAnnouncementEvent) -> None:
        said.append((event.message(), event.politeness() == QAccessible.AnnouncementPoliteness.Assertive))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    area.set_theme(LIGHT)
    message = area.make_message()
    sign = area.findChild(QWidget, "messageSign")
    assert sign is not None
    assert sign is not None
    blank = sign.grab().toImage()
    if kind == "error":
        message.show_message("It is damaged.")
    elif kind == "news":
        area.tell("It is damaged.")
    else:
        area.set_state("It is damaged.", True)
    text = area.findChild(QWidget, "messageText")
    assert text is not None
    assert text.accessibleName() == spoken
    assert said == [(spoken, is_at_once)]
    assert (sign.grab().toImage() != blank) == (kind != "state")


def test_what_was_not_done_has_no_tick(area: MessageArea) -> None:
    area.set_theme(LIGHT)
    sign = area.findChild(QWidget, "messageSign")
    assert sign is not None
    signs = []
    for tell in (
        lambda: area.set_state("Press Train."),
        lambda: area.tell("Saved."),
        lambda: area.tell("No.", is_remark=True),
    ):
        tell()
        signs.append(picture_of(sign))
    state, done, remark = signs
    assert (done != state).any()
    assert (remark == state).all()
