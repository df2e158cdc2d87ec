"""The tour: a small card beside the widget that it speaks of, which blocks nothing and goes on when the thing is done."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, SignalInstance, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.help.placing import Place, place_beside
from gui.help.pointer import Arrow, Ring, rect_in, style_card
from gui.help.tour_steps import N_STEPS, STEPS, TourStep
from gui.state.availability import Availability
from gui.state.settings import Settings

_WIDTHS = (304, 224)  # the second where there is little room
_MOVING = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class TourCard(QFrame):
    """Title, text, which step it is, Skip and Next.

    Attributes
    ----------
    skip_button, next_button
        Its buttons.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tourCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        style_card(self)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._number = QLabel()
        self._number.setProperty("role", "muted")
        for label in (self.title, self._text, self._number):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.skip_button = QPushButton(self.tr("S&kip"))
        self.skip_button.setObjectName("tourSkipButton")
        self.skip_button.setToolTip(self.tr("End the tour (Esc); Help > Tour shows it again"))
        self.next_button = QPushButton()
        self.next_button.setObjectName("tourNextButton")
        for button in (self.skip_button, self.next_button):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._number, 1)
        foot.addWidget(self.skip_button)
        foot.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self._text)
        layout.addLayout(foot)
        self.hide()

    def show_step(self, step: TourStep) -> None:
        """Say what a step says."""
        title, text = step.words()
        self.title.setText(title)
        self._text.setText(text)
        number = self.tr("{number} of {all}").format(number=step.number, all=N_STEPS) if step.number else ""
        self._number.setText(number)
        self.skip_button.setVisible(step.number > 0)
        self.next_button.setText(self.tr("&Next") if step.number else self.tr("Close"))
        self.next_button.setToolTip(self.tr("The next step, also without doing this one") if step.number else "")
        self.setAccessibleName(", ".join(filter(None, (self.tr("Tour"), number, title))))
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self.accessibleName()}. {text}"))

    def sizes(self) -> list[QSize]:
        """What it can be as large as."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made above
        layout.activate()
        least = layout.totalMinimumSize().width()  # with large type, the buttons may need more
        return [QSize(width, layout.totalHeightForWidth(width)) for width in (max(least, width) for width in _WIDTHS)]


class Tour(QObject):
    """Shows card after card over a window.

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
    availability, settings, stroke_finished
        Tell what the user has done.
    """

    def __init__(
        self,
        root: QWidget,
        availability: Availability,
        settings: Settings,
        *,
        stroke_finished: SignalInstance,
    ) -> None:
        super().__init__(root)
        self._root, self._availability, self._settings = root, availability, settings
        self.step: TourStep | None = None
        self.place: Place | None = None
        self.card, self._ring, self._arrow = TourCard(root), Ring(root), Arrow(root)
        self.card.skip_button.clicked.connect(self.end)
        self.card.next_button.clicked.connect(self.go_on)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), root)
        self._escape.setContext(Qt.ShortcutContext.WindowShortcut)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.end)
        self._watched: list[QWidget] = []
        self._mover = QTimer(self)
        self._mover.setSingleShot(True)
        self._mover.timeout.connect(self._move)
        self._was_cleared = False
        self._config = settings.config
        stroke_finished.connect(self._on_stroke_finished)
        availability.changed.connect(self._on_situation_changed)
        settings.edited.connect(self._on_settings_edited)

    @Slot()
    def begin(self) -> None:
        """Begin at the first step."""
        self._escape.setEnabled(True)
        self._show(0)

    @Slot()
    def end(self) -> None:
        """End, wherever it is."""
        had_focus = self.card.skip_button.hasFocus() or self.card.next_button.hasFocus()
        target = self._target()
        self.step = self.place = None
        self._escape.setEnabled(False)
        self._watch(None)
        for part in (self.card, self._ring, self._arrow):
            part.hide()
        if had_focus and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_on(self) -> None:
        """Show the next card, or end after the last."""
        number = STEPS.index(self.step) + 1 if self.step is not None else len(STEPS)
        if self.step is not None and self.step.key == "train" and not self._is_running():
            number += 1  # there is nothing to watch
        if number < len(STEPS):
            self._show(number)
        else:
            self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something was moved, resized or folded: move with it, once all of it is done."""
        if event.type() in _MOVING:
            self._mover.start(0)
        return super().eventFilter(watched, event)

    def _show(self, number: int) -> None:
        self.step = STEPS[number]
        self._was_cleared = False
        self._config = self._settings.config
        self.card.show_step(self.step)
        self._move()
        if self.step.key == "train" and self._is_running():
            self.go_on()

    @Slot()
    def _move(self) -> None:
        if self.step is None:
            return
        target = self._target()
        self._watch(target)
        around = QRect() if target is None else rect_in(target, self._root)
        sizes = self.card.sizes()
        if target is None:
            corner = self._root.rect().bottomLeft()
            rect = QRect(corner.x() + 16, corner.y() - 48 - sizes[0].height(), sizes[0].width(), sizes[0].height())
            self.place = Place("corner", rect)
            self._ring.hide()
        else:
            self.place = place_beside(around, sizes, self._root.rect(), first=self.step.side)
            self._ring.surround(around)
        self.card.setGeometry(self.place.rect)
        self.card.show()
        self.card.raise_()
        self._arrow.point(self.place, around)

    def _target(self) -> QWidget | None:
        """The first of the step's widgets that can be seen, at least in part."""
        for name in self.step.targets if self.step is not None else ():
            for found in self._root.findChildren(QWidget, name):
                if found.isVisible() and not rect_in(found, self._root).isEmpty():
                    return found
        return None

    def _watch(self, target: QWidget | None) -> None:
        """Be told when a widget, or anything that it is in, changes its place."""
        watched = [] if self.step is None else [self._root]
        while target is not None and target is not self._root:
            watched.append(target)
            target = target.parentWidget()
        if watched != self._watched:
            for widget in self._watched:
                widget.removeEventFilter(self)
            self._watched = watched
            for widget in watched:
                widget.installEventFilter(self)

    def _is_running(self) -> bool:
        return self._availability.now.run_state == "running"

    @Slot()
    def _on_stroke_finished(self) -> None:
        if self.step is not None and (self.step.key == "draw" or (self.step.key == "read" and self._was_cleared)):
            self.go_on()

    @Slot()
    def _on_situation_changed(self) -> None:
        now = self._availability.now
        if self.step is None:
            return
        if self.step.key == "read" and not now.is_drawn:
            self._was_cleared = True
        if (self.step.key == "train" and self._is_running()) or (self.step.key == "watch" and now.is_idle):
            self.go_on()

    @Slot()
    def _on_settings_edited(self) -> None:
        if self.step is not None and self.step.key == "change" and self._settings.config != self._config:
            self.go_on()
