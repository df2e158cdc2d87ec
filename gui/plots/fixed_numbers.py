"""Numbers with few decimals, as grids and lines of numbers have them; nothing reads "-0.00"."""

import numpy as np

MINUS = "−"
_WHOLE, _LONG = 100.0, 10_000.0  # numbers from here on have no decimals, and a power of ten
_DECIMALS = 2


def plain(value: float, decimals: int = _DECIMALS) -> str:
    """A number, "−" before it if it is below 0; nothing at all is "0", and what is too small for the decimals "0.00"."""
    if value == 0:
        return "0"
    if not np.isfinite(value):
        return "?" if np.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    size = abs(value)
    digits = decimals if size < _WHOLE else 0
    text = f"{value:z.{digits}f}" if size < _LONG else f"{value:.0e}".replace("e+0", "e")
    return text.replace("-", MINUS)


def signed(value: float, decimals: int = _DECIMALS) -> str:
    """The same with "+" or "−"; what is shown as zero, and what is no number, has none."""
    text = plain(abs(value), decimals)
    return f"{'+' if value > 0 else MINUS}{text}" if any(sign in text for sign in "123456789∞") else text
