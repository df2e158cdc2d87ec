"""A user of the window, by dice: draws, trains, pauses, looks around, changes data and settings, makes sweeps, takes
lessons, and comes home again.

What takes time (a stroke, a run that ends) is written as a generator that yields how many milliseconds to wait; the event
loop of the program runs meanwhile, as it does under a real hand.
"""

import random
from collections.abc import Callable, Generator
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QScrollBar,
    QSlider,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from gui.frame.run_bar import SPEEDS
from gui.lessons_tab.lessons_view import LessonsView
from gui.main_window import MainWindow
from gui.runs_tab.sweep_form import SweepForm
from gui.state.sweep_draft import SweepDraft
from tests.benchmarks.tried_settings import DATA, HOME_CONFIG, HOME_DATA, HOME_SIZE, RECIPES, SETTINGS

Waits: TypeAlias = Generator[int, None, None]
"""Milliseconds to wait, one after the other."""

_MOVE_MS = 8  # people's pens move about 120 times a second
_SETTLE_MS = 1500
_GLANCE_MS = 400
_GIVE_UP_MS = 180_000  # digits that a lesson wants may take a minute to be written
_LEARNABLE = 3  # drawings to label before the hand is learned
_MOST_SWEEP_MS, _MOST_LESSON_MS = 30_000, 6_000  # then the sweep is ended, and what the lesson runs


class SimulatedUser:
    """Opens everything once, then does one thing after the other until told to stop; cancels every dialog about a file.

    Parameters
    ----------
    window
        The window, shown and with digits read.
    seed
        Of the dice.
    goes_home
        Whether it is time to do what is the same in every round.
    on_move
        Called before and after each movement of the pen: ``on_move(False)``, then ``on_move(True)``.
    one_run
        Never end the run, nor change what would: data, recipe, settings that cannot change while it goes on.

    Attributes
    ----------
    is_home
        Whether the window is as it was in every round: same data, settings, size, view; a run under way.
    doing
        What it does, or did last; of a control, its name too.
    counts
        How often each thing was done.
    """

    def __init__(
        self,
        window: MainWindow,
        *,
        seed: int,
        goes_home: Callable[[], bool],
        on_move: Callable[[bool], None],
        one_run: bool = False,
    ) -> None:
        self.is_home = False
        self.doing = "nothing"
        self.counts: dict[str, int] = {}
        self._window = window
        self._dice = random.Random(seed)
        self._goes_home = goes_home
        self._on_move = on_move
        self._n_labeled = 0
        self._waits = self._live()
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._go_on)
        self._asked: QWidget | None = None
        self._glance = QTimer(window)  # a menu that comes up has an event loop of its own until it goes
        self._glance.timeout.connect(self._leave_what_came_up)
        mild = {
            "draw": (14, self._draw),
            "undo": (4, self._undo),
            "clear": (3, self._clear),
            "pause": (4, self._pause),
            "step": (3, self._step),
            "tab": (6, self._tab),
            "page": (4, self._page),
            "control": (8, self._control),
            "click": (4, self._click),
            "scroll": (3, self._scroll),
            "change": (3, self._change),
            "theme": (1, self._theme),
            "resize": (2, self._resize),
            "label": (1, self._label),
        }
        ends_runs = {
            "stop": (2, self._stop),
            "reset": (2, self._reset),
            "data": (2, self._data),
            "settings": (4, self._settings),
            "recipe": (2, self._recipe),
            "hand": (1, self._hand),
            "sweep": (2, self._sweep),
            "lesson": (2, self._lesson),
        }
        self._actions = mild if one_run else {**mild, **ends_runs}
        self._one_run = one_run
        for dialog in ("getOpenFileName", "getSaveFileName"):
            setattr(QFileDialog, dialog, staticmethod(lambda *_args, **_kwargs: ("", "")))
        QFileDialog.getExistingDirectory = staticmethod(lambda *_args, **_kwargs: "")  # type: ignore[method-assign]

    def begin(self) -> None:
        """From now on, by the event loop."""
        self._timer.start(0)
        self._glance.start(_GLANCE_MS)

    def stop(self) -> None:
        """Do nothing any more."""
        self._timer.stop()
        self._glance.stop()

    def _leave_what_came_up(self) -> None:
        """Close a menu or a question that has been there for a moment."""
        asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asked is not None and asked is self._asked:
            asked.close()
        self._asked = asked

    def _go_on(self) -> None:
        try:
            self._timer.start(next(self._waits))
        except Exception:
            QApplication.quit()  # nobody is there any more: no reason to stay
            raise

    def _live(self) -> Waits:
        names = list(self._actions)
        weights = [weight for weight, _ in self._actions.values()]
        yield from self._tour()
        self._window.panel.form.set_config(HOME_CONFIG)
        while True:
            if self._goes_home():
                if not self.is_home:
                    self.doing = "go home"
                    yield from self._go_home()
                self.doing = "draw"
                yield from self._draw()
                yield 200
                continue
            self.is_home = False
            if self._window.controller.state == "idle" and self._dice.random() < 0.6:
                self.doing = "train"
                yield from self._train()
            name = self.doing = self._dice.choices(names, weights)[0]
            self.counts[name] = self.counts.get(name, 0) + 1
            yield from self._actions[name][1]()
            yield self._dice.randint(60, 700)

    def _tour(self) -> Waits:
        """Every tab and every page once: each is made when it is first opened, and stays."""
        self.doing = "tour"
        tabs = self._window.view_tabs
        for index in range(tabs.count()):
            tabs.setCurrentIndex(index)
            yield 500
            for pages in self._view().findChildren(QTabWidget)[:1]:
                for page in range(pages.count()):
                    pages.setCurrentIndex(page)
                    yield 300

    # Home

    def _go_home(self) -> Waits:
        window = self._window
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.set_theme("light")
        window.resize(*HOME_SIZE)
        window.view_tabs.setCurrentIndex(0)
        if not self._one_run:
            yield from self._until_idle()
            if window.workspace.dataset is None or window.workspace.dataset.source != HOME_DATA:
                window.open_data(HOME_DATA)
                yield from self._until(lambda: not window.controller.is_reading)
            window.panel.form.set_config(HOME_CONFIG)
            window.run_bar.set_speed(0.0)
            window.panel.reset_button.click()
        if window.controller.state != "running":
            window.run_bar.train_button.click()
        yield _SETTLE_MS
        self.is_home = True

    # Waiting

    def _until(self, condition: Callable[[], bool]) -> Waits:
        waited = 0
        while not condition():
            if waited > _GIVE_UP_MS:
                raise RuntimeError("the window did not get there in a minute")
            yield 20
            waited += 20

    def _at_most(self, most_ms: int, condition: Callable[[], bool]) -> Waits:
        """Wait for it, but not for ever."""
        waited = 0
        while waited < most_ms and not condition():
            yield 50
            waited += 50

    def _until_idle(self) -> Waits:
        self._window.menus.cancel_sweep.trigger()
        if self._window.controller.state != "idle":
            self._window.run_bar.stop_button.click()
        yield from self._until(self._is_idle)

    def _is_idle(self) -> bool:
        controller = self._window.controller
        return controller.state == "idle" and not controller.is_reading and not self._window.sweeps.is_on

    # The canvas

    def _draw(self) -> Waits:
        canvas = self._window.canvas
        self._window.drawing_panel.clear_button.click()
        for _ in range(self._dice.choice((1, 1, 2))):
            points = self._stroke()
            self._send(QEvent.Type.MouseButtonPress, points[0], Qt.MouseButton.LeftButton)
            for point in points[1:]:
                self._on_move(False)
                self._send(QEvent.Type.MouseMove, point, Qt.MouseButton.NoButton)
                self._on_move(True)
                yield _MOVE_MS
            self._send(QEvent.Type.MouseButtonRelease, points[-1], Qt.MouseButton.LeftButton)
        canvas.finish_stroke()

    def _stroke(self) -> list[tuple[float, float]]:
        """An arc of an ellipse, in fractions of the paper's side."""
        first, length = self._dice.uniform(0, 6.3), self._dice.uniform(1.5, 8)
        angle = first + np.linspace(0, length, self._dice.randint(20, 60))
        width, height = self._dice.uniform(0.05, 0.35), self._dice.uniform(0.1, 0.38)
        return list(zip(0.5 + width * np.cos(angle), 0.5 + height * np.sin(angle), strict=True))

    def _send(self, kind: QEvent.Type, point: tuple[float, float], button: Qt.MouseButton) -> None:
        canvas, paper = self._window.canvas, self._window.canvas.paper()
        at = QPointF(paper.left() + point[0] * paper.width(), paper.top() + point[1] * paper.height())
        send_mouse(canvas, kind, at, button)

    def _undo(self) -> Waits:
        for _ in range(self._dice.randint(1, 4)):
            self._window.drawing_panel.undo_button.click()
            yield 60
        if self._dice.random() < 0.5:
            self._window.drawing_panel.redo_button.click()

    def _clear(self) -> Waits:
        self._window.drawing_panel.clear_button.click()
        yield 0

    def _label(self) -> Waits:
        yield from self._draw()
        self._window.reading.class_bars.buttons[self._dice.randrange(10)].click()
        self._n_labeled += 1

    # The run

    def _train(self) -> Waits:
        self._window.run_bar.train_button.click()
        yield 300

    def _pause(self) -> Waits:
        self._window.run_bar.train_button.click()
        yield self._dice.randint(50, 800)
        if self._window.controller.state == "paused":
            self._window.run_bar.train_button.click()

    def _step(self) -> Waits:
        for _ in range(self._dice.randint(1, 5)):
            self._window.run_bar.step_button.click()
            yield 80
        if self._window.controller.state == "paused":
            self._window.run_bar.train_button.click()

    def _change(self) -> Waits:
        form = self._window.panel.form
        form.learning_rate_box.setValue(self._dice.choice((0.01, 0.03, 0.1, 0.3)))
        form.weight_decay_box.setValue(self._dice.choice((0.0, 0.5, 1.0)))
        self._window.run_bar.set_speed(self._dice.choice((0.0, 0.0, 0.0, self._dice.choice(SPEEDS))))
        yield 0

    def _stop(self) -> Waits:
        self._window.run_bar.stop_button.click()
        yield 100

    def _reset(self) -> Waits:
        self._window.panel.reset_button.click()
        yield 100

    def _data(self) -> Waits:
        yield from self._until_idle()
        source = self._dice.choice(DATA)
        self.doing = f"data {source}"
        self._window.open_data(source)
        yield from self._until(lambda: not self._window.controller.is_reading)

    def _settings(self) -> Waits:
        yield from self._until_idle()
        settings = self._dice.choice(SETTINGS)
        self.doing = f"settings {' '.join(map(str, settings.values()))}"
        self._window.panel.form.set_config(HOME_CONFIG.with_values(**settings))
        yield from self._train()

    def _recipe(self) -> Waits:
        yield from self._until_idle()
        recipe = self._dice.choice(RECIPES)
        self.doing = f"recipe {recipe}"
        self._window.recipes.set_values(recipe)
        yield from self._train()

    def _hand(self) -> Waits:
        yield from self._until_idle()
        while self._n_labeled < _LEARNABLE:
            yield from self._label()
        self._window.workspace.use_bundled_model()
        self._window.reading.learn_button.click()
        yield from self._until(lambda: self._window.controller.state == "idle")
        dialog = self._window.fine_tuner.dialog
        if dialog is not None:
            if dialog.take_back_button.isEnabled() and self._dice.random() < 0.5:
                dialog.take_back_button.click()
            dialog.close()

    def _sweep(self) -> Waits:
        """Six short runs or so, which are looked at while they go on; sometimes held for a moment, or ended before."""
        window, dice = self._window, self._dice
        yield from self._until_idle()
        window.panel.form.set_config(HOME_CONFIG.with_values(hidden_layers=(10,), epochs=dice.randint(1, 4)))
        window.menus.open_sweep.trigger()
        yield 300
        rates = ", ".join(
            f"{dice.uniform(0.01, 1):.4f}" for _ in range(3)
        )  # others each time, so others to be computed
        form = window.findChild(SweepForm)
        assert form is not None
        form.set_draft(SweepDraft((("learning_rate", rates), ("weight_decay", "0, 1")), n_seeds=1))
        yield from self._at_most(2000, window.menus.run_sweep.isEnabled)
        if not window.menus.run_sweep.isEnabled():  # digits that are streamed are not swept over
            return
        window.menus.run_sweep.trigger()
        if dice.random() < 0.3:
            yield dice.randint(200, 3000)
            window.menus.run_sweep.trigger()
            yield 500
            window.menus.run_sweep.trigger()
        if dice.random() < 0.2:
            yield dice.randint(200, 3000)
            window.menus.cancel_sweep.trigger()
        yield from self._at_most(_MOST_SWEEP_MS, lambda: not window.sweeps.is_on)
        for _ in range(dice.randint(1, 4)):
            yield from self._control()

    def _lesson(self) -> Waits:
        """Some steps of a lesson: what it asks is answered, what it runs is run, for some seconds."""
        window, dice = self._window, self._dice
        yield from self._until_idle()
        window.view_tabs.show_titled("Lessons")
        yield 200
        view = window.findChild(LessonsView)
        assert view is not None
        if view.shows_list:
            listed = [
                button
                for button in view.list.findChildren(QAbstractButton)
                if button.objectName().startswith("lesson-")
            ]
            lesson = dice.choice(listed)
            self.doing = f"lesson {lesson.objectName()}"
            lesson.click()
        for _ in range(dice.randint(2, 6)):
            yield 300
            buttons = [each for each in view.page.body.findChildren(QAbstractButton) if each.isVisible()]
            for button in buttons[:4]:
                if isValid(button) and button.isEnabled():  # a step is made anew when it has been answered
                    button.click()
                    yield 200
            yield from self._at_most(_MOST_LESSON_MS, self._is_idle)
            view.page.next_button.click()
            if view.shows_list:
                return
        if dice.random() < 0.7:
            view.page.all_button.click()

    # The views

    def _tab(self) -> Waits:
        tabs, index = self._window.view_tabs, self._dice.randrange(self._window.view_tabs.count())
        self.doing = f"tab {tabs.tabText(index)}"
        tabs.setCurrentIndex(index)
        yield 200

    def _page(self) -> Waits:
        for pages in self._view().findChildren(QTabWidget)[:1]:
            index = self._dice.randrange(pages.count())
            self.doing = f"page {pages.tabText(index)}"
            pages.setCurrentIndex(index)
        yield 200

    def _view(self) -> QWidget:
        view = self._window.view_tabs.currentWidget()
        assert view is not None
        return view

    def _control(self) -> Waits:
        """Another choice in a box, or a press of a button, of the view that is looked at; not in the panel."""
        if self._window.view_tabs.currentIndex() == 0:
            self._window.menus.logarithmic.trigger()
            yield 0
            return
        controls = [
            widget
            for kind in (QComboBox, QAbstractButton, QSlider)
            for widget in self._view().findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and not isinstance(widget, QScrollBar)
        ]
        if controls:
            control = self._dice.choice(controls)
            self.doing = f"control {control.objectName() or type(control).__name__}"
            if isinstance(control, QComboBox):
                control.setCurrentIndex(self._dice.randrange(max(control.count(), 1)))
                control.activated.emit(control.currentIndex())
            elif isinstance(control, QAbstractButton):
                control.click()
            elif isinstance(control, QSlider):
                control.setValue(self._dice.randint(control.minimum(), control.maximum()))
        yield 100

    def _click(self) -> Waits:
        """Somewhere in the view that is looked at; in the panel, nothing but the buttons is pressed."""
        view = self._view()
        at = QPointF(self._dice.uniform(0, view.width() - 1), self._dice.uniform(0, view.height() - 1))
        target = view.childAt(at.toPoint())
        if target is not None and not self._window.panel.isAncestorOf(target):
            place = QPointF(target.mapFrom(view, at))
            send_mouse(target, QEvent.Type.MouseButtonPress, place, Qt.MouseButton.LeftButton)
            send_mouse(target, QEvent.Type.MouseButtonRelease, place, Qt.MouseButton.LeftButton)
        yield 100
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _scroll(self) -> Waits:
        bars = [bar for bar in self._view().findChildren(QScrollBar) if bar.isVisible() and bar.maximum() > 0]
        if bars:
            bar = self._dice.choice(bars)
            for _ in range(6):
                bar.setValue(bar.value() + self._dice.choice((-1, 1, 1)) * bar.pageStep())
                yield 60
        yield 0

    def _theme(self) -> Waits:
        self._window.set_theme(self._dice.choice(("light", "dark")))
        yield 100

    def _resize(self) -> Waits:
        self._window.resize(self._dice.randint(1000, 1700), self._dice.randint(640, 1100))
        yield 100


def send_mouse(widget: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
    """One mouse event, position in points of the widget; the left button is held while the pen is down."""
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    everywhere = QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(kind, at, everywhere, button, held, Qt.KeyboardModifier.NoModifier))
