"""Which runs a plan comes to."""

import json
from itertools import product
from typing import Any

import pytest

from engine.data.dataset import Dataset
from engine.errors import ConfigurationError
from engine.sweeps.plan import SweepPlan, plan_from, seeds_from
from engine.sweeps.space import Between, Choices
from engine.training.config import TrainingConfig

CONFIG = TrainingConfig(hidden_layers=(6,), seed=4)
RATES, SIZES = Choices("learning_rate", (0.1, 0.3)), Choices("batch_size", (5, 10, 20))


def test_a_grid_has_every_combination_with_one_seed_then_with_the_next() -> None:
    plan = SweepPlan(config=CONFIG, varied=(RATES, SIZES), seeds=(4, 5))

    runs = [plan.run(index) for index in range(plan.n_runs)]

    assert plan.n_runs == 12
    assert [run.values for run in runs[:6]] == [
        (("learning_rate", rate), ("batch_size", size)) for rate, size in product(RATES.values, SIZES.values)
    ]
    assert [run.point for run in runs] == [*range(6), *range(6)]
    assert [run.seed for run in runs] == [4] * 6 + [5] * 6
    for index, run in enumerate(runs):
        assert run.index == index
        assert run.config == CONFIG.with_values(**dict(run.values), seed=run.seed, validation_seed=4)


def test_runs_of_several_seeds_are_measured_on_the_same_digits_unless_that_varies() -> None:
    fixed = SweepPlan(config=CONFIG.with_values(validation_seed=9), seeds=(1, 2))
    varied = SweepPlan(config=CONFIG, varied=(Choices("validation_seed", (1, 2)),))

    assert [fixed.run(index).config.validation_seed for index in range(2)] == [9, 9]
    assert [varied.run(index).config.validation_seed for index in range(2)] == [1, 2]


def test_random_combinations_are_drawn_once_each_and_the_same_again() -> None:
    varied = (Between("learning_rate", 0.001, 1.0, is_log=True), Between("epochs", 1, 50), SIZES)
    plan, again, other = (SweepPlan(config=CONFIG.with_values(seed=s), varied=varied, n_random=40) for s in (1, 1, 2))

    drawn = [plan.run(index).values for index in range(plan.n_runs)]

    assert len(set(drawn)) == plan.n_runs == 40
    assert drawn == [again.run(index).values for index in range(40)]
    assert drawn != [other.run(index).values for index in range(40)]
    rates, epochs, sizes = zip(*([value for _, value in values] for values in drawn), strict=True)
    assert all(0.001 <= rate <= 1 for rate in rates)
    assert sum(rate < 0.03 for rate in rates) in range(10, 31)  # half of them, as the range is logarithmic
    assert all(isinstance(n, int) and 1 <= n <= 50 for n in epochs)
    assert set(sizes) == set(SIZES.values)


def test_of_few_combinations_as_many_as_there_are_are_drawn() -> None:
    some = SweepPlan(config=CONFIG, varied=(RATES, SIZES), n_random=4)
    whole = SweepPlan(config=CONFIG, varied=(RATES, SIZES), n_random=50)

    assert len({some.run(index).values for index in range(some.n_runs)}) == some.n_runs == 4
    assert whole.n_runs == 6


def test_a_million_combinations_are_counted_and_not_made() -> None:
    values = Choices("learning_rate", tuple(i / 1000 for i in range(1000)))
    plan = SweepPlan(config=CONFIG, varied=(values, Choices("batch_size", tuple(range(1000)))), seeds=(1, 2))

    assert plan.n_runs == 2_000_000
    assert plan.run(1_999_999).values == (("learning_rate", 0.999), ("batch_size", 999))


@pytest.mark.parametrize(
    "plan",
    [
        SweepPlan(config=CONFIG, varied=(RATES, SIZES), seeds=(4, 5), max_runs=3, max_minutes=1.5, recipe="default"),
        SweepPlan(
            config=CONFIG, varied=(Between("momentum", 0.0, 0.9), Choices("hidden_layers", ((), (5, 6)))), n_random=3
        ),
    ],
)
def test_a_plan_is_read_back_from_json(plan: SweepPlan) -> None:
    again = plan_from(json.loads(json.dumps(plan.as_json())))

    assert again == plan
    assert again.fingerprint == plan.fingerprint
    assert [again.run(index) for index in range(plan.n_runs)] == [plan.run(index) for index in range(plan.n_runs)]


def test_plans_of_the_same_runs_have_one_fingerprint_whatever_their_limits() -> None:
    plan, limited, other = (
        SweepPlan(config=CONFIG, varied=(RATES,), seeds=seeds, max_runs=n)
        for seeds, n in [((1,), 0), ((1,), 1), ((2,), 0)]
    )
    assert plan.fingerprint == limited.fingerprint != other.fingerprint
    assert (plan.n_runs, limited.n_runs) == (2, 1)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({}, "nothing varies"),
        ({"varied": (Choices("momentum", (0.5,)),)}, "nothing varies"),
        ({"varied": (RATES, RATES)}, "learning rate varies twice"),
        ({"varied": (Choices("seed", (1, 2)),)}, "seeds are not varied"),
        ({"varied": (Choices("momentum", (0.5, 2.0)),)}, "momentum must be from 0 to 0.9999, got 2"),
        ({"varied": (Between("momentum", 0.5, 0.9),)}, "say how many combinations to draw"),
        ({"varied": (RATES,), "seeds": (-1,)}, "seed must be from 0"),
        ({"varied": (RATES,), "n_random": 10**6}, "must be from 1 to 100,000"),
        ({"varied": (RATES,), "max_runs": -1}, "number of runs of a sweep must be from 0"),
        ({"varied": (RATES,), "max_minutes": float("inf")}, "minutes of a sweep must be from 0"),
    ],
)
def test_what_makes_no_sweep_is_refused_in_a_sentence(plan: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        SweepPlan(config=CONFIG, **plan)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("varied", "said"),
    [
        ((Choices("optimizer", ("adam", "quickest")),), "optimizer"),
        ((Choices("hidden_layers", ((25,), ("conv 8 9x9",))),), "hidden layers conv 8 9x9 does not work"),
        ((Choices("split", ("given", "last")), Choices("test_count", (20, 5000))), "split last; test count 5000"),
        (
            (Choices("optimizer", ("adam", "cg")), Choices("hidden_layers", ((25,), ("dropout 0.5", 9)))),
            "optimizer cg; hidden layers dropout 0.5, 9 does not work",
        ),
    ],
)
def test_a_run_that_cannot_be_is_found_before_the_sweep_begins(
    varied: tuple[Choices, ...], said: str, small_dataset: Dataset
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        SweepPlan(config=CONFIG, varied=varied).check(small_dataset)
    assert said in str(caught.value)


def test_seeds_are_counted_up_from_that_of_the_settings() -> None:
    assert seeds_from(CONFIG, 3) == (4, 5, 6)
    for n in (0, -1, 10**6):
        with pytest.raises(ConfigurationError, match="number of seeds must be from 1"):
            seeds_from(CONFIG, n)
    with pytest.raises(ConfigurationError, match="no seed above"):
        seeds_from(CONFIG.with_values(seed=2**31 - 1), 2)
