"""The session: all that the views show, and the signals that tell them when it changes."""

from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine import VERSION
from engine.activations import Floats
from engine.configuration import TrainingConfig
from engine.datasets import Dataset
from engine.framing import Image, Stroke, frame_drawings
from engine.model_files import Model, load_model
from engine.network import Parameters, compute_probabilities
from engine.training import first_parameters
from engine.training_report import TrainingReport, plain_points
from gui.history import History

Origin = Literal["bundled", "file", "random", "training"]
DOT_SIZE = 0.04
"""Drawings no larger than this, in fractions of the canvas's side, are dots and are not blown up."""


class Session(QObject):
    """The current network, drawing, data set and history.

    Attributes
    ----------
    parameters
        The network that answers.
    origin
        Where it comes from: bundled with the program, opened from a file, random, or trained here.
    name
        The name of that file; empty if there is none.
    data_name
        The data set that it was trained on here; empty if it was not.
    about
        What the model file says of the network.
    config
        The settings of the last run or reset; ``None`` before it.
    dataset
        The data set that was read last; ``None`` until one is.
    history
        The learning curves of the network since its random start.
    frame
        The drawing as the network sees it, (20, 20) float32; ``None`` while nothing is drawn.
    probabilities
        What the network makes of it, shape (10,); ``None`` while nothing is drawn.
    last_report
        The last report of the last run.
    reading_changed
        Signal (frame or None, probabilities or None).
    network_changed
        Signal (Parameters): other numbers, or another architecture.
    history_changed
        Signal (History).
    dataset_changed
        Signal (Dataset).
    """

    reading_changed = Signal(object, object)
    network_changed = Signal(object)
    history_changed = Signal(object)
    dataset_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        model = load_model()
        self.parameters = model.parameters
        self.origin: Origin = "bundled"
        self.about = model.about
        self.name = ""
        self.data_name = ""
        self.config: TrainingConfig | None = None
        self.dataset: Dataset | None = None
        self.history = History()
        self.frame: Image | None = None
        self.probabilities: Floats | None = None
        self.last_report: TrainingReport | None = None

    def set_strokes(self, strokes: list[Stroke]) -> None:
        """Take the drawing's strokes, in fractions of the canvas's side, and read them."""
        images, drawn = frame_drawings([strokes], dot_size=DOT_SIZE)
        self.frame = images[0] if drawn[0] else None
        self._read()

    def set_model(self, model: Model, origin: Origin, *, name: str = "") -> None:
        """Use another network, of that file name if it comes from a file; the history begins anew."""
        self.parameters, self.origin, self.about, self.name = model.parameters, origin, model.about, name
        self.config = None
        self.last_report = None
        self._set_history(History())
        self._network_replaced()

    def use_bundled_model(self) -> None:
        """Use the network that came with the program."""
        self.set_model(load_model(), "bundled")

    def reset(self, config: TrainingConfig) -> None:
        """Use a new random network, as a run with this configuration starts from."""
        self.set_model(Model(first_parameters(config, 400)), "random")
        self.config = config

    def can_go_on(self, config: TrainingConfig) -> bool:
        """Whether a run with this configuration goes on from the current network, rather than from a random one.

        The bundled network is not trained further: people want to see learning from the start. Random parameters have
        learned nothing. Another seed or initialization asks for another start.
        """
        if self.origin not in ("training", "file") or self.parameters.architecture != config.architecture():
            return False
        start = self.config or config
        return (start.seed, start.initialization) == (config.seed, config.initialization)

    def begin_run(self, config: TrainingConfig) -> tuple[Parameters | None, float]:
        """Get ready for a run.

        Returns
        -------
        initial : Parameters or None
            What the run goes on from; ``None`` for random parameters.
        first_epoch : float
            Where its history goes on from.
        """
        goes_on = self.can_go_on(config)
        self.config = config
        if not goes_on:
            self._set_history(History())
        return (self.parameters if goes_on else None), self.history.last_epoch

    def apply_report(self, report: TrainingReport) -> None:
        """Take over what a run has learned so far."""
        self.parameters = Parameters(report.architecture, report.parameters)
        self.origin = "training"
        self.data_name = self.dataset.name if self.dataset else ""
        self.last_report = report
        if report.points:
            self.history.extend(report.points)
            self.history_changed.emit(self.history)
        self._network_replaced()

    def set_dataset(self, dataset: Dataset) -> None:
        """Take over a data set that was read; the curves begin anew, those of two data sets do not belong together."""
        if dataset is not self.dataset:
            if self.dataset is not None and self.history.n_points:
                self._set_history(History())
            self.dataset = dataset
            self.dataset_changed.emit(dataset)

    def origin_in_words(self) -> str:
        """Where the network comes from that answers now."""
        if self.origin == "bundled":
            return "The bundled network reads your drawing. Train starts a new one from random weights."
        if self.origin == "training":
            return f"The network that was trained on {self.data_name} reads your drawing. Train goes on with it."
        if self.origin == "file":
            return f"The network of {self.name} reads your drawing."
        return "Random weights: the network has learned nothing yet."

    def model(self) -> Model:
        """The current network with what is known about it, to be saved."""
        about = dict(self.about)
        if self.origin == "training" and self.last_report is not None:
            report = self.last_report
            about = {
                "data": self.data_name,
                "config": self.config.as_dict() if self.config else None,
                "epochs": report.epoch,
                "test_accuracy": report.test_evaluation.accuracy if report.test_evaluation else None,
                "history": plain_points(self.history.points()),
            }
        return Model(self.parameters, {**about, "program_version": VERSION})

    def _set_history(self, history: History) -> None:
        self.history = history
        self.history_changed.emit(history)

    def _network_replaced(self) -> None:
        self.network_changed.emit(self.parameters)
        self._read()

    def _read(self) -> None:
        self.probabilities = None if self.frame is None else self._probabilities_of(self.frame)
        if self.probabilities is not None and not np.isfinite(self.probabilities).all():
            self.probabilities = None  # a network whose parameters are too large has no answer
        self.reading_changed.emit(self.frame, self.probabilities)

    def _probabilities_of(self, frame: Image) -> Floats:
        inputs = self.parameters.as_inputs(frame.reshape(1, -1))
        with np.errstate(all="ignore"):
            return compute_probabilities(self.parameters, inputs).reshape(-1)
