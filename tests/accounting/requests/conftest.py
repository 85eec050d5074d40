"""Two platforms that exchange footprints."""

from tests.accounting.exchanging import nodes

__all__ = ["nodes"]
