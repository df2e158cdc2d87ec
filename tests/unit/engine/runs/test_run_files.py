"""A run leaves the store as a file, as JSON and as Python, and comes to the same elsewhere."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.registry import load_uci_digits
from engine.errors import RunStoreError
from engine.models.metadata import LiveChange, describe_run
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.runs.run import Run
from engine.runs.run_files import export_run, import_run, run_as_json, run_as_python
from engine.runs.store import RunStore
from engine.training.checkpoints import CheckpointRecorder
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.learning_curves import LearningCurves
from engine.training.report import TrainingReport
from engine.training.state import checksum
from engine.training.train import train

CONFIG = TrainingConfig(hidden_layers=(4,), epochs=2, batch_size=300, hidden_activation="relu")


def a_trained_run(config: TrainingConfig = CONFIG, *, stops_after: int | None = None) -> Run:
    dataset = load_uci_digits()
    reports: list[TrainingReport] = []
    control = TrainingControl(stops_after=stops_after)
    report = train(config, dataset, publish=reports.append, control=control, recorder=CheckpointRecorder())
    curves = LearningCurves.of([point for each in reports for point in each.points], data=dataset.ref)
    metadata = describe_run(report, config, data=dataset.ref, curves=curves)
    model = Model(Parameters(report.architecture, report.parameters), metadata, report.scaling)
    return Run(model=model, checkpoints=report.checkpoints)


@pytest.fixture(scope="module")
def run() -> Run:
    return replace(a_trained_run(), name="mine", note="a note", is_starred=True, seconds=2.5, number=7)


def test_another_store_opens_the_file_of_a_run(run: Run, tmp_path: Path) -> None:
    path, store = tmp_path / "a.digitlab-run", RunStore(tmp_path / "other")
    data = replace(load_uci_digits().ref, source="/home/somebody/digits.csv")
    metadata = replace(run.metadata, data=data, curves=replace(run.metadata.curves, data=data))
    export_run(replace(run, model=replace(run.model, metadata=metadata)), path)
    with zipfile.ZipFile(path) as archive:
        assert b"somebody" not in b"".join(archive.read(name) for name in archive.namelist())
    first, second = import_run(path, store), import_run(path, store)
    assert first.id != second.id
    assert (first.number, second.number) == (1, 2)
    loaded = store.load(first.id, with_checkpoints=True)
    assert (loaded.name, loaded.note, loaded.is_starred, loaded.seconds) == ("mine", "a note", True, 2.5)
    np.testing.assert_array_equal(loaded.model.parameters.flat, run.model.parameters.flat)
    np.testing.assert_array_equal(loaded.metadata.curves.values, run.metadata.curves.values)
    assert loaded.metadata.config == CONFIG
    moments = [[(each.epoch, each.parameters.tobytes()) for each in one.checkpoints or ()] for one in (run, loaded)]
    assert moments[0] == moments[1] != []


def test_a_run_without_checkpoints_is_opened_too(run: Run, tmp_path: Path) -> None:
    path, store = tmp_path / "a.digitlab-run", RunStore(tmp_path / "other")
    export_run(replace(run, checkpoints=None), path)
    assert store.checkpoints(import_run(path, store).id) == ()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def leave_network_out(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        record = archive.read("run.json")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("run.json", record)


def change_record(path: Path, **values: object) -> None:
    with zipfile.ZipFile(path) as archive:
        record, network = archive.read("run.json"), archive.read("network.npz")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("run.json", json.dumps({**json.loads(record), **values}))
        archive.writestr("network.npz", network)


def spoil_checkpoints(path: Path) -> None:
    change_record(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("checkpoints.npz", b"none of them")


def blow_up(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("run.json", " " * 2**22)
        archive.writestr("network.npz", b"")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (cut_off, "got something else"),
        (leave_network_out, "got something else"),
        (blow_up, "got something else"),
        (spoil_checkpoints, "cut off or damaged"),
        (lambda path: path.write_text("no archive"), "got something else"),
        (Path.unlink, "expected a file that can be read"),
        (lambda path: change_record(path, version=99), "a newer Digit Lab"),
        (lambda path: change_record(path, number="seven"), "cut off or damaged"),
        (lambda path: change_record(path, origin="elsewhere"), "cut off or damaged"),
        (lambda path: change_record(path, format="another"), "got something else"),
    ],
)
def test_a_file_that_is_no_run_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, damage: Callable[[Path], object], told: str
) -> None:
    path, store = tmp_path / "a.digitlab-run", RunStore(tmp_path / "other")
    export_run(run, path)
    damage(path)
    with pytest.raises(RunStoreError, match=told):
        import_run(path, store)
    assert store.runs() == ()


def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    with pytest.raises(RunStoreError, match="expected a place"):
        export_run(run, tmp_path / "no folder" / "a.digitlab-run")


def test_json_has_settings_figures_and_curves(run: Run) -> None:
    value = json.loads(run_as_json(run))
    assert (value["id"], value["name"], value["about"]["config"]["hidden_layers"]) == (run.id, "mine", [4])
    assert len(value["about"]["history"]) == run.metadata.curves.n_points
    assert value["about"]["train_accuracy"] == pytest.approx(run.metadata.train.accuracy if run.metadata.train else 0)


@pytest.mark.parametrize("stops_after", [None, 3])
def test_the_python_of_a_run_comes_to_the_very_same_weights(
    capsys: pytest.CaptureFixture[str], stops_after: int | None
) -> None:
    repeated = a_trained_run(stops_after=stops_after)
    exec(compile(run_as_python(repeated), "repeat.py", "exec"), {})
    assert f"checksum {checksum(repeated.model.parameters.flat)}" in capsys.readouterr().out


def test_the_python_says_what_it_cannot_repeat(run: Run) -> None:
    metadata = replace(run.metadata, changes=(LiveChange(1.5, (("learning_rate", 0.25),)),), n_streamed=5)
    text = run_as_python(replace(run, model=replace(run.model, metadata=metadata)))
    assert "#   epoch 1.5: learning rate 0.25" in text
    assert "Streamed digits" in text
    with pytest.raises(RunStoreError, match="cannot be repeated"):
        run_as_python(replace(run, model=replace(run.model, metadata=replace(metadata, config=None))))
