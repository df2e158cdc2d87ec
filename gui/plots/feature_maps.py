"""Feature maps of the drawing: what each layer makes of it, and how each pixel of a map came about."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget

from engine.explain.layer_activations import LayerActivations
from engine.nn.layers.base import Window
from gui.plots.map_picture import MapPicture
from gui.plots.pixel_strip import PixelStrip
from gui.plots.pixel_working import PixelWorking, work_out
from gui.theming.fonts import HINT_PX
from gui.theming.scale import SCALE, px, px_size
from gui.theming.theme import Theme
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import Announcer
from gui.widgets.themed_widget import ThemedWidget

_TELL_EVERY_MS = 1000  # screen readers hear of maps that change no more often
_NUMBERS_EVERY_MS = 100  # numbers that follow the pen can be read no quicker
_GAP_PX = 8


class FeatureMaps(ThemedWidget):
    """The maps, and under them the strip for the pixel that is pointed at.

    Attributes
    ----------
    picture
        The maps themselves.
    strip
        The pixel that is pointed at, in numbers.
    seen_changed
        Signal (Window or None): the part of the drawing that the pixel goes back to; ``None`` for none, or all of it.
    shown
        Signal: it can be seen again, and has to be told of what has changed meanwhile.
    """

    seen_changed = Signal(object)
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("featureMaps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.picture, self.strip = MapPicture(), PixelStrip(self)
        self._scroll = _SidewaysArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.picture)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._working: PixelWorking | None = None
        self._has_news = False  # the maps are others than those that the pixel was worked out on
        self._seen: Window | None = None
        self._announcer = Announcer(self.picture)
        self._strip_refresher = Refresher(self._show_strip, interval_ms=_NUMBERS_EVERY_MS, waits=True, parent=self)
        self._teller = Refresher(self._describe, interval_ms=_TELL_EVERY_MS, parent=self)
        self.picture.pixel_changed.connect(self._on_pixel_changed)
        self._show_parts()
        SCALE.keep(self, "arrange", FeatureMaps._arrange, is_last=True)

    def sizeHint(self) -> QSize:
        """Three rows of maps, and the strip."""
        maps, strip = self.picture.sizeHint(), self.strip.sizeHint()
        return QSize(max(maps.width(), strip.width()), maps.height() + px(_GAP_PX) + strip.height())

    def minimumSizeHint(self) -> QSize:
        """What is legible on the smallest window."""
        return px_size(240, 160)

    # What is shown

    @property
    def activations(self) -> LayerActivations | None:
        """What is shown; ``None`` while there is no drawing."""
        return self.picture.activations

    @Slot(object)
    def set_activations(self, activations: LayerActivations | None) -> None:
        """Show what a network makes of another drawing, or another network of the same; ``None`` for no drawing."""
        if activations is self.activations:
            return
        before = self.activations
        self.picture.set_activations(activations)
        self._has_news = True
        if before is None or activations is None:
            self._show_parts()
            self._work_out()
        elif activations.parameters.architecture != before.parameters.architecture:
            self._work_out()
        else:  # the maps are painted first: numbers can be read no quicker
            self._strip_refresher.request()
            self._teller.request()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.picture.set_theme(theme)
        self.strip.set_theme(theme)

    def _show_parts(self) -> None:
        is_empty = self.activations is None
        self._scroll.setVisible(not is_empty)
        self.strip.setVisible(not is_empty)
        self.update()
        self._teller.request()

    # The pixel

    @Slot()
    def _on_pixel_changed(self) -> None:
        self._work_out()
        self._show_strip()  # who points at something sees it at once
        pixel = self.picture.pixel
        place = self.picture.rect_of(pixel) if pixel is not None and self.picture.hasFocus() else None
        if place is not None:
            center = place.center().toPoint()
            self._scroll.ensureVisible(center.x(), center.y(), px(40), px(40))
        self._describe()  # who asks is answered at once
        if self.working is not None and self.picture.hasFocus():
            self._announcer.tell(self.picture.accessibleDescription())

    def _work_out(self) -> None:
        activations, pixel = self.activations, self.picture.pixel
        self._has_news = False
        self._working = work_out(activations, pixel) if activations is not None and pixel is not None else None
        self.picture.set_working(self._working)
        self._strip_refresher.request()
        self._teller.request()
        seen = self._working.seen if self._working is not None else None
        if seen != self._seen:
            self._seen = seen
            self.seen_changed.emit(seen)

    @property
    def working(self) -> PixelWorking | None:
        """How the pixel that is pointed at came about; ``None`` while none is."""
        if self._has_news:
            self._work_out()
        return self._working

    def _show_strip(self) -> None:
        self.strip.set_working(self.working, is_kept=self.picture.is_kept)

    def _describe(self) -> None:
        """Tell screen readers what the strip says, and in which layer that is."""
        pixel = self.picture.pixel
        if self.activations is None:
            text = self._empty_text()
        elif self.working is None or pixel is None:
            text = self.strip.accessibleName()
        else:
            text = f"{self.picture.title_of(pixel.layer)}: {self.working.sentence}"
        if text != self.picture.accessibleDescription():
            self.picture.setAccessibleDescription(text)

    def _empty_text(self) -> str:
        return self.tr("Draw a digit: its feature maps appear here.")

    # Places

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Maps take what the strip leaves."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed while it could not be seen is asked for."""
        super().showEvent(event)
        self.shown.emit()

    def _arrange(self) -> None:
        strip = self.strip.height_for(self.width())
        top = max(self.height() - strip, 0)
        self.strip.setGeometry(0, top, self.width(), strip)
        room = QSize(self.width(), max(top - px(_GAP_PX), 0))
        self._scroll.setGeometry(QRect(QPoint(0, 0), room))
        self.picture.fit(room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Without a drawing, what to do."""
        if self.activations is not None:
            return
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(px(HINT_PX) if self.width() >= px(520) else px(16))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text()
        )
        painter.end()


class _SidewaysArea(QScrollArea):
    """A scroll area in which the wheel goes to the side where there is nothing below."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll."""
        if self.verticalScrollBar().maximum() == 0 and self.horizontalScrollBar().maximum() > 0:
            QApplication.sendEvent(self.horizontalScrollBar(), event)
        else:
            super().wheelEvent(event)
