"""One worked step: against the engine's backpropagation on every kind of network, and against Mazur's article."""

import numpy as np
import pytest

from engine.errors import ModelError
from engine.explain.weight_path import follow_weight
from engine.explain.worked_step import (
    WeightIndex,
    WorkedStep,
    mazur_example,
    mazur_number,
    work_step,
)
from engine.nn.backpropagation import Backpropagation
from engine.nn.initializers import initialize
from engine.nn.losses import OUTPUT_LOSSES
from engine.nn.network import Architecture, Parameters
from engine.nn.numerical_gradient import numerical_gradient
from engine.nn.objective import one_hot
from tests.architectures import for_every_kind_of_network

WIDE = Architecture.dense(n_inputs=30, hidden_layers=(9, 8, 7), n_outputs=6, hidden_activation="tanh")


def _random(architecture: Architecture, seed: int = 3) -> tuple[Parameters, np.ndarray, int]:
    rng = np.random.default_rng(seed)
    parameters = initialize(architecture, scheme="glorot", rng=rng, dtype="float64")
    for biases in parameters.biases:
        biases[:] = rng.uniform(-0.5, 0.5, biases.shape)
    return parameters, rng.uniform(0, 1, architecture.n_inputs), int(rng.integers(architecture.n_outputs))


def _worked(architecture: Architecture) -> tuple[WorkedStep, np.ndarray, np.ndarray, int]:
    """A worked step, and logits, gradient and label as the engine has them."""
    parameters, inputs, label = _random(architecture)
    targets = one_hot(np.array([label]), architecture.n_outputs, "float64")
    logits = np.empty_like(targets)
    run = Backpropagation(architecture, max_batch=1, dtype="float64").run
    gradient = run(parameters, inputs[None], targets, logits=logits)
    return work_step(parameters, inputs, targets[0]), logits, gradient, label


@for_every_kind_of_network
def test_it_is_the_engines_backpropagation(architecture: Architecture) -> None:
    step, logits, gradient, label = _worked(architecture)
    np.testing.assert_allclose(step.pre_activations[-1], logits[0], rtol=1e-13, atol=1e-15)
    expected_loss = OUTPUT_LOSSES[architecture.output_loss].per_sample(logits, np.array([label]))[0]
    assert step.loss == pytest.approx(expected_loss, rel=1e-12)
    after = step.updated(0.3)
    np.testing.assert_allclose(after.flat, step.parameters.flat - 0.3 * gradient, rtol=1e-12, atol=1e-15)
    exact = Parameters(architecture, gradient)
    for layer, weights in enumerate(exact.weights):
        for (source, unit), derivative in np.ndenumerate(weights):
            at = WeightIndex(layer, source, unit)
            assert step.derivative(at) == pytest.approx(derivative, rel=1e-11, abs=1e-15)
    largest = np.abs(exact.decayed).max()
    assert abs(step.derivative(step.steepest())) == pytest.approx(largest, rel=1e-12)
    for layer, weights in enumerate(exact.weights):
        steepest = step.steepest(layer)
        assert steepest.layer == layer
        assert abs(step.derivative(steepest)) == pytest.approx(np.abs(weights).max(), rel=1e-12)
    assert len(step.slopes) == len(architecture.hidden_layers)
    assert step.is_finite


@for_every_kind_of_network
def test_a_weights_path_says_how_its_numbers_come_about(architecture: Architecture) -> None:
    step, _, gradient, _ = _worked(architecture)
    exact = Parameters(architecture, gradient)
    for layer, weights in enumerate(exact.weights):
        at = WeightIndex(layer, weights.shape[0] - 1, 1)
        path = follow_weight(step, at)
        assert path.derivative == pytest.approx(weights[at.source, at.unit], rel=1e-11, abs=1e-15)
        assert path.derivative == path.value * path.target.delta
        assert path.weight == step.parameters.weights[layer][at.source, at.unit]
        assert (path.target.layer, path.target.unit) == (layer, 1)
        assert len(path.units) == len(exact.weights)
        assert at.source in [term.unit for term in path.target.incoming.terms]
        if layer:
            assert path.units[layer - 1].unit == at.source
        for unit in path.units:
            z = unit.bias + unit.incoming.rest + sum(term.product for term in unit.incoming.terms)
            assert unit.incoming.total == pytest.approx(z, rel=1e-12, abs=1e-15)
            assert z == pytest.approx(step.pre_activations[unit.layer][unit.unit], rel=1e-12, abs=1e-15)
            assert unit.activation == step.activations[unit.layer + 1][unit.unit]
            if unit.outgoing is None:
                assert unit.slope is None
                assert unit is path.units[-1]
            else:
                assert unit.slope is not None
                error = unit.outgoing.rest + sum(term.product for term in unit.outgoing.terms)
                assert unit.delta == pytest.approx(unit.slope * error, rel=1e-12, abs=1e-15)
                assert path.units[unit.layer + 1].unit in [term.unit for term in unit.outgoing.terms]


def test_the_terms_that_are_written_out_are_the_largest() -> None:
    step = _worked(WIDE)[0]
    path = follow_weight(step, WeightIndex(2, 4, 3), n_terms=3)
    for unit in path.units:
        values, weights = step.activations[unit.layer], step.parameters.weights[unit.layer][:, unit.unit]
        sizes = np.abs(values * weights)
        shown = [term.unit for term in unit.incoming.terms]
        assert shown == sorted(shown)
        assert len(shown) == 3
        assert unit.incoming.n_rest == len(values) - 3
        n_largest = len({int(i) for i in np.argsort(-sizes)[:3]} & set(shown))
        assert n_largest >= (2 if unit.layer in (2, 3) else 3)
    first, second = path.units[0], path.units[1]
    assert second.unit == 4
    # below the weight: the unit that matters most for the one after it
    assert first.unit == np.abs(step.activations[1] * step.parameters.weights[1][:, 4]).argmax()
    # above it: the unit through which most of the error comes back
    assert path.units[3].unit == np.abs(step.parameters.weights[3][3] * step.deltas[3]).argmax()


@pytest.mark.parametrize("output_loss", OUTPUT_LOSSES)
def test_the_error_is_the_derivative_of_the_loss(output_loss: str) -> None:
    architecture = Architecture.dense(n_inputs=3, hidden_layers=(), n_outputs=4, output_loss=output_loss)
    parameters, inputs, label = _random(architecture)
    targets = np.eye(4)[label]

    def loss(biases: np.ndarray) -> float:
        moved = parameters.copy()
        moved.biases[0][:] = biases
        return work_step(moved, inputs, targets).loss

    measured = numerical_gradient(loss, parameters.biases[0].astype(np.float64))
    np.testing.assert_allclose(work_step(parameters, inputs, targets).deltas[0], measured, rtol=0, atol=1e-10)


def test_the_network_given_stays_as_it_is() -> None:
    parameters, inputs, label = _random(WIDE)
    single = Parameters(WIDE, parameters.flat.astype(np.float32))
    before = single.flat.copy()
    step = work_step(single, inputs, np.eye(6)[label])
    after = step.updated(1.0)
    assert step.parameters.dtype == after.dtype == "float64"
    np.testing.assert_array_equal(single.flat, before)
    np.testing.assert_array_equal(step.parameters.flat, before)
    assert after.flat is not step.parameters.flat


def test_what_does_not_fit_is_refused() -> None:
    parameters, inputs, label = _random(WIDE)
    targets = np.eye(6)[label]
    with pytest.raises(ModelError, match=r"30 inputs and 6 targets .* got 29 and 6"):
        work_step(parameters, inputs[1:], targets)
    with pytest.raises(ModelError, match="got 30 and 5"):
        work_step(parameters, inputs, targets[1:])
    step = work_step(parameters, inputs, targets)
    for at in (WeightIndex(4, 0, 0), WeightIndex(0, 30, 0), WeightIndex(3, 0, 6), WeightIndex(0, -2, 0)):
        with pytest.raises(ModelError, match="30-9-8-7-6"):
            follow_weight(step, at)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_diverged_network_is_worked_through_without_a_warning(value: float) -> None:
    parameters, inputs, label = _random(WIDE)
    parameters.flat[:] = value
    step = work_step(parameters, inputs, np.eye(6)[label])
    assert not step.is_finite
    follow_weight(step, step.steepest())
    step.updated(0.1)


# Matt Mazur, "A step by step backpropagation example" (2015)


def test_every_number_that_mazur_prints() -> None:
    example = mazur_example()
    step = work_step(example.parameters, example.inputs, example.targets)
    assert step.pre_activations[0][0] == pytest.approx(0.3775, abs=1e-12)
    assert step.activations[1] == pytest.approx([0.593269992, 0.596884378], abs=5e-10)
    assert step.pre_activations[1][0] == pytest.approx(1.105905967, abs=5e-10)
    assert step.outputs == pytest.approx([0.75136507, 0.772928465], abs=5e-9)
    assert step.losses == pytest.approx([0.274811083, 0.023560026], abs=5e-10)
    assert step.loss == pytest.approx(0.298371109, abs=5e-10)
    assert step.deltas[1] == pytest.approx([0.138498562, -0.0380982366], abs=5e-10)
    w5 = follow_weight(step, WeightIndex(1, 0, 0))
    assert w5.derivative == pytest.approx(0.082167041, abs=5e-10)
    w1 = follow_weight(step, WeightIndex(0, 0, 0))
    assert w1.target.outgoing is not None
    assert w1.target.outgoing.total == pytest.approx(0.036350306, abs=5e-10)
    assert [term.product for term in w1.target.outgoing.terms] == pytest.approx([0.055399425, -0.019049119], abs=1e-9)
    assert w1.target.slope == pytest.approx(0.241300709, abs=5e-10)
    assert w1.derivative == pytest.approx(0.000438568, abs=5e-10)


def test_mazurs_weights_after_the_step() -> None:
    example = mazur_example()
    step = work_step(example.parameters, example.inputs, example.targets)
    after = step.updated(example.learning_rate, biases_too=example.updates_biases)
    printed = {
        1: 0.149780716, 2: 0.19956143, 3: 0.24975114, 4: 0.29950229,
        5: 0.35891648, 6: 0.408666186, 7: 0.511301270, 8: 0.561370121,
    }  # fmt: skip
    found = {}
    for layer, weights in enumerate(after.weights):
        for (source, unit), value in np.ndenumerate(weights):
            found[mazur_number(WeightIndex(layer, source, unit))] = value
    assert found == pytest.approx(printed, abs=5e-9)
    np.testing.assert_array_equal(np.concatenate(after.biases), [0.35, 0.35, 0.60, 0.60])
    assert work_step(after, example.inputs, example.targets).loss == pytest.approx(0.29102777369, abs=1e-11)


def test_mazurs_weights_have_their_numbers() -> None:
    weights = mazur_example().parameters.weights
    given = [0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55]
    for layer in range(2):
        for (source, unit), value in np.ndenumerate(weights[layer]):
            assert given[mazur_number(WeightIndex(layer, source, unit)) - 1] == value
