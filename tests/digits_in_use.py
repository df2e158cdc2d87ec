"""Which digits a window works with, and what it says of them."""

import threading
from dataclasses import replace

import pytest

from engine.data.dataset import Dataset
from engine.data.registry import SOURCES
from gui.main_window import MainWindow


def is_settled(window: MainWindow) -> bool:
    """Whether no digits are on their way."""
    return not window.controller.is_reading


def source_of(window: MainWindow) -> str:
    """The digits in use; the box agrees."""
    assert window.workspace.dataset is not None
    assert window.panel.dataset_box.currentData() == window.workspace.dataset.source
    return window.workspace.dataset.source


def data_label(window: MainWindow) -> str:
    """What the line at the bottom says of them, in full."""
    return window.status.facts.toolTip()


class Gate:
    """A data set that is not read before it is let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, dataset: Dataset) -> None:
        self.is_open = threading.Event()

        def load() -> Dataset:
            assert self.is_open.wait(timeout=30)
            return dataset

        monkeypatch.setitem(SOURCES, name, replace(SOURCES[name], load=load))
