"""Numbers as formulas write them: six significant digits, a real minus, powers of ten."""

import math

from gui.translation import translate

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = 6) -> str:
    """A number with so many significant digits: 0.298371, −1.5, 1.7·10⁻¹¹."""
    if not math.isfinite(value):
        return translate("NumberFormat", "not a number") if math.isnan(value) else "∞" if value > 0 else "−∞"
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    mantissa = mantissa.replace("-", "−")
    if not exponent:
        return mantissa
    return f"{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPTS)}"


def bracketed(value: float, digits: int = 6) -> str:
    """The same, in brackets where it is negative: as a factor, or after an operator."""
    text = number(value, digits)
    return f"({text})" if text.startswith("−") else text
