"""No file that is opened can run code: a payload in every kind of file, and no call in the program that would run one."""

import ast
import gzip
import io
import json
import pickle
import sqlite3
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image
from scipy.io import savemat

from engine.data.drawings_store import DrawingsStore
from engine.data.loading import load_dataset, load_picture, read_mat
from engine.errors import DigitLabError
from engine.models.files import load_model

ROOT = Path(__file__).resolve().parents[3]


class _Payload:
    """Unpickled, it makes a folder: what any command could do."""

    def __init__(self, trace: Path) -> None:
        self._trace = trace

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.mkdir, (self._trace,)


@pytest.fixture
def trace(tmp_path: Path) -> Iterator[Path]:
    """What a payload would leave; the test fails if it is there afterwards."""
    path = tmp_path / "ran"
    yield path
    assert not path.exists(), "the payload ran"


def _refused(attempt: Callable[[], object]) -> str:
    with pytest.raises(DigitLabError) as caught:
        attempt()
    return str(caught.value)


def test_the_payload_works_where_pickles_are_read(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(_Payload(tmp_path / "ran")))

    assert (tmp_path / "ran").is_dir()


@pytest.mark.parametrize("name", ["X", "y", "parameters", "description", "shift"])
def test_objects_in_an_npz_are_refused(name: str, trace: Path, tmp_path: Path) -> None:
    objects = np.array([_Payload(trace)], dtype=object)
    arrays: dict[str, Any] = {"X": np.zeros((3, 400)), "y": np.zeros(3), "parameters": np.zeros(4010)}
    about = {"format": "digit-lab-model", "version": 2, "n_inputs": 400, "hidden_layers": [], "n_outputs": 10}
    about |= {"hidden_activation": "sigmoid", "output_loss": "softmax-cross-entropy", "input_scaling": "standardized"}
    arrays |= {"description": np.array(json.dumps(about)), "shift": np.zeros(400), "divisor": np.ones(400)}
    path = tmp_path / "d.npz"
    np.savez(path, **arrays)
    load_dataset(str(path))
    load_model(path)

    np.savez(path, **{**arrays, name: objects})

    open_it = (lambda: load_dataset(str(path))) if name in ("X", "y") else (lambda: load_model(path))
    assert f"as {name}, got object; save it as" in _refused(open_it)


@pytest.mark.parametrize("name", ["d.npz", "d.mat", "d.csv", "d.json", "d.idx", "d.png", "d.csv.gz", "d.npy"])
@pytest.mark.parametrize("form", ["pickle", "npy", "zip"])
def test_a_pickle_under_any_name_is_refused(name: str, form: str, trace: Path, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    if form == "npy":
        np.save(buffer, np.array([_Payload(trace)], dtype=object), allow_pickle=True)
    elif form == "zip":  # as torch.save and joblib pack
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("archive/data.pkl", pickle.dumps(_Payload(trace)))
            archive.writestr("X.npy", pickle.dumps(_Payload(trace)))
    else:
        pickle.dump(_Payload(trace), buffer)
    path = tmp_path / name
    path.write_bytes(gzip.compress(buffer.getvalue()) if name.endswith(".gz") else buffer.getvalue())

    for attempt in (
        lambda: load_dataset(str(path)),
        lambda: load_model(path),
        lambda: load_picture(path),
        lambda: DrawingsStore(tmp_path / "own.sqlite").import_from(path),
        lambda: DrawingsStore(path).add(1, [np.zeros((2, 2))]),
    ):
        _refused(attempt)


@pytest.mark.parametrize(
    "array_class", [1, 2, 3, 4, 5, 16, 17, 18]
)  # cell, struct, object, text, sparse, function, opaque
def test_what_is_no_array_in_a_mat_is_passed_over_unread(array_class: int, trace: Path, tmp_path: Path) -> None:
    code = f"@() system('mkdir {trace}')".encode().ljust(64)
    body = struct.pack("=4I2I2i", 6, 8, array_class, 0, 5, 8, 1, 1) + struct.pack("=2I", 1, 8) + b"X\0\0\0\0\0\0\0"
    body += struct.pack("=2I", 1, len(code)) + code
    buffer = io.BytesIO()
    savemat(cast("str", buffer), {"y": [[1.0]]})
    path = tmp_path / "d.mat"
    path.write_bytes(buffer.getvalue() + struct.pack("=2I", 14, len(body)) + body)

    assert set(read_mat(path)) == {"y"}
    assert "expected the arrays X and y, got y" in _refused(lambda: load_dataset(str(path)))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON drawings BEGIN DELETE FROM drawings; END",
        "CREATE TRIGGER t AFTER INSERT ON drawings BEGIN SELECT load_extension('{trace}'); END",
        "DROP TABLE drawings; CREATE VIEW drawings AS WITH RECURSIVE n AS (VALUES (1) UNION ALL SELECT 1) SELECT * FROM n",
        "CREATE VIRTUAL TABLE found USING fts5(strokes)",
    ],
)
def test_sql_in_a_database_of_drawings_does_nothing(statement: str, trace: Path, tmp_path: Path) -> None:
    path = tmp_path / "drawings.sqlite"
    DrawingsStore(path).add(1, [np.array([[0.1, 0.1], [0.9, 0.9]])])
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement.format(trace=trace))
        connection.commit()
    before = path.read_bytes()
    store = DrawingsStore(path)

    for attempt in (store.all, store.counts, lambda: store.add(2, [np.zeros((2, 2))]), lambda: store.delete([1])):
        assert "expected drawings of Digit Lab, got another database" in _refused(attempt)

    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.eps", "a.gif"])
def test_a_picture_in_postscript_starts_no_interpreter(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buffer = io.BytesIO()
    Image.new("L", (30, 30), 255).save(buffer, "EPS")
    (tmp_path / name).write_bytes(buffer.getvalue())
    (tmp_path / "0").mkdir()
    (tmp_path / "0" / name.replace("eps", "png")).write_bytes(buffer.getvalue())

    def refuse(*args: object, **more: object) -> None:
        raise AssertionError("an interpreter was started")

    for starter in ("Popen", "check_call", "run", "call", "check_output"):
        monkeypatch.setattr(subprocess, starter, refuse)

    assert "expected a picture" in _refused(lambda: load_picture(tmp_path / name))
    assert "expected a picture" in _refused(lambda: load_dataset(str(tmp_path)))


@pytest.mark.parametrize(
    "word", ["__import__('os').mkdir('{trace}')", "=cmd|' /C mkdir {trace}'!A0", "!!python/object:x"]
)
def test_code_in_texts_is_text(word: str, trace: Path, tmp_path: Path) -> None:
    code = word.format(trace=trace)
    (tmp_path / "d.json").write_text(json.dumps([{"label": code, "strokes": [[[code, 1]]]}]), encoding="utf-8")
    (tmp_path / "d.csv").write_text(f"{code}," * 64 + "1\n" + "1," * 64 + f"{code}\n", encoding="utf-8")

    assert "d.json: expected " in _refused(lambda: load_dataset(str(tmp_path / "d.json")))
    assert "d.csv: expected " in _refused(lambda: load_dataset(str(tmp_path / "d.csv")))


def test_code_as_the_header_of_an_array_is_refused(trace: Path, tmp_path: Path) -> None:
    header = f"__import__('os').mkdir({str(trace)!r})".ljust(117).encode() + b"\n"
    with zipfile.ZipFile(tmp_path / "d.npz", "w") as archive:
        for name in ("X.npy", "y.npy", "description.npy", "parameters.npy"):
            archive.writestr(name, b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header)

    assert "d.npz: expected arrays" in _refused(lambda: load_dataset(str(tmp_path / "d.npz")))
    assert "d.npz: expected a model" in _refused(lambda: load_model(tmp_path / "d.npz"))


# And no call that would


FORBIDDEN_MODULES = {
    "pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "joblib",
    "marshal",
    "shelve",
    "yaml",
    "torch",
    "code",
}
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "np.load",
    "numpy.load",
    "np.fromfile",
}
FORBIDDEN_CALLS |= {
    "loadmat",
    "scipy.io.loadmat",
    "whosmat",
    "torch.load",
    "joblib.load",
    "runpy.run_path",
    "enable_load_extension",
}
_LAST_NAMES = {
    name.rpartition(".")[2] for name in FORBIDDEN_CALLS
}  # all others need not be written out, which takes long


def _faults(source: str) -> list[str]:
    """What a program calls or imports that can run what a file says."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            faults += [alias.name for alias in node.names if alias.name.split(".")[0] in FORBIDDEN_MODULES]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            faults += [module] * (module.split(".")[0] in FORBIDDEN_MODULES)
            faults += [
                alias.name
                for alias in node.names
                if f"{module}.{alias.name}" in FORBIDDEN_CALLS or alias.name == "loadmat"
            ]
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in _LAST_NAMES:
                called = ast.unparse(node.func)
            is_careful = called == "np.load" and "allow_pickle=False" in ast.unparse(node)
            faults += [called] * (
                (called in FORBIDDEN_CALLS and not is_careful) or called.endswith(".enable_load_extension")
            )
            for keyword in node.keywords:
                is_true = not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
                faults += [f"{called}({keyword.arg}=...)"] * (keyword.arg in ("allow_pickle", "shell") and is_true)
    return faults


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from yaml import load",
        "eval('1')",
        "np.load(path)",
        "f(allow_pickle=True)",
        "subprocess.run(x, shell=True)",
        "from scipy.io import loadmat",
        "c.enable_load_extension(True)",
        "exec(text)",
    ],
)
def test_such_a_call_would_be_found(source: str) -> None:
    assert _faults(source)


def test_the_program_calls_nothing_that_runs_what_a_file_says() -> None:
    paths = [ROOT / "main.py", *(ROOT / "engine").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]
    assert len(paths) > 100

    faults = {path.name: found for path in paths if (found := _faults(path.read_text(encoding="utf-8")))}

    assert not faults
