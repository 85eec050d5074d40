"""Running all rules over one footprint."""

from collections.abc import Iterable

from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.linter.coherence import coherence
from accounting.pact.domain.linter.contents import contents
from accounting.pact.domain.linter.duties import duties
from accounting.pact.domain.linter.findings import LintFinding, Severity
from accounting.pact.domain.linter.numbers import numbers


def lint(footprint: ProductFootprint) -> tuple[LintFinding, ...]:
    """Every finding, the gravest first, then by code and place."""
    pcf = footprint.pcf
    found = [*numbers(pcf), *contents(pcf), *coherence(footprint), *duties(footprint)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda f: (order.index(f.severity), f.code, f.field)))


def refused(findings: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    """The findings for which a document is not even taken in."""
    return tuple(finding for finding in findings if finding.severity is Severity.REFUSED)


def usable(findings: Iterable[LintFinding]) -> bool:
    """Whether a calculation may rest on the footprint."""
    return all(finding.severity is Severity.WARNING for finding in findings)
