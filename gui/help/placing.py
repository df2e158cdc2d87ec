"""Where a card goes that speaks of a widget: beside it, never on it where that can be helped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize

from gui.theming.scale import px

Side = Literal["right", "left", "below", "above", "corner"]
GAP = 14
"""In pixels of the design, as all that is here."""
_EDGE = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a card.

    Attributes
    ----------
    side
        Of the target that the card is at; "corner" if there is no room at any.
    rect
        The card.
    """

    side: Side
    rect: QRect


def place_beside(
    target: QRect, sizes: list[QSize], bounds: QRect, *, first: Side = "right", avoided: Sequence[QRect] = ()
) -> Place:
    """A place for a card in the first of these sizes that fits, at the first side with room for it.

    Parameters
    ----------
    target
        What is spoken of.
    sizes
        The card's, the one that is liked best first.
    bounds
        What the card has to stay in.
    first
        The side that is liked best, in whichever size.
    avoided
        What the card should not cover either, if there is a place for it anywhere else beside the target.
    """
    edge, gap = px(_EDGE), px(GAP)
    inner = bounds.adjusted(edge, edge, -edge, -edge)
    places = [(side, QRect(corner, size)) for size in sizes for side, corner in _corners(target, size).items()]
    around = target.adjusted(-gap, -gap, gap, gap)
    found = [
        Place(side, rect)
        for side, wanted in sorted(places, key=lambda place: place[0] != first)
        if inner.contains(rect := _pushed_into(wanted, inner)) and not rect.intersects(around)
    ]
    if found:  # the first of those that cover least
        return min(found, key=lambda place: sum(_area(place.rect.intersected(other)) for other in avoided))
    size = sizes[-1]
    corners = (
        QPoint(x, y)
        for x in (inner.left(), inner.right() - size.width() + 1)
        for y in (inner.bottom() - size.height() + 1, inner.top())
    )
    rects = [QRect(corner, size) for corner in corners]
    return Place("corner", min(rects, key=lambda rect: _area(rect.intersected(target))))


def _corners(target: QRect, size: QSize) -> dict[Side, QPoint]:
    middle, gap = target.center(), px(GAP)
    top = middle.y() - size.height() // 2 if target.height() < size.height() else target.top() + px(16)
    left = middle.x() - size.width() // 2
    return {
        "right": QPoint(target.right() + 1 + gap, top),
        "left": QPoint(target.left() - gap - size.width(), top),
        "below": QPoint(left, target.bottom() + 1 + gap),
        "above": QPoint(left, target.top() - gap - size.height()),
    }


def _pushed_into(rect: QRect, bounds: QRect) -> QRect:
    """Moved as little as it takes to lie within the bounds, where it is not larger."""
    x = max(min(rect.x(), bounds.right() - rect.width() + 1), bounds.left())
    y = max(min(rect.y(), bounds.bottom() - rect.height() + 1), bounds.top())
    return QRect(QPoint(x, y), rect.size())


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0
