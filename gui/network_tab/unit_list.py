"""All units of a wide layer, in a grid: the one that is chosen is pinned in the drawing."""

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engine.explain.flow import Flow
from engine.explain.probes import unit_gradients
from engine.nn.network import Parameters
from gui.plots.fixed_numbers import plain
from gui.plots.mosaic_image import LEVELS, diverging_colors
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import px, set_dialog_px, set_font_px, set_px
from gui.theming.theme import Theme
from gui.widgets.buttons import close_box
from gui.widgets.images import ink_image, rgb_image
from gui.widgets.labels import muted_label

_TILE = 24
_BLOCK = 512


class UnitList(QDialog):
    """The grid: pictures of what each unit looks for, with its number and how active it is.

    Attributes
    ----------
    chosen
        Signal (unit).
    units
        The list.

    Parameters
    ----------
    title
        Whose units.
    parameters, layer
        The network, and the layer's number.
    flow
        What flows through it; ``None`` while nothing is drawn.
    theme
        Whose colors.
    """

    chosen = Signal(int)

    def __init__(
        self, title: str, parameters: Parameters, layer: int, *, flow: Flow | None, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unitList")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_dialog_px(self, 560, 440)
        self.units = QListWidget()
        self.units.setObjectName("unitGrid")
        self.units.setAccessibleName(title)
        self.units.setViewMode(QListView.ViewMode.IconMode)
        self.units.setMovement(QListView.Movement.Static)
        self.units.setResizeMode(QListView.ResizeMode.Adjust)
        self.units.setUniformItemSizes(True)
        self.units.setIconSize(QSize(px(_TILE), px(_TILE)))
        self.units.setGridSize(QSize(px(52), px(60)))
        set_font_px(self.units, NOTE_PX)
        self.units.itemActivated.connect(self._on_chosen)
        self.units.itemClicked.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        set_px(layout.setSpacing, 8)
        layout.addWidget(
            muted_label(self.tr("Each unit's number, and how active it is now. Choose one to see it in the drawing."))
        )
        layout.addWidget(self.units, 1)
        buttons = close_box()
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._fill(parameters, layer, flow, theme)

    def _fill(self, parameters: Parameters, layer: int, flow: Flow | None, theme: Theme) -> None:
        shape = parameters.architecture.shapes[layer + 1]
        values = flow.activations.layers[layer] if flow is not None else None
        for start in range(0, shape[-1], _BLOCK):
            units = range(start, min(start + _BLOCK, shape[-1]))
            for unit, icon in zip(units, _icons(parameters, layer, units, flow, theme), strict=True):
                active = f"\n{plain(float(values[unit].mean()))}" if values is not None else ""
                item = QListWidgetItem(icon, f"{unit + 1}{active}")
                item.setData(Qt.ItemDataRole.UserRole, unit)
                self.units.addItem(item)
        self.units.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()


def _icons(parameters: Parameters, layer: int, units: range, flow: Flow | None, theme: Theme) -> list[QIcon]:
    """What the units look for or, of maps, the maps themselves."""
    architecture = parameters.architecture
    if len(architecture.shapes[layer + 1]) == 3 and flow is not None:
        maps = flow.activations.layers[layer][units.start : units.stop]
        top = max(float(maps.max(initial=0.0)), 1e-12)
        return [QIcon(QPixmap.fromImage(ink_image(each / top, theme.paper, theme.ink))) for each in maps]
    shape = architecture.input_shape
    if len(shape) != 3 or shape[2] != 1:
        return [QIcon()] * len(units)
    flat = np.zeros(architecture.n_inputs, parameters.dtype) if flow is None else flow.activations.inputs.reshape(-1)
    pictures = unit_gradients(parameters, flat, layer, units).astype(np.float64).reshape(len(units), *shape[:2])
    colors, icons = diverging_colors(theme), []
    for picture in np.nan_to_num(pictures, nan=0.0, posinf=0.0, neginf=0.0):
        limit = max(float(np.abs(picture).max()), 1e-12)
        index = np.clip((picture / limit + 1) / 2 * (LEVELS - 1) + 0.5, 0, LEVELS - 1).astype(np.intp)
        icons.append(QIcon(QPixmap.fromImage(rgb_image(colors[index]).scaled(px(_TILE), px(_TILE)))))
    return icons
