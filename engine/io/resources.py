"""The bundled data, networks and pictures: the one place that knows where they are."""

import sys
from pathlib import Path

PROGRAM_FOLDER = Path(__file__).resolve().parents[2]
"""The folder of the engine, which Python finds it in."""
_ONE_OF_THEM = "bundled_model.npz"


def find_resources() -> Path:
    """The folder of the bundled data and models.

    It is beside the engine, in a wheel under ``digit_lab``, and in a bundled application where that was unpacked.
    """
    folders = [Path(getattr(sys, "_MEIPASS", PROGRAM_FOLDER)), PROGRAM_FOLDER]
    places = [folder / inner / "resources" for folder in folders for inner in ("", "digit_lab")]
    return next((place for place in places if (place / _ONE_OF_THEM).is_file()), PROGRAM_FOLDER / "resources")


RESOURCES = find_resources()
"""What :func:`find_resources` found as the program started."""
