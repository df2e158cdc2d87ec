"""The text of a step with what is asked in it, what it runs, and what came: the parts of a lesson as widgets."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.data.mnist.dataset import MNIST_TRAINING
from engine.lessons.lesson import Experiment, Figure, Formula, Measurement, Prediction, Run, Text
from gui.lessons_tab.course import Course
from gui.lessons_tab.lesson_text import (
    figure_number,
    formula_html,
    plain_formula,
    pointed_parts,
    published_number,
    rich_text,
    said_text,
    tolerance_text,
    verdict_text,
)
from gui.theming.fonts import TITLE_PX
from gui.theming.scale import set_font_px, set_px
from gui.translation import fill
from gui.widgets.buttons import push_button
from gui.widgets.labels import WrappingLabel, muted_label
from gui.widgets.speaking import speak_as

_LONG_S = 60
_MOST_DECIMALS = 4


class StepBody(QWidget):
    """What is seen of a step so far; built anew whenever more of it is to be seen.

    Attributes
    ----------
    run_button, verdicts
        What carries out what is next, if there is anything, and what is said of predictions.
    seeds_buttons
        What carries figures out with more seeds, or stops that: one below each table that can be compared.
    answered
        Signal (number of the question, float, str or None): what was said, or that it is skipped.
    run_wanted, stop_wanted
        Signals: carry out what is next; end what is carried out.
    seeds_wanted
        Signal (list of experiments with their seeds): carry these out.
    link_followed
        Signal (name): a part of the window is pointed at, or a tab is to be opened.
    """

    answered = Signal(int, object)
    run_wanted = Signal()
    stop_wanted = Signal()
    seeds_wanted = Signal(object)
    link_followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonStep")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        set_px(self._layout.setSpacing, 12)
        self.run_button: QPushButton | None = None
        self.verdicts: list[str] = []
        self.seeds_buttons: list[QPushButton] = []

    def show_step(
        self, course: Course, *, runs: str = "", why_not: str = "", carried_out: Experiment | None = None
    ) -> None:
        """Show the parts of the step that are to be seen.

        Parameters
        ----------
        course
            Where the reader is.
        runs
            What is being carried out, in words; empty if nothing is.
        why_not
            Why nothing can be carried out now; empty if it can.
        carried_out
            What is being carried out; ``None`` if nothing is.
        """
        self._clear()
        self.run_button, self.verdicts, self.seeds_buttons = None, [], []
        parts = list(course.visible_parts)
        pointed = pointed_parts(tuple(part for part in parts if isinstance(part, Text)))
        pending, n_asked = list(course.pending), 0
        untold: list[tuple[int, Prediction]] = []
        for number, part in enumerate(parts):
            following = parts[number + 1] if number + 1 < len(parts) else None
            if isinstance(part, Text):
                self._layout.addWidget(self._text(part, pointed))
            elif isinstance(part, Formula):
                self._layout.addWidget(_formula(part))
            elif isinstance(part, Prediction):
                self._layout.addWidget(self._question(part, n_asked, course))
                untold.append((n_asked, part))
                n_asked += 1
                if not isinstance(following, Prediction | Run | Measurement):
                    self._add_verdicts(course, untold)
            elif isinstance(part, Run | Measurement):
                if pending and part is pending[-1]:
                    self._layout.addWidget(self._start(course, pending, runs=runs, why_not=why_not))
                elif part not in pending and not isinstance(following, Run | Measurement):
                    self._add_verdicts(course, untold)
            elif isinstance(part, Figure) and not isinstance(following, Figure):
                figures = course.figures_shown(part)
                self._layout.addWidget(_FigureTable(course, figures))
                self._add_seeds(course, figures, runs=runs, why_not=why_not, carried_out=carried_out)
        self._layout.addStretch(1)

    def _clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _text(self, part: Text, pointed: tuple[str, ...]) -> QLabel:
        label = WrappingLabel(rich_text(part, pointed))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        label.linkActivated.connect(self._on_link)
        return label

    def _on_link(self, link: str) -> None:
        self.link_followed.emit(link.removeprefix("window:"))

    # Questions

    def _question(self, prediction: Prediction, number: int, course: Course) -> QWidget:
        key = (course.step_index, number)
        is_open = course.is_open(number)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 8)
        question = WrappingLabel(prediction.question)
        question.setProperty("role", "heading")
        layout.addWidget(question)
        row = QHBoxLayout()
        set_px(row.setSpacing, 8)
        answer = course.answers.get(key)
        if prediction.choices:
            are_words = any(isinstance(choice, str) for choice in prediction.choices)
            choices = self._choices(prediction, number, answer, is_open=is_open, is_column=are_words)
            row.addLayout(choices, 1)
        else:
            row.addWidget(self._number_edit(prediction, number, answer, is_open=is_open))
        if is_open and key not in course.answers:
            skip = push_button(self.tr("Skip"), "lessonSkipButton", self.tr("Go on without a prediction"))
            skip.setProperty("role", "low")
            skip.clicked.connect(partial(self.answered.emit, number, None))
            row.addWidget(skip, 0, Qt.AlignmentFlag.AlignVCenter)
        if not prediction.choices:
            row.addStretch(1)
        layout.addLayout(row)
        return box

    def _choices(
        self, prediction: Prediction, number: int, answer: object, *, is_open: bool, is_column: bool
    ) -> QHBoxLayout | QVBoxLayout:
        layout: QHBoxLayout | QVBoxLayout = QVBoxLayout() if is_column else QHBoxLayout()
        set_px(layout.setSpacing, 8)
        for index, choice in enumerate(prediction.choices):
            button = push_button(said_text(prediction, choice), f"lessonChoice{index}")
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(answer is not None and answer == choice)
            button.setEnabled(is_open)
            set_px(button.setMinimumHeight, 32)
            set_px(button.setMinimumWidth, 40)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.answered.emit, number, choice))
            layout.addWidget(button)
        return layout

    def _number_edit(self, prediction: Prediction, number: int, answer: object, *, is_open: bool) -> QWidget:
        edit = QLineEdit()
        edit.setObjectName("lessonNumberEdit")
        edit.setAccessibleName(prediction.question)
        edit.setPlaceholderText(self.tr("a number, in %") if prediction.unit == "%" else self.tr("a number"))
        if isinstance(answer, int | float):
            edit.setText(f"{answer:g}")
        edit.setEnabled(is_open)
        set_px(edit.setFixedWidth, 140)

        def take() -> None:
            text = edit.text().strip().removesuffix("%").strip().replace(",", ".").replace("−", "-")
            try:
                value = float(text)
            except ValueError:
                edit.setProperty("wrong", bool(text))
            else:
                edit.setProperty("wrong", False)
                self.answered.emit(number, value)
                return
            edit.style().unpolish(edit)
            edit.style().polish(edit)
            edit.setToolTip(self.tr("Expected a number such as 95") if text else "")

        edit.editingFinished.connect(take)
        return edit

    # What is carried out

    def _start(self, course: Course, pending: list[Experiment], *, runs: str, why_not: str) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        is_of_runs = any(isinstance(each, Run) for each in pending)
        text = self.tr("Run") if is_of_runs else self.tr("Measure")
        button = self.run_button = push_button(runs or text, "lessonRunButton")
        button.setProperty("role", "filled")
        set_px(button.setMinimumHeight, 32)
        blocked = self.tr("Answer first, or skip the question.") if course.unanswered else why_not
        button.setEnabled(not runs and not blocked)
        button.setToolTip(blocked or self._what_text(pending))
        button.clicked.connect(self.run_wanted)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(muted_label(blocked if blocked and not runs else self._what_text(pending), wraps=True))
        return box

    def _add_seeds(
        self, course: Course, figures: list[Figure], *, runs: str, why_not: str, carried_out: Experiment | None
    ) -> None:
        """Below a table: what carries its figures out with five seeds, or ends that; nothing once there are so many."""
        more = course.more_seeds(figures)
        if not more or course.pending:
            return
        goes_on = any(each is carried_out for each, _ in more)
        text = self.tr("Stop") if goes_on else self.tr("Five seeds")
        button = push_button(
            text, "lessonSeedsButton", self.tr("One number may be luck: how far do several starts differ?")
        )
        blocked = "" if goes_on else runs or why_not
        button.setEnabled(not blocked)
        if blocked or goes_on:
            button.setToolTip(blocked or runs)
        button.clicked.connect(self.stop_wanted if goes_on else partial(self.seeds_wanted.emit, more))
        note = muted_label(runs if goes_on else self._more_text(more), wraps=True)
        row = QHBoxLayout()
        set_px(row.setSpacing, 8)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(note, 1)
        self.seeds_buttons.append(button)
        box = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        box.setLayout(row)
        self._layout.addWidget(box)

    def _more_text(self, more: list[tuple[Experiment, int]]) -> str:
        seconds = sum(each.seconds for each, _ in more)
        if seconds >= _LONG_S:
            text = self.tr(
                "{runs:,} more {runs|run|runs}: some {n:,} {n|minute|minutes}. They can be left running, and stopped."
            )
            return fill(text, runs=len(more), n=max(round(seconds / 60), 1))
        text = self.tr("{runs:,} more {runs|run|runs}: some {n:,} {n|second|seconds}.")
        return fill(text, runs=len(more), n=max(round(seconds), 1))

    def _what_text(self, pending: list[Experiment]) -> str:
        seconds = sum(each.seconds for each in pending)
        names = ", ".join(each.label for each in pending)
        if seconds >= _LONG_S:
            text = self.tr("{names}. Takes some {n:,} {n|minute|minutes}; it can be left running.")
            return fill(text, names=names, n=max(round(seconds / 60), 1))
        text = self.tr("{names}. Takes some {n:,} {n|second|seconds}.")
        return fill(text, names=names, n=max(round(seconds), 1))

    # What came

    def _add_verdicts(self, course: Course, untold: list[tuple[int, Prediction]]) -> None:
        """What was said, and what came or is right: of each question once, as soon as that is known."""
        for number, part in list(untold):
            figure = course.figure_named(part.figure) if part.figure else None
            text = ""
            if figure is not None and course.is_carried_out(course.lesson.experiment(figure.of)):
                text = verdict_text(part, course.answer_to(part), figure, figure.compared(course.values_of(figure)))
            elif part.answer is not None and (course.step_index, number) in course.answers:
                text = verdict_text(part, course.answer_to(part), None, None)
            if text:
                untold.remove((number, part))
                self._add_verdict(text)

    def _add_verdict(self, text: str) -> None:
        self.verdicts.append(text)
        label = WrappingLabel(text)
        label.setProperty("role", "heading")
        label.setObjectName("lessonVerdict")
        self._layout.addWidget(label)


def _formula(part: Formula) -> QLabel:
    label = QLabel(formula_html(part))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setAccessibleName(plain_formula(part))
    set_font_px(label, TITLE_PX)
    return label


class _FigureTable(QFrame):
    """Figures beside the printed ones: You said, Printed, Here, and whether it is within."""

    def __init__(self, course: Course, figures: list[Figure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonFigures")
        speak_as(self, QAccessible.Role.Table)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        set_px(self._grid.setHorizontalSpacing, 8)
        set_px(self._grid.setVerticalSpacing, 6)
        self._row = 0
        has_said = any(course.prediction_of(figure) is not None for figure in figures)
        heads = [
            self.tr("Figure"),
            *([self.tr("You said")] if has_said else []),
            self.tr("Printed"),
            self._here(course, figures),
        ]
        self._is_narrow = any(figure.decimals > _MOST_DECIMALS for figure in figures)  # then words go below numbers
        self._add_row([muted_label(head) for head in (*heads, *([] if self._is_narrow else [""]))])
        for figure in figures:
            self._add_figure(course, figure, has_said=has_said)
        sources = dict.fromkeys(figure.source for figure in figures if figure.source)
        self._add_note(course, figures, list(sources))
        self._grid.setColumnStretch(0, 1)

    def _here(self, course: Course, figures: list[Figure]) -> str:
        most = max((len(course.values_of(figure)) for figure in figures), default=1)
        return fill(self.tr("Here, {n} {n|seed|seeds}"), n=most) if most > 1 else self.tr("Here")

    def _add_row(self, cells: Sequence[QWidget], *, below: QWidget | None = None) -> None:
        for column, label in enumerate(cells):
            if isinstance(label, QLabel):
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(label, self._row, column)
        if below is not None:
            self._row += 1
            self._grid.addWidget(below, self._row, 0, 1, len(cells))
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setProperty("role", "rule")
        self._grid.addWidget(rule, self._row + 1, 0, 1, len(cells))
        self._row += 2

    def _add_figure(self, course: Course, figure: Figure, *, has_said: bool) -> None:
        name = QLabel(figure.name)
        name.setProperty("role", "heading")
        name.setWordWrap(True)
        labels: list[QWidget] = [name]
        if has_said:
            prediction = course.prediction_of(figure)
            answer = course.answer_to(prediction) if prediction is not None else None
            labels.append(
                QLabel(said_text(prediction, answer) if prediction is not None and answer is not None else "–")
            )
        labels.append(QLabel(published_number(figure)))
        values = course.values_of(figure)
        came, verdict = _came(figure, values), self._verdict(course, figure, values)
        if self._is_narrow:
            labels.append(_stacked(came, verdict))
        else:
            labels += [came, verdict]
        self._add_row(labels, below=self._seeds_label(course, figure))

    def _seeds_label(self, course: Course, figure: Figure) -> QWidget | None:
        """Each value with its seed, their mean and how far they lie apart; nothing for one alone."""
        found = sorted(course.seeds_of(figure))
        values = [value for _, value in found]
        deviation = figure.deviation(values)
        if deviation is None:
            return None
        judges_each = course.may_compare(figure) and not figure.takes_best
        shown = []
        for seed, value in found:
            number = figure_number(figure, value).removesuffix(" %")
            is_outside = judges_each and figure.is_within([figure.in_unit(value)]) is False
            shown.append(f"{number} ({seed}){' ✗' if is_outside else ''}")
        text = self.tr("By seed: {values}. Mean {mean}, standard deviation {deviation}.").format(
            values=", ".join(shown),
            mean=figure_number(figure, sum(values) / len(values)),
            deviation=figure_number(figure, deviation),
        )
        label = muted_label(text, wraps=True)
        label.setObjectName("lessonSeeds")
        return label

    def _verdict(self, course: Course, figure: Figure, values: list[float]) -> QLabel:
        label = QLabel()
        label.setObjectName("lessonWithin")
        if values and course.may_compare(figure):
            within = figure.is_within([figure.in_unit(value) for value in values])
            label.setText(self.tr("✓ within") if within else self.tr("✗ outside"))
            label.setToolTip(tolerance_text(figure))
        return label

    def _split_text(self) -> str:
        return self.tr("Here: measured on the last 10,000 of MNIST's training digits.")

    def _add_note(self, course: Course, figures: list[Figure], sources: list[str]) -> None:
        notes = [self.tr("Printed: {source}.").format(source=source.rstrip(".")) for source in sources]
        is_mnist = any(figure.needs_mnist for figure in figures)
        measured = [figure for figure in figures if course.values_of(figure)]
        data = {course.lesson.experiment(figure.of).setup.data.partition(":")[0] for figure in measured}
        if is_mnist and all(map(course.is_of_own, measured)):
            notes += [self._split_text()] if data == {MNIST_TRAINING} else []
        elif is_mnist:
            notes.append(
                self.tr(
                    "Here: the bundled digits, as MNIST is not on this computer; so no figure of MNIST's is compared."
                )
            )
        if notes:
            self._grid.addWidget(muted_label(" ".join(notes), wraps=True), self._row, 0, 1, self._grid.columnCount())


def _stacked(upper: QLabel, lower: QLabel) -> QWidget:
    """Two labels, one below the other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(upper)
    column.addWidget(lower)
    return box


def _came(figure: Figure, values: list[float]) -> QLabel:
    """What is compared of what came and, with several seeds, from where to where they came."""
    compared = figure.compared(values)
    if compared is None:
        return QLabel("–")
    text = figure_number(figure, compared)
    label = QLabel(f"<b>{text}</b>")
    label.setTextFormat(Qt.TextFormat.RichText)
    if len(values) > 1:
        least, greatest = (figure_number(figure, value).removesuffix(" %") for value in (min(values), max(values)))
        label.setText(f"<b>{text}</b><br><small>{least}–{greatest}</small>")
    return label
