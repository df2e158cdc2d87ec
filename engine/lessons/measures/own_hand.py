"""What a network forgets that learns one person's handwriting, with and without rehearsal of what it knew."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.resampling import resampled_dataset
from engine.errors import ConfigurationError
from engine.fine_tuning.fine_tune import fine_tuning_config, learn_handwriting
from engine.fine_tuning.rehearsal_data import RehearsalData
from engine.lessons.measured import CaptionedPicture, Curve, Measure, Measured, Subject
from engine.lessons.measures.trained import check_wanted, model_of, parts_of, train_to_the_end
from engine.models.model import Model
from engine.nn.network import Parameters
from engine.text.sentence import say
from engine.training.train import run_validation_indices, train

_N_TESTED = 500
_N_ALONE = 2500  # drawings in an epoch without rehearsal, again and again
_MOST_DRAWINGS, _SHOWN = 1000, 6


def measure_own_hand(subject: Subject) -> Measured:
    """Train a network, then teach it a hand that slants far: with rehearsal, without, or not at all."""
    config, teach = subject.config, str(subject.options["teach"])
    if teach not in _TEACH:
        raise ConfigurationError(say("lesson.other_value", name="teach", known=", ".join(_TEACH), got=teach))
    dataset = config.apply_split(config.apply_format(subject.dataset))
    model = model_of(train_to_the_end(config, dataset, subject.control))
    _, others = parts_of(subject)
    n = int(np.clip(int(subject.options["drawings"]), 10, _MOST_DRAWINGS))
    drawings = resampled_dataset(_slanted_hand(n, config.seed), model.input_format)
    after = _TEACH[teach](model, drawings, dataset, subject)
    before_and_after = [
        [network.evaluate(digits).accuracy for digits in (drawings.test, others)] for network in (model, after)
    ]
    (hand, known), (hand_after, known_after) = before_and_after
    shape, shown = drawings.input_shape[:2], drawings.digits[:_SHOWN]
    return Measured(
        {
            "hand before": hand,
            "others before": known,
            "hand after": hand_after,
            "others after": known_after,
            "forgotten": known - known_after,
        },
        {
            "read right": Curve(
                np.arange(2.0),
                np.array([hand_after, known_after]),
                say("axis.digits"),
                (say("axis.this_hand"), say("axis.others")),
            )
        },
        pictures=tuple(
            CaptionedPicture(values.reshape(shape) / shown.ink, say("picture.its_digit", digit=int(label)))
            for values, label in zip(shown.values("float64"), shown.labels, strict=True)
        ),
    )


def _slanted_hand(n: int, seed: int) -> Dataset:
    """Drawings by a hand that nobody has, to learn from and to test on."""
    from engine.data.handwriting.generator import HandwritingStyle, write_frames  # which takes a while

    style = HandwritingStyle(
        carelessness=0.1,
        jitter=2.0,
        angularity=0.1,
        proportion=0.06,
        warp=2.0,
        mean_slant=-0.6,
        slant=0.06,
        rotation=0.04,
        stretch=0.08,
        far_slant=0.0,
        far_rotation=0.0,
        far_stretch=0.0,
        rough_share=0.0,
        pen_variation=0.1,
    )
    labels = np.arange(n + _N_TESTED) % 10
    frames = write_frames(labels, np.random.default_rng([seed, 8]), style=style)
    return Dataset(
        "hand",
        "one hand",
        Digits(frames.reshape(len(labels), -1), labels.astype(np.intp)),
        np.arange(n, n + _N_TESTED),
        has_fixed_split=True,
    )


def _untaught(model: Model, _drawings: Dataset, _dataset: Dataset, _subject: Subject) -> Model:
    return model


def _rehearsed(model: Model, drawings: Dataset, dataset: Dataset, subject: Subject) -> Model:
    """The network that has learned the drawings among digits that it had learned before."""
    learned = np.delete(dataset.trained_indices, run_validation_indices(dataset, subject.config))
    former = RehearsalData(replace(dataset, train_indices=learned), is_own=True)
    rehearsed = learn_handwriting(model, drawings, former, control=subject.control)
    check_wanted(subject.control)
    return model if rehearsed is None else rehearsed.model


def _alone(model: Model, drawings: Dataset, _dataset: Dataset, subject: Subject) -> Model:
    """The network that has learned the drawings and nothing else, by the settings of a fine-tuning."""
    learned = drawings.train
    repeated = learned[np.arange(max(_N_ALONE, len(learned))) % len(learned)]
    alone = Dataset("hand alone", "one hand", repeated, np.empty(0, dtype=np.intp), has_fixed_split=True)
    report = train(
        fine_tuning_config(model), alone, control=subject.control, initial=model.parameters, scaling=model.scaling
    )
    check_wanted(subject.control)
    return replace(model, parameters=Parameters(report.architecture, report.parameters))


_TEACH: dict[str, Callable[[Model, Dataset, Dataset, Subject], Model]] = {
    "nothing": _untaught,
    "alone": _alone,
    "with rehearsal": _rehearsed,
}
"""What the network is taught."""

MEASURES = (
    Measure(
        "own-hand",
        "trains a network, and teaches it one slanted hand: nothing, the hand alone, or with rehearsal",
        ("hand before", "others before", "hand after", "others after", "forgotten"),
        measure_own_hand,
        drawn=("read right",),
        options={"drawings": 50, "teach": "with rehearsal"},
    ),
)
