"""What the network reads as text: the answer, and the ten numbers as a table that spreadsheets and documents take."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData

from engine.text.percent import percent_texts
from gui.translation import translate


def answer_line(probabilities: NDArray[np.floating]) -> str:
    """The most probable digit and how probable it is, of ten probabilities, shape (10,): "3, 97.1 %"."""
    digit = int(probabilities.argmax())
    return f"{digit}, {percent_texts(probabilities)[digit]}"


def reading_data(probabilities: NDArray[np.floating]) -> QMimeData:
    """The answer and the ten numbers, as text with tabs and as a table of HTML.

    Parameters
    ----------
    probabilities
        Shape (10,).
    """
    header = (translate("Reading", "digit"), translate("Reading", "probability in %"))
    rows = [header, *((str(digit), f"{100 * float(share):.3f}") for digit, share in enumerate(probabilities))]
    data = QMimeData()
    data.setText("\n".join([answer_line(probabilities), "", *("\t".join(row) for row in rows)]) + "\n")
    cells = "".join(f"<tr><td>{digit}</td><td>{share}</td></tr>" for digit, share in rows)
    data.setHtml(f"<p>{answer_line(probabilities)}</p><table>{cells}</table>")
    return data
