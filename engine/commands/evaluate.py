"""The command ``evaluate``."""

import argparse
from pathlib import Path

import numpy as np

from engine.commands.output import finite_or_none, print_figures
from engine.commands.settings import chosen_settings
from engine.configuration import TrainingConfig
from engine.data_files import load_dataset
from engine.datasets import Dataset, Digits
from engine.errors import DigitLabError, ModelError
from engine.metrics import evaluate
from engine.model_files import Model, load_model
from engine.splits import split_dataset


def run_evaluate(args: argparse.Namespace) -> None:
    """Accuracy, cost and confusion of a model on data."""
    model = load_model(Path(args.model) if args.model else None)
    dataset = _split_as_trained(load_dataset(args.data), model, args)
    part = args.part or ("test" if dataset.has_fixed_split else "all")
    digits: Digits = {"train": dataset.train, "test": dataset.test, "all": dataset.digits}[part]
    if not len(digits):
        raise DigitLabError(f"{dataset.name} has no {part} digits; choose another --part")
    if model.parameters.architecture.n_inputs != dataset.n_inputs:
        raise ModelError(
            f"expected a network with {dataset.n_inputs} inputs for {dataset.name}, got {model.parameters.architecture}"
        )
    with np.errstate(all="ignore"):
        scaled = model.scaling.applied_to(digits, model.parameters.dtype)
        result = evaluate(model.parameters, scaled, weight_decay=args.l2)
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
    trained_with = model.about.get("config") if model.about.get("data") == dataset.name else None
    settings = {**(trained_with if isinstance(trained_with, dict) else {}), **chosen_settings(args)}
    names = ("split", "test_fraction", "split_seed")
    config = TrainingConfig().with_values(**{name: settings[name] for name in names if name in settings})
    return split_dataset(dataset, config.split, fraction=config.test_fraction, seed=config.split_seed)
