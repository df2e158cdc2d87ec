"""How a gradient changes the parameters: optimizers, learning-rate schedules, and SciPy's minimizers."""
