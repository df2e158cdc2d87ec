"""The language that sentences are worded in: one for the whole process, English unless another is chosen.

A language has a module beside :mod:`engine.text.catalogue` with the same keys, loaded when the language is first used. The
processes that compute runs of a sweep send sentences as keys, so that only the process that shows them has a language.
"""

import importlib
from collections.abc import Mapping

LANGUAGES: dict[str, str] = {"en": "English", "zh": "简体中文"}
"""The languages that there are, by the name that the command line and the preferences have for them; each in its own."""
_MODULES = {"zh": ("engine.text.chinese", "CHINESE")}
_HELP = {"zh": ("engine.text.chinese_help", "HELP")}


class _InUse:
    """The one of this process."""

    name = "en"
    templates: Mapping[str, str] = {}


def use_language(name: str) -> None:
    """Have sentences worded in a language of :data:`LANGUAGES` from now on, also those that were made before.

    Raises
    ------
    KeyError
        If there is no such language: a fault of the program.
    """
    if name not in LANGUAGES:
        raise KeyError(name)
    _InUse.name, _InUse.templates = name, _table(_MODULES, name)


def _table(modules: Mapping[str, tuple[str, str]], language: str) -> Mapping[str, str]:
    if language not in modules:
        return {}
    module, table = modules[language]
    found: Mapping[str, str] = getattr(importlib.import_module(module), table)
    return found


def language_in_use() -> str:
    """Its name: a key of :data:`LANGUAGES`."""
    return _InUse.name


def template_in_use(key: str) -> str | None:
    """What that language has for a key; ``None`` in English, and for what is not translated."""
    return _InUse.templates.get(key)


def help_in_use(text: str) -> str:
    """What ``--help`` says in that language, by what it says in English; what is not translated is English."""
    return _table(_HELP, _InUse.name).get(text, text)
