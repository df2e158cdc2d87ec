"""Save and open networks: ``.npz`` files of our own, and the course's Theta1 and Theta2.

A model file holds the flat parameter vector and a JSON text that says what it means; nothing in it is ever executed
(``allow_pickle=False``). It is written beside its place and moved into it, so that a crash leaves the old file or the new
one.
"""

import contextlib
import json
import os
import secrets
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from engine.data_files import read_mat
from engine.errors import ConfigurationError, DataError, ModelError
from engine.framing import FRAME_SIZE
from engine.network import Architecture, Parameters
from engine.sources import RESOURCES

FORMAT = "digit-lab-model"
VERSION = 1
BUNDLED_MODEL = RESOURCES / "bundled_model.npz"
"""The network that answers from the first second; ``resources/build_model.py`` makes it anew."""


@dataclass(frozen=True, eq=False)
class Model:
    """A network with what is known about it.

    Attributes
    ----------
    parameters
        Architecture and numbers.
    about
        What JSON can hold: training settings, data source, figures, epochs, program version.
    """

    parameters: Parameters
    about: dict[str, Any] = field(default_factory=dict)


def save_model(model: Model, path: Path) -> None:
    """Write a model file; a failure leaves what was there before.

    Raises
    ------
    ModelError
        If it cannot be written there.
    """
    architecture = model.parameters.architecture
    description = {
        "format": FORMAT,
        "version": VERSION,
        "n_inputs": architecture.n_inputs,
        "hidden_layers": list(architecture.hidden_layers),
        "n_outputs": architecture.n_outputs,
        "hidden_activation": architecture.hidden_activation,
        "output_loss": architecture.output_loss,
        "about": model.about,
    }
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            np.savez_compressed(file, description=np.array(json.dumps(description)), parameters=model.parameters.flat)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise ModelError(
            f"{path}: expected a place where a model can be written, got: {error.strerror or error}"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def load_model(path: Path | None = None) -> Model:
    """Open a model file.

    Parameters
    ----------
    path
        An ``.npz`` that this program wrote or a ``.mat`` with Theta1 and Theta2; by default the bundled model.

    Raises
    ------
    ModelError
        If it is missing or cannot be read as a model.
    """
    path = path or BUNDLED_MODEL
    if path.is_dir():
        raise ModelError(f"{path}: expected a model file (.npz or .mat), got a folder")
    if not path.is_file():
        raise ModelError(f"{path}: expected a model file (.npz or .mat), there is no such file")
    if path.name.lower().removesuffix(".gz").endswith(".mat"):
        return _load_thetas(path)
    try:
        # Opened here, because np.load leaves a damaged file open.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            description = json.loads(str(file["description"]))
            flat = file["parameters"]
        if description["format"] != FORMAT or description["version"] > VERSION:
            raise ModelError(
                f"{path.name}: expected a {FORMAT} file of version up to {VERSION}, got {description['format']} "
                f"version {description['version']}; open it with the program that wrote it"
            )
        architecture = Architecture(
            n_inputs=int(description["n_inputs"]),
            hidden_layers=tuple(int(n_units) for n_units in description["hidden_layers"]),
            n_outputs=int(description["n_outputs"]),
            hidden_activation=str(description["hidden_activation"]),
            output_loss=str(description["output_loss"]),
        )
        if flat.dtype not in (np.float32, np.float64):
            flat = flat.astype(np.float32)
        model = Model(Parameters(architecture, flat), dict(description.get("about") or {}))
    except ModelError:
        raise
    except ConfigurationError as error:
        raise ModelError(f"{path.name}: {error}") from error
    except Exception as error:
        raise ModelError(
            f"{path.name}: expected a model that this program saved, got a file that cannot be read as one "
            f"({type(error).__name__})"
        ) from error
    return _checked(model, path)


def _load_thetas(path: Path) -> Model:
    """Theta1 (hidden, 401), Theta2 (10, hidden + 1): bias first, pictures column by column, row k of the last is k + 1."""
    try:
        arrays = read_mat(path)
    except DataError as error:
        raise ModelError(str(error)) from error
    thetas = [arrays[name] for name in sorted(arrays) if name.startswith("Theta")]
    fits = thetas and all(theta.ndim == 2 for theta in thetas)
    fits = fits and all(after.shape[1] == before.shape[0] + 1 for before, after in pairwise(thetas))
    if not fits or thetas[0].shape[1] != FRAME_SIZE**2 + 1 or thetas[-1].shape[0] != 10:
        shapes = ", ".join(f"{name} {value.shape}" for name, value in sorted(arrays.items())) or "no array"
        raise ModelError(f"{path.name}: expected Theta1 (hidden, 401) and Theta2 (10, hidden + 1), got {shapes}")
    try:
        architecture = Architecture(
            hidden_layers=tuple(theta.shape[0] for theta in thetas[:-1]),
            hidden_activation="sigmoid",
            output_loss="sigmoid-cross-entropy",
        )
    except ConfigurationError as error:
        raise ModelError(f"{path.name}: {error}") from error
    parameters = Parameters.zeros(architecture, "float64")
    for theta, weights, biases in zip(thetas, parameters.weights, parameters.biases, strict=True):
        weights[:] = theta[:, 1:].T
        biases[:] = theta[:, 0]
    first, last = parameters.weights[0], parameters.weights[-1]
    first[:] = first.reshape(FRAME_SIZE, FRAME_SIZE, -1).transpose(1, 0, 2).reshape(first.shape)
    last[:] = np.roll(last, 1, axis=1)
    parameters.biases[-1][:] = np.roll(parameters.biases[-1], 1)
    return _checked(Model(parameters, {"data": path.name}), path)


def _checked(model: Model, path: Path) -> Model:
    """The model, if the program can use it: frames in, ten digits out, finite numbers."""
    architecture = model.parameters.architecture
    if (architecture.n_inputs, architecture.n_outputs) != (FRAME_SIZE**2, 10):
        raise ModelError(f"{path.name}: expected a network with 400 inputs and 10 outputs, got {architecture}")
    if not np.isfinite(model.parameters.flat).all():
        raise ModelError(f"{path.name}: expected finite parameters, got NaN or infinity; the file is damaged")
    return model
