"""Every tab looks as it did: compared with small grey pictures of it, which are kept beside this file.

After a change that is meant to be seen, look at the window, and then have them written anew:

    DIGITLAB_WRITE_LOOKS=1 uv run pytest -n 0 -m slow tests/unit/gui/test_looks.py

They are a tenth as large as the window, so that another smoothing of letters makes no difference, and all that is larger
than a letter does: what moved, went, came, or has another color.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtWidgets import QApplication

from gui.main_window import MainWindow
from gui.screenshot import open_tab, take_screenshot

LOOKS = Path(__file__).parent / "looks"
TABS = ("Training", "Network", "Why", "Data", "Evaluation", "Mathematics", "Runs", "Lessons")
CELL, SIZE = 10, (900, 500)
MOST_ON_AVERAGE = 2.5  # grey levels of 255; other fonts and hinting of the system come to 1.6
MOST_OF_A_CELL, SHARE_OF_CELLS = 40, 0.004  # these to 0.0027


def look(path: Path) -> NDArray[np.float64]:
    """A picture's lightness in cells of 10x10 pixels."""
    with Image.open(path) as picture:
        grey = np.asarray(picture.convert("L"), np.float64)
    height, width = grey.shape
    cells: NDArray[np.float64] = grey.reshape(height // CELL, CELL, width // CELL, CELL).mean(axis=(1, 3))
    return cells


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tab", TABS)
def test_a_tab_looks_as_it_did(window: MainWindow, qapp: QApplication, tmp_path: Path, tab: str, theme: str) -> None:
    window.set_theme(theme)
    window.resize(*SIZE)
    open_tab(window, tab)
    take_screenshot(qapp, window, tmp_path / "seen.png", trains=False)
    seen, known = look(tmp_path / "seen.png"), LOOKS / f"{tab.lower()}-{theme}.png"
    if os.environ.get("DIGITLAB_WRITE_LOOKS"):
        known.parent.mkdir(exist_ok=True)
        Image.fromarray(seen.round().astype(np.uint8)).save(known, optimize=True)
    with Image.open(known) as picture:
        difference = np.abs(seen - np.asarray(picture, np.float64))
    assert difference.mean() <= MOST_ON_AVERAGE
    assert (difference > MOST_OF_A_CELL).mean() <= SHARE_OF_CELLS
