"""What had become known by a day, and how much of a lineage a day tells."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from accounting.calculations.domain.calculation import calculate, document
from accounting.calculations.domain.record import CalculationRecord, Seal
from accounting.evidence.domain import EvidenceFile
from accounting.factors.domain.datasets import EVERYONE, Dataset
from accounting.factors.domain.description import UNDESCRIBED
from accounting.lineage.domain.building import Asked, CalculationNotYetMade, lineage
from accounting.lineage.domain.graph import StandingOnDay
from accounting.lineage.domain.trail import FactorVersion, Loaded, Made, Trail
from chassis.canonical import canonical
from tests.accounting import samples

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)
POWER = "ele-fp-cn-2024-nat"
ID = UUID(int=1)


def asked(days: int) -> Asked:
    moment = AT + days * DAY
    return Asked(moment.date(), moment, None)


def version(position: int, factor, days: int, *, library: str, **about) -> FactorVersion:
    dataset = Dataset(factor, replace(UNDESCRIBED, **about), "cn-2025", library, EVERYONE)
    return FactorVersion(position, dataset, AT + days * DAY)


@pytest.fixture
def trail() -> Trail:
    subject, data = samples.subject(), samples.published_data()
    text = canonical(document(subject, data, calculate(subject, data))).decode()
    made = Made(AT - DAY, None)
    seal = Seal("0" * 64, AT + DAY, "client")
    record = CalculationRecord(ID, samples.ENTERPRISE, ID, ID, ID, AT, text, seal)
    pack = samples.category()
    return Trail(
        record=record,
        product=made,
        system=made,
        activity=made,
        calculation=Made(AT, None),
        evidence={},
        versions={},
        imports={},
        libraries=(Loaded("cn-2025/2025.1", None),),
        gwp_sets=(Loaded("2025.1", None),),
        categories=((pack, None),),
        received={},
        admissions=(),
        findings=(),
        later_seals=(),
    )


def told(found, node):
    return [change.what.en for change in found.changes if change.node == node]


def test_a_calculation_stands_from_its_own_day_and_is_sealed_from_its_seals(trail):
    with pytest.raises(CalculationNotYetMade):
        lineage(trail, asked(-1))

    before, after = lineage(trail, asked(0)), lineage(trail, asked(1))

    assert (before.standing, after.standing) == (StandingOnDay.CALCULATED, StandingOnDay.SEALED)
    assert "seal" not in {node.id for node in before.nodes}
    assert "seal" in {node.id for node in after.nodes}
    assert after.changes == ()


def test_another_rule_is_a_change_from_the_day_it_is_in_force_and_loaded(trail):
    pack = samples.category()
    newer = pack.rules[0].model_copy(
        update={"version": "2026.1", "in_force_from": date(2026, 3, 5)}
    )
    later = pack.model_copy(update={"version": "2026.1", "rules": (*pack.rules, newer)})
    trail = replace(trail, categories=(*trail.categories, (later, AT + DAY)))

    known = {days: told(lineage(trail, asked(days)), "rule") for days in (0, 2, 3)}

    assert known == {0: [], 2: [], 3: ["the rule in force that day is TJ-CFP-PV 2026.1"]}


def test_a_newer_library_and_a_newer_set_are_changes_once_they_are_loaded(trail):
    trail = replace(
        trail,
        libraries=(*trail.libraries, Loaded("cn-2026/2026.1", AT + 2 * DAY)),
        gwp_sets=(*trail.gwp_sets, Loaded("2026.1", AT + 3 * DAY)),
    )

    found = {days: lineage(trail, asked(days)) for days in (1, 2, 3)}

    assert [told(found[days], "library") for days in (1, 2)] == [
        [],
        ["newer factor library cn-2026/2026.1"],
    ]
    assert [told(found[days], "gwp") for days in (2, 3)] == [[], ["newer GWP set 2026.1"]]


def test_factors_change_by_version_by_replacement_and_by_their_last_day(trail):
    factor = samples.library().factors[POWER]
    used = version(1, factor, -9, library="2025.1", valid_until=date(2026, 3, 3))
    same = version(2, factor, 1, library="2026.1")
    other = version(3, replace(factor, value=factor.value * 2), 1, library="2026.2")
    follows = replace(factor, id="ele-fp-cn-2025-nat")
    next_year = version(
        4, follows, 1, library="2026.2", supersedes=POWER, valid_from=date(2026, 3, 4)
    )
    trail = replace(trail, versions={POWER: (used, same, other, next_year)})

    found = {days: told(lineage(trail, asked(days)), f"factor:{POWER}") for days in (0, 1, 2)}

    newer = "newer version cn-2025/2026.2: 1.1554"
    assert found[0] == []
    assert found[1] == [newer]
    assert found[2] == [
        "was valid until 2026-03-03",
        newer,
        "was replaced by ele-fp-cn-2025-nat",
    ]


def test_a_file_is_there_from_the_day_it_was_handed_in(trail):
    sha256 = samples.activity().processes[0].evidence.sha256
    file = EvidenceFile(ID, samples.ENTERPRISE, sha256, "a.pdf", "application/pdf", 9, AT, "c")
    trail = replace(trail, evidence={sha256: replace(file, at=AT + 2 * DAY)})

    facts = [
        next(n for n in lineage(trail, asked(days)).nodes if n.id == f"evidence:{sha256}").facts
        for days in (1, 2)
    ]

    assert [fact["file"] for fact in facts] == ["not handed in", "a.pdf"]
