"""Whether a certificate stands, whatever order its events came in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from accounting.publications.domain.certificate import Act, ActKind, Certificate, standing

BEGIN = datetime(2026, 4, 20, tzinfo=UTC)
END = BEGIN + timedelta(days=730)
SUSPENDED, REINSTATED, WITHDRAWN = ActKind.SUSPENDED, ActKind.REINSTATED, ActKind.WITHDRAWN


def certificate(*acts, number=1, begin=BEGIN):
    return Certificate(
        id=UUID(int=number),
        calculation=UUID(int=9),
        seal="0" * 64,
        number=f"2099901-CFP-2026-{number:05}",
        scheme="NATIONAL_CFP",
        body="CNCA-R-2099-901",
        body_name_zh="示例认证(天津)有限公司",
        body_name_en="Sample Certification (Tianjin) Co., Ltd.",
        issuer="did:web:label.example.cn:bodies:CNCA-R-2099-901",
        rule="TJ-CFP-PV 2025.1",
        standard="GB/T 24067-2024",
        valid_from=begin,
        valid_until=END,
        acts=acts,
    )


def on_day(kind, day):
    return Act(kind, BEGIN + timedelta(days=day))


@pytest.mark.parametrize(
    ("kinds", "stands"),
    [
        ([], True),
        ([SUSPENDED], False),
        ([SUSPENDED, REINSTATED], True),
        ([SUSPENDED, REINSTATED, SUSPENDED], False),
        ([WITHDRAWN], False),
        ([SUSPENDED, WITHDRAWN], False),
        ([SUSPENDED, REINSTATED, WITHDRAWN], False),
    ],
)
def test_acts_decide_by_their_moments_not_by_their_arrival(kinds, stands):
    acts = [on_day(kind, day) for day, kind in enumerate(kinds, start=1)]
    now = BEGIN + timedelta(days=100)

    assert {certificate(*order).stands(now) for order in permutations(acts)} == {stands}


def test_of_two_acts_at_one_moment_the_graver_counts():
    acts = [on_day(SUSPENDED, 1), on_day(REINSTATED, 1)]

    assert not certificate(*acts).stands(BEGIN + timedelta(days=2))


def test_the_last_day_is_over_when_the_term_is():
    assert certificate().stands(END - timedelta(seconds=1))
    assert not certificate().stands(END)


def test_a_footprint_keeps_the_certificate_that_it_names_while_that_stands():
    old, new = certificate(), certificate(number=2, begin=BEGIN + timedelta(days=5))
    now = BEGIN + timedelta(days=10)

    assert standing([old, new], now, named=None) == new
    assert standing([old, new], now, named=old.id) == old
    assert standing([certificate(on_day(WITHDRAWN, 6)), new], now, named=old.id) == new
    assert standing([], now, named=old.id) is None
