"""Stands between the worked step's view and the workspace: which network, which sample, and the steps that are made.

Steps change a copy of the network that lives here alone. The copy follows the workspace's network while nothing is trained
and no step was made, so that numbers do not jump while they are read; else a button offers the new one.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Slot

from engine.data.loading import digit_in_format
from engine.data.scaling import UNSCALED, InputScaling
from engine.explain.kernel_path import KernelPath, follow_kernel_weight
from engine.explain.weight_path import follow_weight
from engine.explain.worked_step import (
    BIAS,
    Vector,
    WeightIndex,
    WorkedStep,
    mazur_example,
    without_dropout,
    work_step,
)
from engine.ink.framing import Image
from engine.ink.input_formats import format_of, shape_text
from engine.nn.layers.base import Window
from engine.nn.layers.convolution import Convolution
from engine.nn.network import Architecture, Parameters
from engine.nn.objective import one_hot
from gui.mathematics_tab.kernel_step_text import KernelLesson
from gui.mathematics_tab.number_format import number
from gui.mathematics_tab.worked_step_text import Lesson
from gui.mathematics_tab.worked_step_view import DIGIT, DRAWING, MAZUR, WorkedStepView, convolutions
from gui.state.availability import Availability
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.refresher import Refresher

_REFRESH_INTERVAL_MS = 150
_N_TERMS = 3
_NO_DIGITS = QT_TRANSLATE_NOOP(
    "StepDemonstrator",
    "There are no digits yet: wait until they are read, or choose your drawing or Mazur's example above.",
)
_NOTHING_DRAWN = QT_TRANSLATE_NOOP("StepDemonstrator", "Draw a digit on the right, and say above which one it is.")
_DIVERGED = QT_TRANSLATE_NOOP(
    "StepDemonstrator",
    "The network's numbers overflow: there is nothing to work through. Choose a smaller learning rate and new random "
    "weights, or go back to the network.",
)


@dataclass
class _Copy:
    """A network that steps are made on."""

    parameters: Parameters
    scaling: InputScaling
    before: Parameters | None = None
    n_steps: int = 0


class _Sample(NamedTuple):
    """What goes into the network, what should come out, and the picture of it."""

    inputs: Vector
    targets: Vector
    frame: Image | None


class StepDemonstrator(QObject):
    """Works a step through, again whenever something else is chosen.

    Attributes
    ----------
    view
        ``None`` before it is wanted.
    """

    def __init__(
        self, workspace: Workspace, settings: Settings, availability: Availability, *, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._availability = workspace, settings, availability
        self._example = mazur_example()
        self._mazur = _Copy(self._example.parameters, UNSCALED)
        self._network = _Copy(without_dropout(self._workspace.parameters), self._workspace.scaling)
        self._has_news = False
        self._offered: tuple[Architecture, bool] | None = None
        self._layer = 0
        self._frame: Image | None = None
        self._step: WorkedStep | None = None
        self.view: WorkedStepView | None = None
        self._refresher = Refresher(self._show, interval_ms=_REFRESH_INTERVAL_MS, parent=self)
        self._workspace.network_changed.connect(self._on_network_changed)
        availability.run_state_changed.connect(self._on_run_state_changed)
        self._workspace.dataset_changed.connect(self._refresher.request)
        self._workspace.reading_changed.connect(self._on_reading_changed)
        settings.live_edited.connect(self._refresher.request)
        settings.edited.connect(self._refresher.request)

    def make_view(self) -> WorkedStepView:
        """The view, made when it is first wanted."""
        view = self.view = WorkedStepView()
        view.shown.connect(self._on_shown)
        view.sample_changed.connect(self._show)
        view.weight_changed.connect(self._on_weight_changed)
        view.steepest_requested.connect(self._on_steepest_requested)
        view.step_requested.connect(self._on_step_requested)
        view.back_requested.connect(self._on_back_requested)
        view.network_requested.connect(self._take_network)
        self._take_network()
        return view

    # Which network

    @property
    def _copy(self) -> _Copy:
        return self._mazur if self.view is not None and self.view.source == MAZUR else self._network

    @Slot()
    def _on_network_changed(self) -> None:
        self._has_news = True
        self._follow()

    @Slot()
    def _on_run_state_changed(self) -> None:
        self._follow()

    @Slot()
    def _on_shown(self) -> None:
        self._follow()
        self._show()

    def _follow(self) -> None:
        """Take the new network if nobody is in the middle of something; else offer it."""
        if self.view is None or not self.view.isVisible() or not self._has_news:
            return
        if self._availability.now.is_idle and self._network.n_steps == 0:
            self._take_network()
        else:
            self._show_state()

    @Slot()
    def _take_network(self) -> None:
        self._network = _Copy(without_dropout(self._workspace.parameters), self._workspace.scaling)
        self._has_news = False
        self._show()

    # What is asked for

    @Slot()
    def _on_reading_changed(self) -> None:
        """Another drawing; readings of the same one by a network in training are none of this view's business."""
        if self.view is not None and self.view.source == DRAWING and self._workspace.frame is not self._frame:
            self._refresher.request()

    @Slot()
    def _on_weight_changed(self) -> None:
        """Another weight; of another layer the one with the largest derivative, which has something to show."""
        if self.view is None:
            return
        at = self.view.weight
        if at.layer != self._layer:
            is_mazur = self._copy is self._mazur
            at = WeightIndex(at.layer, 0, 0) if is_mazur or self._step is None else self._step.steepest(at.layer)
            self._offer(at)
        self._show()

    @Slot()
    def _on_steepest_requested(self) -> None:
        if self._step is not None:
            self._offer(_steepest(self._step))
            self._show()

    @Slot()
    def _on_step_requested(self) -> None:
        """Change all weights of the copy."""
        if self._step is None:
            return
        copy, is_mazur = self._copy, self._copy is self._mazur
        copy.before = copy.parameters
        copy.parameters = self._step.updated(
            self._learning_rate, biases_too=self._example.updates_biases if is_mazur else True
        )
        copy.n_steps += 1
        self._show()
        if self.view is not None:
            self.view.document.verticalScrollBar().setValue(0)  # where the change is written

    @Slot()
    def _on_back_requested(self) -> None:
        if self._copy is self._mazur:
            self._mazur.parameters, self._mazur.before, self._mazur.n_steps = self._example.parameters, None, 0
            self._show()
        else:
            self._take_network()

    # Showing

    @property
    def _learning_rate(self) -> float:
        if self._copy is self._mazur:
            return self._example.learning_rate
        return self._settings.live.learning_rate

    @Slot()
    def _show(self) -> None:
        """Work the step through and write it down, if somebody is looking."""
        view = self.view
        if view is None or not view.isVisible():
            return
        dataset = self._workspace.dataset
        view.set_n_digits(0 if dataset is None else len(dataset.train))
        self._step = None
        self._show_state()
        sample = self._sample(view)
        if isinstance(sample, str):
            view.set_true_label(None)
            view.picture.set_frame(None)
            view.show_message(sample)
            return
        view.set_true_label(int(sample.targets.argmax()) if view.source == DIGIT else None)
        copy = self._copy
        self._show_picture(view, sample)
        step = work_step(copy.parameters, sample.inputs, sample.targets)
        if not step.is_finite:
            view.show_message(translate("StepDemonstrator", _DIVERGED))
            return
        self._step = step
        architecture, is_mazur = copy.parameters.architecture, copy is self._mazur
        if self._offered != (architecture, is_mazur):
            self._offer(WeightIndex(1, 0, 0) if is_mazur else _steepest(step))
        at, rate, n_steps = view.weight, self._learning_rate, copy.n_steps
        before = None if copy.before is None else work_step(copy.before, sample.inputs, sample.targets)
        if isinstance(architecture.layers[at.layer], Convolution):
            kernel_path = follow_kernel_weight(step, at, n_terms=_N_TERMS)
            view.picture.set_pixel(*_seen_in_picture(kernel_path, architecture))
            view.set_lesson(KernelLesson(step, kernel_path, rate, before, n_steps))
        else:
            view.picture.set_pixel(at.source if at.layer == 0 and at.source != BIAS else None)
            path = follow_weight(step, at, n_terms=_N_TERMS)
            view.set_lesson(Lesson(step, path, rate, before, n_steps, is_mazur))

    def _show_state(self) -> None:
        if self.view is not None:
            is_mazur = self._copy is self._mazur
            whose = (
                self.tr("Mazur's; biases stay") if is_mazur else self.tr("as in the settings; plain gradient descent")
            )
            rate = f"η = {number(self._learning_rate)} ({whose})"
            self.view.set_state(n_steps=self._copy.n_steps, rate=rate, has_news=self._has_news and not is_mazur)

    def _show_picture(self, view: WorkedStepView, sample: _Sample) -> None:
        view.picture.setVisible(sample.frame is not None)
        if sample.frame is not None:
            view.picture.set_format(format_of((*sample.frame.shape, 1)))
            view.picture.set_frame(sample.frame)

    def _offer(self, at: WeightIndex) -> None:
        if self.view is not None:
            is_mazur = self._copy is self._mazur
            architecture = self._copy.parameters.architecture
            self._offered, self._layer = (architecture, is_mazur), at.layer
            self.view.set_weight(architecture, at, output_base=1 if is_mazur else 0, offers_biases=not is_mazur)

    def _sample(self, view: WorkedStepView) -> _Sample | str:
        """The sample that is chosen, or why there is none."""
        if view.source == MAZUR:
            return _Sample(self._example.inputs, self._example.targets, None)
        frame, label = self._workspace.frame, view.label_box.value()
        self._frame = frame
        if view.source == DIGIT:
            dataset = self._workspace.dataset
            if dataset is None:
                return translate("StepDemonstrator", _NO_DIGITS)
            form = format_of(self._network.parameters.architecture.input_shape)
            digit = digit_in_format(dataset, int(dataset.trained_indices[view.digit_index]), form)
            frame = digit.values("float32").reshape(form.height, form.width).astype(np.float32)
            label = int(digit.labels[0])
        if frame is None:
            return translate("StepDemonstrator", _NOTHING_DRAWN)
        architecture = self._network.parameters.architecture
        if (*frame.shape, 1) != architecture.input_shape:
            return self.tr(
                "This network reads pictures of {wanted}, your drawing is read as {got}: choose another sample above, or "
                "take the new network."
            ).format(wanted=shape_text(architecture.input_shape), got=shape_text(frame.shape))
        inputs = self._network.scaling.apply(frame.reshape(1, -1).astype(np.float64))[0]
        targets = one_hot(np.array([label]), architecture.n_outputs, "float64")[0]
        return _Sample(inputs.astype(np.float64), targets.astype(np.float64), frame)


def _steepest(step: WorkedStep) -> WeightIndex:
    """The weight with the largest derivative: of filters, where there are any."""
    layers = convolutions(step.parameters.architecture)
    return max(map(step.steepest, layers), key=lambda at: abs(step.derivative(at))) if layers else step.steepest()


def _seen_in_picture(path: KernelPath, architecture: Architecture) -> tuple[int | None, Window | None]:
    """The pixel that the weight meets, and what its filter sees, if it looks at the picture itself."""
    if path.at.layer != 0:
        return None, None
    height, width, _ = architecture.input_shape
    if path.at.source == BIAS:
        return None, path.window
    row, column = path.window.top + path.row, path.window.left + path.column
    is_inside = 0 <= row < height and 0 <= column < width
    return row * width + column if is_inside else None, path.window
