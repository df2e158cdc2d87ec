"""A network that is shown by a painter, which keeps what stays the same from stroke to stroke."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from gui.plots.network_painter import NetworkPainter
from gui.plots.network_shown import NetworkShown
from gui.theming.theme import Theme


class PaintedNetwork(NetworkShown):
    """Has its painter forget what is not right any more; whoever calls the painter extends this.

    Parameters
    ----------
    painter
        Who paints it.
    """

    def __init__(self, parent: QWidget | None = None, *, painter: type[NetworkPainter] = NetworkPainter) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._painter = painter(self)

    def forget_everything(self) -> None:
        """Nothing that is kept is right any more."""
        self._painter.forget_all()

    def forget_weights(self) -> None:
        """Pictures of weights are drawn anew."""
        self._painter.forget_weights()

    def forget_flow(self) -> None:
        """Maps are drawn anew."""
        self._painter.forget_flow()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.forget_everything()
