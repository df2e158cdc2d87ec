"""Colors that can be read, in every theme, and the switch between them."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QFile, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.theming.controls import CONTROLS, controls_sheet
from gui.theming.style_sheet import style_window
from gui.theming.theme import CONTRAST, DARK, LIGHT, THEMES, Theme, apply_theme, current_theme
from tests.window_fixtures import count_pixels, picture_of, rgb

EACH_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.1: from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_formula_knows_its_fixed_points() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@EACH_THEME
def test_text_can_be_read(theme: Theme) -> None:
    for front, back in (
        ("text", "window"), ("text", "card"), ("text", "field"), ("text", "paper"),
        ("text", "soft"), ("text", "tint"), ("text", "weight_zero"),
        ("muted", "window"), ("muted", "card"), ("muted", "soft"), ("muted", "field"), ("muted", "paper"),
        ("accent", "card"), ("accent", "window"), ("on_accent", "accent"), ("on_error", "card"), ("on_error", "window"),
        ("done", "card"), ("weight_positive", "card"), ("weight_negative", "card"), ("on_error", "error"), ("ink", "paper"),
    ):  # fmt: skip
        assert contrast(getattr(theme, front), getattr(theme, back)) >= 4.5, (front, back)


@EACH_THEME
def test_lines_and_bars_stand_out_from_their_ground(theme: Theme) -> None:
    for name, back in (
        ("train", "card"), ("validation", "card"), ("run_before", "card"), ("done", "card"), ("done", "window"),
        ("accent", "card"), ("accent", "window"), ("line", "card"), ("line", "window"),
    ):  # fmt: skip
        assert contrast(getattr(theme, name), getattr(theme, back)) >= 3.0, (name, back)


@EACH_THEME
@pytest.mark.parametrize("name", ["weight_negative", "weight_positive"])
def test_either_end_of_the_scale_of_signs_stands_out_from_its_middle(theme: Theme, name: str) -> None:
    assert contrast(getattr(theme, name), theme.weight_zero) >= 3.0


@EACH_THEME
def test_one_hue_has_one_meaning(theme: Theme) -> None:
    """What can be pressed has the color of no curve and no sign."""
    assert theme.accent not in {theme.train, theme.validation, theme.weight_negative, theme.weight_positive}
    assert theme.train not in {theme.weight_negative, theme.weight_positive}


@EACH_THEME
def test_every_color_is_written_out(theme: Theme) -> None:
    for field in dataclasses.fields(theme):
        value = getattr(theme, field.name)
        for color in () if field.name == "name" else value if isinstance(value, tuple) else (value,):
            assert re.fullmatch("#[0-9a-f]{6}", color), field.name


@EACH_THEME
def test_a_theme_reaches_palette_and_widgets(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    apply_theme(qapp, theme)
    role = QPalette.ColorRole
    assert qapp.palette().color(role.Window).name() == theme.window
    assert qapp.palette().color(role.Text).name() == theme.text
    assert qapp.palette().color(role.Base).name() == theme.field
    button = QPushButton("Train")
    button.setObjectName("trainButton")
    button.resize(120, 40)
    qtbot.addWidget(button)
    style_window(button, theme)
    button.show()
    assert count_pixels(picture_of(button), theme.accent) > 120 * 40 / 2


def test_the_choice_decides_and_system_asks_the_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    assert current_theme("light") is LIGHT
    assert current_theme("dark") is DARK
    assert current_theme("contrast") is CONTRAST
    for scheme, theme in (
        (Qt.ColorScheme.Dark, DARK),
        (Qt.ColorScheme.Light, LIGHT),
        (Qt.ColorScheme.Unknown, LIGHT),
    ):
        with_scheme(monkeypatch, scheme)
        assert current_theme("system") is theme
        assert current_theme("dark") is DARK


def with_scheme(monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme) -> None:
    """Have the desktop ask for a color scheme; the offscreen platform has none of its own."""
    hints = type(QGuiApplication.styleHints())
    monkeypatch.setattr(hints, "colorScheme", lambda _: scheme)


def theme_in_use(window: MainWindow) -> str:
    """The theme that every part of the window paints in."""
    (theme,) = [
        theme
        for theme in (LIGHT, DARK)
        if count_pixels(picture_of(window.canvas), theme.paper) > window.canvas.height() ** 2 / 2
    ]
    assert count_pixels(picture_of(window), theme.card) > 100_000
    assert count_pixels(picture_of(window.loss_plot), theme.card) > 10_000
    assert count_pixels(picture_of(window.reading.network_input), theme.paper) > 5000
    palette = QGuiApplication.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == theme.window
    return theme.name


def test_the_window_switches_live_when_a_theme_is_chosen_in_the_menu(window: MainWindow) -> None:
    for name in ("dark", "light", "dark"):
        window.menus.themes[name].trigger()
        assert window.menus.themes[name].isChecked()
        assert theme_in_use(window) == name


@pytest.mark.slow
def test_a_theme_that_is_in_use_is_not_given_to_every_widget_again(window: MainWindow, qtbot: QtBot) -> None:
    watch = _StyleWatch()
    window.run_bar.train_button.installEventFilter(watch)
    window.set_theme("dark")
    assert watch.n_changes > 0
    before = watch.n_changes

    window.set_theme("dark")

    assert watch.n_changes == before
    window.set_theme("light")
    assert watch.n_changes > before
    assert theme_in_use(window) == "light"


@pytest.mark.slow
def test_a_window_that_was_in_the_other_theme_looks_like_one_that_never_was(
    make_window: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    def shown() -> MainWindow:
        window = make_window()
        window.set_theme("light")
        qtbot.waitUntil(window.run_bar.train_button.isEnabled)
        return window

    switched, other = shown(), shown()
    for name in ("dark", "light"):
        switched.set_theme(name)
        QApplication.processEvents()

    for window in (switched, other):  # only one of two windows can have the focus, which is seen
        focused = window.focusWidget()
        if focused is not None:
            focused.clearFocus()
    QApplication.processEvents()
    button = switched.run_bar.train_button
    assert button.geometry() == other.run_bar.train_button.geometry()
    assert button.height() == switched.run_bar.train_button.height()
    np.testing.assert_array_equal(picture_of(switched), picture_of(other))


def test_what_is_in_no_window_keeps_its_style(window: MainWindow, qtbot: QtBot) -> None:
    watch, apart = _StyleWatch(), QPushButton("not in the window")  # as pyqtgraph's menus, three for each plot
    qtbot.addWidget(apart)
    apart.installEventFilter(watch)
    window.set_theme("dark")
    window.set_theme("light")
    assert watch.n_changes == 0


class _StyleWatch(QObject):
    """Counts how often a widget gets a new style."""

    def __init__(self) -> None:
        super().__init__()
        self.n_changes = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.n_changes += event.type() == QEvent.Type.StyleChange
        return False


@pytest.mark.slow
def test_the_window_follows_the_system_while_it_runs(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = QGuiApplication.styleHints()
    assert window.menus.themes["system"].isChecked()
    for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
        with_scheme(monkeypatch, scheme)
        hints.colorSchemeChanged.emit(scheme)
        assert theme_in_use(window) == name


@pytest.mark.slow
def test_a_theme_of_ones_own_choice_does_not_follow_the_system(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.menus.themes["light"].trigger()
    with_scheme(monkeypatch, Qt.ColorScheme.Dark)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme_in_use(window) == "light"
    window.menus.themes["system"].trigger()
    assert theme_in_use(window) == "dark"


@pytest.mark.slow
def test_the_chosen_theme_is_remembered(make_window: Callable[[], MainWindow]) -> None:
    first = make_window()
    first.menus.themes["dark"].trigger()
    first.close()
    assert theme_in_use(make_window()) == "dark"


@EACH_THEME
def test_arrows_and_ticks_have_the_colors_of_their_theme(theme: Theme) -> None:
    files = sorted(CONTROLS.glob(f"*-{theme.name}.svg"))
    assert len(files) == 5
    for file in files:
        color = theme.on_accent if file.name.startswith("checked") else theme.text
        assert f'stroke="{color}"' in file.read_text(encoding="utf-8"), file.name
        assert not QPixmap(str(file)).isNull(), file.name


@EACH_THEME
def test_every_picture_of_the_style_sheet_exists(theme: Theme) -> None:
    pictures = re.findall(r"url\((.*?)\)", controls_sheet(theme))
    assert len(pictures) > 5
    for picture in pictures:
        assert QFile.exists(picture), picture


def test_painters_take_their_colors_from_the_themes() -> None:
    """A color that is written out beside the tables is in no theme, and would be tested by nothing."""
    gui = Path(__file__).parents[4] / "gui"
    literal = re.compile(r"""["']#[0-9a-fA-F]{3,8}["']|GlobalColor\.(?!transparent)|QColor\(\s*\d""")
    found = [
        f"{path.relative_to(gui)}: {line.strip()}"
        for path in gui.rglob("*.py")
        if path.name != "theme.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    ]
    assert found == []


@EACH_THEME
def test_what_cannot_be_changed_is_plain_text_and_what_can_is_a_field(
    qapp: QApplication, qtbot: QtBot, theme: Theme
) -> None:
    apply_theme(qapp, theme)
    box = QComboBox()
    box.addItem("jpgqy")
    box.resize(200, box.sizeHint().height())
    qtbot.addWidget(box)
    style_window(box, theme)
    box.show()
    assert box.height() == 32
    middle, arrow = picture_of(box)[:, 60:150], picture_of(box)[8:24, 176:194]
    assert tuple(middle[0, 0]) == rgb(theme.line)
    assert len(np.unique(arrow.reshape(-1, 3), axis=0)) > 1
    box.setEnabled(False)
    soft = picture_of(box)
    assert tuple(soft[16, 150]) == rgb(theme.soft)
    assert len(np.unique(soft[8:24, 176:194].reshape(-1, 3), axis=0)) == 1  # no arrow: it opens nothing
