"""Who may see which rows."""

import pytest

from certification.values.domain.sight import Sight, sight_of
from tests.certification.samples import (
    BODY,
    ENTERPRISE,
    OTHER_BODY,
)

ROW = {"enterprise": ENTERPRISE, "body": BODY, "division": "120116"}


@pytest.mark.parametrize(
    ("role", "org", "visible"),
    [
        ("enterprise", ENTERPRISE, True),
        ("enterprise", "91130200MA0000007R", False),
        ("certification-body", BODY, True),
        ("certification-body", OTHER_BODY, False),
        ("market-regulator", "scjg", True),
        ("market-regulator", "scjg-120116", True),
        ("market-regulator", "scjg-120113", False),
        ("district-market-regulator", "scjg-120116", True),
        ("district-market-regulator", "scjg-120113", False),
        ("district-market-regulator", "scjg", False),
    ],
)
def test_everyone_sees_the_own_files_only(role, org, visible):
    assert sight_of(role, org).covers(**ROW) is visible
    assert sight_of(role, org).only_issued is False


@pytest.mark.parametrize(
    ("org", "division"),
    [
        ("scjg-120116", "120116"),
        ("scjg", None),
        ("scjg-tianji", None),
        ("scjg-12011", None),
        ("scjg-1201161", None),
    ],
)
def test_a_division_is_six_digits_behind_the_last_hyphen(org, division):
    assert sight_of("market-regulator", org).division == division


@pytest.mark.parametrize(
    ("org", "seen"), [("sthj-120116", True), ("sthj-120113", False), ("sthj", False)]
)
def test_the_bureaus_of_a_district_see_issued_certificates_of_their_district(org, seen):
    sight = sight_of("district-ecology-environment", org)

    assert sight.only_issued
    assert sight.covers(**ROW) is seen


@pytest.mark.parametrize(
    "role", ["bank", "agency", "partner-region", "ecology-environment", "finance"]
)
def test_third_parties_see_issued_certificates(role):
    sight = sight_of(role, "someone")

    assert sight == Sight(only_issued=True)
    assert sight.covers(**ROW)
