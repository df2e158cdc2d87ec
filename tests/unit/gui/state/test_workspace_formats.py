"""The workspace and the two forms of pictures: 20x20 for networks of 400 inputs, 8x8 for those of 64."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.data.dataset import Dataset
from engine.data.scaling import SCALINGS
from engine.ink.block_framing import block_drawings
from engine.ink.drawing import DOT_SIZE
from engine.ink.input_formats import BLOCKS, FRAME, InputFormat
from engine.models.files import load_model, save_model
from engine.models.model import Model
from engine.nn.network import picture_shape
from engine.training.learning_curves import LearningCurves
from engine.training.train import first_parameters, train
from gui.state.run_plan import RunStart
from gui.state.workspace import Workspace
from tests.window_fixtures import a_config

STROKE = [np.array([(0.5, 0.2), (0.48, 0.5), (0.5, 0.8)])]


@pytest.fixture
def workspace(qtbot: QtBot) -> Workspace:
    return Workspace()


def a_network(n_inputs: int) -> Model:
    return Model(first_parameters(a_config(), picture_shape(n_inputs)))


# Pictures


def test_the_form_is_that_of_the_network_and_is_told_when_it_changes(workspace: Workspace) -> None:
    told: list[InputFormat] = []
    workspace.format_changed.connect(told.append)
    assert workspace.input_format is FRAME
    workspace.set_model(a_network(64), "file")
    assert workspace.input_format is BLOCKS
    workspace.set_model(a_network(64), "file")
    workspace.use_bundled_model()
    workspace.use_bundled_model()
    assert workspace.input_format is FRAME
    assert told == [BLOCKS, FRAME]


def test_a_drawing_is_read_in_the_form_of_the_network_and_is_kept(workspace: Workspace) -> None:
    workspace.set_strokes(STROKE)
    frame, probabilities = workspace.frame, workspace.probabilities
    workspace.set_model(a_network(64), "file")
    expected, _ = block_drawings([STROKE], dot_size=DOT_SIZE)
    assert workspace.frame is not None
    assert workspace.frame.shape == (8, 8)
    np.testing.assert_array_equal(workspace.frame, expected[0])
    assert workspace.frame.max() > 1  # ink is counted, not a share
    assert workspace.probabilities is not None
    assert workspace.probabilities.sum() == pytest.approx(1.0, abs=1e-5)
    workspace.use_bundled_model()
    np.testing.assert_array_equal(workspace.frame, frame)
    np.testing.assert_array_equal(workspace.probabilities, probabilities)


def test_what_is_drawn_for_a_small_network_is_in_its_form_from_the_start(workspace: Workspace) -> None:
    workspace.set_model(a_network(64), "file")
    shapes: list[tuple[int, ...] | None] = []
    workspace.reading_changed.connect(lambda frame, _: shapes.append(None if frame is None else frame.shape))
    workspace.set_strokes(STROKE)
    workspace.set_strokes([])
    assert shapes == [(8, 8), None]


def test_whoever_is_told_of_a_form_sees_no_picture_of_another(workspace: Workspace) -> None:
    """The order in which the views hear of it: first the form, then the network, then the picture."""
    workspace.set_strokes(STROKE)
    told: list[tuple[str, int]] = []
    workspace.format_changed.connect(lambda form: told.append(("form", form.size)))
    workspace.network_changed.connect(lambda parameters: told.append(("network", parameters.architecture.n_inputs)))
    workspace.reading_changed.connect(lambda frame, _: told.append(("reading", len(frame))))
    workspace.set_model(a_network(64), "file")
    workspace.use_bundled_model()
    assert told == [("form", 8), ("network", 64), ("reading", 8), ("form", 20), ("network", 400), ("reading", 20)]


# Scaling


@pytest.mark.parametrize("scaling", list(SCALINGS))
def test_a_trained_network_reads_drawings_scaled_as_its_digits_were(
    workspace: Workspace, few_blocks: Dataset, scaling: str
) -> None:
    config = a_config(input_scaling=scaling)
    workspace.set_dataset(few_blocks)
    workspace.begin_run(config)
    workspace.apply_report(train(config, few_blocks))
    assert workspace.scaling.name == scaling
    workspace.set_strokes(STROKE)
    assert workspace.frame is not None
    np.testing.assert_array_equal(workspace.probabilities, workspace.model().read(workspace.frame.reshape(1, -1))[0])


@pytest.mark.parametrize("scaling", list(SCALINGS))
def test_a_saved_network_answers_the_very_same_when_it_is_opened(
    workspace: Workspace, few_blocks: Dataset, tmp_path: Path, scaling: str
) -> None:
    config = a_config(input_scaling=scaling)
    workspace.set_dataset(few_blocks)
    workspace.begin_run(config)
    workspace.apply_report(train(config, few_blocks))
    workspace.set_strokes(STROKE)
    before = workspace.probabilities
    save_model(workspace.model(), tmp_path / "blocks.npz")
    workspace.use_bundled_model()
    workspace.set_model(load_model(tmp_path / "blocks.npz"), "file", name="blocks.npz")
    assert workspace.scaling.name == scaling
    np.testing.assert_array_equal(workspace.probabilities, before)


def test_scaling_goes_with_the_network_it_belongs_to(workspace: Workspace, few_blocks: Dataset) -> None:
    config = a_config(input_scaling="standardized")
    workspace.set_dataset(few_blocks)
    workspace.begin_run(config)
    workspace.apply_report(train(config, few_blocks))
    assert workspace.scaling.name == "standardized"
    workspace.reset(config)
    assert workspace.scaling.is_identity  # random weights have seen no digits yet
    workspace.use_bundled_model()
    assert workspace.scaling.is_identity


# How a run begins


def test_a_network_of_64_inputs_is_trained_further_on_digits_of_64_pixels_alone(
    workspace: Workspace, few_digits: Dataset, few_blocks: Dataset
) -> None:
    model = a_network(64)
    workspace.set_model(model, "file")
    workspace.set_dataset(few_digits)
    assert workspace.begin_run(a_config()) == RunStart()
    workspace.set_model(model, "file")
    workspace.set_dataset(few_blocks)
    start = workspace.begin_run(a_config())
    assert start.initial is model.parameters
    assert start.scaling is model.scaling


def test_a_run_that_goes_on_keeps_the_scaling_it_began_with(workspace: Workspace, few_blocks: Dataset) -> None:
    config = a_config(input_scaling="standardized")
    workspace.set_dataset(few_blocks)
    assert workspace.begin_run(config) == RunStart()
    first = train(config, few_blocks)
    workspace.apply_report(first)
    start = workspace.begin_run(config)
    assert start.state is not None
    assert start.state.scaling is first.scaling
    assert start.state.last.epoch == 3.0
    assert workspace.begin_run(a_config(input_scaling="centered")) == RunStart()


@pytest.mark.parametrize("n_inputs", [64, 400])
def test_reset_makes_a_network_for_the_digits_in_use(
    workspace: Workspace, few_digits: Dataset, few_blocks: Dataset, n_inputs: int
) -> None:
    workspace.set_dataset(few_blocks if n_inputs == 64 else few_digits)
    workspace.reset(a_config())
    np.testing.assert_array_equal(workspace.parameters.flat, first_parameters(a_config(), picture_shape(n_inputs)).flat)
    assert workspace.input_format.n_inputs == n_inputs


# Curves


@pytest.mark.parametrize(
    ("optimizer", "unit"), [("adam", "epoch"), ("l-bfgs-b", "iteration"), ("cg", "iteration"), ("tnc", "evaluation")]
)
def test_curves_are_counted_in_what_the_method_counts(workspace: Workspace, optimizer: str, unit: str) -> None:
    assert workspace.history.unit == "epoch"
    told: list[LearningCurves] = []
    workspace.history_changed.connect(told.append)
    workspace.begin_run(a_config(optimizer=optimizer))
    assert workspace.history.unit == unit
    assert told == [workspace.history]


def test_curves_that_go_on_keep_their_unit(workspace: Workspace, few_digits: Dataset) -> None:
    config = a_config(optimizer="cg", epochs=2)
    workspace.begin_run(config)
    workspace.apply_report(train(config, few_digits))
    workspace.begin_run(a_config())
    assert workspace.history.unit == "iteration"
    assert workspace.history.n_points > 0
