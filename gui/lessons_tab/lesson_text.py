"""Texts and formulas of lessons as rich text, and numbers of figures as people write them."""

import re
from html import escape

from PySide6.QtGui import QTextDocument

from engine.lessons.lesson import ALLOWANCES, Figure, Formula, Prediction, Text
from gui.translation import QT_TRANSLATE_NOOP, translate

_LINK = re.compile(r"\[([^\]]*)\]\(window:([^)\s]*)\)")
_MARKS = "❶❷❸❹❺❻❼❽❾"
_SCRIPT = re.compile(r"([_^])(\{([^{}]*)\}|.)", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]+")
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)


def pointed_parts(texts: tuple[Text, ...]) -> tuple[str, ...]:
    """The parts of the window that texts point at, in their order, each once; tabs are opened, not pointed at."""
    found = [match[2] for text in texts for match in _LINK.finditer(text.markdown) if not match[2].startswith("tab:")]
    return tuple(dict.fromkeys(found))


def mark_of(number: int) -> str:
    """The sign of the part that is pointed at as number 0, 1, ..."""
    return _MARKS[min(number, len(_MARKS) - 1)]


def rich_text(text: Text, parts: tuple[str, ...]) -> str:
    """A text of a lesson as Qt's rich text.

    Parameters
    ----------
    text
        Its Markdown.
    parts
        What the step points at: each is told in the text by its number.
    """

    def as_markdown(link: re.Match[str]) -> str:
        name = link[2]
        if name.startswith("tab:"):
            return f"[{link[1]}](window:{name})"
        return f"**{link[1]}** [{mark_of(parts.index(name))}](window:{name})"

    document = QTextDocument()
    document.setMarkdown(_LINK.sub(as_markdown, text.markdown), QTextDocument.MarkdownFeature.MarkdownNoHTML)
    found = _BODY.search(document.toHtml())
    html = found[1] if found else ""
    html = re.sub(r" style=\"[^\"]*\"", _without_fonts, html)  # sizes and families are the window's
    return html.strip()


def _without_fonts(style: re.Match[str]) -> str:
    kept = [part for part in style[0][8:-1].split(";") if "weight" in part or "font-style" in part or "margin" in part]
    return f' style="{";".join(kept)}"' if kept else ""


def formula_html(formula: Formula) -> str:
    """A formula as rich text: single letters slant, ``_`` lowers and ``^`` raises what follows."""
    lines = [_line_html(line) for line in formula.text.splitlines()]
    return "<br>".join(lines)


def _line_html(line: str) -> str:
    html, at = "", 0
    for script in _SCRIPT.finditer(line):
        html += _slanted(line[at : script.start()])
        inner = script[3] if script[3] is not None else script[2]
        tag = "sub" if script[1] == "_" else "sup"
        html += f"<{tag}>{_slanted(inner)}</{tag}>"
        at = script.end()
    return html + _slanted(line[at:])


def _slanted(text: str) -> str:
    """Letters slant as variables do; words and names of functions stand upright."""
    html, at = "", 0
    for letters in _LETTERS.finditer(text):
        html += escape(text[at : letters.start()])
        word = letters[0]
        html += f"<i>{escape(word)}</i>" if len(word) == 1 else escape(word)
        at = letters.end()
    return html + escape(text[at:])


def plain_formula(formula: Formula) -> str:
    """A formula for screen readers."""
    return " ".join(formula.text.split())


def figure_number(figure: Figure, value: float) -> str:
    """A number as a figure is written: "95.42 %", "0.2984"."""
    if figure.unit == "%":
        return f"{figure.in_unit(value):.{figure.decimals}f} %"
    return f"{value:,.{figure.decimals}f}" if abs(value) >= 10.0**-figure.decimals or value == 0 else f"{value:.3g}"


def published_number(figure: Figure) -> str:
    """What was printed; a percentage is given as such."""
    if figure.published is None:
        return "–"
    value = figure.published / 100 if figure.unit == "%" else figure.published
    return figure_number(figure, value)


_REASONS = (
    QT_TRANSLATE_NOOP("Lessons", "chance at the start"),
    QT_TRANSLATE_NOOP("Lessons", "chance at the start, the best of three"),
    QT_TRANSLATE_NOOP("Lessons", "digits other than those of the printed figure"),
    QT_TRANSLATE_NOOP("Lessons", "the rounding of the printed figure"),
    QT_TRANSLATE_NOOP("Lessons", "where the light of the program goes out"),
    QT_TRANSLATE_NOOP("Lessons", "what the source itself leaves open"),
)
"""What tolerances are for, in words, as :data:`engine.lessons.lesson.ALLOWANCES` lists them."""


def tolerance_text(figure: Figure) -> str:
    """How far from the printed figure may be to be within, and what for."""
    allowed = f"± {figure.tolerance:g}{' %' if figure.unit == '%' else ''}"
    if not figure.allows:
        return translate("Lessons", "The lesson allows {allowed}").format(allowed=allowed)
    reasons = "; ".join(translate("Lessons", _REASONS[ALLOWANCES.index(each)]) for each in figure.allows)
    return translate("Lessons", "The lesson allows {allowed}, for {reasons}").format(allowed=allowed, reasons=reasons)


def said_text(prediction: Prediction, answer: float | str) -> str:
    """What was predicted, as it was chosen: "50 %", "10"."""
    if isinstance(answer, str):
        return answer
    number = f"{answer:,.6g}"
    if "e-" in number:
        number = f"{answer:.12f}".rstrip("0")
    return f"{number} %" if prediction.unit == "%" else number


def verdict_text(prediction: Prediction, answer: float | str | None, figure: Figure | None, value: float | None) -> str:
    """What was said beside what came, in a sentence or two."""
    right = prediction.answer
    if figure is not None and value is not None:
        came = figure_number(figure, value)
        if answer is None:
            return translate("Lessons", "It came to {came}.").format(came=came)
        return translate("Lessons", "You said {said}. It came to {came}.").format(
            said=said_text(prediction, answer), came=came
        )
    if right is None:
        return ""
    if answer is None:
        return translate("Lessons", "It is: {right}.").format(right=right.rstrip("."))
    if answer == right:
        return translate("Lessons", "You said: {said}. That is right.").format(said=right.rstrip("."))
    return translate("Lessons", "You said: {said}. It is: {right}.").format(
        said=str(answer).rstrip("."), right=right.rstrip(".")
    )
