"""How well numbers of several digits are read, and what is no digit is refused.

    uv run tests/benchmarks/several_digits.py [--each N] [--seed N] [--model FILE] [--json FILE]

Numbers of two to five digits, the tablet's digits beside each other (``--each`` of them), as strokes on the canvas and in
photographs in even light: how many are read whole, and how many are parted into the right number of digits. Then, by kind,
how many drawings that are no digit are refused, and how many digits of people are. Real digits come from
``$DIGITLAB_DATA``, which must name the folder with ex4data1.mat, MNIST and the tablet strokes; no network of ours learned
from them, nor from the seeds of the other drawings. Exits with 0 if every figure that was to be reached is.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray

from engine.data.handwriting import scribbles
from engine.data.handwriting.generator import write_strokes
from engine.ink.framing import frame_drawings
from engine.ink.input_formats import FRAME
from engine.ink.pen import Stroke
from engine.ink.segmentation import digits_of_strokes
from engine.models.files import load_model
from engine.models.model import Model
from engine.models.reading import number_of, read_picture
from engine.models.rejection import are_digits
from tests.benchmarks.figures import Figure, add_json_option, finish
from tests.benchmarks.reading import SETS, digit_sets, folder_of_digits
from tests.photographs import EVEN_LIGHT, row_of, written_digits
from tests.unseen_signs import UNSEEN_SIGNS

LEAST_WHOLE, LEAST_REFUSED, MOST_DIGITS_REFUSED = 95.0, 90.0, 0.5
N_OF_KIND = 2000
_BLOCK = 5000  # digits that are judged at a time

Number = tuple[list[NDArray[np.float64]], str]


def numbers(n: int, seed: int) -> list[Number]:
    """So many numbers of two to five digits: strokes 100 units high, and what they say."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(2, 6, n)
    drawings, labels = written_digits(int(lengths.sum()), seed=seed)
    ends = np.cumsum(lengths)
    return [
        (row_of(drawings[end - length : end], rng), "".join(map(str, labels[end - length : end])))
        for end, length in zip(ends, lengths, strict=True)
    ]


def read_canvas(model: Model, strokes: Sequence[Stroke]) -> str:
    """The number that strokes on the canvas are read as; a digit that is refused is a question mark."""
    groups = [[strokes[i] for i in group] for group in digits_of_strokes(strokes)]
    frames, judged = (form.drawings(groups)[0].reshape(len(groups), -1) for form in (model.input_format, FRAME))
    digits = model.read(frames).argmax(axis=1)
    return "".join(str(digit) if is_digit else "?" for digit, is_digit in zip(digits, are_digits(judged), strict=True))


def read_paper(model: Model, strokes: Sequence[Stroke], seed: int) -> str:
    """The number that a photograph of them in even light is read as."""
    photograph = list(EVEN_LIGHT.values())[seed % len(EVEN_LIGHT)]
    picture = photograph(strokes, seed % 3, seed)
    return number_of(read_picture(model, picture.mean(axis=2).astype(np.uint8)).digits)


def figures_of_numbers(model: Model, n: int, seed: int) -> list[Figure]:
    """How many numbers are read whole, and how many have the right number of digits, on the canvas and on paper."""
    found: dict[str, list[tuple[bool, bool]]] = {"canvas": [], "paper": []}
    for number, (strokes, text) in enumerate(numbers(n, seed)):
        for where, read in (
            ("canvas", read_canvas(model, strokes)),
            ("paper", read_paper(model, strokes, 100_000 * seed + number)),
        ):
            found[where].append((read == text, len(read) == len(text)))
    figures = []
    for where, each in found.items():
        whole, parted = 100.0 * np.mean(each, axis=0)
        figures += [
            Figure(f"numbers on {where} read whole", float(whole), "%", at_least=LEAST_WHOLE),
            Figure(f"numbers on {where} parted right", float(parted), "%"),
        ]
    return figures


def figures_of_refusals(folder: Path) -> list[Figure]:
    """Of what is no digit, how much is refused, by kind; and of digits."""
    rng = np.random.default_rng(77)
    signs = np.arange(N_OF_KIND)
    kinds: dict[str, Callable[[], list[list[Stroke]]]] = {
        "wanderings": lambda: scribbles.write_wanderings(N_OF_KIND, rng),
        "hatchings": lambda: scribbles.write_hatchings(N_OF_KIND, rng),
        "coils": lambda: scribbles.write_coils(N_OF_KIND, rng),
        "lines": lambda: scribbles.write_lines(N_OF_KIND, rng),
        "letters and signs": lambda: write_strokes(signs % len(scribbles.SIGNS), rng, allographs=scribbles.SIGNS),
        "signs never seen": lambda: write_strokes(signs % len(UNSEEN_SIGNS), rng, allographs=UNSEEN_SIGNS),
    }
    shares = {name: 100.0 * float(1.0 - are_digits(frame_drawings(make())[0]).mean()) for name, make in kinds.items()}
    figures = [Figure(f"{name} refused", share, "%") for name, share in shares.items()]
    mean = float(np.mean(list(shares.values())))
    figures.append(Figure("no digits refused, mean of the kinds", mean, "%", at_least=LEAST_REFUSED))
    for name, digits in zip(SETS[:-1], digit_sets(folder, FRAME)[:-1], strict=True):  # UCI's are few
        parts = (digits[start : start + _BLOCK] for start in range(0, len(digits), _BLOCK))
        share = 100.0 * float(1.0 - np.concatenate([are_digits(part.values("float32")) for part in parts]).mean())
        figures.append(Figure(f"digits refused, {name}", share, "%", at_most=MOST_DIGITS_REFUSED))
    return figures


def main() -> int:
    """Print the table and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=400, metavar="N", help="numbers on the canvas and on paper (400)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the numbers (1)")
    parser.add_argument("--model", type=Path, help="another network's file")
    add_json_option(parser)
    args = parser.parse_args()
    folder = folder_of_digits()
    model = load_model(args.model)
    figures = [*figures_of_numbers(model, args.each, args.seed), *figures_of_refusals(folder)]
    return finish("numbers, and what is no digit", figures, args.json)


if __name__ == "__main__":
    sys.exit(main())
