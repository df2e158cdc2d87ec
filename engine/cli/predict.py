"""The command ``predict``."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from engine.cli.output import print_figures
from engine.data.loading import load_picture
from engine.errors import ModelError
from engine.models.files import load_model
from engine.text.percent import percent_text
from engine.text.sentence import say


def run_predict(args: argparse.Namespace) -> None:
    """Read the digit in each picture; a blank picture has no digit."""
    model = load_model(Path(args.model) if args.model else None)
    form = model.input_format
    results: list[dict[str, Any]] = []
    lines = []
    for name in args.files:
        frame = form.picture(load_picture(Path(name)))
        if frame is None:
            results.append({"file": name, "digit": None, "probabilities": None})
            lines.append(f"{name}: nothing drawn")
            continue
        probabilities = model.read(frame.reshape(1, -1))[0]
        if not np.isfinite(probabilities).all():
            raise ModelError(say("command.outputs_not_finite"))
        digit = int(probabilities.argmax())
        results.append({"file": name, "digit": digit, "probabilities": [float(p) for p in probabilities]})
        lines.append(f"{name}: {digit} ({percent_text(probabilities[digit])})")
    print_figures(results, "\n".join(lines), args)
