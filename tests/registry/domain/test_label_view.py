"""What the public sees: the calendar of Tianjin, and the standing that findings add up to."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from registry.domain.findings import Check, Finding, Outcome
from registry.domain.label import LabelNotFound
from registry.domain.label_view import Standing, digital_link, facts_of, is_proven, standing
from registry.domain.vocabulary import boundary_name, unit_name
from registry.web.pages import _validity
from registry.web.texts import Language, Texts
from tests.registry.world import World


def finding(code: str, check: Check = Check.NOT_REVOKED) -> Finding:
    return Finding(check, Outcome.FAILED, code)


def test_validity_is_told_in_the_days_of_tianjin():
    # Half past four in the afternoon, UTC, is half past midnight of the next day in Tianjin.
    world = World(
        decided=datetime(2026, 12, 31, 16, 30, tzinfo=UTC),
        valid_until=datetime(2028, 12, 31, 16, tzinfo=UTC),
    )

    facts = facts_of(world.label(), world.node)

    assert (facts.first_day, facts.last_day) == (date(2027, 1, 1), date(2028, 12, 31))
    assert _validity(facts, Texts(Language.ZH), Language.ZH) == "2027年1月1日 至 2028年12月31日"
    english = _validity(facts, Texts(Language.EN), Language.EN)
    assert english == "January 1, 2027 to December 31, 2028"


def test_a_label_that_is_not_published_has_no_public_facts():
    world = World()

    with pytest.raises(LabelNotFound):
        facts_of(replace(world.label(), publication=None), world.node)


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


def test_the_digital_link_pads_the_gtin_to_fourteen_digits():
    node = World().node

    assert digital_link(node, "6901234567892", "X") == f"{node.public_url}/01/06901234567892/21/X"
    assert digital_link(node, None, "X") == f"{node.public_url}/label/X"


def test_codes_without_words_are_shown_as_they_are():
    assert unit_name("parsec").zh == "parsec"
    assert boundary_name("gate-to-gate").en == "gate-to-gate"
