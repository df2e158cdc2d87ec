"""What the results of a sweep say."""

import numpy as np
import pytest
from scipy.stats import ttest_ind

from engine.sweeps.folder import SweepResult
from engine.sweeps.ranking import chance_distance, measure_of, n_equal, ranking, verdict, welch_p


def results_of(*accuracies: list[float | None], n_digits: int = 1000) -> list[SweepResult]:
    """Results of combinations, each with these accuracies by its seeds."""
    return [
        SweepResult(
            index=seed * len(accuracies) + point,
            point=point,
            seed=seed,
            values=(("learning_rate", float(point)),),
            validation_accuracy=value,
            n_validation=n_digits,
        )
        for point, values in enumerate(accuracies)
        for seed, value in enumerate(values)
    ]


def test_the_best_mean_comes_first_and_what_was_not_measured_last() -> None:
    ranked = ranking(results_of([0.8, 0.9], [None, None], [0.875, 1.0], [0.9375, None]))

    assert [point.point for point in ranked] == [2, 3, 0, 1]
    assert [point.mean for point in ranked[:3]] == pytest.approx([0.9375, 0.9375, 0.85])
    assert ranked[0].spread == pytest.approx(np.std([0.875, 1.0], ddof=1))
    assert np.isnan(ranked[1].spread)
    assert np.isnan(ranked[3].mean)


@pytest.mark.parametrize(
    ("figures", "measure"),
    [
        ({"validation_accuracy": 0.5, "test_accuracy": 0.6}, "validation_accuracy"),
        ({"test_accuracy": 0.6, "train_accuracy": 0.9}, "test_accuracy"),
        ({"train_accuracy": 0.9}, "train_accuracy"),
        ({}, "train_accuracy"),
    ],
)
def test_validation_digits_decide_where_there_are_any(figures: dict[str, float], measure: str) -> None:
    result = SweepResult(index=0, point=0, seed=0, values=(), **figures)  # type: ignore[arg-type] # figures of the table
    assert measure_of([result]) == measure


def test_welch_as_scipy_has_it() -> None:
    random = np.random.default_rng(3)
    for _ in range(20):
        one = random.normal(0.9, 0.01, random.integers(2, 7)).tolist()
        other = random.normal(0.91, 0.02, random.integers(2, 7)).tolist()
        assert welch_p(one, other) == pytest.approx(ttest_ind(one, other, equal_var=False).pvalue, rel=1e-9)


def test_values_without_a_spread_are_compared_by_their_means() -> None:
    assert welch_p([0.9, 0.9], [0.9, 0.9]) == 1.0
    assert welch_p([0.9, 0.9], [0.8, 0.8]) == 0.0


@pytest.mark.parametrize(
    ("results", "equal", "said"),
    [
        (results_of([0.9], [0.895], [0.8]), 2, "The first 2 of 3 do not truly differ: with 1,000 digits and one seed"),
        (
            results_of([0.9], [0.895], [0.8], n_digits=100_000),
            1,
            "The first is better than the others by more than chance",
        ),
        (results_of([0.9], [0.895], [0.89]), 3, "None of the 3 truly differs from the first: with 1,000 digits"),
        (
            results_of([0.90, 0.92, 0.91], [0.905, 0.915, 0.9], [0.5, 0.51, 0.52]),
            2,
            "The first 2 of 3 do not truly differ",
        ),
        (
            results_of([0.90, 0.901, 0.902], [0.8, 0.801, 0.802]),
            1,
            "more than another seed changes (Welch's t-test at 5 %, 3",
        ),
        (results_of([0.90, 0.95], [0.85, 0.93]), 2, "None of the 2 truly differs from the first: another seed changes"),
        (results_of([0.90, 0.92]), 1, "2 seeds come to 91.0 % on average, with a standard deviation of 1.41 points"),
    ],
)
def test_a_sentence_says_where_the_first_do_not_truly_differ(results: list[SweepResult], equal: int, said: str) -> None:
    ranked = ranking(results)

    assert n_equal(ranked) == equal
    assert said in str(verdict(ranked))


def test_there_is_nothing_to_say_of_one_run_or_of_none() -> None:
    assert verdict(ranking(results_of([0.9]))) is None
    assert verdict(ranking(results_of([None], [None]))) is None
    assert verdict(()) is None


def test_two_equal_shares_differ_by_more_than_chance_in_one_of_twenty_cases() -> None:
    random = np.random.default_rng(1)
    shares = random.binomial(500, 0.95, (4000, 2)) / 500
    beyond = 0
    for one, other in shares.tolist():
        first, second = ranking(results_of([one], [other], n_digits=500))
        beyond += abs(first.mean - second.mean) > chance_distance(first, second)
    assert 0.03 < beyond / len(shares) < 0.07
