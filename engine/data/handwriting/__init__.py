"""Handwriting that the program generates: allographs, the generator, scribbles, and digits streamed into a run."""
