"""SciPy's minimizers: each finds the minimum, as SciPy itself does when it is called directly, and says why it ended."""

import re
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import optimize

from engine.data.dataset import Dataset
from engine.nn.objective import Objective
from engine.optim.minimizers import MINIMIZERS, Vector, minimize
from engine.training.config import TrainingConfig
from engine.training.train import first_parameters, train

SCIPYS_NAMES = {"l-bfgs-b": "L-BFGS-B", "cg": "CG", "newton-cg": "Newton-CG", "tnc": "TNC"}
CONVERGED = {
    "l-bfgs-b": "the cost or its gradient has become flat: a minimum",
    "cg": "the gradient has become flat: a minimum",
    "newton-cg": "its steps have become tiny: a minimum",
    "tnc": "a minimum",
}
CURVATURE, BOTTOM = np.array([1.0, 3.0, 10.0]), np.array([2.0, -1.0, 0.5])


def _bowl(x: Vector) -> tuple[float, Vector]:
    return float((CURVATURE * (x - BOTTOM) ** 2).sum() / 2 + 1.0), CURVATURE * (x - BOTTOM)


def _run(name: str, function: Any, start: Vector, limit: int) -> tuple[str, list[Vector], list[Vector]]:
    """The reason, what was evaluated, and what each iteration ended with."""
    evaluated: list[Vector] = []
    iterations: list[Vector] = []

    def evaluate(x: Vector) -> tuple[float, Vector]:
        evaluated.append(x.copy())
        cost, gradient = function(x)
        return cost, gradient

    reason = minimize(
        MINIMIZERS[name], evaluate, start, limit=limit, on_iteration=lambda x: iterations.append(x.copy())
    )
    return str(reason), evaluated, iterations


def _objective(dataset: Dataset, config: TrainingConfig) -> tuple[Objective, Vector]:
    start = first_parameters(config, dataset.input_shape)
    train_digits = dataset.train
    objective = Objective(
        start.architecture, train_digits.images, train_digits.labels, weight_decay=config.weight_decay
    )
    return objective, start.flat.astype(np.float64)


def test_minimizers_go_by_their_names() -> None:
    assert list(MINIMIZERS) == list(SCIPYS_NAMES)
    assert all(name == minimizer.name for name, minimizer in MINIMIZERS.items())
    assert {name: minimizer.method for name, minimizer in MINIMIZERS.items()} == SCIPYS_NAMES
    assert [name for name, minimizer in MINIMIZERS.items() if minimizer.counts == "evaluation"] == ["tnc"]


@pytest.mark.parametrize("name", MINIMIZERS)
def test_the_bottom_of_a_bowl_is_found_and_said_to_be_a_minimum(name: str) -> None:
    start = np.zeros(3)

    reason, evaluated, iterations = _run(name, _bowl, start, limit=200)

    assert reason.endswith(CONVERGED[name])
    np.testing.assert_allclose(iterations[-1], BOTTOM, atol=1e-4)
    np.testing.assert_array_equal(start, np.zeros(3))
    np.testing.assert_array_equal(evaluated[0], start)


@pytest.mark.parametrize("name", MINIMIZERS)
def test_the_limit_is_kept_to_and_named(name: str) -> None:
    def rosenbrock(x: Vector) -> tuple[float, Vector]:
        return float(optimize.rosen(x)), np.asarray(optimize.rosen_der(x))

    reason, evaluated, iterations = _run(name, rosenbrock, np.array([-1.2, 1.0, 0.5, 2.0]), limit=6)

    assert reason == "that is how many were set"
    if name == "tnc":
        assert 6 <= len(evaluated) <= 8
    else:
        assert len(iterations) == 6


@pytest.mark.parametrize("name", ["l-bfgs-b", "cg", "newton-cg"])
def test_a_gradient_that_is_wrong_ends_in_words_of_our_own(name: str) -> None:
    """No step along it lowers the cost, as where float64 has no digits left."""
    reason, _, _ = _run(name, lambda x: (float(x @ x), -2 * x), np.ones(3), limit=50)

    assert reason == "no step lowers the cost any more: float64 has no digits left for a better one"


@pytest.mark.parametrize("name", MINIMIZERS)
def test_whatever_is_raised_ends_it(name: str) -> None:
    class Enough(Exception):  # noqa: N818 - no error
        pass

    def raise_at_once(x: Vector) -> None:
        raise Enough

    n_evaluated = 0

    def evaluate(x: Vector) -> tuple[float, Vector]:
        nonlocal n_evaluated
        n_evaluated += 1
        if n_evaluated == 3:
            raise Enough
        return _bowl(x)

    with pytest.raises(Enough):
        minimize(MINIMIZERS[name], evaluate, np.zeros(3), limit=50, on_iteration=lambda x: None)
    assert n_evaluated == 3
    with pytest.raises(Enough):
        minimize(MINIMIZERS[name], _bowl, np.zeros(3), limit=50, on_iteration=raise_at_once)


@pytest.mark.parametrize("name", MINIMIZERS)
def test_every_end_that_scipy_knows_is_told_in_our_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # As its documentation and source number them; 3 of CG is NaN, which ends a run of ours before; 5 and 7 of TNC and its
    # -1 belong to bounds and to callbacks that are not used here.
    statuses = {"l-bfgs-b": (0, 1, 2), "cg": (0, 1, 2), "newton-cg": (0, 1, 2, 3), "tnc": (0, 1, 2, 3, 4, 6)}[name]
    for status in statuses:
        result = SimpleNamespace(status=status, message="Warning: SCIPY SAYS.")
        with monkeypatch.context() as patch:
            patch.setattr(optimize, "minimize", lambda *_args, ended=result, **_options: ended)
            reason = str(minimize(MINIMIZERS[name], _bowl, np.zeros(3), limit=5, on_iteration=lambda x: None))

        assert "SCIPY" not in reason, status
        assert not re.search(r"[{}_.=<>|]|[A-Z]{3}|\bftol\b|\bgtol\b|\bLS\b", reason.replace("float64", "")), reason
        assert reason[0].islower()  # the rest of a sentence


# Networks


@pytest.mark.parametrize("weight_decay", [0.0, 1.5])
@pytest.mark.parametrize("name", MINIMIZERS)
def test_a_run_ends_where_scipy_called_directly_ends(name: str, weight_decay: float, small_dataset: Dataset) -> None:
    config = TrainingConfig(
        hidden_layers=(6,), optimizer=name, epochs=12, weight_decay=weight_decay, validation_fraction=0.0
    )
    objective, start = _objective(small_dataset, config)

    evaluated: list[tuple[float, Vector]] = []

    def cost_and_gradient(flat: Vector) -> tuple[float, Vector]:
        cost, gradient = objective.cost_and_gradient(flat)
        evaluated.append((cost, flat.copy()))
        return cost, gradient.astype(np.float64)

    run: Any = optimize.minimize
    limits = {"maxfun": 12} if name == "tnc" else {"maxiter": 12}
    theirs = run(cost_and_gradient, start, jac=True, method=SCIPYS_NAMES[name], options=limits)

    report = train(config, small_dataset)

    assert report.state == "finished"
    assert report.parameters.dtype == np.float64
    assert report.train_evaluation is not None
    # The best that was evaluated is kept; TNC itself may end where an iteration began, with evaluations after it lost.
    least, best = min(evaluated, key=lambda pair: pair[0])
    assert report.train_evaluation.cost == pytest.approx(least, rel=1e-12)
    np.testing.assert_allclose(report.parameters, best, rtol=0, atol=1e-12)
    assert least <= theirs.fun
    if name in ("l-bfgs-b", "cg"):
        np.testing.assert_allclose(report.parameters, theirs.x, rtol=0, atol=1e-12)
    assert report.n_batches == len(evaluated)


@pytest.mark.parametrize("output_loss", ["softmax-cross-entropy", "sigmoid-cross-entropy", "sigmoid-squared-error"])
@pytest.mark.parametrize("name", MINIMIZERS)
def test_each_lowers_the_cost_of_every_kind_of_network(name: str, output_loss: str, small_dataset: Dataset) -> None:
    config = TrainingConfig(
        hidden_layers=(8,), output_loss=output_loss, optimizer=name, epochs=60, weight_decay=0.1, validation_fraction=0
    )
    if name == "newton-cg":  # its iterations are long
        config = config.with_values(epochs=12)
    objective, start = _objective(small_dataset, config)

    report = train(config, small_dataset)

    assert report.train_evaluation is not None
    assert report.train_evaluation.cost < 0.5 * objective.cost(start)
    assert report.train_evaluation.cost == pytest.approx(objective.cost(report.parameters), rel=1e-12)
    assert report.train_evaluation.accuracy > 0.9


@pytest.mark.slow_but(1)
@pytest.mark.parametrize("name", MINIMIZERS)
def test_softmax_regression_with_decay_converges_to_the_one_minimum_there_is(name: str, small_dataset: Dataset) -> None:
    """The cost is strictly convex (but for the biases' common offset): every way leads to the same weights."""
    config = TrainingConfig(hidden_layers=(), optimizer=name, epochs=5000, weight_decay=5.0, validation_fraction=0.0)
    peer = TrainingConfig(
        hidden_layers=(),
        optimizer="momentum",
        learning_rate=0.3,
        batch_size=0,
        epochs=3000,
        weight_decay=5.0,
        validation_fraction=0.0,
        dtype="float64",
    )

    report, expected = train(config, small_dataset), train(peer, small_dataset)

    n_weights = report.architecture.n_weights
    # How the last step at the minimum fails hangs on the last bits of the gradient; where it is does not.
    endings = (
        CONVERGED[name],
        "float64 has no digits left for a better one",
        "it found no direction for its next step",
    )
    assert str(report.message).rstrip(".").endswith(endings)
    np.testing.assert_allclose(report.parameters[:n_weights], expected.parameters[:n_weights], atol=2e-3)
