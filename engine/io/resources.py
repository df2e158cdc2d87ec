"""Where the bundled data, networks and pictures are."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
"""The folder of the bundled data and models."""
