"""Paints a drawn network. What stays the same from stroke to stroke is kept: words, pictures of weights, curves."""

import math
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from engine.explain.first_weights import first_weights
from engine.explain.flow import PICTURE
from engine.explain.probes import unit_gradients
from engine.nn.activations import Floats
from engine.text.percent import percent_texts
from gui.plots.fast_lines import Segments
from gui.plots.fixed_numbers import signed
from gui.plots.map_picture import levels
from gui.plots.mosaic_image import LEVELS, diverging_colors
from gui.plots.network_layout import LEGEND_ROW_STACKED, Column, Kind, NetworkLayout
from gui.plots.network_lines import (
    BETWEEN,
    FAINT_OPACITY,
    FAINT_WIDTH,
    FROM_INPUT,
    LEAST_OPACITY_IN_CONTRAST,
    MOST_PIXEL_LINES,
    OF_PIXELS,
    TO_OUTPUTS,
    choose,
    line_opacity,
    line_width,
)
from gui.plots.network_shown import GapLines, NetworkShown
from gui.plots.pixel_working import DRAWING
from gui.theming.frames import paint_frame
from gui.theming.scale import exact_px, px
from gui.translation import fill, translate
from gui.widgets.images import ink_colors, rgb_image
from gui.widgets.kept_picture import fits_kept_picture
from gui.widgets.kept_texts import KeptTexts

_LEAST_PIECES, _MOST_PIECES = 6, 20
_LEAST_FAINT_SHARE = 0.12  # below it, nobody sees a faint line
_OPACITIES, _WIDTHS = 32, 4
"""How many opacities, and widths within a point, are told apart: there are few pens, and lines that are kept."""
_NOTHING = 0.002
_DASH, _SPACE, _LEAST_DASHED = 2.2, 1.1, 2.0
_OVERLAP = 0.4
_MOST_KEPT = 2000
_LEAST_STRENGTH, _STRENGTH_EMPTY = 0.16, 0.6


@lru_cache
def _along(n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far a curve that leaves and arrives level has gone across and down, 0 to 1, at the ends of n pieces."""
    at = np.linspace(0.0, 1.0, n + 1)
    return 3 * (1 - at) ** 2 * at * 0.5 + 3 * (1 - at) * at**2 * 0.5 + at**3, 3 * (1 - at) * at**2 + at**3


def curve(start: QPointF, end: QPointF) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points of a curve that leaves and arrives level: the steeper, the more of them."""
    down = end.y() - start.y()
    n = min(max(math.ceil(math.sqrt(1.5 * abs(down))), _LEAST_PIECES), _MOST_PIECES)
    shares = _along(n)
    return start.x() + (end.x() - start.x()) * shares[0], start.y() + down * shares[1]


def dashes(x: NDArray[np.float64], y: NDArray[np.float64], width: float) -> Segments:
    """A curve in dashes of 2.2 widths and gaps of 1.1."""
    far = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    starts = np.arange(0.0, far[-1], (_DASH + _SPACE) * width)
    ends = np.minimum(starts + _DASH * width, far[-1])
    return Segments(np.stack([np.interp(at, far, values) for at in (starts, ends) for values in (x, y)], axis=1))


def pieces(x: NDArray[np.float64], y: NDArray[np.float64]) -> Segments:
    """A curve in straight pieces, which are painted far more quickly; each overlaps the next, so that no joint is seen."""
    across, down = np.diff(x), np.diff(y)
    far = np.maximum(np.hypot(across, down), 1e-9)
    right, below = across / far * _OVERLAP, down / far * _OVERLAP
    return Segments(np.stack([x[:-1] - right, y[:-1] - below, x[1:] + right, y[1:] + below], axis=1))


def mixed(ground: QColor, color: QColor, share: float) -> QColor:
    """A color over a ground: opaque, so that a line of many pieces has no joints."""
    below, above = (np.array([each.red(), each.green(), each.blue()]) for each in (ground, color))
    return QColor(*(below + (above - below) * share + 0.5).astype(int).tolist())


def _level(place: QRectF, level: float, *, is_two_sided: bool) -> list[QRectF]:
    """What is full of a bar: from below, or from the middle up and down."""
    if is_two_sided:
        middle, reach = place.center().y(), place.height() / 2 * level
        return [QRectF(place.left(), min(middle, middle - reach), place.width(), max(abs(reach), exact_px(1)))]
    high = place.height() * level
    return [QRectF(place.left(), place.bottom() - high, place.width(), high)] if level > 0 else []


def legend_lines(kinds: Collection[Kind], *, is_dark: bool) -> list[tuple[str, str]]:
    """Signs, and what they mean, of a network with layers of these kinds; where it is dark, ink is light."""
    lines: list[tuple[str, str]] = []
    if "units" in kinds:
        lines.append(("level", translate("NetworkDrawing", "fuller: more active")))
    if set(kinds) != {"units"}:
        lighter = translate("NetworkDrawing", "lighter: more active")
        lines.append(("shade", lighter if is_dark else translate("NetworkDrawing", "darker: more active")))
    return [
        *lines,
        ("for", translate("NetworkDrawing", "speaks for")),
        ("against", translate("NetworkDrawing", "speaks against")),
        ("wide", translate("NetworkDrawing", "thicker: by more")),
    ]


def longest_fitting(texts: Sequence[str], font: QFont, room: float) -> str:
    """The first of ever shorter texts that is no wider than ``room``, in pixels; the last if none is."""
    metrics = QFontMetricsF(font)
    return next((text for text in texts if metrics.horizontalAdvance(text) <= room), texts[-1])


def shorter_titles(title: str) -> list[str]:
    """A layer's title, ``1,024 filters, 5×5``, in ever fewer words: without its size, and the number alone."""
    short = title.partition(", ")[0]  # the comma of a number is not followed by a space
    return [title, short, short.partition(" ")[0]]


class NetworkPainter:
    """Paints what a :class:`gui.plots.network_shown.NetworkShown` shows.

    While the pen moves, what is costly and changes little by little stays as it was at the last :meth:`catch_up`: the
    faint lines, the figures, and what units beyond the first layer look for.
    """

    def __init__(self, drawing: NetworkShown) -> None:
        self._of = drawing
        self._curves: dict[tuple[int, int, int, float], Segments] = {}
        self._ends_kept: dict[tuple[int, int], tuple[list[QPointF], list[QPointF]]] = {}
        self._pens: dict[tuple[int, int, float], QPen] = {}
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._texts = KeptTexts()
        self._background: QPixmap | None = None
        self._ground: QPixmap | None = None
        self._ground_of: tuple[object, ...] = ()
        self._ground_answer: int | None = None
        self._is_due = False
        self._pictures: dict[int, QPixmap] = {}
        self._maps: dict[int, QImage] = {}
        self._take_theme()

    def _take_theme(self) -> None:
        theme = self._of.theme
        self._colors = diverging_colors(theme)
        self._card, self._paper, self._ink = QColor(theme.card), QColor(theme.paper), QColor(theme.ink)
        self._line, self._accent, self._muted = QColor(theme.line), QColor(theme.accent), QColor(theme.muted)
        self._text = QColor(theme.text)
        self._for, self._against = QColor(theme.weight_positive), QColor(theme.weight_negative)

    def forget_all(self) -> None:
        """Everything has other places or other colors."""
        self._curves.clear()
        self._ends_kept.clear()
        self._pens.clear()
        self._fonts.clear()
        self._texts.forget()
        self._background = self._ground = None
        self._take_theme()
        self.forget_weights()

    def forget_weights(self) -> None:
        """The network's numbers are others, or other units are drawn."""
        self._pictures.clear()
        self._is_due = True
        self._maps.clear()

    def forget_flow(self) -> None:
        """The drawing is another."""
        self._maps.clear()
        if not self._of.pen_is_down:
            self._forget_later_pictures()

    def catch_up(self) -> None:
        """Paint anew, the next time, what stayed as it was while the pen moved."""
        self._is_due = True
        self._forget_later_pictures()

    def _forget_later_pictures(self) -> None:
        """What units beyond the first layer look for depends on the drawing."""
        for column in self._of.places().columns[1:] if self._of.parameters is not None else ():
            self._pictures.pop(column.plan.layer, None)

    # All of it

    def paint(self, painter: QPainter) -> None:
        """Everything, from the ground up."""
        drawing, layout = self._of, self._of.places()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        answer = self._answer
        if fits_kept_picture(painter, drawing):
            painter.drawPixmap(0, 0, self._kept_ground(layout))
            answer = self._ground_answer
        else:
            painter.fillRect(drawing.rect(), self._card)
            self._paint_background(painter, layout)
            self._paint_ground(painter, layout)
        if drawing.parameters is None:
            return
        self._paint_input(painter, layout)
        for number, gap in enumerate(drawing.lines):
            self._paint_lines(painter, number, gap, layout, faint=False)
        self._paint_pixel_lines(painter, layout)
        for column in layout.columns:
            self._paint_column(painter, column)
        self._paint_answer(painter, layout, answer)
        self._paint_frames(painter)

    @property
    def _answer(self) -> int | None:
        """The digit that is read; ``None`` while nothing is drawn, and without finite numbers."""
        flow = self._of.flow
        if flow is None or not np.isfinite(flow.activations.probabilities).all():
            return None
        return int(flow.activations.probabilities.argmax())

    def _kept_ground(self, layout: NetworkLayout) -> QPixmap:
        """The ground, painted anew only now and then while the pen moves."""
        drawing, ratio = self._of, self._of.devicePixelRatioF()
        shown: tuple[object, ...] = (drawing.lines, drawing.flow, drawing.pointed)
        kept = self._ground
        is_other = len(shown) != len(self._ground_of) or any(
            now is not before for now, before in zip(shown, self._ground_of, strict=True)
        )
        if kept is None or kept.devicePixelRatioF() != ratio or self._is_due or (is_other and not drawing.pen_is_down):
            kept = QPixmap(self._kept_background(layout))
            painter = QPainter(kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, layout)
            painter.end()
            self._ground, self._ground_of, self._ground_answer = kept, shown, self._answer
            self._is_due = False
        return kept

    def _paint_ground(self, painter: QPainter, layout: NetworkLayout) -> None:
        """What may stay as it is for a moment: notes, faint lines, and the ten digits with their figures."""
        drawing = self._of
        if drawing.parameters is None:
            return
        self._paint_notes(painter, layout)
        for number, gap in enumerate(drawing.lines):
            self._paint_lines(painter, number, gap, layout, faint=True)
        painter.setPen(QPen(self._line, exact_px(1)))
        painter.setBrush(self._paper)
        for place in layout.outputs:
            painter.drawEllipse(place.circle)
        for digit in range(len(layout.outputs)):
            self._paint_figures(painter, layout, digit)

    # Words, legend, empty frames

    def _kept_background(self, layout: NetworkLayout) -> QPixmap:
        drawing, ratio = self._of, self._of.devicePixelRatioF()
        kept = self._background
        if kept is None or kept.devicePixelRatioF() != ratio:
            kept = QPixmap((QSizeF(drawing.size()) * ratio).toSize())
            kept.setDevicePixelRatio(ratio)
            kept.fill(self._card)
            painter = QPainter(kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_background(painter, layout)
            painter.end()
            self._background = kept
        return kept

    def _font(self, size: float, *, is_bold: bool = False) -> QFont:
        font = self._fonts.get((size, is_bold))
        if font is None:
            font = QFont(self._of.font())
            font.setPixelSize(max(px(size), 1))
            font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
            self._fonts[size, is_bold] = font
        return font

    def _paint_background(self, painter: QPainter, layout: NetworkLayout) -> None:
        drawing = self._of
        if drawing.parameters is None:
            return
        architecture = drawing.parameters.architecture
        shape = architecture.input_shape
        size = f"{shape[0]}×{shape[1]}" if len(shape) == 3 else f"{shape[0]}"
        first = layout.columns[0].left if layout.columns else layout.outputs[0].circle.left()
        words = translate("NetworkDrawing", "Your drawing")
        titles = [f"{words}, {size}", words]
        if layout.head > exact_px(48):
            del titles[0]
            painter.setFont(self._font(12))
            painter.setPen(self._muted)
            place = QRectF(layout.picture.left(), exact_px(30), first, exact_px(18))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, size)
        self._paint_heading(painter, layout.picture.left(), titles, first - layout.picture.left())
        for number, column in enumerate(layout.columns):
            following = layout.columns[number + 1].left if number + 1 < len(layout.columns) else None
            right = following if following is not None else layout.outputs[0].circle.left()
            self._paint_heading(painter, column.left, shorter_titles(self._heading_of(column)[0]), right - column.left)
        left = layout.outputs[0].circle.left()
        self._paint_heading(
            painter,
            left,
            [translate("NetworkDrawing", "Ten digits"), translate("NetworkDrawing", "Digits")],
            layout.width - left,
        )
        self._paint_legend(painter, layout)
        font = self._font(12)
        painter.setFont(font)
        for column in layout.columns:
            if column.more is not None:
                painter.setPen(QPen(self._line, exact_px(1)))
                painter.setBrush(self._card)
                painter.drawRoundedRect(column.more, exact_px(6), exact_px(6))
                painter.setPen(self._accent)
                text = longest_fitting(drawing.more_texts(column.plan.layer), font, column.more.width() - exact_px(6))
                painter.drawText(column.more, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_heading(self, painter: QPainter, left: float, titles: Sequence[str], room: float) -> None:
        """The longest title that there is room for."""
        font = self._font(14, is_bold=True)
        painter.setFont(font)
        painter.setPen(self._text)
        title = longest_fitting(titles, font, room - exact_px(6))
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(left, exact_px(10), max(room, exact_px(200)), exact_px(20)), line, title)

    def _heading_of(self, column: Column) -> tuple[str, str]:
        drawing, plan = self._of, column.plan
        assert drawing.parameters is not None  # noqa: S101 - there is a column
        n_shown = len(column.slots)
        size = f"{plan.shape[0]}×{plan.shape[1]}"
        if plan.kind == "pool":
            return translate("NetworkDrawing", "Pool"), size
        if plan.kind == "maps":
            layer = drawing.parameters.architecture.layers[plan.layer]
            kernel = getattr(layer, "size", 0)
            title = fill(translate("NetworkDrawing", "{n} {n|filter|filters}, {size}×{size}"), n=plan.n, size=kernel)
            note = translate("NetworkDrawing", "maps, {size}").format(size=size)
            shown = translate("NetworkDrawing", "{n} shown").format(n=n_shown)
            return title, f"{note}, {shown}" if n_shown < plan.n else note
        is_alone = len(drawing.places().columns) == 1
        text = (
            translate("NetworkDrawing", "{n:,} hidden {n|unit|units}")
            if is_alone
            else translate("NetworkDrawing", "{n:,} {n|unit|units}")
        )
        title = fill(text, n=plan.n)
        if n_shown == plan.n:
            return title, ""
        values = drawing.flow.activations.layers[plan.layer] if drawing.flow is not None else None
        if values is not None and drawing.parameters.architecture.layers[plan.layer].activation == "relu":
            n_active = int(np.count_nonzero(values > 0))
            return title, translate("NetworkDrawing", "{n} of {active:,} active").format(
                n=min(n_shown, n_active), active=n_active
            )
        return title, translate("NetworkDrawing", "{n} shown").format(n=n_shown)

    def _paint_notes(self, painter: QPainter, layout: NetworkLayout) -> None:
        """Below the headings, what changes with the drawing."""
        if layout.head <= exact_px(48):
            return
        painter.setFont(self._font(12))
        painter.setPen(self._muted)
        line = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(painter.font())
        ends = [*(column.left for column in layout.columns[1:]), layout.outputs[0].circle.left()]
        for column, end in zip(layout.columns, ends, strict=True):
            _, note = self._heading_of(column)
            room = end - column.left - exact_px(4)
            if note and metrics.horizontalAdvance(note) > room:
                note = note.rpartition(", ")[2]
            if note and metrics.horizontalAdvance(note) <= room:
                painter.drawText(QRectF(column.left, exact_px(30), room, exact_px(18)), line, note)

    def _paint_legend(self, painter: QPainter, layout: NetworkLayout) -> None:
        """What light, color and width mean."""
        left, top, row = layout.legend.left(), layout.legend.top(), exact_px(20)
        first = layout.columns[0].left if layout.columns else layout.width
        is_stacked = layout.is_legend_stacked
        kinds = {column.plan.kind for column in layout.columns}
        icon, words = exact_px(48), left if is_stacked else left + exact_px(56)
        lines = legend_lines(kinds, is_dark=self._ink.lightness() > self._paper.lightness())
        font = self._font(12)
        longest = max(QFontMetricsF(font).horizontalAdvance(text) for _, text in lines)
        step, reach = row, row
        if is_stacked:
            reach = exact_px(LEGEND_ROW_STACKED)
            step = min(reach, max((self._of.height() - top - reach) / (len(lines) - 1), exact_px(26)))
        if top + (len(lines) - 1) * step + reach > self._of.height() or words + longest + exact_px(8) > first:
            return
        for number, (kind, text) in enumerate(lines):
            middle = top + number * step + row / 2
            painter.setPen(self._text)
            painter.setFont(font)
            place = QRectF(words, middle - row / 2 + (exact_px(14) if is_stacked else 0), layout.width, row)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            self._paint_sign(painter, kind, QRectF(left, middle - exact_px(7), icon, exact_px(14)))

    def _paint_sign(self, painter: QPainter, kind: str, place: QRectF) -> None:
        middle = place.center().y()
        if kind in ("level", "shade"):
            side = place.width() / 5
            for number in range(5):
                box = QRectF(place.left() + number * side, place.top(), side - exact_px(1), place.height())
                if kind == "shade":
                    painter.fillRect(box, mixed(self._paper, self._ink, number / 4))
                else:
                    painter.fillRect(box, self._paper)
                    full = box.height() * number / 4
                    painter.fillRect(QRectF(box.left(), box.bottom() - full, box.width(), full), self._ink)
                paint_frame(painter, box, self._line)
        elif kind == "wide":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._muted)
            low, high = exact_px(1), exact_px(6)
            right = place.right() - exact_px(6)
            points = ((place.left(), -low), (right, -high), (right, high), (place.left(), low))
            painter.drawPolygon([QPointF(x, middle + y) for x, y in points])
        else:
            width = exact_px(4)
            x, y = np.array([place.left(), place.right() - exact_px(6)]), np.array([middle, middle])
            painter.setPen(self._pen(self._against if kind == "against" else self._for, width))
            (dashes(x, y, width) if kind == "against" else pieces(x, y)).draw(painter)

    # Lines

    @staticmethod
    def _pen(color: QColor, width: float) -> QPen:
        pen = QPen(color, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _kept_pen(self, color: QColor, opacity: int, width: float) -> QPen:
        """The pen of a line over the card: there are few that differ, and making one takes longer than a line.

        Its opacity is told in shares of :data:`_OPACITIES`.
        """
        key = color.rgb(), opacity, width
        pen = self._pens.get(key)
        if pen is None:
            pen = self._pens[key] = self._pen(mixed(self._card, color, opacity / _OPACITIES), width)
        return pen

    def _ends(self, gap: GapLines, layout: NetworkLayout) -> tuple[list[QPointF], list[QPointF]]:
        """Where lines between two stages may begin and end; those from the drawing begin in the order of their ends."""
        kept = self._ends_kept.get((gap.before, gap.after))
        if kept is not None:
            return kept
        after = layout.column_of(gap.after)
        targets = (
            [slot.enters for slot in after.slots]
            if after is not None
            else [QPointF(each.circle.left(), each.circle.center().y()) for each in layout.outputs]
        )
        before = layout.column_of(gap.before)
        if before is not None:
            starts = [slot.leaves for slot in before.slots]
        else:
            inside = layout.picture
            order = sorted(range(len(targets)), key=lambda number: targets[number].y())
            starts = [QPointF()] * len(targets)
            for rank, number in enumerate(order):
                down = (rank + 1) / (len(targets) + 1) * inside.height()
                starts[number] = QPointF(inside.right(), inside.top() + down)
        self._ends_kept[gap.before, gap.after] = starts, targets
        return starts, targets

    def _segments(
        self, key: tuple[int, int, int, float], ends: tuple[list[QPointF], list[QPointF]], *, from_picture: bool
    ) -> Segments:
        """A curve in pieces: of a gap, from a place to a place, in dashes for a line of that width or, at 0, whole."""
        kept = self._curves.get(key)
        if kept is None:
            if len(self._curves) > _MOST_KEPT:
                self._curves.clear()
            _, source, target, dash = key
            x, y = curve(ends[0][target if from_picture else source], ends[1][target])
            kept = self._curves[key] = dashes(x, y, dash) if dash else pieces(x, y)
        return kept

    def _faint(self, gap: GapLines) -> NDArray[np.bool_]:
        """Which lines are fainter: those that are not of the answer, or not of the unit that is pointed at."""
        drawing = self._of
        is_last = gap.after == drawing.last_layer
        focus = drawing.pointed
        if focus is not None and focus.layer in (DRAWING, drawing.last_layer):
            focus = None
        of_focus = np.zeros(len(gap.sources), np.bool_)
        for layer, units in ((gap.before, gap.sources), (gap.after, gap.targets)):
            shown = drawing.shown.get(layer, ())
            if focus is not None and focus.layer == layer and focus.channel in shown:
                of_focus |= units == shown.index(focus.channel)
        if is_last:
            is_other: NDArray[np.bool_] = gap.targets != drawing.emphasized
            return is_other & ~of_focus
        if focus is not None and focus.layer in (gap.before, gap.after) and gap.before != PICTURE:
            return ~of_focus
        return np.zeros(len(gap.sources), np.bool_)

    def _paint_lines(
        self, painter: QPainter, number: int, gap: GapLines, layout: NetworkLayout, *, faint: bool
    ) -> None:
        """The lines between two stages, the weakest first: those that are faint, or the others."""
        is_contrast = self._of.theme.name == "contrast"
        if not gap.peak or (faint and is_contrast):
            return
        is_faint = self._faint(gap)
        shares = np.minimum(np.abs(gap.parts) / gap.peak, 1.0)
        chosen = np.flatnonzero(is_faint & (shares >= _LEAST_FAINT_SHARE) if faint else ~is_faint)
        from_picture = gap.before == PICTURE
        widest = TO_OUTPUTS if gap.after == self._of.last_layer else FROM_INPUT if from_picture else BETWEEN
        width, opacity = line_width(shares[chosen], widest), line_opacity(shares[chosen])
        if faint:
            width, opacity = width * FAINT_WIDTH, opacity * FAINT_OPACITY
        if is_contrast:
            opacity = np.maximum(opacity, LEAST_OPACITY_IN_CONTRAST)
        ends, one, least = self._ends(gap, layout), exact_px(1), exact_px(_LEAST_DASHED)
        for source, target, wide, opaque, is_against in zip(
            gap.sources[chosen].tolist(),
            gap.targets[chosen].tolist(),
            (np.maximum(np.rint(width * _WIDTHS), 2) * (one / _WIDTHS)).tolist(),
            np.rint(opacity * _OPACITIES).astype(int).tolist(),
            (gap.parts[chosen] < 0).tolist(),
            strict=True,
        ):
            is_dashed = is_against and gap.is_signed
            color = self._line if not gap.is_signed else self._against if is_against else self._for
            painter.setPen(self._kept_pen(color, opaque, wide))
            dash = max(wide, least) if is_dashed else 0.0
            self._segments((number, source, target, dash), ends, from_picture=from_picture).draw(painter)

    def _paint_pixel_lines(self, painter: QPainter, layout: NetworkLayout) -> None:
        """From single pixels to the unit of the first layer that is pointed at."""
        drawing, place = self._of, self._of.pointed
        flow, parameters = drawing.flow, drawing.parameters
        if place is None or flow is None or parameters is None or place.channel < 0:
            return
        gap = flow.gaps[0]
        inputs = flow.activations.inputs
        if place.layer != gap.after or inputs.ndim != 3 or len(inputs) != 1 or drawing.silent(*place[:2]):
            return
        weights = parameters.layers[gap.after].weights
        if weights.ndim != 2:
            return
        where = drawing.place_of(place)
        if where is None:
            return
        end = QPointF(where.left(), where.center().y())
        if gap.after == drawing.last_layer:
            end = QPointF(layout.outputs[place.channel].circle.left(), where.center().y())
        parts = np.nan_to_num(inputs[0].reshape(-1) * weights[:, place.channel])
        chosen = choose(np.abs(parts), MOST_PIXEL_LINES)
        peak = float(np.abs(parts).max(initial=0.0))
        rows, columns = inputs.shape[1:]
        inside = layout.picture
        for pixel in chosen[np.argsort(np.abs(parts[chosen]))].tolist():
            share = abs(float(parts[pixel])) / peak
            row, column = divmod(pixel, columns)
            start = QPointF(
                inside.left() + (column + 0.5) * inside.width() / columns,
                inside.top() + (row + 0.5) * inside.height() / rows,
            )
            x, y = curve(start, end)
            width = exact_px(line_width(share, OF_PIXELS))
            is_against = parts[pixel] < 0
            color = QColor(self._against if is_against else self._for)
            color.setAlphaF(line_opacity(share))
            painter.setPen(self._pen(color, width))
            (dashes(x, y, max(width, exact_px(_LEAST_DASHED))) if is_against else pieces(x, y)).draw(painter)

    # What is in the columns

    def _paint_input(self, painter: QPainter, layout: NetworkLayout) -> None:
        drawing, inside = self._of, layout.picture
        painter.fillRect(inside, self._paper)
        if drawing.ink is not None and drawing.flow is not None:
            image = rgb_image(ink_colors(np.clip(drawing.ink, 0.0, 1.0), self._paper, self._ink))
            painter.drawImage(inside, image.convertToFormat(QImage.Format.Format_RGB32))
        else:
            painter.setFont(self._font(14))
            painter.setPen(self._muted)
            margin = exact_px(10)
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside.adjusted(margin, margin, -margin, -margin), wrap, drawing.hint)
        paint_frame(painter, inside, self._line)

    def _paint_column(self, painter: QPainter, column: Column) -> None:
        drawing, plan = self._of, column.plan
        shown = drawing.shown.get(plan.layer, ())
        if plan.kind != "units":
            self._paint_maps(painter, column, shown)
            return
        assert drawing.parameters is not None  # noqa: S101 - there is a column
        activation = drawing.parameters.architecture.layers[plan.layer].activation
        pictures = self._pictures_of(column, shown)
        shown_values = drawing.values_of(plan.layer)
        values = None if shown_values is None else shown_values.tolist()
        top = drawing.tops.get(plan.layer, 0.0) if activation == "relu" else 1.0
        places = list(zip(shown, column.slots, strict=False))
        shares = [
            0.0
            if values is None or top <= 0 or drawing.silent(plan.layer, unit)
            else min(max(values[unit] / top, -1.0), 1.0)
            for unit, _ in places
        ]
        frames = [slot.picture for _, slot in places]
        bars = [slot.level for _, slot in places if slot.level is not None]
        if pictures is None:
            for place, share in zip(frames, shares, strict=True):
                painter.fillRect(place, mixed(self._paper, self._ink, abs(share)))
        else:
            self._fill(painter, frames, self._card)
            high = pictures.height() / len(places)
            for number, (place, share) in enumerate(zip(frames, shares, strict=True)):
                strength = _STRENGTH_EMPTY if values is None else _LEAST_STRENGTH + (1 - _LEAST_STRENGTH) * abs(share)
                painter.setOpacity(strength)
                painter.drawPixmap(place, pictures, QRectF(0, number * high, pictures.width(), high))
            painter.setOpacity(1.0)
        self._fill(painter, bars, self._paper)
        is_two_sided = activation == "tanh"
        full = [_level(bar, share, is_two_sided=is_two_sided) for bar, share in zip(bars, shares, strict=True)]
        self._fill(painter, [part for parts in full for part in parts], self._ink)
        self._frame(painter, frames + bars)
        for unit, slot in places:
            if drawing.silent(plan.layer, unit):
                self._cross_out(painter, slot.picture)

    @staticmethod
    def _fill(painter: QPainter, places: list[QRectF], color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRects(places)

    def _frame(self, painter: QPainter, places: list[QRectF]) -> None:
        """Thin frames around pictures, all at once."""
        pen = QPen(self._line, max(px(1), 1))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = max(px(1), 1) / 2
        painter.drawRects([place.adjusted(-half, -half, half, half) for place in places])

    def _cross_out(self, painter: QPainter, place: QRectF) -> None:
        side = min(place.width(), place.height()) * 0.26
        painter.setPen(QPen(self._text, exact_px(2)))
        center = place.center()
        painter.drawLine(center + QPointF(-side, -side), center + QPointF(side, side))
        painter.drawLine(center + QPointF(-side, side), center + QPointF(side, -side))

    def _paint_maps(self, painter: QPainter, column: Column, shown: tuple[int, ...]) -> None:
        drawing, plan = self._of, column.plan
        maps = self._maps_of(plan.layer, shown)
        filters = self._pictures_of(column, shown) if plan.has_filters else None
        rows, high = plan.shape[0], filters.height() / max(len(shown), 1) if filters is not None else 0
        frames: list[QRectF] = []
        for number, slot in enumerate(column.slots[: len(shown)]):
            frames.append(slot.picture)
            if maps is not None:
                painter.drawImage(slot.picture, maps, QRectF(0, number * rows, plan.shape[1], rows))
            else:
                painter.fillRect(slot.picture, self._paper)
            if slot.filter is not None and filters is not None:
                painter.drawPixmap(slot.filter, filters, QRectF(0, number * high, filters.width(), high))
                frames.append(slot.filter)
        self._frame(painter, frames)
        for unit, slot in zip(shown, column.slots, strict=False):
            if drawing.silent(plan.layer, unit):
                self._cross_out(painter, slot.picture)

    def _maps_of(self, layer: int, shown: tuple[int, ...]) -> QImage | None:
        flow = self._of.flow
        if flow is None:
            return None
        kept = self._maps.get(layer)
        if kept is None:
            shares = levels(flow.activations.layers[layer])[list(shown)]
            kept = self._maps[layer] = rgb_image(
                ink_colors(shares.reshape(-1, shares.shape[-1]), self._paper, self._ink)
            ).convertToFormat(QImage.Format.Format_RGB32)
        return kept

    def _pictures_of(self, column: Column, shown: tuple[int, ...]) -> QPixmap | None:
        """What the units that are drawn look for, in pixels of the screen, one below the other; ``None`` without any."""
        layer = column.plan.layer
        kept = self._pictures.get(layer)
        if kept is None:
            pictures = self._looks_for(layer, shown)
            if pictures is None or not pictures.size:
                return None
            small = rgb_image(self.colored(pictures).reshape(-1, pictures.shape[2], 3))
            place = column.slots[0].filter or column.slots[0].picture
            ratio = self._of.devicePixelRatioF()
            wide, high = max(round(place.width() * ratio), 1), max(round(place.height() * ratio), 1)
            large = small.scaled(wide, high * len(pictures)).convertToFormat(QImage.Format.Format_RGB32)
            kept = self._pictures[layer] = QPixmap.fromImage(large)
        return kept

    def colored(self, pictures: Floats) -> NDArray[np.uint8]:
        """Weights, shape (n, rows, columns), in the colors for and against; each picture has a scale of its own."""
        known = np.nan_to_num(pictures, nan=0.0, posinf=0.0, neginf=0.0)
        size = np.abs(known).reshape(len(known), -1)
        at = min(math.ceil(0.985 * size.shape[1]), size.shape[1]) - 1
        limits = np.partition(size, at, axis=1)[:, at]
        limits = np.where(limits > 0, limits, np.maximum(size.max(axis=1), 1e-12))
        index = np.clip((known / limits[:, None, None] + 1) / 2 * (LEVELS - 1) + 0.5, 0, LEVELS - 1)
        colors: NDArray[np.uint8] = self._colors[index.astype(np.intp)]
        return colors

    def _looks_for(self, layer: int, shown: tuple[int, ...]) -> Floats | None:
        drawing = self._of
        parameters = drawing.parameters
        if parameters is None or not shown:
            return None
        shape = parameters.architecture.input_shape
        if len(shape) != 3 or shape[2] != 1:
            return None
        first = first_weights(parameters)
        is_first = layer == next(number for number, own in enumerate(parameters.layers) if own.weights.size)
        if is_first and (first.are_filters or layer == 0):
            return first.weights[:, list(shown)].T.reshape(len(shown), *first.picture_shape)
        flat = (
            drawing.flow.activations.inputs.reshape(-1)
            if drawing.flow is not None
            else np.zeros(parameters.architecture.n_inputs, parameters.dtype)
        )
        return unit_gradients(parameters, flat, layer, shown).reshape(len(shown), *shape[:2])

    # Digits

    def _paint_figures(self, painter: QPainter, layout: NetworkLayout, digit: int) -> None:
        """A digit's name and figures, as they are now."""
        flow, answer, place = self._of.flow, self._answer, layout.outputs[digit]
        is_answer = digit == answer
        left, middle = place.circle.right() + exact_px(12), place.row.center().y()
        painter.setPen(self._text)
        size = 14 if place.row.height() < exact_px(26) else 24
        name = QRectF(left, place.row.top(), exact_px(24), place.row.height())
        self._texts.write(painter, name, str(digit), self._font(size, is_bold=is_answer))
        if answer is None or flow is None or not layout.has_percentages:
            return
        line = exact_px(17)
        first = QRectF(left, middle - (line if layout.has_scores else line / 2), place.row.right() - left, line)
        painter.setPen(self._text if is_answer else self._muted)
        text = percent_texts(flow.activations.probabilities)[digit]
        font = self._font(14 if is_answer else 12, is_bold=is_answer)
        self._texts.write(painter, first, text, font, is_right=True)
        if layout.has_scores:
            painter.setPen(self._muted)
            score = translate("NetworkDrawing", "score {score}").format(
                score=signed(float(flow.activations.logits[digit]), 1)
            )
            self._texts.write(painter, first.translated(0, line), score, self._font(12), is_right=True)

    def _paint_answer(self, painter: QPainter, layout: NetworkLayout, painted: int | None) -> None:
        """The circles that are not empty, and the answer's figures where the ground has another's."""
        flow, answer = self._of.flow, self._answer
        if painted != answer:
            for digit in (painted, answer):
                if digit is not None:
                    row = layout.outputs[digit].row
                    row.setLeft(layout.outputs[digit].circle.right() + exact_px(4))
                    painter.fillRect(row, self._card)
                    self._paint_figures(painter, layout, digit)
        if flow is None or answer is None:
            return
        plain, ring = QPen(self._line, exact_px(1)), QPen(self._accent, exact_px(3))
        for digit, share in enumerate(flow.activations.probabilities.tolist()):
            if digit == answer or share >= _NOTHING:
                painter.setBrush(self._paper if share < _NOTHING else mixed(self._paper, self._ink, share))
                painter.setPen(ring if digit == answer else plain)
                painter.drawEllipse(layout.outputs[digit].circle)

    def _paint_frames(self, painter: QPainter) -> None:
        drawing, place = self._of, self._of.pointed
        if place is None:
            return
        if place.layer == drawing.last_layer:
            inside = drawing.place_of(place)
            if inside is not None and drawing.hasFocus():
                reach = exact_px(4)
                paint_frame(painter, inside.adjusted(-reach, reach / 2, reach / 2, -reach / 2), self._accent, 2)
            return
        inside = drawing.place_of(place)
        if inside is not None:
            paint_frame(painter, inside, self._accent, 3 if drawing.is_pinned else 2)
        for frame in drawing.frames:
            paint_frame(painter, frame, self._accent, 2)
