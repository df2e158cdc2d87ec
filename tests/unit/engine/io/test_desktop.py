"""The program among the applications of a Linux desktop: what is written, and that desktops understand it."""

import configparser
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from engine.errors import ConfigurationError
from engine.io import worker_process
from engine.io.desktop import ICON_SIZES, install_on_desktop, remove_from_desktop, user_data_home
from engine.io.resources import PROGRAM_FOLDER, RESOURCES
from engine.io.worker_process import window_command
from engine.lessons import LESSON_SUFFIX
from engine.runs.run_files import SUFFIX as RUN_SUFFIX
from main import main

COMMAND = ('/opt/Digit Lab 100%/py$`"thon', "/opt/main.py")
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's own folder is touched."""
    folder = tmp_path / "a user's data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def entry_of(folder: Path) -> configparser.SectionProxy:
    """What the desktop entry says."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[method-assign, assignment] # keys are told apart by their case
    parser.read(folder / "applications" / "digit-lab.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_what_is_installed_can_be_removed_and_nothing_else_is_touched(home: Path) -> None:
    (home / "applications").mkdir(parents=True)
    (home / "applications" / "other.desktop").write_text("[Desktop Entry]")
    written = install_on_desktop(COMMAND, home)
    assert written == install_on_desktop(COMMAND, home)  # anew, over itself
    assert all(path.is_file() for path in written)
    assert remove_from_desktop(home) == written
    assert not any(path.exists() for path in written)
    assert (home / "applications" / "other.desktop").exists()
    assert remove_from_desktop(home) == ()


def test_the_entry_starts_the_program_from_any_folder(home: Path) -> None:
    install_on_desktop(COMMAND, home)
    entry = entry_of(home)
    # By the specification: quotes for the shell-like command, and backslashes doubled again as in any text.
    assert entry["Exec"] == r'"/opt/Digit Lab 100%%/py\\$\\`\\"thon" /opt/main.py %F'
    assert entry["TryExec"] == COMMAND[0]
    assert entry["Icon"] == "digit-lab"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils are not installed")
def test_the_entry_is_valid(home: Path) -> None:
    install_on_desktop(COMMAND, home)
    done = subprocess.run(
        ["desktop-file-validate", home / "applications" / "digit-lab.desktop"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_there_is_an_icon_of_each_size(home: Path) -> None:
    install_on_desktop(COMMAND, home)
    for side in ICON_SIZES:
        path = home / f"icons/hicolor/{side}x{side}/apps/digit-lab.png"
        with Image.open(path) as icon:
            assert icon.size == (side, side)


def test_the_kinds_of_files_are_those_that_the_program_writes(home: Path) -> None:
    install_on_desktop(COMMAND, home)
    kinds = ET.parse(home / "mime/packages/digit-lab.xml").getroot()
    named = {kind.attrib["type"]: kind for kind in kinds.iter(f"{_MIME}mime-type")}
    assert entry_of(home)["MimeType"].removesuffix(";").split(";") == [*named]
    globs = {glob.attrib["pattern"] for glob in kinds.iter(f"{_MIME}glob")}
    assert globs == {f"*{LESSON_SUFFIX}", f"*{RUN_SUFFIX}"}
    content = (RESOURCES / "bundled_model.npz").read_bytes()
    matches = [*named["application/x-digit-lab-network"].iter(f"{_MIME}match")]
    for match in matches:
        begin = int(match.attrib["offset"])
        value = match.attrib["value"].encode().decode("unicode_escape").encode()
        assert content[begin : begin + len(value)] == value
    assert len(matches) == 2


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="for desktops by freedesktop.org")
def test_the_command_does_so_where_desktops_look(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desktop", "--install"]) == 0
    assert str(home) in capsys.readouterr().out
    assert entry_of(home)["Exec"].endswith("main.py %F")
    assert main(["desktop", "--remove"]) == 0
    assert "no more" in capsys.readouterr().out
    assert main(["desktop", "--remove"]) == 0
    assert "There was nothing of Digit Lab" in capsys.readouterr().out


def test_other_systems_are_told_that_it_is_not_for_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["desktop", "--install"]) == 2
    assert "error: the command desktop is for Linux" in capsys.readouterr().err
    assert not home.exists()


def test_a_place_that_cannot_be_written_is_one_sentence(home: Path) -> None:
    home.mkdir()
    (home / "mime").write_text("a file")
    with pytest.raises(ConfigurationError, match="cannot be written or deleted"):
        install_on_desktop(COMMAND, home)


def test_a_folder_that_cannot_be_looked_into_is_one_sentence(home: Path) -> None:
    home.mkdir()
    with pytest.raises(ConfigurationError, match="cannot be written or deleted"):
        remove_from_desktop(home / ("x" * 300))  # a longer name than systems allow


def test_tables_that_the_desktop_cannot_make_do_not_matter(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 60)

    monkeypatch.setattr(shutil, "which", lambda tool: f"/usr/bin/{tool}")
    monkeypatch.setattr(subprocess, "run", too_slow)
    assert len(install_on_desktop(COMMAND, home)) == len(remove_from_desktop(home)) == len(ICON_SIZES) + 2


@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_without_a_whole_path_it_is_the_usual_folder(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", value)
    assert user_data_home() == Path.home() / ".local" / "share"


def test_the_window_is_opened_by_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert window_command() == (sys.executable, str(PROGRAM_FOLDER / "main.py"))
    monkeypatch.setattr(worker_process, "PROGRAM_FOLDER", tmp_path / "site-packages" / "digit_lab")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert window_command() == (str(tmp_path / "python"), str(tmp_path / "site-packages" / "digit_lab" / "main.py"))
    (tmp_path / "digit-lab-window").touch()
    assert window_command() == (str(tmp_path / "digit-lab-window"),)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert window_command() == (str(tmp_path / "python"),)
