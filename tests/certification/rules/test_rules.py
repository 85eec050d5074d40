"""Which rule version an application runs under."""

from datetime import date

import pytest

from certification.rules.domain import FootprintUnderOtherRule, NoRuleInForce, rule_for
from tests.certification.samples import (
    footprint,
    rule,
    rules,
)

MAY_4_DATE = date(2026, 5, 4)


@pytest.mark.clause("C03")
def test_the_rule_version_in_force_on_the_date_governs():
    old, new = rule(), rule("2026.1", date(2026, 5, 4))
    both = rules(old, new)

    assert both.in_force_on(date(2026, 5, 3)) == old
    assert both.in_force_on(date(2026, 5, 4)) == new


def test_before_the_first_rule_nobody_can_apply():
    with pytest.raises(NoRuleInForce):
        rules().in_force_on(date(2025, 9, 29))


@pytest.mark.clause("C03")
def test_a_footprint_computed_under_a_superseded_rule_is_sent_back():
    with pytest.raises(FootprintUnderOtherRule) as refused:
        rule_for(rules(rule(), rule("2026.1", MAY_4_DATE)), footprint(), MAY_4_DATE)

    assert "重新核算" in refused.value.messages["zh"]
