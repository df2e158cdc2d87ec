"""File > Print: the drawing, what the network sees and reads, and the learning curves, on one page, dark on white."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from engine.text.percent import percent_texts
from gui.actions import Actions
from gui.drawing.drawing_canvas import DrawingCanvas
from gui.drawing.reading_text import answer_text
from gui.pictures.reading_table import answer_line
from gui.plots.learning_curves_plot import LossPlot
from gui.state.workspace import Workspace
from gui.theming.theme import LIGHT
from gui.widgets.images import ink_image
from gui.widgets.message_area import MessageArea
from gui.widgets.picture_export import paint_widget
from gui.widgets.unit_names import damage_text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_POINTS_PER_INCH = 72
_MARGIN, _GAP, _LINE = 8.0, 16.0, 14.0  # points, as all that follows
_TITLE_PT, _TEXT_PT, _SMALL_PT = 16, 10, 8
_ROW, _BAR, _INPUT = 16.0, 9.0, 64.0


class Printing(QObject):
    """Asks for a printer, and paints the page.

    Parameters
    ----------
    window
        Whose dialog it is.
    """

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        *,
        canvas: DrawingCanvas,
        curves: LossPlot,
        messages: MessageArea,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace, self._canvas, self._curves = workspace, canvas, curves
        self._messages, self._window = messages, window
        self.refusal = messages.make_message()
        actions.print_page.triggered.connect(self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask for a printer, or a PDF file, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - only those pay for it who print

        self.refusal.clear()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Digit Lab")
        dialog = QPrintDialog(printer, self._window)
        is_wanted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_wanted:
            self.print_on(printer)

    def print_on(self, printer: "QPrinter") -> None:
        """Print the page; where that cannot be, it is said."""
        painter = QPainter()
        if not painter.begin(printer):
            where = printer.outputFileName() or printer.printerName()
            self.refusal.refuse(
                self.tr("{printer}: expected a printer or a file that can be written, and nothing was printed.").format(
                    printer=where
                )
            )
            return
        scale = printer.resolution() / _POINTS_PER_INCH
        painter.scale(scale, scale)
        page = printer.pageLayout().paintRectPoints()
        self.paint(painter, QRectF(0, 0, page.width(), page.height()))
        painter.end()
        self._messages.tell(self.tr("The page is printed."))

    def paint(self, painter: QPainter, page: QRectF) -> None:
        """Paint the page, in points."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = page.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        top = self._paint_heading(painter, inside)
        side = min((inside.width() - _GAP) / 2, 0.4 * inside.height())
        paper = QRectF(inside.left(), top, side, side)
        self._paint_drawing(painter, paper)
        reading = QRectF(paper.right() + _GAP, top, inside.right() - paper.right() - _GAP, side)
        self._paint_reading(painter, reading)
        below = QRectF(inside.left(), paper.bottom() + _GAP, inside.width(), inside.bottom() - paper.bottom() - _GAP)
        if self._workspace.history.n_points:
            self._paint_curves(painter, below)

    def _paint_heading(self, painter: QPainter, inside: QRectF) -> float:
        """What it is of; returns where it ends."""
        workspace = self._workspace
        _set_font(painter, _TITLE_PT, is_bold=True)
        painter.setPen(QColor(LIGHT.text))
        title = self.tr("Nothing is drawn")
        if workspace.probabilities is not None:
            title = self.tr("Read as {answer}").format(answer=answer_line(workspace.probabilities))
        painter.drawText(QPointF(inside.left(), inside.top() + _TITLE_PT), title)
        _set_font(painter, _SMALL_PT)
        painter.setPen(QColor(LIGHT.muted))
        name = workspace.picture.name if workspace.picture is not None else ""
        architecture, broken = workspace.parameters.architecture, ""
        if workspace.damage:
            broken = self.tr("broken: {what}").format(what=damage_text(architecture, workspace.damage.now))
        facts = [name, self.tr("Network {network}").format(network=architecture), broken, "Digit Lab"]
        line = ", ".join(fact for fact in facts if fact)
        painter.drawText(QPointF(inside.left(), inside.top() + _TITLE_PT + _LINE), line)
        return inside.top() + _TITLE_PT + 2 * _LINE

    def _paint_drawing(self, painter: QPainter, paper: QRectF) -> None:
        painter.save()
        painter.setClipRect(paper)
        self._canvas.paint_content(painter, paper, LIGHT)
        painter.restore()
        painter.setPen(QPen(QColor(LIGHT.muted), 0.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)

    def _paint_reading(self, painter: QPainter, room: QRectF) -> None:
        """What the network sees, its answer, and the ten bars."""
        frame, probabilities = self._workspace.frame, self._workspace.probabilities
        box = QRectF(room.left(), room.top(), _INPUT, _INPUT)
        if frame is not None:
            shares = frame / self._workspace.input_format.ink
            painter.drawImage(box, _enlarged(ink_image(shares, "white", "black")))
        painter.setPen(QPen(QColor(LIGHT.muted), 0.5))
        painter.drawRect(box)
        _set_font(painter, _SMALL_PT)
        beside = QRectF(box.right() + _GAP / 2, box.top(), room.right() - box.right() - _GAP / 2, _INPUT)
        painter.drawText(beside, Qt.AlignmentFlag.AlignTop, self.tr("What the network sees"))
        if probabilities is None:
            return
        painter.setPen(QColor(LIGHT.text))
        _set_font(painter, _TEXT_PT, is_bold=True)
        painter.drawText(beside, Qt.AlignmentFlag.AlignBottom, answer_text(probabilities)[1])
        value_width, label_width = 44.0, 16.0
        row = min(_ROW, (room.bottom() - box.bottom() - _GAP / 2) / 10)
        for digit, (share, text) in enumerate(zip(probabilities, percent_texts(probabilities), strict=True)):
            line = QRectF(room.left(), box.bottom() + _GAP / 2 + digit * row, room.width(), row)
            _set_font(painter, _TEXT_PT, is_bold=digit == int(probabilities.argmax()))
            painter.setPen(QColor(LIGHT.text))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, str(digit))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
            track = QRectF(line.left() + label_width, line.center().y() - _BAR / 2, 0, _BAR)
            track.setWidth((line.width() - label_width - value_width) * float(share))
            painter.fillRect(track, QColor(LIGHT.ink))
            painter.setPen(QPen(QColor(LIGHT.muted), 0.5))
            painter.drawLine(track.topLeft(), track.bottomLeft())

    def _paint_curves(self, painter: QPainter, room: QRectF) -> None:
        """The curves as they are shown, but dark on white."""
        view, theme = self._curves, self._canvas.theme
        size = view.size()
        if size.isEmpty():
            return
        scale = min(room.width() / size.width(), room.height() / size.height())
        painter.save()
        painter.translate(room.topLeft())
        painter.scale(scale, scale)
        view.set_theme(LIGHT)
        try:
            paint_widget(view, painter)
        finally:
            view.set_theme(theme)
            painter.restore()


def _set_font(painter: QPainter, points: int, *, is_bold: bool = False) -> None:
    """Letters of so many units of the painter, which are points of the page."""
    font = QFont(painter.font())
    font.setPixelSize(points)
    font.setBold(is_bold)
    painter.setFont(font)


def _enlarged(image: QImage) -> QImage:
    """Crisp pixels, whatever a printer makes of small pictures."""
    return image.scaled(image.size() * 16)
