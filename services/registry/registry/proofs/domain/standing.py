"""What the proof says about a label right now."""

from enum import StrEnum

from registry.proofs.domain.findings import Check, Finding, Outcome


class Standing(StrEnum):
    """What the proof says about a label right now."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    """Revoked at the holder's wish. The lists say revoked; the register knows why."""
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    UNPROVEN = "unproven"
    """The proof does not hold, so nothing can be said; this is never shown as valid."""


_BY_CODE = {
    "revoked": Standing.WITHDRAWN,
    "expired": Standing.EXPIRED,
    "suspended": Standing.SUSPENDED,
    "not-yet-valid": Standing.NOT_YET_VALID,
}


def standing(findings: tuple[Finding, ...], *, is_cancelled: bool = False) -> Standing:
    """The most serious thing that a verification found; only a clean one is valid.

    Whether a revocation is a cancellation is the register's word, beside the proof.
    """
    failed = {finding.code for finding in findings if finding.outcome is Outcome.FAILED}
    if "revoked" in failed:
        return Standing.CANCELLED if is_cancelled else Standing.WITHDRAWN
    if failed - _BY_CODE.keys() or not findings:
        return Standing.UNPROVEN
    return next((found for code, found in _BY_CODE.items() if code in failed), Standing.VALID)


def is_proven(findings: tuple[Finding, ...]) -> bool:
    """Whether every question about authenticity was answered well, whatever the status is."""
    passed = {finding.check for finding in findings if finding.outcome is Outcome.PASSED}
    return passed >= {
        Check.CREDENTIAL_SIGNATURE,
        Check.ISSUER_TRUSTED,
        Check.STATUS_LISTS,
        Check.CHECKPOINT_SIGNED,
        Check.IN_LOG,
        Check.FACTS_AGREE,
    }
