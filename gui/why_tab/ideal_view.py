"""The page "What it looks for": the ideal picture of a digit or a unit, and beside it noise that is read with certainty."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from engine.nn.layers.convolution import Convolution
from engine.nn.layers.dense import Dense
from engine.nn.network import Architecture
from engine.text.percent import percent_text
from gui.plots.ink_picture import InkPicture
from gui.theming.controls import inset_number
from gui.theming.scale import px, set_px
from gui.theming.theme import Theme
from gui.why_tab.ideal_growth import Grown, Wanted
from gui.why_tab.lead_steps import number_text
from gui.widgets.buttons import push_button
from gui.widgets.labels import WrappingLabel, muted_label
from gui.widgets.themed_widget import ThemedWidget

_LEAST_FOR_WORDS = 340


class IdealView(ThemedWidget):
    """Two pictures side by side, what each is, and how far it is.

    Attributes
    ----------
    layer_box, unit_box
        Whose ideal picture it is: the digit of the question, or a unit of a hidden layer.
    ideal, noise
        The pictures.
    ideal_label, noise_label
        What they come to.
    again_button
        Has both grow from the start.
    wanted_changed
        Signal: another layer or unit was chosen.
    """

    wanted_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("idealView")
        self._architecture: Architecture | None = None
        self._digit = 0
        self.layer_box = QComboBox()
        self.layer_box.setObjectName("idealLayerBox")
        self.layer_box.setAccessibleName(self.tr("Layer"))
        self.layer_box.setToolTip(
            self.tr("Whose ideal picture grows: that of the question's first digit, or of a unit")
        )
        self.layer_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.layer_box.activated.connect(self._on_layer_chosen)
        self.unit_box = QSpinBox()
        self.unit_box.setObjectName("idealUnitBox")
        self.unit_box.setAccessibleName(self.tr("Unit"))
        self.unit_box.setToolTip(self.tr("Which unit of the layer, or which map"))
        set_px(self.unit_box.setFixedWidth, 72)
        inset_number(self.unit_box)
        self.unit_box.valueChanged.connect(self.wanted_changed)
        self.again_button = push_button(
            self.tr("Grow again"), "growAgainButton", self.tr("Begin with gray, and with other noise, once more")
        )
        self.ideal = InkPicture("idealPicture", self.tr("The ideal picture"))
        self.noise = InkPicture("certainNoise", self.tr("Noise that is read with certainty"))
        self.ideal_title, self.noise_title = QLabel(), QLabel()
        for title in (self.ideal_title, self.noise_title):
            title.setProperty("role", "heading")
            title.setWordWrap(True)
        self.ideal_figure, self.noise_figure = QLabel(), QLabel()
        self.ideal_label = muted_label(wraps=True)
        self.noise_label = muted_label(wraps=True)
        choice = QHBoxLayout()
        set_px(choice.setSpacing, 8)
        for widget in (self.layer_box, self.again_button, self.unit_box):
            choice.addWidget(widget)
        choice.addStretch(1)
        halves = QHBoxLayout()
        set_px(halves.setSpacing, 24)
        halves.addLayout(_half(self.ideal_title, self.ideal, self.ideal_figure, self.ideal_label), 1)
        halves.addLayout(_half(self.noise_title, self.noise, self.noise_figure, self.noise_label), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 8)
        layout.addLayout(choice)
        layout.addLayout(halves, 1)

    def set_network(self, architecture: Architecture, digit: int) -> None:
        """Offer the layers of a network, and the digit of the question."""
        is_other = self._architecture is None or self._architecture.layers != architecture.layers
        if is_other:
            chosen = self.layer_box.currentData() if self._architecture is not None else None
            self._architecture = architecture
            self.layer_box.clear()
            self.layer_box.addItem("", len(architecture.layers) - 1)
            number = 0
            for layer, its_layer in enumerate(architecture.layers[:-1]):
                if isinstance(its_layer, Dense | Convolution):
                    number += 1
                    text = (
                        self.tr("Hidden layer {number}")
                        if isinstance(its_layer, Dense)
                        else self.tr("Convolution {number}")
                    )
                    self.layer_box.addItem(text.format(number=number), layer)
            index = self.layer_box.findData(chosen) if chosen is not None else 0
            self.layer_box.setCurrentIndex(max(index, 0))
            self._show_units()
        if is_other or digit != self._digit:
            self._digit = digit
            self.layer_box.setItemText(0, self.tr("The digit {digit}").format(digit=digit))

    @property
    def wanted(self) -> Wanted:
        """What is to grow."""
        layer = self.layer_box.currentData()
        if self._is_of_digit:
            return Wanted(layer, self._digit, self._digit)
        return Wanted(layer, self.unit_box.value() - 1, self._digit)

    @property
    def _is_of_digit(self) -> bool:
        return self.layer_box.currentIndex() <= 0

    @Slot()
    def _on_layer_chosen(self) -> None:
        self._show_units()
        self.wanted_changed.emit()

    def _show_units(self) -> None:
        layer, architecture = self.layer_box.currentData(), self._architecture
        if architecture is None or layer is None:
            return
        blocked = self.unit_box.blockSignals(True)
        self.unit_box.setRange(1, architecture.shapes[layer + 1][-1])
        self.unit_box.blockSignals(blocked)
        self.unit_box.setVisible(not self._is_of_digit)

    def show_grown(self, grown: Grown | None, why_not: str = "") -> None:
        """Show how far the pictures are; ``None``: there are none, and why."""
        if grown is None:
            for picture in (self.ideal, self.noise):
                picture.set_shares(None)
            for label in (self.ideal_figure, self.noise_figure, self.noise_label, self.ideal_title, self.noise_title):
                label.clear()
            self.ideal_label.setText(why_not)
            return
        wanted = grown.wanted
        is_of_digit = wanted.layer == len(grown.model.parameters.architecture.layers) - 1
        self.ideal.set_shares(grown.ideal)
        self.noise.set_shares(grown.noise)
        if is_of_digit:
            title = self.tr("The ideal {digit}, to this network").format(digit=wanted.unit)
            about = self.tr(
                "Every step adds the ink that raises the score of {digit} most, and blurs it a little. Is it a {digit} to "
                "you? It need not be: only what tells a {digit} from the other digits counts."
            ).format(digit=wanted.unit)
        else:
            title = self.tr("What unit {unit} looks for").format(unit=wanted.unit + 1)
            about = self.tr(
                "Every step adds the ink that makes the unit more active, and blurs it a little. Units look for parts of "
                "digits, and often for several at once."
            )
        self.ideal_title.setText(title)
        self.ideal_label.setText(about)
        figure = self.tr("z = {value}").format(value=number_text(grown.value))
        if grown.read_as >= 0:
            read = self.tr("{figure}, read as {digit}: {share}")
            figure = read.format(figure=figure, digit=grown.read_as, share=percent_text(grown.certainty))
        self.ideal_figure.setText(figure)
        self.noise_title.setText(self.tr("Noise that it reads as {digit}").format(digit=wanted.digit))
        self.noise_figure.setText(
            self.tr("Read as {digit}: {share}").format(digit=wanted.digit, share=percent_text(grown.probability))
        )
        if grown.is_certain or not grown.is_over:
            text = self.tr(
                "Noise whose pixels were moved a little at a time until the network was sure. It has learned what tells "
                "digits from each other, and not what is no digit: every picture is more like some digit than like others."
            )
        else:
            text = self.tr(
                "No noise was found that it is sure of; this is as far as it came. A network that has seen scribbles as "
                "well as digits is harder to fool."
            )
        self.noise_label.setText(text)
        self.ideal.setToolTip(about)
        self.noise.setToolTip(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, pictures need it; what they are is said beside the pointer."""
        super().resizeEvent(event)
        has_room = self.height() >= px(_LEAST_FOR_WORDS)
        for label in (self.ideal_label, self.noise_label):
            label.setVisible(has_room)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.ideal.set_theme(theme)
        self.noise.set_theme(theme)


def _half(title: QLabel, picture: InkPicture, figure: QLabel, about: WrappingLabel | QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    set_px(column.setSpacing, 4)
    column.addWidget(title)
    column.addWidget(picture, 1)
    column.addWidget(figure)
    column.addWidget(about)
    about.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return column
