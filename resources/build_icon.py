"""Draw ``icon.png``, a handwritten 3 as the network sees it: ``uv run resources/build_icon.py``."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine.ink.framing import FRAME_SIZE, frame_strokes
from gui.screenshot import example_digit

SIDE = 256
MARGIN = 18
PAPER = np.array([245, 248, 253])
INK = np.array([31, 95, 196])


def main() -> None:
    """Write the file beside this script."""
    frame = frame_strokes(example_digit())
    if frame is None:
        raise SystemExit("the example digit has no ink")
    pixels = (PAPER + frame[:, :, None] * (INK - PAPER)).round().astype(np.uint8)
    inner = SIDE - 2 * MARGIN
    digit = Image.fromarray(pixels).resize((inner // FRAME_SIZE * FRAME_SIZE,) * 2, Image.Resampling.NEAREST)
    icon = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    ImageDraw.Draw(icon).rounded_rectangle(
        (4, 4, SIDE - 5, SIDE - 5), 44, fill=(*PAPER, 255), outline=(*INK, 255), width=8
    )
    icon.paste(digit, ((SIDE - digit.width) // 2,) * 2)
    icon.save(Path(__file__).with_name("icon.png"), optimize=True)


if __name__ == "__main__":
    main()
