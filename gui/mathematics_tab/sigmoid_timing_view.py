"""Three implementations of the sigmoid's gradient as bars, with the times written beside them."""

import pyqtgraph as pg
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.explain.sigmoid_gradient_timing import SHAPE, SIGMOID_GRADIENTS, SigmoidTimings
from gui.mathematics_tab.math_plot import MathPlot
from gui.mathematics_tab.number_format import number
from gui.theming.scale import set_lines_px, set_px
from gui.theming.theme import Theme
from gui.widgets.buttons import push_button
from gui.widgets.cards import Card
from gui.widgets.labels import WrappingLabel, muted_label
from gui.widgets.message_area import MessageArea
from gui.widgets.themed_widget import ThemedWidget

_BAR = 0.55
_ROOM = 1.3  # of the longest bar, for the time that is written beside it


class SigmoidTimingView(ThemedWidget):
    """A bar for each implementation.

    Attributes
    ----------
    run_button
        Times them again.
    plot
        The bars.
    summary
        What the times and the differences come to.
    run_requested
        Signal: the button was pressed.
    """

    run_requested = Signal()

    def __init__(self, messages: MessageArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sigmoidTimingView")
        self.run_button = push_button(self.tr("Run again"), "sigmoidTimingRunButton")
        self.run_button.clicked.connect(self.run_requested)
        title = self.tr("σ′(z) for {rows:,} × {columns} values of z, median time").format(
            rows=SHAPE[0], columns=SHAPE[1]
        )
        self.plot = MathPlot(title, self.tr("median time (ms), shorter is better"), "", (), messages)
        self.plot.setObjectName("sigmoidTimingPlot")
        item = self.plot.item
        names = [(i, str(each.label)) for i, each in enumerate(reversed(SIGMOID_GRADIENTS))]
        item.getAxis("bottom").setZValue(-1)  # the grid stays behind the bars
        left = item.getAxis("left")
        left.setTicks([names])
        set_px(left.setWidth, 130)
        item.showGrid(x=True, y=False, alpha=0.15)
        self._bars = pg.BarGraphItem(x0=[0] * 3, y=[0, 1, 2], height=_BAR, width=[0] * 3)
        item.addItem(self._bars)
        self._times = [pg.TextItem(anchor=(0, 0.5)) for _ in SIGMOID_GRADIENTS]
        for text in self._times:
            item.addItem(text, ignoreBounds=True)
        self.plot.set_ranges((0.0, 1.0), (-0.5, 2.5))
        formulas = muted_label("\n".join(f"{each.label}:  {each.formula}" for each in SIGMOID_GRADIENTS))
        self.summary = WrappingLabel()
        self.summary.setObjectName("sigmoidTimingSummary")
        set_lines_px(self.summary.setMinimumHeight, 3, 0)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        set_px(layout.setSpacing, 6)
        layout.addWidget(formulas)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.summary)
        outer = QVBoxLayout(self)
        set_px(outer.setContentsMargins, 0, 8, 0, 0)
        outer.addWidget(Card(self.tr("The sigmoid's gradient, three ways"), content, self.run_button))

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colors."""
        super().set_theme(theme)
        self.plot.set_theme(theme)
        self._bars.setOpts(brush=theme.train, pen=theme.train)
        for text in self._times:
            text.setColor(theme.text)

    def set_running(self, running: bool) -> None:
        """Show that the implementations are being timed, or that they are not."""
        self.run_button.setEnabled(not running)
        if running:
            self.summary.setText(self.tr("Timing the three ways, one after the other…"))

    def show_message(self, sentence: str) -> None:
        """Say why there is no result."""
        self.summary.setText(sentence)

    def set_timings(self, timings: SigmoidTimings) -> None:
        """Show what each implementation took."""
        times_ms = [1000 * seconds for seconds in timings.seconds][::-1]
        self._bars.setOpts(width=times_ms, x0=[0] * len(times_ms))
        for i, (text, time_ms) in enumerate(zip(self._times, times_ms, strict=True)):
            text.setText(self.tr(" {time:.2f} ms").format(time=time_ms))
            text.setPos(time_ms, i)
        self.plot.set_ranges((0.0, _ROOM * max(times_ms)), (-0.5, 2.5))
        fastest = min(range(len(timings.seconds)), key=timings.seconds.__getitem__)
        slowest = max(range(len(timings.seconds)), key=timings.seconds.__getitem__)
        ratio = timings.seconds[slowest] / timings.seconds[fastest]
        self.summary.setText(
            self.tr(
                "{fastest} is {ratio:.0f} times as fast as {slowest} (median of {n_repetitions} runs "
                "each). All three are the same function: their largest difference at any of the "
                "{n_values:,} values is {difference}."
            ).format(
                fastest=SIGMOID_GRADIENTS[fastest].label,
                ratio=ratio,
                slowest=SIGMOID_GRADIENTS[slowest].label,
                n_repetitions=timings.n_repetitions,
                n_values=timings.n_values,
                difference=number(timings.largest_difference, 2),
            )
        )
