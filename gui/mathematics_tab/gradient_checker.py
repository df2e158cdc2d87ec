"""Stands between the gradient check's view and the network and digits in use."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Slot

from engine.data.dataset import Dataset
from engine.data.loading import in_format
from engine.data.reference import digits_name
from engine.models.model import Model
from engine.nn.gradient_check import DEBUG_WEIGHT_DECAY, check_gradient_on, make_debug_problem
from gui.mathematics_tab.gradient_check_view import ALL_PARAMETERS, DEBUG, CheckedGradient, GradientCheckView
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.message_area import MessageArea
from gui.workers.background_tasks import TaskControl, TaskThreads

_NO_DIGITS = QT_TRANSLATE_NOOP(
    "GradientChecker", "There are no digits yet: wait until they are read, or open some with File > Open data."
)
_CANCELLED = QT_TRANSLATE_NOOP("GradientChecker", "Canceled. Press Check to begin again.")


class GradientChecker(QObject):
    """Has gradients checked beside the window, and shows what came of it.

    Attributes
    ----------
    view
        ``None`` before it is wanted.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        *,
        threads: TaskThreads,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._messages = workspace, settings, messages
        self._n_checks = 0
        self.view: GradientCheckView | None = None
        self._tasks = threads.make("gradient-check")
        self._tasks.progressed.connect(self._on_progressed)
        self._tasks.done.connect(self._on_done)
        self._tasks.failed.connect(self._on_failed)

    def make_view(self) -> GradientCheckView:
        """The view, made when it is first wanted; the debug network, a matter of milliseconds, is checked at once."""
        self.view = GradientCheckView(self._messages)
        self.view.check_requested.connect(self.check)
        self.view.cancel_requested.connect(self.cancel)
        self.check()
        return self.view

    @Slot()
    def check(self) -> None:
        """Begin the check that the view asks for."""
        view, workspace = self.view, self._workspace
        if view is None:
            return
        if view.problem == DEBUG:
            view.set_running(True)
            self._tasks.start(_check_debug_network)
            return
        dataset = workspace.dataset
        if dataset is None:
            view.show_message(translate("GradientChecker", _NO_DIGITS))
            return
        self._n_checks += 1
        view.set_running(True)
        self._tasks.start(
            _CheckOnDigits(
                Model(workspace.parameters, scaling=workspace.scaling),
                dataset,
                n_digits=view.digits_box.value(),
                n_parameters=view.parameters_box.value(),
                weight_decay=self._settings.live.weight_decay,
                seed=self._n_checks,
            )
        )

    @Slot()
    def cancel(self) -> None:
        """End the check that goes on; what was shown before is gone."""
        self._tasks.cancel()
        self._end(translate("GradientChecker", _CANCELLED))

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        if self.view is not None:
            self.view.set_progress(share)

    @Slot(object)
    def _on_done(self, result: CheckedGradient) -> None:
        if self.view is not None:
            self.view.set_running(False)
            self.view.set_result(result)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._end(sentence or self.tr("The check ended unexpectedly."))

    def _end(self, sentence: str) -> None:
        if self.view is not None:
            self.view.set_running(False)
            self.view.show_message(sentence)


def _check_debug_network(_control: TaskControl) -> CheckedGradient:
    """The check of exercise 4, on its own network, samples and λ."""
    parameters, inputs, labels = make_debug_problem()
    check = check_gradient_on(parameters, inputs, labels, weight_decay=DEBUG_WEIGHT_DECAY)
    n = parameters.architecture.n_parameters
    network = str(parameters.architecture)
    return CheckedGradient(
        check,
        np.arange(n),
        network,
        n,
        len(labels),
        translate("GradientChecker", "samples of sines"),
        DEBUG_WEIGHT_DECAY,
    )


@dataclass(frozen=True)
class _CheckOnDigits:
    """The work of one check of the network in use; none of its arrays changes."""

    model: Model
    dataset: Dataset
    n_digits: int
    n_parameters: int
    weight_decay: float
    seed: int

    def __call__(self, control: TaskControl) -> CheckedGradient:
        dataset = in_format(self.dataset, self.model.input_format)
        digits = dataset.train[: self.n_digits]
        values = self.model.scaling.apply(digits.values("float64"))
        parameters = self.model.parameters
        n_all = parameters.architecture.n_parameters
        indices = np.arange(n_all)
        if self.n_parameters != ALL_PARAMETERS and self.n_parameters < n_all:
            rng = np.random.default_rng(self.seed)
            indices = np.sort(rng.choice(n_all, self.n_parameters, replace=False))
        check = check_gradient_on(
            parameters,
            values,
            digits.labels,
            weight_decay=self.weight_decay,
            chosen=indices,
            progress=lambda _n_done, share: control.progress(share),
            is_cancelled=lambda: control.is_cancelled,
        )
        network, n = str(parameters.architecture), len(digits)
        return CheckedGradient(
            check,
            indices,
            network,
            n_all,
            n,
            translate("CheckOnDigits", "digits of {label}").format(label=digits_name(self.dataset.label)),
            self.weight_decay,
        )
