"""Draw the program's icon, a handwritten 3 as the network sees it: ``uv run resources/build_icon.py``.

It writes ``icon.png`` and, in ``desktop``, the sizes that desktops show.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.ink.framing import frame_strokes
from engine.io.desktop import ICON_SIZES
from gui.screenshot import example_digit

SIDE = 256
MARGIN = 18
PAPER, INK = (245, 248, 253), (31, 95, 196)
FINE = 4  # times the size, from which it is shrunk


def draw(side: int) -> Image.Image:
    """The icon with a side of so many pixels; where these are few, it has neither margin nor border."""
    frame = frame_strokes(example_digit())
    if frame is None:
        raise SystemExit("the example digit has no ink")
    is_small = side <= 32
    if is_small:
        rows, columns = np.flatnonzero(frame.any(axis=1)), np.flatnonzero(frame.any(axis=0))
        middle, half = (columns[0] + columns[-1] + 1) / 2, (rows[-1] + 1 - rows[0]) / 2 + 1
        box = tuple(round(each) for each in (middle - half, rows[0] - 1, middle + half, rows[-1] + 2))
        frame = np.asarray(Image.fromarray(frame).crop(box))
    full = FINE * side
    inner = full - 2 * (full // 16 if is_small else full * MARGIN // SIDE)
    ink = Image.fromarray((frame * 255).round().astype(np.uint8)).resize((inner,) * 2, Image.Resampling.NEAREST)
    icon = Image.new("RGBA", (full, full), (0, 0, 0, 0))
    edge = full // 64
    ImageDraw.Draw(icon).rounded_rectangle(
        (edge, edge, full - edge - 1, full - edge - 1),
        full * 44 // SIDE,
        fill=(*PAPER, 255),
        outline=(*INK, 255),
        width=full // (16 if is_small else 32),
    )
    icon.paste((*INK, 255), ((full - inner) // 2,) * 2, ink)
    return icon.resize((side, side), Image.Resampling.LANCZOS)


def main() -> None:
    """Write the files beside this script."""
    folder = Path(__file__).parent
    for side in ICON_SIZES:
        draw(side).save(folder / "desktop" / f"{side}.png", optimize=True)
    draw(SIDE).save(folder / "icon.png", optimize=True)


if __name__ == "__main__":
    main()
