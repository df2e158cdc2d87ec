"""What was dropped on the window or is on the clipboard: files, a picture, or a sentence why it is neither."""

import base64
import binascii
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QPixmap

from gui.translation import translate

_ENCODED = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp", "image/gif")
_DATA_URL = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*,[^\s\"'<>]+", re.IGNORECASE)
_WEB = ("http://", "https://")
_SHOWN = 60  # characters of an address that a sentence shows


@dataclass(frozen=True)
class PictureBytes:
    """A picture as the bytes of a file.

    Attributes
    ----------
    name
        For people.
    content
        PNG, JPEG or another kind that is read from files, too.
    """

    name: str
    content: bytes


@dataclass(frozen=True)
class PicturePixels:
    """A picture that another program has decoded; ``name`` is for people."""

    name: str
    image: QImage


Item: TypeAlias = Path | PictureBytes | PicturePixels


@dataclass(frozen=True)
class Incoming:
    """What came.

    Attributes
    ----------
    items
        Files and pictures; empty if there is nothing that can be opened.
    refusal
        Why there is nothing, in one sentence.
    """

    items: tuple[Item, ...] = ()
    refusal: str = ""


def may_be_taken(data: QMimeData) -> bool:
    """Whether it is worth a look, for a drag that goes over the window; quick."""
    is_picture = data.hasImage() or any(map(data.hasFormat, _ENCODED))
    return is_picture or data.hasUrls() or _looks_like_address(data.text())


def incoming(data: QMimeData, name: str) -> Incoming:
    """What can be opened of what was dropped or pasted; in the window's thread, which owns the data.

    Files of this computer come first, as some systems add a picture of their icon; then a picture itself, which browsers
    add to its address; then a picture that is written into an address (``data:``).

    Parameters
    ----------
    data
        What came.
    name
        What a picture without a file is called, for people.
    """
    texts = [data.text()] if data.hasText() else []
    addresses = [url.toString() for url in data.urls()] or [line for line in texts if _looks_like_address(line)]
    files = [Path(url.toLocalFile()) for url in map(QUrl, addresses) if url.isLocalFile()]
    if files:
        return Incoming(tuple(files))
    for kind in _ENCODED:
        if data.hasFormat(kind):
            return Incoming((PictureBytes(name, bytes(data.data(kind).data())),))
    image = _image_of(data)
    if not image.isNull():
        return Incoming((PicturePixels(name, image),))
    written = list(_written_pictures([*addresses, data.html()], name))
    if written:
        return Incoming(tuple(written))
    return Incoming(refusal=_refusal(addresses, has_text=bool(texts)))


def _image_of(data: QMimeData) -> QImage:
    """The picture that Qt has made of it, as which of its two kinds ever; null if there is none."""
    value = data.imageData() if data.hasImage() else None
    if isinstance(value, QPixmap):  # this program's own copy of a plot comes back as it was given
        return value.toImage()
    return QImage(value) if isinstance(value, QImage) else QImage()


def _looks_like_address(text: str) -> bool:
    return text.strip().lower().startswith((*_WEB, "file:", "data:image/")) and len(text.split()) == 1


def _written_pictures(texts: list[str], name: str) -> Iterator[PictureBytes]:
    """The pictures that are written into addresses or into a page; each once."""
    for url in dict.fromkeys(url for text in texts for url in _DATA_URL.findall(text)):
        head, _, body = url.partition(",")
        plain = urllib.parse.unquote_to_bytes(body)
        try:
            yield PictureBytes(name, base64.b64decode(plain) if ";base64" in head.lower() else plain)
        except binascii.Error:
            yield PictureBytes(name, plain)  # which is then read as a damaged picture


def _refusal(addresses: list[str], *, has_text: bool) -> str:
    web = next((address for address in addresses if address.lower().startswith(_WEB)), "")
    if web:
        shown = web if len(web) <= _SHOWN else f"{web[: _SHOWN - 1]}…"
        return translate(
            "Incoming",
            "{address} is only the address of a picture, and nothing is fetched from the web: "
            "copy the picture itself (Copy image, in a browser) and paste it, or save it and open the file.",
        ).format(address=shown)
    if has_text:
        return translate("Incoming", "Expected a picture, got text: copy a picture or its file, and paste again.")
    return translate(
        "Incoming", "Expected a picture or a file, got nothing that can be opened: copy a picture, and paste again."
    )
