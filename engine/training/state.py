"""The state of a training run: all that it needs to go on as if it had never been stopped.

A run that is stopped, saved, and resumed from its state (in this process or another one, on the same machine with the same
libraries) takes the very same steps, to the last bit, and adds the very same points to its curves. What could be computed
again is not saved: the order of the digits in the epoch under way and the block of distorted digits are drawn again from
generators as they were before they were drawn.

Three runs cannot go on like this. SciPy's minimizers keep their state to themselves; digits that are streamed are those
that happened to be ready; a run that diverged has nothing to go on with but its last finite network.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from engine.data.augmented_batches import AugmentationState
from engine.data.generator_state import GeneratorState
from engine.data.reference import DatasetRef, reference_from
from engine.data.registry import without_folders
from engine.data.scaling import InputScaling
from engine.errors import ConfigurationError
from engine.nn.activations import Floats
from engine.nn.network import Architecture, architecture_from_json
from engine.optim.optimizers import OPTIMIZERS, OptimizerState
from engine.text.sentence import say
from engine.training.config import TrainingConfig, config_from

FORMAT = 1
ARRAY_NAMES = {"last", "last_finite", "before_last", "best", "shift", "divisor", "pending_logits"} | {
    f"optimizer/{name}" for kind in OPTIMIZERS.values() for name in kind.rule.MEMORY
}
"""What arrays of a state may be called, besides "answering": a file may hold any others."""
LIBRARIES = f"numpy {np.__version__}, scipy {scipy.__version__}"
"""What the steps of a run depend on besides its state: other versions may draw or round in another way."""


@dataclass(frozen=True)
class Leg:
    """A stretch of a run with settings of its own.

    Attributes
    ----------
    first_epoch
        Where on the curves it begins.
    config
        Its settings, as it began.
    """

    first_epoch: float
    config: TrainingConfig


class Snapshot(NamedTuple):
    """Parameters of a moment of the run.

    Attributes
    ----------
    epoch
        Which, on the curves.
    parameters
        The flat vector, never written to again.
    """

    epoch: float
    parameters: Floats


class CurveMarks(NamedTuple):
    """What stands out on the learning curves of a run.

    Attributes
    ----------
    legs
        Where further legs begin.
    network
        Where the network is that answers; ``None`` for the end of the curves.
    """

    legs: tuple[float, ...] = ()
    network: float | None = None


@dataclass(frozen=True, eq=False)
class Best:
    """What patience waits for to be surpassed.

    Attributes
    ----------
    loss
        The least so far, validation or training; infinite before the first epoch's end.
    counted_from
        Complete epochs of the leg when it was found; 0 where that was in a leg before.
    network
        The parameters that had it.
    """

    loss: float
    counted_from: int
    network: Snapshot


@dataclass(frozen=True, eq=False)
class DescentState:
    """Where a run by an optimizer is, besides its parameters.

    Attributes
    ----------
    n_epochs
        Complete epochs of the leg under way.
    position
        Digits of the epoch under way that were trained on.
    point_position
        Where in the epoch the curves' last point is.
    epoch_loss
        Loss summed over the digits up to that point.
    pending_logits
        The network's answers to the digits since then, shape (position - point_position, n_outputs).
    first_cost, first_weight_decay
        The cost that the leg began with, and the weight decay in it.
    last_cost
        That of the epoch before, for the tolerance; infinite before it.
    last_finite, before_last
        The networks at the last two points of the curves: what is kept if the numbers overflow.
    best
        For patience; ``None`` where there is none.
    optimizer
        What it remembers.
    order
        What draws the order of the digits, as it was before it drew that of the epoch under way.
    augmentation
        Where the distortions are; ``None`` where there are none.
    """

    n_epochs: int
    position: int
    point_position: int
    epoch_loss: float
    pending_logits: Floats
    first_cost: float
    first_weight_decay: float
    last_cost: float
    last_finite: Snapshot
    before_last: Snapshot
    best: Best | None
    optimizer: OptimizerState
    order: GeneratorState
    augmentation: AugmentationState | None


@dataclass(frozen=True, eq=False)
class TrainingState:
    """A run at one moment; its arrays are never written to again.

    Attributes
    ----------
    config
        The settings of the leg under way; those that may change while it runs, as they are now.
    dataset
        The digits.
    architecture, scaling
        The network, and how pictures are scaled for it.
    legs
        All legs of the run; the last is under way, or was the last.
    answering
        The network that answers: the last one, or the best one after an early stop.
    last
        The parameters that training goes on from.
    n_batches
        Steps taken by the run.
    n_threads
        BLAS threads that they were computed by.
    libraries
        As :data:`LIBRARIES`.
    is_over
        Whether the leg came to its end, by its plan or by a rule.
    is_streamed
        Whether digits were streamed, so that it cannot be repeated.
    descent
        Where the run is; ``None`` for a minimizer, or where the numbers overflowed: it cannot be resumed.
    """

    config: TrainingConfig
    dataset: DatasetRef
    architecture: Architecture
    scaling: InputScaling
    legs: tuple[Leg, ...]
    answering: Snapshot
    last: Snapshot
    n_batches: int
    n_threads: int
    libraries: str
    is_over: bool
    is_streamed: bool
    descent: DescentState | None

    @property
    def marks(self) -> CurveMarks:
        """What stands out on the curves of the run."""
        network = self.answering.epoch if self.is_over and self.answering.epoch != self.last.epoch else None
        return CurveMarks(tuple(leg.first_epoch for leg in self.legs[1:]), network)

    def to_arrays(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """The state as a header that JSON can hold, and named arrays; :meth:`from_arrays` reads them back.

        "answering" is the network that answers; an array that is equal to another one is left out, and the header says
        whose it is.
        """
        arrays: dict[str, NDArray[Any]] = {"answering": self.answering.parameters}
        same_as: dict[str, str] = {}

        def add(name: str, array: NDArray[Any]) -> None:
            for other in ("last", "last_finite", "answering"):
                if other in arrays and other != name and _are_same_bytes(arrays[other], array):
                    same_as[name] = other
                    return
            arrays[name] = array

        add("last", self.last.parameters)
        header: dict[str, Any] = {
            "format": FORMAT,
            "config": self.config.as_dict(),
            "dataset": without_folders(self.dataset).as_json(),
            "architecture": self.architecture.as_json(),
            "scaling": self.scaling.name,
            "legs": [{"first_epoch": leg.first_epoch, "config": leg.config.as_dict()} for leg in self.legs],
            "answering_epoch": self.answering.epoch,
            "last_epoch": self.last.epoch,
            "n_batches": self.n_batches,
            "n_threads": self.n_threads,
            "libraries": self.libraries,
            "is_over": self.is_over,
            "is_streamed": self.is_streamed,
            "checksum": checksum(self.answering.parameters),
            "descent": None,
        }
        arrays |= {"shift": self.scaling.shift, "divisor": self.scaling.divisor}
        descent = self.descent
        if descent is not None:
            add("last_finite", descent.last_finite.parameters)
            add("before_last", descent.before_last.parameters)
            arrays["pending_logits"] = descent.pending_logits
            arrays |= {f"optimizer/{name}": array for name, array in descent.optimizer.arrays.items()}
            header["descent"] = {
                **{name: _as_json(getattr(descent, name)) for name in _DESCENT_NUMBERS},
                "last_finite_epoch": descent.last_finite.epoch,
                "before_last_epoch": descent.before_last.epoch,
                "n_steps": descent.optimizer.n_steps,
                "order": descent.order.as_json(),
                "augmentation": None,
                "best": None,
            }
            if descent.augmentation is not None:
                header["descent"]["augmentation"] = {
                    "generator": descent.augmentation.generator.as_json(),
                    "start": descent.augmentation.start,
                    "stop": descent.augmentation.stop,
                }
            if descent.best is not None:
                add("best", descent.best.network.parameters)
                header["descent"]["best"] = {
                    "loss": _as_json(descent.best.loss),
                    "counted_from": descent.best.counted_from,
                    "epoch": descent.best.network.epoch,
                }
        header["same_as"] = same_as
        return header, arrays

    @classmethod
    def from_arrays(cls, header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> "TrainingState":
        """The state from what :meth:`to_arrays` gave.

        Raises
        ------
        ConfigurationError
            If it is of a newer program, belongs to another network, or is anything else.
        """
        try:
            return _from_arrays(header, arrays)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
            raise ConfigurationError(say("state.unreadable")) from error


_DESCENT_NUMBERS = (
    "n_epochs",
    "position",
    "point_position",
    "epoch_loss",
    "first_cost",
    "first_weight_decay",
    "last_cost",
)


def checksum(flat: Floats) -> str:
    """SHA-256 of the bytes of a flat vector, 64 hexadecimal digits."""
    return hashlib.sha256(np.ascontiguousarray(flat).view(np.uint8).data).hexdigest()


def _from_arrays(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> TrainingState:
    if header["format"] != FORMAT:
        raise ConfigurationError(say("state.format", expected=FORMAT, got=str(header["format"])))
    architecture = architecture_from_json(header["architecture"])
    config = config_from(header["config"])
    same_as = dict(header["same_as"])
    n_parameters, dtype = architecture.n_parameters, np.dtype(config.computed_in)

    def snapshot(name: str, epoch: object) -> Snapshot:
        return Snapshot(_number(epoch), _array(arrays[same_as.get(name, name)], (n_parameters,), dtype))

    answering = snapshot("answering", header["answering_epoch"])
    if checksum(answering.parameters) != header["checksum"]:
        raise ConfigurationError(say("state.other_network"))
    dataset = reference_from(header["dataset"])
    if dataset is None:
        raise ValueError(header["dataset"])
    state = TrainingState(
        config=config,
        dataset=dataset,
        architecture=architecture,
        scaling=InputScaling(header["scaling"], *(arrays[name].astype(np.float64) for name in ("shift", "divisor"))),
        legs=tuple(Leg(_number(leg["first_epoch"]), config_from(leg["config"])) for leg in header["legs"]),
        answering=answering,
        last=snapshot("last", header["last_epoch"]),
        n_batches=_count(header["n_batches"]),
        n_threads=_count(header["n_threads"]),
        libraries=str(header["libraries"]),
        is_over=header["is_over"] is True,
        is_streamed=header["is_streamed"] is True,
        descent=None,
    )
    value = header["descent"]
    if not state.legs or state.architecture != config.architecture(architecture.input_shape):
        raise ValueError(header["legs"])
    if value is None:
        return state
    n_epochs, position, point_position = (_count(value[name]) for name in ("n_epochs", "position", "point_position"))
    names = OPTIMIZERS[config.optimizer].rule.MEMORY
    memory = {name: _array(arrays[f"optimizer/{name}"], (n_parameters,), dtype) for name in names}
    augmentation, best = value["augmentation"], value["best"]
    pending = (position - point_position, architecture.n_outputs)
    return replace(
        state,
        descent=DescentState(
            n_epochs=n_epochs,
            position=position,
            point_position=point_position,
            epoch_loss=_number(value["epoch_loss"]),
            first_cost=_number(value["first_cost"]),
            first_weight_decay=_number(value["first_weight_decay"]),
            last_cost=_number(value["last_cost"]),
            pending_logits=_array(arrays["pending_logits"], pending, dtype),
            last_finite=snapshot("last_finite", value["last_finite_epoch"]),
            before_last=snapshot("before_last", value["before_last_epoch"]),
            best=None
            if best is None
            else Best(_number(best["loss"]), _count(best["counted_from"]), snapshot("best", best["epoch"])),
            optimizer=OptimizerState(_count(value["n_steps"]), memory),
            order=GeneratorState.from_json(value["order"]),
            augmentation=None
            if augmentation is None
            else AugmentationState(
                GeneratorState.from_json(augmentation["generator"]),
                _count(augmentation["start"]),
                _count(augmentation["stop"]),
            ),
        ),
    )


def _are_same_bytes(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Whether two vectors are the same to the last bit, NaN included."""
    return one is other or (one.dtype == other.dtype and np.array_equal(one.view(np.uint8), other.view(np.uint8)))


def _as_json(number: float) -> float | str:
    """A number as JSON can hold it: "nan" and "inf" as texts."""
    return number if np.isfinite(number) else str(number)


def _number(value: Any) -> float:  # noqa: ANN401 - whatever JSON holds
    return float(value)


def _count(value: Any) -> int:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _array(array: NDArray[Any], shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    if array.shape != shape or array.dtype != dtype:
        raise ValueError(f"{array.shape} {array.dtype}")
    return array
