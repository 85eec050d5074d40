"""Which scheme and which rule version a case may run under."""

from datetime import date
from uuid import UUID

import pytest
from certification.cases.domain.application import RecomputedSealMissing, SealDoesNotMatch, check_recomputed
from certification.cases.domain.procedure import Outcome, Step, StepRecord
from certification.rules.domain import FootprintUnderOtherRule, NoRuleInForce, rule_for
from certification.catalogue.domain import NationalLabelNotOpen
from certification.values.domain.sight import Sight, sight_of

from contracts.certification import Scheme
from tests.certification.samples import (
    BODY,
    ENTERPRISE,
    MAY_4,
    OTHER_BODY,
    SEAL,
    category,
    footprint,
    rule,
)

MAY_4_DATE = date(2026, 5, 4)


def verification(seal, outcome=Outcome.PASSED):
    return StepRecord(Step.FOOTPRINT_VERIFICATION, outcome, "wang", "复算", (), MAY_4, seal)


def test_a_product_outside_the_catalogue_never_carries_the_national_label():
    with pytest.raises(NationalLabelNotOpen):
        category(catalogued=False).check_scheme(Scheme.NATIONAL_CFP)


@pytest.mark.parametrize(
    ("scheme", "catalogued"),
    [(Scheme.NATIONAL_CFP, True), (Scheme.CB_OWN, True), (Scheme.CB_OWN, False)],
)
def test_other_schemes_are_open(scheme, catalogued):
    assert category(catalogued=catalogued).check_scheme(scheme) is None


def test_the_rule_version_in_force_on_the_date_governs():
    old, new = rule(), rule("2026.1", date(2026, 5, 4))
    both = category(old, new)

    assert both.rule_on(date(2026, 5, 3)) == old
    assert both.rule_on(date(2026, 5, 4)) == new


def test_before_the_first_rule_nobody_can_apply():
    with pytest.raises(NoRuleInForce):
        category().rule_on(date(2025, 9, 29))


def test_a_footprint_computed_under_a_superseded_rule_is_sent_back():
    with pytest.raises(FootprintUnderOtherRule) as refused:
        rule_for(category(rule(), rule("2026.1", MAY_4_DATE)), footprint(), MAY_4_DATE)

    assert "重新核算" in refused.value.messages["zh"]


def test_a_verification_passes_only_on_the_sealed_value():
    sealed = footprint(UUID(int=1))

    check_recomputed(verification(SEAL), sealed)
    with pytest.raises(SealDoesNotMatch):
        check_recomputed(verification("0" * 64), sealed)
    with pytest.raises(RecomputedSealMissing):
        check_recomputed(verification(None), sealed)


def test_a_failed_verification_need_not_name_a_seal():
    assert check_recomputed(verification(None, Outcome.FAILED), footprint()) is None


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


@pytest.mark.parametrize("role", ["bank", "agency", "partner-region"])
def test_third_parties_see_issued_certificates(role):
    sight = sight_of(role, "someone")

    assert sight == Sight(only_issued=True)
    assert sight.covers(**ROW)
