"""Folders of pictures: every kind of picture gives the digit that was drawn, in order, and a bad one is named."""

import errno
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from engine.data.loading import load_dataset
from engine.errors import DataError
from engine.ink.framing import frame_drawings, frame_ink


@pytest.fixture(scope="module")
def inks(digit_strokes: list[list[NDArray[np.float64]]]) -> list[NDArray[np.uint8]]:
    """One drawing of each digit, 100x100, 255 is full ink."""
    frames, _ = frame_drawings(digit_strokes)
    return [
        np.asarray(
            PillowImage.fromarray((frame * 255).astype(np.uint8)).resize((100, 100), PillowImage.Resampling.BICUBIC)
        )
        for frame in frames
    ]


def _save(path: Path, ink: NDArray[np.uint8]) -> Path:
    """Dark on light."""
    path.parent.mkdir(parents=True, exist_ok=True)
    PillowImage.fromarray(255 - ink).save(path)
    return path


def _refused(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_dataset(str(folder))
    message = str(caught.value)
    assert "expected" in message
    assert "got" in message
    assert "\n" not in message
    return message


def _assert_is_ink(image: NDArray[np.floating], ink: NDArray[np.uint8], *, atol: float) -> None:
    expected = frame_ink(ink.astype(np.float64))
    assert expected is not None
    np.testing.assert_allclose(image.reshape(20, 20), expected, atol=atol)


@pytest.mark.parametrize(
    "suffix", [".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".jpg", ".jpeg", ".avif", ".jp2", ".PNG", ".Jpg"]
)
def test_pictures_of_every_kind_are_read_and_framed(suffix: str, inks: list[NDArray[np.uint8]], tmp_path: Path) -> None:
    folder = tmp_path / "digits"
    for digit, ink in enumerate(inks):
        _save(folder / str(digit) / f"a{suffix}", ink)

    dataset = load_dataset(str(folder))

    assert (dataset.name, dataset.label, dataset.source) == ("digits", "digits", str(folder))
    assert dataset.digits.images.dtype == np.float32
    np.testing.assert_array_equal(dataset.digits.labels, np.arange(10))
    is_lossy = suffix.lower() in (".jpg", ".jpeg", ".webp", ".avif")
    for image, ink in zip(dataset.digits.images, inks, strict=True):
        _assert_is_ink(image, ink, atol=0.12 if is_lossy else 1e-5)


@pytest.mark.parametrize("way", ["light on dark", "black on transparent", "white on transparent", "large", "color"])
def test_ink_is_ink_however_it_is_drawn(way: str, inks: list[NDArray[np.uint8]], tmp_path: Path) -> None:
    ink = inks[3]
    layered = np.zeros((*ink.shape, 4), np.uint8)
    layered[..., 3] = ink
    layered[..., :3] = 255 if way == "white on transparent" else 0
    color = np.full((*ink.shape, 3), 255, np.uint8)
    color[..., :2] -= ink[..., None]  # blue ink
    picture = {
        "light on dark": PillowImage.fromarray(ink),
        "black on transparent": PillowImage.fromarray(layered),
        "white on transparent": PillowImage.fromarray(layered),
        "large": PillowImage.fromarray(255 - ink).resize((500, 500), PillowImage.Resampling.BICUBIC),
        "color": PillowImage.fromarray(color),
    }[way]
    (tmp_path / "3").mkdir()
    picture.save(tmp_path / "3" / "a.png")

    dataset = load_dataset(str(tmp_path))

    _assert_is_ink(dataset.digits.images[0], ink, atol=0.1)


def test_digits_ascend_and_pictures_follow_their_names(inks: list[NDArray[np.uint8]], tmp_path: Path) -> None:
    for digit in (9, 2):  # other digits have no folder
        for name, drawn in (("c.png", 8), ("a.png", 1), ("B.png", 4)):
            _save(tmp_path / str(digit) / name, inks[drawn])

    dataset = load_dataset(str(tmp_path))

    np.testing.assert_array_equal(dataset.digits.labels, [2, 2, 2, 9, 9, 9])
    for image, drawn in zip(dataset.digits.images, [4, 1, 8] * 2, strict=True):
        _assert_is_ink(image, inks[drawn], atol=1e-5)


def test_what_else_lies_there_is_passed_over(inks: list[NDArray[np.uint8]], tmp_path: Path) -> None:
    _save(tmp_path / "5" / "a.png", inks[5])
    for name in ("Thumbs.db", ".hidden.png", "._a.png", "notes.txt", "a.png.bak", "png"):
        (tmp_path / "5" / name).write_bytes(b"no picture")
    (tmp_path / "5" / "folder.png").mkdir()
    (tmp_path / "7").mkdir()  # nothing drawn yet
    (tmp_path / "readme.md").write_text("mine")
    for other in ("10", "05", "a"):
        _save(tmp_path / other / "a.png", inks[1])
    (tmp_path / "8").write_bytes(b"a file, not a folder")

    np.testing.assert_array_equal(load_dataset(str(tmp_path)).digits.labels, [5])


def test_the_folder_one_stands_in_has_a_name(
    inks: list[NDArray[np.uint8]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save(tmp_path / "mine" / "5" / "a.png", inks[5])
    monkeypatch.chdir(tmp_path / "mine")

    assert (load_dataset(".").name, load_dataset(".").source) == ("mine", ".")


# What is refused


def test_a_folder_without_digits_is_refused(inks: list[NDArray[np.uint8]], tmp_path: Path) -> None:
    _save(tmp_path / "mine" / "ten" / "a.png", inks[5])

    assert _refused(tmp_path / "mine").startswith("mine: expected digits with labels, got pictures alone; ")


def test_sub_folders_without_pictures_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine" / "4").mkdir(parents=True)
    (tmp_path / "mine" / "4" / "Thumbs.db").write_bytes(b"")

    assert _refused(tmp_path / "mine").startswith("mine: expected pictures (.avif, .bmp, .gif, .heic, ")


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_file_that_is_no_picture_is_named(content: bytes, inks: list[NDArray[np.uint8]], tmp_path: Path) -> None:
    _save(tmp_path / "mine" / "4" / "a.png", inks[4])
    (tmp_path / "mine" / "4" / "b.png").write_bytes(content)

    dataset = load_dataset(str(tmp_path / "mine"))  # the others are there
    assert dataset.digits.labels.tolist() == [4]
    assert str(dataset.note) == "mine: 1 picture cannot be read or is blank, and left out: b.png."
    (tmp_path / "mine" / "4" / "a.png").unlink()
    assert _refused(tmp_path / "mine").startswith("mine/4/b.png: expected a picture")


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_blank_picture_is_named(shade: int, inks: list[NDArray[np.uint8]], tmp_path: Path) -> None:
    for name in "abcde":
        _save(tmp_path / "mine" / "6" / f"{name}.png", np.full((30, 30), shade, np.uint8))
    _save(tmp_path / "mine" / "4" / "a.png", inks[4])
    dataset = load_dataset(str(tmp_path / "mine"))
    assert dataset.digits.labels.tolist() == [4]
    assert str(dataset.note) == (
        "mine: 5 pictures cannot be read or are blank, and left out: a.png, b.png, c.png and 2 more."
    )
    (tmp_path / "mine" / "4" / "a.png").unlink()
    for name in "acde":
        (tmp_path / "mine" / "6" / f"{name}.png").unlink()
    assert _refused(tmp_path / "mine") == (
        "mine/6/b.png: expected a picture of a digit, got a blank one; delete it or draw on it"
    )


def test_a_folder_that_may_not_be_read_is_refused(
    inks: list[NDArray[np.uint8]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(folder: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, "Permission denied")

    _save(tmp_path / "mine" / "4" / "a.png", inks[4])
    monkeypatch.setattr(Path, "iterdir", forbid)

    assert _refused(tmp_path / "mine") == "mine: expected a folder that can be read, got: Permission denied"
