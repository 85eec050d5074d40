"""Editions of a status list: one for each change of a label, in strict order, kept for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from chassis.canonical import sha256_hex
from registry.identities.domain.signed import moment, read_credential
from registry.status.domain import status_list
from registry.status.domain.changes import StatusChange, editions
from registry.status.domain.status_list import Purpose, begins
from tests.registry.labels.test_sequencer import reinstated, suspended

MAY_4 = datetime(2026, 5, 4, tzinfo=UTC)


async def test_four_suspensions_and_reinstatements_at_once_make_eight_editions(registry, body):
    certificate = body.certificate()
    await registry.publishes(body.keys_changed(), certificate)
    first = await newest_edition(registry)

    steps = [suspended(certificate), reinstated(certificate)] * 4
    changes = await registry.publishes(*steps)

    shown = [await by_leaf(registry, change.log_index) for change in changes]
    assert [bit(text, certificate.status_index) for text in shown] == [True, False] * 4
    numbers = range(first + 1, first + 9)
    assert [await by_number(registry, number) for number in numbers] == shown
    begun = [moment(read_credential(text).claims["validFrom"]) for text in shown]
    assert begun == sorted(set(begun))
    assert await newest_edition(registry) == first + 8


async def test_an_edition_is_the_one_that_its_leaf_commits_to(registry, body):
    certificate = body.certificate()
    await registry.publishes(body.keys_changed(), certificate)
    [change] = await registry.publishes(suspended(certificate))

    text = await by_leaf(registry, change.log_index)

    entries = (await registry.get("/log/tile/entries/000.p/" + await width(registry))).content
    assert f'"credential_sha256":"{sha256_hex(text.encode())}"'.encode() in entries


async def test_changes_of_different_labels_share_an_edition(registry, body):
    one, other = body.certificate(), body.certificate()
    await registry.publishes(body.keys_changed(), one, other)
    before = await newest_edition(registry)

    changes = await registry.publishes(suspended(one), suspended(other))

    assert await newest_edition(registry) == before + 1
    assert len({change.log_index for change in changes}) == 1


async def test_an_edition_may_be_kept_for_ever_and_the_newest_may_not(started_registry):
    newest = await started_registry.get("/status/suspension/1")
    address = newest.headers["Content-Location"]
    edition = await started_registry.get(address)

    assert address == "/status/suspension/1?edition=1"
    assert edition.text == newest.text
    assert "immutable" in edition.headers["Cache-Control"]
    assert "immutable" not in newest.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"edition": 2}, 404),
        ({"leaf": 0}, 404),
        ({"edition": 0}, 422),
        ({"leaf": -1}, 422),
        ({"edition": 2**31}, 422),
        ({"leaf": 2**54}, 422),
        ({"edition": "1.5"}, 422),
        ({"edition": 1, "leaf": 1}, 422),
        ({"edition": 1, "timestamp": "2026-03-03T00:00:00Z"}, 422),
    ],
)
async def test_an_edition_that_is_not_there_is_refused(started_registry, asked, status):
    response = await started_registry.get("/status/suspension/1", params=asked)

    assert response.status_code == status


def test_an_edition_holds_from_whole_milliseconds_on_and_later_than_the_one_before():
    now = MAY_4 + timedelta(microseconds=1_999)

    assert begins(now, None) == MAY_4 + timedelta(milliseconds=1)
    assert begins(now, MAY_4) == MAY_4 + timedelta(milliseconds=1)
    assert begins(now, MAY_4 + timedelta(milliseconds=1)) == MAY_4 + timedelta(milliseconds=2)
    assert begins(now, MAY_4 + timedelta(seconds=5)) == MAY_4 + timedelta(seconds=5, milliseconds=1)


def test_a_change_never_hides_behind_a_later_one_of_the_same_bit():
    told = [("A", True), ("B", True), ("A", False), ("B", False), ("A", True)]
    changes = [
        StatusChange(label, Purpose.SUSPENSION, is_set, MAY_4, id=place)
        for place, (label, is_set) in enumerate(told)
    ]

    assert [[change.id for change in edition] for edition in editions(changes)] == [
        [0, 1],
        [2, 3],
        [4],
    ]


async def newest_edition(registry) -> int:
    response = await registry.get("/status/suspension/1")
    return int(response.headers["Content-Location"].rpartition("=")[2])


async def by_leaf(registry, leaf: int) -> str:
    return (await registry.get("/status/suspension/1", params={"leaf": leaf})).text


async def by_number(registry, number: int) -> str:
    return (await registry.get("/status/suspension/1", params={"edition": number})).text


async def width(registry) -> str:
    checkpoint = (await registry.get("/log/checkpoint")).text
    return checkpoint.splitlines()[1]


def bit(text: str, index: int) -> bool:
    encoded = read_credential(text).claims["credentialSubject"]["encodedList"]
    return status_list.decode(str(encoded))[index]
