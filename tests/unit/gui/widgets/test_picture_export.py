"""Pictures of views: twice the pixels as PNG, lines and letters as SVG, and a sentence where they cannot be written."""

import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from engine.errors import DataError
from engine.training.learning_curves import LearningCurves
from engine.training.report import HistoryPoint
from gui.drawing.class_bars import ClassBars
from gui.evaluation_tab.confusion_map import ConfusionMap
from gui.plots.learning_curves_plot import LossPlot
from gui.plots.still_plot import color_plot, still_plot
from gui.state.shown_curves import ShownCurves
from gui.theming.theme import DARK, LIGHT
from gui.widgets.picture_export import choose_picture_file, export_widget
from tests.window_fixtures import count_pixels, picture_of, pixels_of

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def confusion_map(qtbot: QtBot) -> ConfusionMap:
    view = ConfusionMap()
    view.resize(400, 380)
    qtbot.addWidget(view)
    view.show()
    confusion = np.diag([37] * 10).astype(np.int64)
    confusion[4, 9] = 8
    view.set_confusion(confusion)
    return view


def texts_of(path: Path) -> list[str]:
    return ["".join(found.itertext()).strip() for found in ET.parse(path).iter(f"{_SVG}text")]


def test_a_png_has_twice_as_many_pixels_and_shows_what_the_view_shows(
    confusion_map: ConfusionMap, tmp_path: Path
) -> None:
    confusion_map.set_theme(DARK)
    path = tmp_path / "map.png"
    export_widget(confusion_map, path)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (800, 760)
    picture, shown = pixels_of(image), picture_of(confusion_map)
    assert count_pixels(picture, DARK.card) == pytest.approx(4 * count_pixels(shown, DARK.card), rel=0.03)
    assert np.abs(picture[::2, ::2].astype(int) - shown).mean() < 8


def test_an_svg_of_the_map_is_vectors_alone(confusion_map: ConfusionMap, tmp_path: Path) -> None:
    path = tmp_path / "map.SVG"
    export_widget(confusion_map, path)
    root = ET.parse(path).getroot()
    assert root.get("viewBox") == "0 0 400 380"
    assert not list(root.iter(f"{_SVG}image"))
    texts = texts_of(path)
    assert texts.count("37") == 10
    assert texts.count("8") == 3  # two names and the number
    assert {"truth", "predicted"} <= set(texts)
    title = root.find(f"{_SVG}title")
    assert title is not None
    assert title.text == confusion_map.accessibleName()


def test_plots_and_bars_are_vectors_too_and_plots_stay_as_they_were(qtbot: QtBot, tmp_path: Path) -> None:
    plot, bars = LossPlot(), ClassBars()
    history = LearningCurves.of(
        HistoryPoint(epoch, 2.0 / (epoch + 1), 0.5, float("nan"), float("nan")) for epoch in range(9)
    )
    plot.show_curves(ShownCurves(history, 20.0))
    for widget in (plot, bars):
        widget.resize(600, 260)
        qtbot.addWidget(widget)
        widget.show()
    before = picture_of(plot)
    export_widget(plot, tmp_path / "plot.svg")
    export_widget(bars, tmp_path / "bars.svg")
    assert {"Loss per digit", "Accuracy", "training 0.222"} <= set(texts_of(tmp_path / "plot.svg"))
    assert texts_of(tmp_path / "bars.svg")[:2] == ["0", "1"]
    for name in ("plot.svg", "bars.svg"):
        assert not list(ET.parse(tmp_path / name).iter(f"{_SVG}image"))
    np.testing.assert_array_equal(picture_of(plot), before)


def test_a_png_of_twice_the_size_is_no_picture_of_the_screen_enlarged(qtbot: QtBot, tmp_path: Path) -> None:
    plot, bars = LossPlot(), ClassBars()
    for name, widget in (("plot", plot), ("bars", bars)):
        widget.resize(600, 260)
        qtbot.addWidget(widget)
        widget.show()
        picture_of(widget)  # the screen's picture is kept from here on
        export_widget(widget, tmp_path / f"{name}.png")
        image = QImage(str(tmp_path / f"{name}.png")).convertToFormat(QImage.Format.Format_RGB888)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        blocks = pixels[:, : 3 * 1200].reshape(260, 2, 600, 2, 3).astype(int)
        assert ((np.ptp(blocks, axis=(1, 3)) > 40).any(axis=2)).sum() > 300, (
            name
        )  # details within a pixel of the screen


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_plot_of_pyqtgraph_is_exported_and_stays_as_it_was(qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    plot = still_plot(56)
    color_plot(plot, LIGHT, title="Loss", left="loss", bottom="epochs")
    plot.resize(600, 260)
    qtbot.addWidget(plot)
    plot.show()
    modes = [item.cacheMode() for item in plot.scene().items()]
    path = tmp_path / f"plot{suffix}"
    export_widget(plot, path)
    if suffix == ".png":
        image = QImage(str(path))
        assert image.size() == plot.size() * 2
        assert np.abs(pixels_of(image)[::2, ::2].astype(int) - picture_of(plot)).mean() < 8
    else:
        assert {"Loss", "epochs"} <= set(texts_of(path))
    assert [item.cacheMode() for item in plot.scene().items()] == modes


def test_what_cannot_be_written_is_one_sentence_and_leaves_nothing(
    confusion_map: ConfusionMap, qtbot: QtBot, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=r"map\.jpg: expected a name that ends in \.png or \.svg"):
        export_widget(confusion_map, tmp_path / "map.jpg")
    with pytest.raises(DataError, match="expected a place to write to"):
        export_widget(confusion_map, tmp_path / "missing" / "map.png")
    nothing = QLabel()
    nothing.resize(0, 0)
    qtbot.addWidget(nothing)
    with pytest.raises(DataError, match="without a size"):
        export_widget(nothing, tmp_path / "map.png")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("typed", "chosen_filter", "written"),
    [
        ("a", "Picture (*.png)", "a.png"),
        ("a", "Vector graphics (*.svg)", "a.svg"),
        ("a.svg", "Picture (*.png)", "a.svg"),
        ("a.v2", "Picture (*.png)", "a.v2.png"),
    ],
)
def test_the_name_ends_as_it_was_typed_or_as_the_kind_says(
    confusion_map: ConfusionMap,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    chosen_filter: str,
    written: str,
) -> None:
    answer = (str(tmp_path / typed), chosen_filter)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: answer)
    assert choose_picture_file(confusion_map, "map") == tmp_path / written
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: ("", ""))
    assert choose_picture_file(confusion_map, "map") is None
