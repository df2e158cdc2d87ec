"""The box of recipes: its list opens as a sheet of two columns, by group, with a line for each recipe."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from engine.training.recipes import GROUPS, RECIPES, Recipe
from gui.theming.frames import paint_frame
from gui.theming.scale import SCALE, px, set_px
from gui.training_tab.settings.setting_row import link_button
from gui.translation import QT_TRANSLATE_NOOP, translate
from gui.widgets.event_filter import EventFilter
from gui.widgets.labels import WrappingLabel

OWN_SETTINGS = ""
"""What stands for settings that are no recipe's."""
WIDTH, COLUMN_WIDTH = 624, 300
_COLUMNS = (
    (QT_TRANSLATE_NOOP("RecipeSheet", "First steps"), "MNIST"),
    (QT_TRANSLATE_NOOP("RecipeSheet", "Notebooks"),),
)
_MARGIN = 8


class RecipeBox(QComboBox):
    """A box whose list is a :class:`RecipeSheet`.

    Attributes
    ----------
    sheet
        The list, while it is open.
    needed_requested
        Signal (name): what a recipe needs is to be fetched; the recipe is chosen already.

    Parameters
    ----------
    needs
        What a recipe needs that is not here, as a link says it; empty if it needs nothing.
    """

    needed_requested = Signal(str)

    def __init__(self, needs: Callable[[Recipe], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recipeBox")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._needs = needs
        self.sheet: RecipeSheet | None = None
        self._begun = next(iter(RECIPES))
        for recipe in RECIPES.values():
            self.addItem(str(recipe.label), recipe.name)
            self.setItemData(self.count() - 1, explanation(recipe), Qt.ItemDataRole.ToolTipRole)
        self.addItem("", OWN_SETTINGS)
        SCALE.changed.connect(self.hidePopup)

    def show_recipe(self, name: str, *, is_changed: bool) -> None:
        """Show which recipe it is, or that it was this one before something was changed."""
        self._begun = name
        own = self.findData(OWN_SETTINGS)
        self.setItemText(own, str(RECIPES[name].label) + self.tr(", changed"))
        self.setCurrentIndex(own if is_changed else self.findData(name))

    def showPopup(self) -> None:
        """Open the sheet below the box, within the window, in one column if there is no room for two."""
        window = self.window()
        edge = px(_MARGIN)
        room = QRect(window.mapToGlobal(QPoint(0, 0)), window.size()).adjusted(edge, edge, -edge, -edge)
        corner = self.mapToGlobal(QPoint(0, self.height() + px(3)))
        sheet = self.sheet = RecipeSheet(self._needs, n_columns=2 if room.width() >= px(WIDTH) else 1, parent=self)
        sheet.chosen.connect(self._on_chosen)
        sheet.needed.connect(self._on_needed)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.closed.connect(self._on_sheet_closed)
        size = sheet.sizeHint().boundedTo(room.size())
        below = room.bottom() - corner.y()
        if size.height() > below and below < 3 * room.height() // 5:
            corner.setY(max(room.top(), room.bottom() - size.height()))
        height = min(size.height(), room.bottom() - corner.y())
        x = max(room.left(), min(corner.x(), room.right() - size.width()))
        sheet.setGeometry(x, corner.y(), size.width(), height)
        sheet.show()
        sheet.focus_recipe(self._begun)

    @Slot()
    def hidePopup(self) -> None:
        """Close the sheet."""
        if self.sheet is not None:
            self.sheet.close()
        super().hidePopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As any box, but a name that is too long loses its own end: that it was changed is always said."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        text, end = self.currentText(), ""
        if self.currentData() == OWN_SETTINGS:
            text, _, end = text.rpartition(self.tr(", changed"))
            end = self.tr(", changed") + end
        metrics, width = self.fontMetrics(), field.width() - px(4)
        room = width - metrics.horizontalAdvance(end)
        option.currentText = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) + end
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @Slot(object)
    def _on_sheet_closed(self, sheet: "RecipeSheet") -> None:
        if sheet is self.sheet:  # and not one that took its place
            self.sheet = None

    def _on_chosen(self, name: str) -> None:
        self.hidePopup()
        index = self.findData(name)
        self.setCurrentIndex(index)
        self.activated.emit(index)

    def _on_needed(self, name: str) -> None:
        self._on_chosen(name)
        self.needed_requested.emit(name)


class RecipeSheet(QFrame):
    """All recipes by group. Arrows walk, Enter chooses, Esc closes; Tab goes to what a recipe needs.

    Attributes
    ----------
    entries
        By the recipe's name.
    chosen, needed
        Signals (name): a recipe is chosen; it is, and what it needs is wanted.
    closed
        Signal (this sheet).
    """

    chosen = Signal(str)
    needed = Signal(str)
    closed = Signal(object)

    def __init__(self, needs: Callable[[Recipe], str], *, n_columns: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("recipeSheet")
        self.setAccessibleName(self.tr("Recipes"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.entries: dict[str, RecipeEntry] = {}
        self._columns: list[list[RecipeEntry]] = []
        content = QWidget()
        content.setObjectName("scrolled")
        columns = QHBoxLayout(content)
        set_px(columns.setContentsMargins, 8, 8, 8, 8)
        set_px(columns.setSpacing, 8)
        shown = _COLUMNS if n_columns == 2 else (GROUPS,)
        for groups in shown:
            columns.addLayout(self._column(groups, needs))
        for before, after in pairwise(self.entries.values()):
            QWidget.setTabOrder(before, after)
        self._scroll = QScrollArea()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 1, 1, 1, 1)
        layout.addWidget(self._scroll)
        self._columns_layout = columns

    def _column(self, groups: tuple[str, ...], needs: Callable[[Recipe], str]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        entries: list[RecipeEntry] = []
        for group in groups:
            recipes = [recipe for recipe in RECIPES.values() if recipe.group == group]
            if not recipes:
                continue
            title = QLabel(translate("RecipeSheet", group))
            title.setProperty("role", "section")
            set_px(title.setContentsMargins, 12, 8, 0, 4)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            column.addWidget(title)
            for recipe in recipes:
                entry = RecipeEntry(recipe, needs(recipe))
                entry.clicked.connect(lambda _=False, name=recipe.name: self.chosen.emit(name))
                entry.link.clicked.connect(lambda _=False, name=recipe.name: self.needed.emit(name))
                set_px(entry.setFixedWidth, COLUMN_WIDTH)
                EventFilter(entry, self._on_entry_event)
                EventFilter(entry.link, self._on_entry_event)
                column.addWidget(entry)
                entries.append(entry)
                self.entries[recipe.name] = entry
        column.addStretch(1)
        self._columns.append(entries)
        return column

    def sizeHint(self) -> QSize:
        """All of it, without a scroll bar."""
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        self._columns_layout.invalidate()
        hint = self._columns_layout.totalSizeHint()
        return hint + QSize(2 * px(1), 2 * px(1))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit(self)

    def focus_recipe(self, name: str) -> None:
        """Begin the walk at a recipe."""
        for entry in self.entries.values():
            entry.is_current = entry.recipe.name == name
        self._walk_to(self.entries[name])

    def _walk_to(self, entry: "RecipeEntry") -> None:
        entry.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(entry, 0, 8)

    def _on_entry_event(self, _entry: QObject, event: QEvent) -> bool:
        """Walk with the arrows, which would scroll."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._walk(Qt.Key(event.key()))
        return False

    def _walk(self, key: Qt.Key) -> bool:
        focused = self.focusWidget()
        place = next(
            (
                (x, y)
                for x, column in enumerate(self._columns)
                for y, entry in enumerate(column)
                if entry is focused or entry.link is focused
            ),
            (0, 0),
        )
        x, y = place
        moved = {
            Qt.Key.Key_Down: (x, y + 1),
            Qt.Key.Key_Up: (x, y - 1),
            Qt.Key.Key_Left: (x - 1, y),
            Qt.Key.Key_Right: (x + 1, y),
            Qt.Key.Key_Home: (0, 0),
            Qt.Key.Key_End: (len(self._columns) - 1, len(self._columns[-1]) - 1),
        }.get(key)
        if moved is None:
            return False
        x, y = moved
        if y < 0 and x > 0:
            x, y = x - 1, len(self._columns[x - 1]) - 1
        elif x < len(self._columns) and y >= len(self._columns[x]) and key == Qt.Key.Key_Down:
            x, y = (x + 1, 0) if x + 1 < len(self._columns) else place
        x = max(0, min(x, len(self._columns) - 1))
        y = max(0, min(y, len(self._columns[x]) - 1))
        self._walk_to(self._columns[x][y])
        return True


class RecipeEntry(QAbstractButton):
    """One recipe: its name, its line, and what it needs as a link.

    Attributes
    ----------
    recipe
        The recipe.
    link
        Fetches what it needs; hidden if it needs nothing.
    is_current
        Whether it is the one that is set up.
    """

    def __init__(self, recipe: Recipe, need: str) -> None:
        super().__init__()
        self.recipe, self.is_current = recipe, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(explanation(recipe))
        self.setAccessibleName(". ".join(part for part in (str(recipe.label), str(recipe.line), need) if part))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.name_label, line = QLabel(str(recipe.label)), WrappingLabel(str(recipe.line))
        line.setProperty("role", "muted")
        self.link = link_button(need)
        self.link.setAccessibleName(self.tr("{recipe} {need}").format(recipe=recipe.label, need=need))
        layout = self._lines = QVBoxLayout(self)
        set_px(layout.setContentsMargins, 12, 6, 8, 6)
        set_px(layout.setSpacing, 1)
        for label in (self.name_label, line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.link.setHidden(not need)  # now that it is a part of this: on its own it would be a window

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        width = px(COLUMN_WIDTH)
        height = self._lines.totalHeightForWidth(width)
        return QSize(width, height if height > 0 else self._lines.totalSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Look for hover and focus."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tint under the pointer, an edge for the one that is set up, a ring for the focus."""
        painter = QPainter(self)
        accent = self.palette().color(QPalette.ColorRole.Link)
        tint = QColor(accent)
        tint.setAlpha(28)
        if self.is_current or self.underMouse():
            painter.fillRect(self.rect(), tint)
        if self.is_current:
            painter.fillRect(0, 0, px(3), self.height(), accent)
        if self.hasFocus():
            edge = px(1)
            paint_frame(painter, self.rect().adjusted(edge, edge, -edge, -edge), accent)


def explanation(recipe: Recipe) -> str:
    """A recipe's tooltip."""
    if recipe.figure is None:
        return str(recipe.description)
    return translate("RecipeBox", "{description}\nResult: {figure}.").format(
        description=recipe.description, figure=recipe.figure
    )
