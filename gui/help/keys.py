"""Every key that the window answers to: the shortcuts of its commands, and the keys that a few widgets have themselves."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.help.commands import SEPARATOR, Command, plain

_CONTEXT = "Keys"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the list.

    Attributes
    ----------
    group
        The menu, or the widget that has to have the focus.
    name
        What the keys do.
    keys
        As they are written on this system.
    """

    group: str
    name: str
    keys: str


OF_WIDGETS: tuple[tuple[str, str, str], ...] = (
    ("Everywhere", "Go to the next control, to the one before", "Tab, Shift+Tab"),
    ("Everywhere", "Press a button, change a switch", "Space"),
    ("Everywhere", "Close a list, a card or a mode", "Esc"),
    ("Canvas", "Move the pen, in larger steps", "Arrow keys, Shift+arrow keys"),
    ("Canvas", "Put the pen down, lift it", "Space"),
    ("Canvas", "Lift the pen", "Enter, Esc"),
    ("Weights", "Enlarge the first unit, show all again", "Enter, Esc"),
    ("Weights", "Go to the next enlarged unit, to the one before", "Right, Left"),
    ("Strip of pictures", "Go back to the drawing", "Esc"),
    ("Digits in a grid", "Go from digit to digit, show one", "Arrow keys, Enter"),
    ("My drawings", "Label what is selected, delete it", "0 to 9, Del"),
    ("My drawings", "Put one on the canvas", "Enter"),
    ("Confusion", "Go from cell to cell, to the ends of a row", "Arrow keys, Home, End"),
    ("Confusion", "Show the digits of a cell", "Enter"),
    ("Tables", "Copy what is selected, or all", "Ctrl+C"),
    ("Tour", "The next step, the one before, skip", "Alt+N, Alt+B, Esc"),
    ("Tabs", "Go to the next tab, to the one before", "Ctrl+Tab, Ctrl+Shift+Tab"),
    ("Number fields", "Make the number larger, smaller", "Up, Down"),
    ("Lists to choose from", "Open the list", "Alt+Down"),
)
"""Group, what they do, keys; in English."""


def key_lines(commands: list[Command], own: tuple[tuple[str, str, str], ...] = OF_WIDGETS) -> list[KeyLine]:
    """The lines, those of one group together, in the order of the menus; then what the widgets have themselves."""
    say = QCoreApplication.translate
    lines: list[KeyLine] = []
    for command in commands:
        group, _, menu = command.place.rpartition(SEPARATOR)
        if command.keys and command.name == command.keys and command.name.isdigit():  # ten commands, one line
            line = KeyLine(group, f"{menu} {say(_CONTEXT, '0 to 9')}", say(_CONTEXT, "0 to 9"))
            lines += [line] if line not in lines else []
        elif command.keys:
            lines.append(KeyLine(command.place, name_of(command), command.keys))
    lines += [KeyLine(*(say(_CONTEXT, text) for text in line)) for line in own]
    groups = list(dict.fromkeys(line.group for line in lines))
    return sorted(lines, key=lambda line: groups.index(line.group))


def name_of(command: Command) -> str:
    """What a command is called, without the dots of a dialog."""
    return plain(command.name).rstrip("….")


def as_text(lines: list[KeyLine]) -> str:
    """The list as text: a heading for each group, the keys at the left."""
    width = max((len(line.keys) for line in lines), default=0)
    text, group = "", None
    for line in lines:
        if line.group != group:
            group = line.group
            text += f"\n{group}\n" if text else f"{group}\n"
        text += f"  {line.keys:<{width}}  {line.name}\n"
    return text
