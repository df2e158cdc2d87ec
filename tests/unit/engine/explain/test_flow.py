"""What flows through a network adds up: to pre-activations, and to scores."""

import numpy as np
import pytest

from engine.explain.flow import PICTURE, Flow, loudness, stages
from engine.explain.layer_activations import activate_layers
from engine.training.config import TrainingConfig, parse_hidden_layers
from engine.training.train import first_parameters


def _flow(layers: str, activation: str = "relu") -> Flow:
    hidden = parse_hidden_layers(layers) if layers else ()
    config = TrainingConfig().with_values(hidden_layers=hidden, hidden_activation=activation)
    parameters = first_parameters(config, (20, 20, 1))
    ink = np.random.default_rng(3).random(400).astype(np.float32)
    return Flow(activate_layers(parameters, ink))


@pytest.mark.parametrize("layers", ["", "25", "30, 20", "conv 4 5x5, pool 2, dropout 0.5, 12"])
def test_parts_add_up_to_the_scores_and_every_stage_follows_the_one_before(layers: str) -> None:
    flow = _flow(layers)
    assert [gap.after for gap in flow.gaps] == list(stages(flow.architecture))
    assert [gap.before for gap in flow.gaps] == [PICTURE, *stages(flow.architecture)[:-1]]
    last = flow.gaps[-1]
    biases = flow.activations.parameters.layers[last.after].biases
    np.testing.assert_allclose(last.parts.sum(axis=0) + biases, flow.activations.logits, rtol=1e-4, atol=1e-4)
    assert flow.gaps[0].parts.shape[0] == 1  # the picture counts as one


def test_what_a_unit_says_to_the_scores_is_what_they_lose_without_it() -> None:
    flow = _flow("30, 20")
    first = flow.gaps[0].after
    unit = int(np.argmax(flow.activations.layers[first]))
    second = flow.activations.parameters.layers[1]
    hidden = flow.activations.layers[0].copy()
    hidden[unit] = 0.0
    after = np.maximum(hidden @ second.weights + second.biases, 0.0)
    last = flow.activations.parameters.layers[2]
    expected = flow.activations.logits - (after @ last.weights + last.biases)
    np.testing.assert_allclose(flow.says_to_scores(0, unit), expected, rtol=1e-3, atol=1e-5)


def test_loudness_is_the_largest_part_and_no_number_is_silence() -> None:
    parts = np.array([[1.0, -3.0], [np.nan, 0.5], [0.0, 0.0]])
    np.testing.assert_array_equal(loudness(parts), [3.0, 0.0, 0.0])
    np.testing.assert_array_equal(loudness(parts, (0,)), [1.0, 0.0, 0.0])
