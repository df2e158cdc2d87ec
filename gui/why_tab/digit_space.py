"""The work behind map and neighbours: training digits as the last hidden layer has them. No widget in here."""

from collections.abc import Callable
from dataclasses import dataclass
from time import thread_time
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits
from engine.data.loading import in_format
from engine.explain.hidden_space import (
    Neighborhood,
    Plane,
    last_hidden,
    last_hidden_of,
    principal_plane,
    turned_like,
)
from engine.ink.framing import Image
from engine.models.model import Model
from engine.nn.activations import Floats
from gui.workers.background_tasks import TaskControl

MapSpace = Literal["hidden", "pixels"]
MOST_SHOWN = 620
"""Digits that the map shows."""
MOST_USED = 5000
"""Digits that decide where its plane lies."""


@dataclass(frozen=True, eq=False)
class PlacedDigits:
    """Digits in the plane in which they differ most.

    Attributes
    ----------
    model
        The network that places them.
    space
        Whether they lie there by its last hidden layer or by their pixels.
    digits
        All of the data set, in the network's format.
    rows
        Which of them are shown, shape (n_shown,); the same ones as long as the digits are the same.
    places
        Where they are, shape (n_shown, 2), the second axis upwards.
    plane
        The plane.
    n_used
        How many digits decide where the plane lies.
    n_all
        How many training digits there are.
    seconds
        Of computing that it took.
    """

    model: Model
    space: MapSpace
    digits: Digits
    rows: NDArray[np.intp]
    places: NDArray[np.float64]
    plane: Plane
    n_used: int
    n_all: int
    seconds: float

    @property
    def labels(self) -> NDArray[np.intp]:
        """What the digits that are shown are."""
        return self.digits.labels[self.rows]

    def place(self, frames: list[Image]) -> NDArray[np.float64]:
        """Where pictures lie in the plane, in the network's format and not scaled: shape (n_frames, 2)."""
        rows = np.stack([frame.reshape(-1) for frame in frames])
        return self.plane.project(_points(self.model, rows, self.space))


def placing_of(
    model: Model, dataset: Dataset, train: NDArray[np.intp], space: MapSpace, before: PlacedDigits | None
) -> Callable[[TaskControl], PlacedDigits | None]:
    """The work of placing training digits; ``None`` where the network's numbers overflow.

    Parameters
    ----------
    model, dataset
        The network, and the digits; those of another format than the network's are resampled for it.
    train
        Which of them are for training, at least one.
    space
        By what they are placed.
    before
        Where they were placed before: axes keep their order and sign.
    """

    def work(_control: TaskControl) -> PlacedDigits | None:
        digits = in_format(dataset, model.input_format).digits
        begun = thread_time()
        used = np.random.default_rng(0).permutation(train)[:MOST_USED]
        rows = used[:MOST_SHOWN]
        images = digits[used].values(model.parameters.dtype)
        points = _points(model, images, space)
        if not np.isfinite(points).all():
            return None
        plane, shown = principal_plane(points), points[: len(rows)]
        if before is not None and before.space == space and np.array_equal(before.rows, rows):
            plane = turned_like(plane, shown, before.places)
        places = plane.project(shown)
        return PlacedDigits(model, space, digits, rows, places, plane, len(used), len(train), thread_time() - begun)

    return work


def _points(model: Model, images: Floats, space: MapSpace) -> Floats:
    if space == "hidden":
        return last_hidden(model, images)
    return model.inputs_of(images)


@dataclass(frozen=True, eq=False)
class KnownDigits:
    """All training digits, among which the nearest to a drawing are found.

    Attributes
    ----------
    model
        The network in whose last hidden layer they are compared.
    digits
        All of the data set, in the network's format.
    train
        Which of them are known.
    near
        Where they lie.
    seconds
        Of computing that it took.
    """

    model: Model
    digits: Digits
    train: NDArray[np.intp]
    near: Neighborhood
    seconds: float

    def nearest(self, frame: Image, n: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The digits most like a picture, as indices into the data set, and their distances."""
        point = last_hidden(self.model, frame.reshape(1, -1))[0]
        if not np.isfinite(point).all():
            return np.empty(0, np.intp), np.empty(0)
        rows, distances = self.near.nearest(point, n)
        return self.train[rows], distances


def knowing_of(model: Model, dataset: Dataset, train: NDArray[np.intp]) -> Callable[[TaskControl], KnownDigits | None]:
    """The work of getting to know training digits; ``None`` where the network's numbers overflow."""

    def work(_control: TaskControl) -> KnownDigits | None:
        digits = in_format(dataset, model.input_format).digits
        begun = thread_time()
        points = last_hidden_of(model, digits[train])
        if not np.isfinite(points).all():
            return None
        return KnownDigits(model, digits, train, Neighborhood(points), thread_time() - begun)

    return work
