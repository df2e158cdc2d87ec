"""The command ``lessons``: what it prints and refuses."""

import json
import multiprocessing
import signal
import threading
import time
from pathlib import Path

import pytest

from engine.lessons.checks import CheckProgress
from engine.text.language import use_language
from main import main

Capture = pytest.CaptureFixture[str]
TINY = """+++
title = "Tiny"
settings = { hidden_layers = "6", epochs = 1 }
+++
# A run and an example

```run
name = "run"
```

```measure
name = "mazur"
kind = "mazur"
options = { updates = 2 }
```

```figure
name = "Accuracy"
of = "run"
quantity = "best validation accuracy"
published = 50
tolerance = 50
allows = ["starts"]
takes_best = true
unit = "%"
source = "here"
```

```figure
name = "Epochs"
of = "run"
quantity = "epochs"
```

```figure
name = "Error"
of = "mazur"
quantity = "error"
published = 0.298371109
tolerance = 1e-9
decimals = 9
source = "Mazur"
```
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.lesson.md"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_a_check_gives_a_row_for_each_figure(lesson: Path, capsys: Capture) -> None:
    status = main(["lessons", "--check", str(lesson), "--seeds", "2", "--workers", "1", "--json"])

    rows = json.loads(capsys.readouterr().out)
    assert status == 0
    assert [(row["lesson"], row["figure"], row["ok"], row["seeds"]) for row in rows] == [
        ("tiny", "Accuracy", True, [1, 2]),
        ("tiny", "Epochs", None, [1, 2]),
        ("tiny", "Error", True, [1]),
    ]
    assert rows[0]["least"] <= rows[0]["seen"] <= rows[0]["greatest"]
    assert (rows[0]["published"], rows[0]["tolerance"], rows[0]["source"]) == (50, 50, "here")
    assert rows[0]["seen"] == max(rows[0]["values"])
    assert rows[0]["deviation"] == pytest.approx(abs(rows[0]["values"][0] - rows[0]["values"][1]) / 2**0.5)
    assert rows[2]["deviation"] is None
    assert rows[0]["allows"] == ["starts"]
    assert rows[2]["seen"] == pytest.approx(0.298371109, abs=1e-9)


def test_a_check_is_told_in_the_language_that_is_named(lesson: Path, capsys: Capture) -> None:
    try:
        main(["lessons", "--check", str(lesson), "--seeds", "1", "--workers", "1", "--language", "zh"])
    finally:
        use_language("en")

    head, first, *_ = capsys.readouterr().out.split("\n")
    assert head.split() == ["课程", "数据", "公布", "此处", "最小", "最大"]
    assert first.endswith("在内")


@pytest.mark.slow
def test_what_is_not_within_is_told_after_the_table(lesson: Path, capsys: Capture) -> None:
    lesson.write_text(TINY.replace("published = 50", "published = 500"), encoding="utf-8")

    status = main(["lessons", "--check", str(lesson), "--seeds", "1", "--workers", "1"])

    printed = capsys.readouterr()
    assert status == 2
    assert "500.00 % ± 50" in printed.out
    assert "outside" in printed.out
    assert printed.err.splitlines()[-1].startswith("error: expected every figure within its tolerance, got 1 outside")


@pytest.mark.slow
def test_without_mnist_nothing_is_compared_with_figures_of_it(lesson: Path, capsys: Capture) -> None:
    text = TINY.replace('title = "Tiny"', 'title = "Tiny"\ndata = "mnist-training"')
    lesson.write_text(text.replace('source = "here"', 'source = "here"\nneeds_mnist = true'), encoding="utf-8")

    status = main(["lessons", "--check", str(lesson), "--seeds", "1", "--workers", "1", "--json"])

    printed = capsys.readouterr()
    assert status == 0
    assert "MNIST is not on this computer" in printed.err
    assert [row["ok"] for row in json.loads(printed.out)] == [None, None, True]


@pytest.mark.slow
def test_what_is_on_request_is_carried_out_only_by_its_own_name(lesson: Path, capsys: Capture) -> None:
    lesson.write_text(TINY.replace('name = "run"', 'name = "run"\non_request = true'), encoding="utf-8")
    command = ["lessons", "--seeds", "1", "--workers", "1", "--json", "--check"]

    assert main([*command, str(lesson)]) == 0
    assert [row["figure"] for row in json.loads(capsys.readouterr().out)] == ["Error"]
    assert main([*command, f"{lesson}/run"]) == 0
    assert [row["figure"] for row in json.loads(capsys.readouterr().out)] == ["Accuracy", "Epochs"]


@pytest.mark.slow
def test_ctrl_c_ends_a_check_and_prints_what_is_there(lesson: Path, capsys: Capture) -> None:
    lesson.write_text(TINY.replace("epochs = 1 }", "epochs = 100000 }"), encoding="utf-8")
    began = threading.Event()
    pressed: list[float] = []

    def press(progress: CheckProgress) -> None:
        if progress.done and not began.is_set():  # the short one is done, the long one is under way
            began.set()
            pressed.append(time.monotonic())
            signal.raise_signal(signal.SIGINT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.cli.lessons._progress_printer", lambda: press)
        status = main(["lessons", "--check", str(lesson), "--seeds", "1", "--workers", "2", "--json"])

    printed = capsys.readouterr()
    assert time.monotonic() - pressed[0] < 3  # a second, on a computer that does nothing else
    assert status == 0
    assert "Stopped: " in printed.err
    rows = json.loads(printed.out)
    assert [(row["figure"], row["ok"]) for row in rows] == [("Accuracy", None), ("Epochs", None), ("Error", True)]
    assert multiprocessing.active_children() == []


def test_the_lessons_are_listed(capsys: Capture) -> None:
    assert main(["lessons", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"name", "title", "minutes", "steps", "figures", "quick"} <= set(listed[0])
    assert main(["lessons"]) == 0
    assert capsys.readouterr().out.count("\n") == len(listed)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--check", "nothing"], "expected quick, all, the path of a lesson, or one of 01-"),
        (["--check", "4", "--seeds", "0"], "--seeds: expected a number from 1 to"),
        (["--check", "4", "--workers", "0"], "--workers: expected a number from 1 to"),
        (["--check", "4", "--mnist", "."], "expected the folder of MNIST's two files"),
        (["--check", "missing.md"], "expected a file that can be read"),
        (["--seeds", "2"], "--seeds, --workers and --mnist want --check"),
    ],
)
def test_bad_input_is_one_sentence(options: list[str], sentence: str, capsys: Capture) -> None:
    assert main(["lessons", *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ")
    assert printed.err.count("\n") == 1
    assert sentence in printed.err


@pytest.mark.slow
def test_the_quick_figures_are_as_printed(data_folder: Path, capsys: Capture) -> None:
    status = main(["lessons", "--check", "quick", "--seeds", "1", "--mnist", str(data_folder), "--json"])

    printed = capsys.readouterr()
    assert [row for row in json.loads(printed.out) if row["ok"] is False] == []
    assert status == 0
