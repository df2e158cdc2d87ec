"""The command ``evaluate``."""

import argparse
from pathlib import Path

import numpy as np

from engine.commands.output import finite_or_none, print_figures
from engine.data_files import load_dataset
from engine.datasets import Digits
from engine.errors import DigitLabError, ModelError
from engine.metrics import evaluate
from engine.model_files import load_model


def run_evaluate(args: argparse.Namespace) -> None:
    """Accuracy, cost and confusion of a model on data."""
    dataset = load_dataset(args.data)
    part = args.part or ("test" if dataset.has_fixed_split else "all")
    digits: Digits = {"train": dataset.train, "test": dataset.test, "all": dataset.digits}[part]
    if not len(digits):
        raise DigitLabError(f"{dataset.name} has no {part} digits; choose another --part")
    model = load_model(Path(args.model) if args.model else None)
    if model.parameters.architecture.n_inputs != digits.images.shape[1]:
        raise ModelError(
            f"expected a network with {digits.images.shape[1]} inputs for {dataset.name}, "
            f"got {model.parameters.architecture}"
        )
    with np.errstate(all="ignore"):
        result = evaluate(model.parameters, digits, weight_decay=args.l2)
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
