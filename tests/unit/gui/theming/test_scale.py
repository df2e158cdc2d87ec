"""One factor for all lengths: what was set follows it, and comes back to the pixel."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.theming.controls import round_end
from gui.theming.scale import LEAST, MOST, SCALE, exact_px, px, px_size, set_font_px, set_icon_px, set_px
from gui.theming.style_sheet import style_window
from gui.theming.theme import LIGHT

FACTORS = (0.8, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


def lengths_of(widget: QWidget, button: QPushButton, layout: QHBoxLayout) -> tuple[object, ...]:
    margins = layout.contentsMargins()
    return (
        (widget.minimumSize(), widget.maximumWidth(), layout.spacing(), button.iconSize(), button.font().pixelSize()),
        (margins.left(), margins.top(), margins.right(), margins.bottom()),
    )


@pytest.fixture
def parts(qapp: object) -> tuple[QWidget, QPushButton, QHBoxLayout]:
    widget, button = QWidget(), QPushButton()
    layout = QHBoxLayout(widget)
    layout.addWidget(button)
    set_px(widget.setFixedWidth, 37)
    set_px(widget.setMinimumHeight, 21)
    set_px(layout.setContentsMargins, 1, 2, 3, 5)
    set_px(layout.setSpacing, 7)
    set_icon_px(button, 13, 13)
    set_font_px(button, 12)
    return widget, button, layout


@pytest.mark.parametrize("factor", FACTORS)
def test_what_was_set_follows_the_factor_and_comes_back(
    parts: tuple[QWidget, QPushButton, QHBoxLayout], factor: float
) -> None:
    before = lengths_of(*parts)
    SCALE.set_factor(factor)
    followed = lengths_of(*parts)
    assert followed == (
        (QSize(px(37), px(21)), px(37), px(7), px_size(13, 13), px(12)),
        (px(1), px(2), px(3), px(5)),
    )
    assert followed != before
    for other in (*FACTORS, 1.0):
        SCALE.set_factor(other)
    assert lengths_of(*parts) == before


def test_what_is_made_later_has_the_factor_at_once(qapp: object) -> None:
    SCALE.set_factor(1.5)
    widget = QWidget()
    set_px(widget.setFixedWidth, 40)
    assert widget.width() == 60


def test_a_length_takes_the_place_of_the_former_one(qapp: object) -> None:
    widget = QWidget()
    set_px(widget.setFixedWidth, 40)
    set_px(widget.setFixedWidth, 20)
    SCALE.set_factor(2.0)
    assert widget.width() == 40


def test_widgets_that_are_gone_are_let_go(qapp: object) -> None:
    alive, gone, deleted = QWidget(), QWidget(), QWidget()
    child = QPushButton(deleted)
    for widget in (alive, gone, child):
        set_px(widget.setFixedWidth, 40)
    del gone
    deleted.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    SCALE.set_factor(2.0)
    assert alive.width() == 80


def test_a_layout_that_nobody_holds_follows_too(qapp: object) -> None:
    widget = QWidget()
    set_px(QHBoxLayout(widget).setSpacing, 8)
    gc.collect()
    SCALE.set_factor(1.25)
    layout = widget.layout()
    assert layout is not None
    assert layout.spacing() == 10


def test_told_once_for_each_factor_within_limits(qapp: object) -> None:
    factors: list[float] = []

    def note() -> None:
        factors.append(SCALE.factor)

    SCALE.changed.connect(note)
    try:
        for factor in (1.0, 2.0, 2.0, 1000.0, 0.0):
            SCALE.set_factor(factor)
    finally:
        SCALE.changed.disconnect(note)
    assert factors == [2.0, MOST, LEAST]


def test_pens_keep_their_fractions(qapp: object) -> None:
    SCALE.set_factor(1.25)
    assert (exact_px(1.5), px(1.5)) == (1.875, 2)


def test_no_limit_stays_no_limit(qapp: object) -> None:
    widget = QWidget()
    none = widget.maximumWidth()
    set_px(widget.setMaximumWidth, none)
    SCALE.set_factor(2.0)
    assert widget.maximumWidth() == none


def test_the_style_sheet_is_made_for_the_factor(qapp: object) -> None:
    window = QWidget()
    style_window(window, LIGHT)
    before = window.styleSheet()
    SCALE.set_factor(2.0)
    style_window(window, LIGHT)
    assert "border-radius: 8px" in before
    assert "border-radius: 16px" in window.styleSheet()
    SCALE.set_factor(1.0)
    style_window(window, LIGHT)
    assert window.styleSheet() == before


def test_ends_are_round_at_every_factor() -> None:
    """Qt draws square corners where the radius is more than half of the side."""
    for factor in (n / 20 for n in range(10, 61)):
        SCALE.set_factor(factor)
        for lengths in ((4,), (12, 2, 2), (12, -3, -3), (14, 1, 1)):
            side = sum(map(px, lengths))
            assert side / 2 - factor - 0.5 <= px(round_end(*lengths)) <= side / 2, factor
