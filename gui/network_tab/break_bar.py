"""Break it: what of the network is switched off or made noisy for the view, and what that costs."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from engine.explain.ablation import Damage
from engine.nn.network import Architecture
from gui.actions import Actions
from gui.theming.fonts import NOTE_PX
from gui.theming.scale import px, set_font_px, set_px
from gui.widgets.buttons import command_button
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.labels import muted_label
from gui.widgets.unit_names import layers_with_units

HEIGHT = 48
_MOST_LAYERS = 6
_NOISE_STEPS = 40
_MOST_NOISE = 1.0
_FEW_WORDS, _FEWEST_WORDS, _EACH_LAYER = 460, 340, 84
_NO_WORDS, _EACH_NUMBER = 355, 42  # beside switches that have numbers alone


class BreakBar(QWidget):
    """Noise on the weights, biases, each layer; what comes of it in a sentence; and "Mend all".

    Attributes
    ----------
    noise_slider, biases_box, layer_boxes
        What is broken: a box that is not ticked switches off.
    mend_button
        Mends all.
    damage_chosen
        Signal (Damage): something else is to be broken.
    """

    damage_chosen = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breakBar")
        set_px(self.setFixedHeight, HEIGHT)
        self._damage = Damage()
        self._architecture: Architecture | None = None
        self.layer_boxes: dict[int, QCheckBox] = {}
        self._texts: tuple[str, ...] = ("",)
        self._title = title = QLabel(self.tr("Break it"))
        title.setObjectName("cardTitle")
        self._noise_label = muted_label(self.tr("Noise"))
        self.noise_slider = QSlider(Qt.Orientation.Horizontal)
        self.noise_slider.setObjectName("noiseSlider")
        self.noise_slider.setRange(0, _NOISE_STEPS)
        self.noise_slider.setAccessibleName(self.tr("Noise on the weights"))
        self.noise_slider.setToolTip(
            self.tr("Adds random numbers to all weights: at the right end as large as the weights are")
        )
        set_px(self.noise_slider.setFixedWidth, 76)
        self.noise_slider.valueChanged.connect(self._on_changed)
        self.biases_box = QCheckBox(self.tr("Biases"))
        self.biases_box.setObjectName("biasesBox")
        self.biases_box.setToolTip(self.tr("Untick it to see what the network says with all biases at 0"))
        self.biases_box.setChecked(True)
        self.biases_box.toggled.connect(self._on_changed)
        self._result = ElidedLabel()
        self._result.setObjectName("breakResult")
        self._result.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.mend_button = command_button(actions.mend_network, "mendButton")
        for small in (self._noise_label, self._result):
            set_font_px(small, NOTE_PX)
        self._noise_label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        set_px(layout.setContentsMargins, 16, 4, 16, 4)
        set_px(layout.setSpacing, 10)
        for part in (title, self._noise_label, self.noise_slider, self.biases_box):
            layout.addWidget(part)
        self._layers = QHBoxLayout()
        set_px(self._layers.setSpacing, 10)
        layout.addLayout(self._layers)
        layout.addWidget(self._result, 1)
        layout.addStretch(0)  # has the room that nothing else wants
        layout.addWidget(self.mend_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the switches have it."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        is_tight = self.width() < px(_FEW_WORDS + _EACH_LAYER * len(self.layer_boxes))
        self._title.setHidden(is_tight)
        self._result.setHidden(is_tight and not self._damage)
        is_tightest = self.width() < px(_FEWEST_WORDS + _EACH_LAYER * len(self.layer_boxes))
        self._noise_label.setHidden(self.width() < px(_NO_WORDS + _EACH_NUMBER * len(self.layer_boxes)))
        for number, box in enumerate(self.layer_boxes.values()):
            name = self.tr("Layer {number}").format(number=number + 1)
            box.setAccessibleName(name)
            box.setText(str(number + 1) if is_tightest else name)

    def minimumSizeHint(self) -> QSize:
        """The results give way first."""
        return QSize(px(240), px(HEIGHT))

    def set_architecture(self, architecture: Architecture) -> None:
        """Offer the layers of a network."""
        if architecture == self._architecture:
            return
        self._architecture = architecture
        for box in self.layer_boxes.values():
            self._layers.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.layer_boxes = {}
        for number, layer in enumerate(layers_with_units(architecture)[:_MOST_LAYERS]):
            box = QCheckBox()
            box.setObjectName(f"layerBox{number + 1}")
            box.setToolTip(
                self.tr("Untick it to see what the network says without this layer: all its units put out 0")
            )
            box.setChecked(layer not in self._damage.layers_off)
            box.toggled.connect(self._on_changed)
            self._layers.addWidget(box)
            self.layer_boxes[layer] = box
        self._fold()

    def set_damage(self, damage: Damage) -> None:
        """Show what is broken."""
        self._damage = damage
        self._fold()
        for widget in (self.noise_slider, self.biases_box, *self.layer_boxes.values()):
            widget.blockSignals(True)
        self.noise_slider.setValue(round(damage.noise / _MOST_NOISE * _NOISE_STEPS))
        self.biases_box.setChecked(not damage.without_biases)
        for layer, box in self.layer_boxes.items():
            box.setChecked(layer not in damage.layers_off)
        for widget in (self.noise_slider, self.biases_box, *self.layer_boxes.values()):
            widget.blockSignals(False)

    @property
    def result(self) -> str:
        """What is said, where there is room for it."""
        return self._texts[0]

    def say(self, *texts: str) -> None:
        """Say what came of it, the longest sentence first, of which that is shown for which there is room."""
        if texts != self._texts:
            self._texts = texts
            self._result.setToolTip(texts[0])
            self._result.set_texts(*texts)

    @Slot()
    def _on_changed(self) -> None:
        self.damage_chosen.emit(
            Damage(
                silenced=self._damage.silenced,
                layers_off=frozenset(layer for layer, box in self.layer_boxes.items() if not box.isChecked()),
                without_biases=not self.biases_box.isChecked(),
                noise=self.noise_slider.value() / _NOISE_STEPS * _MOST_NOISE,
                seed=self._damage.seed,
            )
        )
