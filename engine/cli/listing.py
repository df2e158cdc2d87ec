"""The commands ``data`` and ``recipes``: what can be named."""

import argparse

from engine.cli.output import print_figures
from engine.data.loading import KINDS
from engine.data.registry import SOURCES
from engine.text.sentence import say
from engine.training.recipes import RECIPES


def run_data(args: argparse.Namespace) -> None:
    """List the data sets that can be named."""
    listed = [{"name": source.name, "description": str(source.description)} for source in SOURCES.values()]
    lines = [f"{entry['name']:16s} {entry['description']}" for entry in listed]
    print_figures(listed, "\n".join([*lines, "", str(say("command.or_a_path", kinds=KINDS))]), args)


def run_recipes(args: argparse.Namespace) -> None:
    """List the recipes with their settings."""
    listed = [
        {
            "name": recipe.name,
            "description": str(recipe.description),
            "data": recipe.source or None,
            "figure": str(recipe.figure) if recipe.figure is not None else None,
            "config": recipe.config.as_dict(),
        }
        for recipe in RECIPES.values()
    ]
    lines = []
    for recipe in RECIPES.values():
        lines.append(f"{recipe.name:28s} {recipe.description}")
        if recipe.source:
            result = say("command.recipe_result", figure=recipe.figure) if recipe.figure is not None else ""
            lines.append(f"{'':28s} {say('command.recipe_data', data=recipe.source, result=result)}")
    print_figures(listed, "\n".join(lines), args)
