"""Status lists, against the example lists of the W3C recommendation and of its first library."""

import gzip
import tracemalloc
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.status.domain.status_list import (
    ENTRIES,
    ListName,
    Purpose,
    StatusIndexOutOfRange,
    StatusList,
    StatusListIssue,
    StatusListMalformed,
    decode,
    list_url,
    payload,
)

# The encoded list of the examples in W3C Bitstring Status List 1.0: 131,072 clear bits.
W3C_EXAMPLE = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
# Published test list of 100,000 entries of which the 50,000th is set.
FIFTY_THOUSANDTH = "uH4sIAAAAAAAAA-3OMQ0AAAgDsElHOh72EJJWQRMAAAAAAIDWXAcAAAAAAIDHFvRitn7UMAAA"
# Published test lists of 131,072 entries, by the entries that are set in them.
FOREIGN_LISTS = {
    (0, 2): "uH4sIAAAAAAAAA-3BIQEAAAACIP-vcKozLEADAAAAAAAAAAAAAAAAAAAAvA0cOP65AEAAAA",
    (7,): "uH4sIAAAAAAAAA-3BIQEAAAACIP1_2hkWoAEAAAAAAAAAAAAAAAAAAADeBjn7xTYAQAAA",
}
MARCH_3 = datetime(2026, 3, 3, tzinfo=UTC)

indexes = st.sets(st.integers(0, ENTRIES - 1), max_size=50)


def multibase(data: bytes) -> str:
    return "u" + urlsafe_b64encode(gzip.compress(data)).decode().rstrip("=")


def test_the_example_list_of_the_recommendation_is_a_list_of_clear_bits():
    assert decode(W3C_EXAMPLE) == StatusList()


def test_bits_count_from_the_left_as_in_the_published_list():
    bits = decode(FIFTY_THOUSANDTH, entries=100_000)

    assert [i for i in range(100_000) if bits[i]] == [50_000]
    assert bits == StatusList(bytes(12_500)).with_set([50_000])


@pytest.mark.parametrize(("indexes", "encoded"), FOREIGN_LISTS.items())
def test_lists_of_another_implementation_are_read(indexes, encoded):
    assert decode(encoded) == StatusList().with_set(indexes)


@given(indexes)
def test_exactly_the_set_entries_are_set_after_a_round_trip(chosen):
    decoded = decode(StatusList().with_set(chosen).encode())

    assert decoded.bits.count(0) == ENTRIES // 8 - len({i // 8 for i in chosen})
    assert all(decoded[i] for i in chosen)
    assert sum(byte.bit_count() for byte in decoded.bits) == len(chosen)


@given(indexes)
def test_the_same_bits_always_give_the_same_text(chosen):
    assert StatusList().with_set(chosen).encode() == StatusList().with_set(chosen).encode()


@pytest.mark.parametrize("index", [-1, ENTRIES, 10**9])
def test_an_index_outside_the_list_is_refused(index):
    with pytest.raises(StatusIndexOutOfRange):
        StatusList()[index]
    with pytest.raises(StatusIndexOutOfRange):
        StatusList().with_set([index])


def test_a_list_that_expands_without_end_is_refused_unread():
    bomb = multibase(bytes(200_000_000))

    tracemalloc.start()
    try:
        with pytest.raises(StatusListMalformed):
            decode(bomb)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 4_000_000


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "u",
        "not a list",
        "z" + W3C_EXAMPLE[1:],
        W3C_EXAMPLE[:-8],
        W3C_EXAMPLE[:30] + "B" + W3C_EXAMPLE[31:],
        FIFTY_THOUSANDTH,
        pytest.param(multibase(bytes(ENTRIES // 8 + 1)), id="one byte more"),
        "uäöü",
    ],
)
def test_what_is_not_a_whole_list_is_refused(encoded):
    with pytest.raises(StatusListMalformed):
        decode(encoded)


def test_the_credential_says_what_the_recommendation_asks():
    url = list_url("https://node.example/", ListName(Purpose.SUSPENSION))
    issue = StatusListIssue(ListName(Purpose.SUSPENSION), 7, url, "did:web:node.example", MARCH_3)

    credential = payload(issue, StatusList())

    assert credential["id"] == "https://node.example/status/suspension/1"
    assert credential["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert (credential["validFrom"], credential["validUntil"]) == (
        "2026-03-03T00:00:00Z",
        "2026-03-04T00:00:00Z",
    )
    assert credential["credentialSubject"] == {
        "id": "https://node.example/status/suspension/1#list",
        "type": "BitstringStatusList",
        "statusPurpose": "suspension",
        "encodedList": StatusList().encode(),
        "ttl": 300_000,
    }
