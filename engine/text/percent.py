"""The one rule by which shares are written in per cent."""


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
