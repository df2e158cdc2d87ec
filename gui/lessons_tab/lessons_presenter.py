"""Stands between lessons and the window: what a step sets, asks, runs and compares."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.data.mnist.catalog import total_bytes
from engine.lessons import LESSON_SUFFIX
from engine.lessons.experiments import curves_of_run, source_here
from engine.lessons.lesson import Experiment, Run, Setup, Text
from engine.lessons.measured import Curve, Measured
from engine.training.config import TrainingConfig
from gui.actions import Actions
from gui.lessons_tab.course import Answer, Course, Outcome, course_from
from gui.lessons_tab.known_lessons import KnownLessons, ReadLesson, is_file, lesson_of_file, listed_lesson_of_file
from gui.lessons_tab.lesson_drawing import content_of, pictures_of, surface_of
from gui.lessons_tab.lesson_runner import Asked, LessonRunner
from gui.lessons_tab.lesson_text import pointed_parts
from gui.lessons_tab.lessons_view import LessonsView
from gui.lessons_tab.progress_keeper import ProgressKeeper
from gui.plots.lesson_plot import LessonPlotContent
from gui.state.availability import Availability
from gui.state.dataset_in_use import DatasetInUse
from gui.state.reasons import why_not
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import fill
from gui.widgets.message_area import MessageArea, News
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import announce
from gui.workers.background_tasks import TaskThreads

_FRAME_INTERVAL_MS = 100
_QUEUED = Qt.ConnectionType.QueuedConnection


class LessonsPresenter(QObject):
    """Shows lessons, and has the window do what they ask for.

    Attributes
    ----------
    view
        The tab, once it was opened.
    runner
        Who carries out the experiments.
    refusal
        Why a lesson could not be opened, or something not be carried out.
    """

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        *,
        digits: DatasetInUse,
        threads: TaskThreads,
        messages: MessageArea,
        keeps_progress: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions, self._workspace, self._settings = actions, workspace, settings
        self._availability, self._digits, self._messages = availability, digits, messages
        self.refusal = messages.make_message()
        self.view: LessonsView | None = None
        self._key = ""  # of the lesson that is open
        self._courses: dict[str, Course] = {}
        self._progress = ProgressKeeper(messages, keeps=keeps_progress)
        self._lessons = KnownLessons(self._progress)
        self._lister, self._opener = threads.make("listed lessons"), threads.make("lesson")
        self._lister.done.connect(self._on_listed_read)
        self._lister.failed.connect(self._on_listed_failed)
        self._opener.done.connect(self._on_file_read)
        self._opener.failed.connect(self._on_file_failed)
        self._listing = self._opening = ""  # the keys of what is read
        self._reading: News | None = None  # of what is to be opened, as it is told
        self._own_run = False
        self._chose_pictures: bool | None = None
        self.runner = LessonRunner(
            actions, availability, workspace, settings, digits, threads=threads, messages=messages, parent=self
        )
        self.runner.came.connect(self._on_came)
        self.runner.changed.connect(self._on_runner_changed)
        self.runner.failed.connect(self.refusal.refuse)
        self._refresher = Refresher(self._show_drawing, interval_ms=_FRAME_INTERVAL_MS, parent=self)

    def make_view(self) -> LessonsView:
        """The tab, wired."""
        view = self.view = LessonsView(self._actions)
        page = view.page
        view.list.chosen.connect(self._on_lesson_chosen)
        view.list.taken_off.connect(self._on_taken_off, _QUEUED)  # its row goes
        page.all_button.clicked.connect(self._show_list)
        page.back_button.clicked.connect(partial(self._go, -1))
        page.next_button.clicked.connect(partial(self._go, 1))
        page.again_button.clicked.connect(self._on_again_wanted)
        page.restore_button.clicked.connect(self._set_up)
        page.page_changed.connect(self._on_page_chosen)
        page.fields.edited.connect(self._on_field_edited)
        page.body.answered.connect(self._on_answered, _QUEUED)  # the button that was pressed is made anew
        page.body.run_wanted.connect(self._on_run_wanted, _QUEUED)
        page.body.seeds_wanted.connect(self._on_seeds_wanted, _QUEUED)
        page.body.stop_wanted.connect(self.runner.stop, _QUEUED)
        page.body.link_followed.connect(self._on_link)
        self._settings.edited.connect(self._show_settings)
        self._digits.choice_changed.connect(self._show_settings)
        self._availability.changed.connect(self._on_situation_changed)
        self._availability.run_state_changed.connect(self._on_run_state_changed)
        self._workspace.history_changed.connect(self._refresher.request)
        self._read_lessons()
        self._show_list()
        return view

    @property
    def course(self) -> Course | None:
        """Where the reader is in the lesson that is open; ``None`` while all are listed."""
        return self._courses.get(self._key)

    def _read_lessons(self) -> None:
        problem = self._lessons.read()
        if problem:
            self.refusal.show_message(problem)
        self._read_next()

    # Files of lessons, which are read in threads of their own: what is opened does not wait for what is only listed

    @property
    def is_reading(self) -> bool:
        """Whether the file of a lesson is being read, to be opened or to be listed."""
        return self._opener.is_busy or self._lister.is_busy

    def _read_next(self) -> None:
        if self._lessons.unread and not self._lister.is_busy:
            self._listing = self._lessons.unread
            self._lister.start(partial(listed_lesson_of_file, self._listing))

    @Slot(object)
    def _on_listed_read(self, read: ReadLesson) -> None:
        self._lessons.note(read)
        if self.view is not None:
            self.view.list.show_lessons(self._lessons.listed())
        self._read_next()

    @Slot(str)
    def _on_listed_failed(self, sentence: str) -> None:
        problem = sentence or self.tr("{file} could not be read.").format(file=Path(self._listing).name)
        self._on_listed_read(ReadLesson(self._listing, None, problem))

    def _end_opening(self) -> None:
        """What was being read to be opened is not wanted any more, or is here."""
        self._opener.cancel()
        self._opening = ""
        self._messages.take_back(self._reading)

    @Slot(object)
    def _on_file_read(self, read: ReadLesson) -> None:
        self.refusal.clear()
        before = self._lessons.lesson(read.key)
        self._lessons.take_in(read)
        if self._lessons.lesson(read.key) is not before:
            self._courses.pop(read.key, None)
        self.open(read.key)

    @Slot(str)
    def _on_file_failed(self, sentence: str) -> None:
        self._end_opening()
        self.refusal.refuse(sentence)

    # Which lesson

    def _show_list(self) -> None:
        self._key = ""
        if self.view is not None:
            self.view.list.show_lessons(self._lessons.listed())
            self.view.show_list()

    @Slot(str)
    def _on_lesson_chosen(self, key: str) -> None:
        if is_file(key):
            self.open_file(Path(key))  # it may have been changed since
        else:
            self.open(key)

    @Slot(str)
    def _on_taken_off(self, key: str) -> None:
        taken, course = self._lessons.take_off(key), self._courses.pop(key, None)
        if key == self._opening:
            self._end_opening()

        def put_back() -> None:
            self._lessons.put_back(taken)
            self._read_next()
            if course is not None:
                self._courses.setdefault(key, course)
            if self.course is None:
                self._show_list()

        self._show_list()
        self._messages.tell(
            self.tr("{file} is no longer in the list; the file itself stays.").format(file=Path(key).name),
            action=self.tr("Undo"),
            carry_out=put_back,
        )

    def ask_for_file(self, window: QWidget) -> None:
        """Ask for the file of a lesson, and open it."""
        kinds = self.tr("Lessons (*{suffix});;All files (*)").format(suffix=LESSON_SUFFIX)
        path, _ = QFileDialog.getOpenFileName(window, self.tr("Open a lesson"), "", kinds)
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Open the lesson of a file once it is read; one that cannot be read is told, and what is open stays."""
        self._read_lessons()
        self._end_opening()
        path = path.absolute()
        self._opening = str(path)
        self._opener.start(partial(lesson_of_file, path))
        self._reading = self._messages.tell_reading(path.name)

    def open(self, key: str) -> None:
        """Open a lesson of the list where it was left, in the place of what is being read to be opened."""
        self._end_opening()
        lesson = self._lessons.lesson(key)
        if self.view is None or lesson is None:
            return
        before = self._settings.config, self._digits.source
        if key not in self._courses:
            self._courses[key] = course_from(lesson, self._progress.of(key))
        self._key = key
        self._own_run = False
        self.view.show_page()
        self._enter_step()
        if (self._settings.config, self._digits.source) != before:
            self._messages.tell(
                self.tr("The lesson has set data and settings; the network that answers is the same."),
                action=self.tr("Undo"),
                carry_out=partial(self._put_back, *before),
            )

    def _put_back(self, config: TrainingConfig, source: str) -> None:
        """Have data and settings as they were before the lesson."""
        if self._availability.now.is_idle:
            self._set(config, source)

    # Steps

    @Slot()
    def _go(self, by: int) -> None:
        course = self.course
        if course is None:
            return
        if course.step_index + by >= len(course.lesson.steps):
            self._keep(self._key, is_done=True)
            course.step_index = 0
            self._show_list()
            return
        course.step_index = max(course.step_index + by, 0)
        self._enter_step()

    def _keep(self, key: str, *, is_done: bool = False) -> None:
        """Keep how far the reader is in a lesson; what was done stays done."""
        before = self._progress.of(key)
        is_done = is_done or (before is not None and before.is_done)
        self._progress.keep(key, self._courses[key].progress(is_done=is_done))

    def _enter_step(self) -> None:
        self._chose_pictures = None
        self._own_run = False
        if self._availability.now.is_idle:
            self._set_up()
        self._show_step()
        if self.course is not None:
            self._keep(self._key)
        if self.view is not None:
            self.view.page.scroll_to_top()
            self.view.page.show_text()

    @property
    def _setup(self) -> Setup | None:
        """What the lesson sets at the moment: for what is carried out next or was last, else what was set up before."""
        course = self.course
        if course is None:
            return None
        experiments = course.pending or list(course.step.experiments)
        if experiments:
            return experiments[0].setup
        for step in reversed(course.lesson.steps[: course.step_index + 1]):
            for part in reversed(step.parts):
                if isinstance(part, Setup):
                    return part
                if isinstance(part, Experiment):
                    return part.setup
        return None

    @Slot()
    def _set_up(self) -> None:
        """Have data and settings as the step says."""
        setup = self._setup
        if setup is not None:
            self._set(setup.config, source_here(setup.data))

    def _set(self, config: TrainingConfig, source: str) -> None:
        if config != self._settings.config:
            self._settings.replace(config, batches_per_second=self._settings.live.batches_per_second)
        if source not in (self._digits.source, self._digits.coming) or self._digits.missing:
            self._digits.request(source)

    # What is asked and carried out

    @Slot(int, object)
    def _on_answered(self, number: int, answer: Answer) -> None:
        course = self.course
        if course is not None:
            course.answers[course.step_index, number] = answer
            self._keep(self._key)
            self._show_step()

    @Slot()
    def _on_run_wanted(self) -> None:
        if self.course is not None:
            self._begin([Asked(each, each.setup.config.seed) for each in self.course.pending])

    @Slot()
    def _on_again_wanted(self) -> None:
        course = self.course
        if course is not None:
            self._begin([Asked(each, course.next_seed(each)) for each in course.last_carried_out])

    @Slot(object)
    def _on_seeds_wanted(self, more: list[tuple[Experiment, int]]) -> None:
        self._begin([Asked(*each) for each in more])

    def _begin(self, asked: list[Asked]) -> None:
        if not asked or self._why_not(asked[0].experiment):
            return
        self._own_run = False
        if self.view is not None:
            self.view.page.show_live()
        self.runner.start(asked)

    def _why_not(self, experiment: Experiment) -> str:
        """Why an experiment cannot be carried out now, in one sentence; empty if it can."""
        now = self._availability.now
        if isinstance(experiment, Run):
            if not now.is_idle:
                return self.tr("A run is going on: stop it first.")
            return "" if now.is_reading else why_not("train", now)
        return ""

    @Slot(object, object, bool)
    def _on_came(self, asked: Asked, measured: Measured, is_own: bool) -> None:
        name = asked.experiment.name
        for key, course in self._courses.items():
            if any(each is asked.experiment for each in course.lesson.experiments):
                course.note(name, Outcome(asked.seed, measured), is_own=is_own)
                self._keep(key)

    @Slot()
    def _on_runner_changed(self) -> None:
        self._show_step()
        if self.runner.now is None and self.view is not None and self.course is not None:
            self._refresher.request()
            page, verdict = self.view.page, " ".join(self.view.page.body.verdicts)
            if verdict and page.hides_text:
                self._messages.tell(verdict, action=self.tr("Read on"), carry_out=page.show_text)
            elif verdict:
                announce(self.view, verdict)

    @Slot(str)
    def _on_run_state_changed(self, state: str) -> None:
        if state == "running" and self.runner.now is None:
            self._own_run = True

    @Slot()
    def _on_situation_changed(self) -> None:
        if self.course is not None and self.view is not None:
            self.view.page.fields.set_fixed(why_not("change_settings", self._availability.now))
            self._show_buttons()

    # Settings

    @Slot(str, object)
    def _on_field_edited(self, name: str, value: object) -> None:
        config = self._settings.config.with_values(**{name: value})
        self._settings.replace(config, batches_per_second=self._settings.live.batches_per_second)

    @Slot()
    def _show_settings(self) -> None:
        setup, view = self._setup, self.view
        if view is None or self.course is None:
            return
        page = view.page
        page.fields_card.setVisible(setup is not None and bool(setup.named))
        if setup is None:
            return
        page.fields.show_settings(setup.named, self._settings.config)
        page.fields.set_fixed(why_not("change_settings", self._availability.now))
        is_other = self._settings.config.with_values(seed=setup.config.seed) != setup.config
        is_other = is_other or source_here(setup.data) not in (self._digits.source, self._digits.coming)
        page.restore_button.setEnabled(is_other and self._availability.now.is_idle)

    # Showing

    def _show_step(self) -> None:
        course, view = self.course, self.view
        if course is None or view is None:
            return
        page, lesson = view.page, course.lesson
        number = self._lessons.number(self._key)
        minutes = fill(self.tr("{n} {n|minute|minutes}"), n=lesson.minutes)
        where = self.tr("Lesson {number}, {minutes}") if number else self.tr("Lesson, {minutes}")
        step = self.tr("Step {number} of {n}").format(number=course.step_index + 1, n=len(lesson.steps))
        page.set_heading(
            where.format(number=number, minutes=minutes), lesson.title, step,
            at=course.step_index, n_steps=len(lesson.steps), step_title=course.step.title,
        )  # fmt: skip
        had_focus = page.body.isAncestorOf(page.window().focusWidget())
        had_seeds = page.window().focusWidget() in page.body.seeds_buttons
        now = self.runner.now
        page.body.show_step(
            course, runs=self._runs_text(), why_not=self._reason(), carried_out=None if now is None else now.experiment
        )
        if had_focus:  # what had it is made anew
            seeds = page.body.seeds_buttons[:1] if had_seeds else []
            due = next((each for each in (*seeds, page.body.run_button) if each is not None and each.isEnabled()), None)
            (due or page.next_button).setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_settings()
        page.point_at(pointed_parts(tuple(part for part in course.visible_parts if isinstance(part, Text))))
        self._show_buttons()
        self._show_drawing()

    def _reason(self) -> str:
        course = self.course
        due = (course.pending or course.last_carried_out) if course is not None else ()
        return self._why_not(due[0]) if due else ""

    def _runs_text(self) -> str:
        now = self.runner.now
        if now is None:
            return ""
        if self.runner.n_to_come:
            text = self.tr("Running: {name}, seed {seed}; {n:,} {n|is|are} to come")
            return fill(text, name=now.experiment.label, seed=now.seed, n=self.runner.n_to_come)
        return self.tr("Running: {name}").format(name=now.experiment.label)

    def _show_buttons(self) -> None:
        course, view = self.course, self.view
        if course is None or view is None:
            return
        page, is_busy = view.page, self.runner.now is not None
        is_last = course.step_index == len(course.lesson.steps) - 1
        page.back_button.setEnabled(course.step_index > 0)
        page.set_next(self.tr("Finish") if is_last else self.tr("Next step"), is_due=course.is_step_done)
        again = course.last_carried_out
        page.again_button.setVisible(bool(again))
        page.again_button.setEnabled(not is_busy and bool(again) and not self._why_not(again[0]))
        button = page.body.run_button
        if button is not None and not is_busy:
            reason = self._reason()
            button.setEnabled(not course.unanswered and not reason)
        for each in [] if is_busy else page.body.seeds_buttons:
            each.setEnabled(not self._reason())

    @Slot()
    def _on_page_chosen(self) -> None:
        if self.view is not None:
            self._chose_pictures = self.view.page.pictures_button.isChecked()
            self._show_drawing()

    def _show_drawing(self) -> None:
        """Curves, bars, a surface or pictures: what the step has come to so far."""
        course, view = self.course, self.view
        if course is None or view is None or view.shows_list:
            return
        page, plot, pictures = view.page, course.plot, pictures_of(course)
        has_plot = bool(course.step.plots) or not pictures
        shows_pictures = bool(pictures) and (not has_plot or self._chose_pictures is True)
        surface = surface_of(course, plot) if plot is not None else None
        title = plot.title if plot is not None else self.tr("What the lesson measures")
        if shows_pictures:
            page.pictures.show_pictures(pictures)
            page.show_measured(page.pictures, self.tr("Pictures"), has_plot=has_plot, has_pictures=True)
        elif surface is not None:
            page.surface.show_surface(surface)
            page.show_measured(page.surface, title, has_plot=True, has_pictures=bool(pictures))
        else:
            content = LessonPlotContent()
            if plot is not None:
                content = content_of(course, plot, self._live(), self._own(), self._live_name())
            page.plot.show_content(content, empty=self.tr("What the lesson measures is drawn here."))
            page.show_measured(page.plot, title, has_plot=has_plot, has_pictures=bool(pictures))
        page.plot_note.setText(self._note())

    def _note(self) -> str:
        course, setup = self.course, self._setup
        if course is None or setup is None:
            return ""
        if source_here(setup.data) != setup.data:
            text = self.tr(
                "MNIST is not on this computer: the lesson runs on the bundled digits, and is compared with no figure of "
                "MNIST's. File > Download MNIST fetches it ({n:.1f} MB)."
            )
            return text.format(n=total_bytes() / 1e6)
        if course.plot is not None and any(isinstance(each, Run) for each in course.last_carried_out):
            return self.tr("Change any setting and press Train: the lesson's curves stay, and yours comes on top.")
        return ""

    def _live_name(self) -> str:
        now = self.runner.now
        return now.experiment.name if now is not None and isinstance(now.experiment, Run) else ""

    def _live(self) -> Mapping[str, Curve]:
        """The curves of the run that is being carried out."""
        if self._live_name() and not self._availability.now.is_idle:
            return curves_of_run(self._workspace.history)
        return {}

    def _own(self) -> Mapping[str, Curve]:
        """The curves of the reader's own run."""
        return curves_of_run(self._workspace.history) if self._own_run and self._workspace.history.n_points else {}

    # Links

    @Slot(str)
    def _on_link(self, name: str) -> None:
        kind, _, title = name.partition(":")
        if kind == "tab" and title in self._actions.tabs:
            self._actions.tabs[title].trigger()
            return
        widget = self.view.page.rings.widget_of(name) if self.view is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
