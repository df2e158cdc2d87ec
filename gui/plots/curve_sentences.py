"""The learning curves in words, for screen readers and tooltips."""

from collections.abc import Iterator

from engine.text.percent import percent_text
from engine.text.setting_names import setting_name
from gui.plots.axis_ticks import epoch_text, loss_text
from gui.plots.curve_flags import at_epoch, change_text
from gui.plots.curve_labels import figures_of, name_of_before, training_figures
from gui.state.shown_curves import ShownCurves
from gui.translation import translate
from gui.widgets.phrases import at_text, sentence_case


def empty_text(shown: ShownCurves) -> str:
    """What there is to say while there are no curves."""
    return (
        translate("LossPlot", "The first digits are being read.")
        if shown.has_begun
        else translate("LossPlot", "Press Train: the curves grow here.")
    )


def loss_title(shown: ShownCurves, *, in_full: bool) -> str:
    """What the upper plot shows: costs that are told elsewhere have the weight decay in them, these losses do not."""
    if shown.has_decay and in_full:
        return translate("LossPlot", "Loss per digit, without weight decay")
    return translate("LossPlot", "Loss per digit")


def curve_sentences(shown: ShownCurves, last: float, index: int, before_number: int) -> str:
    """What the curves say.

    Parameters
    ----------
    shown
        The curves.
    last
        The epoch at which the axis ends.
    index
        The point whose values are told.
    before_number
        The number of the run before; 0 where it is not known.
    """
    return " ".join(_sentences(shown, last, index, before_number))


def _sentences(shown: ShownCurves, last: float, index: int, before_number: int) -> Iterator[str]:
    curves = shown.curves
    if not curves.n_points:
        yield empty_text(shown)
    else:
        where = sentence_case(at_text(curves.unit, epoch_text(float(curves.epochs[index]))))
        loss, accuracy = training_figures(shown, index)
        parts = [
            translate("LossPlot", "training loss {value}").format(value=loss_text(loss)),
            translate("LossPlot", "training accuracy {value}").format(value=percent_text(accuracy)),
        ]
        validation = curves.last_validation(index)
        if validation is not None:
            parts.append(translate("LossPlot", "validation loss {value}").format(value=loss_text(validation[0])))
            parts.append(translate("LossPlot", "validation accuracy {value}").format(value=percent_text(validation[1])))
        sentence = translate("LossPlot", "{where} of {last}: {values}.")
        yield sentence.format(where=where, last=f"{last:,.0f}", values=", ".join(parts))
        if shown.has_decay:
            yield translate("LossPlot", "The losses are without weight decay.")
        if shown.data_name:
            yield translate("LossPlot", "These curves are of {value}.").format(value=shown.data_name)
    for change in shown.changes:
        what = change_text(change, str(setting_name(change.name)))
        yield translate("LossPlot", "{what} at {where}.").format(
            what=sentence_case(what), where=at_epoch(shown, change.epoch)
        )
    for epoch in shown.marks.legs:
        yield translate("LossPlot", "Training was continued at {value}.").format(value=at_epoch(shown, epoch))
    if shown.marks.network is not None:
        yield translate("LossPlot", "The network of {value} answers.").format(
            value=at_epoch(shown, shown.marks.network)
        )
    if shown.before.n_points:
        loss, accuracy = figures_of(shown.before, shown.before.n_points - 1)
        name = name_of_before(before_number) if before_number else translate("LossPlot", "The run before")
        if shown.data_name_before:
            name = translate("LossPlot", "{run} on {data}").format(run=name, data=shown.data_name_before)
        sentence = translate("LossPlot", "{run} ended at {where}: loss {loss}, accuracy {accuracy}.")
        yield sentence.format(
            run=name,
            where=at_epoch(shown, shown.before.last_epoch),
            loss=loss_text(loss),
            accuracy=percent_text(accuracy),
        )
