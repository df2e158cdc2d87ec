"""The tab Lessons: a lesson is opened, a question answered, a run made, and what came stands beside what was printed."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from gui.lessons_tab.lesson_runner import Asked
from gui.lessons_tab.lessons_presenter import LessonsPresenter
from gui.lessons_tab.lessons_view import LessonsView
from gui.main_window import MainWindow
from tests.lesson_texts import by_darkness
from tests.slow_drive import SlowDrive

READER = "gui.lessons_tab.known_lessons.load_lesson"
LESSON = (
    """+++
title = "Two rates"
minutes = 5
data = "uci-digits-8x8"
[settings]
hidden_layers = "6"
learning_rate = 0.5
epochs = 2
+++

# A rate that works

Look at [the rate](window:learning_rate), and at the [Network tab](window:tab:Network).

```formula
w ← w − η ∂C/∂w_{ij}
```

```predict
question = "How many will it read?"
choices = [10, 90]
unit = "%"
figure = "η 0.5"
```

```run
name = "rate"
label = "η 0.5"
```

This is said afterwards.

```figure
name = "η 0.5"
of = "rate"
quantity = "validation accuracy"
published = 50
tolerance = 50
unit = "%"
source = "nobody"
```

```plot
of = "rate"
quantity = "validation accuracy"
```

# Without a network

```predict
question = "And by darkness?"
figure = "dark"
unit = "%"
```

"""
    + by_darkness("published = 99", "tolerance = 1", 'unit = "%"', 'source = "nobody"')
    + """
# In words

```predict
question = "Which is better?"
choices = ["To learn", "To guess"]
answer = "To learn"
```
"""
)


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    path = tmp_path / "rates.lesson.md"
    path.write_text(LESSON, encoding="utf-8")
    return path


@pytest.fixture
def presenter(window: MainWindow, lesson: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> LessonsPresenter:
    """The lesson is opened by the menu."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(lesson), ""))
    window.menus.open_lesson.trigger()
    found = window.views.presenter("Lessons")
    assert isinstance(found, LessonsPresenter)
    qtbot.waitUntil(lambda: not found.is_reading)
    return found


def _open_file(presenter: LessonsPresenter, path: Path, qtbot: QtBot) -> None:
    presenter.open_file(path)
    qtbot.waitUntil(lambda: not presenter.is_reading)


def _view(presenter: LessonsPresenter) -> LessonsView:
    assert presenter.view is not None
    return presenter.view


def _button(presenter: LessonsPresenter, name: str) -> QPushButton:
    found = [each for each in _view(presenter).findChildren(QPushButton, name) if not each.isHidden()]
    return found[-1]


def _texts(presenter: LessonsPresenter, name: str = "") -> list[str]:
    labels = _view(presenter).page.body.findChildren(QLabel, name)
    return [label.text() for label in labels if label.parent() is not None]


def _answer(presenter: LessonsPresenter, qtbot: QtBot, name: str, *, waits_for_more: bool = False) -> None:
    course = presenter.course
    assert course is not None
    before = len(course.answers)
    QTest.mouseClick(_button(presenter, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(course.answers) > before and bool(course.unanswered) is waits_for_more)


def _run(presenter: LessonsPresenter, qtbot: QtBot, *, again: bool = False) -> None:
    course = presenter.course
    assert course is not None
    before = sum(map(len, course.outcomes.values()))
    button = _button(presenter, "lessonAgainButton" if again else "lessonRunButton")
    qtbot.waitUntil(lambda: _button(presenter, button.objectName()).isEnabled(), timeout=20_000)
    _button(presenter, button.objectName()).click()
    qtbot.waitUntil(
        lambda: sum(map(len, course.outcomes.values())) > before and presenter.runner.now is None, timeout=20_000
    )


def test_a_lesson_is_gone_through_from_its_first_question_to_its_end(
    presenter: LessonsPresenter, window: MainWindow, lesson: Path, qtbot: QtBot
) -> None:
    course = presenter.course
    assert course is not None
    qtbot.waitUntil(lambda: window.digits.source == "uci-digits-8x8" and not window.controller.is_reading)
    assert window.settings.config.hidden_layers == (6,)
    assert not _button(presenter, "lessonRunButton").isEnabled()  # a prediction comes first
    assert not any("afterwards" in text for text in _texts(presenter))

    _answer(presenter, qtbot, "lessonChoice1")
    _run(presenter, qtbot)

    value = course.values_of(course.lesson.figures[0])[0]
    assert any("afterwards" in text for text in _texts(presenter))
    assert _texts(presenter, "lessonVerdict") == [f"You said 90 %. It came to {100 * value:.2f} %."]
    assert _texts(presenter, "lessonWithin") == ["✓ within"]
    content = _view(presenter).page.plot.content
    assert [series.name for series in content.series] == ["η 0.5"]
    assert [said.value for said in content.said] == [0.9]

    _run(presenter, qtbot, again=True)
    assert [outcome.seed for outcome in course.outcomes["rate"]] == [1, 2]

    QTest.mouseClick(_button(presenter, "lessonNextButton"), Qt.MouseButton.LeftButton)
    edit = _view(presenter).page.body.findChild(QLineEdit, "lessonNumberEdit")
    assert edit is not None
    QTest.keyClicks(edit, "20\r")
    qtbot.waitUntil(lambda: not course.unanswered)
    _run(presenter, qtbot)
    assert _texts(presenter, "lessonWithin") == ["✗ outside"]

    QTest.mouseClick(_button(presenter, "lessonNextButton"), Qt.MouseButton.LeftButton)
    _answer(presenter, qtbot, "lessonChoice1")
    assert _texts(presenter, "lessonVerdict") == ["You said: To guess. It is: To learn."]
    QTest.mouseClick(_button(presenter, "lessonNextButton"), Qt.MouseButton.LeftButton)
    assert _view(presenter).shows_list
    assert _view(presenter).list.rows[str(lesson)].listed.progress_text == "done"


def test_what_is_right_and_the_text_about_it_come_with_the_answer_and_a_run_may_come_before_a_question(
    presenter: LessonsPresenter, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "words.lesson.md"
    path.write_text(
        """+++
title = "Words"
+++

# One

```measure
name = "first"
kind = "darkness"
```

```predict
question = "Which?"
choices = ["dark", "bright"]
answer = "bright"
```

It is bright.

```predict
question = "How many?"
figure = "dark"
```

"""
        + by_darkness(),
        encoding="utf-8",
    )
    _open_file(presenter, path, qtbot)
    _run(presenter, qtbot)
    assert not any("It is bright" in text for text in _texts(presenter))

    _answer(presenter, qtbot, "lessonChoice0", waits_for_more=True)
    assert _texts(presenter, "lessonVerdict") == ["You said: dark. It is: bright."]
    assert any("It is bright" in text for text in _texts(presenter))
    assert not _button(presenter, "lessonChoice0").isEnabled()
    assert not _button(presenter, "lessonRunButton").isEnabled()

    _answer(presenter, qtbot, "lessonSkipButton")
    _run(presenter, qtbot)
    assert [text.split(" ")[0] for text in _texts(presenter, "lessonVerdict")] == ["You", "It"]


def test_a_question_can_be_skipped(presenter: LessonsPresenter, qtbot: QtBot) -> None:
    _answer(presenter, qtbot, "lessonSkipButton")
    _run(presenter, qtbot)

    assert _texts(presenter, "lessonVerdict")[0].startswith("It came to ")


def test_what_the_lesson_sets_can_be_changed_by_hand_and_mended(
    presenter: LessonsPresenter, window: MainWindow, qtbot: QtBot
) -> None:
    page = _view(presenter).page
    epochs = page.fields.fields["epochs"]
    assert isinstance(epochs, QSpinBox)
    qtbot.waitUntil(lambda: not window.controller.is_reading)
    assert not page.restore_button.isEnabled()

    epochs.setValue(7)
    assert window.settings.config.epochs == 7
    assert page.restore_button.isEnabled()

    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert window.settings.config.epochs == 2
    assert epochs.value() == 2
    assert not page.restore_button.isEnabled()


def test_the_text_points_at_its_settings_and_opens_tabs(
    presenter: LessonsPresenter, window: MainWindow, qtbot: QtBot
) -> None:
    page = _view(presenter).page
    window.show()
    qtbot.waitUntil(lambda: page.rings.shown == ["1"])
    assert page.rings.widget_of("learning_rate") is page.fields.fields["learning_rate"]
    assert isinstance(page.rings.widget_of("canvas"), QWidget)

    page.body.link_followed.emit("tab:Network")

    assert window.view_tabs.name(window.view_tabs.currentIndex()) == "Network"
    qtbot.waitUntil(lambda: not page.rings.shown)


def test_ones_own_run_comes_on_top_of_the_lessons(
    presenter: LessonsPresenter, window: MainWindow, qtbot: QtBot
) -> None:
    _answer(presenter, qtbot, "lessonSkipButton")
    _run(presenter, qtbot)

    window.menus.train.trigger()
    qtbot.waitUntil(lambda: window.controller.state == "idle", timeout=20_000)

    plot = _view(presenter).page.plot
    qtbot.waitUntil(lambda: [series.name for series in plot.content.series] == ["η 0.5", "yours"])


def test_a_figure_is_compared_with_five_seeds_by_one_click(
    presenter: LessonsPresenter, window: MainWindow, qtbot: QtBot
) -> None:
    course, body = presenter.course, _view(presenter).page.body
    assert course is not None
    _answer(presenter, qtbot, "lessonSkipButton")
    assert body.seeds_buttons == []  # first things first
    _run(presenter, qtbot)
    assert any(text.startswith("4 more runs: some 40 seconds") for text in _texts(presenter))
    qtbot.waitUntil(lambda: _button(presenter, "lessonSeedsButton").isEnabled())

    QTest.mouseClick(_button(presenter, "lessonSeedsButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("seed 2; 3 are to come" in text for text in _texts(presenter)))
    assert _button(presenter, "lessonSeedsButton").text() == "Stop"
    assert window.canvas.isEnabled()
    qtbot.waitUntil(lambda: len(course.outcomes["rate"]) == 5 and presenter.runner.now is None, timeout=30_000)

    values = [100 * value for value in course.values_of(course.lesson.figures[0])]
    (text,) = _texts(presenter, "lessonSeeds")
    assert text.startswith(f"By seed: {values[0]:.2f} (1), {values[1]:.2f} (2), ")
    assert f"Mean {np.mean(values):.2f} %, standard deviation {np.std(values, ddof=1):.2f} %." in text
    assert _texts(presenter, "lessonWithin") == ["✓ within"]
    assert body.seeds_buttons == []


def test_each_seed_that_is_outside_is_marked_and_what_needs_no_seed_is_not_offered(
    presenter: LessonsPresenter, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "narrow.lesson.md"
    path.write_text(LESSON.replace("tolerance = 50", "tolerance = 0.0001"), encoding="utf-8")
    _open_file(presenter, path, qtbot)
    course, body = presenter.course, _view(presenter).page.body
    assert course is not None
    _answer(presenter, qtbot, "lessonSkipButton")
    _run(presenter, qtbot)
    _run(presenter, qtbot, again=True)

    assert any(text.startswith("3 more runs") for text in _texts(presenter))
    assert _texts(presenter, "lessonSeeds")[0].count("✗") == 2
    assert _texts(presenter, "lessonWithin") == ["✗ outside"]

    QTest.mouseClick(_button(presenter, "lessonNextButton"), Qt.MouseButton.LeftButton)
    _answer(presenter, qtbot, "lessonSkipButton")
    _run(presenter, qtbot)
    assert body.seeds_buttons == []  # by darkness, every seed comes to the same


def test_five_seeds_can_be_stopped_and_what_was_done_stays(
    presenter: LessonsPresenter, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    _answer(presenter, qtbot, "lessonSkipButton")
    _run(presenter, qtbot)
    course = presenter.course
    assert course is not None
    run = course.lesson.experiments[0]
    endless = replace(run, setup=replace(run.setup, config=run.setup.config.with_values(epochs=100_000)))
    qtbot.waitUntil(lambda: window.controller.state == "idle")

    presenter.runner.start([Asked(run, 2), Asked(endless, 3), Asked(run, 4)])
    qtbot.waitUntil(lambda: presenter.runner.now == Asked(endless, 3) and window.controller.state == "running")
    presenter.runner.stop()
    qtbot.waitUntil(lambda: presenter.runner.now is None and window.controller.state == "idle")

    assert [outcome.seed for outcome in course.outcomes["rate"]] == [1, 2]
    assert _button(presenter, "lessonSeedsButton").text() == "Five seeds"
    qtbot.waitUntil(lambda: _button(presenter, "lessonSeedsButton").isEnabled())
    QTest.mouseClick(_button(presenter, "lessonSeedsButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter.runner.now is not None)
    _button(presenter, "lessonSeedsButton").click()
    qtbot.waitUntil(lambda: presenter.runner.now is None and window.controller.state == "idle")
    assert len(course.outcomes["rate"]) < 5


def test_five_seeds_of_a_measurement_can_be_stopped(
    presenter: LessonsPresenter, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "measured.lesson.md"
    path.write_text(
        """+++
title = "Units"
data = "uci-digits-8x8"
settings = { hidden_layers = "6", epochs = 200 }
+++

# One

```measure
name = "units"
kind = "symmetry"
seconds = 1000
```

```figure
name = "units"
of = "units"
quantity = "different units"
published = 6
tolerance = 0.5
source = "random weights differ"
```
""",
        encoding="utf-8",
    )
    _open_file(presenter, path, qtbot)
    _run(presenter, qtbot)
    course = presenter.course
    assert course is not None
    assert any("They can be left running, and stopped." in text for text in _texts(presenter))

    QTest.mouseClick(_button(presenter, "lessonSeedsButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter.runner.now is not None)
    assert window.controller.state == "idle"  # nothing is trained in the window's own worker
    QTest.mouseClick(_button(presenter, "lessonSeedsButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter.runner.now is None)

    assert len(course.outcomes["units"]) < 5
    assert _button(presenter, "lessonSeedsButton").text() == "Five seeds"


def test_without_mnist_a_figure_that_is_not_of_mnist_is_compared_and_nothing_says_that_it_is_not(
    presenter: LessonsPresenter, qtbot: QtBot
) -> None:
    presenter.open("07-first-weights")
    course = presenter.course
    assert course is not None
    _answer(presenter, qtbot, "lessonSkipButton")
    _run(presenter, qtbot)
    assert course.may_compare(course.step.figures[0])
    assert _texts(presenter, "lessonWithin")[0] == "✓ within"
    note = _view(presenter).page.plot_note.text()
    assert "compared with no figure of MNIST's" in note
    assert not any("nothing is compared" in text or "no printed" in text for text in [note, *_texts(presenter)])


def test_stop_ends_what_the_lesson_runs_and_it_can_be_run_anew(
    presenter: LessonsPresenter, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    long = tmp_path / "long.lesson.md"
    long.write_text(LESSON.replace("epochs = 2", "epochs = 100000"), encoding="utf-8")
    _open_file(presenter, long, qtbot)
    course = presenter.course
    assert course is not None
    _answer(presenter, qtbot, "lessonSkipButton")
    qtbot.waitUntil(lambda: _button(presenter, "lessonRunButton").isEnabled(), timeout=20_000)

    _button(presenter, "lessonRunButton").click()
    qtbot.waitUntil(lambda: window.controller.state == "running")
    window.menus.stop.trigger()

    qtbot.waitUntil(lambda: window.controller.state == "idle" and presenter.runner.now is None)
    assert not course.outcomes
    qtbot.waitUntil(lambda: _button(presenter, "lessonRunButton").isEnabled())


def test_a_file_that_is_no_lesson_is_told_and_what_is_open_stays(
    presenter: LessonsPresenter, tmp_path: Path, qtbot: QtBot
) -> None:
    before = presenter.course
    wrong = tmp_path / "wrong.lesson.md"
    wrong.write_text(LESSON.replace("choices = [10, 90]", "choices = [10]"), encoding="utf-8")

    _open_file(presenter, wrong, qtbot)

    assert presenter.course is before
    assert "wrong.lesson.md, line 21: expected choices" in presenter.refusal.text
    assert not _view(presenter).shows_list


def test_a_file_on_a_slow_drive_is_waited_for_in_another_thread_until_something_else_is_opened(
    presenter: LessonsPresenter, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    first, slow = presenter.course, tmp_path / "slow.lesson.md"
    slow.write_text(LESSON.replace("Two rates", "Slow"), encoding="utf-8")
    drive = SlowDrive(monkeypatch, READER)

    presenter.open_file(slow)
    qtbot.waitUntil(lambda: drive.asked_for == [slow])
    assert presenter.course is first
    assert window.status.text == "Reading slow.lesson.md…"
    presenter.open("14-backpropagation-by-hand")
    qtbot.waitUntil(lambda: not presenter.is_reading)
    assert "slow.lesson.md" not in window.status.text
    other = presenter.course
    drive.answer()
    presenter.open_file(slow)
    qtbot.waitUntil(lambda: not presenter.is_reading)
    assert presenter.course is not other
    assert presenter.course is not None
    assert presenter.course.lesson.title == "Slow"
