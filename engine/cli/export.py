"""The command ``export``."""

import argparse

from engine.cli.output import opened_model, print_figures
from engine.cli.targets import checked_target
from engine.models.files import check_can_be_saved, save_model


def run_export(args: argparse.Namespace) -> None:
    """Save a network again, as the kind of file that the new name says."""
    out = checked_target(args.out)
    model = opened_model(args.model)
    architecture = model.parameters.architecture
    check_can_be_saved(architecture, out)
    save_model(model, out)
    figures = {
        "model": str(out),
        "architecture": str(architecture),
        "n_parameters": architecture.n_parameters,
        "n_bytes": out.stat().st_size,
    }
    print_figures(figures, f"The network {architecture} was saved as {out} ({figures['n_bytes']:,} bytes).", args)
