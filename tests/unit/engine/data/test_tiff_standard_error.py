"""libtiff writes on standard error, past Python: it is kept from doing so, and standard error comes back."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

import engine.data.formats.picture_files
from engine.data.loading import load_picture
from engine.errors import DataError

_STANDARD_ERROR = 2


@pytest.fixture
def tiff(tmp_path: Path) -> Path:
    """A picture that libtiff decodes."""
    path = tmp_path / "a.tiff"
    PillowImage.fromarray(np.full((20, 20), 200, dtype=np.uint8)).save(path, compression="tiff_lzw")
    return path


def _file_of(descriptor: int) -> tuple[int, int]:
    status = os.fstat(descriptor)
    return status.st_dev, status.st_ino


def test_two_threads_that_read_tiff_at_once_leave_standard_error_as_it_was(
    tiff: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """If the second could begin while the first decodes, it would take nowhere for what is to be put back, at its end."""
    decode = engine.data.formats.picture_files._small_and_upright
    first_decodes, second_decodes, first_is_over = (threading.Event() for _ in range(3))

    def held(picture: PillowImage.Image) -> PillowImage.Image:
        if not first_decodes.is_set():
            first_decodes.set()
            assert not second_decodes.wait(0.1)  # it waits for the first
        else:
            second_decodes.set()
            assert first_is_over.wait(10.0)
        return decode(picture)

    def first() -> None:
        load(errors)
        first_is_over.set()

    def load(errors: list[Exception]) -> None:
        try:
            load_picture(tiff)
        except Exception as error:  # noqa: BLE001 - looked at below
            errors.append(error)

    monkeypatch.setattr(engine.data.formats.picture_files, "_small_and_upright", held)
    errors: list[Exception] = []
    before = _file_of(_STANDARD_ERROR)
    threads = [threading.Thread(target=first), threading.Thread(target=load, args=(errors,))]
    for thread in threads:
        thread.start()
        assert first_decodes.wait(10.0)
    for thread in threads:
        thread.join(10.0)
    assert errors == []
    assert second_decodes.is_set()
    assert _file_of(_STANDARD_ERROR) == before
    os.write(_STANDARD_ERROR, b"heard\n")
    assert capfd.readouterr().err == "heard\n"


def test_a_picture_that_cannot_be_decoded_leaves_standard_error_as_it_was(
    tiff: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content = tiff.read_bytes()
    tiff.write_bytes(content[:8] + b"\xff" * 30 + content[38:])
    before = _file_of(_STANDARD_ERROR)
    with pytest.raises(DataError, match="cannot be read"):
        load_picture(tiff)
    assert _file_of(_STANDARD_ERROR) == before
    assert capfd.readouterr().err == ""
