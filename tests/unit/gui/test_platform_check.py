"""What is said where the window cannot open, instead of Qt's abort."""

import builtins
import ctypes
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

import main
from gui import platform_check
from gui.platform_check import PlatformError, check_display, check_qt_can_load, missing_library_sentence

ROOT = Path(__file__).resolve().parents[3]
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays and libraries of Linux")


@pytest.fixture
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No variable says anything about a display or a platform."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def run_main(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run main.py where no variable but these speaks of a display."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# Sentences


@pytest.mark.parametrize(
    ("problem", "library", "how"),
    [
        (
            "libEGL.so.1: cannot open shared object file: No such file or directory",
            "libEGL.so.1",
            "sudo apt install libegl1",
        ),
        ("libxcb-cursor.so.0: cannot open shared object file", "libxcb-cursor.so.0", "sudo apt install libxcb-cursor0"),
        ("ImportError: libxkbcommon-x11.so.0: no such file", "libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libglib-2.0.so.0: cannot open", "libglib-2.0.so.0", "libglib2.0-0"),
        ("libstrange.so.7: cannot open", "libstrange.so.7", "your system's package manager"),
    ],
)
def test_a_missing_library_is_named_with_the_way_to_get_it(problem: str, library: str, how: str) -> None:
    sentence = missing_library_sentence(problem)
    assert f"needs the system library {library}, which is missing" in sentence
    assert how in sentence
    assert "\n" not in sentence


def test_what_is_no_missing_library_is_passed_on() -> None:
    sentence = missing_library_sentence("undefined symbol: _ZN3foo")
    assert "undefined symbol: _ZN3foo" in sentence
    assert "uv run main.py" in sentence


def failing_import(error: ImportError) -> Callable[..., object]:
    original = builtins.__import__

    def imported(name: str, *args: object, **kwargs: object) -> object:
        if name.startswith("PySide6"):
            raise error
        return original(name, *args, **kwargs)  # type: ignore[arg-type]

    return imported


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ModuleNotFoundError("No module named 'PySide6'", name="PySide6"), "needs PySide6, which is not installed"),
        (ImportError("libEGL.so.1: cannot open shared object file"), "sudo apt install libegl1"),
    ],
)
def test_qt_that_does_not_load_is_a_sentence(monkeypatch: pytest.MonkeyPatch, error: ImportError, says: str) -> None:
    monkeypatch.setattr(builtins, "__import__", failing_import(error))
    with pytest.raises(PlatformError, match=says):
        check_qt_can_load()


def test_qt_that_loads_is_no_error() -> None:
    check_qt_can_load()


# Displays


@on_linux
def test_without_a_display_the_sentence_says_so_and_what_needs_none(no_desktop: pytest.MonkeyPatch) -> None:
    with pytest.raises(PlatformError, match="there is none") as caught:
        check_display()
    for word in ("DISPLAY", "WAYLAND_DISPLAY", "--screenshot", "train", "evaluate", "predict"):
        assert word in str(caught.value)


@on_linux
@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:size=800x600", "vnc", "xcb;offscreen"])
def test_another_platform_than_x11_needs_no_x_server(no_desktop: pytest.MonkeyPatch, platform: str) -> None:
    no_desktop.setenv("QT_QPA_PLATFORM", platform)
    check_display()


@on_linux
@pytest.mark.parametrize("is_absolute", [False, True])
def test_wayland_that_answers_needs_no_x_server(no_desktop: pytest.MonkeyPatch, *, is_absolute: bool) -> None:
    # A socket's address has to be short, so not in pytest's own folder.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as compositor:
        address = str(Path(folder) / "wayland-0")
        compositor.bind(address)
        compositor.listen()
        no_desktop.setenv("XDG_RUNTIME_DIR", folder)
        no_desktop.setenv("WAYLAND_DISPLAY", address if is_absolute else "wayland-0")
        check_display()


@on_linux
def test_wayland_that_is_silent_gives_way_to_x11(no_desktop: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    no_desktop.setattr(platform_check, "_load_xcb_plugin", lambda: None)
    no_desktop.setattr(platform_check, "_connect_to", asked.append)
    no_desktop.setenv("WAYLAND_DISPLAY", "wayland-987")
    no_desktop.setenv("DISPLAY", ":5")
    check_display()
    assert asked == [":5"]


@on_linux
@pytest.mark.parametrize("platform", [None, "xcb", "xcb:something"])
def test_a_display_that_does_not_answer_is_named(no_desktop: pytest.MonkeyPatch, platform: str | None) -> None:
    no_desktop.setattr(platform_check, "_load_xcb_plugin", lambda: None)
    no_desktop.setenv("DISPLAY", ":987")
    if platform is not None:
        no_desktop.setenv("QT_QPA_PLATFORM", platform)
    with pytest.raises(PlatformError, match=r"':987' .*does not answer"):
        check_display()


@on_linux
@pytest.mark.parametrize("what", ["_load_xcb_plugin", "_connect_to"])
def test_a_library_missing_for_the_display_is_named(no_desktop: pytest.MonkeyPatch, what: str) -> None:
    def missing(_name: str) -> ctypes.CDLL:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    for name in ("_load_xcb_plugin", "_connect_to"):
        if name != what:
            no_desktop.setattr(platform_check, name, lambda *_: None)
    no_desktop.setattr(ctypes, "CDLL", missing)
    no_desktop.setenv("DISPLAY", ":0")
    with pytest.raises(PlatformError, match="sudo apt install libxcb-cursor0"):
        check_display()


def test_elsewhere_than_on_linux_nothing_is_asked(no_desktop: pytest.MonkeyPatch) -> None:
    for platform in ("win32", "darwin"):
        no_desktop.setattr(sys, "platform", platform)
        check_display()


# The whole program


@pytest.mark.slow_but(1)
@on_linux
@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "the window needs a display"),
        ({"DISPLAY": ":987"}, "the window needs "),
        ({"QT_QPA_PLATFORM": "xcb"}, "the window needs a display"),
        ({"WAYLAND_DISPLAY": "wayland-987"}, "the window needs a display"),
        ({"QT_QPA_PLATFORM": "wayland"}, "the window needs a display"),
        ({"QT_QPA_PLATFORM": "xcb;wayland"}, "the window needs a display"),
        ({"QT_QPA_PLATFORM": "bogus"}, "QT_QPA_PLATFORM must be one of "),
    ],
    ids=["none", "silent", "xcb", "silent wayland", "wayland", "both", "unknown"],
)
def test_main_ends_with_status_2_and_one_sentence(environment: dict[str, str], says: str) -> None:
    done = run_main(**environment)
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"error: {says}")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--data", "no-such-data"], "no-such-data"),
        (["--model", "no-such-model.npz"], "no-such-model.npz"),
        (["--screenshot", "x.txt"], ".png or .jpg"),
        (["--screenshot", "x.png", "--scale", "9"], "1 to 4"),
        (
            ["--screenshot", "x.png", "--tab", "Datas"],
            "one of Training, Network, Why, Data, Evaluation, Mathematics, Runs, Lessons, got 'Datas'",
        ),
        (["--size", "huge"], "huge"),
    ],
)
def test_wrong_arguments_end_the_program_before_a_window_shows(
    arguments: list[str],
    says: str,
    qapp: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("QT_QPA_PLATFORM", "QT_SCALE_FACTOR"):  # to be put back as they are
        monkeypatch.setenv(name, os.environ.get(name, "offscreen" if name.endswith("PLATFORM") else "1"))
    assert main.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("error: ")
    assert says in line
