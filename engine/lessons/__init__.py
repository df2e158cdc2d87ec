"""Lessons: short texts that ask for a prediction, run something, and compare it with a published figure."""
