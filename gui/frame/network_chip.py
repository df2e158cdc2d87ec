"""The chip above the canvas: which network answers; its menu has the others that are at hand."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from engine.models.metadata import ModelMetadata
from engine.nn.layers.dropout import Dropout
from engine.nn.layers.pooling import Pooling
from engine.runs.run import Run
from engine.text.percent import percent_text
from gui.actions import Actions
from gui.state.workspace import Workspace
from gui.theming.scale import px, px_size, set_px
from gui.theming.theme import Theme
from gui.translation import translate
from gui.widgets.phrases import at_text, epoch_number, sentence_case
from gui.widgets.unit_names import damage_text

_MARGIN = 12
_ARROW = 12


class KnownAccuracy(NamedTuple):
    """How many digits a network reads right, and of which: a figure alone would mean now this, now that."""

    fraction: float
    digits: Literal["test", "validation", "training"]

    def word(self) -> str:
        """Which digits, in a word."""
        return {
            "test": translate("NetworkChip", "test"),
            "validation": translate("NetworkChip", "validation"),
            "training": translate("NetworkChip", "training"),
        }[self.digits]

    def sentence(self) -> str:
        """The same in a sentence."""
        text = {
            "test": translate("NetworkChip", "It reads {accuracy} of the test digits right."),
            "validation": translate("NetworkChip", "It reads {accuracy} of the validation digits right."),
            "training": translate("NetworkChip", "It reads {accuracy} of the digits right that it was trained on."),
        }[self.digits]
        return text.format(accuracy=percent_text(self.fraction))


class RunItem(NamedTuple):
    """An earlier run, as the menu names it: "Run 11, 25 hidden (UCI digits)  94.8 % test"."""

    run_id: str
    name: str
    layers: str
    data: str
    accuracy: KnownAccuracy | None


class NetworkChip(QToolButton):
    """Says "Answering Run 12, 25 hidden, 94.8 %": the name is shortened first, as "Run 12, 3 layers", the figure never.

    Attributes
    ----------
    name, accuracy
        The network, and how well it reads digits that it was not trained on or, if that was not measured, those that it
        was; ``None`` if nothing was.
    run_chosen
        Signal (id): an earlier run is to answer.
    """

    run_chosen = Signal(str)

    def __init__(self, actions: Actions, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkChip")
        self._workspace = workspace
        self._theme: Theme | None = None
        self.name = ""
        self._known_names: tuple[str, ...] = ("",)
        self.accuracy: KnownAccuracy | None = None
        self._items: Callable[[], Sequence[RunItem]] = list
        self._number_of: Callable[[str], int] = lambda _run_id: 0
        self._known_number = ("", 0)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_px(self.setFixedHeight, 32)
        self._actions = actions
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._fill_menu()
        self.setMenu(self._menu)
        workspace.network_changed.connect(self._on_network_changed)
        workspace.dataset_changed.connect(self.show_network)
        workspace.damage.changed.connect(self.show_network)
        self.show_network()

    def set_runs(self, items: Callable[[], Sequence[RunItem]], number_of: Callable[[str], int]) -> None:
        """Offer earlier runs: asked for whenever the menu opens; and ask for the number of the one that answers."""
        self._items, self._number_of = items, number_of
        self.show_network()

    @Slot()
    def _fill_menu(self) -> None:
        menu, actions = self._menu, self._actions
        menu.clear()
        title = menu.addAction(
            self.tr("Which network answers")
        )  # a section's would not be seen: style sheets have none
        title.setEnabled(False)
        may = actions.open_model.isEnabled()
        for item in self._items():
            name = self.tr("Run {number}").format(number=item.name) if item.name.isdigit() else item.name
            data = f" ({item.data})" if item.data else ""
            figure = f"{percent_text(item.accuracy.fraction)} {item.accuracy.word()}" if item.accuracy else ""
            action = menu.addAction(f"{name}, {item.layers}{data}\t{figure}")
            action.setEnabled(may)
            action.triggered.connect(partial(self.run_chosen.emit, item.run_id))
        menu.addSeparator()
        menu.addActions([actions.bundled_model, actions.open_model])
        menu.addSeparator()
        menu.addActions([actions.save_model, actions.evaluate])

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return px_size(240, 32)

    @Slot()
    def _on_network_changed(self) -> None:
        """While a run goes on, its numbers are shown with those of the other views, when these show theirs."""
        if not self._workspace.run.metadata.is_under_way:
            self.show_network()

    @Slot()
    def show_network(self) -> None:
        """Show which network answers now, and how well it reads."""
        names, accuracy = self._names(), self._accuracy()
        shown = self._workspace.moment.checkpoint
        if shown is not None:
            where = sentence_case(at_text(self._workspace.history.unit, epoch_number(shown.epoch)))
            past = self.tr("{moment} of {network}")
            names = (*(past.format(moment=where, network=name[:1].lower() + name[1:]) for name in names), where)
        architecture = self._workspace.parameters.architecture
        if self._workspace.damage:  # its figure is that of the whole network
            accuracy = None
            broken = damage_text(architecture, self._workspace.damage.now)
            names = (*(f"{name}, {broken}" for name in names), sentence_case(broken))
        tip = self.tr("Network {network}, {n:,} parameters.").format(network=architecture, n=architecture.n_parameters)
        if accuracy is not None:
            tip = f"{tip} {accuracy.sentence()}"
        if (names, tip) != (self._known_names, self.toolTip()):
            self._known_names, self.name, self.accuracy = names, names[0], accuracy
            self.setToolTip(tip)
            self.setAccessibleName(self.tr("Answering {network}").format(network=self.name))
            self.setAccessibleDescription(tip)
            self.update()

    def _names(self) -> tuple[str, ...]:
        """The network's name, and shorter ones for where there is less room: layers are named all or none."""
        run = self._workspace.run
        layers = [layer.as_text() for layer in self._workspace.parameters.architecture.layers[:-1]]
        if run.origin == "bundled":
            return (self.tr("Bundled network"),)
        if run.origin == "file":
            name = run.name
        elif run.origin == "random":
            name = self.tr("Random weights")
        else:
            number = self._number(run)
            name = self.tr("Run {number}").format(number=number) if number else self.tr("This run")
        n_layers = len(learning_layers(layers))
        counted = [self.tr("{name}, {n} layers").format(name=name, n=n_layers)] if n_layers > 1 else []
        return (f"{name}, {layers_text(layers)}", *counted, name)

    def _number(self, run: Run) -> int:
        """The run's number, asked for again until it is stored."""
        run_id, number = self._known_number
        if run.id != run_id or not number:
            self._known_number = run.id, run.number or self._number_of(run.id)
        return self._known_number[1]

    def _accuracy(self) -> KnownAccuracy | None:
        about, report = self._workspace.run.metadata, self._workspace.last_report
        shown = self._workspace.moment.checkpoint
        if shown is not None and about.curves.n_points:
            return self._accuracy_at(about.curves.reached(shown.epoch))
        known = accuracy_of(about)
        if known is not None or report is None or report.is_over or not about.curves.n_points:
            return known
        return self._accuracy_at(about.curves.n_points - 1)

    def _accuracy_at(self, index: int) -> KnownAccuracy:
        """What the curves say at a point."""
        curves = self._workspace.run.metadata.curves
        validation = curves.last_validation(index)
        if validation is not None:
            return KnownAccuracy(validation[1], "validation")
        return KnownAccuracy(float(curves.accuracies[index]), "training")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        option.features = QStyleOptionToolButton.ToolButtonFeature.None_
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        if theme is None:
            return
        metrics = self.fontMetrics()
        left, right = px(_MARGIN), self.width() - px(_MARGIN + _ARROW)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        answering = self.tr("Answering")
        if self.width() >= px(300):
            painter.setPen(theme.muted)
            painter.drawText(QRect(left, 0, right - left, self.height()), flags, answering)
            left += metrics.horizontalAdvance(answering) + px(6)
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        painter.setFont(bold)
        metrics = painter.fontMetrics()
        figure = f", {percent_text(self.accuracy.fraction)}" if self.accuracy else ""
        room = right - left - metrics.horizontalAdvance(figure)
        name = fitting_name(self._known_names, lambda text: metrics.horizontalAdvance(text) <= room)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(theme.text)
        painter.drawText(QRect(left, 0, right - left, self.height()), flags, name + figure)
        left += metrics.horizontalAdvance(name + figure) + px(4)
        if self.accuracy and name == self.name:
            painter.setFont(self.font())
            word = self.accuracy.word()
            if painter.fontMetrics().horizontalAdvance(word) <= right - left:
                painter.setPen(theme.muted)
                painter.drawText(QRect(left, 0, right - left, self.height()), flags, word)
        painter.setPen(theme.text)
        middle, x = self.height() / 2, self.width() - px(_MARGIN + 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dx in (-px(4), px(4)):
            painter.drawLine(round(x + dx), round(middle - px(2)), x, round(middle + px(2)))


def fitting_name(names: Sequence[str], fits: Callable[[str], bool]) -> str:
    """The first name, from long to short, that there is room for; else the shortest."""
    return next((name for name in names if fits(name)), names[-1])


def learning_layers(hidden: Sequence[str]) -> list[str]:
    """The hidden layers that have weights."""
    return [text for text in hidden if not text.startswith((Pooling.word, Dropout.word))]


def layers_text(hidden: Sequence[str]) -> str:
    """The hidden layers in words: "25 hidden", "128, 64 hidden"; of other layers than dense ones, "conv 8, conv 16, 64"."""
    if not hidden:
        return translate("NetworkChip", "no hidden layer")
    named = learning_layers(hidden) or hidden
    layers = ", ".join(" ".join(text.split()[:2]) for text in named)
    if not all(text.isdigit() for text in named):
        return layers
    return translate("NetworkChip", "{layers} hidden").format(layers=layers)


def accuracy_of(about: ModelMetadata) -> KnownAccuracy | None:
    """Accuracy on digits that the network was not trained on, if it was measured; else on those that it was, or nothing."""
    if about.test is not None:
        return KnownAccuracy(about.test.accuracy, "test")
    if about.validation is not None:
        return KnownAccuracy(about.validation.accuracy, "validation")
    return KnownAccuracy(about.train.accuracy, "training") if about.train is not None else None
