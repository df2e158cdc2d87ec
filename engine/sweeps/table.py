"""The results of a sweep as tables: for people, for other programs, and as rows of JSON."""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

from engine.sweeps.folder import SweepResult
from engine.sweeps.ranking import RankedPoint
from engine.sweeps.space import value_as_json, value_text
from engine.text.columns import table
from engine.text.percent import percent_text
from engine.text.sentence import say
from engine.text.setting_names import setting_name

_FIGURES = (
    "epochs",
    "seconds",
    "train_accuracy",
    "validation_accuracy",
    "test_accuracy",
    "train_loss",
    "validation_loss",
    "test_loss",
    "checksum",
    "state",
)


def column_of(setting: str) -> str:
    """What the column of a setting that varies is called; "epochs" is how far a run came."""
    return "planned_epochs" if setting == "epochs" else setting


def csv_text(results: Iterable[SweepResult], settings: Sequence[str]) -> str:
    """A row a run, in the order of the plan: its id, its seed, what varies, its figures; what is not known stays empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["run", "seed", *map(column_of, settings), *_FIGURES])
    for result in results:
        values = dict(result.values)
        varied = [value_text(values[name]) if name in values else "" for name in settings]
        figures = [getattr(result, name) for name in _FIGURES]
        writer.writerow(
            [result.run_id, result.seed, *varied, *("" if figure is None else figure for figure in figures)]
        )
    return text.getvalue()


def json_rows(results: Iterable[SweepResult]) -> list[dict[str, Any]]:
    """The same as JSON can hold it."""
    return [
        {
            "run": result.run_id or None,
            "seed": result.seed,
            **{column_of(name): value_as_json(value) for name, value in result.values},
            **{
                name: getattr(result, name) or None if name == "checksum" else getattr(result, name)
                for name in _FIGURES
            },
            **({"problem": result.problem} if result.problem else {}),
        }
        for result in results
    ]


def json_ranking(ranked: Iterable[RankedPoint]) -> list[dict[str, Any]]:
    """The combinations, best first, as JSON can hold them."""
    return [
        {
            **{name: value_as_json(value) for name, value in point.values},
            "mean": _or_none(point.mean),
            "spread": _or_none(point.spread),
            "n_runs": len(point.results),
        }
        for point in ranked
    ]


def table_text(ranked: Sequence[RankedPoint], settings: Sequence[str]) -> str:
    """The combinations, best first, for people."""
    figures = (say(f"head.{name}") for name in ("runs", "validation", "test", "training", "epochs", "seconds"))
    rows = [["", *(str(setting_name(setting)) for setting in settings), *map(str, figures)]]
    for place, point in enumerate(ranked, start=1):
        values = dict(point.values)
        rows.append(
            [
                str(place),
                *(value_text(values[name]) if name in values else "" for name in settings),
                str(len(point.results)),
                *(_share(point, name) for name in ("validation_accuracy", "test_accuracy", "train_accuracy")),
                _number(point.mean_of("epochs"), ".0f"),
                _number(point.mean_of("seconds"), ".1f"),
            ]
        )
    return table(rows, to_the_right=True)


def _share(point: RankedPoint, name: str) -> str:
    values = [getattr(result, name) for result in point.results if getattr(result, name) is not None]
    if not values:
        return "-"
    mean = sum(values) / len(values)
    text = percent_text(mean, decimals=2)
    if len(values) < 2:
        return text
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    return f"{text} ± {100 * spread:.2f}"


def _number(value: float, form: str) -> str:
    return format(value, form) if math.isfinite(value) else "-"


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None
