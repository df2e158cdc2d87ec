"""What the command line asks for, and the session that is kept: the one overrules the other, and harms nothing of it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.data.reference import DatasetRef
from engine.io.resources import RESOURCES
from engine.models.files import save_model
from engine.models.model import Model
from engine.runs.session import Session
from engine.runs.session_folder import open_session_folder
from engine.training.config import TrainingConfig
from engine.training.recipes import RECIPES
from engine.training.train import first_parameters
from gui.main_window import MainWindow
from tests.e2e.driver import Condition, drive
from tests.e2e.test_processes import complaints, start
from tests.runs import a_run
from tests.window_fixtures import goes_on

RECIPE = "momentum"
STROKE = np.array([(0.26, 0.2), (0.74, 0.19), (0.5, 0.85)])


def keep(config: TrainingConfig) -> Path:
    """A session with a network that was trained with these settings on UCI's digits, in the user's data folder."""
    network = a_run(
        Model(first_parameters(config)),
        "training",
        data=DatasetRef("uci-digits"),
        config=config,
        curves_of=DatasetRef("uci-digits"),
    )
    folder = open_session_folder()
    folder.write(Session(network, config=config, source="uci-digits", strokes=(STROKE,)))
    folder.close()
    return folder.path


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder, the lock's too, and what is in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--model", "nowhere.npz"], ["--fresh", "--model", "pyproject.toml"]])
def test_a_network_that_cannot_be_opened_leaves_the_session_as_it_is(
    arguments: list[str], tmp_path: Path, user_data: Path
) -> None:
    keep(RECIPES[RECIPE].config)
    before = contents(user_data)
    process = start(tmp_path, "main.py", *arguments, QT_QPA_PLATFORM="offscreen")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    (line,) = complaints(err)
    assert line.startswith("error: ")
    assert arguments[-1] in line
    assert contents(user_data) == before


@pytest.mark.slow
def test_data_and_a_recipe_that_are_named_begin_anew() -> None:
    """The network of the session fits both, and would be trained further: the recipe asks for its own start."""
    config = RECIPES[RECIPE].config
    keep(config)

    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.controller.is_reading
        session = window.workspace
        assert session.origin == "training"  # it is shown, and answers
        assert len(window.canvas.drawing.strokes) == 1
        assert window.panel.form.config() == config
        assert "raining starts a new" in window.progress.text
        assert not goes_on(session, config)
        session.begins_anew = False
        assert goes_on(session, config)

    assert drive(["--data", "uci-digits", "--recipe", RECIPE], script) == 0


def test_files_that_are_named_are_opened_and_the_session_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a file manager does it: a network takes the place of the one that answered, a picture that of the drawing."""
    config = RECIPES[RECIPE].config
    keep(config)
    save_model(Model(first_parameters(TrainingConfig(hidden_layers=(7,), seed=3))), tmp_path / "of seven.npz")
    Image.open(RESOURCES / "icon.png").save(tmp_path / "picture.png")
    monkeypatch.chdir(tmp_path)

    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.pictures.is_opening
        assert window.workspace.parameters.architecture.hidden_layers == (7,)
        assert window.chip.name.startswith("of seven.npz")
        assert [picture.name for picture in window.pictures.pictures] == ["picture.png"]
        assert window.workspace.picture is not None
        assert window.panel.form.config() == config

    assert drive(["--theme", "dark", "of seven.npz", "picture.png"], script) == 0


@pytest.mark.slow
def test_a_fresh_start_whose_session_before_cannot_be_moved_is_fresh_and_says_where_that_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = keep(RECIPES[RECIPE].config)
    left = folder / "current"
    before = contents(left)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.is_dir():
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)

    def script(window: MainWindow) -> Iterator[Condition]:
        yield lambda: not window.controller.is_reading
        assert window.canvas.drawing.is_empty
        assert window.workspace.origin == "bundled"
        assert str(left) in window.status.errors[-1]
        assert "Permission denied" in window.status.errors[-1]
        assert "cannot be saved" not in window.status.errors[-1]

    assert drive(["--fresh"], script) == 0
    assert contents(left) == before
