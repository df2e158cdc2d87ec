"""The mosaic: each hidden unit's incoming weights as a picture, on one symmetric blue-white-red scale."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from engine.nn.network import Parameters
from gui.plots.curve_legend import label_font
from gui.plots.mosaic_image import diverging_colors
from gui.theming.frames import paint_frame
from gui.theming.scale import follow_factor, px, px_size, set_px
from gui.theming.theme import LIGHT, Theme
from gui.training_tab.weight_tiles import WeightTiles, describe_unit
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.images import rgb_image
from gui.widgets.refresher import Refresher
from gui.widgets.speaking import Announcer, speak_as
from gui.widgets.themed_widget import ThemedWidget

_TELL_EVERY_MS = 1000  # screen readers hear of weights that change no more often
_BAR_PX, _SHORT_BAR_PX, _BAR_HEIGHT_PX, _GAP_PX = 96, 40, 12, 8


class WeightMosaic(QWidget):
    """The tiles in a scroll area, and a line of numbers below.

    Attributes
    ----------
    tiles
        The tiles themselves.
    scale
        What their colors mean; placed by whoever places the tiles.
    title_changed
        Signal (str): what the tiles are: what each unit looks for, or each digit.
    """

    title_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weightMosaic")
        self.tiles = WeightTiles()
        self._announcer = Announcer(self.tiles)
        self.scale = ColorScale()
        self._hint = ElidedLabel()
        self._hint.setProperty("role", "muted")
        self._title = ""
        self._hovered: int | None = None
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.tiles)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 4)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._hint)
        self.tiles.unit_hovered.connect(self._on_unit_hovered)
        self._teller = Refresher(self._describe, interval_ms=_TELL_EVERY_MS, parent=self)
        self._show_hint()

    @property
    def parameters(self) -> Parameters | None:
        """The network whose first layer is shown."""
        return self.tiles.parameters

    @property
    def shows_filters(self) -> bool:
        """Whether the first weights are the filters of a convolution."""
        return self.tiles.first is not None and self.tiles.first.are_filters

    @property
    def hint(self) -> str:
        """The line of numbers below the tiles."""
        return self._hint.text()

    def hide_hint(self) -> None:
        """Show the tiles alone."""
        self._hint.hide()

    def set_parameters(self, parameters: Parameters, run: str = "") -> None:
        """Show the first layer of a network; without hidden layers, its ten class templates.

        Parameters
        ----------
        parameters
            The network.
        run
            Tells the networks of one run, which share a color scale, from those of another.
        """
        self.tiles.set_parameters(parameters, run)
        self.scale.set_limit(self.tiles.limit)
        n_layers = len(parameters.weights)
        if self.shows_filters:
            title = self.tr("What each filter looks for")
        elif n_layers == 1:
            title = self.tr("What each digit looks for")
        elif n_layers == 2:
            title = self.tr("What each unit looks for")
        else:
            title = self.tr("What layer 1 looks for")
        if title != self._title:
            self._title = title
            self.title_changed.emit(title)
            self._show_hint()
        elif self._hovered is not None or self.tiles.enlarged is not None:
            self._show_hint()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.tiles.set_theme(theme)
        self.scale.set_theme(theme)

    @Slot(object)
    def _on_unit_hovered(self, unit: int | None) -> None:
        self._hovered = unit
        self._show_hint()
        self._describe()  # who asks is answered at once

    def _show_hint(self) -> None:
        enlarged = self.tiles.enlarged
        unit = enlarged if enlarged is not None else self._hovered
        first = self.tiles.first
        if first is not None and unit is not None and unit >= len(first.biases):
            unit = self._hovered = None  # the pointer rests where a larger network was
        if self.parameters is None or unit is None:
            if first is not None and first.are_filters:
                texts = (
                    self.tr("Point at a filter for its numbers, click to enlarge it."),
                    self.tr("Point at a filter."),
                )
            else:
                texts = self.tr("Point at a unit for its numbers, click to enlarge it."), self.tr("Point at a unit.")
            self._hint.set_texts(*texts)
        else:
            parts = [describe_unit(self.parameters, unit)]
            if enlarged is not None:
                parts.append(self.tr("Click to see all."))
            self._hint.setText(" ".join(parts))
        self._teller.request()
        if self.tiles.hasFocus():
            self._announcer.tell(self._hint.text())

    def _describe(self) -> None:
        """Tell screen readers what the line of numbers says."""
        if self.hint != self.tiles.accessibleDescription():
            self.tiles.setAccessibleDescription(self.hint)


class ColorScale(ThemedWidget):
    """What the colors mean: the color bar from the least weight over 0 to the greatest, with words where there is room."""

    def __init__(self) -> None:
        super().__init__()
        speak_as(self, QAccessible.Role.StaticText)
        self.setToolTip(self.tr("Blue: ink at this pixel counts against it. Red: ink counts for it."))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._limit = 0.0
        self._colors = diverging_colors(LIGHT)
        self.set_limit(1.0)
        follow_factor(self)

    def set_limit(self, limit: float) -> None:
        """The weight of the outermost colors."""
        if limit != self._limit:
            self._limit = limit
            number = self._number()
            self.setAccessibleName(
                self.tr(
                    "Color scale of the weights: blue, ink counts against, to −{n}; red, ink counts for, to +{n}"
                ).format(n=number)
            )
            self.update()

    def _number(self) -> str:
        return f"{self._limit:g}".replace("e+", "e").replace("e-0", "e−").replace("e-", "e−")

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._colors = diverging_colors(theme)

    def sizeHint(self) -> QSize:
        """As wide as bar, numbers and words."""
        return self._size_with("00.00", words=True)

    def minimumSizeHint(self) -> QSize:
        """As wide as a short bar and numbers."""
        return self._size_with("00.00", words=False)

    def _size_with(self, number: str, *, words: bool) -> QSize:
        metrics = QFontMetricsF(label_font(self.font()))
        width = sum(map(metrics.horizontalAdvance, self._texts(number, words=words)))
        width += _bar_size(has_words=words).width() + 2 * px(_GAP_PX) + px(2)
        return QSize(round(width), round(metrics.height()) + px(2))

    def _texts(self, number: str, *, words: bool) -> tuple[str, str]:
        if not words:
            return f"−{number}", f"+{number}"
        return self.tr("ink counts against −{n}").format(n=number), self.tr("+{n} for").format(n=number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, colors, words, at the right."""
        painter = QPainter(self)
        font = label_font(self.font())
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        has_words = self.width() >= self._size_with(self._number(), words=True).width()
        before, after = self._texts(self._number(), words=has_words)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        right = self.width() - metrics.horizontalAdvance(after)
        size, gap = _bar_size(has_words=has_words), px(_GAP_PX)
        bar = QRectF(right - gap - size.width(), (self.height() - size.height()) // 2, size.width(), size.height())
        painter.drawImage(bar, rgb_image(self._colors[None]))
        paint_frame(painter, bar.adjusted(px(1), px(1), -px(1), -px(1)), QColor(self._theme.border))
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QPointF(right, baseline), after)
        painter.drawText(QPointF(bar.left() - gap - metrics.horizontalAdvance(before), baseline), before)


def _bar_size(*, has_words: bool) -> QSize:
    """Of the colors: beside words there is room for more of them."""
    return px_size(_BAR_PX if has_words else _SHORT_BAR_PX, _BAR_HEIGHT_PX)
