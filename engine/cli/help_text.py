"""The texts of ``--help`` in the language in use, in lines that Chinese fits in as well."""

import argparse
import re
from collections.abc import Iterable

from engine.text.columns import columns
from engine.text.language import help_in_use
from engine.text.program import PROGRAM

_WIDE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u201c\u201d"
_CLOSING, _OPENING = "，。；：、）”", "（“"
_WORD = re.compile(rf"[{_OPENING}]*(?:[^\s{_WIDE}]+|[{_WIDE}])[{_CLOSING}]*|\s+")
"""What stays on one line: a word, or a Chinese character, with the signs that belong to it."""


def told(text: str) -> str:
    """A text of the parser in the language in use."""
    return help_in_use(text.replace(PROGRAM, "{program}")).replace("{program}", PROGRAM)


class HelpText(argparse.HelpFormatter):
    """Says everything but names in the language in use."""

    def start_section(self, heading: str | None) -> None:
        """The heading of some options."""
        super().start_section(heading and told(heading))

    def add_text(self, text: str | None) -> None:
        """What stands above and below the options."""
        super().add_text(text and told(text))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The first lines."""
        super().add_usage(usage, actions, groups, told("usage: ") if prefix is None else prefix)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help and told(action.help)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(text, width) if text.isascii() else wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if text.isascii():
            return super()._fill_text(text, width, indent)
        return "\n".join(f"{indent}{line}" for line in wrapped(text, width - len(indent)))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of so many columns at most, of which a Chinese character takes two."""
    lines, line = [], ""
    for word in _WORD.findall(text):
        if line and not word.isspace() and columns(line + word) > width:
            lines.append(line.rstrip())
            line = ""
        line += word if line or not word.isspace() else ""
    return [*lines, line.rstrip()] if line else lines
