"""The standing that findings add up to."""

import pytest

from registry.proofs.domain.findings import Check, Finding, Outcome
from registry.proofs.domain.standing import Standing, is_proven, standing


def finding(code: str, check: Check = Check.NOT_REVOKED) -> Finding:
    return Finding(check, Outcome.FAILED, code)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Standing.VALID),
        (["suspended"], Standing.SUSPENDED),
        (["expired"], Standing.EXPIRED),
        (["not-yet-valid"], Standing.NOT_YET_VALID),
        (["revoked"], Standing.WITHDRAWN),
        (["suspended", "expired"], Standing.EXPIRED),
        (["suspended", "revoked", "expired"], Standing.WITHDRAWN),
        (["not-in-log"], Standing.UNPROVEN),
        (["suspended", "not-in-log"], Standing.UNPROVEN),
        (["revoked", "not-in-log"], Standing.WITHDRAWN),
    ],
)
def test_the_most_serious_finding_decides_the_standing(codes: list[str], expected: Standing):
    passed = Finding(Check.IN_LOG, Outcome.PASSED, "in-log")

    assert standing((passed, *map(finding, codes))) is expected


def test_no_findings_prove_nothing():
    assert standing(()) is Standing.UNPROVEN
    assert not is_proven(())
