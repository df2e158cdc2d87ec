"""The tour: a small card beside the widget that it speaks of, which blocks nothing and goes on when the thing is done."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.help.placing import Place, place_beside
from gui.help.pointer import RING_OFFSET_PX, RING_PX, Arrow, rect_in, style_card
from gui.help.tour_sources import TourSources
from gui.help.tour_steps import N_STEPS, STEPS, TourSituation, TourStep, TourText
from gui.state.reasons import why_not
from gui.theming.scale import SCALE, px, set_px
from gui.translation import full_stop
from gui.widgets.event_filter import EventFilter
from gui.widgets.ring import Ring
from gui.widgets.speaking import announce

_WIDTHS = (304, 224)  # the second where there is little room
_MOVING = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
_AVOIDED = ("drawingCanvas", "classBars", "runBar")  # that the user needs in every step


class TourCard(QFrame):
    """Title, text, which step it is, Skip, Back and Next.

    Attributes
    ----------
    skip_button, back_button, next_button
        Its buttons.
    title, text
        What it says.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        style_card(self)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self._number = QLabel()
        self._number.setProperty("role", "muted")
        for label in (self.title, self.text, self._number):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.skip_button = self._button("tourSkipButton", self.tr("S&kip"))
        self.skip_button.setToolTip(self.tr("End the tour (Esc); Help > Tour shows it again"))
        self.back_button = self._button("tourBackButton", self.tr("&Back"))
        self.back_button.setToolTip(self.tr("The step before (Alt+B)"))
        self.next_button = self._button("tourNextButton")
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._number)
        set_px(foot.setSpacing, 8)
        foot.addWidget(self.skip_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 16, 12, 16, 12)
        set_px(layout.setSpacing, 8)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addLayout(foot)
        self.hide()

    def _button(self, name: str, text: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def show_step(self, step: TourStep, title: str, text: str, *, is_new: bool) -> None:
        """Say what a step says.

        Parameters
        ----------
        step, title, text
            Which step, and what it says.
        is_new
            Whether the card has just come to it: then screen readers say it.
        """
        self.title.setText(title)
        self.text.setText(text)
        number = self.tr("{number} of {all}").format(number=step.number, all=N_STEPS) if step.number else ""
        self._number.setText(number)
        self.skip_button.setVisible(step.number > 0)
        self.back_button.setVisible(step is not STEPS[0])
        self.next_button.setText(self.tr("&Next") if step.number else self.tr("&Close"))
        tip = self.tr("The next step, also without doing this one (Alt+N)")
        self.next_button.setToolTip(tip if step.number else self.tr("End the tour (Esc)"))
        self.setAccessibleName(", ".join(filter(None, (self.tr("Tour"), number, title))))
        self.setAccessibleDescription(text)
        if is_new:
            announce(self, f"{full_stop(self.accessibleName())} {text}")

    def sizes(self) -> list[QSize]:
        """What it can be as large as."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made above
        layout.activate()
        least = layout.totalMinimumSize().width()  # with large type, the buttons may need more
        return [
            QSize(width, layout.totalHeightForWidth(width)) for width in (max(least, px(width)) for width in _WIDTHS)
        ]


class Tour(QObject):
    """Shows card after card over a window.

    What a card says is true at any time: it is said anew whenever the situation is another one.

    Attributes
    ----------
    step
        Which is shown; ``None`` outside of the tour.
    card
        The card; hidden outside of the tour.
    place
        Where it is.

    Parameters
    ----------
    root
        What the card lies on, and the widgets that it points at are in.
    sources
        What it asks.
    """

    def __init__(self, root: QWidget, sources: TourSources) -> None:
        super().__init__(root)
        self._root, self._sources, self._text = root, sources, TourText(self)
        self._availability, self._settings = sources.availability, sources.settings
        self.step: TourStep | None = None
        self.place: Place | None = None
        self.card, self._ring, self._arrow = (
            TourCard(root),
            Ring(root, width=RING_PX, offset=RING_OFFSET_PX),
            Arrow(root),
        )
        self.card.skip_button.clicked.connect(self.end)
        self.card.back_button.clicked.connect(self.go_back)
        self.card.next_button.clicked.connect(self.go_on)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), root)
        self._escape.setContext(Qt.ShortcutContext.WindowShortcut)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.end)
        self._watched: list[QWidget] = []
        self._filters: list[EventFilter] = []
        self._mover = QTimer(self)
        self._mover.setSingleShot(True)
        self._mover.timeout.connect(self._show_as_it_is)
        self._was_cleared = self._has_changed = False
        self._had_focus: QWidget | None = None
        self._run_state = ""
        self._config = self._settings.config
        sources.stroke_finished.connect(self._on_stroke_finished)
        self._availability.changed.connect(self._on_situation_changed)
        sources.next_run.changed.connect(self._on_situation_changed)
        self._settings.edited.connect(self._on_settings_edited)
        SCALE.changed.connect(self._on_scale_changed)

    @Slot()
    def begin(self) -> None:
        """Begin at the first step."""
        self._escape.setEnabled(True)
        self._had_focus = self._root.focusWidget()
        self._has_changed = False
        self._run_state = self._availability.now.run_state
        self._show(0)

    @Slot()
    def end(self) -> None:
        """End, wherever it is."""
        had_focus = self.card.isAncestorOf(self._root.focusWidget())
        self.step = self.place = None
        self._escape.setEnabled(False)
        self._watch(None)
        for part in (self.card, self._ring, self._arrow):
            part.hide()
        if had_focus and self._had_focus is not None and isValid(self._had_focus):
            self._had_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_on(self) -> None:
        """Show the next card, or end after the last."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """Show the card before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        number = self._number() + by
        if 0 <= number < len(STEPS) and STEPS[number].key == "watch" and self._availability.now.is_idle:
            number += by  # there is nothing to watch
        if 0 <= number < len(STEPS) and STEPS[number].key == "train" and self._is_running():
            number += by  # it is pressed already
        if number < len(STEPS):
            self._show(max(number, 0))
        else:
            self.end()

    def _number(self) -> int:
        return STEPS.index(self.step) if self.step is not None else len(STEPS)

    def _on_watched_event(self, _watched: QObject, event: QEvent) -> bool:
        """Something was moved, resized or folded: move with it, once all of it is done."""
        if event.type() in _MOVING:
            self._mover.start(0)
        return False

    def _show(self, number: int) -> None:
        self.step = STEPS[number]
        self._was_cleared = False
        self._config = self._settings.config
        if self.step.is_in_training and self._target() is None:
            self._sources.open_training.trigger()
        self._say(is_new=True)
        self._move()

    @Slot()
    def _show_as_it_is(self) -> None:
        if self.step is not None:
            self._say(is_new=False)
            self._move()

    def _say(self, *, is_new: bool) -> None:
        step = self.step
        if step is not None:
            title, text = self._text.of(step.key, self._situation())
            if is_new or (title, text) != (self.card.title.text(), self.card.text.text()):
                self.card.show_step(step, title, text, is_new=is_new)

    def _situation(self) -> TourSituation:
        now, workspace, plan = self._availability.now, self._sources.workspace, self._sources.next_run.plan
        target = self._target()
        return TourSituation(
            is_drawn=now.is_drawn,
            has_picture=now.has_picture,
            has_reading=now.has_reading,
            run_state=now.run_state,
            is_fine_tuning=now.is_fine_tuning,
            is_random=workspace.origin == "random" and not workspace.n_drawings_learned,
            has_curves=workspace.history.n_points > 0,
            has_changed=self._has_changed,
            target=target.objectName() if target is not None else "",
            train_label=str(plan.label),
            train_why=str(plan.why),
            why_not_train=why_not("train", now),
        )

    def _move(self) -> None:
        if self.step is None:
            return
        target = self._target()
        self._watch(target)
        sizes, bounds = self.card.sizes(), self._bounds()
        if target is None:
            rect = QRect(0, 0, sizes[0].width(), sizes[0].height())
            rect.moveBottomLeft(bounds.bottomLeft())
            rect.translate(px(16), -px(16))
            self.place = Place("corner", rect)
            self._ring.hide()
            around = QRect()
        else:
            around = rect_in(self._pointed_at(target), self._root)
            avoided = [self._rect_of(name) for name in _AVOIDED]
            self.place = place_beside(around, sizes, bounds, first=self.step.side, avoided=avoided)
            self._ring.surround(around)
        self.card.setGeometry(self.place.rect)
        self.card.show()
        self.card.raise_()
        self._arrow.point(self.place, around)

    def _bounds(self) -> QRect:
        """What the card has to stay in: not over the line of messages."""
        bounds, messages = self._root.rect(), self._rect_of("messageArea")
        if not messages.isEmpty():
            bounds.setBottom(messages.top() - 1)
        return bounds

    def _rect_of(self, name: str) -> QRect:
        found = self._root.findChild(QWidget, name)
        return rect_in(found, self._root) if found is not None and found.isVisible() else QRect()

    def _target(self) -> QWidget | None:
        """The first of the step's widgets that can be seen, at least in part."""
        for name in self.step.targets if self.step is not None else ():
            for found in self._root.findChildren(QWidget, name):
                if found.isVisible() and not rect_in(found, self._root).isEmpty():
                    return found
        return None

    def _pointed_at(self, target: QWidget) -> QWidget:
        """The target or, where all of its card is meant, the card."""
        around = target.parentWidget()
        while self.step is not None and self.step.is_all_of_card and around is not None and around is not self._root:
            if around.objectName() == "card":
                return around
            around = around.parentWidget()
        return target

    def _watch(self, target: QWidget | None) -> None:
        """Be told when a widget, or anything that it is in, changes its place."""
        watched = [] if self.step is None else [self._root]
        while target is not None and target is not self._root:
            watched.append(target)
            target = target.parentWidget()
        if watched != self._watched:
            for each in self._filters:
                each.remove()
            self._watched = watched
            self._filters = [EventFilter(widget, self._on_watched_event) for widget in watched]

    def _is_running(self) -> bool:
        return self._availability.now.run_state == "running"

    @Slot()
    def _on_stroke_finished(self) -> None:
        if self.step is not None and (self.step.key == "draw" or (self.step.key == "read" and self._was_cleared)):
            self.go_on()

    @Slot()
    def _on_situation_changed(self) -> None:
        """Go on if the user has trained, or the run is over; and say what is so now."""
        now, before = self._availability.now, self._run_state
        self._run_state = now.run_state
        if self.step is None:
            return
        if self.step.key == "read" and not now.is_something_shown:
            self._was_cleared = True
        has_begun = now.run_state == "running" and before != "running" and not now.is_fine_tuning
        if has_begun and self.step.key in ("draw", "read", "train"):
            self._show(next(number for number, step in enumerate(STEPS) if step.key == "watch"))
        elif self.step.key == "watch" and now.is_idle:
            self.go_on()
        else:
            self._mover.start(0)

    @Slot()
    def _on_scale_changed(self) -> None:
        if self.step is not None:
            self._mover.start(0)

    @Slot()
    def _on_settings_edited(self) -> None:
        if self.step is not None and self.step.key == "change" and self._settings.config != self._config:
            self._has_changed = True
            self.go_on()
