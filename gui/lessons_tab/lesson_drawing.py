"""What is drawn of a lesson: which curves, in which order, with what was predicted of them."""

from collections.abc import Mapping

from engine.lessons.lesson import Plot, Run
from engine.lessons.measured import CaptionedPicture, Curve, Surface
from gui.lessons_tab.course import Course
from gui.lessons_tab.lesson_text import said_text
from gui.plots.lesson_plot import LessonPlotContent, PlotSeries, Said
from gui.translation import translate


def surface_of(course: Course, plot: Plot) -> Surface | None:
    """The surface that a plot shows, if it shows one."""
    found = (course.latest(name) for name in plot.of)
    return next((each.surfaces[plot.quantity] for each in found if each and plot.quantity in each.surfaces), None)


def pictures_of(course: Course) -> tuple[CaptionedPicture, ...]:
    """The pictures that the experiments of the step have made."""
    found = (course.latest(experiment.name) for experiment in course.step.experiments)
    return tuple(picture for each in found if each is not None for picture in each.pictures)


def content_of(
    course: Course, plot: Plot, live: Mapping[str, Curve], own: Mapping[str, Curve], live_name: str
) -> LessonPlotContent:
    """All that a plot shows.

    Parameters
    ----------
    course, plot
        Where the reader is, and what is asked for.
    live, live_name
        The curves of the run that is being carried out, and the name of its experiment; none and empty if none is.
    own
        The curves of the reader's own run since; none if there is none.
    """
    series: list[PlotSeries] = []
    said: list[Said] = []
    labels: list[str] = []
    names: tuple[str, ...] = ()
    last_x = 0.0
    for slot, name in enumerate(plot.of):
        experiment = course.lesson.experiment(name)
        measured = course.latest(name)
        curve = (
            live.get(plot.quantity) if name == live_name else measured.curves.get(plot.quantity) if measured else None
        )
        if curve is not None:
            series.append(PlotSeries(experiment.label, slot, curve.x, curve.y))
            labels.append(str(curve.x_label))
            names = names or tuple(map(str, curve.names))
        if isinstance(experiment, Run):
            last_x = max(last_x, float(experiment.setup.config.epochs))
        said += _said_of(course, name, plot, slot)
    yours = own.get(plot.quantity)
    if yours is not None and len(yours.y):
        series.append(PlotSeries(translate("Lessons", "yours"), len(plot.of), yours.x, yours.y))
        labels.append(str(yours.x_label))
    is_share = "accuracy" in plot.quantity
    return LessonPlotContent(
        tuple(series), tuple(said), labels[0] if labels else "", names, is_share, plot.is_logarithmic, last_x
    )


def _said_of(course: Course, name: str, plot: Plot, slot: int) -> list[Said]:
    """What was predicted of the figures of an experiment that lie on the plot's axis."""
    said = []
    for figure in course.lesson.figures:
        prediction = course.prediction_of(figure)
        if figure.of != name or prediction is None or not figure.quantity.endswith(plot.quantity):
            continue
        answer = course.answer_to(prediction)
        if isinstance(answer, int | float):
            value = answer / 100 if figure.unit == "%" else float(answer)
            text = translate("Lessons", "you said {said}").format(said=said_text(prediction, answer))
            said.append(Said(value, text, slot))
    return said
