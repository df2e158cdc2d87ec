"""The command ``runs``: every run that was kept, listed, shown, exported and deleted."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import main as program
from engine.models.files import load_model
from engine.runs.store import RunStore
from engine.text.language import use_language
from main import main

Capture = pytest.CaptureFixture[str]
ROOT = Path(program.__file__).parent


def runs_json(capsys: Capture, *arguments: str) -> Any:
    """What the command prints with --json; it must succeed."""
    status = main(["runs", *arguments, "--json"])
    printed = capsys.readouterr()
    assert (status, printed.err.count("error:")) == (0, 0), printed.err
    return json.loads(printed.out)


@pytest.fixture
def checksums(capsys: Capture, tmp_path: Path) -> list[str]:
    """The checksums of three runs: two of a sweep, and one of ``train``."""
    sweep = ["sweep", "--data", "uci-digits", "--epochs", "2", "--hidden", "6", "--seeds", "2", "--workers", "1"]
    assert main([*sweep, "--json"]) == 0
    found = [str(run["checksum"]) for run in json.loads(capsys.readouterr().out)["runs"]]
    out = str(tmp_path / "m.npz")
    assert main(["train", "--data", "uci-digits", "--epochs", "1", "--hidden", "5", "--out", out, "--json"]) == 0
    return [*found, str(json.loads(capsys.readouterr().out)["checksum"])]


def test_runs_are_listed_the_latest_first_with_their_settings(checksums: list[str], capsys: Capture) -> None:
    listed = runs_json(capsys, "list")

    assert [run["number"] for run in listed] == [3, 2, 1]
    assert [run["network"] for run in listed] == ["400-5-10", "400-6-10", "400-6-10"]
    assert [run["settings"]["seed"] for run in listed] == [1, 2, 1]
    assert [bool(run["sweep"]) for run in listed] == [False, True, True]
    for run in listed:
        assert (run["data"], run["state"]) == ("uci-digits", "finished")
        assert run["n_parameters"] == RunStore().stored(run["id"]).n_parameters
        assert 0 < run["test_accuracy"] < 1
    assert [run["number"] for run in runs_json(capsys, "list", "--latest", "1")] == [3]

    assert main(["runs", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [
        "run",
        "id",
        "name",
        "data",
        "network",
        "epochs",
        "seconds",
        "validation",
        "test",
        "state",
    ]
    assert [line.split()[1] for line in lines[1:]] == [run["id"] for run in listed]


def test_a_run_is_shown_by_its_number_its_id_or_its_first_letters(checksums: list[str], capsys: Capture) -> None:
    listed = runs_json(capsys, "list")
    for name in ("2", listed[1]["id"], listed[1]["id"][:-1] if listed[1]["id"][:-1] != listed[2]["id"][:-1] else "2"):
        assert runs_json(capsys, "show", name) == listed[1]
    assert runs_json(capsys, "show", "3", "1") == [listed[0], listed[2]]
    assert main(["runs", "show", "2"]) == 0
    assert "  hidden layers: [6]" in capsys.readouterr().out.splitlines()


def test_what_is_shown_of_a_run_is_named_in_the_language_and_its_json_is_not(
    checksums: list[str], capsys: Capture
) -> None:
    english = runs_json(capsys, "show", "1")
    try:
        assert main(["runs", "show", "1", "--language", "zh"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert runs_json(capsys, "show", "1", "--language", "zh") == english
    finally:
        use_language("en")
    names = [line.partition("：")[0].strip() for line in lines]
    assert [name for name in names if name.isascii()] == ["id"]
    told = [name for name, value in english.items() if name != "settings" and value not in (None, "")]
    assert len(names) == len(told) + len(english["settings"]) + 1  # and how it ended
    assert "状态：完成" in lines
    assert "  学习率：0.1" in lines


@pytest.mark.slow
def test_a_run_is_exported_as_what_its_file_is_called(
    checksums: list[str], capsys: Capture, tmp_path: Path, user_data: Path
) -> None:
    for kind in ("json", "csv", "py", "npz", "mat", "digitlab-run"):
        assert main(["runs", "export", "2", "--out", str(tmp_path / f"run.{kind}")]) == 0
    capsys.readouterr()
    whole = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert (whole["number"], whole["about"]["config"]["seed"], whole["about"]["epochs"]) == (2, 2, 2)
    rows = list(csv.DictReader((tmp_path / "run.csv").read_text(encoding="utf-8").splitlines()))
    assert [[float(row["epoch"]), float(row["loss"])] for row in rows] == [p[:2] for p in whole["about"]["history"]]
    assert load_model(tmp_path / "run.npz").metadata.config == RunStore().runs()[1].metadata.config

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    again = subprocess.run(
        [sys.executable, str(tmp_path / "run.py")], env=environment, capture_output=True, text=True, check=True
    )
    assert again.stdout.splitlines()[-1] == f"checksum {checksums[1]}"

    assert main(["runs", "import", str(tmp_path / "run.digitlab-run")]) == 0
    assert capsys.readouterr().out == "1 run imported: 4.\n"
    kept = {
        run.number: run for run in RunStore().runs()
    }  # the copy was made when the original was: their order says nothing
    assert kept[4].id != kept[2].id
    assert (kept[4].created, kept[4].metadata.config) == (kept[2].created, kept[2].metadata.config)


def test_a_table_of_runs_has_the_settings_in_which_they_differ(
    checksums: list[str], capsys: Capture, tmp_path: Path
) -> None:
    assert main(["runs", "export", "--out", str(tmp_path / "all.csv")]) == 0
    rows = list(csv.DictReader((tmp_path / "all.csv").read_text(encoding="utf-8").splitlines()))
    columns = ("number", "hidden_layers", "seed", "epochs", "planned_epochs")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("3", "5", "1", "1.0", "1"),
        ("2", "6", "2", "2.0", "2"),
        ("1", "6", "1", "2.0", "2"),
    ]
    assert main(["runs", "export", "1", "2", "--out", str(tmp_path / "two.csv")]) == 0
    header = (tmp_path / "two.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.endswith(",recipe,sweep,seed")
    assert main(["runs", "export", "--latest", "2", "--out", str(tmp_path / "all.json")]) == 0
    capsys.readouterr()
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8")) == runs_json(capsys, "list", "--latest", "2")
    assert main(["runs", "list", "--csv"]) == 0
    assert capsys.readouterr().out == (tmp_path / "all.csv").read_text(encoding="utf-8")


def test_a_run_that_is_deleted_comes_back(checksums: list[str], capsys: Capture) -> None:
    before = runs_json(capsys, "list")

    deleted = runs_json(capsys, "delete", "1", "3")["deleted"]
    assert deleted == [before[2]["id"], before[0]["id"]]
    assert runs_json(capsys, "list") == before[1:2]

    assert runs_json(capsys, "undelete", *deleted)["undeleted"] == deleted
    assert runs_json(capsys, "list") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "runs show needs the id or the number of a run"),
        (["show", "99"], "there is no run 99"),
        (["show", ""], "there is no run"),
        (["show", "../../etc"], "there is no run ../../etc"),
        (["show", "20260101-000000-00000000"], "there is no run 20260101"),
        (["delete"], "runs delete needs the id"),
        (["list", "3"], "runs list takes no ids"),
        (["list", "--out", "x.csv"], "runs export needs --out FILE, and nothing else has it"),
        (["list", "--latest", "-1"], "expected a number such as 100"),
        (["export", "1"], "runs export needs --out FILE"),
        (["import"], "runs import needs the file of a run"),
        (["import", "main.py"], "main.py"),
        (["export", "--out", "x.npz"], "a table of runs is exported as .csv or .json"),
        (["export", "--out", "/nowhere/at/all.csv"], "place that can be written"),
        (["burn"], "invalid choice: 'burn'"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(arguments: list[str], said: str, capsys: Capture) -> None:
    assert main(["runs", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == printed.err.count("error: ") == 1
    assert said in printed.err


def test_several_runs_and_files_of_other_kinds_are_told(checksums: list[str], capsys: Capture) -> None:
    assert main(["runs", "show", "20"]) == 2
    assert "there are 3 runs whose ids begin with '20'; write more of the id" in capsys.readouterr().err
    assert main(["runs", "export", "1", "--out", "x.txt"]) == 2
    assert "a run is exported as .digitlab-run (which another Digit Lab imports), .json" in capsys.readouterr().err


def test_without_any_run_there_is_a_sentence_or_an_empty_list(capsys: Capture) -> None:
    assert main(["runs", "list"]) == 0
    assert capsys.readouterr().out == "There are no runs yet.\n"
    assert runs_json(capsys, "list") == []
