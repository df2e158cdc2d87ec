"""The commands ``data`` and ``recipes``: what can be named."""

import argparse

from engine.commands.output import print_figures
from engine.recipes import RECIPES
from engine.sources import SOURCES


def run_data(args: argparse.Namespace) -> None:
    """List the data sets that can be named."""
    listed = [{"name": source.name, "description": source.description} for source in SOURCES.values()]
    print_figures(listed, "\n".join(f"{entry['name']:20s} {entry['description']}" for entry in listed), args)


def run_recipes(args: argparse.Namespace) -> None:
    """List the recipes with their settings."""
    listed = [
        {"name": recipe.name, "description": recipe.description, "config": recipe.config.as_dict()}
        for recipe in RECIPES.values()
    ]
    print_figures(listed, "\n".join(f"{entry['name']:20s} {entry['description']}" for entry in listed), args)
