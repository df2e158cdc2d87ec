"""Keeps the tab "Network" up to date: with every stroke at once, with a network that learns some times a second."""

import time
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QRectF, Slot

from engine.data.dataset import Dataset
from engine.data.splits import n_test_digits
from engine.evaluation.part_evaluation import Part, evaluate_part, part_of
from engine.explain.ablation import Damage
from engine.ink.input_formats import InputFormat
from engine.models.model import Model
from engine.text.percent import percent_text, percent_texts
from engine.training.config import TrainingConfig
from gui.actions import Actions
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.network_tab.network_view import NetworkView
from gui.network_tab.unit_list import UnitList
from gui.plots.pixel_working import DRAWING, MapPixel, PixelWorking, work_out
from gui.plots.unit_working import UnitWorking, work_out_unit
from gui.state.availability import Availability
from gui.state.settings import Settings
from gui.state.workspace import Workspace
from gui.widgets.message_area import MessageArea
from gui.widgets.phrases import sentence_case
from gui.widgets.refresher import Refresher
from gui.widgets.unit_names import damage_text
from gui.workers.background_tasks import TaskControl, TaskThreads, Work

_LEARNING_MS = 200
_NUMBERS_MS = 100
_CHOOSE_EVERY_S = 0.5


class NetworkPresenter(QObject):
    """Stands between the window and the view of the network.

    Attributes
    ----------
    view
        The view; ``None`` before the tab is opened.
    """

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        settings: Settings,
        availability: Availability,
        canvas: DrawingCanvas,
        *,
        threads: TaskThreads,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions, self._workspace, self._settings = actions, workspace, settings
        self._availability, self._canvas, self._messages = availability, canvas, messages
        self.view: NetworkView | None = None
        self._frame: object = None
        self._chosen_at = 0.0
        self._refresher = Refresher(self._show, interval_ms=_LEARNING_MS, parent=self)
        self._numbers = Refresher(self._show_numbers, interval_ms=_NUMBERS_MS, waits=True, parent=self)
        self._tasks = threads.make("break-it")
        self._tasks.done.connect(self._on_measured)
        self._whole: tuple[object, float] | None = None
        self._broken: tuple[object, float] | None = None
        self._measuring: tuple[object, object] = (None, None)
        workspace.reading_changed.connect(self._on_reading_changed)
        workspace.moment.changed.connect(self._show_now)
        workspace.damage.changed.connect(self._on_damage_changed)
        workspace.dataset_changed.connect(self._on_digits_changed)
        settings.edited.connect(self._on_digits_changed)
        canvas.stroke_finished.connect(self._on_stroke_finished)

    def make_view(self) -> NetworkView:
        """The view, wired."""
        view = self.view = NetworkView(self._actions, self._messages)
        view.shown.connect(self._show_now)
        view.drawing.pointed_changed.connect(self._show_numbers)
        view.drawing.silence_requested.connect(self._on_silence_requested)
        view.drawing.more_requested.connect(self._on_more_requested)
        view.inspector.silence_requested.connect(view.drawing.silence_pointed)
        view.inspector.pin_requested.connect(self._on_pin_requested)
        view.break_bar.damage_chosen.connect(self._on_damage_chosen)
        view.break_bar.set_architecture(self._workspace.parameters.architecture)
        view.set_architecture(self._workspace.parameters.architecture)
        return view

    # What has changed

    @Slot()
    def _on_reading_changed(self) -> None:
        """The pen is followed at once; the same drawing read by another network, which is told of so, too, can wait."""
        view = self.view
        shown = view.drawing.parameters if view is not None else None
        is_other = shown is None or shown.architecture != self._workspace.parameters.architecture
        if is_other or self._workspace.frame is not self._frame:
            self._show()
        else:
            self._refresher.request()

    @Slot()
    def _on_stroke_finished(self) -> None:
        if self.view is not None and self.view.isVisible():
            self.view.drawing.choose_now()

    @Slot()
    def _show_now(self) -> None:
        self._show()

    def _may_choose(self) -> bool:
        """Whether other units of wide layers may be drawn: while it learns, when half a second is over."""
        now = time.monotonic()
        if self._availability.now.run_state == "running" and now - self._chosen_at < _CHOOSE_EVERY_S:
            return False
        self._chosen_at = now
        return True

    def _show(self) -> None:
        """Show what the network of now makes of the drawing of now."""
        view, workspace = self.view, self._workspace
        if view is None or not view.isVisible():
            return
        self._frame = workspace.frame
        parameters, drawing = workspace.parameters, view.drawing
        view.set_architecture(parameters.architecture)
        drawing.set_damage(workspace.damage.now)
        if parameters is not drawing.parameters or workspace.run.id != drawing.run:
            drawing.set_network(parameters, workspace.run.id)
        flow, ink = workspace.flow, None
        if flow is not None and workspace.frame is not None:
            ink = workspace.frame / workspace.input_format.ink
        pen_is_down = bool(self._canvas.drawing.current)
        drawing.set_flow(flow, ink, may_choose=not pen_is_down and self._may_choose(), pen_is_down=pen_is_down)
        view.break_bar.set_damage(workspace.damage.now)
        self._numbers.request()
        self._measure()

    # The unit that is pointed at

    @Slot()
    def _show_numbers(self) -> None:
        view = self.view
        if view is None or not view.isVisible():
            return
        drawing = view.drawing
        place, flow = drawing.pointed, drawing.flow
        unit: UnitWorking | None = None
        pixel: PixelWorking | None = None
        frames: list[QRectF | None] = []
        if place is not None and flow is not None and place.channel >= 0 and place.layer != DRAWING:
            if view.has_strip and len(flow.architecture.shapes[place.layer + 1]) == 3:
                pixel = work_out(flow.activations, place)
                frames.append(drawing.pixel_rect(place))
                if pixel.seen is not None:
                    window = pixel.seen
                    at = MapPixel(DRAWING, 0, window.top, window.left)
                    frames.append(drawing.pixel_rect(at, (window.height, window.width)))
            else:
                unit = work_out_unit(flow, place, drawing.damage)
        drawing.set_frames(tuple(frame for frame in frames if frame is not None))
        view.show_unit(unit, pixel, is_pinned=drawing.is_pinned)
        self._say()

    @Slot(int)
    def _on_more_requested(self, layer: int) -> None:
        """Show all units of a wide layer, to choose one that is pinned."""
        view = self.view
        if view is None:
            return
        drawing = view.drawing
        architecture = self._workspace.parameters.architecture
        title = str(architecture.layers[layer].in_words())
        grid = UnitList(
            sentence_case(title), self._workspace.parameters, layer, flow=drawing.flow, theme=view.theme, parent=view
        )
        grid.chosen.connect(partial(self._on_unit_chosen, layer))
        grid.open()

    def _on_unit_chosen(self, layer: int, unit: int) -> None:
        view = self.view
        if view is None or layer >= len(self._workspace.parameters.architecture.layers) - 1:
            return
        shape = self._workspace.parameters.architecture.shapes[layer + 1]
        if unit < shape[-1]:
            middle = (shape[0] // 2, shape[1] // 2) if len(shape) == 3 else (0, 0)
            view.drawing.point_at(MapPixel(layer, unit, *middle), is_pinned=True)

    @Slot()
    def _on_pin_requested(self) -> None:
        if self.view is not None:
            drawing = self.view.drawing
            drawing.point_at(None if drawing.is_pinned else drawing.pointed, is_pinned=not drawing.is_pinned)

    # What is broken

    @Slot(int, int)
    def _on_silence_requested(self, layer: int, unit: int) -> None:
        damage = self._workspace.damage
        is_silent = (layer, unit) in damage.now.silenced
        damage.set(damage.now.with_unit(layer, unit, silent=not is_silent))

    @Slot(object)
    def _on_damage_chosen(self, damage: Damage) -> None:
        self._workspace.damage.set(damage)

    @Slot()
    def _on_damage_changed(self) -> None:
        self._broken = None
        self._tasks.cancel()
        self._measuring = (None, None)
        self._show()

    @Slot()
    def _on_digits_changed(self) -> None:
        self._whole = self._broken = None
        self._tasks.cancel()
        self._measuring = (None, None)
        self._measure()

    def _measure(self) -> None:
        """Have the digits read by the broken network, and once by the whole one, in the background."""
        view, workspace = self.view, self._workspace
        if view is None or not view.isVisible() or workspace.dataset is None:
            return
        if not workspace.damage:
            self._say()
            return
        whole, broken = workspace.whole_model, workspace.shown_model
        wanted = (whole.parameters, broken.parameters)
        is_known = self._whole is not None and self._whole[0] is wanted[0]
        if is_known and self._broken is not None and self._broken[0] is wanted[1]:
            self._say()
            return
        if self._tasks.is_busy:  # a network that learns is measured again when this is over
            return
        self._measuring = wanted
        models = [] if is_known else [Model(whole.parameters, scaling=workspace.scaling)]
        self._tasks.start(
            _reading(
                [*models, Model(broken.parameters, scaling=workspace.scaling)],
                workspace.dataset,
                self._settings.config,
                form=workspace.input_format,
            )
        )

    @Slot(object)
    def _on_measured(self, accuracies: list[float]) -> None:
        whole, broken = self._measuring
        if len(accuracies) == 2:
            self._whole = whole, accuracies[0]
        self._broken = broken, accuracies[-1]
        self._say()
        if self._workspace.shown_model.parameters is not broken:
            self._measure()

    def _say(self) -> None:
        """In a sentence what is broken, and what that costs."""
        view, workspace = self.view, self._workspace
        if view is None:
            return
        damage = workspace.damage.now
        if not damage:
            has_units = bool(view.break_bar.layer_boxes)
            view.break_bar.say(
                self.tr("Whole. Click a unit, then Silence.") if has_units else self.tr("Whole: nothing is broken.")
            )
            return
        text = sentence_case(damage_text(workspace.parameters.architecture, damage))
        costs = []
        before, now = workspace.whole_probabilities, workspace.probabilities
        if before is not None and now is not None and np.isfinite(before).all():
            digit = int(before.argmax())
            costs.append(
                self.tr("this {digit} {before} → {now}").format(
                    digit=digit, before=_short(percent_texts(before)[digit]), now=percent_texts(now)[digit]
                )
            )
        if self._whole is not None and self._broken is not None and workspace.dataset is not None:
            n_test = n_test_digits(workspace.dataset, self._settings.config.test_split)
            costs.append(
                (self.tr("test {before} → {now}") if n_test else self.tr("training {before} → {now}")).format(
                    before=_short(percent_text(self._whole[1])), now=percent_text(self._broken[1])
                )
            )
        shorter = [", ".join(costs[: len(costs) - dropped]) for dropped in range(len(costs))]
        view.break_bar.say(f"{text}: {shorter[0]}" if costs else text, *shorter)


def _short(percentage: str) -> str:
    """A percentage before an arrow, after which the unit stands once."""
    return percentage.removesuffix(" %")


def _reading(models: list[Model], dataset: Dataset, config: TrainingConfig, *, form: InputFormat) -> Work:
    """The task that has networks read the test digits, or where there are none, those that they learn from."""

    def read(control: TaskControl) -> list[float] | None:
        part: Part = "test" if n_test_digits(dataset, config.test_split) else "train"
        of = part_of(part, dataset, config, form=form)
        accuracies = []
        for model in models:
            readings = evaluate_part(model, of, is_cancelled=lambda: control.is_cancelled)
            if readings is None:
                return None
            accuracies.append(float(readings.readings.is_right.mean()))
        return accuracies

    return read
