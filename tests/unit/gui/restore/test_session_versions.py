"""Sessions that older programs wrote are opened, shown as they were, and stored as they are stored today."""

import json
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.registry import load_uci_digits
from engine.models.files import load_model
from engine.runs.session import Session
from engine.runs.session_folder import open_session_folder
from engine.training.config import TrainingConfig, config_from
from gui.state.workspace import Workspace
from tests.window_fixtures import goes_on

OLD = Path(__file__).parent / "session_versions" / "version-1"
ANSWERS: dict[str, dict[str, Any]] = json.loads((OLD / "answers.json").read_text(encoding="utf-8"))
CONFIG = TrainingConfig(
    hidden_layers=(3,), epochs=2, batch_size=200, seed=6, input_scaling="standardized", optimizer="momentum"
)


@cache
def digits() -> Dataset:
    return replace(load_uci_digits(), source="uci-digits")


def shown(session: Session) -> Workspace:
    """What a window shows of a session, its digits included."""
    workspace = Workspace()
    workspace.set_dataset(digits())
    runs = [*session.before_fine_tuning, session.run]
    workspace.restore(runs, history_before=session.curves_before)
    return workspace


def check(session: Session, answer: dict[str, Any]) -> None:
    workspace = shown(session)
    assert session.problems == ()
    assert (session.config, session.batches_per_second) == (CONFIG, 50.0)
    assert (session.source, session.label, session.view) == ("uci-digits", "UCI digits", "Evaluation")
    np.testing.assert_array_equal(session.strokes[0], [[0.25, 0.2], [0.75, 0.2], [0.5, 0.875]])

    assert workspace.origin_text() == answer["origin_text"]
    assert (workspace.origin, workspace.name) == (answer["origin"], answer["name"])
    if answer["origin"] == "bundled":  # the one of now: it may have learned more since, and have other layers
        bundled = load_model().parameters
        assert workspace.parameters.architecture == bundled.architecture
        np.testing.assert_array_equal(workspace.parameters.flat, bundled.flat)
    else:
        assert str(workspace.parameters.architecture) == answer["architecture"]
        assert workspace.parameters.flat.astype(np.float64).sum() == pytest.approx(answer["sum"], rel=1e-12)
    assert workspace.history.epochs.tolist() == answer["epochs"]
    assert workspace.history.losses.tolist() == answer["losses"]
    assert (workspace.n_drawings_learned, workspace.can_undo_fine_tuning) == (answer["n_drawings"], answer["can_undo"])
    assert workspace.config == (
        answer["config"] and config_from(answer["config"])
    )  # settings came later that were as usual
    assert [change.as_json() for change in workspace.changes] == answer["changes"]
    assert goes_on(workspace, CONFIG) == answer["can_go_on"]
    data = workspace.model().metadata.data
    assert (data.name if data is not None else None) == answer["data"]

    check_report(workspace, answer)


def check_report(workspace: Workspace, answer: dict[str, Any]) -> None:
    report = workspace.last_report
    if answer["can_undo"] or answer["origin"] == "file":  # then it is told where the network comes from
        return
    assert (report is None) == (answer["state"] is None)
    if report is None:
        return
    is_over = answer["state"] == "finished"
    assert report.state == (answer["state"] if is_over else "stopped")
    said = answer["message"] if is_over else "The program ended during this run. What was learned is kept."
    assert str(report.message).startswith(said)
    assert (report.epoch, report.epochs) == (answer["epoch"], answer["planned"])
    if is_over:
        assert report.train_evaluation is not None
        assert report.test_evaluation is not None
        assert report.train_evaluation.cost == answer["train_cost"]
        assert report.test_evaluation.accuracy == answer["test_accuracy"]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_session_of_version_1_is_as_it_was_and_is_stored_anew(name: str, qtbot: QtBot, tmp_path: Path) -> None:
    shutil.copytree(OLD / name, tmp_path / "kept")
    for _ in range(3):  # as it was, and twice as it is stored now
        folder = open_session_folder(tmp_path / "kept")
        session = folder.read()
        assert session is not None
        check(session, ANSWERS[name])
        folder.write(session)
        folder.close()
        assert [path.name for path in (folder.path / "current").iterdir()] == ["state.json"]
        state = json.loads((folder.path / "current" / "state.json").read_text(encoding="utf-8"))
        assert (state["version"], "networks" in state) == (2, False)
        n_runs = sum(run is not None for run in (session.run, *session.before_fine_tuning))
        assert len(folder.store.runs(all_networks=True)) == n_runs


def test_what_was_learned_of_a_hand_can_be_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    shutil.copytree(OLD / "fine-tuned", tmp_path / "kept")
    folder = open_session_folder(tmp_path / "kept")
    session = folder.read()
    folder.close()
    assert session is not None
    workspace = shown(session)
    workspace.undo_fine_tuning()

    before = ANSWERS["training"]
    assert workspace.parameters.flat.astype(np.float64).sum() == pytest.approx(before["sum"], rel=1e-12)
    assert workspace.history.epochs.tolist() == before["epochs"]
    assert workspace.origin_text() == before["origin_text"]
    assert workspace.last_report is not None
    assert str(workspace.last_report.message) == before["message"]


def test_a_session_of_version_1_that_cannot_be_stored_stays_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    shutil.copytree(OLD / "training", tmp_path / "kept")
    current = tmp_path / "kept" / "session" / "current"
    contents = {path.name: path.read_bytes() for path in current.iterdir()}
    (tmp_path / "kept" / "runs").write_text("in the way")
    folder = open_session_folder(tmp_path / "kept")
    session = folder.read()
    assert session is not None
    with pytest.raises(Exception, match="expected a folder where runs can be kept"):
        folder.write(session)
    folder.close()

    assert {path.name: path.read_bytes() for path in current.iterdir()} == contents
