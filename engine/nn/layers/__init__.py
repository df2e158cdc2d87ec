"""The layers that a network is made of: one class each, which owns its shapes, parameters and formulas."""
