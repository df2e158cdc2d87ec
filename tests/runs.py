"""Runs for tests, and what there is of them on the disk."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.reference import DatasetRef
from engine.models.metadata import LiveChange, ModelMetadata, describe_run
from engine.models.model import Model
from engine.runs.run import Origin, Run
from engine.training.config import TrainingConfig
from engine.training.learning_curves import LearningCurves
from engine.training.report import TrainingReport


def a_run(
    model: Model,
    origin: Origin,
    *,
    config: TrainingConfig | None = None,
    data: DatasetRef | None = None,
    points: NDArray[np.float64] | None = None,
    curves_of: DatasetRef | None = None,
    report: TrainingReport | None = None,
    changes: Sequence[LiveChange] = (),
    n_drawings: int = 0,
) -> Run:
    """A run with this network, and what is given of the rest."""
    curves = LearningCurves(data=curves_of) if points is None else LearningCurves(points, data=curves_of)
    metadata: ModelMetadata = replace(model.metadata, config=config, data=data, curves=curves, changes=tuple(changes))
    if report is not None:
        metadata = describe_run(report, config, data=data, curves=curves, changes=changes)
        metadata = replace(metadata, other=model.metadata.other)
    return Run(model=replace(model, metadata=replace(metadata, n_drawings=n_drawings)), origin=origin)


def network_files(base: Path) -> list[Path]:
    """The files of all networks that are stored in a user's data folder, the oldest first."""
    return sorted((base / "runs").glob("*/network-*.npz"), key=lambda path: path.stat().st_mtime_ns)


def state_files(base: Path) -> dict[Path, int]:
    """When each file of all runs in a user's data folder was written."""
    return {path: path.stat().st_mtime_ns for path in (base / "runs").glob("*/*")}
