"""The figures that the course, Mazur's article and the usual notebooks print, value by value."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.data.loading import load_dataset
from engine.models.files import load_model
from engine.nn.activations import SIGMOID
from engine.nn.backpropagation import Backpropagation
from engine.nn.gradient_check import DEBUG_WEIGHT_DECAY, check_gradient_on, make_debug_problem
from engine.nn.inference import compute_logits
from engine.nn.losses import SOFTMAX_CROSS_ENTROPY
from engine.nn.network import Architecture, Parameters
from main import main

# Exercise 4 of Coursera's Machine Learning


def test_the_sigmoid() -> None:
    values = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])

    SIGMOID.apply(values)

    np.testing.assert_allclose(values, [0.26894142, 0.37754067, 0.5, 0.62245933, 0.73105858], rtol=0, atol=5e-9)


def test_the_sigmoid_gradient() -> None:
    values = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
    SIGMOID.apply(values)
    gradient = np.ones(5)

    SIGMOID.scale_by_derivative(gradient, values, np.empty(5))

    np.testing.assert_allclose(gradient, [0.19661193, 0.23500371, 0.25, 0.23500371, 0.19661193], rtol=0, atol=5e-9)


@pytest.mark.parametrize(("weight_decay", "cost"), [("0", 0.287629), ("1", 0.383770)])
def test_the_cost_and_the_accuracy_of_the_given_weights(
    weight_decay: str, cost: float, capsys: pytest.CaptureFixture[str], data_folder: Path
) -> None:
    data, model = str(data_folder / "ex4data1.mat"), str(data_folder / "ex4weights.mat")

    assert main(["evaluate", "--data", data, "--model", model, "--l2", weight_decay, "--json"]) == 0

    figures = json.loads(capsys.readouterr().out)
    assert (figures["n"], figures["accuracy"]) == (5000, 0.9752)
    assert figures["cost"] == pytest.approx(cost, abs=5e-7)


def test_the_gradient_check_of_the_debug_network() -> None:
    check = check_gradient_on(*make_debug_problem(), weight_decay=DEBUG_WEIGHT_DECAY)

    biases = check.numerical[30:35]
    np.testing.assert_allclose(biases, [-0.0092783, 0.0088991, -0.0083601, 0.0076281, -0.0067480], rtol=0, atol=5e-8)
    np.testing.assert_allclose(check.numerical[35:], [0.3145449701, 0.1110565882, 0.0974006970], rtol=0, atol=5e-11)
    np.testing.assert_allclose(check.numerical[[0, 5, 10]], [-0.0167680, -0.0601745, -0.0173705], rtol=0, atol=5e-8)
    assert 0 < check.relative_difference < 1e-9


@pytest.mark.slow
def test_the_gradient_check_of_the_whole_network_on_all_digits(data_folder: Path) -> None:
    """10,285 parameters on 5,000 digits: about 7 seconds, and the longest test of the engine."""
    digits = load_dataset(str(data_folder / "ex4data1.mat")).digits
    parameters = load_model(data_folder / "ex4weights.mat").parameters

    check = check_gradient_on(parameters, digits.values("float64"), digits.labels, weight_decay=1.0)

    assert check.numerical.shape == (10_285,)
    assert 0 < check.relative_difference < 1e-8


# The softmax notebooks; the values were worked out with Python's decimal module, e^z over the sum of all, to 40 digits

LOSS_RIGHT = 3.376659417481607355e-4  # −log of the softmax of 10 beside 2 and −3
LN3 = 1.09861228866810969


def test_the_softmax_of_one_sample_and_of_a_batch() -> None:
    one = np.array([[10.0, 2.0, -3.0]])
    batch = np.array([[10.0, 2.0, -3.0], [0.0, 1.0, 2.0], [-1.0, -1.0, 3.0], [5.0, 5.0, 5.0]])

    SOFTMAX_CROSS_ENTROPY.apply(one)
    SOFTMAX_CROSS_ENTROPY.apply(batch)

    expected = [
        [0.99966239106097980712, 3.3534937272062475e-4, 2.2595662995681273e-6],
        [0.09003057317038045799, 0.24472847105479765247, 0.66524095577482188952],
        [0.01766842201404804921, 0.01766842201404804921, 0.96466315597190390157],
        [1 / 3, 1 / 3, 1 / 3],
    ]
    np.testing.assert_allclose(one, expected[:1], rtol=1e-13)
    np.testing.assert_allclose(batch, expected, rtol=1e-13)


def test_a_sure_right_answer_costs_next_to_nothing_and_a_sure_wrong_one_much() -> None:
    sure = np.array([[10.0, 2.0, -3.0]])

    right, second, wrong = (float(SOFTMAX_CROSS_ENTROPY.per_sample(sure, np.array([k]))[0]) for k in range(3))

    assert right == pytest.approx(LOSS_RIGHT, rel=1e-11)
    assert second == pytest.approx(8.0 + LOSS_RIGHT, rel=1e-13)
    assert wrong == pytest.approx(13.0 + LOSS_RIGHT, rel=1e-13)


def test_the_negative_log_likelihood_of_a_batch_is_that_of_its_samples() -> None:
    batch = np.array([[10.0, 2.0, -3.0], [10.0, 2.0, -3.0], [5.0, 5.0, 5.0]])

    losses = SOFTMAX_CROSS_ENTROPY.per_sample(batch, np.array([0, 2, 1]))

    np.testing.assert_allclose(losses, [LOSS_RIGHT, 13.0 + LOSS_RIGHT, LN3], rtol=1e-11)
    assert losses.mean() == pytest.approx((13.0 + 2 * LOSS_RIGHT + LN3) / 3, rel=1e-13)


# Matt Mazur, "A step by step backpropagation example" (2015)


class _Mazur:
    """His network of 2-2-2: w1 .. w8 lead to the unit that his figure shows, the biases are one per layer."""

    architecture = Architecture.dense(n_inputs=2, hidden_layers=(2,), n_outputs=2, output_loss="sigmoid-squared-error")
    inputs = np.array([[0.05, 0.10]])
    targets = np.array([[0.01, 0.99]])
    learning_rate = 0.5

    def __init__(self) -> None:
        self.parameters = Parameters.zeros(self.architecture, "float64")
        self.parameters.weights[0][:] = [[0.15, 0.25], [0.20, 0.30]]  # w1, w3 from the first input; w2, w4
        self.parameters.weights[1][:] = [[0.40, 0.50], [0.45, 0.55]]  # w5, w7 from the first hidden unit; w6, w8
        self.parameters.biases[0][:] = 0.35
        self.parameters.biases[1][:] = 0.60

    def total_error(self) -> float:
        """½ Σ (target − output)²; his targets are no classes, so that it is worked out from the outputs."""
        outputs = compute_logits(self.parameters, self.inputs)
        self.architecture.loss.apply(outputs)
        return float(0.5 * np.sum((self.targets - outputs) ** 2))

    def step(self, *, biases_too: bool) -> None:
        """One step of gradient descent."""
        gradient = Backpropagation(self.architecture, max_batch=1, dtype="float64").run(
            self.parameters, self.inputs, self.targets, logits=np.empty((1, 2))
        )
        n = self.architecture.n_parameters if biases_too else self.architecture.n_weights
        self.parameters.flat[:n] -= self.learning_rate * gradient[:n]


def test_mazurs_total_error() -> None:
    assert _Mazur().total_error() == pytest.approx(0.298371109, abs=5e-10)


def test_mazurs_weights_after_one_step_of_the_weights_alone() -> None:
    """The error after the step is 0.291027774, as his own eight weights give it.

    The article prints 0.291027924: what comes out if the hidden layer's gradient is taken after the output weights have
    already changed, which the article itself says is not to be done. The two are 1.5e-7 apart.
    """
    mazur = _Mazur()

    mazur.step(biases_too=False)

    first, second = mazur.parameters.weights
    w1_to_w4 = [first[0, 0], first[1, 0], first[0, 1], first[1, 1]]
    w5_to_w8 = [second[0, 0], second[1, 0], second[0, 1], second[1, 1]]
    np.testing.assert_allclose(w1_to_w4, [0.149780716, 0.19956143, 0.24975114, 0.29950229], rtol=0, atol=5e-9)
    np.testing.assert_allclose(w5_to_w8, [0.35891648, 0.408666186, 0.511301270, 0.561370121], rtol=0, atol=5e-9)
    np.testing.assert_array_equal(mazur.parameters.biases, [[0.35, 0.35], [0.60, 0.60]])
    assert mazur.total_error() == pytest.approx(0.29102777369, abs=1e-11)
    assert mazur.total_error() == pytest.approx(0.291027924, abs=2e-7)


def test_with_its_biases_too_the_step_goes_further() -> None:
    mazur = _Mazur()

    mazur.step(biases_too=True)

    assert mazur.total_error() == pytest.approx(0.280471447, abs=5e-10)
