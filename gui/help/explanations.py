"""What "What is this?" says of a widget: its entry in the glossary or, where it has none, its tooltip."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMenuBar, QTabBar, QWidget

from gui.help.commands import plain
from gui.help.glossary import ENTRIES, Entry
from gui.help.glossary_label import entry_for, explain
from gui.translation import QT_TRANSLATE_NOOP, translate

TERMS: dict[str, str] = {
    "classBars": "probability",
    **{f"labelButton{digit}": "probability" for digit in range(10)},
    "networkInput": "network_input",
    "lossPlot": "loss",
    "timeSlider": "checkpoint",
    "weightMosaic": "weights",
    "recipeBox": "recipe",
    "datasetBox": "data",
    "speedSlider": "speed",
    "learningRateSlider": "learning_rate",
    "activationBox": "hidden_activation",
    "activationPlot": "hidden_activation",
    "costPlot": "cross-entropy",
    "confusionMap": "confusion",
    "reportTable": "precision",
    "fitView": "overfitting",
    "meanOfSeedsButton": "seed-spread",
    "sweepLine": "sweep",
    "sweepMap": "sweep",
    "sweepScatter": "sweep",
    "sweepParallel": "parallel-coordinates",
    "openSweepButton": "sweep",
    "gradientProblemBox": "gradient-check",
    "gradientCheckButton": "gradient-check",
    "workedStepDocument": "backpropagation",
    "whyMethodBox": "integrated-gradients",
    "inkParts": "integrated-gradients",
    "leadWaterfall": "integrated-gradients",
    "digitMap": "principal-components",
    "hiddenMapButton": "principal-components",
    "changePictures": "counterfactual",
    "nearestDigits": "nearest",
    "idealPicture": "ideal-picture",
    "certainNoise": "ideal-picture",
}
"""Terms of widgets that are no settings, by their object names."""

LOWER: dict[str, str] = {"lossPlot": "accuracy"}
"""Terms of the lower halves of widgets, where they are others."""
TEXTS: dict[str, str] = {
    "drawingCanvas": (
        QT_TRANSLATE_NOOP(
            "Explanations",
            "The paper: draw a digit with the mouse, a pen or a finger; the right button, or the other end of the "
            "pen, erases. By keys, the arrows move the pen, and Space puts it down and lifts it.",
        )
    ),
    "answer": QT_TRANSLATE_NOOP(
        "Explanations", "The digit that the network finds most probable for your drawing, and how certain it is."
    ),
    "featureMaps": QT_TRANSLATE_NOOP(
        "Explanations",
        "What each layer of the network makes of your drawing: more ink is more active. Point at a pixel of a map to "
        "see the part of the drawing that it looked at, and how its value comes about; a click keeps it.",
    ),
    "networkDrawing": QT_TRANSLATE_NOOP(
        "Explanations",
        "The network, with your drawing flowing through it from left to right: red lines speak for, blue dashes against, "
        "thicker ones by more. Point at a unit for its numbers; a click keeps it; Delete silences it.",
    ),
    "unitInspector": QT_TRANSLATE_NOOP(
        "Explanations",
        "The unit that is pointed at: what it looks for, what it found in your drawing, and what it says to each digit.",
    ),
    "overlaidCurves": QT_TRANSLATE_NOOP(
        "Explanations",
        "The learning curves of the runs that are ticked, best first at the right. Point at one, or go up and down by the "
        "arrow keys, to see it alone; a right click saves or copies them.",
    ),
    "runsTable": QT_TRANSLATE_NOOP(
        "Explanations",
        "Every run that was made. Tick some to see their curves over each other; a star keeps a run when old ones make "
        "room. By keys: Space ticks, F2 renames, Delete deletes, Enter has the network answer.",
    ),
    "sweepTable": QT_TRANSLATE_NOOP(
        "Explanations",
        "The combinations of the sweep, best first, then what is computed and what waits. The button of a row, or Enter, "
        "has its settings in the Training tab; a click on a head sorts.",
    ),
    "sweepCurves": QT_TRANSLATE_NOOP(
        "Explanations", "The learning curves of the best runs of the sweep, and of those that are computed now."
    ),
    "runPairTable": QT_TRANSLATE_NOOP(
        "Explanations", "The settings of the selected run beside those of another that is ticked or selected."
    ),
    "messageArea": QT_TRANSLATE_NOOP(
        "Explanations", "What has just happened or what to do next, and at the right the digits that are in use."
    ),
    "dataDigitsButton": QT_TRANSLATE_NOOP("Explanations", "Shows the digits themselves."),
    "dataMeansButton": QT_TRANSLATE_NOOP("Explanations", "Shows the mean of all pictures of each digit."),
    "digitGrid": QT_TRANSLATE_NOOP(
        "Explanations", "Digits of the data: choose one to see it large, and what the network makes of it."
    ),
    "cellGrid": QT_TRANSLATE_NOOP("Explanations", "The digits of the cell that is chosen in the confusion matrix."),
    "mistakesGrid": QT_TRANSLATE_NOOP(
        "Explanations", "The digits that the network misreads, those it is most certain of first."
    ),
    "evaluationSummary": QT_TRANSLATE_NOOP("Explanations", "The result of the evaluation in a sentence."),
    "zBox": QT_TRANSLATE_NOOP(
        "Explanations", "The number that goes into the activation; the plot shows what comes out."
    ),
    "hBox": QT_TRANSLATE_NOOP(
        "Explanations", "The output of the network for the true class; the plot shows what it costs."
    ),
    "gradientCancelButton": QT_TRANSLATE_NOOP(
        "Explanations", "Ends the check before all parameters have been compared."
    ),
    "sigmoidTimingRunButton": QT_TRANSLATE_NOOP(
        "Explanations", "Measures three ways to compute the gradient of the sigmoid, and draws how long each takes."
    ),
    "stepSourceBox": QT_TRANSLATE_NOOP(
        "Explanations", "The digit that the step is worked out for: one of the data, or your drawing."
    ),
    "stepLayerBox": QT_TRANSLATE_NOOP("Explanations", "The layer of the weight that is followed through the step."),
}
"""In English, what widgets are that have neither a term nor a tooltip, by their object names."""

_PAGE = QT_TRANSLATE_NOOP("Explanations", "Opens this page. By keys, the arrows go to the pages beside it.")
TABS: dict[str, str] = {
    QT_TRANSLATE_NOOP("Tabs", "Training"): QT_TRANSLATE_NOOP(
        "Explanations", "The settings, the learning curves and the weights of the network while it learns."
    ),
    QT_TRANSLATE_NOOP("Tabs", "Network"): QT_TRANSLATE_NOOP(
        "Explanations", "The network drawn, your digit flowing through it, and what it says where it is broken."
    ),
    QT_TRANSLATE_NOOP("Tabs", "Why"): QT_TRANSLATE_NOOP(
        "Explanations", "Why the network answers your drawing so: which ink spoke for which digit, and what is like it."
    ),
    QT_TRANSLATE_NOOP("Tabs", "Data"): QT_TRANSLATE_NOOP(
        "Explanations", "The digits that the network learns from and is tested on."
    ),
    QT_TRANSLATE_NOOP("Tabs", "Evaluation"): QT_TRANSLATE_NOOP(
        "Explanations", "How well the network reads digits, which it confuses, and which it misreads."
    ),
    QT_TRANSLATE_NOOP("Tabs", "Mathematics"): QT_TRANSLATE_NOOP(
        "Explanations", "Activations, losses, a gradient check and one step of training, number by number."
    ),
    QT_TRANSLATE_NOOP("Tabs", "Runs"): QT_TRANSLATE_NOOP(
        "Explanations", "Every run that was made, to be compared, used again and repeated; nothing is lost."
    ),
}
"""In English, what the tabs are for, by their titles."""


def explain_by_name(root: QWidget) -> None:
    """Give widgets the entries of :data:`TERMS` and the words of :data:`TEXTS`; their tooltips stay as they are."""
    for name, term in TERMS.items():
        for widget in root.findChildren(QWidget, name):
            explain(widget, term, as_tooltip=False)
    for name, text in TEXTS.items():
        for widget in root.findChildren(QWidget, name):
            widget.setWhatsThis(translate("Explanations", text))


def explanation(
    widget: QWidget, root: QWidget, at: QPoint | None = None
) -> tuple[QWidget, Entry | tuple[str, str]] | None:
    """What is known of a widget or of the nearest that it is in, with the widget that it is about.

    Parameters
    ----------
    widget, root
        The widget, and that which holds all.
    at
        A point of the widget, where its parts differ.

    Returns
    -------
    widget and entry, or widget and (title, text)
        ``None`` if nothing is known.
    """
    looked_at: QWidget | None = widget
    while looked_at is not None and looked_at is not root:
        found = _own(looked_at, at if looked_at is widget else None)
        if found is not None:
            return looked_at, found
        looked_at = looked_at.parentWidget()
    return None


def _own(widget: QWidget, at: QPoint | None) -> Entry | tuple[str, str] | None:
    is_lower = at is not None and at.y() > widget.height() // 2
    entry = ENTRIES[LOWER[widget.objectName()]] if is_lower and widget.objectName() in LOWER else entry_for(widget)
    buddy = widget.buddy() if isinstance(widget, QLabel) else None
    if entry is None and isinstance(buddy, QWidget):
        entry = entry_for(buddy)
    if entry is not None:
        return entry
    part = _part_text(widget, at)
    if part is not None:
        return part
    for candidate in (widget, buddy):
        if isinstance(candidate, QWidget):
            text = as_plain(candidate.whatsThis() or candidate.toolTip())
            if text:
                return _title_of(candidate), text
    return None


def _part_text(widget: QWidget, at: QPoint | None) -> tuple[str, str] | None:
    """Of the tab or the menu that a point is on; without a point, of the tab that is open."""
    if isinstance(widget, QTabBar):
        index = widget.currentIndex() if at is None else widget.tabAt(at)
        title = plain(widget.tabText(index)) if index >= 0 else ""
        of_tab = next((text for name, text in TABS.items() if translate("Tabs", name) == title), "")
        text = as_plain(widget.tabToolTip(index)) or translate("Explanations", of_tab or _PAGE)
        return (title, text) if title and text else None
    if isinstance(widget, QMenuBar) and at is not None:
        menu = next((menu for menu in widget.findChildren(QMenu) if menu.menuAction() is widget.actionAt(at)), None)
        if menu is not None:
            return plain(menu.title()), ", ".join(plain(action.text()) for action in menu.actions() if action.text())
    return None


def _title_of(widget: QWidget) -> str:
    text = plain(widget.text()) if isinstance(widget, QAbstractButton | QLabel) else ""
    return text if len(text) > 2 else widget.accessibleName() or text


def as_plain(text: str) -> str:
    """Text without its tags, if it has any."""
    if not text.lstrip().startswith("<"):
        return text.strip()
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText().strip()
