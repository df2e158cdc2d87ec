"""The command ``predict``."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.cli.output import opened_model, print_figures
from engine.cli.settings import chosen_handling
from engine.data.formats.picture_folders import pictures_below
from engine.data.handling import Handling, with_handling
from engine.data.loading import DATA_ENDINGS, load_pictures, load_scaled_picture
from engine.errors import DataError
from engine.ink.segmentation import DigitBox
from engine.io.presence import exists, is_folder
from engine.models.model import Model
from engine.models.reading import Reading, number_of, read_frames, read_picture, show_digits
from engine.text.percent import percent_text
from engine.text.sentence import say

_WILD = set("*?[")
"""Letters of a file's name that some shells leave to the program."""
_BLOCK = 1000  # rows of a table that are read at a time


def run_predict(args: argparse.Namespace) -> None:
    """Read the digits in each picture; a blank one has none, nor has a scribble. What cannot be read is told at the end."""
    model, handling = opened_model(args.model), chosen_handling(args)
    results: list[dict[str, Any]] = []
    lines = []
    for target in args.files:
        for entry, words in _entries(target, model, handling):
            results.append(entry)
            called = str(entry["file"]) + (str(say("command.row", n=entry["row"])) if "row" in entry else "")
            lines.append(f"{called}: {words}")
    bad = [entry for entry in results if "error" in entry]
    if len(bad) == len(results) == 1:
        raise DataError(bad[0]["error"])
    print_figures(results, "\n".join(lines), args)
    if bad:
        raise DataError(say("predict.unreadable", n=len(bad), of=len(results)))


def _entries(target: str, model: Model, handling: Handling) -> Iterator[tuple[dict[str, Any], str]]:
    """What is read in each picture of a target, for programs, and in words."""
    path = Path(target)
    try:
        if not exists(path):
            matching = sorted(map(str, path.parent.glob(path.name))) if _WILD & set(path.name) else []
            if not matching:
                raise DataError(say("pictures.no_file", path=target))
            for name in matching:
                yield from _entries(name, model, handling)
            return
        pictures = [str(file) for file in pictures_below(path)] if is_folder(path) else []
        if pictures:
            for name in pictures:
                yield from _entries(name, model, handling)
        elif is_folder(path) or path.name.lower().endswith(DATA_ENDINGS) or "ubyte" in path.name.lower():
            yield from _rows(target, model, handling)
        else:
            picture = load_scaled_picture(path)
            turned = handling.turned(picture.brightness[None])[0]
            reading = read_picture(model, turned, inverted=handling.inverted)
            yield {"file": target} | _as_json(reading, picture.scale), _in_words(reading)
    except (DataError, OSError) as error:
        yield {"file": target, "error": str(error)}, str(error)


def _rows(target: str, model: Model, handling: Handling) -> Iterator[tuple[dict[str, Any], str]]:
    """The same for each row of a table, or of any file of pictures that are laid out already."""
    read = load_pictures(with_handling(target, handling), model.input_format)
    for note in read.notes:
        sys.stderr.write(f"{note}\n")
    for start in range(0, len(read.images), _BLOCK):
        block = slice(start, start + _BLOCK)
        is_drawn = read.boxes[block, 2] > 0
        is_digit = is_drawn.copy()
        is_digit[is_drawn] = show_digits(read.images[block][is_drawn], model.input_format)
        boxes = [DigitBox(*map(int, box)) for box in read.boxes[block][is_digit]]
        digits = iter(read_frames(model, read.images[block][is_digit], boxes))
        for row, (has_ink, has_digit) in enumerate(zip(is_drawn, is_digit, strict=True), start):
            reading = Reading([next(digits)] if has_digit else [], is_refused=bool(has_ink and not has_digit))
            yield {"file": target, "row": row} | _as_json(reading, 1.0), _in_words(reading)


def _as_json(reading: Reading, scale: float) -> dict[str, Any]:
    """What is read in a picture; boxes are in pixels of the file, which are so many times smaller."""
    each = [
        {
            "digit": digit.digit,
            "probabilities": [float(probability) for probability in digit.probabilities],
            "box": list(digit.box.scaled(scale)),
        }
        for digit in reading.digits
    ]
    only = each[0] if len(each) == 1 else {"digit": None, "probabilities": None}
    answer = {"digit": only["digit"], "probabilities": only["probabilities"], "digits": each}
    return answer | ({"number": number_of(reading.digits)} if len(each) > 1 else {})


def _in_words(reading: Reading) -> str:
    if not reading.digits:
        return str(say("command.no_digit" if reading.is_refused else "command.nothing_drawn"))
    certain = ", ".join(percent_text(digit.probabilities[digit.digit]) for digit in reading.digits)
    return f"{number_of(reading.digits)} ({certain})"
