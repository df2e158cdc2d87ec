"""The process that decodes one HEIC picture: a damaged file may crash the decoder, and so takes nothing else with it.

``python -m engine.data.formats.heic_decoder FILE`` writes width and height of the file's picture, then those of the picture
as it is kept, then its pixels in red, green, blue and alpha; of a picture that is too large the file's size alone. What is
written is read by :func:`engine.data.formats.picture_files.decoded_apart`.
"""

import sys
from pathlib import Path

import pi_heif

from engine.data.formats.picture_files import SIZES, decoded


def _main() -> None:
    # The picture alone, without what else is in such files, and no more threads than other decoders take.
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    size, layered = decoded(Path(sys.argv[1]), ("HEIF",))
    told = SIZES.pack(*size, *((0, 0) if layered is None else layered.size))
    sys.stdout.buffer.write(told + (b"" if layered is None else layered.tobytes()))


if __name__ == "__main__":
    _main()
