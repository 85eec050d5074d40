"""Fixtures that every test package may use, and how a run is divided and reported."""

pytest_plugins = ["tests.support.parallel", "tests.support.report", "tests.support.fixtures"]
