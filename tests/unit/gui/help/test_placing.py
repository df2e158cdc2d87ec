"""Where a card goes that speaks of a widget."""

import pytest
from PySide6.QtCore import QRect, QSize

from gui.help.placing import place_beside

WINDOW = QRect(0, 0, 900, 500)
SIZES = [QSize(304, 120), QSize(224, 160)]

PLACES = [
    (QRect(8, 150, 230, 32), "right", SIZES[0]),
    (QRect(660, 80, 230, 220), "left", SIZES[0]),
    (QRect(248, 112, 396, 340), "right", SIZES[1]),
    (QRect(8, 8, 884, 40), "below", SIZES[0]),
    (QRect(8, 440, 884, 40), "above", SIZES[0]),
    (QRect(40, 20, 820, 460), "corner", SIZES[1]),
]


@pytest.mark.parametrize(("target", "side", "size"), PLACES)
def test_a_card_is_beside_its_target_and_in_the_window(target: QRect, side: str, size: QSize) -> None:
    place = place_beside(target, SIZES, WINDOW)
    assert (place.side, place.rect.size()) == (side, size)
    assert WINDOW.contains(place.rect)
    assert place.rect.intersects(target) is (side == "corner")


def test_a_side_that_is_liked_best_is_taken_though_the_card_is_smaller_there() -> None:
    place = place_beside(QRect(260, 112, 300, 340), SIZES, WINDOW, first="left")
    assert (place.side, place.rect.size()) == ("left", SIZES[1])
