"""Measured figures with what was to be reached: printed as a table, written as JSON, judged."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Figure:
    """One measured number.

    Attributes
    ----------
    name
        What was measured.
    value
        What was seen.
    unit
        Of the value; empty for ratios.
    at_least, at_most
        What was to be reached; ``None`` where nothing was.
    """

    name: str
    value: float
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_reached(self) -> bool:
        """Whether the value is within what was to be reached."""
        return (self.at_least is None or self.value >= self.at_least) and (
            self.at_most is None or self.value <= self.at_most
        )

    def goal(self) -> str:
        """What was to be reached, in signs."""
        goals = (("≥", self.at_least), ("≤", self.at_most))
        return " and ".join(f"{sign} {bound:,g}" for sign, bound in goals if bound is not None)


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """The option that all benchmarks have."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON, too")


def finish(title: str, figures: Sequence[Figure], json_path: Path | None) -> int:
    """Print the table, write the JSON; returns the exit status: 0 if all that was to be reached is."""
    width = max(len(figure.name) for figure in figures)
    sys.stdout.write(f"{title}\n")
    for figure in figures:
        verdict = "" if not figure.goal() else "ok" if figure.is_reached else "NOT REACHED"
        value = f"{spelled(figure.value)} {figure.unit}".strip()
        sys.stdout.write(f"{figure.name:{width}s}  {value:>16s}  {figure.goal():>18s}  {verdict}\n")
    if hasattr(os, "getloadavg"):
        sys.stdout.write("load of the last minute, 5 and 15: {:.2f} {:.2f} {:.2f}\n".format(*os.getloadavg()))
    if json_path is not None:
        document = {
            "title": title,
            "machine": {
                "system": platform.platform(),
                "cores": os.cpu_count(),
                "python": platform.python_version(),
                "numpy": np.__version__,
            },
            "figures": [asdict(figure) | {"reached": figure.is_reached} for figure in figures],
        }
        json_path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0 if all(figure.is_reached for figure in figures) else 1


def spelled(value: float) -> str:
    """A number with as many digits as mean something."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
