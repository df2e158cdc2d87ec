"""Train the judge, which tells digits from what is none: ``uv run resources/build_judge.py`` writes ``digit_judge.npz``.

It learns from generated digits and the training part of the bundled UCI digits on one side, and from scribbles, letters,
signs, the same mirrored and turned, made-up glyphs and textures on the other; from nothing else. Several networks learn
that, each from drawings and first weights of its own, and are joined to one whose logits are their mean: together they
refuse more than any of them. Last, the rule of :mod:`engine.models.rejection` is calibrated: from which score on ink is
refused. That alone is done anew, in a minute, by ``uv run resources/build_judge.py --calibrate``: whenever
``bundled_model.npz`` is another.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import VERSION
from engine.data.dataset import Dataset, Digits
from engine.data.handwriting.allographs import Allograph, read_allograph
from engine.data.handwriting.generator import STYLE, curve_matrix, write_dataset, write_frames, write_strokes
from engine.data.handwriting.scribbles import SIGNS, make_textures, write_scribbles
from engine.data.registry import load_uci_digits
from engine.ink.framing import frame_drawings
from engine.ink.pen import Stroke
from engine.models.files import load_model, save_model
from engine.models.metadata import ModelMetadata
from engine.models.model import Model
from engine.models.rejection import JUDGE, Judge
from engine.nn.network import Parameters
from engine.training.config import TrainingConfig
from engine.training.train import train
from resources.build_shared import in_bytes, joined, show

SEED = 11
GENERATED, UCI_COPIES = 130_000, 8
_TURNED = {"more signs": 0.27, "signs": 0.18, "turned signs": 0.22, "glyphs": 0.07, "textures": 0.01}
_UPRIGHT = {"more signs": 0.42, "signs": 0.28, "glyphs": 0.1, "textures": 0.01}
JUDGES = ((120_000, _TURNED), (120_000, _TURNED), (120_000, _TURNED), (90_000, _UPRIGHT))
"""For each network how many drawings it learns that are no digit, and their shares by kind; the others are scribbles.

One that has learned no turned signs is sure of other things, and together they refuse more.
"""
CALIBRATION = 20_000
REFUSED_DIGITS = 0.0103
"""The share of generated digits that may be refused; of the digits of people, it comes to some more."""
CONFIG = TrainingConfig(
    hidden_layers=("conv 12 5x5", "pool 2", "conv 24 5x5", "pool 2", 96),
    hidden_activation="relu",
    initialization="he",
    seed=3,
    optimizer="momentum",
    learning_rate=0.03,
    schedule="cosine",
    batch_size=64,
    weight_decay=0.3,
    augmentation="light",
    epochs=8,
    validation_fraction=0.0,
)
CLEAN = replace(STYLE, rough_share=0.0)
"""How the digits are written: drawings that are no digit have no rough edges either."""
_BLOCK = 5000  # drawings that are framed at a time
_TEXTS: tuple[tuple[str, str], ...] = (
    ("d", "76,5 76,145! 70,84 36,66 14,100 36,140 74,116"),
    ("p", "18,50 18,150! 20,76 60,54 84,84 60,116 20,104"),
    ("f", "74,12 48,8 38,40 38,145 | 10,62 72,62"),
    ("t", "46,10 46,120 60,142 84,132 | 14,44 80,44"),
    ("x", "10,55 90,145 | 90,55 10,145"),
    ("u", "12,55 14,116 40,144 78,120! 82,55! 84,145"),
    ("L with serif", "20,5 20,140! 90,140! 90,110"),
    ("alpha", "92,48 62,120 34,142 10,104 34,62 64,90 94,142"),
    ("gamma", "6,44 30,60 50,110! 90,40! 50,110 44,148 36,120 50,100"),
    ("lambda", "14,8 36,20 92,145 | 50,66 8,145"),
    ("mu", "14,50 14,150 | 14,104 40,124 74,104! 76,50! 78,124"),
    ("Xi", "8,10 92,10 | 24,75 76,75 | 8,142 92,142"),
    ("Sigma", "92,30 90,8! 10,8! 56,74! 8,142! 92,142! 94,118"),
    ("Phi", "50,4 50,146 | 50,34 10,74 50,112 90,74 50,34"),
    ("Omega inverse", "10,8 40,8! 6,70 50,140 94,70 60,8! 92,8"),
    ("Zhe", "50,5 50,145 | 6,8 46,74! 4,145 | 94,8 54,74! 96,145"),
    ("Sha", "6,8 6,142! 50,142! 50,8 | 50,142 94,142! 94,8"),
    ("Ya", "86,145 86,8! 40,10 16,40 44,74 84,74! 10,145"),
    ("Yu", "8,8 8,145 | 8,75 40,75 | 68,8 42,75 68,142 96,75 68,8"),
    ("De", "22,110 34,10! 78,10! 78,110 | 4,145 4,110! 96,110! 96,145"),
    ("I short", "12,10 12,142! 86,10! 86,142 | 34,-14 50,-4 66,-14"),
    ("Pe", "10,145 10,8! 90,8! 90,145"),
    ("tree sign", "4,48 96,48 | 50,5 50,145 | 48,52 6,124 | 52,52 94,124"),
    ("field", "8,16 92,16! 92,136! 8,136! 8,16 | 50,16 50,136 | 8,76 92,76"),
    ("mountain", "50,8 50,136 | 6,56 6,136! 94,136! 94,56"),
    ("river", "14,14 12,90 4,140 | 50,24 50,120 | 88,10 88,145"),
    ("king", "10,14 90,14 | 16,74 84,74 | 4,138 96,138 | 50,14 50,138"),
    ("big", "6,52 94,52 | 50,6 48,60 6,142 | 52,60 96,142"),
    ("middle", "8,36 92,36! 92,96! 8,96! 8,36 | 50,4 50,146"),
    ("person", "50,8 46,60 6,142 | 50,52 96,142"),
    ("well", "6,44 94,44 | 4,100 96,100 | 34,10 28,100 10,144 | 68,8 68,146"),
    ("stick figure", "50,5 32,24 50,42 68,24 50,5 | 50,42 50,94 | 14,62 86,62 | 50,94 22,145 | 50,94 78,145"),
    ("clock", "50,5 4,75 50,145 96,75 50,5 | 50,75 50,28 | 50,75 78,90"),
    ("at", "70,60 40,52 36,94 66,92 72,56! 76,98 96,80 84,22 40,8 4,70 30,132 84,136"),
    ("dollar", "84,30 50,14 18,40 50,74 84,104 50,134 14,116 | 50,2 50,148"),
    ("euro", "88,24 50,10 20,70 50,140 90,122 | 2,58 66,58 | 2,90 62,90"),
    ("pound", "82,30 56,8 34,40 36,100 10,138! 90,136 | 14,80 66,80"),
    ("yen", "6,8 50,70! 94,8 | 50,70 50,145 | 16,80 84,80 | 16,106 84,106"),
    ("paragraph", "90,8 40,8 12,40 46,72! 46,145 | 74,8 74,145"),
    ("copyright", "50,5 4,75 50,145 96,75 50,5 | 68,56 46,46 32,76 46,104 68,94"),
    ("tilde", "4,84 26,58 50,76 74,94 96,66"),
    ("less", "92,14 8,76! 92,138"),
    ("slashes", "4,140 44,10 | 54,140 94,10"),
    ("root", "2,80 18,72! 36,140! 56,10! 98,10"),
    ("nabla", "4,12 96,12! 50,140! 4,12"),
    ("divide", "6,75 94,75 | 50,28 52,30 | 50,120 52,122"),
    ("plus minus", "50,16 50,100 | 8,58 92,58 | 8,134 92,134"),
    ("not equal", "8,52 92,52 | 8,98 92,98 | 78,14 22,138"),
    ("notes", "20,124 6,130 10,144 26,138 24,112! 24,20! 88,8! 88,110 70,120 74,134 90,126 88,100"),
    (
        "club",
        "50,70 30,40 50,14 70,40 50,70 16,60 8,90 30,104 50,76 70,104 92,90 84,60 50,70 | 50,78 44,142 | 44,142 62,142",
    ),
    ("spade", "50,8 8,76 26,108 50,90 74,108 92,76 50,8 | 50,92 40,142! 62,142"),
    ("crown", "6,130 2,40! 30,84! 50,20! 70,84! 98,40! 94,130! 6,130"),
    (
        "butterfly",
        (
            "50,20 50,130 | 50,70 14,20 4,66 50,74 | 50,74 8,90 22,134 50,80 | "
            "50,70 86,20 96,66 50,74 | 50,74 92,90 78,134 50,80"
        ),
    ),
    ("flag", "16,145 16,8! 90,30! 16,60"),
    ("boat", "4,100 96,100! 78,136! 22,136! 4,100 | 50,100 50,8! 90,84! 50,84"),
    ("glasses", "26,60 4,80 26,100 46,80 26,60 | 74,60 54,80 74,100 96,80 74,60 | 46,78 54,78"),
    ("cloud", "22,108 4,90 16,66 34,64 44,34 72,38 76,64 96,76 90,104 22,108"),
    (
        "flower",
        (
            "50,40 36,20 50,4 64,20 50,40 80,30 88,50 56,56 72,84 50,88 46,58 26,82 12,66 42,50 10,40 24,22 50,40 | "
            "50,88 50,146"
        ),
    ),
    ("key", "24,40 6,58 24,76 42,58 24,40 | 42,58 96,58! 96,80 | 78,58 78,76"),
    ("lock", "14,70 86,70! 86,140! 14,140! 14,70 | 28,70 30,30 50,14 70,30 72,70"),
    ("bell", "8,116 24,96 26,50 50,20 74,50 76,96 92,116! 8,116 | 40,128 50,140 60,128"),
    (
        "car",
        (
            "4,110 10,80 28,76 38,46 70,46 80,76 96,82 96,110! 4,110 | "
            "24,110 14,122 24,134 34,122 24,110 | 76,110 66,122 76,134 86,122 76,110"
        ),
    ),
    ("cross hatch", "20,10 80,140 | 50,6 96,100 | 4,60 50,146 | 80,10 20,140"),
    ("bracket pair", "30,10 8,10! 8,140! 30,140 | 70,10 92,10! 92,140! 70,140"),
    ("brace", "60,8 40,20 44,66 26,76! 44,86 40,132 60,144 | 78,76 96,76"),
    ("arrow up", "50,145 50,8 | 18,48 50,8! 82,48"),
    ("arrow left", "95,75 5,75 | 38,38 5,75! 38,112"),
    ("two arrows", "5,75 95,75 | 28,50 5,75! 28,100 | 72,50 95,75! 72,100"),
    ("house with door", "10,145 10,60! 50,8! 90,60! 90,145! 10,145 | 40,145 40,96! 62,96! 62,145"),
    ("square with cross", "8,20 92,20! 92,120! 8,120! 8,20! 92,120 | 92,20 8,120"),
    ("circle in square", "8,20 92,20! 92,130! 8,130! 8,20 | 50,40 24,75 50,110 76,75 50,40"),
    ("pentagon", "50,6 96,60! 78,140! 22,140! 4,60! 50,6"),
    ("drop", "50,4 16,80 24,128 50,144 76,128 84,80 50,4 | 40,120 30,100"),
    ("saw", "2,120 20,40! 38,120! 56,40! 74,120! 92,40"),
    ("dots", "20,40 22,42 | 78,44 80,46 | 26,110 28,112 | 74,108 76,110 | 50,76 52,78"),
)
MORE_SIGNS = tuple(read_allograph(number, 1.0, name, text) for number, (name, text) in enumerate(_TEXTS))
"""Letters, signs and icons beside those that the bundled network learned from."""
_TURNS = {
    "mirrored": ([[-1.0, 0.0], [0.0, 1.0]], [100.0, 0.0]),
    "upside down": ([[1.0, 0.0], [0.0, -1.0]], [0.0, 150.0]),
    "turned": ([[0.0, -1.5], [1 / 1.5, 0.0]], [0.0, 150.0]),
}
_LIKE_DIGITS = {
    "mirrored": "E F N Sigma Xi brace d e euro f flag gamma h k less mountain p person question t",
    "upside down": "T a check d e f gamma h p",
    "turned": (
        "E H N Sha Sigma V W Yu a alpha check d f glasses h infinity key m mountain n p r saw t tilde u w wave "
        "two-arrows L-with-serif"
    ),
}


def turned_signs(signs: Sequence[Allograph]) -> tuple[Allograph, ...]:
    """The signs mirrored, upside down, and turned by a quarter, without those that look like digits then; numbered."""
    turned: list[Allograph] = []
    for sign in signs:
        for turn, (matrix, offset) in _TURNS.items():
            if sign.name.replace(" ", "-") not in _LIKE_DIGITS[turn].split():
                strokes = tuple(stroke @ np.array(matrix) + offset for stroke in sign.strokes)
                turned.append(Allograph(len(turned), f"{sign.name}, {turn}", 1.0, strokes, sign.corners))
    return tuple(turned)


TURNED_SIGNS = turned_signs((*SIGNS, *MORE_SIGNS))


def write_glyphs(n: int, rng: np.random.Generator) -> list[list[Stroke]]:
    """Made-up signs: two to five lines, corners and arcs between places of a grid, in a box of 100 by 150."""
    return [_glyph(int(rng.integers(2, 6)), rng) for _ in range(n)]


def _glyph(n_strokes: int, rng: np.random.Generator) -> list[Stroke]:
    strokes: list[Stroke] = []
    for _ in range(n_strokes):
        kind = rng.random()
        if kind < 0.2:
            angle = rng.uniform(0.0, 2 * np.pi) + np.linspace(0.0, rng.uniform(3.0, 6.5), 14)
            middle, radii = rng.uniform([15.0, 20.0], [85.0, 130.0]), rng.uniform(12.0, 45.0, 2)
            strokes.append(middle + radii * np.stack([np.cos(angle), np.sin(angle)], axis=1))
            continue
        n_places = int(rng.integers(2, 5)) if kind < 0.7 else 2
        grid = np.stack(
            [rng.choice([0.0, 50.0, 100.0], n_places), rng.choice([0.0, 50.0, 100.0, 150.0], n_places)], axis=1
        )
        places = grid + rng.normal(0.0, 6.0, (n_places, 2))
        if n_places > 2 and rng.random() < 0.5:
            places = curve_matrix(np.zeros(n_places, dtype=bool)) @ places
        if np.ptp(places, axis=0).max() < 15.0:
            places[-1] += 40.0
        strokes.append(places)
    if n_strokes == 2 and all(len(stroke) == 2 for stroke in strokes):  # a 1, a 7 or a 4, more often than not
        strokes.append(rng.uniform(0.0, 1.0, (2, 2)) * [100.0, 150.0])
    return strokes


def write_no_digits(n: int, shares: Mapping[str, float], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Framed drawings that are no digit, and textures, ink 255; shape (n, 400)."""
    counts = {name: round(share * n) for name, share in shares.items()}
    drawings = [
        *write_glyphs(counts["glyphs"], rng),
        *write_scribbles(n - sum(counts.values()), rng),
    ]
    for name, signs in (("more signs", MORE_SIGNS), ("signs", SIGNS), ("turned signs", TURNED_SIGNS)):
        if name in counts:
            drawings += write_strokes(rng.integers(0, len(signs), counts[name]), rng, allographs=signs)
    frames = [frame_drawings(drawings[i : i + _BLOCK])[0] for i in range(0, len(drawings), _BLOCK)]
    return in_bytes(np.concatenate([*frames, make_textures(counts["textures"], rng)]))


def lessons(number: int) -> Dataset:
    """All that one of the networks learns from: label 0 for digits, 1 for what is none."""
    seed, (n_no_digits, shares) = SEED + 2 * number, JUDGES[number]
    sys.stderr.write(f"writing {GENERATED:,} digits and {n_no_digits:,} drawings of none\n")
    uci = in_bytes(load_uci_digits().train.values("float32"))
    written = write_dataset(GENERATED, seed=seed, style=CLEAN).digits.stored
    digits = np.concatenate([written, np.repeat(uci, UCI_COPIES, axis=0)])
    others = write_no_digits(n_no_digits, shares, np.random.default_rng([seed, 9]))
    labels = np.repeat(np.array([0, 1], dtype=np.intp), [len(digits), len(others)])
    stored = Digits(np.concatenate([digits, others]), labels, gain=1.0 / 255.0)
    return Dataset("lessons", "Lessons", stored, np.arange(len(labels) - 100, len(labels)), has_fixed_split=True)


def calibrated(judge: Model) -> Model:
    """The judge with the rule's limit in its file, chosen on digits that neither network has seen."""
    usual = replace(CLEAN, far_slant=0.0, far_rotation=0.0, far_stretch=0.0)  # as most people write
    digits = write_frames(np.arange(CALIBRATION) % 10, np.random.default_rng(SEED + 1), style=usual)
    drawn = write_no_digits(CALIBRATION // 2, _TURNED, np.random.default_rng([SEED + 1, 9]))
    others = drawn.astype(np.float32) / np.float32(255)
    rule = Judge(judge, load_model())
    limit = float(np.quantile(rule.scores(digits), 1.0 - REFUSED_DIGITS))
    refused = float((rule.scores(others) > limit).mean())
    sys.stderr.write(f"limit {limit:.3f}: {refused:.1%} of drawings that are no digit are refused\n")
    n_no_digits = sum(n for n, _ in JUDGES)
    learned = f"{len(JUDGES) * GENERATED:,} generated digits; uci-digits; {n_no_digits:,} drawings of no digit"
    about = json.dumps({"lessons": learned, "rejection": {"limit": limit}})
    return replace(judge, metadata=replace(judge.metadata, other=about))


def main() -> None:
    """Train, calibrate and write the judge."""
    if "--calibrate" in sys.argv[1:]:
        judge = load_model(JUDGE)
    else:
        networks = []
        for number in range(len(JUDGES)):
            report = train(CONFIG.with_values(seed=CONFIG.seed + number), lessons(number), publish=show)
            sys.stderr.write("\n")
            networks.append(Parameters(report.architecture, report.parameters))
        whole = joined(networks)
        whole.flat[:] = whole.flat.astype(np.float16)
        metadata = ModelMetadata(program_version=VERSION, config=CONFIG, epochs=float(CONFIG.epochs))
        judge = Model(whole, metadata)
    save_model(calibrated(judge), JUDGE)
    sys.stderr.write(f"{JUDGE.name}: {JUDGE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
