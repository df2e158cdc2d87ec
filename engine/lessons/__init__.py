"""Lessons: short texts that ask for a prediction, run something, and compare it with a published figure."""

LESSON_SUFFIX = ".lesson.md"
"""What the name of a lesson's file ends in."""
