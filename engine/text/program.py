"""How this program came here: as a clone of the project, by its wheel, or as a bundle, a folder with a Python of its own.

Sentences that name a command of it, or tell how to get a package that it can do without, depend on that.
"""

import sys
from pathlib import Path

import engine
from engine.text.sentence import Sentence, say

_IS_BUNDLE = bool(getattr(sys, "frozen", False))
_IS_CLONE = not _IS_BUNDLE and (Path(engine.__path__[0]).parent / "pyproject.toml").is_file()

PROGRAM = "main.py" if _IS_CLONE else "digit-lab"
"""What a command begins with here."""
HOW_TO_REPAIR = "run the program with 'uv run main.py'" if _IS_CLONE else "install the program anew"
"""What helps where one of its own packages is missing."""


def how_to_get(extra: str) -> Sentence:
    """How to get what an extra of ``pyproject.toml`` brings, such as "onnx"."""
    if _IS_CLONE:
        return say("program.extra_of_a_clone", extra=extra)
    return say("program.extra_of_a_bundle" if _IS_BUNDLE else "program.extra_of_a_wheel", extra=extra)
