"""How well photographs of digits are read: ``uv run tests/benchmarks/photographs.py [--each N] [--only WORD]``.

For each condition of ``tests/photographs.py`` and each of its three strengths: how many of N pictures the bundled network
reads right, and how many it reads wrong though it is more than 90 % sure. Then the time and memory that a photograph of 12
megapixels takes, from its file to the answer, in a process of its own. The digits are the tablet's, if ``$DIGITLAB_DATA``
names the folder with ``pen-strokes-7494.json.gz``, else generated.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from PIL import Image as PillowImage

from engine.data.loading import load_picture
from engine.models.files import load_model
from engine.models.model import Model
from tests.photographs import CONDITIONS, EVEN_LIGHT, FELT, scene, taken, written_digits

SURE = 0.9
_TIMED = """
import sys, time
from pathlib import Path
from engine.data.loading import load_picture
from engine.models.files import load_model
model = load_model()
begin = time.perf_counter()
model.read(model.input_format.picture(load_picture(Path(sys.argv[1]))).reshape(1, -1))
seconds = time.perf_counter() - begin
(peak,) = (line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(seconds, int(peak) / 1024)
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=20, help="pictures of each condition and strength (20)")
    parser.add_argument("--only", default="", help="only the conditions whose names have this word in them")
    args = parser.parse_args()
    write = sys.stdout.write
    model = load_model()
    write(f"{'read right, of ' + str(args.each):36s}{'mild':>8s}{'medium':>8s}{'strong':>8s}{'sure but wrong':>16s}\n")
    for title, conditions in (("even light", EVEN_LIGHT), ("all hard ones", CONDITIONS)):
        total = np.zeros(3, np.intp)
        for number, (name, photograph) in enumerate(conditions.items()):
            if args.only not in name:
                continue
            strokes, labels = written_digits(3 * args.each, seed=number)
            counts = np.zeros((3, 2), np.intp)
            for i, (drawing, label) in enumerate(zip(strokes, labels, strict=True)):
                picture = photograph(drawing, i % 3, 1000 * number + i)
                counts[i % 3] += reading(model, picture, label)
            write(f"{name:36s}" + "".join(f"{n:8d}" for n in counts[:, 0]) + f"{counts[:, 1].sum():16d}\n")
            sys.stdout.flush()
            total += [len(labels), *counts.sum(axis=0)]
        n, right, sure = total
        if n:
            write(f"{title:36s}{right / n:24.1%}{sure / n:16.2%}\n\n")
    seconds, megabytes = twelve_megapixels()
    write(f"12 megapixels (JPEG): {seconds:.2f} s, {megabytes:.0f} MB\n")


def reading(model: Model, pixels: np.ndarray, label: int) -> tuple[bool, bool]:
    """Whether a picture is read right, and whether it is read wrong with more than 90 %; through a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photograph.png"
        PillowImage.fromarray(pixels).save(path, compress_level=1)
        frame = model.input_format.picture(load_picture(path))
    if frame is None:
        return False, False
    probabilities = model.read(frame.reshape(1, -1))[0]
    is_right = int(probabilities.argmax()) == label
    return is_right, not is_right and float(probabilities.max()) > SURE


def twelve_megapixels() -> tuple[float, float]:
    """Seconds from the file of a photograph to the answer, and the most memory of the process in MB."""
    strokes, _ = written_digits(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photograph.jpg"
        PillowImage.fromarray(taken(scene(strokes[0], 1, FELT, size=(4000, 3000)))).save(path, quality=90)
        done = subprocess.run(
            [sys.executable, "-c", _TIMED, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
        )
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


if __name__ == "__main__":
    main()
