"""The command ``sweep``: what it prints, keeps and refuses."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine.runs.store import RunStore
from engine.sweeps.sweep import RunEnded, Sweep, SweepEvent
from engine.text.language import use_language
from main import main

Capture = pytest.CaptureFixture[str]
QUICK = ("--data", "uci-digits", "--epochs", "1", "--hidden", "6", "--workers", "1")


def sweep_json(capsys: Capture, *arguments: str) -> Any:
    """What the command prints with --json; it must succeed."""
    status = main(["sweep", *QUICK, *arguments, "--json"])
    printed = capsys.readouterr()
    assert (status, printed.err.count("error:")) == (0, 0), printed.err
    return json.loads(printed.out)


def refused(capsys: Capture, *arguments: str) -> str:
    """The one line of what is refused."""
    assert main(["sweep", *QUICK, *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == printed.err.count("error: ") == 1
    return printed.err


def test_lines_of_progress_and_the_table_are_in_the_language(capsys: Capture) -> None:
    try:
        assert main(["sweep", *QUICK, "--vary", "learning-rate=0.01,0.3", "--language", "zh"]) == 0
    finally:
        use_language("en")
    printed = capsys.readouterr()
    first, last = [line for line in printed.err.splitlines() if " / 2 " in line]
    assert re.fullmatch(
        r"1 / 2  学习率 [\d.]+; 种子 1：验证 [\d.]+ %, 测试 [\d.]+ %, [\d.]+ 秒(；还需约 \d+ 秒)?", first
    )
    assert last.startswith("2 / 2  学习率 ")
    assert printed.out.splitlines()[0].split() == ["学习率", "运行数", "验证", "测试", "训练", "轮", "秒"]


def test_a_sweep_prints_its_runs_best_first_and_writes_a_table(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "sweep.csv"

    figures = sweep_json(capsys, "--vary", "learning-rate=0.01,0.3", "--seeds", "2", "--out", str(out))

    assert (figures["state"], figures["n_runs"], figures["n_done"]) == ("finished", 4, 4)
    assert (figures["varied"], figures["seeds"], figures["measure"]) == (
        ["learning_rate"],
        [1, 2],
        "validation_accuracy",
    )
    assert [point["learning_rate"] for point in figures["ranking"]] == [0.3, 0.01]
    assert figures["ranking"][0]["mean"] > figures["ranking"][1]["mean"]
    assert "Welch" in figures["verdict"]
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert list(rows[0]) == [
        *(
            "run",
            "seed",
            "learning_rate",
            "epochs",
            "seconds",
            "train_accuracy",
            "validation_accuracy",
            "test_accuracy",
        ),
        *("train_loss", "validation_loss", "test_loss", "checksum", "state"),
    ]
    assert [(row["seed"], row["learning_rate"]) for row in rows] == [
        ("1", "0.01"),
        ("1", "0.3"),
        ("2", "0.01"),
        ("2", "0.3"),
    ]
    for row, run in zip(rows, figures["runs"], strict=True):
        assert row["checksum"] == run["checksum"]
        assert float(row["validation_accuracy"]) == run["validation_accuracy"]
        stored = RunStore().stored(row["run"])
        assert stored.metadata.test is not None
        assert stored.metadata.test.accuracy == run["test_accuracy"]


def test_people_get_a_table_and_programs_the_rows(capsys: Capture) -> None:
    command = ["sweep", *QUICK, "--vary", "hidden=6; 7, 5; none", "--vary", "optimizer=adam"]
    assert main(command) == 0
    printed = capsys.readouterr()
    head, *lines, said = printed.out.splitlines()
    assert head.split() == [
        "hidden",
        "layers",
        "optimizer",
        "runs",
        "validation",
        "test",
        "training",
        "epochs",
        "seconds",
    ]
    assert len(lines) == 3
    assert sorted(line.split("adam")[0].split()[1:] for line in lines) == [["6"], ["7,", "5"], ["none"]]
    assert "digits and one seed each" in said
    assert printed.err.splitlines()[-1].startswith("3 of 3  hidden layers none; optimizer adam; seed 1: validation ")

    assert main([*command, "--csv"]) == 0
    printed = capsys.readouterr()
    assert [row["hidden_layers"] for row in csv.DictReader(printed.out.splitlines())] == ["6", "7, 5", "none"]
    assert "3 of 3 runs are done (--fresh begins a new one)" in printed.err


def test_the_same_command_goes_on_with_what_was_broken_off(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    vary = ("--vary", "momentum=0.1..0.9 step 0.2", "--optimizer", "momentum")
    run = Sweep.run

    def interrupted(self: Sweep, tell: Any) -> Any:
        def take(event: SweepEvent) -> None:
            tell(event)
            if isinstance(event, RunEnded) and event.result.index == 2:
                self.cancel()

        return run(self, take)

    with monkeypatch.context() as patch:
        patch.setattr(Sweep, "run", interrupted)
        assert main(["sweep", *QUICK, *vary, "--json"]) == 0
    printed = capsys.readouterr()
    before = json.loads(printed.out)
    assert (before["state"], before["n_done"]) == ("cancelled", 3)
    assert (
        f"3 of 5 runs are done; the same command, or main.py sweep --resume {before['sweep']}, goes on" in printed.err
    )

    after = sweep_json(capsys, *vary)
    assert (after["sweep"], after["n_done"], after["state"]) == (before["sweep"], 5, "finished")
    assert after["runs"][:3] == before["runs"]
    fresh = sweep_json(capsys, *vary, "--fresh")
    assert fresh["sweep"] != after["sweep"]
    assert [run["checksum"] for run in fresh["runs"]] == [run["checksum"] for run in after["runs"]]


@pytest.mark.slow
def test_a_sweep_is_resumed_by_its_id_with_other_limits(capsys: Capture) -> None:
    before = sweep_json(capsys, "--seeds", "3", "--max-runs", "1")
    for name, n_done in ((before["sweep"], 2), ("last", 3)):
        assert main(["sweep", "--resume", name, "--max-runs", str(n_done), "--json"]) == 0
        figures = json.loads(capsys.readouterr().out)
        assert (figures["sweep"], figures["n_done"]) == (before["sweep"], n_done)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--vary", "learning-rate=0.1..0.4 log 2", "--vary", "hidden=5; 6, 7"],
        ["--vary", "learning-rate=0.1..0.4", "log", "2", "--vary", "hidden=5;", "6,", "7"],
        ["--vary", "learning-rate=0.1..0.4", "log", "2", "hidden=5;", "6,", "7"],
    ],
)
def test_values_may_have_spaces_that_a_shell_took_for_ends_of_words(arguments: list[str], capsys: Capture) -> None:
    figures = sweep_json(capsys, *arguments)
    assert [(run["learning_rate"], run["hidden_layers"]) for run in figures["runs"]] == [
        (0.1, [5]), (0.1, [6, 7]), (0.4, [5]), (0.4, [6, 7]),
    ]  # fmt: skip


@pytest.mark.slow
def test_workers_come_to_the_same_table_as_one(capsys: Capture) -> None:
    vary = ("--vary", "optimizer=adam,cg", "--seeds", "2", "--fresh")
    one, two = (sweep_json(capsys, *vary, "--workers", n) for n in ("1", "2"))
    assert [run["checksum"] for run in one["runs"]] == [run["checksum"] for run in two["runs"]]
    assert one["ranking"] == two["ranking"]


def test_how_far_runs_were_to_go_and_how_far_they_came_have_columns_of_their_own(capsys: Capture) -> None:
    figures = sweep_json(capsys, "--vary", "epochs=1,2", "--vary", "learning-rate=0.1")
    assert [(run["planned_epochs"], run["epochs"]) for run in figures["runs"]] == [(1, 1.0), (2, 2.0)]


@pytest.mark.parametrize("arguments", [["--vary", "seed=5..7"], ["--seeds", "3", "--seed", "5"]])
def test_seeds_can_be_named_either_way(arguments: list[str], capsys: Capture) -> None:
    figures = sweep_json(capsys, *arguments)
    assert (figures["seeds"], figures["varied"]) == ([5, 6, 7], [])
    assert "3 seeds come to" in figures["verdict"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing varies in this sweep"),
        (["--vary", "momentum=0.5"], "nothing varies in this sweep"),
        (["--vary", "momentum"], "--vary must be a setting and its values"),
        (["--vary", "momentun=0.5,0.9"], "there is no setting 'momentun'; did you mean one of momentum"),
        (["--vary", "momentum=0.5,2"], "momentum must be from 0 to 0.9999, got 2"),
        (["--vary", "optimizer=adam,magic"], "optimizer must be one of"),
        (["--vary", "learning-rate=0..1"], "--random N"),
        (["--vary", "seed=1,2", "--seeds", "2"], "leave out one of them"),
        (["--vary", "momentum=0.5,0.9", "--out", "x.txt"], "--out must name a .csv file"),
        (["--resume", "last"], "--resume goes on with a sweep as it was planned"),
        (["--seeds", "2", "--workers", "0"], "--workers must be from 1 to 1,024, got 0"),
        (["--seeds", "0"], "number of seeds must be from 1"),
        (["--data", "handwriting-endless:200", "--seeds", "2"], "cannot be repeated"),
    ],
)
def test_what_makes_no_sweep_is_refused_in_one_line(arguments: list[str], said: str, capsys: Capture) -> None:
    assert said in refused(capsys, *arguments)
    assert RunStore().runs() == ()


def test_an_unknown_sweep_cannot_be_resumed(capsys: Capture) -> None:
    for name, said in [
        ("20260101-000000-00000000", "there is no sweep 20260101"),
        ("../x", "no sweep ../x"),
        ("last", "no sweep to"),
    ]:
        assert main(["sweep", "--resume", name]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.slow
def test_a_million_combinations_are_counted_and_timed_and_not_begun(capsys: Capture) -> None:
    vary = ["--vary", "learning-rate=0.001..1 log 1000", "--vary", "momentum=0..0.9 linear 1000"]
    said = refused(capsys, *vary, "--epochs", "100")
    assert "the sweep has 1,000,000 runs and takes about " in said
    assert any(f" {unit} with " in said for unit in ("hours", "days"))
    assert "--random N, or confirm it with --yes" in said
    assert sweep_json(capsys, *vary, "--yes", "--max-runs", "1")["n_done"] == 1
