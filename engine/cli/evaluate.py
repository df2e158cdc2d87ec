"""The command ``evaluate``."""

import argparse

from engine.cli.output import finite_or_none, opened_model, print_figures, tell_note
from engine.cli.settings import chosen_settings, chosen_source
from engine.data.dataset import Digits
from engine.data.loading import load_dataset
from engine.data.splits import SPLIT_SETTINGS
from engine.errors import DigitLabError
from engine.text.percent import percent_text
from engine.text.sentence import say
from engine.training.ending import loss_sentence


def run_evaluate(args: argparse.Namespace) -> None:
    """Accuracy, cost and confusion of a model on data."""
    model = opened_model(args.model)
    chosen = {name: value for name, value in chosen_settings(args).items() if name in SPLIT_SETTINGS}
    read = load_dataset(chosen_source(args), model.input_format.name)
    dataset = model.split_as_trained(read, **chosen)
    is_split = dataset.has_fixed_split or bool(chosen) or model.kept_apart(read)
    part = args.part or ("test" if is_split else "all")
    digits: Digits = {"train": dataset.train, "test": dataset.test, "all": dataset.digits}[part]
    if not len(digits):
        raise DigitLabError(say("command.part_is_empty", name=dataset.name, part=part))
    tell_note(dataset)
    result = model.evaluate(digits, weight_decay=args.l2)
    figures = {
        "data": dataset.name,
        "part": part,
        "model": args.model or "bundled",
        "format": dataset.input_format.name,
        "n": result.n,
        "accuracy": result.accuracy,
        "cost": finite_or_none(result.cost),
        "l2": args.l2,
        "confusion": result.confusion.tolist(),
    }
    rows = "\n".join(f"{digit}  " + " ".join(f"{n:5d}" for n in row) for digit, row in enumerate(result.confusion))
    header = "   " + " ".join(f"{digit:5d}" for digit in range(10))
    share = percent_text(result.accuracy, decimals=2)
    loss = loss_sentence(result.cost, weight_decay=args.l2, precise=True)
    text = (
        f"{say('command.evaluated', share=share, n=result.n, data=dataset.name, part=part, loss=loss)}\n"
        f"{say('command.confusion')}\n{header}\n{rows}"
    )
    print_figures(figures, text, args)
