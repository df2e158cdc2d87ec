"""Lessons from files: what is read of a good one, and the sentence for each mistake, with its line."""

from pathlib import Path

import pytest

from engine.errors import LessonError
from engine.lessons.lesson import Figure, Formula, Measurement, Plot, Prediction, Run, Text
from engine.lessons.lesson_file import load_lesson, read_lesson
from engine.training.recipes import RECIPES

GOOD = """+++
title = "The learning rate"
minutes = 15
data = "mnist-training"
[settings]
hidden_layers = "30"
batch_size = 10
+++

# What a step does

Every step goes against the gradient, by [the rate](window:learning_rate).

```formula
w ← w − η ∂C/∂w
```

```predict
question = "How many will it read?"
choices = [10, 50]
unit = "%"
figure = "η 100"
```

```run
# a comment is no step
name = "rate-100"
label = "η 100"
settings = { learning_rate = 100 }
```

It came to little.

```figure
name = "η 100"
of = "rate-100"
quantity = "best validation accuracy"
published = 10
tolerance = 1.5
unit = "%"
source = "Nielsen, chapter 1"
```

```plot
of = ["rate-100"]
quantity = "validation accuracy"
```

# By darkness

```measure
name = "dark"
kind = "darkness"
```
"""


def test_a_lesson_is_read_part_by_part() -> None:
    lesson = read_lesson(GOOD, "04-rate.lesson.md")

    assert (lesson.name, lesson.title, lesson.minutes) == ("04-rate", "The learning rate", 15)
    first, second = lesson.steps
    assert [type(part) for part in first.parts] == [Text, Formula, Prediction, Run, Text, Figure, Plot]
    run = lesson.experiment("rate-100")
    assert run.setup.data == "mnist-training"
    assert (run.setup.config.hidden_layers, run.setup.config.learning_rate) == ((30,), 100.0)
    assert run.setup.named == ("hidden_layers", "batch_size", "learning_rate")
    assert first.figures[0].published == 10
    assert isinstance(second.experiments[0], Measurement)


def test_a_recipe_brings_its_digits_and_settings() -> None:
    text = GOOD.replace('data = "mnist-training"\n[settings]', 'recipe = "ex4-tnc"\n[settings]')

    run = read_lesson(text, "a.lesson.md").experiment("rate-100")

    assert run.setup.data == "ex4"
    assert run.setup.config.optimizer == RECIPES["ex4-tnc"].config.optimizer


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("+++\ntitle", "title", "line 1: expected a line of +++"),
        ("+++\n\n# What", "\n\n# What", "line 1: expected the front matter to end"),
        ("minutes = 15", "minutes = = 15", "line 3: expected TOML"),
        ("minutes = 15", 'minutes = "long"', "line 3: expected minutes to be something such as a number from 1 to 600"),
        ("title =", "titel =", "line 1: expected title = ..."),
        ("minutes", "minute", "line 3: expected one of"),
        ('"30"', '"conv"', "line 6: expected layers such as"),
        ("batch_size = 10", "batch = 10", "line 7: expected one of hidden_layers"),
        ("# What a step does", "What a step does", "line 10: expected a step"),
        ("window:learning_rate", "window:rate", "line 12: expected a part of the window"),
        ("```formula", "```formular", "line 14: expected one of the blocks"),
        ("choices = [10, 50]", "choices = [10]", "line 20: expected choices to be a list"),
        ('figure = "η 100"', 'figure = "η 3"', "line 22: expected figure to be one of η 100, got 'η 3'"),
        ("learning_rate = 100", "learning_rate = -1", "line 29: learning rate must be from 0"),
        ('of = "rate-100"\nq', 'of = "rate-3"\nq', "line 36: expected of to be one of rate-100, got 'rate-3'"),
        ('quantity = "best', 'quantity = "worst', "line 37: expected quantity to be one of validation accuracy"),
        ('source = "Nielsen, chapter 1"\n', "", "line 34: expected source = ..."),
        (
            "tolerance = 1.5",
            'tolerance = 1.5\nallows = ["luck"]',
            "line 40: expected allows to be one of starts, best starts",
        ),
        ('of = ["rate-100"]', "of = 3", "line 45: expected of = ..."),
        ('kind = "darkness"', 'kind = "brightness"', "line 53: expected kind to be one of darkness"),
        ('name = "dark"', 'name = "rate-100"', "line 52: expected a name that is not taken yet"),
        ('"darkness"\n```\n', '"darkness"\n', "line 51: expected the block to end"),
        ('"dark"\nkind', '"dark"\noptions = { n = 3 }\nkind', "line 53: expected one of none, got 'n'"),
        ("# By darkness", "# By darkness\n\n# Another", "line 49: expected something in the step 'By darkness'"),
    ],
)
def test_each_mistake_is_told_with_its_line(before: str, after: str, sentence: str) -> None:
    assert GOOD.count(before) >= 1

    with pytest.raises(LessonError) as caught:
        read_lesson(GOOD.replace(before, after, 1), "mine.lesson.md")

    assert str(caught.value).startswith("mine.lesson.md, ")
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "a text in UTF-8"),
        (b" " * 1_000_001, "at most 1,000,000 bytes"),
        (None, "a file that can be read"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_sentence(content: bytes | None, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.lesson.md"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(LessonError, match=sentence):
        load_lesson(path)


@pytest.mark.parametrize(
    ("takes_best", "values", "compared", "is_within"),
    [
        (False, [94.9, 95.9], 95.4, True),
        (False, [86.3, 95.4], 90.85, False),  # every seed counts
        (True, [86.3, 95.4], 95.4, True),
        (True, [86.3, 97.0], 97.0, False),
        (False, [], None, None),
    ],
)
def test_window_and_command_judge_a_figure_alike(
    takes_best: bool, values: list[float], compared: float | None, is_within: bool | None
) -> None:
    figure = Figure("η 3", "rate-3", "accuracy", 95.4, 0.5, "%", takes_best=takes_best)

    assert figure.compared(values) == (pytest.approx(compared) if compared is not None else None)
    assert figure.is_within(values) is is_within
