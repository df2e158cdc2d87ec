"""What all tests share. No Qt in here, and nothing of the window: the engine's tests run where neither is installed."""

import gc
import os
import sys

# Nothing is garbage before the tests begin, and looking for it takes a fifth of the time until then.
gc.disable()

# No process of the tests compiles a module that another has compiled, nor does the next run of them, whatever the
# environment says: it would take longer than many a test.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# As many test processes as there are cores (pyproject.toml), each with one thread for its matrix products: NumPy reads
# this when it is first imported, in each process.
for _library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

import importlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from engine.data.dataset import Dataset, Digits

# Examples are drawn the same way in every run, and none is failed for the machine being slow.
settings.register_profile("digit-lab", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("digit-lab")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Have every other process import the modules of tests from the last to the first, where all of them are asked for.

    In a fresh clone each has its assertions rewritten, which takes far longer than the rest of collecting, and every
    process needs all of them: so each rewrites its share, and finds the others' in the cache.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    if session.config.args == session.config.getini("testpaths") and int(worker.removeprefix("gw")) % 2:
        root = session.config.rootpath
        for path in sorted((root / "tests" / "unit").rglob("test_*.py"), reverse=True):
            with suppress(Exception, pytest.skip.Exception):  # pytest tells of it when it comes to this module
                importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """Look for garbage from now on, but not among what was imported and collected."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


@pytest.hookimpl(tryfirst=True)  # before slow trials are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test with ``slow_but(n)``, mark all cases as slow but n, the first and the last among them."""
    cases: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("slow_but") is not None:
            cases[item.nodeid.partition("[")[0]].append(item)
    for of_one_test in cases.values():
        marker = of_one_test[0].get_closest_marker("slow_but")
        assert marker is not None
        quick = np.linspace(0, len(of_one_test) - 1, marker.args[0]).round().astype(int).tolist()
        for index, item in enumerate(of_one_test):
            if index not in quick:
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def new_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders that nobody has used. None exists: most tests write nothing, and making thousands takes seconds."""
    base = tmp_path_factory.mktemp("new")
    return (base / str(number) for number in count())


@pytest.fixture(scope="session", autouse=True)
def no_user_data(new_folders: Iterator[Path]) -> Iterator[None]:
    """No test reads or writes the real user's data folder, nor does a process that a fixture starts.

    And nothing stands between a test and its own web server.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIGITLAB_USER_DATA", str(next(new_folders)))
        patch.delenv("DIGITLAB_MNIST_URL", raising=False)
        for name in ("NO_PROXY", "no_proxy"):
            patch.setenv(name, "*")
        yield


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_disks() -> Iterator[None]:
    """Files are written as always, but no test waits until they are on the disk: none of them cuts the power.

    That they are told to go there is seen to by the tests of ``engine/io/file_writing``.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(autouse=True)
def user_data(new_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of the test's own; it does not exist yet."""
    folder = next(new_folders)
    monkeypatch.setenv("DIGITLAB_USER_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of real digits that no repository holds; tests that need it are skipped without it."""
    value = os.environ.get("DIGITLAB_DATA", "")
    if not value:
        pytest.skip("DIGITLAB_DATA is not set: it names the folder with ex4data1.mat, MNIST and the tablet strokes")
    folder = Path(value)
    if not folder.is_dir():
        pytest.skip(f"DIGITLAB_DATA names {value}, and there is no such folder")
    return folder


@pytest.fixture
def small_dataset() -> Dataset:
    """120 noisy pictures of 4x5 pixels, 12 per class in turn, easy to learn; the first two of each class are for testing.

    100 digits to train on do not divide by 7, so that an epoch's last batch is a short one.
    """
    rng = np.random.default_rng(5)
    templates = rng.uniform(0.0, 1.0, (10, 20))
    labels = np.tile(np.arange(10), 12)
    images = (templates[labels] + rng.normal(0.0, 0.15, (120, 20))).astype(np.float32)
    return Dataset("small", "Small", Digits(images, labels, shape=(4, 5, 1)), np.arange(20))


def _arc(x: float, y: float, radii: tuple[float, float], degrees: tuple[float, float]) -> NDArray[np.float64]:
    angles = np.radians(np.linspace(*degrees, 40))
    return np.stack([x + radii[0] * np.cos(angles), y + radii[1] * np.sin(angles)], axis=1)


@pytest.fixture(scope="session")
def digit_strokes() -> list[list[NDArray[np.float64]]]:
    """One drawing of each digit, 0 first: its strokes in a box of about 100 x 150, y down."""
    return [
        [_arc(50, 80, (35, 60), (-90, 270))],
        [np.array([[35, 40], [55, 20], [50, 140.0]])],
        [np.vstack([_arc(50, 50, (30, 30), (180, 400)), [[20, 140], [85, 138]]])],
        [np.vstack([_arc(50, 50, (30, 30), (200, 450)), _arc(50, 110, (35, 32), (-90, 150))])],
        [np.array([[60, 15], [15, 95], [90, 92.0]]), np.array([[65, 60], [62, 145.0]])],
        [np.array([[80, 20], [30, 22], [27, 70.0]]), _arc(48, 100, (36, 36), (-120, 150))],
        [np.vstack([[[70, 15], [30, 80]], _arc(50, 105, (26, 30), (180, 540))])],
        [np.array([[15, 20], [85, 22], [40, 140.0]]), np.array([[35, 80], [75, 78.0]])],
        [np.vstack([_arc(50, 50, (25, 28), (90, 450)), _arc(50, 112, (32, 34), (-90, 270))])],
        [np.vstack([_arc(50, 50, (28, 30), (0, 360)), [[78, 50], [70, 140]]])],
    ]
