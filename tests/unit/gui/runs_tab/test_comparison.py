"""What a comparison of runs is worth: the digits that they were measured on, and chance."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from engine.data.reference import DatasetRef
from engine.models.metadata import Figures
from engine.runs.summary import SETTINGS, RunSummary
from engine.training.config import TrainingConfig
from gui.runs_tab.comparison import of_seeds, verdict, without_reason
from gui.runs_tab.pair_view import PairView
from gui.runs_tab.run_text import Differences, short_text, side_by_side


def a_summary(number: int, accuracy: float, *, n: int = 1260, **settings: object) -> RunSummary:
    config = replace(TrainingConfig(validation_seed=1), **settings)  # type: ignore[arg-type] # as they come
    return RunSummary(
        number=number,
        data=DatasetRef("uci-digits", "ab" * 32, "UCI digits"),
        settings=tuple(getattr(config, name) for name in SETTINGS),
        train=Figures(0.99, n),
        validation=Figures(accuracy),
    )


BY_SEEDS = [a_summary(n, 0.90 + n / 1000, seed=n) for n in range(1, 4)]
BETTER_BY_SEEDS = [a_summary(n, 0.95 + n / 1000, seed=n, hidden_layers=(50,)) for n in range(4, 7)]
LIKE_BY_SEEDS = [a_summary(n, 0.90 + (7 - n) / 1000, seed=n, hidden_layers=(50,)) for n in range(4, 7)]


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ([a_summary(1, 0.9)], ""),
        ([a_summary(1, 0.95), a_summary(2, 0.94, hidden_layers=(9,))], "The first 2 do not truly differ: on these"),
        ([a_summary(1, 0.70), a_summary(2, 0.95, hidden_layers=(9,))], "Run 2 is truly the best"),
        ([a_summary(1, 0.95, n=126_000), a_summary(2, 0.90, n=126_000, hidden_layers=(9,))], "Run 1 is truly the best"),
        ([a_summary(1, 0.95), a_summary(2, 0.94, validation_seed=2)], "different validation digits"),
        ([a_summary(1, 0.95), a_summary(2, 0.94, validation_seed=-1, seed=1, epochs=3)], "do not truly differ"),
        ([BY_SEEDS[0], replace(BY_SEEDS[0], number=9)], ""),
        ([*BY_SEEDS, replace(BY_SEEDS[0], number=9)], "3 seeds: 90.2 ± 0.1 %, from 90.1 to 90.3 %."),
        (BY_SEEDS, "3 seeds: 90.2 ± 0.1 %, from 90.1 to 90.3 %."),
        (BY_SEEDS + BETTER_BY_SEEDS, "Run 4 and its seeds are truly the best"),
        (BY_SEEDS + LIKE_BY_SEEDS, "The first 2 do not truly differ: their seeds"),
    ],
)
def test_the_verdict(runs: list[RunSummary], told: str) -> None:
    sentence = verdict(runs)
    assert told in sentence
    assert bool(told) == bool(sentence)


@pytest.mark.parametrize(
    ("sentence", "fewer"),
    [
        ("The first 2 do not truly differ: chance makes up to 2.8 points.", ("The first 2 do not truly differ.",)),
        ("3 seeds: 90.2 ± 0.1 %.", ()),
        ("", ()),
    ],
)
def test_where_there_is_little_room_the_reason_goes(sentence: str, fewer: tuple[str, ...]) -> None:
    assert without_reason(sentence) == fewer


def test_runs_belong_to_one_band_where_their_seeds_differ() -> None:
    again = replace(BY_SEEDS[0], number=9)
    assert of_seeds([BY_SEEDS[0], again, BETTER_BY_SEEDS[0]]) == [None, None, None]
    keys = of_seeds([*BY_SEEDS[:2], again])
    assert keys[0] is not None
    assert len(set(keys)) == 1


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("learning_rate", 0.03, "rate 0.03"),
        ("weight_decay", 0.5, "λ 0.5"),
        ("seed", 7, "seed 7"),
        ("batch_size", 0, "batch all"),
        ("patience", 5, "stop early"),
        ("patience", 0, "no early stop"),
        ("hidden_activation", "relu", "ReLU"),
        ("shuffle", False, "in order"),
        ("dtype", "float64", "double precision"),
        ("validation_fraction", 0.25, "validation 25 %"),
        ("data", None, "UCI digits"),
        ("optimizer", "of a newer program", "of a newer program"),
    ],
)
def test_settings_in_short(name: str, value: object, told: str) -> None:
    run = a_summary(1, 0.9)
    if name in SETTINGS:
        values = list(run.settings)
        values[SETTINGS.index(name)] = value  # type: ignore[call-overload] # as they come from files
        run = replace(run, settings=tuple(values))
    assert short_text(run, name) == told


def test_of_many_differences_the_unusual_ones_are_named() -> None:
    usual = [a_summary(n, 0.9) for n in range(1, 5)]
    others = [
        a_summary(5, 0.9, learning_rate=0.5, weight_decay=0.1),
        a_summary(6, 0.9, hidden_activation="relu", optimizer="adam", learning_rate=0.01),
    ]
    differences = Differences([*usual, *others])
    assert [text for text, _ in differences.parts(usual[0])] == []
    assert [text for text, _ in differences.parts(others[0])] == ["rate 0.5", "λ 0.1"]
    assert ("λ 0.1", True) in differences.parts(others[0], usual[0])
    assert ("sigmoid", True) in differences.parts(usual[0], others[1])


def test_settings_of_no_use_are_left_out_side_by_side() -> None:
    one, other = a_summary(1, 0.9, momentum=0.5), a_summary(2, 0.9, momentum=0.8, learning_rate=0.2)
    differing, alike = side_by_side(one, other)
    assert differing == ["learning_rate"]  # gradient descent has no momentum
    assert "momentum" not in alike
    assert "step_epochs" not in alike


def test_side_by_side_it_is_said_what_is_not_to_be_seen(qtbot: QtBot) -> None:
    view = PairView()
    qtbot.addWidget(view)
    one, unknown = a_summary(1, 0.9), replace(a_summary(2, 0.9), settings=())
    for other, said in (
        (None, "Select a run and tick another"),
        (a_summary(2, 0.8), "These two have the same settings"),
        (unknown, "The settings of one of these runs are not known."),
        (a_summary(3, 0.8, seed=4), ""),
        (None, "Select a run and tick another"),
    ):
        view.show_pair(one, other)
        assert view.hint.isHidden() == (not said)
        assert not said or view.hint.text().startswith(said)
