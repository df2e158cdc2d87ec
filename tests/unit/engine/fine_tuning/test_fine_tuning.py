"""Learn my hand: a style that is misread is learned from 30 drawings, and little is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.cancellation import cancelled_when
from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.allographs import Allograph, read_allograph
from engine.data.handwriting.generator import STYLE, write_dataset, write_strokes
from engine.data.loading import load_dataset
from engine.data.registry import load_uci_digits, load_uci_digits_8x8
from engine.data.scaling import UNSCALED
from engine.errors import CancelledError, ModelError
from engine.fine_tuning import fine_tune, rehearsal_data
from engine.fine_tuning.fine_tune import LearnedHandwriting, fine_tuning_config, learn_handwriting, mixed
from engine.fine_tuning.rehearsal_data import RehearsalData, find_rehearsal_data
from engine.ink.block_framing import block_drawings
from engine.ink.framing import frame_drawings
from engine.models.files import load_model
from engine.models.metadata import metadata_from
from engine.models.model import Model
from engine.nn.network import Parameters, picture_shape
from engine.training.config import TrainingConfig
from engine.training.control import TrainingControl
from engine.training.recipes import RECIPES
from engine.training.report import TrainingReport
from engine.training.train import prepare, train

# How nobody of those writes whom the generator knows: 7, 4 of the Arabic-Indic digits, and a 9 with two bowls. The last is
# hard to learn, and costs more elsewhere: many an 8 and 3 of other people looks like it.
STYLES = {
    "V": read_allograph(7, 1, "V", "5,5 50,145! 95,5"),
    "epsilon": read_allograph(4, 1, "epsilon", "84,12 40,6 20,34 54,62! 14,96 30,136 88,128"),
    "g": read_allograph(9, 1, "g", "80,30 50,5 20,30 50,55 80,30 80,110 50,145 20,115 80,85"),
}
HARD = "g"
N_DRAWINGS = 30
ASIDE = np.arange(4, N_DRAWINGS, 5)


def drawn(style: Allograph, n: int, seed: int) -> Digits:
    """As one person writes them: not now upright, now lying."""
    usual = replace(STYLE, far_slant=0.0, far_rotation=0.0, far_stretch=0.0)
    drawings = write_strokes([style.digit] * n, np.random.default_rng(seed), style=usual, allographs=(style,))
    return Digits(frame_drawings(drawings)[0].reshape(n, -1), np.full(n, style.digit))


def drawings_of(style: Allograph) -> Dataset:
    return Dataset("drawings", "My drawings", drawn(style, N_DRAWINGS, seed=1), ASIDE)


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few former digits: for what does not hang on their number."""
    monkeypatch.setattr(fine_tune, "N_REHEARSAL", 300)
    monkeypatch.setattr(rehearsal_data, "N_GENERATED", 1000)


def rehearsal_of(model: Model, in_use: Dataset | None = None) -> RehearsalData:
    found = find_rehearsal_data(model, in_use)
    assert found is not None
    return found


def taught(
    model: Model,
    drawings: Dataset,
    in_use: Dataset | None = None,
    *,
    publish: Callable[[TrainingReport], None] | None = None,
) -> LearnedHandwriting:
    learned = learn_handwriting(model, drawings, rehearsal_of(model, in_use), publish=publish)
    assert learned is not None
    return learned


@pytest.fixture(scope="module")
def learned() -> dict[str, LearnedHandwriting]:
    """The bundled network after each style's 30 drawings, 24 of them learned."""
    return {name: taught(load_model(), drawings_of(style)) for name, style in STYLES.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", STYLES)
def test_the_bundled_network_learns_a_style_from_thirty_drawings(
    name: str, learned: dict[str, LearnedHandwriting]
) -> None:
    style, result = STYLES[name], learned[name]
    further = drawn(style, 500, seed=2)

    assert load_model().evaluate(further).accuracy < 0.6
    assert result.model.evaluate(further).accuracy >= (0.85 if name == HARD else 0.9)
    assert result.after.learned.n == N_DRAWINGS - len(ASIDE)
    assert result.after.aside is not None
    assert result.after.aside.n == len(ASIDE)
    assert result.after.aside.accuracy >= 0.8
    assert result.rehearsal.dataset.label == "generated and UCI digits"
    assert result.rehearsal.is_own
    about = result.model.metadata.as_json()
    assert about["drawings"] == N_DRAWINGS - len(ASIDE)
    assert about["hand"]["config"] == fine_tuning_config(load_model()).as_dict()
    assert (about["hand"]["former"], about["hand"]["state"], about["hand"]["step"]) == ("general", "finished", 0.85)
    assert about["hand"]["history"][-1][0] == result.report.epoch == 6.0
    assert about["test_accuracy"] == result.after.rehearsal.accuracy
    assert about["config"] == load_model().metadata.as_json()["config"]


@pytest.mark.slow
@pytest.mark.parametrize("name", STYLES)
def test_hardly_anything_is_lost_elsewhere(name: str, learned: dict[str, LearnedHandwriting]) -> None:
    before, after = load_model(), learned[name].model
    for what, digits, allowed in (
        ("generated", write_dataset(8000, seed=123).digits, 0.005),
        ("UCI", load_uci_digits().test, 0.008),  # two of 270
    ):
        lost = before.evaluate(digits).accuracy - after.evaluate(digits).accuracy
        assert lost <= allowed, (what, lost)


@pytest.mark.slow
@pytest.mark.parametrize("file", ["pen-strokes-7494.json.gz", "ex4data1.mat"])
def test_at_most_half_a_point_is_lost_on_peoples_digits(
    file: str, learned: dict[str, LearnedHandwriting], data_folder: Path
) -> None:
    digits, before = load_dataset(str(data_folder / file)).digits, load_model()
    for name, result in learned.items():
        lost = before.evaluate(digits).accuracy - result.model.evaluate(digits).accuracy
        assert lost <= (0.007 if name == HARD else 0.005), (name, lost)


@pytest.mark.slow
def test_a_network_that_was_trained_here_learns_a_style_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fine_tune, "N_REHEARSAL", 6000)
    uci = load_uci_digits()
    report = train(RECIPES["deep-relu"].config.with_values(epochs=12), uci)
    model = Model(
        Parameters(report.architecture, report.parameters), metadata_from({"data": "uci-digits"}), report.scaling
    )
    style = STYLES["V"]
    result = taught(model, drawings_of(style), uci)

    assert result.rehearsal.dataset.label == uci.label
    assert result.rehearsal.is_own
    assert result.model.evaluate(drawn(style, 500, seed=2)).accuracy >= 0.9
    assert result.before.rehearsal.accuracy - result.after.rehearsal.accuracy <= 0.02


@pytest.mark.slow
@pytest.mark.usefixtures("little")
def test_the_network_that_is_given_stays_as_it_is() -> None:
    model = load_model()
    before = model.parameters.flat.copy()
    result = taught(model, drawings_of(STYLES["V"]))

    np.testing.assert_array_equal(model.parameters.flat, before)
    assert "drawings" not in model.metadata.as_json()
    assert not np.array_equal(result.model.parameters.flat, before)


@pytest.mark.slow
@pytest.mark.usefixtures("little")
def test_the_same_drawings_teach_the_same() -> None:
    first, second = (taught(load_model(), drawings_of(STYLES["g"])) for _ in range(2))

    np.testing.assert_array_equal(first.model.parameters.flat, second.model.parameters.flat)


@pytest.mark.usefixtures("little")
def test_stopped_before_it_began_it_has_learned_nothing() -> None:
    control, model = TrainingControl(), load_model()
    control.stop()

    assert learn_handwriting(model, drawings_of(STYLES["V"]), rehearsal_of(model), control=control) is None
    with cancelled_when(lambda: True), pytest.raises(CancelledError):
        find_rehearsal_data(model)


@pytest.mark.slow
def test_a_network_whose_numbers_overflow_is_refused() -> None:
    model = load_model()
    model.parameters.flat[:] *= np.float32(1e30)
    with pytest.raises(ModelError, match="the numbers of this network are too large to learn on"):
        taught(model, drawings_of(STYLES["V"]))


@pytest.mark.slow
@pytest.mark.usefixtures("little")
def test_drawings_that_the_network_may_know_are_not_said_to_be_kept_aside() -> None:
    model = load_model()
    about = {"data": "drawings", "config": TrainingConfig(split="plain", test_fraction=0.0).as_dict()}
    assert taught(Model(model.parameters, metadata_from(about)), drawings_of(STYLES["V"])).after.aside is None
    about["config"] = TrainingConfig().as_dict()
    assert taught(Model(model.parameters, metadata_from(about)), drawings_of(STYLES["V"])).after.aside is not None


@pytest.mark.usefixtures("little")
def test_it_reports_like_any_run() -> None:
    reports: list[TrainingReport] = []
    taught(load_model(), drawings_of(STYLES["V"]), publish=reports.append)

    assert reports[-1].state == "finished"
    assert reports[-1].epoch == reports[-1].epochs


# What is mixed


@pytest.mark.usefixtures("little")
def test_a_twentieth_of_an_epoch_are_drawings_and_none_that_is_kept_aside() -> None:
    drawings = Dataset(
        "drawings", "My drawings", Digits(np.eye(10, 400, dtype=np.float32), np.arange(10)), np.array([3])
    )
    rehearsal = Dataset(
        "former", "Former", Digits(np.full((1000, 400), 0.5, np.float32), np.arange(1000) % 10), np.arange(9)
    )
    mixture = mixed(drawings, rehearsal)

    ink = mixture.train.images.sum(axis=1)
    assert (ink == 200).sum() == 300
    assert (ink == 1).sum() == round(300 / 19)
    times = mixture.train.images[ink == 1].sum(axis=0)[:10]
    assert times[3] == 0
    assert times[[0, 9]].min() >= 1
    assert len(mixture.test) == 10


@pytest.mark.usefixtures("little")
def test_many_drawings_all_have_their_place() -> None:
    drawings = Dataset(
        "drawings", "My drawings", Digits(np.eye(400, dtype=np.float32), np.arange(400) % 10), np.arange(0)
    )
    rehearsal = Dataset("former", "Former", Digits(np.zeros((50, 400), np.float32), np.arange(50) % 10), np.arange(0))
    mixture = mixed(drawings, rehearsal)

    np.testing.assert_array_equal(mixture.train.images.sum(axis=0), 1)
    assert len(mixture.train) == 700  # the fifty again and again


def test_settings_are_those_of_the_network() -> None:
    config = TrainingConfig(hidden_layers=(9, 8), hidden_activation="tanh", output_loss="sigmoid-cross-entropy")
    flat = np.zeros(config.architecture().n_parameters, np.float64)
    tuning = fine_tuning_config(Model(Parameters(config.architecture(), flat), scaling=UNSCALED))

    assert tuning.architecture() == config.architecture()
    assert (tuning.dtype, tuning.input_scaling, tuning.validation_fraction) == ("float64", "none", 0.0)


# What was learned before


def _model(about: dict[str, object], n_inputs: int = 400) -> Model:
    architecture = TrainingConfig(hidden_layers=(3,)).architecture(picture_shape(n_inputs))
    return Model(Parameters(architecture, np.zeros(architecture.n_parameters, np.float32)), metadata_from(about))


def test_the_data_in_use_are_the_former_data_if_the_network_learned_them() -> None:
    uci = load_uci_digits()
    config = TrainingConfig(split="stratified", test_fraction=0.5).as_dict()

    assert rehearsal_of(_model({"data": "uci-digits"}), uci).dataset.label == uci.label
    assert len(rehearsal_of(_model({"data": "uci-digits", "config": config}), uci).dataset.test) == 899


def test_digits_that_a_run_watched_are_in_neither_part() -> None:
    uci, config = load_uci_digits(), TrainingConfig(validation_fraction=0.3, seed=5)
    rehearsal = rehearsal_of(_model({"data": "uci-digits", "config": config.as_dict()}), uci).dataset
    trained = prepare(config, uci).train

    np.testing.assert_array_equal(rehearsal.train.images, trained.images)
    np.testing.assert_array_equal(rehearsal.test.images, uci.test.images)


@pytest.mark.parametrize("config", [{}, {"seed": "x"}, {"validation_fraction": 7.0, "seed": 1}, [], "anything"])
def test_a_file_may_say_anything_of_its_run(config: object) -> None:
    rehearsal = rehearsal_of(_model({"data": "uci-digits", "config": config}), load_uci_digits())
    assert len(rehearsal.dataset.train) == 1527


@pytest.mark.slow
def test_generated_digits_are_told_apart_by_number_and_seed() -> None:
    names = [load_dataset(source).name for source in ("handwriting:60", "handwriting:60:7", "handwriting:90")]
    assert len(set(names)) == 3
    rehearsal = rehearsal_of(_model({"data": "handwriting:60:7"}), load_dataset("handwriting:90"))
    assert rehearsal.is_own
    np.testing.assert_array_equal(rehearsal.dataset.digits.stored, load_dataset("handwriting:60:7").digits.stored)


@pytest.mark.usefixtures("little")
@pytest.mark.parametrize("name", ["drawings", "mnist", "a file.csv", 7, None])
def test_where_the_former_data_are_not_at_hand_there_are_others_like_them(name: object) -> None:
    rehearsal = rehearsal_of(_model({"data": name}), load_uci_digits())

    assert rehearsal.dataset.label == "generated and UCI digits"
    assert not rehearsal.is_own
    assert len(rehearsal.dataset.train) == 500 + 600 + 1527
    assert len(rehearsal.dataset.test) == 500 + 270


def test_a_network_of_64_inputs_learned_the_uci_digits() -> None:
    assert rehearsal_of(_model({}, 64), load_uci_digits()).dataset.n_inputs == 64
    assert rehearsal_of(_model({"data": "uci-digits"}, 64)).dataset.n_inputs == 64


@pytest.mark.slow
def test_a_network_of_64_inputs_learns_drawings_in_blocks() -> None:
    uci = load_uci_digits_8x8()
    config = RECIPES["mlp-sgd"].config.with_values(hidden_layers=(100,), epochs=8)
    report = train(config, uci)
    model = Model(Parameters(report.architecture, report.parameters), scaling=report.scaling)
    style = STYLES["V"]

    def blocks(n: int, seed: int) -> Digits:
        strokes = write_strokes([style.digit] * n, np.random.default_rng(seed), allographs=(style,))
        return Digits(block_drawings(strokes)[0].reshape(n, -1), np.full(n, style.digit))

    drawings = Dataset("drawings", "My drawings", blocks(N_DRAWINGS, 1), ASIDE)
    result = taught(model, drawings)

    assert result.model.evaluate(blocks(300, 2)).accuracy >= 0.8
    assert result.before.rehearsal.accuracy - result.after.rehearsal.accuracy <= 0.02


@pytest.mark.usefixtures("little")
def test_drawings_of_another_format_are_resampled_for_the_network() -> None:
    drawings = Dataset("drawings", "My drawings", load_uci_digits_8x8().digits[:60], ASIDE[:0])
    result = taught(load_model(), drawings)
    assert result.after.learned.n == 60
    assert result.after.learned.accuracy > 0.9
