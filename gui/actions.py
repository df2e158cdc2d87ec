"""The menu bar: every action with its standard shortcut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


class Menus:
    """The actions of the window, by name; whoever composes the window connects them.

    Attributes
    ----------
    open_data, open_folder, download_mnist, my_drawings, open_model, save_model, bundled_model, start_afresh,
    session_before, quit
        File.
    undo, redo, clear, labels
        Drawing; ``labels`` says that it is a 0, a 1, ..., a 9.
    train, step, stop, reset, learn_handwriting, undo_fine_tuning, evaluate
        Training; ``train`` trains, holds and resumes.
    logarithmic, themes
        View; ``themes`` maps "system", "light" and "dark" to their actions.
    about
        Help.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        bar = window.menuBar()
        file = bar.addMenu("&File")
        self.open_data = self._action(file, "Open &data…", QKeySequence("Ctrl+Shift+O"))
        self.open_folder = self._action(file, "Open &folder of pictures…")
        self.download_mnist = self._action(file, "Download &MNIST")
        self.my_drawings = self._action(file, "My d&rawings…", QKeySequence("Ctrl+D"))
        file.addSeparator()
        self.open_model = self._action(file, "&Open network…", QKeySequence(QKeySequence.StandardKey.Open))
        self.save_model = self._action(file, "&Save network…", QKeySequence(QKeySequence.StandardKey.Save))
        self.bundled_model = self._action(file, "Use the &bundled network")
        file.addSeparator()
        self.start_afresh = self._action(file, "Start &afresh")
        self.session_before = self._action(file, "Bac&k to the session before")
        file.addSeparator()
        self.quit = self._action(file, "&Quit", QKeySequence("Ctrl+Q"))
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

        edit = bar.addMenu("&Edit")
        self.undo = self._action(edit, "&Undo", QKeySequence(QKeySequence.StandardKey.Undo))
        self.redo = self._action(edit, "&Redo", QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))
        self.clear = self._action(edit, "&Clear the drawing", QKeySequence(QKeySequence.StandardKey.Delete))
        label_menu = edit.addMenu("&That is a")
        self.labels = [self._action(label_menu, f"&{digit}", QKeySequence(str(digit))) for digit in range(10)]
        for action in self.labels:
            action.setAutoRepeat(False)

        training = bar.addMenu("&Training")
        self.train = self._action(training, "&Train", QKeySequence("F5"))
        self.step = self._action(training, "S&tep: one batch", QKeySequence("F10"))
        self.stop = self._action(training, "&Stop", QKeySequence("Shift+F5"))
        training.addSeparator()
        self.reset = self._action(training, "&Reset: new random weights", QKeySequence("Ctrl+R"))
        training.addSeparator()
        self.learn_handwriting = self._action(training, "&Learn my hand", QKeySequence("Ctrl+T"))
        self.undo_fine_tuning = self._action(training, "Take &back what it learned of my hand")
        training.addSeparator()
        self.evaluate = self._action(training, "&Evaluate on the data", QKeySequence("Ctrl+E"))

        view = bar.addMenu("&View")
        self.logarithmic = self._action(view, "&Logarithmic loss", QKeySequence("Ctrl+L"))
        self.logarithmic.setCheckable(True)
        theme_menu = view.addMenu("&Theme")
        group = QActionGroup(window)
        self.themes: dict[str, QAction] = {}
        for name, text in (("system", "As the &system"), ("light", "&Light"), ("dark", "&Dark")):
            action = self._action(theme_menu, text)
            action.setCheckable(True)
            group.addAction(action)
            self.themes[name] = action

        help_menu = bar.addMenu("&Help")
        self.about = self._action(help_menu, "&About Digit Lab")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _action(self, menu: QMenu, text: str, *shortcuts: QKeySequence) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts(list(shortcuts))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        menu.addAction(action)
        return action
