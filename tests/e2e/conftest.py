"""Fixtures and hooks of the tests of the window."""

from tests.window_conftest import *  # noqa: F403
