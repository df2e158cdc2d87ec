"""The typeface that comes with the program."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from engine.io.resources import RESOURCES
from gui.main_window import MainWindow
from gui.theming import fonts
from gui.theming.fonts import FAMILY, TEXT_PX, use_typeface


def test_the_window_is_set_in_the_bundled_typeface_with_figures_of_one_width(window: MainWindow) -> None:
    font = window.run_bar.step_button.font()
    assert QFontInfo(font).family() == FAMILY
    assert QFontInfo(font).pixelSize() == TEXT_PX
    metrics = QFontMetricsF(font)
    assert len({metrics.horizontalAdvance(digit * 4) for digit in "0123456789"}) == 1
    font.setWeight(QFont.Weight.DemiBold)
    assert QFontInfo(font).family() == FAMILY
    assert QFontInfo(font).weight() == QFont.Weight.DemiBold


def test_its_licence_lies_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (RESOURCES / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_without_its_files_the_system_s_typeface_keeps_its_place(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before, loaded = qapp.font(), qapp.property("digitLabTypeface")
    monkeypatch.setattr(fonts, "RESOURCES", tmp_path)
    try:
        system = QFont("Sans Serif")
        qapp.setFont(system)
        qapp.setProperty("digitLabTypeface", None)
        use_typeface()
        assert qapp.font().family() == system.family()
        assert QFontInfo(qapp.font()).pixelSize() == TEXT_PX
    finally:
        qapp.setFont(before)
        qapp.setProperty("digitLabTypeface", loaded)
