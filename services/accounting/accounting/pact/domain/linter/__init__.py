"""The methodology linter: what a readable footprint may still get wrong, as coded findings."""

from accounting.pact.domain.linter.findings import LintFinding, Severity
from accounting.pact.domain.linter.run import lint, refused, usable

__all__ = ["LintFinding", "Severity", "lint", "refused", "usable"]
