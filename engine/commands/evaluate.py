"""The command ``evaluate``."""

import argparse
import contextlib
from pathlib import Path

from engine.commands.output import finite_or_none, print_figures
from engine.commands.settings import chosen_settings
from engine.configuration import TrainingConfig
from engine.data_files import load_dataset
from engine.datasets import Dataset, Digits
from engine.errors import ConfigurationError, DigitLabError
from engine.model_files import Model, load_model
from engine.splits import split_dataset

_SPLIT_SETTINGS = ("split", "test_fraction", "split_seed")


def run_evaluate(args: argparse.Namespace) -> None:
    """Accuracy, cost and confusion of a model on data."""
    model = load_model(Path(args.model) if args.model else None)
    dataset = _split_as_trained(load_dataset(args.data), model, args)
    asks_for_split = any(getattr(args, name) is not None for name in _SPLIT_SETTINGS)
    part = args.part or ("test" if dataset.has_fixed_split or asks_for_split else "all")
    digits: Digits = {"train": dataset.train, "test": dataset.test, "all": dataset.digits}[part]
    if not len(digits):
        raise DigitLabError(f"{dataset.name} has no {part} digits; choose another --part")
    model.check_reads(dataset, called=dataset.name)
    result = model.evaluate(digits, weight_decay=args.l2)
    figures = {
        "data": dataset.name,
        "part": part,
        "model": args.model or "bundled",
        "n": result.n,
        "accuracy": result.accuracy,
        "cost": finite_or_none(result.cost),
        "l2": args.l2,
        "confusion": result.confusion.tolist(),
    }
    rows = "\n".join(f"{digit}  " + " ".join(f"{n:5d}" for n in row) for digit, row in enumerate(result.confusion))
    header = "   " + " ".join(f"{digit:5d}" for digit in range(10))
    text = (
        f"{result.accuracy:.2%} of {result.n:,} digits ({dataset.name}, {part}) read right, cost {result.cost:.12g}\n"
        f"rows: true digit, columns: read as\n{header}\n{rows}"
    )
    print_figures(figures, text, args)


def _split_as_trained(dataset: Dataset, model: Model, args: argparse.Namespace) -> Dataset:
    """Split the data as the options say; where they say nothing, as the network's own run did if it was on this data."""
    config = TrainingConfig()
    trained_with = model.about.get("config") if model.about.get("data") == dataset.name else None
    if isinstance(trained_with, dict):
        with contextlib.suppress(ConfigurationError):  # what a file says of itself may be anything
            config = config.with_values(
                **{name: trained_with[name] for name in _SPLIT_SETTINGS if name in trained_with}
            )
    chosen = chosen_settings(args)
    config = config.with_values(**{name: chosen[name] for name in _SPLIT_SETTINGS if name in chosen})
    return split_dataset(dataset, config.split, fraction=config.test_fraction, seed=config.split_seed)
