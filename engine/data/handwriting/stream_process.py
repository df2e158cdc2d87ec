"""The worker process that writes streamed digits, block after block until nobody reads them.

It is run by ``python -m engine.data.handwriting.stream_process SEED EPOCH FORMAT`` and started by ``stream`` beside it,
which says what a block is.
"""

import os
import signal
import sys
from collections.abc import Iterator

import numpy as np

from engine.data.handwriting.generator import write_block
from engine.data.handwriting.stream import BLOCK_DIGITS, StreamBlock
from engine.ink.framing import COURSE_FRAME
from engine.ink.input_formats import FRAME, INPUT_FORMATS, InputFormat

_STANDARD_OUTPUT = 1  # unbuffered: nothing is left to be flushed when the pipe is broken
_FRESH = 1  # tells these sequences of random numbers from those of the data sets, which are [seed, block]


def stream_blocks(seed: int, epoch: int, form: InputFormat = FRAME) -> Iterator[StreamBlock]:
    """Blocks of digits, every class alike, without an end; the same seed and epoch give the same blocks."""
    number, frame = 0, form.frame or COURSE_FRAME
    while True:
        labels, pictures = write_block(BLOCK_DIGITS, np.random.default_rng([seed, number, _FRESH, epoch]), frame)
        yield StreamBlock(labels.astype(np.uint8), pictures)
        number += 1


def main() -> None:
    """Write to standard output until it is closed at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that trains
    seed, epoch, form = sys.argv[1:]
    for block in stream_blocks(int(seed), int(epoch), INPUT_FORMATS[form]):
        data = memoryview(block.labels.tobytes() + block.pictures.tobytes())
        while data:
            try:
                data = data[os.write(_STANDARD_OUTPUT, data) :]
            except OSError:  # nobody reads any more
                return


if __name__ == "__main__":
    main()
