"""The options of the command line that are settings of a run."""

import argparse
from typing import Any

from engine.training.config import TrainingConfig


def chosen_settings(args: argparse.Namespace) -> dict[str, Any]:
    """The settings that were given as options.

    Who names a test share or a seed of the split wants one drawn, also where the data has its own.
    """
    chosen = {name: getattr(args, name, None) for name in TrainingConfig.__annotations__}
    chosen = {name: value for name, value in chosen.items() if value is not None}
    if "split" not in chosen and ("test_fraction" in chosen or "split_seed" in chosen):
        chosen["split"] = "stratified"
    return chosen
