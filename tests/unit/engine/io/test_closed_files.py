"""Files that stay closed are told by what is in them, and the sentence says what turns them into one that opens."""

import gzip
import io
import json
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.data.loading import load_dataset
from engine.io.closed_files import explain_closed
from engine.models.files import BUNDLED_MODEL
from engine.text.catalogue import ENGLISH

HDF5 = b"\x89HDF\r\n\x1a\n"


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            content = "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "{}"
            archive.writestr(name, content)
    return buffer.getvalue()


def _safetensors() -> bytes:
    header = json.dumps({"fc.weight": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    return len(header).to_bytes(8, "little") + header + bytes(4)


MATLAB = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(512) + HDF5
CLOSED = {  # what is in a file, however it is called, and its sentence
    "pickle": (pickle.dumps([1, 2]), "closed.pickle_digits"),
    "pickle of 2": (pickle.dumps({"a": 1}, protocol=2), "closed.pickle_digits"),
    "pickle of a tuple": (pickle.dumps((np.zeros(3), 1), protocol=3), "closed.pickle_digits"),
    "mnist.pkl.gz": (gzip.compress(pickle.dumps((([1], [2]),))), "closed.pickle_digits"),
    "scikit-learn": (b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x1esklearn.neural_network", "closed.pickle_network"),
    "joblib": (b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x13joblib.numpy_pickle", "closed.joblib_digits"),
    "joblib, scikit-learn": (b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x13joblib sklearn.svm", "closed.joblib_network"),
    "torch": (_zip("net/data.pkl", "net/data/0"), "closed.torch_digits"),
    "torch, a network": (_zip("net/data.pkl", "net/fc1.weight"), "closed.torch_network"),
    "torch before 1.6": (b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.weight", "closed.torch_network"),
    "keras": (_zip("metadata.json", "config.json", "model.weights.h5"), "closed.keras"),
    "xlsx": (_zip("[Content_Types].xml", "xl/workbook.xml"), "closed.spreadsheet"),
    "ods": (_zip("mimetype", "content.xml"), "closed.spreadsheet"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "closed.spreadsheet"),
    "matlab": (MATLAB, "mat.version_7_3"),
    "hdf5": (HDF5 + bytes(600), "closed.hdf5_digits"),
    "hdf5, keras": (HDF5 + bytes(600) + b"model_config", "closed.hdf5_network"),
    "parquet": (b"PAR1" + bytes(20) + b"PAR1", "closed.parquet"),
    "feather": (b"ARROW1\0\0", "closed.feather"),
    "tflite": (b"\x1c\0\0\0TFL3" + bytes(40), "closed.tflite"),
    "safetensors": (_safetensors(), "closed.safetensors"),
    "tfjs": (b'{"format": "layers-model", "modelTopology": {}}', "closed.tfjs"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", "closed.archive"),
    "rar": (b"Rar!\x1a\x07\x01\0", "closed.archive"),
    "tar.gz": (gzip.compress(bytes(257) + b"ustar\x0000" + bytes(300)), "closed.archive"),
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_is_in_a_file_decides(name: str, tmp_path: Path) -> None:
    content, key = CLOSED[name]
    for file in ("some.bin", "digits.npz", "digits.csv"):
        (tmp_path / file).write_bytes(content)
        sentence = explain_closed(tmp_path / file)
        assert sentence is not None
        assert sentence.key == key
        assert str(sentence).startswith(f"{file}: expected ")


@pytest.mark.parametrize(
    ("name", "wanted", "key"),
    [
        ("a.pkl", "digits", "closed.pickle_digits"),
        ("A.PICKLE.GZ", "network", "closed.pickle_network"),
        ("a.pth", "digits", "closed.torch_digits"),
        ("a.joblib", "network", "closed.joblib_network"),
        ("a.h5", "network", "closed.hdf5_network"),
        ("a.keras", "digits", "closed.keras"),
        ("a.parquet", "", "closed.parquet"),
        ("a.xlsx", "", "closed.spreadsheet"),
        ("graph.pb", "", "closed.saved_model"),
    ],
)
def test_the_name_decides_where_the_content_tells_nothing(name: str, wanted: str, key: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"what is this?")
    sentence = explain_closed(tmp_path / name, wanted)  # type: ignore[arg-type] # one of the three
    assert sentence is not None
    assert sentence.key == key


def test_a_saved_model_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").touch()
    sentence = explain_closed(tmp_path, "network")
    assert sentence is not None
    assert sentence.key == "closed.saved_model"


def test_what_opens_is_none_of_them(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("L", (30, 30), 255).save(buffer, "PNG")
    contents = {
        "a.csv": b"1,2,3\n",
        "a.json": b'[{"label": 1}]',
        "a.png": buffer.getvalue(),
        "a.zip": _zip("0/a.png", "data.csv"),
        "train-images-idx3-ubyte.gz": gzip.compress(b"\0\0\x08\x03" + bytes(800)),
        "empty": b"",
        "cut.zip": _zip("data.pkl")[:40],
        "cut.gz": gzip.compress(bytes(90))[:12],
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    for path in (*tmp_path.iterdir(), BUNDLED_MODEL, tmp_path, tmp_path / "missing.csv", Path("\0")):
        assert explain_closed(path) is None


def test_every_sentence_is_one_line_with_a_name_of_some_length(tmp_path: Path) -> None:
    for key, template in ENGLISH.items():
        if key.startswith("closed."):
            line = template.format(file="my handwritten digits.something", name="'my handwritten digits.something'")
            assert len(line) <= 500  # more would lose its middle


def test_a_name_that_no_line_of_code_holds_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 150}.pkl"
    path.write_bytes(pickle.dumps(1))
    assert "pickle.load(gzip.open('FILE')" in str(explain_closed(path))


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_lines_of_code_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that need nothing but NumPy and scikit-learn."""
    neural_network = pytest.importorskip("sklearn.neural_network")
    rng = np.random.default_rng(0)
    X, y = rng.uniform(size=(40, 784)), np.arange(40) % 10
    monkeypatch.chdir(tmp_path)
    Path("mnist.pkl.gz").write_bytes(gzip.compress(pickle.dumps(((X, y), (X, y), (X, y)))))
    network = neural_network.MLPClassifier((8,), max_iter=1, activation="tanh")
    network.partial_fit(X, y, classes=range(10))
    Path("net.pkl").write_bytes(pickle.dumps(network))

    for file in ("mnist.pkl.gz", "net.pkl"):
        sentence = str(explain_closed(Path(file)))
        exec(sentence[sentence.index("import ") :].replace(": import", "import"), {})

    np.testing.assert_array_equal(load_dataset("digits.npz", "28x28").digits.labels, y)
    with np.load("network.npz") as arrays:
        np.testing.assert_array_equal(arrays["W2"], network.coefs_[1])
