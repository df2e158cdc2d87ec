"""Keeps the feature maps up to date: with every stroke at once, and with the network that learns."""

from PySide6.QtCore import QObject, Signal, Slot

from engine.nn.network import Architecture
from gui.plots.feature_maps import FeatureMaps
from gui.plots.pixel_working import has_maps
from gui.state.workspace import Workspace


class FeatureMapFollower(QObject):
    """Shows the maps of what is on the canvas, where they can be seen.

    Attributes
    ----------
    has_maps_changed
        Signal (bool): whether the network makes maps.
    """

    has_maps_changed = Signal(bool)

    def __init__(self, workspace: Workspace, maps: FeatureMaps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._maps = workspace, maps
        self._architecture: Architecture | None = None
        self._has_maps = False
        workspace.reading_changed.connect(self.show_now)
        workspace.network_changed.connect(self._look_at_network)
        maps.shown.connect(self.show_now)

    @property
    def has_maps(self) -> bool:
        """Whether the network makes maps."""
        return self._has_maps

    @Slot()
    def _look_at_network(self) -> None:
        architecture = self._workspace.parameters.architecture
        if architecture is self._architecture:
            return
        self._architecture = architecture
        if has_maps(architecture) != self._has_maps:
            self._has_maps = not self._has_maps
            self.has_maps_changed.emit(self._has_maps)

    @Slot()
    def show_now(self) -> None:
        """Show what the network of now makes of the drawing of now."""
        self._look_at_network()
        if self._has_maps and self._maps.isVisible():
            self._maps.set_activations(self._workspace.activations)
