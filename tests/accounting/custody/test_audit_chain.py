"""The chain of the audit trail shows what was altered, taken out, put in or cut off."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from accounting.custody.domain.audit import AuditLink, Entry, faults, next_link

FIRST = Entry(
    position=1,
    partition="91120116MA0000007N",
    at=datetime(2026, 11, 22, 8, tzinfo=UTC),
    client="body-1",
    org="CNCA-R-2099-901",
    role="certification-body",
    person="wang",
    method="GET",
    route="/v1/calculations/{id}",
    objects=("calculation/7",),
    trace_id=None,
)


def chain(length: int = 4) -> list[tuple[Entry | None, AuditLink]]:
    links: list[tuple[Entry | None, AuditLink]] = []
    before = None
    for number in range(length):
        at = FIRST.at + timedelta(seconds=number)
        entry = replace(FIRST, position=number * 3 + 1, at=at)
        before = next_link(before, entry)
        links.append((entry, before))
    return links


def test_a_chain_as_it_was_written_holds():
    links = chain()

    assert list(faults(links, {4: links[-1][1].sha256})) == []
    assert list(faults([], {})) == []


@pytest.mark.parametrize(
    "change",
    [
        {"org": "CNCA-R-2099-902"},
        {"objects": ("calculation/8",)},
        {"at": FIRST.at - timedelta(days=1)},
        {"person": None},
        {"partition": "91130200MA0000007R"},
    ],
)
def test_an_altered_entry_is_named(change):
    links = chain()
    entry, link = links[1]
    links[1] = (replace(entry, **change), link)

    assert list(faults(links, {})) == ["the entry of link 2 was altered"]


def test_what_was_taken_out_is_named():
    links = chain()

    without_link = [links[0], *links[2:]]
    without_entry = [links[0], (None, links[1][1]), *links[2:]]

    assert next(iter(faults(without_link, {}))) == "link 2 is missing"
    assert list(faults(without_entry, {})) == ["the entry of link 2 is missing"]


def test_a_trail_that_was_cut_off_or_written_anew_differs_from_what_was_published():
    links = chain()
    published = {4: links[-1][1].sha256}
    forged = list(links)
    before = links[2][1]
    entry = replace(FIRST, position=10, client="nobody")
    forged[3] = (entry, next_link(before, entry))

    assert list(faults(links[:3], {})) == []
    assert list(faults(links[:3], published)) == ["link 4 was published and is gone"]
    assert list(faults(forged, {})) == []
    assert list(faults(forged, published)) == ["link 4 is not the one that was published"]
