"""Write ``uci_digits.npz``: the 1,797 UCI digits and their fixed split into training and test digits.

Run from the project's folder: ``uv run resources/build_uci_digits.py``. The digits come from the copy that scikit-learn
carries, so no network is needed. The file keeps the original 8x8 counts (0..16); the program frames them when it loads
them, by the same function as every other picture.
"""

import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

TEST_FRACTION = 0.15
SEED = 37
"""The split of the notebooks: scikit-learn's ``train_test_split(test_size=0.15, random_state=37)``."""


def main() -> None:
    """Write the file beside this script."""
    digits = load_digits()
    images = digits.images.astype(np.uint8)
    labels = digits.target.astype(np.uint8)
    _, test = train_test_split(np.arange(len(labels)), test_size=TEST_FRACTION, random_state=SEED)
    target = Path(__file__).with_name("uci_digits.npz")
    np.savez_compressed(target, images=images, labels=labels, test_indices=np.sort(test).astype(np.uint16))
    sys.stderr.write(f"{target.name}: {len(images)} digits, {len(test)} of them for testing\n")


if __name__ == "__main__":
    main()
