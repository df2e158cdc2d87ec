"""The tab "Why": what the network that answers says of the drawing, with every stroke and while it learns."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Slot

from engine.data.dataset import Dataset
from engine.explain.attribution import Attribution, Method, attribute
from engine.explain.smallest_change import InkChange, smallest_change
from engine.ink.framing import Image
from engine.ink.pen import Stroke
from engine.ink.stroke_tracing import picture_strokes
from engine.models.model import Model
from engine.nn.network import Architecture
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.plots.digit_row import N_DIGITS, NearDigit
from gui.plots.lead_waterfall import Step
from gui.state.availability import Availability
from gui.state.data_parts import DataParts
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import translate
from gui.why_tab.digit_space import KnownDigits, MapSpace, PlacedDigits, knowing_of, placing_of
from gui.why_tab.ideal_grower import IdealGrower
from gui.why_tab.lead_steps import LeadStep, lead_steps, number_text
from gui.why_tab.question import Pair, Question
from gui.why_tab.why_text import (
    EMPTY,
    LOADING,
    NO_DATA,
    NO_TRAINING_DIGITS,
    OVERFLOWS,
    PLACING,
    WAITS,
    WORKING,
    alike_text,
    change_lines,
    change_note,
    change_title,
    ink_text,
    lead_text,
    map_text,
    nearest_text,
    short_lead_text,
    sum_text,
)
from gui.why_tab.why_view import WhyView
from gui.widgets.message_area import MessageArea
from gui.widgets.refresher import Refresher
from gui.workers.background_tasks import BackgroundTasks, TaskControl, TaskThreads
from gui.workers.latest_work import LatestWork

_NETWORK_INTERVAL_MS = 100  # while the network learns
_PEN_RESTS_MS = 80  # then what is not quick is worked out: a busy thread beside it would hold up the pen
_SLOW_INTERVAL_MS = 500  # of the same while the network learns
_MAP_PAUSE_S, _NEAREST_PAUSE_S = 0.5, 1.0  # between two times that training digits are looked at meanwhile
_PAUSE_PER_WORK = 10.0  # work of a second is followed by a pause of so many: a tenth of a core
_SOON_MS = 20
_N_PLACES = 6  # of the drawing: where it is, and the last five where it was
_FAR = 0.03  # of the map: what is nearer to the place before is the same place


Why = Literal["now", "pen", "network"]
"""Why something is worked out: somebody has asked, the pen has moved, the network has learned."""


class _Asked(NamedTuple):
    """What an answer is of."""

    frame: Image
    model: Model
    pair: Pair
    method: Method

    def is_same(self, other: "_Asked | None") -> bool:
        """Whether it is of the same drawing, network and question."""
        return (
            other is not None
            and self.frame is other.frame
            and self.model.parameters is other.model.parameters
            and self.pair == other.pair
            and self.method == other.method
        )


@dataclass(frozen=True, eq=False)
class _InkAnswer:
    asked: _Asked
    attribution: Attribution


@dataclass(frozen=True, eq=False)
class _ChangeAnswer:
    asked: _Asked
    change: InkChange


@dataclass(frozen=True, eq=False)
class _NearAnswer:
    known: KnownDigits
    frame: Image
    rows: NDArray[np.intp]
    distances: NDArray[np.float64]


class _Digits(NamedTuple):
    """What training digits are looked at with."""

    model: Model
    dataset: Dataset
    train: NDArray[np.intp]
    space: MapSpace

    def is_same(self, other: "_Digits | None") -> bool:
        """Whether it comes to the same."""
        return (
            self.has_same_digits(other)
            and other is not None
            and self.space == other.space
            and (
                self.model.scaling is other.model.scaling
                if self.space == "pixels"
                else self.model.parameters is other.model.parameters
            )
        )

    def has_same_digits(self, other: "_Digits | None") -> bool:
        """Whether it is about the same digits in the same format."""
        return (
            other is not None
            and self.dataset is other.dataset
            and self.train is other.train
            and self.model.input_format == other.model.input_format
        )


class WhyExplorer(QObject):
    """Stands between the view on one side and workspace and canvas on the other.

    What is quick is done with every movement of the pen, the rest in the background, where the newest request wins; a
    picture that is not of now says so. Nothing is done while the tab cannot be seen.

    Attributes
    ----------
    view
        The view; ``None`` before the tab is opened.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        canvas: DrawingCanvas,
        *,
        threads: TaskThreads,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._availability, self._canvas = workspace, availability, canvas
        self._settings, self._messages = settings, messages
        self._parts = DataParts(settings)
        self.view: WhyView | None = None
        self._question = Question()
        self._frame: Image | None = None
        self._architecture: Architecture | None = None
        self._ink: _InkAnswer | None = None
        self._change: _ChangeAnswer | None = None
        self._is_blank = True  # nothing was asked yet
        self._near: _NearAnswer | None = None
        self._placed: PlacedDigits | None = None
        self._placed_with: _Digits | None = None
        self._known: KnownDigits | None = None
        self._known_with: _Digits | None = None
        self._path: list[Image] = []
        self._places: NDArray[np.float64] = np.empty((0, 2))
        self._ink_work = LatestWork(threads.make("why ink"), parent=self)
        self._change_work = LatestWork(threads.make("why change"), quick_s=0.0, parent=self)  # it varies too much
        self._near_work = LatestWork(threads.make("why nearest"), parent=self)
        self._threads = threads
        self._grower: IdealGrower | None = None
        self._digit = 0
        self._placer, self._knower = threads.make("why map"), threads.make("why digits")
        self._tracer = threads.make("why tracing")
        self._placing_with: _Digits | None = None
        self._knowing_with: _Digits | None = None
        self._traced_for = 0
        self._place_at = self._know_at = 0.0
        self._place_timer, self._know_timer = self._make_timer(self._place_if_due), self._make_timer(self._know_if_due)
        self._network_refresher = Refresher(self._on_network_due, interval_ms=_NETWORK_INTERVAL_MS, parent=self)
        self._slow_timer = self._make_timer(self._ask_for_slow)

    def _make_timer(self, react: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(react)
        return timer

    def make_view(self) -> WhyView:
        """The view, wired."""
        view = self.view = WhyView(self._messages)
        self._grower = IdealGrower(self._workspace, view.ideal, self._threads.make("why ideal"), self)
        view.bar.digit_box.chosen.connect(self._on_digit_chosen)
        view.bar.other_box.chosen.connect(self._on_other_chosen)
        view.bar.follow_button.clicked.connect(self._on_follow_requested)
        view.bar.method_chosen.connect(self._refresh)
        view.space_chosen.connect(self._on_space_chosen)
        view.put_button.clicked.connect(self._on_put_requested)
        view.seen.connect(self._refresh)
        view.hidden_again.connect(self._rest)
        view.theme_changed.connect(self._on_theme_changed)
        self._ink_work.done.connect(self._on_ink_done)
        self._ink_work.failed.connect(view.ink_label.setText)
        self._change_work.done.connect(self._on_change_done)
        self._change_work.failed.connect(view.change_label.setText)
        self._near_work.done.connect(self._on_near_done)
        self._near_work.failed.connect(view.nearest_label.setText)
        self._placer.done.connect(self._on_placed)
        self._placer.failed.connect(self._on_placing_failed)
        self._knower.done.connect(self._on_known)
        self._knower.failed.connect(self._on_knowing_failed)
        self._tracer.done.connect(self._on_traced)
        workspace = self._workspace
        workspace.reading_changed.connect(self._on_reading_changed)
        workspace.dataset_changed.connect(self._refresh)
        self._settings.edited.connect(self._on_digits_changed)
        self._availability.run_state_changed.connect(self._refresh)
        return view

    # What there is

    @property
    def _is_seen(self) -> bool:
        return self.view is not None and self.view.isVisible()

    @property
    def _is_running(self) -> bool:
        return self._availability.now.run_state == "running"

    def _asked(self) -> _Asked | None:
        """What is asked now; ``None`` while there is nothing on the canvas, or no answer."""
        view, frame, probabilities = self.view, self._workspace.frame, self._workspace.probabilities
        if view is None or frame is None or probabilities is None:
            return None
        pair = self._question.pair(probabilities)
        return None if pair is None else _Asked(frame, self._workspace.shown_model, pair, view.bar.method)

    # Reactions

    @Slot(object, object)
    def _on_reading_changed(self, frame: Image | None, _probabilities: object) -> None:
        if not self._is_seen:
            return
        if self._workspace.parameters.architecture is not self._architecture:
            self._refresh()
        elif frame is not self._frame:
            self._note_frame(frame)
            self._answer("pen" if frame is not None else "now")
        else:
            self._network_refresher.request()

    def _note_frame(self, frame: Image | None) -> None:
        if frame is None or (self._frame is not None and frame.shape != self._frame.shape):
            self._path = []
        self._frame = frame
        if frame is not None:
            self._go_on_path(frame)

    @Slot()
    def _on_network_due(self) -> None:
        if self._is_seen:
            self._show_now("network" if self._is_running else "now")

    @Slot()
    def _ask_for_slow(self) -> None:
        """The pen rests, or the network has learned for a while: all that is in sight is worked out."""
        view, asked = self.view, self._asked()
        if self._is_running and self._canvas.drawing.current:  # three threads on two cores would hold up the pen
            self._slow_timer.start(_SLOW_INTERVAL_MS)
            if view is not None and asked is not None:
                self._say_what_waits(view)
            return
        self._slow_timer.stop()
        if view is not None and self._is_seen:
            view.cards["change"].set_title(change_title(asked.pair.other if asked is not None else None))
            view.map.fit()
            if asked is not None:
                self._ask_for_ink(view, asked)
                self._ask_for_change(view, asked)
            self._ask_for_nearest(view)

    def _say_what_waits(self, view: WhyView) -> None:
        """Frames in which there was nothing yet have a word meanwhile."""
        shown = (
            (self._ink, view.ink_label), (self._change, view.change_label), (self._near, view.nearest_label)
        )  # fmt: skip
        for answer, label in shown:
            if answer is None:
                label.setText(translate("Why", WAITS))

    @Slot()
    def _on_digits_changed(self) -> None:
        """Settings were edited: the training digits may be others."""
        if self._is_seen:
            self._place_if_due()
            self._know_if_due()

    @Slot()
    def _refresh(self) -> None:
        """Show what is now; costs little if nothing has changed."""
        self._show_now("now")

    def _show_now(self, why: Why) -> None:
        view = self.view
        if view is None or not self._is_seen:
            return
        architecture = self._workspace.parameters.architecture
        if architecture is not self._architecture:
            self._architecture = architecture
            for work in (self._ink_work, self._change_work, self._near_work):
                work.forget_speed()
            view.set_has_hidden(
                len(architecture.layers) > 1, self.tr("This network has no hidden units: it sees the pixels alone.")
            )
        if self._workspace.frame is not self._frame:
            self._note_frame(self._workspace.frame)
        self._answer(why)
        self._place_if_due()
        self._know_if_due()

    @Slot()
    def _rest(self) -> None:
        """Nobody looks: nothing is done."""
        for work in (self._ink_work, self._change_work, self._near_work):
            work.cancel()
        for tasks in (self._placer, self._knower):
            tasks.cancel()
        if self._grower is not None:
            self._grower.rest()
        self._slow_timer.stop()
        self._place_timer.stop()
        self._know_timer.stop()

    @Slot()
    def _on_theme_changed(self) -> None:
        """The sentence about the ink has its colors."""
        if self._ink is not None:
            self._on_ink_done(self._ink)

    # The question

    @Slot(object)
    def _on_digit_chosen(self, digit: int | None) -> None:
        self._question = self._question.with_digit(digit, self._question.pair(self._workspace.probabilities))
        self._refresh()

    @Slot(object)
    def _on_other_chosen(self, other: int | None) -> None:
        self._question = self._question.with_other(other, self._question.pair(self._workspace.probabilities))
        self._refresh()

    @Slot()
    def _on_follow_requested(self) -> None:
        self._question = Question()
        self._refresh()

    # The four answers

    def _answer(self, why: Why) -> None:
        """Ask for what is in sight, and say what is old meanwhile: for what is quick now, for the rest when it is time."""
        view = self.view
        if view is None:
            return
        asked, pair = self._asked(), self._question.pair(self._workspace.probabilities)
        view.bar.show_question(pair, self._question)
        view.map.set_pair((pair.digit, pair.other) if pair is not None and asked is not None else None)
        self._show_path(view)
        if asked is None:
            self._show_nothing(view)
        else:
            if self._is_blank:
                self._show_first_wait(view)
            if self._ink_work.is_quick:
                self._ask_for_ink(view, asked)
        if why == "now" or asked is None:
            self._ask_for_slow()
        elif why == "pen":
            self._mark_old(view, asked)
            self._slow_timer.start(_PEN_RESTS_MS)
        elif not self._slow_timer.isActive():
            self._slow_timer.start(_SLOW_INTERVAL_MS)
        self._digit = pair.digit if pair is not None else self._digit
        view.ideal.set_network(self._workspace.parameters.architecture, self._digit)
        if self._grower is not None:
            if view.shows("ideal"):
                self._grower.refresh()
            else:
                self._grower.rest()

    def _mark_old(self, view: WhyView, asked: _Asked) -> None:
        """The pen has moved: say what is not of the drawing of now."""
        view.ink.set_old(self._looks_old(self._ink, asked))
        view.change.set_old(self._looks_old(self._change, asked))
        view.nearest.set_old(self._near is None or self._near.frame is not asked.frame)

    def _looks_old(self, shown: "_InkAnswer | _ChangeAnswer | None", asked: _Asked) -> bool:
        """Whether what is shown is of another drawing or question, or of a network that does not just learn on.

        So are frames in which there is nothing yet.
        """
        if shown is None:
            return True
        of = shown.asked._replace(model=asked.model) if self._is_running else shown.asked
        if isinstance(shown, _ChangeAnswer):
            of = of._replace(method=asked.method, pair=Pair(asked.pair.digit, of.pair.other))
        return not asked.is_same(of)

    def _show_first_wait(self, view: WhyView) -> None:
        """The first answers to a drawing are on their way, which the frames say."""
        self._is_blank = False
        view.bar.set_lead(translate("Why", WORKING))
        view.ink_label.clear()
        view.change_label.clear()

    def _show_nothing(self, view: WhyView) -> None:
        """Empty paper, or no answer."""
        self._is_blank = True
        self._ink_work.cancel()
        self._change_work.cancel()
        self._ink = self._change = None
        sentence = translate("Why", EMPTY if self._workspace.frame is None else OVERFLOWS)
        view.bar.set_lead(sentence)
        view.ink.clear()
        view.ink.set_old(False)
        view.waterfall.set_steps(())
        view.sum_label.clear()
        view.ink_label.setText(sentence)
        self._show_change(sentence)

    def _ask_for_ink(self, view: WhyView, asked: _Asked) -> None:
        if self._ink is None or not asked.is_same(self._ink.asked):
            view.ink.set_old(self._looks_old(self._ink, asked))  # until it is there: at once where that is quick
            self._ink_work.request(partial(_explain, asked))
        else:
            view.ink.set_old(False)

    @Slot(object)
    def _on_ink_done(self, answer: _InkAnswer) -> None:
        view, asked, parts = self.view, answer.asked, answer.attribution
        if view is None or not self._is_seen:
            return
        now = self._asked()
        if now is None:
            return
        self._ink = answer
        pair = asked.pair
        if not np.isfinite(parts.lead) or not np.isfinite(parts.parts).all():
            view.ink.clear()
            view.ink.set_old(False)
            view.waterfall.set_steps(())
            view.ink_label.setText(translate("Why", OVERFLOWS))
            return
        shares = asked.frame / asked.model.input_format.ink
        view.ink.show_parts(shares, parts.parts.reshape(asked.frame.shape), pair.digit, pair.other)
        view.ink.set_old(self._looks_old(answer, now))
        steps = lead_steps(parts)
        view.waterfall.set_steps([self._step(step, pair, parts.lead) for step in steps])
        has_missing = any(step.kind == "missing" for step in steps)
        view.sum_label.setText(sum_text(len(steps), asked.method, has_missing=has_missing))
        figure = number_text(abs(parts.lead))
        view.bar.set_lead(lead_text(pair, parts.lead), short_lead_text(pair, parts.lead), figure=figure)
        theme = view.theme
        view.ink_label.setText(ink_text(pair, asked.method, theme.weight_positive, theme.weight_negative))

    def _step(self, step: LeadStep, pair: Pair, lead: float) -> Step:
        first = pair.digit if lead >= 0 else pair.other
        names = {
            "empty": self.tr("Empty paper"),
            "for": self.tr("Ink for {digit}").format(digit=pair.digit),
            "against": self.tr("Ink for {digit}").format(digit=pair.other),
            "missing": self.tr("Missing"),
            "lead": self.tr("{digit} leads by").format(digit=first),
        }
        looks = {"empty": "plain", "for": "for", "against": "against", "missing": "plain", "lead": "all"}
        return Step(names[step.kind], step.text, step.start, step.end, looks[step.kind])  # type: ignore[arg-type]

    # What would make it another digit

    def _ask_for_change(self, view: WhyView, asked: _Asked) -> None:
        if not view.shows("change"):
            return
        answer = self._answer_of_now()
        if asked.pair.other == answer:
            self._change_work.cancel()
            self._change = None
            self._show_change(change_note(asked.pair, answer, None))
        elif self._change is None or not self._is_change_of(asked):
            view.change.set_old(self._looks_old(self._change, asked))
            self._change_work.request(partial(_find_change, asked))
        else:
            view.change.set_old(False)

    def _is_change_of(self, asked: _Asked) -> bool:
        shown = None if self._change is None else self._change.asked
        return (
            shown is not None
            and shown._replace(method=asked.method, pair=asked.pair).is_same(asked)
            and (shown.pair.other == asked.pair.other)
        )

    def _answer_of_now(self) -> int:
        probabilities = self._workspace.probabilities
        return -1 if probabilities is None else int(probabilities.argmax())

    @Slot(object)
    def _on_change_done(self, answer: _ChangeAnswer) -> None:
        now = self._asked()
        if self.view is None or not self._is_seen or now is None or now.pair.other == self._answer_of_now():
            return
        self._change = answer
        self._show_change(change_note(answer.asked.pair, self._answer_of_now(), answer.change))

    def _show_change(self, note: str) -> None:
        """The change that was found, and a sentence about it, or why there is none."""
        view, answer, now = self.view, self._change, self._asked()
        if view is None:
            return
        if answer is None or now is None or not answer.change.reached:
            frame = None if now is None else now.frame / now.model.input_format.ink
            view.change.show_change(frame, None)
            view.change_figures.clear()
            view.put_button.setEnabled(False)
            view.change.set_old(False)
        else:
            shape, ink, change = answer.asked.frame.shape, answer.change.ink, answer.change
            view.change.show_change(change.before.reshape(shape) / ink, change.after.reshape(shape) / ink)
            view.change_figures.setText("<br>".join(change_lines(change)))
            view.change.set_old(self._looks_old(answer, now))
            view.put_button.setEnabled(True)
        view.change_label.setText(note)

    @Slot()
    def _on_put_requested(self) -> None:
        if self._change is not None:
            change, asked = self._change.change, self._change.asked
            self._traced_for = change.digit
            self._tracer.start(partial(_trace, change.after.reshape(asked.frame.shape), asked.model))

    @Slot(object)
    def _on_traced(self, strokes: list[Stroke]) -> None:
        if not strokes:
            self._messages.tell(self.tr("The changed picture has no ink to be traced."))
            return
        self._canvas.set_strokes(strokes)
        answer = self._answer_of_now()
        if answer == self._traced_for:
            text = self.tr("The changed drawing is on the canvas, and is read as {digit}. Undo brings yours back.")
        elif answer < 0:
            text = self.tr("The changed drawing is on the canvas; there is no answer to it. Undo brings yours back.")
        else:
            text = self.tr(
                "The changed drawing is on the canvas. Drawn with a pen it is read as {digit}: strokes are coarser than "
                "the change. Undo brings yours back."
            )
        self._messages.tell(text.format(digit=answer))

    # The map

    def _digits_now(self) -> _Digits | None:
        view, dataset = self.view, self._workspace.dataset
        if view is None or dataset is None:
            return None
        train = self._parts.indices(dataset, "train")
        return _Digits(self._workspace.shown_model, dataset, train, view.space)

    def _no_digits(self) -> str:
        """Why there are no training digits; empty if there are."""
        digits = self._digits_now()
        if digits is None:
            return translate("Why", LOADING if self._availability.now.is_reading else NO_DATA)
        return "" if len(digits.train) else translate("Why", NO_TRAINING_DIGITS)

    @Slot(str)
    def _on_space_chosen(self, _space: str) -> None:
        self._place_at = 0.0
        self._place_if_due()

    @Slot()
    def _place_if_due(self) -> None:
        """Lay the training digits out if that is not done, and if it is not too soon after the last time."""
        view, digits = self.view, self._digits_now()
        if view is None or not self._is_seen or not view.shows("map"):
            return
        why_not = self._no_digits()
        if why_not or digits is None:
            self._placer.cancel()
            self._placed = self._placed_with = None
            view.map.clear(why_not)
            view.map_label.clear()
            return
        if digits.is_same(self._placed_with):
            view.map.set_old(False)
            return
        if not digits.has_same_digits(self._placed_with):
            self._placed = self._placed_with = None
            view.map.clear(translate("Why", PLACING))
            view.map_label.clear()
        is_of_now = self._is_running and self._placed_with is not None and digits.space == self._placed_with.space
        view.map.set_old(not is_of_now and self._placed is not None)
        if not self._wait(self._placer, self._place_timer, self._place_at, self._placing_with, digits):
            self._placing_with = digits
            self._placer.start(placing_of(digits.model, digits.dataset, digits.train, digits.space, self._placed))

    def _wait(
        self, tasks: BackgroundTasks, timer: QTimer, at: float, asked_with: _Digits | None, digits: _Digits
    ) -> bool:
        """Whether work is to wait: for that about these digits which is being done; for the pen, as the network learns."""
        if tasks.is_busy:
            return digits.has_same_digits(asked_with) and asked_with is not None and digits.space == asked_with.space
        wait_s = max(at - monotonic(), _PEN_RESTS_MS / 1000 if self._canvas.drawing.current else 0.0)
        if self._is_running and wait_s > 0:
            if not timer.isActive():
                timer.start(max(round(1000 * wait_s), _SOON_MS))
            return True
        return False

    @Slot(object)
    def _on_placed(self, placed: PlacedDigits | None) -> None:
        view = self.view
        self._placed, self._placed_with = placed, self._placing_with
        if view is None or not self._is_seen:
            return
        if placed is None:
            view.map.clear(translate("Why", OVERFLOWS))
            view.map_label.clear()
        else:
            self._place_at = monotonic() + max(_MAP_PAUSE_S, _PAUSE_PER_WORK * placed.seconds)
            view.map.show_digits(placed.digits, placed.rows, placed.places)
            self._place_path(placed)
            self._show_path(view)
            view.map.fit()  # with the drawing at its place on this map
        self._place_if_due()

    @Slot(str)
    def _on_placing_failed(self, sentence: str) -> None:
        self._placed, self._placed_with = None, self._placing_with
        if self.view is not None:
            self.view.map.clear(sentence or self.tr("The digits could not be laid out."))
            self.view.map_label.clear()

    def _go_on_path(self, frame: Image) -> None:
        """The drawing is another one: it has moved."""
        placed = self._placed
        if placed is None or placed.model.input_format != self._workspace.input_format:
            self._path, self._places = [*self._path, frame][-_N_PLACES:], np.empty((0, 2))
            return
        if len(self._places) != len(self._path):
            self._place_path(placed)
        here = placed.place([frame])
        if len(self._path) > 1 and _is_near(here[0], self._places[-2], placed.places):
            self._path[-1] = frame
            self._places = np.concatenate([self._places[:-1], here])
        else:
            self._path = [*self._path, frame][-_N_PLACES:]
            self._places = np.concatenate([self._places, here])[-_N_PLACES:]

    def _place_path(self, placed: PlacedDigits) -> None:
        shape = (placed.model.input_format.size,) * 2
        self._path = [frame for frame in self._path if frame.shape == shape]
        self._places = placed.place(self._path) if self._path else np.empty((0, 2))

    def _show_path(self, view: WhyView) -> None:
        placed = self._placed
        has_drawing = self._frame is not None and len(self._places) == len(self._path) > 0
        is_finite = has_drawing and bool(np.isfinite(self._places).all())
        view.map.set_path(self._places if placed is not None and is_finite else np.empty((0, 2)))
        if placed is not None:
            view.map_label.setText(map_text(placed, has_drawing=len(self._path) > 1, note=self._note()))

    def _note(self) -> str:
        """That the digits are resampled for the network; empty if they are not."""
        dataset, wanted = self._workspace.dataset, self._workspace.input_format
        if dataset is None or dataset.input_format == wanted:
            return ""
        text = self.tr("They are {has}, resampled to {label}.")
        return text.format(has=dataset.input_format.label, label=wanted.label)

    # The nearest

    @Slot()
    def _know_if_due(self) -> None:
        view, digits = self.view, self._digits_now()
        if view is None or not self._is_seen or not view.shows("alike"):
            return
        why_not = self._no_digits()
        if why_not or digits is None:
            self._knower.cancel()
            self._known = self._known_with = self._near = None
            view.nearest.show_digits(None, (), None)
            view.nearest_label.setText(why_not)
            return
        digits = digits._replace(space="hidden")
        if digits.is_same(self._known_with):
            return
        if not digits.has_same_digits(self._known_with):
            self._known = self._known_with = self._near = None
            view.nearest.show_digits(None, (), None)
            view.nearest_label.setText(translate("Why", PLACING))
        if not self._wait(self._knower, self._know_timer, self._know_at, self._knowing_with, digits):
            self._knowing_with = digits
            self._knower.start(knowing_of(digits.model, digits.dataset, digits.train))

    @Slot(object)
    def _on_known(self, known: KnownDigits | None) -> None:
        view = self.view
        self._known, self._known_with = known, self._knowing_with
        if view is None or not self._is_seen:
            return
        if known is None:
            self._near = None
            view.nearest.show_digits(None, (), None)
            view.nearest_label.setText(translate("Why", OVERFLOWS))
        else:
            self._know_at = monotonic() + max(_NEAREST_PAUSE_S, _PAUSE_PER_WORK * known.seconds)
            self._ask_for_nearest(view)
        self._know_if_due()

    @Slot(str)
    def _on_knowing_failed(self, sentence: str) -> None:
        self._known, self._known_with = None, self._knowing_with
        if self.view is not None:
            self.view.nearest_label.setText(sentence or self.tr("The digits could not be compared."))

    def _ask_for_nearest(self, view: WhyView) -> None:
        known, frame = self._known, self._workspace.frame
        if not view.shows("alike") or known is None:
            return
        if frame is None:
            self._near_work.cancel()
            self._near = None
            view.nearest.show_digits(None, (), None)
            view.nearest_label.setText(alike_text(known.model.parameters.architecture))
        elif known.model.input_format == self._workspace.input_format:
            if self._near is not None and self._near.frame is frame and self._near.known is known:
                self._show_nearest(view, self._near)
                return
            view.nearest.set_old(True)
            self._near_work.request(partial(_find_nearest, known, frame))

    @Slot(object)
    def _on_near_done(self, near: _NearAnswer) -> None:
        if self.view is not None and self._is_seen and self._workspace.frame is not None:
            self._near = near
            self._show_nearest(self.view, near)

    def _show_nearest(self, view: WhyView, near: _NearAnswer) -> None:
        digits = near.known.digits
        shown = [
            NearDigit(index, int(digits.labels[index]), distance)
            for index, distance in zip(near.rows.tolist(), near.distances.tolist(), strict=True)
        ]
        pair = self._question.pair(self._workspace.probabilities)
        view.nearest.show_digits(digits, shown, None if pair is None else (pair.digit, pair.other))
        is_of_now = near.known.model.parameters is self._workspace.parameters or self._is_running
        view.nearest.set_old(near.frame is not self._workspace.frame or not is_of_now)
        architecture = near.known.model.parameters.architecture
        view.nearest_label.setText(nearest_text([each.label for each in shown], architecture))


def _explain(asked: _Asked) -> _InkAnswer:
    return _InkAnswer(asked, attribute(asked.model, asked.frame, asked.pair.digit, asked.pair.other, asked.method))


def _find_change(asked: _Asked) -> _ChangeAnswer:
    return _ChangeAnswer(asked, smallest_change(asked.model, asked.frame, asked.pair.other))


def _find_nearest(known: KnownDigits, frame: Image) -> _NearAnswer:
    return _NearAnswer(known, frame, *known.nearest(frame, N_DIGITS))


def _trace(picture: NDArray[np.float64], model: Model, _control: TaskControl) -> list[Stroke]:
    return picture_strokes(picture, model.input_format)


def _is_near(here: NDArray[np.float64], there: NDArray[np.float64], places: NDArray[np.float64]) -> bool:
    """Whether two places are the same for the eye, on a map of these."""
    size = float(np.linalg.norm(places.max(axis=0) - places.min(axis=0)))
    return float(np.linalg.norm(here - there)) < _FAR * size
