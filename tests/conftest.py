"""Fixtures that every test package may use, and how a run is divided and reported."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.support.parallel", "tests.support.report", "tests.support.fixtures"]

# How long an example takes says how busy the machine is: other workers share it.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")
