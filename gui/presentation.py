"""F11: the canvas, the answer, the bars and one view fill the screen, readable from the back of a lecture hall.

Laid out for 1920x1080 and scaled to the screen: no letter is lower there than 48 pixels, which is 15 minutes of arc ten
metres from a screen that is 2.4 m wide.
"""

from collections.abc import Callable, Mapping
from operator import is_not
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from engine.text.percent import whole_percent
from gui.actions import Actions
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.drawing.drawing_panel import DrawingPanel
from gui.drawing.reading_text import answer_text
from gui.plots.learning_curves_plot import LossPlot
from gui.state.workspace import Workspace
from gui.theming.theme import Theme
from gui.theming.tracks import paint_track
from gui.training_tab.weight_mosaic import WeightMosaic
from gui.translation import fill
from gui.widgets.phrases import moment_texts, sentence_case
from gui.widgets.speaking import speak_as

if TYPE_CHECKING:
    from gui.plots.presented_network import PresentedNetwork

_WIDTH, _HEIGHT = 1920.0, 1080.0
_CANVAS = QRectF(48, 48, 640, 640)
_ANSWER, _WORDS = QRectF(48, 712, 250, 320), QRectF(310, 730, 430, 280)
_PAST = QRectF(310, 970, 430, 62)
_OVER_NUMBER, _NUMBER = QRectF(310, 754, 430, 90), QRectF(310, 850, 430, 100)
_MOST_PITCH, _MARK = 72.0, 8.0  # of a number's digits, and how high the line below one of them is
_VIEW = QRectF(760, 48, 610, 984)
_ROWS_LEFT, _ROWS_TOP, _ROW = 1400.0, 48.0, 98.4
_NETWORK = QRectF(_CANVAS.right(), 0, _ROWS_LEFT - 16 - _CANVAS.right(), _HEIGHT)
_UNITS, _FOR, _AGAINST = QRectF(310, 824, 430, 62), QRectF(310, 890, 430, 62), QRectF(310, 956, 430, 62)
_SAMPLE, _SAMPLE_WIDTH = 72.0, 12.0  # how long and how wide the line before a word of the legend is
_MORE_ROOM = 30.0  # for these words below the canvas, where no line of the network comes
_BAR_LEFT, _BAR_WIDTH, _BAR_HEIGHT = 1452.0, 232.0, 40.0
_LEAST_PX, _WORDS_PX, _ANSWER_PX = 48, 64, 320
_CURVES_FACTOR = _LEAST_PX / 12  # labels of curves are 12 high
_REFRESH_MS = 200


def _are_others(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether these are not the very same objects."""
    return len(before) != len(now) or any(map(is_not, before, now))


class PresentationPage(QWidget):
    """What fills the screen; the canvas is the window's own, lent for the time.

    Attributes
    ----------
    probabilities
        What the bars show, shape (10,); ``None`` while nothing is drawn.
    network
        The network between canvas and bars; ``None`` before it is shown.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presentation")
        speak_as(self, QAccessible.Role.Grouping)
        self.setAccessibleName(self.tr("Presentation"))
        self._workspace = workspace
        self._theme: Theme | None = None
        self._canvas: DrawingCanvas | None = None
        self._view: QWidget | None = None
        self._has_weights = self._presents_network = False
        self._frame: object = None
        self._fed: tuple[object, ...] = ()  # to the network
        self.network: PresentedNetwork | None = None
        self._curves: tuple[object, ...] = ()  # of which the view is, if it is one of curves
        self._mirrored = QPixmap()  # the view, if it is another
        self.mosaic = WeightMosaic(self)
        self.mosaic.setObjectName("presentedWeights")
        self.mosaic.hide_hint()
        self.mosaic.scale.setParent(self.mosaic)  # else it would be nobody's, and Python's garbage collector deletes it
        self.mosaic.scale.hide()
        self.mosaic.hide()
        self.probabilities: NDArray[np.floating] | None = None
        workspace.reading_changed.connect(self._on_reading)

    def take(self, canvas: DrawingCanvas | None) -> None:
        """Show the canvas; ``None`` once it is given back."""
        self._canvas = canvas
        if canvas is not None:
            canvas.setParent(self)
            self._place()
            canvas.show()

    def show_view(self, view: QWidget | None, *, has_weights: bool = False, has_network: bool = False) -> None:
        """Show the network or the weights, or mirror a view of the window, between canvas and bars."""
        self._view, self._curves, self._mirrored = view, (), QPixmap()
        self._has_weights, self._presents_network = has_weights, has_network
        self.refresh()
        self.update()

    @Slot()
    def refresh(self) -> None:
        """Look at the network and at the mirrored view again."""
        self._show_network()
        if self.mosaic.isVisibleTo(self) and self.mosaic.parameters is not self._workspace.parameters:
            self.mosaic.set_parameters(self._workspace.parameters)
        if self._view is not None and self._has_changed(self._view):
            self.update(self._on_screen(_VIEW))

    def _show_network(self) -> None:
        """The network as it is now; what its units look for, where there is no room for all of its layers."""
        workspace, is_shown = self._workspace, False
        if self._presents_network:
            network = self._made_network()
            is_shown = network.can_show(workspace.parameters.architecture)
            if is_shown:
                self._feed(network)
            network.setVisible(is_shown)
        elif self.network is not None:
            self.network.hide()
        self.mosaic.setVisible(self._has_weights or (self._presents_network and not is_shown))

    def _feed(self, network: "PresentedNetwork") -> None:
        """Tell the network what has changed, if anything has."""
        workspace = self._workspace
        pen_is_down = self._canvas is not None and bool(self._canvas.drawing.current)
        damage, frame = workspace.damage.now, workspace.frame
        shown = (workspace.parameters, workspace.run.id, frame, workspace.probabilities, damage, pen_is_down)
        if not _are_others(self._fed, shown):
            return
        self._fed = shown
        if workspace.parameters is not network.parameters or workspace.run.id != network.run:
            network.set_network(workspace.parameters, workspace.run.id)
        network.set_damage(damage)
        ink = frame / workspace.input_format.ink if frame is not None else None
        network.set_flow(workspace.flow, ink, may_choose=not pen_is_down, pen_is_down=pen_is_down)

    def _made_network(self) -> "PresentedNetwork":
        if self.network is None:
            from gui.plots.presented_network import PresentedNetwork  # noqa: PLC0415 - no start waits for it

            ends = [QPointF(_NETWORK.right(), _ROWS_TOP + (digit + 0.5) * _ROW) for digit in range(10)]
            self.network = PresentedNetwork(_NETWORK, _CANVAS, ends, self)
            if self._theme is not None:
                self.network.set_theme(self._theme)
            self._place()
        return self.network

    def _has_changed(self, view: QWidget) -> bool:
        """Whether the mirrored view does not look as it did."""
        if isinstance(view, LossPlot):
            curves, self._curves = self._curves, view.content
            return _are_others(curves, self._curves)
        before, self._mirrored = self._mirrored, view.grab()
        return self._mirrored.toImage() != before.toImage()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self.mosaic.set_theme(theme)
        if self.network is not None:
            self.network.set_theme(theme)
        self.update()

    @Slot(object, object)
    def _on_reading(self, frame: object, probabilities: NDArray[np.floating] | None) -> None:
        self.probabilities = probabilities
        if self.isVisible():
            if frame is not self._frame:  # the pen is followed at once, a network that learns now and then
                self._show_network()
            self._frame = frame
            self.update()

    def _factor(self) -> float:
        return min(self.width() / _WIDTH, self.height() / _HEIGHT)

    def _place(self) -> None:
        self.mosaic.setGeometry(self._on_screen(_VIEW))
        if self.network is not None:
            place = self._on_screen(_NETWORK)
            self.network.setGeometry(place)
            words = self._on_screen(_FOR.united(_AGAINST).adjusted(0, 0, _MORE_ROOM, 0)).translated(-place.topLeft())
            self.network.setMask(QRegion(self.network.rect()) - QRegion(words))
        if self._canvas is not None:
            self._canvas.setGeometry(self._on_screen(_CANVAS))

    def _on_screen(self, rect: QRectF) -> QRect:
        factor = self._factor()
        left, top = (self.width() - factor * _WIDTH) / 2, (self.height() - factor * _HEIGHT) / 2
        return QRectF(
            left + factor * rect.x(), top + factor * rect.y(), factor * rect.width(), factor * rect.height()
        ).toRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        if theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), QColor(theme.window))
        factor = self._factor()
        painter.translate((self.width() - factor * _WIDTH) / 2, (self.height() - factor * _HEIGHT) / 2)
        painter.scale(factor, factor)
        self._paint_answer(painter, theme)
        self._paint_bars(painter, theme)
        self._paint_view(painter)
        painter.end()

    def _paint_answer(self, painter: QPainter, theme: Theme) -> None:
        digit, words = "", self.tr("Draw a digit")
        if self.probabilities is not None:
            digit, words = answer_text(self.probabilities)
            if self._workspace.digits.is_refused:
                digit, words = "", self.tr("Not a digit")
        if self.number_places():
            words = self.tr("Reads")
        painter.setPen(QColor(theme.text))
        painter.setFont(self._font(_ANSWER_PX, bold=True))
        painter.drawText(_ANSWER, Qt.AlignmentFlag.AlignCenter, digit.rstrip("?"))
        painter.setFont(self._font(_WORDS_PX, bold=True))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        place = (
            _OVER_NUMBER if self.number_places() or self._has_legend else _WORDS if digit else _WORDS.united(_ANSWER)
        )
        painter.drawText(place, flags, words.partition(":")[0])
        self._paint_number(painter, theme)
        self._paint_legend(painter, theme)
        shown, notes = self._workspace.moment.checkpoint, []
        if shown is not None:
            notes.append(moment_texts(shown.epoch, 0.0, self._workspace.history.unit)[1])
        if self._workspace.damage:
            notes.append(self.tr("broken"))
        if notes:
            painter.setPen(QColor(theme.accent))
            painter.setFont(self._font(_LEAST_PX, bold=True))
            note = sentence_case(", ".join(notes))
            painter.drawText(_PAST, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)

    def number_places(self) -> list[QRectF]:
        """Where the digits of a number are written, in the lengths of the design; a press has one of them explained."""
        n = len(self._workspace.digits)
        pitch = min(_NUMBER.width() / max(n, 1), _MOST_PITCH)
        return [QRectF(_NUMBER.x() + i * pitch, _NUMBER.y(), pitch, _NUMBER.height()) for i in range(n if n > 1 else 0)]

    @property
    def _has_legend(self) -> bool:
        workspace, network = self._workspace, self.network
        has_more_to_say = self.number_places() or workspace.moment.checkpoint is not None or workspace.damage
        return network is not None and not network.isHidden() and network.flow is not None and not has_more_to_say

    def _paint_legend(self, painter: QPainter, theme: Theme) -> None:
        """Beside the answer, how many units there are and what the lines mean, where nothing else is said there."""
        network = self.network
        if network is None or network.flow is None or not self._has_legend:
            return
        painter.setFont(self._font(_LEAST_PX))
        painter.setPen(QColor(theme.text))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        layers = network.flow.architecture.hidden_layers
        if len(layers) == 1:
            n = fill(self.tr("{n:,} hidden {n|unit|units}"), n=network.flow.architecture.shapes[1][-1])
            painter.drawText(_UNITS, line, n)
        for place, text, color, style in (
            (_FOR, self.tr("speaks for"), theme.weight_positive, Qt.PenStyle.SolidLine),
            (_AGAINST, self.tr("speaks against"), theme.weight_negative, Qt.PenStyle.DashLine),
        ):
            pen = QPen(QColor(color), _SAMPLE_WIDTH, style, Qt.PenCapStyle.FlatCap)
            if style == Qt.PenStyle.DashLine:
                pen.setDashPattern([2.2, 1.6])
            painter.setPen(pen)
            left, middle = place.left(), place.center().y()
            painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE, middle))
            painter.setPen(QColor(theme.text))
            painter.drawText(place.adjusted(_SAMPLE + 20, 0, _MORE_ROOM, 0), line, text)

    def _paint_number(self, painter: QPainter, theme: Theme) -> None:
        """Each digit as it is read; the one that answer and bars are of has a line below."""
        digits = self._workspace.digits
        for number, place in enumerate(self.number_places()):
            text = "–"
            if digits.probabilities is not None and not digits.refused[number]:
                text = str(int(digits.probabilities[number].argmax()))
            is_selected = number == digits.selected
            painter.setPen(QColor(theme.text if is_selected else theme.muted))
            painter.setFont(self._font(_WORDS_PX, bold=is_selected))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
            if is_selected:
                left, width = place.left() + place.width() / 8, 0.75 * place.width()
                painter.fillRect(QRectF(left, place.bottom() - _MARK, width, _MARK), QColor(theme.accent))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a digit of a number has it explained."""
        for number, place in enumerate(self.number_places()):
            if self._on_screen(place).contains(event.position().toPoint()):
                self._workspace.digits.select(number)

    def _paint_bars(self, painter: QPainter, theme: Theme) -> None:
        values = np.zeros(10) if self.probabilities is None else self.probabilities
        best = int(values.argmax()) if values.any() else -1
        for digit, value in enumerate(values.tolist()):
            middle = _ROWS_TOP + (digit + 0.5) * _ROW
            is_best = digit == best
            painter.setPen(QColor(theme.text))
            painter.setFont(self._font(_LEAST_PX, bold=is_best))
            left = QRectF(_ROWS_LEFT, middle - _ROW / 2, _BAR_LEFT - _ROWS_LEFT, _ROW)
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, str(digit))
            track = QRectF(_BAR_LEFT, middle - _BAR_HEIGHT / 2, _BAR_WIDTH, _BAR_HEIGHT)
            paint_track(painter, track, theme, theme.border)
            bar = QRectF(track.x(), track.y(), max(3.0, value * _BAR_WIDTH), _BAR_HEIGHT)
            painter.fillRect(bar, QColor(theme.accent if is_best else theme.muted))
            if value >= 0.01:
                percent = f"{whole_percent(value)} %"
                right = QRectF(track.right(), middle - _ROW / 2, _WIDTH - 48 - track.right(), _ROW)
                painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, percent)

    def _paint_view(self, painter: QPainter) -> None:
        view = self._view
        if self.mosaic.isVisibleTo(self) and self._theme is not None:
            painter.fillRect(_VIEW, QColor(self._theme.card))
        if view is None or view.width() <= 0 or view.height() <= 0:
            return
        painter.save()
        if isinstance(view, LossPlot):  # a mirrored one could not be read from the back
            painter.translate(_VIEW.topLeft())
            painter.scale(_CURVES_FACTOR, _CURVES_FACTOR)
            view.paint_on(painter, _VIEW.size() / _CURVES_FACTOR)
            painter.restore()
            return
        factor = min(_VIEW.width() / view.width(), _VIEW.height() / view.height())
        painter.translate(
            _VIEW.x() + (_VIEW.width() - factor * view.width()) / 2,
            _VIEW.y() + (_VIEW.height() - factor * view.height()) / 2,
        )
        painter.scale(factor, factor)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(0, 0, self._mirrored)
        painter.restore()

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        font = self.font()
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


class Presentation(QObject):
    """Goes into the presentation and back, by F11 and Esc; the window keeps working all the while.

    Parameters
    ----------
    window, stack
        The window, and what shows either its usual content or the page.
    views
        What can be mirrored between canvas and bars, by name; asked for when it is shown.
    """

    def __init__(
        self,
        window: QMainWindow,
        stack: QStackedWidget,
        actions: Actions,
        workspace: Workspace,
        *,
        drawing_panel: DrawingPanel,
        views: Mapping[str, Callable[[], QWidget]],
    ) -> None:
        super().__init__(window)
        self._window, self._stack, self._actions = window, stack, actions
        self._drawing_panel, self._views = drawing_panel, views
        self._was_maximized = False
        self._had_focus: QWidget | None = None  # before it filled the screen
        self.page = PresentationPage(workspace)
        stack.addWidget(self.page)
        actions.presentation.toggled.connect(self._on_toggled)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.page)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.leave)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.page.refresh)
        for action in actions.presented.values():
            action.triggered.connect(self._show_view)

    @property
    def is_on(self) -> bool:
        """Whether the presentation fills the screen."""
        return self._stack.currentWidget() is self.page

    @Slot()
    def leave(self) -> None:
        """Back to the window."""
        self._actions.presentation.setChecked(False)

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        window = self._window
        if on:
            self._was_maximized, self._had_focus = window.isMaximized(), window.focusWidget()
            self._show_view()
            # Keys of a menu bar that is hidden do nothing: while the page is shown, it has them.
            self.page.addActions(self._actions.with_keys_in_presentation())
            self.page.take(self._drawing_panel.canvas)
            self._stack.setCurrentWidget(self.page)
            window.menuBar().hide()
            window.statusBar().hide()
            window.showFullScreen()
            self._drawing_panel.canvas.setFocus()
            self._timer.start()
        else:
            self._timer.stop()
            self.page.take(None)
            self._drawing_panel.take_back_canvas()
            self._stack.setCurrentIndex(0)
            window.menuBar().show()
            window.statusBar().show()
            self._give_focus_back()
            if self._was_maximized:
                window.showMaximized()
            else:
                window.showNormal()

    def _give_focus_back(self) -> None:
        control, canvas = self._had_focus, self._drawing_panel.canvas
        self._had_focus = None
        if control is not None and control is not canvas and isValid(control) and control.isEnabled():
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            canvas.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def follow_tab(self) -> None:
        """Another tab was opened, by its key: it may be what is shown."""
        if self.is_on:
            self._show_view()

    @Slot()
    def _show_view(self) -> None:
        chosen = next((name for name, action in self._actions.presented.items() if action.isChecked()), "")
        view = self._views[chosen]() if chosen in self._views else None
        self.page.show_view(view, has_weights=chosen == "weights", has_network=chosen == "network")
