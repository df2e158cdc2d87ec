"""Every key that the window answers to: the shortcuts of its commands, and the keys that a few widgets have themselves."""

from dataclasses import dataclass

from gui.help.commands import SEPARATOR, Command, plain
from gui.translation import QT_TRANSLATE_NOOP, translate


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
    (
        QT_TRANSLATE_NOOP("Keys", "Everywhere"),
        QT_TRANSLATE_NOOP("Keys", "Go to the next control, to the one before"),
        QT_TRANSLATE_NOOP("Keys", "Tab, Shift+Tab"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Everywhere"),
        QT_TRANSLATE_NOOP("Keys", "Press a button, change a switch"),
        QT_TRANSLATE_NOOP("Keys", "Space"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Everywhere"),
        QT_TRANSLATE_NOOP("Keys", "Close a list, a card or a mode"),
        QT_TRANSLATE_NOOP("Keys", "Esc"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Canvas"),
        QT_TRANSLATE_NOOP("Keys", "Move the pen, in larger steps"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Shift+arrow keys"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Canvas"),
        QT_TRANSLATE_NOOP("Keys", "Put the pen down, lift it"),
        QT_TRANSLATE_NOOP("Keys", "Space"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Canvas"),
        QT_TRANSLATE_NOOP("Keys", "Lift the pen"),
        QT_TRANSLATE_NOOP("Keys", "Enter, Esc"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Canvas"),
        QT_TRANSLATE_NOOP("Keys", "Erase the strokes at the pen"),
        QT_TRANSLATE_NOOP("Keys", "Backspace"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Learning curves"),
        QT_TRANSLATE_NOOP("Keys", "Go along the curves, to their ends"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Home, End"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Time machine"),
        QT_TRANSLATE_NOOP("Keys", "Go from checkpoint to checkpoint, by eight, to the first, to now"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Page Up, Page Down, Home, End"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Time machine"),
        QT_TRANSLATE_NOOP("Keys", "Play the run as a film, go back to now"),
        QT_TRANSLATE_NOOP("Keys", "Space, Esc"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Tab bars"),
        QT_TRANSLATE_NOOP("Keys", "Open the tab beside"),
        QT_TRANSLATE_NOOP("Keys", "Left, Right"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Borders between parts"),
        QT_TRANSLATE_NOOP("Keys", "Move the border, in larger steps"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Shift+arrow keys"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Weights"),
        QT_TRANSLATE_NOOP("Keys", "Enlarge the first unit, show all again"),
        QT_TRANSLATE_NOOP("Keys", "Enter, Esc"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Weights"),
        QT_TRANSLATE_NOOP("Keys", "Go to the next enlarged unit, to the one before"),
        QT_TRANSLATE_NOOP("Keys", "Right, Left"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Feature maps"),
        QT_TRANSLATE_NOOP("Keys", "Go from pixel to pixel, from layer to layer"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Page Up, Page Down"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Feature maps"),
        QT_TRANSLATE_NOOP("Keys", "Keep the pixel that is worked out, let it go"),
        QT_TRANSLATE_NOOP("Keys", "Enter, Esc"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Network"),
        QT_TRANSLATE_NOOP("Keys", "Go from unit to unit, from layer to layer, from pixel to pixel of a map"),
        QT_TRANSLATE_NOOP("Keys", "Up, Down, Left, Right, Shift+arrow keys"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Network"),
        QT_TRANSLATE_NOOP("Keys", "Pin a unit, silence it, let it go"),
        QT_TRANSLATE_NOOP("Keys", "Enter, Del, Esc"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Strip of pictures"),
        QT_TRANSLATE_NOOP("Keys", "Go back to the drawing"),
        QT_TRANSLATE_NOOP("Keys", "Esc"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Digits in a grid"),
        QT_TRANSLATE_NOOP("Keys", "Go from digit to digit, show one"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Enter"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "My drawings"),
        QT_TRANSLATE_NOOP("Keys", "Label what is selected, delete it"),
        QT_TRANSLATE_NOOP("Keys", "0 to 9, Del"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "My drawings"),
        QT_TRANSLATE_NOOP("Keys", "Put one on the canvas"),
        QT_TRANSLATE_NOOP("Keys", "Enter"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Confusion"),
        QT_TRANSLATE_NOOP("Keys", "Go from cell to cell, to the ends of a row"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Home, End"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Confusion"),
        QT_TRANSLATE_NOOP("Keys", "Show the digits of a cell"),
        QT_TRANSLATE_NOOP("Keys", "Enter"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Result of a sweep"),
        QT_TRANSLATE_NOOP("Keys", "Go from one combination to the next, to the best"),
        QT_TRANSLATE_NOOP("Keys", "Arrow keys, Home"),
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Result of a sweep"),
        QT_TRANSLATE_NOOP("Keys", "Use the settings of a combination"),
        QT_TRANSLATE_NOOP("Keys", "Enter"),
    ),
    (QT_TRANSLATE_NOOP("Keys", "Tables"), QT_TRANSLATE_NOOP("Keys", "Copy what is selected, or all"), "Ctrl+C"),
    (
        QT_TRANSLATE_NOOP("Keys", "Tour"),
        QT_TRANSLATE_NOOP("Keys", "The next step, the one before, skip"),
        "Alt+N, Alt+B, Esc",
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Tabs"),
        QT_TRANSLATE_NOOP("Keys", "Go to the next tab, to the one before"),
        "Ctrl+Tab, Ctrl+Shift+Tab",
    ),
    (
        QT_TRANSLATE_NOOP("Keys", "Number fields"),
        QT_TRANSLATE_NOOP("Keys", "Make the number larger, smaller"),
        QT_TRANSLATE_NOOP("Keys", "Up, Down"),
    ),
    (QT_TRANSLATE_NOOP("Keys", "Lists to choose from"), QT_TRANSLATE_NOOP("Keys", "Open the list"), "Alt+Down"),
)
"""Group, what they do, keys; in English."""


def key_lines(commands: list[Command], own: tuple[tuple[str, str, str], ...] = OF_WIDGETS) -> list[KeyLine]:
    """The lines, those of one group together, in the order of the menus; then what the widgets have themselves."""
    lines: list[KeyLine] = []
    digits = translate("Keys", "0 to 9")
    for command in commands:
        group, _, menu = command.place.rpartition(SEPARATOR)
        if command.keys and command.name == command.keys and command.name.isdigit():  # ten commands, one line
            line = KeyLine(group, f"{menu} {digits}", digits)
            lines += [line] if line not in lines else []
        elif command.keys:
            lines.append(KeyLine(command.place, name_of(command), command.keys))
    lines += [KeyLine(*(translate("Keys", text) for text in line)) for line in own]
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
