"""The methodology linter: what a readable footprint may still get wrong, as coded findings."""

from accounting.domain.pact.linter.findings import Finding, Severity
from accounting.domain.pact.linter.run import lint, refused, usable

__all__ = ["Finding", "Severity", "lint", "refused", "usable"]
