"""The command ``check-gradient``."""

import argparse

from engine.commands.output import print_figures
from engine.configuration import TrainingConfig
from engine.gradient_check import check_gradient
from engine.network import Architecture


def run_check_gradient(args: argparse.Namespace) -> None:
    """Compare backpropagation with a numerical gradient on the course's debug network, 3-5-3."""
    architecture = Architecture(
        n_inputs=3,
        hidden_layers=args.hidden_layers if args.hidden_layers is not None else (5,),
        n_outputs=3,
        hidden_activation=args.hidden_activation or "sigmoid",
        output_loss=args.output_loss or "sigmoid-cross-entropy",
    )
    weight_decay = 3.0 if args.weight_decay is None else TrainingConfig(weight_decay=args.weight_decay).weight_decay
    check = check_gradient(architecture, weight_decay=weight_decay)
    figures = {
        "architecture": str(architecture),
        "hidden_activation": architecture.hidden_activation,
        "output_loss": architecture.output_loss,
        "n_parameters": architecture.n_parameters,
        "relative_difference": check.relative_difference,
    }
    rows = "\n".join(f"{a: .10f}  {b: .10f}" for a, b in zip(check.numerical, check.backpropagated, strict=True))
    print_figures(
        figures,
        f"numerical      backpropagation\n{rows}\nrelative difference {check.relative_difference:.3g}",
        args,
    )
