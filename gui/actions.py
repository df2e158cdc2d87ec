"""Every command of the window, once: in the menu, behind its shortcut and behind its button."""

import re
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QCursor, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QTabWidget, QToolTip

from engine.text.language import LANGUAGES
from engine.text.sentence import say
from gui.state.availability import Availability
from gui.state.preferences import Preferences
from gui.state.reasons import WHY_NOT, why_not

_MNEMONIC = re.compile(r"\(&\w\)")
"""How languages that are not written in Latin letters name the letter of a command."""


class Actions(QObject):
    """The commands by name, in their menus; they can be given when :class:`Availability` says so.

    A button follows its action (:func:`gui.widgets.buttons.follow`): ``iconText`` and ``toolTip`` are the button's words.
    Whoever carries a command out connects it.

    Attributes
    ----------
    open_data, open_folder, download_mnist, my_drawings, open_model, save_model, bundled_model, new_session,
    previous_session, quit
        File.
    open_picture, close_pictures, picture_stages, print_page
        File, for pictures in place of the drawing, and for a page of what is shown.
    undo, redo, clear, copy_drawing, copy_reading, paste, labels, digit_keys
        Drawing; ``labels`` says that it is a 0, a 1, ..., a 9, and ``digit_keys`` whether keys do.
    copy_plot
        The menu of the plots that can be copied, filled by whoever copies them.
    pens
        Widths of the pen: actions by hundredths of the canvas's side.
    mend_network, play_film, back_to_now, train_from_here, export_film
        Training, and File: the run as a film.
    train, step, stop, reset, learn_handwriting, undo_fine_tuning, evaluate
        Training; ``train`` trains, pauses and resumes.
    use_run, train_on_run, repeat_run, repeat_seeds, tick_run, star_run, rename_run, note_run, delete_run, export_run,
    export_runs, open_run
        Training, for the run that is selected in the Runs tab, and File, to open one; ``repeat_seeds`` maps how many seeds
        to actions.
    open_sweep, run_sweep, cancel_sweep, use_result, use_result_network, export_sweep, delete_sweep
        Training, for sweeps; ``run_sweep`` starts and pauses one, and goes on with it.
    logarithmic, themes, languages, tabs, larger, smaller, normal_size, reduce_motion, next_pane, previous_pane
        View; ``themes`` maps "system", "light", "dark" and "contrast" to their actions, ``languages`` the names of
        languages, ``tabs`` the titles of tabs.
    presentation, presented
        View: the presentation, and what it shows beside canvas and bars: "nothing", "weights", "curves" or "tab".
    search_commands, list_keys, open_glossary, what_is_this, tour, accessibility, about
        Help.
    """

    def __init__(self, bar: QMenuBar, availability: Availability) -> None:
        super().__init__(bar)
        self._availability = availability
        self._add_file_menu(bar.addMenu(self.tr("&File")))
        self._add_edit_menu(bar.addMenu(self.tr("&Edit")))
        self._add_training_menu(bar.addMenu(self.tr("&Training")))
        self._add_view_menu(bar.addMenu(self.tr("&View")))
        self._add_help_menu(bar.addMenu(self.tr("&Help")))
        self._commands = {name: value for name, value in vars(self).items() if isinstance(value, QAction)}
        for menu in bar.findChildren(QMenu):
            menu.hovered.connect(self._on_hovered)
        availability.changed.connect(self._show_what_may_be_done)
        self._show_what_may_be_done()

    def _add_file_menu(self, file: QMenu) -> None:
        tip = self.tr(
            "Read pictures of digits in place of the drawing (Ctrl+I); they can also be pasted, or dropped on the window"
        )
        self.open_picture = self._action(file, self.tr("Open p&icture…"), "Ctrl+I", short=self.tr("Picture…"), tip=tip)
        self.open_picture.setObjectName("openPictureAction")
        self.close_pictures = self._action(file, self.tr("&Close the pictures"), tip=self.tr("Go back to the drawing"))
        self.picture_stages = self._action(
            file,
            self.tr("S&tages of the picture"),
            short=self.tr("Stages"),
            tip=self.tr("Show what becomes of the picture on its way to the network"),
        )
        file.addSeparator()
        self.open_data = self._action(
            file, self.tr("Open &data…"), "Ctrl+Shift+O", short="…", tip=self.tr("Open digits from a file")
        )
        self.open_folder = self._action(file, self.tr("Open &folder of pictures…"))
        self.download_mnist = self._action(file, self.tr("Download &MNIST"))
        self.my_drawings = self._action(file, self.tr("My d&rawings…"), "Ctrl+D")
        file.addSeparator()
        self.open_model = self._action(file, self.tr("&Open network…"), QKeySequence.StandardKey.Open)
        self.save_model = self._action(file, self.tr("&Save network…"), QKeySequence.StandardKey.Save)
        self.bundled_model = self._action(file, self.tr("Use the &bundled network"))
        tip = self.tr("Take in a run that another Digit Lab has exported")
        self.open_run = self._action(file, self.tr("Open r&un…"), tip=tip)
        tip = self.tr("Open a lesson from its file, which anybody can write")
        self.open_lesson = self._action(file, self.tr("Open &lesson…"), short=self.tr("Open a lesson…"), tip=tip)
        file.addSeparator()
        self.new_session = self._action(file, self.tr("&New session"))
        self.previous_session = self._action(file, self.tr("&Previous session"))
        file.addSeparator()
        tip = self.tr(
            "Print the drawing, what the network sees and reads, and the learning curves on one page (Ctrl+P)"
        )
        self.print_page = self._action(file, self.tr("Prin&t…"), QKeySequence.StandardKey.Print, tip=tip)
        tip = self.tr("Save the run as a moving picture: curves, weights, and the bars for the drawing on the canvas")
        self.export_film = self._action(file, self.tr("E&xport the film…"), tip=tip)
        file.addSeparator()
        self.quit = self._action(file, self.tr("&Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _add_edit_menu(self, edit: QMenu) -> None:
        tip = self.tr("Undo the last change of the drawing (Ctrl+Z)")
        self.undo = self._action(edit, self.tr("&Undo"), QKeySequence.StandardKey.Undo, short=self.tr("Undo"), tip=tip)
        self.redo = self._action(
            edit,
            self.tr("&Redo"),
            "Ctrl+Shift+Z",
            "Ctrl+Y",
            short=self.tr("Redo"),
            tip=self.tr("Redo what was undone (Ctrl+Shift+Z)"),
        )
        delete, tip = QKeySequence.StandardKey.Delete, self.tr("Clear the canvas (Delete)")
        self.clear = self._action(edit, self.tr("&Clear the drawing"), delete, short=self.tr("Clear"), tip=tip)
        edit.addSeparator()
        tip = self.tr("Copy the drawing, or the picture in its place, as a picture (Ctrl+C)")
        self.copy_drawing = self._action(edit, self.tr("C&opy the drawing"), QKeySequence.StandardKey.Copy, tip=tip)
        tip = self.tr("Copy the answer and the ten numbers as a table (Ctrl+Shift+C)")
        self.copy_reading = self._action(edit, self.tr("Copy the rea&ding"), "Ctrl+Shift+C", tip=tip)
        self.copy_plot = edit.addMenu(self.tr("Copy a plo&t"))
        tip = self.tr("Read the picture on the clipboard in place of the drawing (Ctrl+V)")
        self.paste = self._action(edit, self.tr("&Paste a picture"), QKeySequence.StandardKey.Paste, tip=tip)
        self.paste.setObjectName("pasteAction")
        edit.addSeparator()
        label_menu = edit.addMenu(self.tr("&Label the drawing as"))
        self.labels = [self._action(label_menu, f"&{digit}", str(digit)) for digit in range(10)]
        for digit, action in enumerate(self.labels):
            action.setData(digit)
            action.setAutoRepeat(False)
        tip = self.tr("A digit on the keyboard labels the drawing; switch this off if keys are pressed by accident")
        self.digit_keys = self._action(edit, self.tr("Label &with the keys 0 to 9"), tip=tip)
        self.digit_keys.setCheckable(True)
        self.digit_keys.setChecked(True)
        self.digit_keys.toggled.connect(self._on_digit_keys_toggled)

    def _add_training_menu(self, training: QMenu) -> None:
        tip = self.tr("Train on the data; continues where it stopped (F5)")
        self.train = self._action(training, self.tr("&Train"), "F5", tip=tip)
        tip = self.tr("Train on a single batch (a SciPy method: a single iteration), then pause (F10)")
        self.step = self._action(training, self.tr("S&tep: one batch"), "F10", short=self.tr("Step"), tip=tip)
        self.stop = self._action(
            training, self.tr("&Stop"), "Shift+F5", tip=self.tr("End the run; what was learned is kept (Shift+F5)")
        )
        training.addSeparator()
        tip = self.tr("Forget what was learned: new random weights from the seed (Ctrl+R)")
        self.reset = self._action(
            training, self.tr("New &random weights"), "Ctrl+R", short=self.tr("New random weights"), tip=tip
        )
        training.addSeparator()
        tip = self.tr("Watch the network learn once more, from its start or from the moment that is shown (F8)")
        self.play_film = self._action(
            training, self.tr("&Play the run as a film"), "F8", short=self.tr("Play from the start"), tip=tip
        )
        self.back_to_now = self._action(
            training, self.tr("&Back to now"), "Shift+F8", short=self.tr("Back to now"),
            tip=self.tr("Have the network of now answer again (Shift+F8)"),
        )  # fmt: skip
        self.train_from_here = self._action(
            training, self.tr("Train on from &here"), short=self.tr("Train on from here"),
            tip=self.tr("Begin a new run with the network of the moment that is shown; this run is kept"),
        )  # fmt: skip
        training.addSeparator()
        tip = self.tr("Have the whole network answer again, after units were silenced or layers switched off")
        self.mend_network = self._action(training, self.tr("&Mend the network"), short=self.tr("Mend all"), tip=tip)
        training.addSeparator()
        tip = self.tr("The network learns the drawings that you have labeled, in seconds (Ctrl+T)")
        self.learn_handwriting = self._action(training, self.tr("&Learn my handwriting"), "Ctrl+T", tip=tip)
        text, tip = self.tr("Undo learning my hand&writing"), self.tr("Use the network as it was before")
        self.undo_fine_tuning = self._action(training, text, short=self.tr("Undo"), tip=tip)
        training.addSeparator()
        self.evaluate = self._action(training, self.tr("&Evaluate on the data"), "Ctrl+E")
        training.addSeparator()
        self._add_run_menu(training.addMenu(self.tr("Selected r&un")))
        self._add_sweep_menu(training.addMenu(self.tr("S&weep")))

    def _add_run_menu(self, menu: QMenu) -> None:
        tip = self.tr("Have the network of the selected run answer; that of now is kept (Enter in the table)")
        text = self.tr("&Use this network")
        self.use_run = self._action(menu, text, short=self.tr("Use this network"), tip=tip)
        tip = self.tr("Go on training the network of the selected run, with its settings and its digits")
        self.train_on_run = self._action(menu, self.tr("&Train on from here"), short=self.tr("Train on"), tip=tip)
        tip = self.tr("Train a new network with the settings and the digits of the selected run")
        self.repeat_run = self._action(menu, self.tr("&Same settings again"), tip=tip)
        tip = self.tr("Train networks that differ from this one in nothing but the seed: how far they spread is chance")
        self.repeat_seeds = {
            n: self._action(
                menu,
                self.tr("Same with {n} seeds").format(n=n),
                short=self.tr("Same with {n} seeds").format(n=n),
                tip=tip,
            )
            for n in (3, 5, 10)
        }
        menu.addSeparator()
        tip = self.tr("Lay the curve of the selected run over the others (Space in the table)")
        self.tick_run = self._action(menu, self.tr("T&ick"), tip=tip)
        tip = self.tr("Mark the selected run with a star: it stays when old runs make room (* in the table)")
        self.star_run = self._action(menu, self.tr("Sta&r"), tip=tip)
        tip = self.tr("Give the selected run a name (F2 in the table)")
        self.rename_run = self._action(menu, self.tr("Re&name"), tip=tip)
        self.note_run = self._action(menu, self.tr("N&ote"), tip=self.tr("Write something beside the selected run"))
        tip = self.tr("Delete the selected runs; they can be brought back (Delete in the table)")
        self.delete_run = self._action(menu, self.tr("&Delete"), tip=tip)
        menu.addSeparator()
        tip = self.tr("Save the selected run: for another Digit Lab, as JSON, or as the Python that repeats it")
        self.export_run = self._action(menu, self.tr("E&xport…"), tip=tip)
        tip = self.tr("Save the table of runs as it is listed, for a spreadsheet")
        self.export_runs = self._action(menu, self.tr("Export the ta&ble…"), tip=tip)

    def _add_sweep_menu(self, menu: QMenu) -> None:
        tip = self.tr("Train many networks that differ in the settings you choose, and compare them")
        self.open_sweep = self._action(menu, self.tr("&Open the sweep…"), short=self.tr("Sweep…"), tip=tip)
        menu.addSeparator()
        tip = self.tr("Start, pause or go on with the sweep; it is computed beside the window")
        self.run_sweep = self._action(menu, self.tr("&Start the sweep"), short=self.tr("Start sweep"), tip=tip)
        tip = self.tr("End the sweep: what is done is kept, and it can go on later")
        self.cancel_sweep = self._action(menu, self.tr("&Cancel the sweep"), short=self.tr("Cancel"), tip=tip)
        menu.addSeparator()
        tip = self.tr("Have the settings of the selected result in the Training tab (Enter in the table)")
        text = self.tr("Use these se&ttings")
        self.use_result = self._action(menu, text, short=self.tr("Use these settings"), tip=tip)
        tip = self.tr("Have the best network of the selected result answer; that of now is kept")
        text = self.tr("Use its &network")
        self.use_result_network = self._action(menu, text, short=self.tr("Use its network"), tip=tip)
        tip = self.tr("Save a row for each run of the sweep, for a spreadsheet")
        self.export_sweep = self._action(menu, self.tr("E&xport the results…"), tip=tip)

        tip = self.tr("Delete the sweep that is shown; its runs stay in the table of runs")
        self.delete_sweep = self._action(menu, self.tr("&Delete the sweep…"), tip=tip)

    def _add_view_menu(self, view: QMenu) -> None:
        self._view = view
        self.tabs: dict[str, QAction] = {}
        self.logarithmic = self._action(view, self.tr("&Logarithmic loss"), "Ctrl+L")
        self.logarithmic.setCheckable(True)
        pen_menu, pens = view.addMenu(self.tr("&Pen width")), QActionGroup(self)
        self.pens: dict[int, QAction] = {}
        for percent, text in (
            (4, self.tr("&Thin")),
            (7, self.tr("&Medium")),
            (10, self.tr("T&hick")),
            (14, self.tr("&Very thick")),
        ):
            self.pens[percent] = self._action(pen_menu, text)
            self.pens[percent].setCheckable(True)
            pens.addAction(self.pens[percent])
        self._add_presentation(view)
        theme_menu = view.addMenu(self.tr("&Theme"))
        group = QActionGroup(self)
        self.themes: dict[str, QAction] = {}
        for name, text in (
            ("system", self.tr("Follow the &system")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("&Dark")),
            ("contrast", self.tr("&High contrast")),
        ):
            action = self._action(theme_menu, text)
            action.setCheckable(True)
            group.addAction(action)
            self.themes[name] = action
        self._add_languages(view.addMenu(self.tr("L&anguage")))
        self._add_sizes(view)
        tip = self.tr("Nothing moves by itself; at first as the system wishes")
        self.reduce_motion = self._action(view, self.tr("Reduce &motion"), tip=tip)
        self.reduce_motion.setCheckable(True)
        self._add_panes(view)

    def _add_languages(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        self.languages: dict[str, QAction] = {}
        for name, text in LANGUAGES.items():
            action = self._action(menu, text)  # in its own language, whichever the window is in
            action.setCheckable(True)
            group.addAction(action)
            self.languages[name] = action

    def _add_sizes(self, view: QMenu) -> None:
        tip = self.tr("Show everything larger (Ctrl++)")
        self.larger = self._action(view, self.tr("L&arger"), "Ctrl++", "Ctrl+=", tip=tip)
        tip = self.tr("Show everything smaller (Ctrl+-)")
        self.smaller = self._action(view, self.tr("&Smaller"), "Ctrl+-", tip=tip)
        tip = self.tr("Show everything as large as fits this screen (Ctrl+0)")
        self.normal_size = self._action(view, self.tr("Nor&mal size"), "Ctrl+0", tip=tip)
        for action in (self.larger, self.smaller, self.normal_size):
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)  # in dialogs, too

    def _add_panes(self, view: QMenu) -> None:
        tip = self.tr("Go to the next part of the window: run bar, settings, curves, drawing, bars, message line (F6)")
        self.next_pane = self._action(view, self.tr("&Next pane"), "F6", tip=tip)
        tip = self.tr("Go to the part before (Shift+F6)")
        self.previous_pane = self._action(view, self.tr("Pre&vious pane"), "Shift+F6", tip=tip)

    def _add_presentation(self, view: QMenu) -> None:
        tip = self.tr("Fill the screen with the canvas, the answer and the bars; Esc leaves (F11)")
        self.presentation = self._action(view, self.tr("P&resentation"), "F11", tip=tip)
        self.presentation.setCheckable(True)
        menu, group = view.addMenu(self.tr("Presentation sho&ws")), QActionGroup(self)
        self.presented: dict[str, QAction] = {}
        for name, text in (
            ("nothing", self.tr("Canvas and bars only")),
            ("network", self.tr("The network")),
            ("weights", self.tr("What each unit looks for")),
            ("curves", self.tr("Learning curves")),
            ("tab", self.tr("The open tab")),
        ):
            self.presented[name] = self._action(menu, text)
            self.presented[name].setCheckable(True)
            group.addAction(self.presented[name])
        self.presented["network"].setChecked(True)

    def _add_help_menu(self, help_menu: QMenu) -> None:
        tip = self.tr("Find any command by a few words (Ctrl+K)")
        self.search_commands = self._action(
            help_menu, self.tr("&Search all commands…"), "Ctrl+K", short=self.tr("Search all commands"), tip=tip
        )
        self.list_keys = self._action(
            help_menu, self.tr("&Keys"), "F1", tip=self.tr("Every key that the window answers to (F1)")
        )
        tip = self.tr("Every setting and every term: a sentence, the formula, something to try")
        self.open_glossary = self._action(help_menu, self.tr("&Glossary"), tip=tip)
        tip = self.tr("Click anything to have it explained; nothing else happens meanwhile (Shift+F1)")
        self.what_is_this = self._action(help_menu, self.tr("&What is this?"), "Shift+F1", tip=tip)
        self.tour = self._action(
            help_menu, self.tr("&Tour"), tip=self.tr("Four steps: draw, read the bars, train, change one thing")
        )
        tip = self.tr("What was checked for people without a mouse or with a screen reader, and what is missing")
        self.accessibility = self._action(help_menu, self.tr("A&ccessibility"), tip=tip)
        help_menu.addSeparator()
        self.about = self._action(help_menu, self.tr("&About Digit Lab"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def add_tabs(self, tabs: QTabWidget) -> None:
        """Give every tab a command that opens it, Ctrl+1 and so on, in the View menu."""
        self._tab_widget, group = tabs, QActionGroup(self)
        menu = self._view.addMenu(self.tr("&Open tab"))
        for index in range(tabs.count()):
            title = tabs.tabText(index)
            action = self._action(
                menu, f"&{title}", f"Ctrl+{index + 1}", tip=self.tr("Open the tab {title}").format(title=title)
            )
            action.setData(index)
            group.addAction(action)
            self.tabs[str(tabs.tabBar().tabData(index) or title)] = action
        group.triggered.connect(self._open_tab)

    def with_keys_in_presentation(self) -> list[QAction]:
        """All that have keys, but for those that go through what a presentation hides."""
        hidden = (self.next_pane, self.previous_pane, self.what_is_this)
        return [action for action in self.findChildren(QAction) if action.shortcuts() and action not in hidden]

    @Slot(bool)
    def _on_digit_keys_toggled(self, on: bool) -> None:
        for digit, action in enumerate(self.labels):
            action.setShortcut(str(digit) if on else QKeySequence())

    @Slot(QAction)
    def _open_tab(self, action: QAction) -> None:
        self._tab_widget.setCurrentIndex(action.data())

    @Slot()
    def _show_what_may_be_done(self) -> None:
        may = self._availability.may
        now = self._availability.now
        state = now.run_state
        several = [("labels", action) for action in self.labels]
        several += [("repeat_seeds", action) for action in self.repeat_seeds.values()]
        for name, action in [*self._commands.items(), *several]:
            why = why_not(name, now)
            action.setProperty(WHY_NOT, why)
            action.setWhatsThis(why)  # which tells those that follow the action
            action.setEnabled(may(name))
        for action, key, change in (
            (self.undo, "drawing.undo", say("drawing.picture") if now.has_picture else now.undo_change),
            (self.redo, "drawing.redo", now.redo_change),
        ):
            action.setText(f"&{say(key, change=change)}" if change is not None else f"&{action.iconText()}")
        self.run_sweep.setText(self._sweep_text())
        text = {"idle": self.tr("&Train"), "running": self.tr("&Pause"), "paused": self.tr("&Continue")}[state]
        self.train.setText(text)
        self.train.setIconText(_without_mnemonic(text))

    def _sweep_text(self) -> str:
        now = self._availability.now
        if now.sweep_stage in ("starting", "running"):
            return self.tr("&Pause the sweep")
        if now.sweep_stage == "paused" or (now.goes_on_with_sweep and not now.is_sweeping):
            return self.tr("&Go on with the sweep")
        return self.tr("&Start the sweep")

    @Slot(QAction)
    def _on_hovered(self, action: QAction) -> None:
        """Say beside the pointer why a command in gray cannot be given."""
        why = str(action.property(WHY_NOT) or "")
        QToolTip.showText(QCursor.pos(), why)  # without words, it hides what is shown

    def _action(
        self, menu: QMenu, text: str, *shortcuts: str | QKeySequence.StandardKey, short: str = "", tip: str = ""
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(tip)
        action.setIconText(short or _without_mnemonic(text))
        menu.addAction(action)
        return action


def _without_mnemonic(text: str) -> str:
    """A command's text for buttons; Qt's own would keep the "(S)" of "停止(&S)"."""
    return _MNEMONIC.sub("", text).replace("&", "")


def remember_switch(preferences: Preferences, action: QAction, name: str) -> None:
    """Switch an action as it was left, and remember from now on how it is switched."""
    action.setChecked(preferences.is_on(name, default=action.isChecked()))
    action.toggled.connect(partial(preferences.set_on, name))
