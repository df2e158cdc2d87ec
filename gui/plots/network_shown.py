"""What is shown of a network that is drawn: which units, which lines between them, and where they stand."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.explain.ablation import UNDAMAGED, Damage
from engine.explain.flow import PICTURE, Flow, loudness
from engine.nn.activations import Floats
from engine.nn.network import Architecture, Parameters
from gui.plots.network_layout import NetworkLayout, StagePlan, place_network, plans_of
from gui.plots.network_lines import MOST_LINES, MOST_LINES_OF_MAPS, choose, choose_units, eased_peak
from gui.plots.pixel_working import DRAWING, MapPixel
from gui.theming.motion import is_motion_reduced
from gui.theming.scale import exact_px, px_size
from gui.widgets.easing import Easing
from gui.widgets.themed_widget import ThemedWidget
from gui.widgets.unit_names import is_silent

MORE = -1
"""The "unit" that stands for those of a wide layer that are not drawn."""
_SETTLE_MS = 450


class GapLines(NamedTuple):
    """The lines between two stages.

    Attributes
    ----------
    before, after
        Their layers.
    sources, targets
        Which of the units that are drawn each line joins, by their places in the column.
    parts
        What flows along each.
    peak
        What gets the widest line.
    is_signed
        Whether lines speak for or against; those into filters and pools only pass something on.
    """

    before: int
    after: int
    sources: NDArray[np.intp]
    targets: NDArray[np.intp]
    parts: Floats
    peak: float
    is_signed: bool


class _Displayed(NamedTuple):
    """What was shown when something else came, from where levels and widths of lines set out.

    Attributes
    ----------
    layers
        The values of each layer.
    parts
        What flowed from each stage to the next, shape (n before, n after) each.
    peaks
        What got the widest line there.
    """

    layers: tuple[Floats, ...]
    parts: tuple[Floats, ...]
    peaks: dict[int, float]


class NetworkShown(ThemedWidget):
    """What is shown of a network, and where; whoever paints it and is pointed at extends this.

    Attributes
    ----------
    flow
        What flows through it; ``None`` while nothing is drawn.
    damage
        What of it is broken.
    parameters
        The network; ``None`` at first.
    pointed
        The unit, the pixel of a map or the digit that is pointed at or pinned; ``None`` if none is. A digit's layer is the
        last; :data:`MORE` in place of a unit is the button of those that are not drawn.
    is_pinned
        Whether a click, or Enter, keeps it.
    frames
        What else is framed: the pixels that the one that is pointed at looked at.
    lines
        The lines between each stage and the next.
    shown
        By layer, the units that are drawn.
    tops
        By layer, the largest activation there was.
    ink
        How much ink is in each pixel; ``None`` while nothing is drawn.
    pen_is_down
        Whether somebody is drawing: what is costly to paint can wait a moment.
    arranged
        Signal: everything has other places.
    """

    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow: Flow | None = None
        self.damage: Damage = UNDAMAGED
        self.parameters: Parameters | None = None
        self.pointed: MapPixel | None = None
        self.is_pinned = False
        self.lines: tuple[GapLines, ...] = ()
        self.shown: dict[int, tuple[int, ...]] = {}
        self.tops: dict[int, float] = {}
        self.ink: Floats | None = None
        self.frames: tuple[QRectF, ...] = ()
        self.pen_is_down = False
        self._wanted: tuple[GapLines, ...] = ()
        self._before: _Displayed | None = None
        self._easing = Easing(self)
        self._easing.moved.connect(self._on_moved)
        self._run = ""
        self._architecture: Architecture | None = None
        self._layout: NetworkLayout | None = None
        self._masks: dict[int, NDArray[np.bool_]] = {}
        self._peaks: dict[int, float] = {}
        self._settler = QTimer(self)
        self._settler.setSingleShot(True)
        self._settler.setInterval(_SETTLE_MS)
        self._settler.timeout.connect(self.settle)

    def sizeHint(self) -> QSize:
        """That of the design."""
        return px_size(888, 599)

    def minimumSizeHint(self) -> QSize:
        """What is legible on the smallest window."""
        return px_size(320, 160)

    # Told of what has changed

    def forget_everything(self) -> None:
        """Everything has other places."""

    def forget_weights(self) -> None:
        """The network's numbers are others, or other units are drawn."""

    def forget_flow(self) -> None:
        """Another drawing flows through it."""

    def let_go(self) -> None:
        """Point at nothing."""
        self.pointed, self.is_pinned = None, False

    # What is shown

    def set_network(self, parameters: Parameters, run: str) -> None:
        """Take a network; ``run`` tells the networks of one run, which share their scales, from those of another."""
        if run != self._run:
            self._run = run
            self.tops.clear()
            self._peaks.clear()
        before, self.parameters = self._architecture, parameters
        if parameters.architecture != before:
            self._architecture = parameters.architecture
            self.flow = None
            self.tops.clear()
            self._peaks.clear()
            self.forget_layout()
            self.let_go()
        self.forget_weights()
        self.update()

    def set_flow(self, flow: Flow | None, ink: Floats | None, *, may_choose: bool, pen_is_down: bool = False) -> None:
        """Show what flows through the network.

        Parameters
        ----------
        flow
            Through the network of :meth:`set_network`; ``None`` while nothing is drawn.
        ink
            How much ink is in each pixel, shape (rows, columns), 0 to 1.
        may_choose
            Whether other units of wide layers may take the place of those that are drawn.
        pen_is_down
            Whether somebody is drawing.
        """
        before = self._displayed()
        self.flow, self.ink, self.pen_is_down = flow, ink, pen_is_down
        self._ease_from(before)
        if flow is not None:
            for layer, values in enumerate(flow.activations.layers[:-1]):
                top = float(np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0).max(initial=0.0))
                self.tops[layer] = max(top, self.tops.get(layer, 0.0))
        if may_choose:
            self.choose_units_anew()
        self.choose_lines_anew()
        self.forget_flow()
        self.update()

    def choose_now(self) -> None:
        """Draw the units of wide layers that say most now: the pen is up."""
        self.pen_is_down = False
        if self.flow is not None and self.choose_units_anew():
            self.choose_lines_anew()
        self.forget_flow()
        self.update()

    def set_frames(self, frames: tuple[QRectF, ...]) -> None:
        """Frame the pixels that the one that is pointed at looked at."""
        if frames != self.frames:
            self.frames = frames
            self.update()

    def set_damage(self, damage: Damage) -> None:
        """Cross out what is silenced; the network that is given next is without it."""
        if damage != self.damage:
            self.damage = damage
            self.choose_lines_anew()
            self.update()

    @property
    def run(self) -> str:
        """Of which run the network is."""
        return self._run

    @property
    def emphasized(self) -> int | None:
        """The digit whose lines stand out: the one that is pointed at, else the answer."""
        if self.pointed is not None and self.parameters is not None and self.pointed.layer == self.last_layer:
            return self.pointed.channel
        if self.flow is None or not np.isfinite(self.flow.activations.probabilities).all():
            return None
        return int(self.flow.activations.probabilities.argmax())

    @property
    def last_layer(self) -> int:
        """The number of the output layer."""
        return len(self.parameters.architecture.layers) - 1 if self.parameters is not None else 0

    def silent(self, layer: int, unit: int) -> bool:
        """Whether a unit, a map, or what a pool makes of one, is silenced."""
        return bool(self.damage) and is_silent(self.parameters.architecture, self.damage, layer, unit)  # type: ignore[union-attr]

    # Which units and lines

    def choose_units_anew(self) -> bool:
        """Choose the units of wide layers, the last layer first; whether others are drawn from now on."""
        before = dict(self.shown)
        heard: tuple[int, ...] | None = None
        columns = self.places().columns
        for column in reversed(columns):
            plan, n = column.plan, len(column.slots)
            if plan.kind == "pool" and plan.layer in self._of_pool():
                continue
            if n == plan.n:
                self.shown[plan.layer] = tuple(range(n))
            else:
                self.shown[plan.layer] = choose_units(
                    self._loudness(plan, heard), n, before.get(plan.layer, ()), self._must(plan)
                )
            heard = self.shown[plan.layer]
        for pool, source in self._of_pool().items():
            self.shown[pool] = self.shown[source]
        is_other = self.shown != before
        if is_other:
            self._masks.clear()
            self.forget_weights()
        return is_other

    def _of_pool(self) -> dict[int, int]:
        """The layer whose maps each pool makes smaller, where it is drawn."""
        sources: dict[int, int] = {}
        before = PICTURE
        for column in self.places().columns:
            if column.plan.kind == "pool" and before != PICTURE:
                sources[column.plan.layer] = sources.get(before, before)
            before = column.plan.layer
        return sources

    def _loudness(self, plan: StagePlan, heard: tuple[int, ...] | None) -> Floats:
        if self.flow is None:
            return np.zeros(plan.n)
        gap = self.flow.gap_after(plan.layer)
        if gap.after in self._of_pool():
            gap = self.flow.gap_after(gap.after)
        among = heard if heard is not None and gap.after != self.last_layer else None
        return loudness(gap.parts, among)

    def _must(self, plan: StagePlan) -> tuple[int, ...]:
        """The unit that is pinned is drawn, and those that are silenced where there is room: so they can be mended."""
        n_slots = len(self.places().column_of(plan.layer).slots)  # type: ignore[union-attr]
        silenced = sorted(unit for layer, unit in self.damage.silenced if layer == plan.layer)[: n_slots // 2]
        pinned = self.pointed
        if pinned is not None and self.is_pinned and pinned.layer == plan.layer and pinned.channel >= 0:
            silenced.append(pinned.channel)
        return tuple(unit for unit in silenced if unit < plan.n)

    def choose_lines_anew(self) -> None:
        flow = self.flow
        if flow is None:
            self.lines = self._wanted = ()
            self._peaks.clear()
            return
        if not self.shown and self.places().columns:
            self.choose_units_anew()
        lines = []
        for number, gap in enumerate(flow.gaps):
            column = self.places().column_of(gap.after)
            plan = column.plan if column is not None else None
            before = (0,) if gap.before == PICTURE else self.shown[gap.before]
            after = tuple(range(gap.parts.shape[1])) if plan is None else self.shown[gap.after]
            parts = _known(gap.parts)[np.ix_(before, after)]
            if self.damage:
                if gap.before != PICTURE:
                    parts[[self.silent(gap.before, unit) for unit in before]] = 0.0
                if plan is not None:
                    parts[:, [self.silent(gap.after, unit) for unit in after]] = 0.0
            has_maps = len(flow.architecture.shapes[gap.after + 1]) == 3 or (
                gap.before != PICTURE and len(flow.architecture.shapes[gap.before + 1]) == 3
            )
            size = np.abs(parts).reshape(-1)
            chosen = choose(size, MOST_LINES_OF_MAPS if has_maps else MOST_LINES, self._masks.get(number))
            mask = np.zeros(size.size, np.bool_)
            mask[chosen] = True
            self._masks[number] = mask
            now = float(size.max(initial=0.0))
            peak = now if is_motion_reduced() else eased_peak(self._peaks.get(number, 0.0), now)
            self._peaks[number] = peak
            order = chosen[np.argsort(size[chosen], kind="stable")]
            sources, targets = order // parts.shape[1], order % parts.shape[1]
            carried: Floats = parts[sources, targets]
            is_passed_on = (plan is not None and plan.kind == "pool") or (
                gap.before == PICTURE and plan is not None and plan.kind != "units"
            )
            lines.append(GapLines(gap.before, gap.after, sources, targets, carried, peak, not is_passed_on))
        self._wanted = tuple(lines)
        self._move_lines()
        self._settler.start()

    # From what was shown to what is

    def _displayed(self) -> _Displayed | None:
        """What is shown at this moment; ``None`` while nothing is."""
        flow = self.flow
        if flow is None or not self.isVisible():
            return None
        layers = flow.activations.layers
        parts, peaks = tuple(gap.parts for gap in flow.gaps), dict(self._peaks)
        share = self._easing.share
        if self._before is not None and share < 1:
            before = self._before
            layers = tuple(_between(was, now, share) for was, now in zip(before.layers, layers, strict=True))
            parts = tuple(_between(was, now, share) for was, now in zip(before.parts, parts, strict=True))
            peaks = {gap: before.peaks.get(gap, peak) * (1 - share) + peak * share for gap, peak in peaks.items()}
        return _Displayed(layers, parts, peaks)

    def _ease_from(self, before: _Displayed | None) -> None:
        """Have levels and lines set out from there, if that is of a network like this one."""
        flow = self.flow
        can_ease = before is not None and flow is not None and len(before.parts) == len(flow.gaps)
        can_ease = can_ease and all(
            was.shape == gap.parts.shape
            for was, gap in zip(before.parts, flow.gaps, strict=True)  # type: ignore[union-attr]
        )
        self._before = before if self._easing.begin() and can_ease else None
        if self._before is None:
            self._easing.end()

    def _move_lines(self) -> None:
        """The lines as they are on their way."""
        before, share = self._before, self._easing.share
        if before is None or share >= 1:
            self.lines, self._before = self._wanted, None
            return
        lines = []
        for number, gap in enumerate(self._wanted):
            sources = 0 if gap.before == PICTURE else np.array(self.shown[gap.before], np.intp)[gap.sources]
            shown = self.shown.get(gap.after)
            targets = gap.targets if shown is None else np.array(shown, np.intp)[gap.targets]
            was = _known(before.parts[number])[sources, targets]
            peak = before.peaks.get(number, gap.peak)
            lines.append(gap._replace(parts=_between(was, gap.parts, share), peak=peak + (gap.peak - peak) * share))
        self.lines = tuple(lines)

    def values_of(self, layer: int) -> Floats | None:
        """How active each unit of a layer is shown, shape (n,), all finite; ``None`` while nothing is drawn."""
        if self.flow is None:
            return None
        values = self.flow.activations.layers[layer]
        if self._before is not None:
            values = _between(self._before.layers[layer], values, self._easing.share)
        return _known(values)

    @Slot()
    def _on_moved(self) -> None:
        self._move_lines()
        self.update()

    @Slot()
    def settle(self) -> None:
        """Nothing has changed for a moment: the widths of lines come to where they belong."""
        if self.flow is None or not self.isVisible():
            return
        if all(gap.peak <= float(np.abs(gap.parts).max(initial=0.0)) for gap in self._wanted):
            return
        before = self._displayed()
        self._peaks.clear()
        self._ease_from(before)
        self.choose_lines_anew()
        self.update()

    # Where it is

    def places(self) -> NetworkLayout:
        """Where everything stands."""
        if self._layout is None:
            plans = plans_of(self._architecture) if self._architecture is not None else ()
            shape = self._architecture.input_shape if self._architecture is not None else (20, 20, 1)
            picture = (shape[0], shape[1]) if len(shape) == 3 else (1, shape[0])
            room = self._room()
            self._layout = place_network(plans, picture, room.width(), room.height(), exact_px(1))
        return self._layout

    def _room(self) -> QSize:
        viewport = self.parentWidget()
        width = self.width() if viewport is None else min(self.width(), viewport.width())
        return QSize(width, self.height())

    def forget_layout(self) -> None:
        """Place everything anew."""
        self._layout = None
        self._masks.clear()
        self.shown.clear()
        self.forget_everything()
        self.setMinimumWidth(0)
        self.setMinimumWidth(int(self.places().width) if self.places().width > self._room().width() + 1 else 0)
        if self._architecture is not None:
            self.choose_units_anew()
            self.choose_lines_anew()
        self.update()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything is placed anew."""
        super().resizeEvent(event)
        self.forget_layout()

    def place_of(self, place: MapPixel) -> QRectF | None:
        """Where a unit, a map, a digit or a button is; ``None`` if it is not drawn."""
        layout = self.places()
        if place.layer == self.last_layer:
            return layout.outputs[place.channel].row if 0 <= place.channel < len(layout.outputs) else None
        column = layout.column_of(place.layer)
        if column is None:
            return None
        if place.channel == MORE:
            return column.more
        shown = self.shown.get(place.layer, ())
        return column.slots[shown.index(place.channel)].whole if place.channel in shown else None

    def pixel_rect(self, place: MapPixel, size: tuple[int, int] = (1, 1)) -> QRectF | None:
        """Where a pixel of a map or of the drawing is, or ``size`` rows and columns; cut off at the map's edge."""
        layout = self.places()
        if place.layer == DRAWING:
            inside, shape = layout.picture, self._architecture.input_shape[:2] if self._architecture else (1, 1)
        else:
            column = layout.column_of(place.layer)
            shown = self.shown.get(place.layer, ())
            if column is None or column.plan.kind == "units" or place.channel not in shown:
                return None
            inside, shape = column.slots[shown.index(place.channel)].picture, column.plan.shape
        top, left = max(place.row, 0), max(place.column, 0)
        bottom, right = min(place.row + size[0], shape[0]), min(place.column + size[1], shape[1])
        down, across = inside.height() / shape[0], inside.width() / shape[1]
        return QRectF(
            inside.left() + left * across, inside.top() + top * down, (right - left) * across, (bottom - top) * down
        )

    # In words

    @property
    def hint(self) -> str:
        """What to do, while nothing flows."""
        return self.tr("Draw a digit: it flows through the network here.")

    def more_texts(self, layer: int) -> tuple[str, str]:
        """How many units of a layer are not drawn, and the same where there is less room."""
        column = self.places().column_of(layer)
        n = column.plan.n - len(column.slots) if column is not None else 0
        return self.tr("{n:,} more").format(n=n), f"+{n:,}"


def _known(values: Floats) -> Floats:
    """Values with 0 in the place of what is not finite; the same array if all are."""
    if np.isfinite(values).all():
        return values
    return np.where(np.isfinite(values), values, values.dtype.type(0))


def _between(was: Floats, now: Floats, share: float) -> Floats:
    """Values on their way."""
    before = _known(was)
    on_their_way: Floats = before + (_known(now) - before) * np.float32(share)
    return on_their_way
