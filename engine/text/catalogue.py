"""Every sentence of the engine in English, by its key.

A template is filled as by ``str.format``: ``{path}``, ``{n:,}``; ``{n|digit|digits}`` is the first word where n is 1, else
the second. A sentence is one line for the person at the screen: what was expected, what was got, and what to do.
A key is ``area.what_happened``. Every key is used, and with just the values that its template names: a test sees to it.
"""

ENGLISH: dict[str, str] = {
    "training.finished_epochs": "Finished {n:,} {n|epoch|epochs}.",
}
