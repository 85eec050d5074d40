"""What the linter says: a stable code, how grave it is, the place, and both languages."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much of a footprint a finding spoils."""

    REFUSED = "refused"
    """The footprint cannot be taken in at all."""
    ERROR = "error"
    """It is kept and cannot be used in a calculation."""
    WARNING = "warning"
    """It can be used; a person should look."""


@dataclass(frozen=True)
class LintFinding:
    """One fault. `code` never changes its meaning; `field` is the name on the wire."""

    code: str
    severity: Severity
    field: str
    zh: str
    en: str


@dataclass(frozen=True)
class Rule:
    """A rule of the linter; its texts are templates over the facts of a finding."""

    code: str
    severity: Severity
    zh: str
    en: str

    def broken(self, field: str, **facts: object) -> LintFinding:
        facts = {"field": field, **facts}
        return LintFinding(
            self.code, self.severity, field, self.zh.format(**facts), self.en.format(**facts)
        )


def refusal(code: str, zh: str, en: str) -> Rule:
    return Rule(code, Severity.REFUSED, zh, en)


def error(code: str, zh: str, en: str) -> Rule:
    return Rule(code, Severity.ERROR, zh, en)


def warning(code: str, zh: str, en: str) -> Rule:
    return Rule(code, Severity.WARNING, zh, en)
