"""The command ``predict``."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.cli.output import opened_model, print_figures
from engine.cli.settings import chosen_handling
from engine.data.formats.picture_folders import pictures_below
from engine.data.handling import Handling, with_handling
from engine.data.loading import DATA_ENDINGS, load_picture, load_pictures
from engine.errors import DataError, ModelError
from engine.ink.framing import Image
from engine.ink.input_formats import InputFormat
from engine.text.percent import percent_text
from engine.text.sentence import say

_WILD = set("*?[")
"""Letters of a file's name that some shells leave to the program."""


def run_predict(args: argparse.Namespace) -> None:
    """Read the digit in each picture; a blank picture has no digit. What cannot be read is told at the end."""
    model = opened_model(args.model)
    form, handling = model.input_format, chosen_handling(args)
    results: list[dict[str, Any]] = []
    lines = []
    for target in args.files:
        for entry, frame in _frames(target, form, handling):
            results.append(entry)
            called = str(entry["file"]) + (f", row {entry['row']}" if "row" in entry else "")
            if frame is None:
                if "error" in entry:
                    lines.append(f"{called}: {entry['error']}")
                    continue
                entry |= {"digit": None, "probabilities": None}
                lines.append(f"{called}: nothing drawn")
                continue
            probabilities = model.read(frame.reshape(1, -1))[0]
            if not np.isfinite(probabilities).all():
                raise ModelError(say("command.outputs_not_finite"))
            digit = int(probabilities.argmax())
            entry |= {"digit": digit, "probabilities": [float(p) for p in probabilities]}
            lines.append(f"{called}: {digit} ({percent_text(probabilities[digit])})")
    bad = [entry for entry in results if "error" in entry]
    if len(bad) == len(results) == 1:
        raise DataError(bad[0]["error"])
    print_figures(results, "\n".join(lines), args)
    if bad:
        raise DataError(say("predict.unreadable", n=len(bad), of=len(results)))


def _frames(
    target: str, form: InputFormat, handling: Handling
) -> Iterator[tuple[dict[str, Any], NDArray[np.float32] | None]]:
    """What is known of each picture of a target, and the picture laid out; ``None`` if it is blank or cannot be read."""
    path = Path(target)
    try:
        if not path.exists():
            matching = sorted(map(str, path.parent.glob(path.name))) if _WILD & set(path.name) else []
            if not matching:
                raise DataError(say("pictures.no_file", path=target))
            for name in matching:
                yield from _frames(name, form, handling)
            return
        pictures = [str(file) for file in pictures_below(path)] if path.is_dir() else []
        if pictures:
            for name in pictures:
                yield from _frames(name, form, handling)
        elif path.is_dir() or path.name.lower().endswith(DATA_ENDINGS) or "ubyte" in path.name.lower():
            read = load_pictures(with_handling(target, handling), form)
            for note in read.notes:
                sys.stderr.write(f"{note}\n")
            for row, image in enumerate(read.images):
                yield {"file": target, "row": row}, (image if image.any() else None)
        else:
            yield {"file": target}, _framed(load_picture(path), form, handling)
    except (DataError, OSError) as error:
        yield {"file": target, "error": str(error)}, None


def _framed(brightness: NDArray[np.float64], form: InputFormat, handling: Handling) -> Image | None:
    """A picture laid out, turned and inverted as the options say."""
    turned = handling.turned(brightness[np.newaxis])[0].astype(np.float64)
    seen = form.picture(turned)
    if seen is None or not handling.inverted:
        return seen
    # The two ways to tell ink from paper; the one that was not seen by itself is asked for.
    light, dark = form.ink_picture(turned), form.ink_picture(1.0 - turned)
    others = [frame for frame in (light, dark) if frame is not None]
    return min(others, key=lambda frame: float((frame * seen).sum()), default=None)
