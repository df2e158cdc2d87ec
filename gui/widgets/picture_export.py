"""Views as picture files: PNG at twice their size, or SVG, which keeps lines and letters as such."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QGraphicsItem, QGraphicsView, QWidget

from engine.errors import DataError
from engine.io.file_writing import DISK
from gui.translation import translate

PNG_SCALE = 2
"""Pixels along each side of a point."""
_PNG_QUALITY = 80  # compresses a little less than Qt would by default, in a fraction of the time


def choose_picture_file(parent: QWidget, name: str) -> Path | None:
    """Ask where a picture is to be saved; ``None`` for nowhere.

    Parameters
    ----------
    parent
        Whose dialog it is.
    name
        What is proposed, without a suffix.
    """
    path, chosen = QFileDialog.getSaveFileName(
        parent,
        translate("PictureExport", "Save the picture"),
        f"{name}.png",
        translate("PictureExport", "Picture (*.png);;Vector graphics (*.svg)"),
    )
    if not path:
        return None
    suffix = ".svg" if ".svg" in chosen else ".png"
    return Path(path) if path.lower().endswith((".png", ".svg")) else Path(f"{path}{suffix}")


def export_widget(widget: QWidget, path: Path) -> None:
    """Write a view as it is now, its children included, to a file; a failure leaves what was there before.

    Parameters
    ----------
    widget
        Painted or composed, pyqtgraph's plots too; in the thread of the window.
    path
        Ends in ``.png``, for twice as many pixels as the view has points, or in ``.svg``.

    Raises
    ------
    DataError
        If it ends in something else, the view has no size, or the file cannot be written.
    """
    makers = {".png": _png, ".svg": _svg}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise DataError(f"{path.name}: expected a name that ends in .png or .svg")
    if widget.size().isEmpty():
        raise DataError("expected a view that can be seen, got one without a size")
    with _without_caches(widget):
        content = make(widget)
    try:
        DISK.write_whole(path, lambda file: file.write(content))
    except OSError as error:
        raise DataError(f"{path}: expected a place to write to, got: {error.strerror or error}") from error


def paint_widget(widget: QWidget, painter: QPainter) -> None:
    """Paint a view as it is now, its children included, on any device: lines stay lines."""
    with _without_caches(widget):
        QWidget.render(widget, painter, QPoint())


def _png(widget: QWidget) -> bytes:
    image = QImage(widget.size() * PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PNG_SCALE)
    image.fill(widget.palette().window().color())
    _paint(widget, image)
    buffer = _buffer()
    image.save(buffer, "PNG", _PNG_QUALITY)  # type: ignore[call-overload] # the stubs want bytes, Qt a str
    return bytes(buffer.data().data())


def _svg(widget: QWidget) -> bytes:
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    generator.setTitle(widget.accessibleName() or widget.objectName())
    _paint(widget, generator)
    return bytes(buffer.data().data())


def _paint(widget: QWidget, device: QPaintDevice) -> None:
    painter = QPainter(device)
    QWidget.render(widget, painter, QPoint())  # plots have a method of this name that does something else
    painter.end()


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


@contextmanager
def _without_caches(widget: QWidget) -> Iterator[None]:
    """Plots keep pictures of background and axes in the screen's resolution; for a while they paint them."""
    views = [*([widget] if isinstance(widget, QGraphicsView) else []), *widget.findChildren(QGraphicsView)]
    backgrounds = [(view, view.cacheMode()) for view in views]
    items = [item for view in views for item in view.scene().items()]
    cached = [(item, item.cacheMode()) for item in items if item.cacheMode() != QGraphicsItem.CacheMode.NoCache]
    for view in views:
        view.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
    for item, _ in cached:
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    try:
        yield
    finally:
        for view, flags in backgrounds:
            view.setCacheMode(flags)
        for item, mode in cached:
            item.setCacheMode(mode)
