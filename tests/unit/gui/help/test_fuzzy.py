"""Finding by a few typed words."""

import pytest

from gui.help.fuzzy import misfit

NAMES = ["Train", "Step: one batch", "Stop", "New random weights", "Learn my handwriting", "Logarithmic loss"]

FINDS = [
    ("", NAMES),
    ("tra", ["Train"]),
    ("st", ["Step: one batch", "Stop"]),
    ("weights new", ["New random weights"]),
    ("HAND", ["Learn my handwriting"]),
    ("lrn", ["Learn my handwriting"]),
    ("og", ["Logarithmic loss"]),
    ("train loss", []),
    ("xyz", []),
]


@pytest.mark.parametrize(("typed", "found"), FINDS)
def test_words_find_names(typed: str, found: list[str]) -> None:
    assert [name for name in NAMES if misfit(typed, name) is not None] == found


def test_the_start_of_a_name_fits_better_than_its_middle_and_that_better_than_other_words() -> None:
    fits = [
        misfit("net", "Network: save"),
        misfit("net", "Save network"),
        misfit("net", "Cabinet"),
        misfit("net", "Save", "of the network"),
    ]
    assert None not in fits
    assert fits == sorted(fits, key=lambda fit: fit or 0)
    assert len(set(fits)) == 4
