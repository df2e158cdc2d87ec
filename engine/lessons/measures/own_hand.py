"""What a network forgets that learns one person's handwriting, with and without rehearsal of what it knew."""

from dataclasses import replace

import numpy as np

from engine.data.dataset import Dataset, Digits
from engine.data.resampling import resampled_dataset
from engine.errors import ModelError
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
_MOST_DRAWINGS = 1000


def measure_own_hand(subject: Subject) -> Measured:
    """Train a network, then teach it a hand that slants far, once with rehearsal and once without."""
    config = subject.config
    dataset = config.apply_split(config.apply_format(subject.dataset))
    report = train_to_the_end(config, dataset, subject.control)
    model, (_, others) = model_of(report), parts_of(subject)
    n = int(np.clip(int(subject.options["drawings"]), 10, _MOST_DRAWINGS))
    drawings = resampled_dataset(_slanted_hand(n, config.seed), model.input_format)
    learned = np.delete(dataset.trained_indices, run_validation_indices(dataset, config))
    former = RehearsalData(replace(dataset, train_indices=learned), is_own=True)
    rehearsed = learn_handwriting(model, drawings, former, control=subject.control)
    check_wanted(subject.control)
    if rehearsed is None:
        raise ModelError(say("handwriting.network_too_large"))
    networks = (model, rehearsed.model, _alone(model, drawings, subject))
    hand = [network.evaluate(drawings.test).accuracy for network in networks]
    known = [network.evaluate(others).accuracy for network in networks]
    names = ("before", "with rehearsal", "without")
    shape = drawings.input_shape[:2]
    pictures = drawings.digits[:6]
    return Measured(
        {f"hand {name}": value for name, value in zip(names, hand, strict=True)}
        | {f"others {name}": value for name, value in zip(names, known, strict=True)}
        | {"forgotten with rehearsal": known[0] - known[1], "forgotten without": known[0] - known[2]},
        {
            "hand": Curve(np.arange(3.0), np.array(hand), "network", names),
            "others": Curve(np.arange(3.0), np.array(known), "network", names),
        },
        pictures=tuple(
            CaptionedPicture(values.reshape(shape) / pictures.ink, f"the hand's {label}")
            for values, label in zip(pictures.values("float64"), pictures.labels, strict=True)
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


def _alone(model: Model, drawings: Dataset, subject: Subject) -> Model:
    """The network that has learned the drawings and nothing else, by the settings of a fine-tuning."""
    learned = drawings.train
    repeated = learned[np.arange(max(_N_ALONE, len(learned))) % len(learned)]
    alone = Dataset("hand alone", "one hand", repeated, np.empty(0, dtype=np.intp), has_fixed_split=True)
    report = train(
        fine_tuning_config(model), alone, control=subject.control, initial=model.parameters, scaling=model.scaling
    )
    check_wanted(subject.control)
    return replace(model, parameters=Parameters(report.architecture, report.parameters))


MEASURES = (
    Measure(
        "own-hand",
        "trains a network, teaches it one slanted hand, and measures what it forgets, with and without rehearsal",
        (
            *(f"{whose} {when}" for whose in ("hand", "others") for when in ("before", "with rehearsal", "without")),
            "forgotten with rehearsal",
            "forgotten without",
        ),
        measure_own_hand,
        drawn=("hand", "others"),
        options={"drawings": 50},
    ),
)
