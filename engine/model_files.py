"""Save and open networks: ``.npz`` files of our own, and the course's Theta1 and Theta2.

A model file holds the flat parameter vector and a JSON text that says what it means; nothing in it is ever executed
(``allow_pickle=False``). It is written beside its place and moved into it, so that a crash leaves the old file or the new
one.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from engine.activations import Floats
from engine.errors import ConfigurationError, ModelError
from engine.file_writing import write_whole
from engine.input_formats import INPUT_FORMATS
from engine.input_scaling import UNSCALED, InputScaling
from engine.network import Architecture, Parameters, compute_probabilities
from engine.sources import RESOURCES
from engine.theta_files import read_thetas, write_thetas

FORMAT = "digit-lab-model"
VERSION = 2
"""1: without input scaling."""
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
    scaling
        How the pixels' values are scaled before the network gets them.
    """

    parameters: Parameters
    about: dict[str, Any] = field(default_factory=dict)
    scaling: InputScaling = UNSCALED

    def read(self, images: Floats) -> Floats:
        """How probable each digit is, shape (n_samples, 10), for pictures (n_samples, n_inputs) as data sets have them."""
        with np.errstate(all="ignore"):
            return compute_probabilities(self.parameters, self.parameters.as_inputs(self.scaling.apply(images)))


def save_model(model: Model, path: Path) -> None:
    """Write a model file; a failure leaves what was there before.

    Parameters
    ----------
    model
        What to save.
    path
        An ``.npz``, which keeps everything, or a ``.mat`` with Theta1, Theta2, ..., for Octave and MATLAB.

    Raises
    ------
    ModelError
        If it cannot be written there, or the course's form cannot hold this network.
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
        "input_scaling": model.scaling.name,
        "about": model.about,
    }
    arrays: dict[str, Any] = {"parameters": model.parameters.flat}
    if not model.scaling.is_identity:
        arrays |= {"shift": model.scaling.shift, "divisor": model.scaling.divisor}
    try:
        if path.suffix.lower() == ".mat":
            write_whole(path, lambda file: write_thetas(model.scaling.folded_into(model.parameters), file))
        else:
            text = np.array(json.dumps(description))
            write_whole(path, lambda file: np.savez_compressed(file, description=text, **arrays))
    except OSError as error:
        raise ModelError(
            f"{path}: expected a place where a model can be written, got: {error.strerror or error}"
        ) from error


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
        return _checked(Model(read_thetas(path), {"data": path.name}), path)
    try:
        # Opened here, because np.load leaves a damaged file open.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            description = json.loads(str(file["description"]))
            if description["format"] != FORMAT or description["version"] > VERSION:
                raise ModelError(
                    f"{path.name}: expected a {FORMAT} file of version up to {VERSION}, got {description['format']} "
                    f"version {description['version']}; open it with the program that wrote it"
                )
            flat = file["parameters"]
            scaling_name = str(description.get("input_scaling", "none"))
            if scaling_name == "none":
                scaling = UNSCALED
            else:
                numbers = (file["shift"].astype(np.float64), file["divisor"].astype(np.float64))
                scaling = InputScaling(scaling_name, *numbers)
        architecture = Architecture(
            n_inputs=int(description["n_inputs"]),
            hidden_layers=tuple(int(n_units) for n_units in description["hidden_layers"]),
            n_outputs=int(description["n_outputs"]),
            hidden_activation=str(description["hidden_activation"]),
            output_loss=str(description["output_loss"]),
        )
        if flat.dtype not in (np.float32, np.float64):
            flat = flat.astype(np.float32)
        model = Model(Parameters(architecture, flat), dict(description.get("about") or {}), scaling)
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


def _checked(model: Model, path: Path) -> Model:
    """The model, if the program can use it: pictures of a known form in, ten digits out, finite numbers."""
    architecture = model.parameters.architecture
    if architecture.n_inputs not in INPUT_FORMATS or architecture.n_outputs != 10:
        sizes = " or ".join(str(n_inputs) for n_inputs in INPUT_FORMATS)
        raise ModelError(f"{path.name}: expected a network with {sizes} inputs and 10 outputs, got {architecture}")
    if len(model.scaling.shift) not in (1, architecture.n_inputs):
        raise ModelError(
            f"{path.name}: expected an input scaling of {architecture.n_inputs} pixels, got {len(model.scaling.shift)}"
        )
    if not np.isfinite(model.parameters.flat).all():
        raise ModelError(f"{path.name}: expected finite parameters, got NaN or infinity; the file is damaged")
    return model
