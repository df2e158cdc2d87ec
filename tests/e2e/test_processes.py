"""The program as a process of its own: pictures of the window, and how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PySide6.QtGui import QImage

from gui.theming.theme import DARK, LIGHT, Theme
from tests.window_fixtures import count_pixels, pixels_of

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = {
    "light": [],
    "dark and dense": ["--size", "1024x700", "--theme", "dark", "--scale", "2"],
}


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start Python in the project's folder, where nothing speaks of a display, with settings of the test's own."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**kept, "XDG_CONFIG_HOME": str(folder / "settings"), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def start_script(folder: Path, script: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start the program without a display, with these arguments, driven by a script of the driver's."""
    code = f"import sys; from tests.e2e import driver; sys.exit(driver.drive({[*arguments]}, driver.{script}))"
    return start(folder, "-X", "faulthandler", "-W", "error", "-c", code, QT_QPA_PLATFORM="offscreen", **environment)


def complaints(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if "propagateSizeHints" not in line]


class Screenshot(NamedTuple):
    """How one screenshot ended, and its picture."""

    status: int
    out: str
    err: str
    image: QImage


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Screenshot]:
    """Pictures of the window."""
    return make_screenshots(tmp_path_factory.mktemp("screenshots"), SCREENSHOTS)


def make_screenshots(folder: Path, wanted: dict[str, list[str]]) -> dict[str, Screenshot]:
    """Make pictures of the window, all at a time."""
    running = {
        name: start(folder, "main.py", "--screenshot", str(folder / f"{name}.png"), *arguments)
        for name, arguments in wanted.items()
    }
    made: dict[str, Screenshot] = {}
    for name, process in running.items():
        out, err = process.communicate(timeout=60)
        made[name] = Screenshot(process.returncode, out, err, QImage(str(folder / f"{name}.png")))
    return made


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), [("light", (1280, 800)), ("dark and dense", (2048, 1400))])
def test_a_screenshot_needs_no_display_and_has_the_size_that_was_asked_for(
    screenshots: dict[str, Screenshot], name: str, size: tuple[int, int]
) -> None:
    status, out, err, image = screenshots[name]
    assert (status, out, err) == (0, "", "")
    assert (image.width(), image.height()) == size


@pytest.mark.slow
@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark and dense", DARK)])
def test_a_screenshot_shows_a_run_under_way_and_a_digit_in_the_theme(
    screenshots: dict[str, Screenshot], name: str, theme: Theme
) -> None:
    picture = pixels_of(screenshots[name].image)
    n_pixels = picture.shape[0] * picture.shape[1]
    assert count_pixels(picture, theme.card) > 0.3 * n_pixels
    assert count_pixels(picture, theme.ink) > 0.003 * n_pixels  # the digit
    assert count_pixels(picture, theme.train) > 0.0005 * n_pixels  # a curve, the winner's bar
    assert count_pixels(picture, theme.validation) > 0.0001 * n_pixels


@pytest.mark.slow
def test_light_and_dark_differ(screenshots: dict[str, Screenshot]) -> None:
    light, dark = (
        pixels_of(screenshots["light"].image).astype(float),
        pixels_of(screenshots["dark and dense"].image).astype(float),
    )
    assert light.mean() > 200
    assert dark.mean() < 80


@pytest.mark.slow
def test_a_screenshot_of_a_recipe_shows_its_own_run(screenshots: dict[str, Screenshot], tmp_path: Path) -> None:
    made = make_screenshots(tmp_path, {"recipe": ["--recipe", "uci-squared-error"]})
    assert made["recipe"][:3] == (0, "", "")
    light, recipe = pixels_of(screenshots["light"].image), pixels_of(made["recipe"].image)
    assert count_pixels(recipe, LIGHT.train) > 0.0005 * recipe.shape[0] * recipe.shape[1]
    assert count_pixels(recipe, LIGHT.validation) < count_pixels(light, LIGHT.validation) / 2  # it watches no digits
    assert (light != recipe).any(axis=2).mean() > 0.02


@pytest.mark.slow
def test_a_dense_screenshot_is_sharper_and_not_just_larger(screenshots: dict[str, Screenshot]) -> None:
    dense = pixels_of(screenshots["dark and dense"].image).astype(int)
    blocks = dense.reshape(700, 2, 1024, 2, 3)
    differs = (np.ptp(blocks, axis=(1, 3)) > 40).any(axis=2)
    assert differs.sum() > 3000  # details within what is one pixel at scale 1


@pytest.mark.slow
def test_closing_during_a_run_ends_the_process_with_status_0(tmp_path: Path) -> None:
    process = start_script(tmp_path, "close_while_training")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert complaints(err) == []


@pytest.mark.slow
def test_what_a_window_does_not_need_is_not_loaded_when_it_opens(tmp_path: Path) -> None:
    process = start_script(tmp_path, "tell_what_is_loaded", DIGITLAB_USER_DATA="", XDG_DATA_HOME=str(tmp_path))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, complaints(err)) == (0, [])
    assert "engine.data.drawings_store" in out.split()
    assert {"pooch", "engine.data.handwriting.generator", "engine.data.handwriting.allographs"} & set(
        out.split()
    ) == set()


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The program, its window open and idle."""
    process = start_script(tmp_path, "wait_for_the_end")
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_control_c_in_the_terminal_ends_the_process_with_status_0(waiting: subprocess.Popen[str]) -> None:
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=20)
    assert (waiting.returncode, out) == (0, "")
    assert complaints(err) == []
