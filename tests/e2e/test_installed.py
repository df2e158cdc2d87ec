"""The program as it is installed, from its wheel and as a bundle, far from the project and where no Python is in reach.

The bundle is built by ``.ci/bundle OUT``, and tried where ``DIGITLAB_BUNDLE`` names that folder.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QImage

from engine import VERSION
from tests.e2e.test_processes import complaints

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = "DIGITLAB_BUNDLE"
_NO_NETWORK = ("Failed to fetch", "Network connectivity is disabled", "error sending request", "dns error")
pytestmark = pytest.mark.slow


def uv(*words: str) -> str:
    """Call uv; the test is skipped where it is not, or cannot get what the wheel is built by."""
    if shutil.which("uv") is None:
        pytest.skip("uv is not on the path")
    done = subprocess.run(["uv", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode and any(sign in done.stderr for sign in _NO_NETWORK):
        pytest.skip(f"the network is needed for the build backend: uv {words[0]}")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built now."""
    folder = tmp_path_factory.mktemp("dist")
    uv("build", "--wheel", "--out-dir", str(folder))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an environment of its own, with the packages that the tests have: no network is needed."""
    folder = tmp_path_factory.mktemp("environment")
    uv("venv", "--quiet", "--python", sys.executable, "--clear", str(folder))
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / Path(sys.executable).name
    uv("pip", "install", "--quiet", "--no-deps", "--python", str(python), str(wheel))
    (modules,) = [path for path in folder.rglob("site-packages") if path.is_dir()]
    (modules / "packages.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return scripts / "digit-lab"


@pytest.fixture(params=["wheel", "bundle"])
def program(request: pytest.FixtureRequest) -> Path:
    """The program, installed in both ways."""
    if request.param == "wheel":
        installed: Path = request.getfixturevalue("installed")
        return installed
    if BUNDLE not in os.environ:
        pytest.skip(f"{BUNDLE} names no bundle: .ci/bundle OUT builds one")
    return Path(os.environ[BUNDLE]).resolve() / "digit-lab"


def call(program: Path, folder: Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run the program in a folder, with nothing in the environment that could lead to a Python or to the project."""
    environment = {
        "PATH": "/nonexistent",
        "LANG": "C.UTF-8",
        "PYTHONSAFEPATH": "1",
        "HOME": str(folder),
        "DIGITLAB_USER_DATA": str(folder / "data"),
    }
    if sys.platform == "win32":
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return subprocess.run(
        [program, *map(str, words)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def figures(program: Path, folder: Path, *words: str | Path) -> object:
    """What a command prints as JSON."""
    done = call(program, folder, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_but_the_program_is_at_the_top_of_the_wheel(wheel: Path) -> None:
    assert wheel.name == f"digit_lab-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    about = f"digit_lab-{VERSION}.dist-info"
    assert {name.partition("/")[0] for name in names} == {"digit_lab", about}
    within = {name.split("/")[1] for name in names if name.startswith("digit_lab/")}
    assert within == {"__init__.py", "main.py", "engine", "gui", "resources"}
    assert {f"{about}/licenses/{name}" for name in ("LICENSE", "resources/README.md", "resources/fonts/OFL.txt")} <= {
        *names
    }
    assert not [name for name in names if "build_" in Path(name).name or name.endswith((".pyc", "screenshot.png"))]


def test_it_says_its_version(program: Path, tmp_path: Path) -> None:
    assert call(program, tmp_path, "--version").stdout == f"Digit Lab {VERSION}\n"


def test_it_reads_a_picture(program: Path, tmp_path: Path) -> None:
    picture = Image.new("L", (90, 120), 255)
    ImageDraw.Draw(picture).ellipse((20, 15, 70, 105), outline=0, width=9)
    picture.save(tmp_path / "zero.png")
    (read,) = _entries(figures(program, tmp_path, "predict", "zero.png"))
    assert read["digit"] == 0


def test_it_trains_on_digits_that_another_process_writes(program: Path, tmp_path: Path) -> None:
    run: dict[str, Any] = {}
    for epochs in (100, 400, 1600):  # where other programs keep the processor busy, its process begins late
        words = ("train", "--data", "handwriting-endless:1000", "--hidden", "512", "--epochs", str(epochs))
        (run,) = _entries([figures(program, tmp_path, *words, "--out", "network.npz")])
        assert run["state"] == "finished"
        if run["n_fresh"]:
            break
    assert run["n_fresh"] > 0
    assert run["program_version"] == VERSION
    (tested,) = _entries([figures(program, tmp_path, "evaluate", "--data", "uci-digits", "--model", "network.npz")])
    assert tested["accuracy"] > 0.5


def test_it_computes_a_sweep_in_processes(program: Path, tmp_path: Path) -> None:
    words = ("sweep", "--data", "uci-digits", "--epochs", "2", "--seeds", "2", "--workers", "2")
    done = call(program, tmp_path, *words, "--csv")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
    assert done.stdout.count("finished") == 2


def test_it_shows_its_window(program: Path, tmp_path: Path) -> None:
    for tab in ("Training", "Mathematics"):
        done = call(program, tmp_path, "--screenshot", f"{tab}.png", "--tab", tab)
        assert done.returncode == 0, done.stderr
        assert (done.stdout, complaints(done.stderr)) == ("", [])
        assert QImage(str(tmp_path / f"{tab}.png")).width() == 1280


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for desktops by freedesktop.org")
def test_it_puts_itself_among_the_applications(program: Path, tmp_path: Path) -> None:
    told = figures(program, tmp_path, "desktop", "--install")
    assert isinstance(told, dict)
    entry = tmp_path / ".local/share/applications/digit-lab.desktop"
    assert told["files"][-1] == str(entry)
    (line,) = [line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec=")]
    command = [*shlex.split(line.removeprefix("Exec=").removesuffix(" %F")), "--version"]
    done = subprocess.run(command, env={"PATH": "/nonexistent"}, capture_output=True, text=True, check=True)
    assert done.stdout == f"Digit Lab {VERSION}\n"
    assert figures(program, tmp_path, "desktop", "--remove") == told
    assert not entry.exists()


def test_it_calls_itself_by_the_name_that_it_is_installed_by(program: Path, tmp_path: Path) -> None:
    done = call(program, tmp_path, "worker")
    assert "error: a worker needs the ADDRESS" in done.stderr
    assert "usage: digit-lab " in call(program, tmp_path, "--help").stdout


def _entries(figures: object) -> Sequence[dict[str, Any]]:
    assert isinstance(figures, list)
    return figures
