"""Whether runs can be compared, and where the best of them do not truly differ."""

import re
from collections.abc import Sequence

from engine.data.splits import SPLIT_SETTINGS
from engine.runs.summary import SETTINGS, RunSummary
from engine.sweeps.ranking import RankedPoint, chance_distance, n_equal
from engine.training.config import AS_SEED
from gui.runs_tab.run_text import run_name
from gui.translation import fill, full_stop, translate

_DECIDE_DIGITS = ("validation_fraction", *SPLIT_SETTINGS)


def seedless(run: RunSummary) -> object:
    """What runs have in common that differ in nothing but their seeds, measured on the same digits; ``None``: unknown."""
    values = _settings(run)
    if not values or run.data is None:
        return None
    del values["seed"]
    return _digits(run), tuple(values.items()), run.unit


def of_seeds(runs: Sequence[RunSummary]) -> list[object]:
    """By run: what it has in common with those of the others that differ from it by their seeds; ``None`` if none does.

    The same once more, seed and all, is no spread over seeds.
    """
    keys = [seedless(run) for run in runs]
    seeds: dict[object, set[object]] = {}
    for run, key in zip(runs, keys, strict=True):
        seeds.setdefault(key, set()).add(run.setting("seed"))
    return [key if len(seeds[key]) > 1 else None for key in keys]


def _settings(run: RunSummary) -> dict[str, object]:
    values: dict[str, object] = dict(zip(SETTINGS, run.settings, strict=False))
    if values.get("validation_seed") == AS_SEED:
        values["validation_seed"] = values["seed"]
    return values


def _digits(run: RunSummary) -> str:
    return (run.data.content_hash or run.data.source) if run.data is not None else ""


def _measured_on(run: RunSummary) -> object:
    """What decides which validation digits a run is measured on."""
    values = _settings(run)
    return _digits(run), values["validation_seed"], tuple(values[name] for name in _DECIDE_DIGITS)


def verdict(runs: Sequence[RunSummary]) -> str:
    """What a comparison of these runs by their validation digits is worth, in one sentence; empty for fewer than two."""
    measured = [run for run in runs if run.validation is not None and run.settings and run.data is not None]
    if len(measured) < 2:
        return ""
    if len({_measured_on(run) for run in measured}) > 1:
        return translate(
            "Runs",
            "These runs were measured on different validation digits: differences of a few points may be chance.",
        )
    groups: dict[object, dict[object, RunSummary]] = {}
    for run in measured:
        groups.setdefault(seedless(run), {}).setdefault(run.setting("seed"), run)  # the same once more tells nothing
    points = [_point(number, list(members.values())) for number, members in enumerate(groups.values())]
    ranked = sorted(points, key=lambda point: -point.mean)
    best = next(iter(list(groups.values())[ranked[0].point].values()))
    if len(ranked) > 1:
        return _worded(ranked, best)
    return _spread_text(ranked[0]) if len(ranked[0].measured) > 1 else ""


def without_reason(sentence: str) -> tuple[str, ...]:
    """A verdict in fewer words, if there are fewer: "The first 2 do not truly differ."."""
    claim, *reason = re.split(": |：", sentence, maxsplit=1)
    return (full_stop(claim),) if reason and not reason[0][:1].isdigit() else ()


def _point(number: int, members: Sequence[RunSummary]) -> RankedPoint:
    accuracies = tuple(run.validation.accuracy for run in members if run.validation is not None)
    return RankedPoint(number, (), (), accuracies, max(map(_n_validation, members)))


def _n_validation(run: RunSummary) -> int:
    """How many validation digits there were, to a few."""
    share = _settings(run)["validation_fraction"]
    if run.train is None or not isinstance(share, float) or not 0 < share < 1:
        return 0
    return round(run.train.n * share / (1 - share))


def _worded(ranked: Sequence[RankedPoint], best: RunSummary) -> str:
    k, n_seeds = n_equal(ranked), min(len(point.measured) for point in ranked)
    if n_seeds > 1:
        if k == 1:
            text = translate(
                "Runs", "{name} and its seeds are truly the best: the seeds alone do not make such a difference."
            )
        else:
            text = translate("Runs", "The first {k} do not truly differ: their seeds alone make such a difference.")
        return fill(text, name=run_name(best), k=k)
    if not ranked[0].n_digits or not ranked[1].n_digits:
        return ""
    points = f"{100 * chance_distance(ranked[0], ranked[1]):.1f}"
    if k == 1:
        text = translate(
            "Runs", "{name} is truly the best: on these validation digits, chance makes up to {points} points."
        )
    else:
        text = translate(
            "Runs", "The first {k} do not truly differ: on these validation digits, chance makes up to {points} points."
        )
    return fill(text, name=run_name(best), k=k, points=points)


def _spread_text(point: RankedPoint) -> str:
    text = translate("Runs", "{n} seeds: {mean:.1f} ± {spread:.1f} %, from {least:.1f} to {most:.1f} %.")
    return fill(
        text,
        n=len(point.measured),
        mean=100 * point.mean,
        spread=100 * point.spread,
        least=100 * min(point.measured),
        most=100 * max(point.measured),
    )
