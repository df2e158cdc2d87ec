"""The preview of the augmentation: the pictures alone, and the window's buttons that open and change it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from engine.data.augmentation import AUGMENTATIONS
from engine.data.augmented_batches import AugmentationSample, draw_sample
from engine.data.dataset import Dataset
from gui.main_window import MainWindow
from gui.theming.theme import DARK, LIGHT, Theme, apply_theme
from gui.training_tab.settings.augmentation_preview import AugmentationDialog, AugmentationPreview
from tests.window_fixtures import a_config, choose, count_pixels, picture_of

PREVIEW = "augmentationPreviewButton"


@pytest.fixture
def preview(qtbot: QtBot) -> AugmentationPreview:
    preview = AugmentationPreview()
    qtbot.addWidget(preview)
    preview.resize(preview.sizeHint())
    return preview


def dialog_of(window: MainWindow) -> AugmentationDialog:
    found = window.findChild(AugmentationDialog)
    assert isinstance(found, AugmentationDialog)
    return found


def press_preview(window: MainWindow) -> AugmentationDialog:
    window.panel.form.more_button.setChecked(True)
    button = window.findChild(QToolButton, PREVIEW)
    assert isinstance(button, QToolButton)
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return dialog_of(window)


def sample_of(dialog: AugmentationDialog) -> AugmentationSample | None:
    return dialog.preview.sample


def sample_button(dialog: AugmentationDialog) -> QPushButton:
    button = dialog.findChild(QPushButton, "augmentationSampleButton")
    assert isinstance(button, QPushButton)
    return button


# The pictures


def test_without_digits_it_says_so(preview: AugmentationPreview) -> None:
    assert preview.sample is None
    assert len(np.unique(picture_of(preview).reshape(-1, 3), axis=0)) > 2  # words


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_paper_and_ink_are_those_of_the_theme(
    preview: AugmentationPreview, few_digits: Dataset, theme: Theme, qapp: QApplication
) -> None:
    apply_theme(qapp, theme)
    preview.set_sample(draw_sample(few_digits.digits, AUGMENTATIONS["light"], seed=1))
    picture = picture_of(preview)
    assert count_pixels(picture, theme.field) > 40 * 60 * 60 * 0.3
    assert count_pixels(picture, theme.text) > 40 * 9
    preview.set_sample(None)
    assert count_pixels(picture_of(preview), theme.field) < 40 * 60


@pytest.mark.parametrize("blocks", [False, True], ids=["20x20", "8x8"])
def test_each_pixel_of_a_digit_is_a_square_of_one_color(
    preview: AugmentationPreview, few_digits: Dataset, few_blocks: Dataset, qapp: QApplication, *, blocks: bool
) -> None:
    apply_theme(qapp, LIGHT)
    sample = draw_sample((few_blocks if blocks else few_digits).digits, AUGMENTATIONS["none"], seed=1)
    preview.set_sample(sample)
    size = sample.form.size
    scale = 60 // size
    edge = 1 + (60 - scale * size) // 2
    shown = picture_of(preview)[edge : edge + size * scale, edge : edge + size * scale, 0].astype(float)
    squares = shown.reshape(size, scale, size, scale)
    inner = squares[:-1, :, :-1]  # the border's line covers the last row and column
    assert (inner == inner[:, :1, :, :1]).all()
    ink = sample.before[0].reshape(size, size) / sample.form.ink
    expected = 255 + ink * (int(LIGHT.text[1:3], 16) - 255)
    np.testing.assert_allclose(squares[:-1, 0, :-1, 0], expected[:-1, :-1], atol=1.0)


def test_copies_stand_below_their_digits(preview: AugmentationPreview, few_digits: Dataset, qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    sample = draw_sample(few_digits.digits, AUGMENTATIONS["none"], seed=1)
    blank = replace(sample, after=np.concatenate([sample.after[:1], np.zeros_like(sample.after[1:])]))
    preview.set_sample(blank)
    picture = picture_of(preview)
    np.testing.assert_array_equal(picture[1:61], picture[77:137])
    assert (picture[143:203, 1:60] == 255).mean() > 0.9


# The window


def test_the_button_shows_the_digits_in_use_without_blocking(window: MainWindow) -> None:
    dialog = press_preview(window)
    assert dialog.isVisible()
    assert not dialog.isModal()
    sample = dialog.preview.sample
    assert sample is not None
    np.testing.assert_array_equal(sample.labels, np.arange(10))
    assert window.workspace.dataset is not None
    digits = window.workspace.dataset.digits
    for label, picture in zip(sample.labels, sample.before, strict=True):
        assert label in digits.labels[(digits.values("float32") == picture).all(axis=1)]
    assert sample.after.shape == (3, 10, 400)
    np.testing.assert_array_equal(sample.after, np.stack([sample.before] * 3))  # nothing is chosen yet


def test_it_follows_what_is_chosen(window: MainWindow) -> None:
    dialog = press_preview(window)
    plain = dialog.preview.sample
    assert plain is not None
    choose(window.panel.form.augmentation_box, "strong")
    strong = dialog.preview.sample
    assert strong is not None
    np.testing.assert_array_equal(strong.before, plain.before)  # of the same digits
    assert (strong.after != plain.after).any(axis=2).all()


def test_another_sample_is_another(window: MainWindow) -> None:
    choose(window.panel.form.augmentation_box, "light")
    dialog = press_preview(window)
    seen = []
    for _ in range(3):
        assert dialog.preview.sample is not None
        seen.append(dialog.preview.sample.before.tobytes())
        QTest.mouseClick(sample_button(dialog), Qt.MouseButton.LeftButton)
    assert len(set(seen)) == 3


def test_it_opens_again_after_it_was_closed_and_only_once(window: MainWindow) -> None:
    dialog = press_preview(window)
    dialog.close()
    choose(window.panel.form.augmentation_box, "light")
    assert press_preview(window) is dialog
    assert dialog.isVisible()
    assert len(window.findChildren(AugmentationDialog)) == 1
    assert dialog.preview.sample is not None
    assert (dialog.preview.sample.after != dialog.preview.sample.before).any()


def test_without_data_there_is_nothing_to_sample(
    window: MainWindow, few_blocks: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.workspace, "dataset", None)
    dialog = press_preview(window)
    assert sample_of(dialog) is None
    assert not sample_button(dialog).isEnabled()
    window.workspace.set_dataset(few_blocks)
    sample = sample_of(dialog)
    assert sample is not None
    assert sample.form.size == 8
    assert sample_button(dialog).isEnabled()


@pytest.mark.slow
def test_both_themes_can_be_seen(window: MainWindow) -> None:
    choose(window.panel.form.augmentation_box, "light")
    dialog = press_preview(window)
    for theme in (DARK, LIGHT):
        window.set_theme(theme.name)
        assert count_pixels(picture_of(dialog), theme.field) > 40 * 60 * 60 * 0.3


def test_a_minimizer_has_neither_field_nor_preview(window: MainWindow) -> None:
    form = window.panel.form
    for optimizer, can in (("l-bfgs-b", False), ("adam", True)):
        choose(form.optimizer_box, optimizer)
        assert form.augmentation_box.isEnabled() == can
        assert form.preview_button.isEnabled() == can


@pytest.mark.slow
def test_during_a_run_the_choice_is_fixed_and_can_be_looked_at(window: MainWindow, qtbot: QtBot) -> None:
    window.panel.form.set_config(a_config(epochs=1_000_000, learning_rate=0.05, augmentation="light"))
    window.run_bar.train_button.click()
    qtbot.waitUntil(lambda: window.workspace.last_report is not None)
    assert not window.panel.form.augmentation_box.isEnabled()
    assert press_preview(window).preview.sample is not None
    assert window.workspace.config is not None
    assert window.workspace.config.augmentation == "light"
    window.run_bar.stop_button.click()
    qtbot.waitUntil(lambda: window.controller.state == "idle")
