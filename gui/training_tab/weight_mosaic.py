"""The mosaic: each hidden unit's incoming weights as a picture, on one symmetric blue-white-red scale."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from engine.nn.network import Parameters
from gui.plots.mosaic_image import diverging_colors
from gui.theming.theme import LIGHT, Theme
from gui.training_tab.weight_tiles import WeightTiles, decimals_of, describe_unit
from gui.widgets.labels import muted_label
from gui.widgets.themed_widget import ThemedWidget


class WeightMosaic(QWidget):
    """The tiles in a scroll area, the color scale and a line of numbers below.

    Attributes
    ----------
    tiles
        The tiles themselves.
    title_changed
        Signal (str): what the tiles are: hidden weights of so many units, or class templates.
    """

    title_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weightMosaic")
        self.tiles = WeightTiles()
        self._scale = _ColorScale()
        self._hint = muted_label()
        self._title = ""
        self._hovered: int | None = None
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.tiles)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._scale)
        layout.addWidget(self._hint)
        self.tiles.unit_hovered.connect(self._on_unit_hovered)
        self._show_hint()

    @property
    def parameters(self) -> Parameters | None:
        """The network whose first layer is shown."""
        return self.tiles.parameters

    @property
    def hint(self) -> str:
        """The line of numbers below the tiles."""
        return self._hint.text()

    @Slot(object)
    def set_parameters(self, parameters: Parameters) -> None:
        """Show the first layer of a network; without hidden layers, its ten class templates."""
        self.tiles.set_parameters(parameters)
        self._scale.set_limit(self.tiles.limit)
        hidden = parameters.architecture.hidden_layers
        if not hidden:
            title = "Class templates: the weights from the pixels to each digit"
        elif len(hidden) == 1:
            title = f"Hidden weights: what each of the {hidden[0]:,} units looks for"
        else:
            title = f"Hidden weights: the first of {len(hidden)} layers, {hidden[0]:,} units"
        if title != self._title:
            self._title = title
            self.title_changed.emit(title)
        if self._hovered is not None or self.tiles.enlarged is not None:
            self._show_hint()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self.tiles.set_theme(theme)
        self._scale.set_theme(theme)

    @Slot(object)
    def _on_unit_hovered(self, unit: int | None) -> None:
        self._hovered = unit
        self._show_hint()

    def _show_hint(self) -> None:
        enlarged = self.tiles.enlarged
        unit = enlarged if enlarged is not None else self._hovered
        if self.parameters is not None and unit is not None and unit >= self.parameters.weights[0].shape[1]:
            unit = self._hovered = None  # the pointer rests where a larger network was
        if self.parameters is None or unit is None:
            self._hint.setText("Point at a unit for its numbers, click to enlarge it.")
        else:
            back = " Click to see all." if enlarged is not None else ""
            self._hint.setText(describe_unit(self.parameters, unit) + back)


class _ColorScale(ThemedWidget):
    """The color bar: from the least weight over 0 to the greatest, the same on both sides."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Color scale of the weights")
        self.setToolTip("Blue: ink at this pixel speaks against the unit. Red: ink speaks for it.")
        self.setFixedHeight(16)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each update repaints the card behind
        self._limit = 1.0
        self._colors = diverging_colors(LIGHT)

    def set_limit(self, limit: float) -> None:
        """The weight of the outermost colors."""
        if limit != self._limit:
            self._limit = limit
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self._colors = diverging_colors(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, colors, number."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.card))
        colors = self._colors
        number = f"{self._limit:.{decimals_of(self._limit)}f}"
        margin = QFontMetricsF(self.font()).horizontalAdvance("against −000.00") + 8
        box = self.rect().toRectF().adjusted(margin, 2, -margin, -2)
        picture = QImage(colors.tobytes(), len(colors), 1, 3 * len(colors), QImage.Format.Format_RGB888)
        painter.drawImage(box, picture)
        painter.setPen(QColor(self._theme.border))
        painter.drawRect(box)
        painter.setPen(QColor(self._theme.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        whole = self.rect().toRectF()
        left = whole.adjusted(0, 0, -(whole.width() - margin + 6), 0)
        right = whole.adjusted(whole.width() - margin + 6, 0, 0, 0)
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, f"against −{number}")
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignLeft, f"+{number} for")
