"""Files of other programs that stay closed: what each is, why, and the lines of code that turn it into one that opens.

Some hold code that runs when they are read (pickles, and what PyTorch and joblib make of them); others need a large
package to be read. What a file is, is seen from what is in it; its name decides only where that tells nothing.
"""

import gzip
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.io.file_reading import READ_ERRORS
from engine.io.presence import is_file, is_folder
from engine.text.sentence import Sentence, say

Wanted = Literal["", "digits", "network"]
"""What a file was opened as; empty if that is not known."""

_START_BYTES, _END_BYTES = 2**16, 2**14
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_HDF5 = b"\x89HDF\r\n\x1a\n"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_TORCH_NUMBER = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."  # which older versions of PyTorch pickled first
_FIRST_OPCODES = tuple(bytes((code,)) for code in b"\x95}](cX\x8c\x8a)lK\x88NGCBJM\x8e\x8f")  # of a pickled value
_JOBLIB_WITHIN = 400  # bytes of the start
_LONGEST_HEADER = 10**8  # of a file of safetensors
_MOST_MEMBERS = 2**17  # of an archive whose names are looked through
_LONGEST_NAME = 60  # of a file that a line of code spells out


@dataclass(frozen=True)
class _Looked:
    """What a look into a file shows."""

    name: str
    start: bytes  # unpacked, if it is gzipped
    end: bytes
    members: frozenset[str]  # of a zip archive, or of a folder


@dataclass(frozen=True)
class _Kind:
    """One kind of file: how it is told, and the keys of what is said of it."""

    is_it: Callable[[_Looked], bool]
    digits: str
    network: str
    endings: tuple[str, ...] = ()
    of_networks: tuple[bytes, ...] = ()  # what stands in those that hold a network


def explain_closed(path: Path, wanted: Wanted = "") -> Sentence | None:
    """What a file is that this program does not open on purpose, why, and how to turn it into one that it opens.

    Parameters
    ----------
    path
        A file or a folder; what cannot be read counts as nothing that is known.
    wanted
        What it was to be opened as: the lines of code for digits and for a network differ. Where it is not known, what is
        in the file decides.

    Returns
    -------
    Sentence or None
        ``None`` if it is no such file. It may be asked before a file is opened as well as before it is refused: no file
        that the program opens is taken for one of these, unless its name alone says that it is one.
    """
    try:
        looked = _look(path)
        kind = next((kind for kind in _KINDS if kind.is_it(looked)), None)
    except (*READ_ERRORS, zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError):
        return None
    if kind is None:
        ending = Path(path.name.lower().removesuffix(".gz")).suffix
        kind = next((kind for kind in _KINDS if ending in kind.endings), None)
    if kind is None:
        return None
    holds_network = wanted == "network" or (not wanted and _holds_network(kind, looked))
    spelled = repr(path.name if len(path.name) <= _LONGEST_NAME else "FILE")
    return say(kind.network if holds_network else kind.digits, file=path.name, name=spelled)


def _look(path: Path) -> _Looked:
    if is_folder(path):
        members = {"saved_model.pb"} if is_file(path / "saved_model.pb") else set()
        return _Looked(path.name, b"", b"", frozenset(members))
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
        file.seek(max(path.stat().st_size - _END_BYTES, 0))
        end = file.read(_END_BYTES)
    if start.startswith(_GZIP):
        with gzip.open(path, "rb") as unpacked:
            start, end = unpacked.read(_START_BYTES), b""
    members = set()
    if start.startswith(_ZIP):
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist()[:_MOST_MEMBERS])
    return _Looked(path.name, start, end, frozenset(members))


def _holds_network(kind: _Kind, looked: _Looked) -> bool:
    return kind.digits == kind.network or any(word in looked.start or word in looked.end for word in kind.of_networks)


def _is_pickle(looked: _Looked) -> bool:
    start = looked.start
    return len(start) > 2 and start[0] == 0x80 and 2 <= start[1] <= 5 and start[2:3] in _FIRST_OPCODES


def _is_joblib(looked: _Looked) -> bool:
    return _is_pickle(looked) and b"joblib" in looked.start[:_JOBLIB_WITHIN]


def _is_torch(looked: _Looked) -> bool:
    is_archive = any(name == "data.pkl" or name.endswith("/data.pkl") for name in looked.members)
    return is_archive or (_is_pickle(looked) and _TORCH_NUMBER in looked.start[:32])


def _is_safetensors(looked: _Looked) -> bool:
    n_header = int.from_bytes(looked.start[:8], "little")
    return 2 <= n_header < _LONGEST_HEADER and looked.start[8:10] in (b'{"', b"{}")


def _is_tfjs(looked: _Looked) -> bool:
    return looked.start.lstrip()[:1] == b"{" and b'"modelTopology"' in looked.start


def _has_member(*names: str) -> Callable[[_Looked], bool]:
    return lambda looked: looked.members.issuperset(names)


def _has(magic: bytes, at: int = 0) -> Callable[[_Looked], bool]:
    return lambda looked: looked.start.startswith(magic, at)


_KINDS = (
    _Kind(_is_torch, "closed.torch_digits", "closed.torch_network", (".pt", ".pth"), (b"weight", b"torch.nn", b"bias")),
    _Kind(_is_joblib, "closed.joblib_digits", "closed.joblib_network", (".joblib",), (b"sklearn",)),
    _Kind(_is_pickle, "closed.pickle_digits", "closed.pickle_network", (".pkl", ".pickle"), (b"sklearn", b"keras")),
    _Kind(_has_member("config.json", "model.weights.h5"), "closed.keras", "closed.keras", (".keras",)),
    _Kind(_has_member("saved_model.pb"), "closed.saved_model", "closed.saved_model", (".pb",)),
    _Kind(_has_member("xl/workbook.xml"), "closed.spreadsheet", "closed.spreadsheet", (".xlsx", ".xlsm")),
    _Kind(_has(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "closed.spreadsheet", "closed.spreadsheet", (".xls",)),
    _Kind(_has(_OPEN_DOCUMENT, 30), "closed.spreadsheet", "closed.spreadsheet", (".ods",)),
    _Kind(_has(_HDF5, 512), "mat.version_7_3", "mat.version_7_3"),
    _Kind(_has(b"MATLAB 7.3"), "mat.version_7_3", "mat.version_7_3"),
    _Kind(_has(_HDF5), "closed.hdf5_digits", "closed.hdf5_network", (".h5", ".hdf5"), (b"model_config", b"kernel")),
    _Kind(_has(b"PAR1"), "closed.parquet", "closed.parquet", (".parquet",)),
    _Kind(_has(b"ARROW1"), "closed.feather", "closed.feather", (".feather",)),
    _Kind(_has(b"TFL3", 4), "closed.tflite", "closed.tflite", (".tflite",)),
    _Kind(_is_safetensors, "closed.safetensors", "closed.safetensors", (".safetensors",)),
    _Kind(_is_tfjs, "closed.tfjs", "closed.tfjs"),
    _Kind(_has(b"7z\xbc\xaf\x27\x1c"), "closed.archive", "closed.archive", (".7z",)),
    _Kind(_has(b"Rar!\x1a\x07"), "closed.archive", "closed.archive", (".rar",)),
    _Kind(_has(b"ustar", 257), "closed.archive", "closed.archive", (".tar", ".tgz")),
)
