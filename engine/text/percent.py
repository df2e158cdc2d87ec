"""The one rule by which shares and probabilities are written in per cent: never 100 % but where it is exact."""

import numpy as np
from numpy.typing import NDArray


def percent_text(share: float, *, decimals: int = 1) -> str:
    """A share in per cent, but never 100 % or 0 % unless it is exactly that: "97.5 %", "> 99.9 %", "100.0 %".

    Parameters
    ----------
    share
        0 to 1.
    decimals
        One, as in all of the window; two where figures are to be compared with published ones.
    """
    shown = f"{share * 100:.{decimals}f}"
    least = 10.0**-decimals
    if float(shown) >= 100 and share < 1:
        return f"> {100 - least:.{decimals}f} %"
    return f"< {least:.{decimals}f} %" if float(shown) == 0 and share > 0 else f"{shown} %"


def whole_percent(probability: float) -> int:
    """A probability in whole percents; 100 only where it is exact."""
    return 100 if probability >= 1.0 else min(round(probability * 100), 99)


def percent_texts(probabilities: NDArray[np.floating]) -> list[str]:
    """The figures beside bars; a digit has 100 % where all others have nothing, and what is next to nothing is 0.0 %."""
    is_exact = np.count_nonzero(probabilities) == 1
    return [
        f"{100 * p:.1f} %" if is_exact or p < 0.9995 else percent_text(min(p, 0.9999))  # a float32 may have become 1
        for p in probabilities.tolist()
    ]
