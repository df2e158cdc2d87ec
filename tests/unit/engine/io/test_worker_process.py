"""Processes of our own and the bundled files, from a checkout, a wheel and a bundled application."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.data.handwriting.stream import BLOCK_DIGITS, HandwritingStream
from engine.explain.sigmoid_gradient_timing import time_in_worker_process
from engine.io import resources
from engine.io.resources import RESOURCES, find_resources
from main import main

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a bundled application: its executable knows no option of Python's."""
    if sys.platform == "win32":
        pytest.skip("stands in for an executable with a script of the shell")
    executable = tmp_path / "digit-lab"
    executable.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "main.py"}" "$@"\n')
    executable.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(executable))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("bundled")
@pytest.mark.slow
def test_a_bundled_application_starts_itself_for_its_processes() -> None:
    timings = time_in_worker_process(lambda: False)
    assert timings is not None
    assert min(timings.seconds) > 0
    with HandwritingStream(1) as stream:
        give_up_at = time.monotonic() + 30
        while stream.n_ready < BLOCK_DIGITS and not stream.has_failed and time.monotonic() < give_up_at:
            time.sleep(0.01)
        assert not stream.has_failed
        assert stream.n_ready >= BLOCK_DIGITS


def test_what_a_worker_does_not_need_is_not_loaded() -> None:
    code = "import sys; import main; assert not {'numpy', 'PySide6', 'engine.cli.parser'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("module", ["os", "engine", "gui.app"])
def test_only_modules_of_the_engine_are_run(module: str) -> None:
    with pytest.raises(ValueError, match=module):
        main(["--worker", module])


@pytest.mark.parametrize("place", ["resources", "digit_lab/resources"])
@pytest.mark.parametrize("is_bundled", [False, True])
def test_the_bundled_files_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, *, is_bundled: bool
) -> None:
    (tmp_path / "resources").mkdir()  # somebody else's
    target = tmp_path / place
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(RESOURCES / "bundled_model.npz", target)
    if is_bundled:
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    else:
        monkeypatch.setattr(resources, "PROGRAM_FOLDER", tmp_path)
    assert find_resources() == target


def test_no_other_file_asks_where_it_is_or_for_the_interpreter() -> None:
    allowed = {"engine/io/resources.py", "engine/io/worker_process.py"}
    files = [ROOT / "main.py", *(ROOT / "engine").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]
    asking = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if any(word in path.read_text(encoding="utf-8") for word in ("__file__", "sys.executable"))
    }
    assert asking == allowed
