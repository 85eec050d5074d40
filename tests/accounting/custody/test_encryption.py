"""Encryption of trade secrets: what opens a ciphertext, and the ring of master keys."""

import json
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from accounting.custody.domain.encryption import (
    DataKey,
    MasterKey,
    SecretPlace,
    SecretUnreadable,
    decrypt,
    encrypt,
    key_of,
    new_key,
)
from accounting.custody.domain.master_keys import (
    MasterKeysUnusable,
    new_master_key,
    read_master_keys,
)

OWNER = "91120116MA0000007N"
OTHER = "91130200MA0000007R"
HERE = SecretPlace(OWNER, "calculation", "7")
KEY = DataKey(UUID(int=7), OWNER, AESGCM(bytes(range(32))))


@given(st.binary(max_size=2_000))
def test_what_was_encrypted_opens_to_the_same_bytes(content):
    secret = encrypt(KEY, HERE, content)

    assert key_of(secret) == KEY.id
    assert decrypt(KEY, HERE, secret) == content


def test_the_same_content_never_looks_the_same():
    assert encrypt(KEY, HERE, b"glass") != encrypt(KEY, HERE, b"glass")


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HERE, row="8"),
        replace(HERE, table="activity_data"),
        SecretPlace(OWNER, "calculation 7", ""),
    ],
)
def test_a_ciphertext_that_was_moved_does_not_open(elsewhere):
    with pytest.raises(SecretUnreadable, match="altered, or belongs elsewhere"):
        decrypt(KEY, elsewhere, encrypt(KEY, HERE, b"glass"))


def test_a_ciphertext_does_not_open_as_another_enterprises():
    elsewhere = replace(HERE, owner=OTHER)
    same_bytes = DataKey(KEY.id, OTHER, KEY.cipher)

    with pytest.raises(SecretUnreadable, match="altered"):
        decrypt(same_bytes, elsewhere, encrypt(KEY, HERE, b"glass"))
    with pytest.raises(SecretUnreadable, match=f"key of {OWNER}"):
        decrypt(KEY, elsewhere, encrypt(KEY, HERE, b"glass"))
    with pytest.raises(SecretUnreadable, match=f"key of {OWNER}"):
        encrypt(KEY, elsewhere, b"glass")


@pytest.mark.parametrize("position", [0, 1, 17, 29, -1])
def test_an_altered_byte_is_noticed(position):
    secret = bytearray(encrypt(KEY, HERE, b"glass"))
    secret[position] ^= 1

    with pytest.raises(SecretUnreadable):
        decrypt(opener(key_of(bytes(secret))), HERE, bytes(secret))


def opener(id: UUID) -> DataKey:
    """The key of that number, which another number does not have."""
    return KEY if id == KEY.id else DataKey(uuid4(), OWNER, AESGCM(new_key()))


def test_a_data_key_opens_under_its_master_its_name_and_its_enterprise_only():
    master, id = MasterKey("a", new_key()), uuid4()
    wrapped = master.wrap(b"k" * 32, id, OWNER)

    assert master.unwrap(wrapped, id, OWNER) == b"k" * 32
    for opener, name, owner in [
        (MasterKey("a", new_key()), id, OWNER),
        (MasterKey("b", master.secret), id, OWNER),
        (master, uuid4(), OWNER),
        (master, id, OTHER),
    ]:
        with pytest.raises(SecretUnreadable, match="does not open"):
            opener.unwrap(wrapped, name, owner)


def test_the_first_master_key_of_the_file_is_the_current_one():
    entries = [new_master_key("2027-01"), new_master_key("2026-11")]

    ring = read_master_keys(json.dumps({"keys": entries}))

    assert ring.current.id == "2027-01"
    assert set(ring.known) == {"2027-01", "2026-11"}
    assert not ring.development


# Always the same, as it is part of the tests' names, which every worker must find equal.
GOOD = {"id": "a", "key": "onK9Iw9Zb7BEOnKVXRPXblMhLwukfVSAJAXCPNteHUA"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"keys": []}',
        json.dumps({"keys": [{"id": "a", "key": GOOD["key"][:-4]}]}),
        json.dumps({"keys": [{"id": "a", "key": "A" * 43}]}),
        json.dumps({"keys": [{"id": "a", "key": "?" * 43}]}),
        json.dumps({"keys": [{"id": "A b", "key": GOOD["key"]}]}),
        json.dumps({"keys": [GOOD, GOOD]}),
        json.dumps({"keys": [GOOD, {**GOOD, "id": "b"}]}),
        json.dumps({"keys": [GOOD], "more": 1}),
    ],
)
def test_a_file_that_is_no_ring_is_refused_without_repeating_it(text):
    with pytest.raises(MasterKeysUnusable) as failure:
        read_master_keys(text)

    assert GOOD["key"] not in str(failure.value)


def test_keys_print_nothing_of_themselves():
    master = MasterKey("a", b"0123456789abcdef0123456789abcdef")

    ring = read_master_keys(json.dumps({"keys": [GOOD]}))

    assert "0123" not in f"{master!r} {KEY!r} {ring!r}"
    assert GOOD["key"] not in f"{ring!r} {ring.current!r}"
