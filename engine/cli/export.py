"""The command ``export``."""

import argparse

from engine.cli.output import opened_model, print_figures
from engine.cli.targets import checked_target
from engine.models.files import check_can_be_saved, save_model
from engine.text.sentence import say


def run_export(args: argparse.Namespace) -> None:
    """Save a network again, as the kind of file that the new name says."""
    out = checked_target(args.out)
    model = opened_model(args.model)
    architecture = model.parameters.architecture
    check_can_be_saved(architecture, out)
    save_model(model, out)
    n_bytes = out.stat().st_size
    figures = {
        "model": str(out),
        "architecture": str(architecture),
        "n_parameters": architecture.n_parameters,
        "n_bytes": n_bytes,
    }
    told = say("command.exported", network=str(architecture), file=str(out), n=n_bytes)
    print_figures(figures, str(told), args)
