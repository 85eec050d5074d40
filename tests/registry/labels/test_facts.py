"""The public facts of a label, by the calendar of Tianjin."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from registry.labels.domain.facts import digital_link, facts_of
from registry.labels.domain.label import LabelNotFound
from registry.portal.domain.texts import Language, Texts
from registry.portal.formats.pages import _validity
from tests.registry.world import World


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


def test_the_digital_link_pads_the_gtin_to_fourteen_digits():
    node = World().node

    assert digital_link(node, "6901234567892", "X") == f"{node.public_url}/01/06901234567892/21/X"
    assert digital_link(node, None, "X") == f"{node.public_url}/label/X"
