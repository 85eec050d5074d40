"""The methodology linter: what a readable footprint may still get wrong, as coded findings."""

from accounting.pact.domain.linter.findings import Finding, Severity
from accounting.pact.domain.linter.run import lint, refused, usable

__all__ = ["Finding", "Severity", "lint", "refused", "usable"]
