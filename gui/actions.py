"""Every command of the window, once: in the menu, behind its shortcut and behind its button."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QCursor, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QTabWidget, QToolTip

from engine.text.sentence import say
from gui.state.availability import Availability
from gui.state.reasons import WHY_NOT, why_not


class Actions(QObject):
    """The commands by name, in their menus; they can be given when :class:`Availability` says so.

    A button follows its action (:func:`gui.widgets.buttons.follow`): ``iconText`` and ``toolTip`` are the button's words.
    Whoever carries a command out connects it.

    Attributes
    ----------
    open_data, open_folder, download_mnist, my_drawings, open_model, save_model, bundled_model, new_session,
    previous_session, quit
        File.
    open_picture, close_pictures, print_page
        File, for pictures in place of the drawing, and for a page of what is shown.
    undo, redo, clear, copy_drawing, copy_reading, paste, labels
        Drawing; ``labels`` says that it is a 0, a 1, ..., a 9.
    copy_plot
        The menu of the plots that can be copied, filled by whoever copies them.
    pens
        Widths of the pen: actions by hundredths of the canvas's side.
    train, step, stop, reset, learn_handwriting, undo_fine_tuning, evaluate
        Training; ``train`` trains, pauses and resumes.
    logarithmic, themes, tabs
        View; ``themes`` maps "system", "light", "dark" and "contrast" to their actions, ``tabs`` the titles of tabs.
    search_commands, list_keys, open_glossary, what_is_this, tour, about
        Help.
    """

    def __init__(self, bar: QMenuBar, availability: Availability) -> None:
        super().__init__(bar)
        self._availability = availability
        self._add_file_menu(bar.addMenu("&File"))
        self._add_edit_menu(bar.addMenu("&Edit"))
        self._add_training_menu(bar.addMenu("&Training"))
        self._add_view_menu(bar.addMenu("&View"))
        self._add_help_menu(bar.addMenu("&Help"))
        self._commands = {name: value for name, value in vars(self).items() if isinstance(value, QAction)}
        for menu in bar.findChildren(QMenu):
            menu.hovered.connect(self._on_hovered)
        availability.changed.connect(self._show_what_may_be_done)
        self._show_what_may_be_done()

    def _add_file_menu(self, file: QMenu) -> None:
        tip = "Read pictures of digits in place of the drawing (Ctrl+I); they can also be pasted, or dropped on the window"
        self.open_picture = self._action(file, "Open p&icture…", "Ctrl+I", short="Picture…", tip=tip)
        self.open_picture.setObjectName("openPictureAction")
        self.close_pictures = self._action(file, "&Close the pictures", tip="Go back to the drawing")
        file.addSeparator()
        self.open_data = self._action(file, "Open &data…", "Ctrl+Shift+O", short="…", tip="Open digits from a file")
        self.open_folder = self._action(file, "Open &folder of pictures…")
        self.download_mnist = self._action(file, "Download &MNIST")
        self.my_drawings = self._action(file, "My d&rawings…", "Ctrl+D")
        file.addSeparator()
        self.open_model = self._action(file, "&Open network…", QKeySequence.StandardKey.Open)
        self.save_model = self._action(file, "&Save network…", QKeySequence.StandardKey.Save)
        self.bundled_model = self._action(file, "Use the &bundled network")
        file.addSeparator()
        self.new_session = self._action(file, "&New session")
        self.previous_session = self._action(file, "&Previous session")
        file.addSeparator()
        tip = "Print the drawing, what the network sees and reads, and the learning curves on one page (Ctrl+P)"
        self.print_page = self._action(file, "Prin&t…", QKeySequence.StandardKey.Print, tip=tip)
        file.addSeparator()
        self.quit = self._action(file, "&Quit", "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _add_edit_menu(self, edit: QMenu) -> None:
        tip = "Undo the last change of the drawing (Ctrl+Z)"
        self.undo = self._action(edit, "&Undo", QKeySequence.StandardKey.Undo, short="Undo", tip=tip)
        self.redo = self._action(
            edit, "&Redo", "Ctrl+Shift+Z", "Ctrl+Y", short="Redo", tip="Do again what was undone (Ctrl+Shift+Z)"
        )
        delete, tip = QKeySequence.StandardKey.Delete, "Take away the whole drawing (Delete)"
        self.clear = self._action(edit, "&Clear the drawing", delete, short="Clear", tip=tip)
        edit.addSeparator()
        tip = "Copy the drawing, or the picture in its place, as a picture (Ctrl+C)"
        self.copy_drawing = self._action(edit, "C&opy the drawing", QKeySequence.StandardKey.Copy, tip=tip)
        tip = "Copy the answer and the ten numbers as a table (Ctrl+Shift+C)"
        self.copy_reading = self._action(edit, "Copy the rea&ding", "Ctrl+Shift+C", tip=tip)
        self.copy_plot = edit.addMenu("Copy a plo&t")
        tip = "Read the picture on the clipboard in place of the drawing (Ctrl+V)"
        self.paste = self._action(edit, "&Paste a picture", QKeySequence.StandardKey.Paste, tip=tip)
        self.paste.setObjectName("pasteAction")
        edit.addSeparator()
        label_menu = edit.addMenu("&Label the drawing as")
        self.labels = [self._action(label_menu, f"&{digit}", str(digit)) for digit in range(10)]
        for digit, action in enumerate(self.labels):
            action.setData(digit)
            action.setAutoRepeat(False)

    def _add_training_menu(self, training: QMenu) -> None:
        tip = "Train the network on the data; goes on where it stopped (F5)"
        self.train = self._action(training, "&Train", "F5", tip=tip)
        tip = "Train on a single batch (a SciPy method: a single iteration), then pause (F10)"
        self.step = self._action(training, "S&tep: one batch", "F10", short="Step", tip=tip)
        self.stop = self._action(training, "&Stop", "Shift+F5", tip="End the run; what was learned is kept (Shift+F5)")
        training.addSeparator()
        tip = "Forget what was learned: new random weights from the seed (Ctrl+R)"
        self.reset = self._action(training, "&Reset: new random weights", "Ctrl+R", short="Reset", tip=tip)
        training.addSeparator()
        tip = "The network learns the drawings that you have labeled, in seconds (Ctrl+T)"
        self.learn_handwriting = self._action(training, "&Learn my handwriting", "Ctrl+T", tip=tip)
        text, tip = "Undo learning my hand&writing", "Use the network as it was before"
        self.undo_fine_tuning = self._action(training, text, short="Undo", tip=tip)
        training.addSeparator()
        self.evaluate = self._action(training, "&Evaluate on the data", "Ctrl+E")

    def _add_view_menu(self, view: QMenu) -> None:
        self._view = view
        self.tabs: dict[str, QAction] = {}
        self.logarithmic = self._action(view, "&Logarithmic loss", "Ctrl+L")
        self.logarithmic.setCheckable(True)
        pen_menu, pens = view.addMenu("&Pen width"), QActionGroup(self)
        self.pens: dict[int, QAction] = {}
        for percent, text in ((4, "&Thin"), (7, "&Medium"), (10, "T&hick"), (14, "&Very thick")):
            self.pens[percent] = self._action(pen_menu, text)
            self.pens[percent].setCheckable(True)
            pens.addAction(self.pens[percent])
        self._add_presentation(view)
        theme_menu = view.addMenu("&Theme")
        group = QActionGroup(self)
        self.themes: dict[str, QAction] = {}
        for name, text in (
            ("system", "As the &system"),
            ("light", "&Light"),
            ("dark", "&Dark"),
            ("contrast", "&High contrast"),
        ):
            action = self._action(theme_menu, text)
            action.setCheckable(True)
            group.addAction(action)
            self.themes[name] = action

    def _add_presentation(self, view: QMenu) -> None:
        tip = "Fill the screen with the canvas, the answer and the bars; Esc leaves (F11)"
        self.presentation = self._action(view, "P&resentation", "F11", tip=tip)
        self.presentation.setCheckable(True)
        menu, group = view.addMenu("Presentation sho&ws"), QActionGroup(self)
        self.presented: dict[str, QAction] = {}
        for name, text in (
            ("nothing", "Canvas and bars only"),
            ("weights", "What each unit looks for"),
            ("curves", "Learning curves"),
            ("tab", "The open tab"),
        ):
            self.presented[name] = self._action(menu, text)
            self.presented[name].setCheckable(True)
            group.addAction(self.presented[name])
        self.presented["weights"].setChecked(True)

    def _add_help_menu(self, help_menu: QMenu) -> None:
        tip = "Find any command by a few words (Ctrl+K)"
        self.search_commands = self._action(
            help_menu, "&Search all commands…", "Ctrl+K", short="Search all commands", tip=tip
        )
        self.list_keys = self._action(help_menu, "&Keys", "F1", tip="Every key that the window answers to (F1)")
        tip = "Every setting and every term: a sentence, the formula, something to try"
        self.open_glossary = self._action(help_menu, "&Glossary", tip=tip)
        tip = "Click on anything to have it explained; nothing is pressed meanwhile (Shift+F1)"
        self.what_is_this = self._action(help_menu, "&What is this?", "Shift+F1", tip=tip)
        self.tour = self._action(help_menu, "&Tour", tip="Four steps: draw, read the bars, train, change one thing")
        help_menu.addSeparator()
        self.about = self._action(help_menu, "&About Digit Lab")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def add_tabs(self, tabs: QTabWidget) -> None:
        """Give every tab a command that opens it, Ctrl+1 and so on, in the View menu."""
        self._tab_widget, group = tabs, QActionGroup(self)
        menu = self._view.addMenu("&Open tab")
        for index in range(tabs.count()):
            title = tabs.tabText(index)
            action = self._action(menu, f"&{title}", f"Ctrl+{index + 1}", tip=f"Open the tab {title}")
            action.setData(index)
            group.addAction(action)
            self.tabs[title] = action
        group.triggered.connect(self._open_tab)

    @Slot(QAction)
    def _open_tab(self, action: QAction) -> None:
        self._tab_widget.setCurrentIndex(action.data())

    @Slot()
    def _show_what_may_be_done(self) -> None:
        may = self._availability.may
        now = self._availability.now
        state = now.run_state
        for name, action in [*self._commands.items(), *(("labels", action) for action in self.labels)]:
            why = why_not(name, now)
            action.setProperty(WHY_NOT, why)
            action.setWhatsThis(why)  # which tells those that follow the action
            action.setEnabled(may(name))
        for action, key, change in (
            (self.undo, "drawing.undo", say("drawing.picture") if now.has_picture else now.undo_change),
            (self.redo, "drawing.redo", now.redo_change),
        ):
            action.setText(f"&{say(key, change=change)}" if change is not None else f"&{action.iconText()}")
        self.train.setText({"idle": "&Train", "running": "&Pause", "paused": "&Continue"}[state])

    @Slot(QAction)
    def _on_hovered(self, action: QAction) -> None:
        """Say beside the pointer why a command in gray cannot be given."""
        why = str(action.property(WHY_NOT) or "")
        QToolTip.showText(QCursor.pos(), why) if why else QToolTip.hideText()

    def _action(
        self, menu: QMenu, text: str, *shortcuts: str | QKeySequence.StandardKey, short: str = "", tip: str = ""
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(tip)
        if short:
            action.setIconText(short)
        menu.addAction(action)
        return action
