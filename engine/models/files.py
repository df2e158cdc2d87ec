"""Save and open networks: ``.npz`` files of our own, ``.onnx``, the course's Theta1 and Theta2, other programs' arrays.

A model file holds the flat parameter vector and a JSON text that says what it means; nothing in it is ever executed
(``allow_pickle=False``). It is written beside its place and moved into it, so that a crash leaves the old file or the new
one.
"""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, cast

import numpy as np

from engine.data.formats.mat_arrays import read_mat_contents
from engine.data.scaling import UNSCALED, InputScaling
from engine.errors import ConfigurationError, DataError, ModelError
from engine.ink.input_formats import INPUT_FORMATS, formats_text, known_format
from engine.io.closed_files import explain_closed
from engine.io.file_reading import memory_told, why_unreadable
from engine.io.file_writing import DISK
from engine.io.npz_files import read_member, write_members, write_packed_members
from engine.io.presence import is_file, is_folder
from engine.io.resources import RESOURCES
from engine.models.interpretation import COURSE, Candidate, understand, with_layout
from engine.models.metadata import as_text, metadata_from
from engine.models.model import Model
from engine.models.onnx_files import check_onnx_installed, write_onnx
from engine.models.onnx_networks import read_onnx
from engine.models.theta_files import check_fits_mat, write_thetas
from engine.models.weight_arrays import COURSE_FILES, Found, find_network, is_wanted, read_nielsen
from engine.nn.activations import Floats
from engine.nn.network import MAX_PARAMETERS, Architecture, Parameters, architecture_from_json
from engine.text.sentence import say
from engine.training.state import ARRAY_NAMES, TrainingState

FORMAT = "digit-lab-model"
VERSION = 3
"""1: without input scaling; 2: numbers of inputs and of hidden units instead of an input shape and layers."""
_LONGEST_TEXT = 2**24  # characters of a description; the history of a long run has a few million
_VALUE_BYTES = 8  # of the largest numbers that are read
_STATE = "state/"  # what the arrays of the run's state are called
_HEADER = f"{_STATE}header"
_MOST_PENDING = 2**20  # logits of a state
_LONGEST_WORD = 256  # bytes of the name of an activation
_MOST_SHOWN = 8  # arrays that a sentence lists
_NPY = b"\x93NUMPY"
_SHOWN = 200  # characters of a path that a sentence shows
BUNDLED_MODEL = RESOURCES / "bundled_model.npz"
"""The network that answers from the first second; ``resources/build_model.py`` makes it anew."""


def save_model(model: Model, path: Path) -> None:
    """Write a model file; a failure leaves what was there before.

    Parameters
    ----------
    model
        What to save.
    path
        An ``.npz``, which keeps everything; a ``.mat`` with Theta1, Theta2, ..., for Octave and MATLAB; or an ``.onnx``
        for other programs, which need not be opened here.

    Raises
    ------
    ModelError
        If it cannot be written there, the course's form cannot hold this network, or what writes ``.onnx`` is missing.
    """
    write = _WRITERS.get(path.suffix.lower(), write_npz)
    try:
        DISK.write_whole(path, lambda file: write(model, file))
    except OSError as error:
        raise ModelError(say("model.unwritable", file=str(path), reason=error.strerror or str(error))) from error


def write_npz(
    model: Model,
    file: IO[bytes],
    *,
    beside: Mapping[str, Floats] | None = None,
    has_curves: bool = True,
    is_compressed: bool = True,
) -> None:
    """Write what :func:`save_model` writes to an ``.npz``, and arrays beside it, which :func:`load_model` leaves alone.

    The learning curves are left out where whoever calls this keeps them in another way.
    """
    description = {
        "format": FORMAT,
        "version": VERSION,
        **model.parameters.architecture.as_json(),
        "input_scaling": model.scaling.name,
        "about": model.metadata.without_folders().as_json(with_curves=has_curves),
    }
    arrays: dict[str, Any] = {"parameters": model.parameters.flat}
    if not model.scaling.is_identity:
        arrays |= {"shift": model.scaling.shift, "divisor": model.scaling.divisor}
    if model.state is not None:
        header, of_state = model.state.to_arrays()
        del of_state["answering"]  # the parameters
        arrays |= {_HEADER: np.array(json.dumps(header)), **{_STATE + name: array for name, array in of_state.items()}}
    text = as_text(description, longest=_LONGEST_TEXT)
    arrays |= {"description": np.array(text), **(beside or {})}
    (write_packed_members if is_compressed else write_members)(file, arrays)


def _write_mat(model: Model, file: IO[bytes]) -> None:
    write_thetas(model.scaling.folded_into(model.parameters), file)


def _write_onnx(model: Model, file: IO[bytes]) -> None:
    write_onnx(model.parameters, model.scaling, file, about=model.metadata.without_folders().as_json())


_WRITERS = {".npz": write_npz, ".mat": _write_mat, ".onnx": _write_onnx}
MODEL_SUFFIXES = tuple(_WRITERS)
"""How the name of a file may end that a model is saved as."""


def check_can_be_saved(architecture: Architecture, path: Path) -> None:
    """Raise ``ModelError`` if a file of such a name cannot hold such a network, before one is trained for it."""
    if path.suffix.lower() == ".mat":
        check_fits_mat(architecture)
    elif path.suffix.lower() == ".onnx":
        check_onnx_installed()


def load_model(path: Path | None = None) -> Model:
    """Open a model file.

    Parameters
    ----------
    path
        An ``.npz`` that this program wrote; what others write: ``.onnx``, a ``.mat`` with Theta1 and Theta2, ``nn_params``
        or ``all_theta``, an ``.npz`` with W1, b1, ..., Nielsen's ``.json``; by default the bundled model.

    Raises
    ------
    ModelError
        If it is missing or cannot be read as a model.
    """
    path = path or BUNDLED_MODEL
    _expect_file(path)
    with memory_told(path, ModelError):
        return _opened(path)


def _opened(path: Path) -> Model:
    """The model in a file that is there."""
    if path.suffix.lower() == ".onnx":
        return _checked(_read_onnx(path), path)
    closed = explain_closed(path, "network")
    if closed is not None:
        raise ModelError(closed)
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".mat"):
        return _understood(path, _arrays_of_mat(path))
    if name.endswith(".json"):
        return _understood(path, read_nielsen(path))
    return _checked(_read_npz(path), path)


def _read_npz(path: Path) -> Model:
    """An ``.npz`` of this program or of another."""
    try:
        with path.open("rb") as file:
            if file.read(len(_NPY)) == _NPY:
                raise ModelError(say("weights.single_array", file=path.name))
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            if "description.npy" not in archive.namelist() and _has_arrays(archive):
                return _understood(path, _arrays_of_npz(path, archive))
            text = str(read_member(path, archive, "description", max_bytes=4 * _LONGEST_TEXT, expected="text"))
            description = json.loads(text)
            if description["format"] != FORMAT or description["version"] > VERSION:
                raise ModelError(
                    say(
                        "model.other_version",
                        file=path.name,
                        expected=FORMAT,
                        newest=VERSION,
                        got=str(description["format"]),
                        version=str(description["version"]),
                    )
                )
            architecture = architecture_from_json(description)
            n_bytes = _VALUE_BYTES * architecture.n_parameters
            flat = read_member(path, archive, "parameters", max_bytes=n_bytes)
            scaling = _read_scaling(path, archive, str(description.get("input_scaling", "none")))
            numbers = flat if flat.dtype in (np.float32, np.float64) else flat.astype(np.float32)
            parameters = Parameters(architecture, cast("Floats", numbers))
            model = Model(parameters, metadata_from(description.get("about")), scaling)
            model = replace(model, state=_read_state(path, archive, model))
    except ModelError:
        raise
    except DataError as error:
        raise ModelError(error.sentence) from error
    except ConfigurationError as error:
        raise ModelError(say("model.impossible", file=path.name, reason=str(error))) from error
    except Exception as error:
        raise ModelError(why_unreadable(path, error, say("model.unreadable", file=path.name))) from error
    return model


def _read_onnx(path: Path) -> Model:
    found = read_onnx(path)
    if found.is_ours:
        return Model(found.parameters, found.metadata, found.scaling)
    return _understood(path, Found([Candidate(found.parameters)]), found.scaling)


def _understood(path: Path, found: Found, own_scaling: InputScaling = UNSCALED) -> Model:
    """The network of another program, used as it reads digits best."""
    if not np.isfinite(found.candidates[0].parameters.flat).all():
        raise ModelError(say("model.not_finite", file=path.name))
    if path.name.lower() in COURSE_FILES:
        return _checked(Model(with_layout(found.candidates[0].parameters, COURSE)), path)
    known = understand(
        path.name, found.candidates, layouts=found.layouts, own_scaling=own_scaling, knows_pixels=found.is_course
    )
    return _checked(Model(known.parameters, scaling=known.scaling, note=known.note), path)


def _arrays_of_mat(path: Path) -> Found:
    try:
        contents = read_mat_contents(path, is_wanted)
        if not contents.arrays:
            shapes = ", ".join(f"{name} {shape}" for name, shape in sorted(contents.shapes.items())[:_MOST_SHOWN])
            raise ModelError(say("weights.other_arrays", file=path.name, arrays=shapes or "no array"))
        return find_network(path.name, contents.arrays)
    except DataError as error:
        raise ModelError(error.sentence) from error
    except ConfigurationError as error:
        raise ModelError(say("model.impossible", file=path.name, reason=str(error))) from error


def _has_arrays(archive: zipfile.ZipFile) -> bool:
    """Whether there is anything in an archive that may be a part of a network."""
    return any(is_wanted(name.removesuffix(".npy")) for name in archive.namelist() if name.endswith(".npy"))


def _arrays_of_npz(path: Path, archive: zipfile.ZipFile) -> Found:
    names = [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
    most = _VALUE_BYTES * MAX_PARAMETERS
    arrays = {name: read_member(path, archive, name, max_bytes=most) for name in names if is_wanted(name)}
    activation = ""
    if "activation" in names:
        activation = str(read_member(path, archive, "activation", max_bytes=_LONGEST_WORD, expected="text"))
    return find_network(path.name, arrays, activation=activation)


def _expect_file(path: Path) -> None:
    try:
        is_a_folder, is_a_file = is_folder(path), is_file(path)
    except OSError as error:  # longer than a path can be, or in a folder that may not be entered
        shown = str(path) if len(str(path)) <= _SHOWN else f"{str(path)[:_SHOWN]}..."
        raise ModelError(say("model.out_of_reach", file=shown, reason=error.strerror or str(error))) from error
    if is_a_folder:
        raise ModelError(say("model.is_a_folder", file=str(path)))
    if not is_a_file:
        raise ModelError(say("model.no_such_file", file=str(path)))
    if not path.stat().st_size:
        raise ModelError(say("model.empty_file", file=path.name))


def _read_state(path: Path, archive: zipfile.ZipFile, model: Model) -> TrainingState | None:
    """The state of the network's run; ``None`` without one, or where it cannot be read: the network is as good as ever."""
    names = {name.removesuffix(".npy") for name in archive.namelist()} & {_STATE + name for name in ARRAY_NAMES}
    if f"{_HEADER}.npy" not in archive.namelist():
        return None
    try:
        header = json.loads(str(read_member(path, archive, _HEADER, max_bytes=4 * _LONGEST_TEXT, expected="text")))
        most = _VALUE_BYTES * max(model.parameters.architecture.n_parameters, _MOST_PENDING)
        arrays = {name.removeprefix(_STATE): read_member(path, archive, name, max_bytes=most) for name in names}
        return TrainingState.from_arrays(header, {**arrays, "answering": model.parameters.flat})
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged or foreign: training on begins another leg, and says so
        return None


def _read_scaling(path: Path, archive: zipfile.ZipFile, name: str) -> InputScaling:
    if name == "none":
        return UNSCALED
    n_bytes = _VALUE_BYTES * max(form.n_inputs for form in INPUT_FORMATS.values())
    shift, divisor = (read_member(path, archive, part, max_bytes=n_bytes) for part in ("shift", "divisor"))
    return InputScaling(name, shift.astype(np.float64), divisor.astype(np.float64))


def _checked(model: Model, path: Path) -> Model:
    """The model, if the program can use it: pictures of a known form in, ten digits out, finite numbers."""
    architecture = model.parameters.architecture
    if known_format(architecture.input_shape) is None or architecture.n_outputs != 10:
        raise ModelError(say("model.other_sizes", file=path.name, sizes=formats_text(), got=str(architecture)))
    if len(model.scaling.shift) not in (1, architecture.n_inputs):
        raise ModelError(
            say("model.other_scaling", file=path.name, n=architecture.n_inputs, got=len(model.scaling.shift))
        )
    if not np.isfinite(model.parameters.flat).all():
        raise ModelError(say("model.not_finite", file=path.name))
    return model
