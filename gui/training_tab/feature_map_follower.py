"""Keeps the feature maps up to date: with every stroke at once, and with the network that learns."""

from PySide6.QtCore import QObject, Signal, Slot

from engine.explain.layer_activations import activate_layers
from engine.ink.framing import Image
from engine.nn.network import Architecture, Parameters
from gui.plots.feature_maps import FeatureMaps
from gui.plots.pixel_working import has_maps
from gui.state.workspace import Workspace


class FeatureMapFollower(QObject):
    """Works out the maps of what is on the canvas, where they can be seen.

    Attributes
    ----------
    has_maps_changed
        Signal (bool): whether the network makes maps.
    """

    has_maps_changed = Signal(bool)

    def __init__(self, workspace: Workspace, maps: FeatureMaps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._maps = workspace, maps
        self._shown: tuple[Parameters, Image | None] | None = None
        self._frame: Image | None = None
        self._architecture: Architecture | None = None
        self._has_maps = False
        workspace.reading_changed.connect(self._on_reading_changed)
        workspace.network_changed.connect(self._look_at_network)
        maps.shown.connect(self.show_now)

    @property
    def has_maps(self) -> bool:
        """Whether the network makes maps."""
        return self._has_maps

    @Slot(object, object)
    def _on_reading_changed(self, frame: Image | None, _probabilities: object) -> None:
        """Another drawing is shown at once; another network with the curves, :meth:`show_now` is called with them."""
        is_other, self._frame = frame is not self._frame, frame
        if is_other:
            self.show_now()

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
        parameters, frame = self._workspace.parameters, self._workspace.frame
        if not self._maps.isVisible() or not self._has_maps:
            return
        if self._shown is not None and self._shown[0] is parameters and self._shown[1] is frame:
            return
        self._shown = parameters, frame
        if frame is None:
            self._maps.set_activations(None)
        else:
            inputs = self._workspace.scaling.apply(frame.reshape(1, -1)).reshape(-1)
            self._maps.set_activations(activate_layers(parameters, inputs))
