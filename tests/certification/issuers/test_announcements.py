"""The worker announces the bodies' keys."""

import dataclasses
import json

import pytest

from certification.issuers.domain.keys import (
    KeyFileUnusable,
    KeyRing,
    development_key_file,
    read_keys,
)
from chassis.aside import shown
from contracts.certification import IssuerKeysChanged
from tests.certification.certificates.test_signatures import DID, credential_of, header_of
from tests.certification.samples import BODY, OTHER_BODY


def rotated(keys: KeyRing, *, keep: bool) -> KeyRing:
    """The first body's key file after a rotation; without `keep`, the old key is lost."""
    new = json.loads(development_key_file(BODY, 2027))["keys"]
    old = [
        {**k.key.as_dict(private=True), "retired_at": "2026-12-31T16:00:00Z"}
        for k in keys.bodies[BODY].keys
    ]
    text = json.dumps({"development": True, "keys": (old if keep else []) + new})
    return KeyRing({BODY: read_keys(BODY, text)})


async def test_keys_are_announced_once_and_again_when_they_change(certification, keys):
    await certification.announces()
    await certification.announces()
    await certification.announces(rotated(keys, keep=True))

    versions = [
        e.version for e in await certification.published(IssuerKeysChanged) if e.body == BODY
    ]
    assert versions == [1, 2]


async def test_after_a_rotation_old_certificates_still_have_their_key(certification, keys):
    number = await certification.issued()
    kid = json.loads(header_of(await credential_of(certification, number)))["kid"]
    await certification.announces(rotated(keys, keep=True))

    *_, event = await certification.published(IssuerKeysChanged)

    methods = {m["id"]: m for m in json.loads(event.document)["verificationMethod"]}
    assert methods[kid]["expires"] == "2026-12-31T16:00:00Z"
    assert f"{DID}#2027-dev" in methods


async def test_a_key_file_that_lost_an_announced_key_is_refused(certification, keys):
    await certification.announces()

    with pytest.raises(KeyFileUnusable, match="2026-dev"):
        await certification.announces(rotated(keys, keep=False))

    assert len(await certification.published(IssuerKeysChanged)) == 2


async def test_whatever_fails_for_one_body_is_set_aside_for_that_body(certification, keys):
    broken = dataclasses.replace(keys.bodies[BODY], keys=(None,))

    await certification.announces(KeyRing({BODY: broken, OTHER_BODY: keys.bodies[OTHER_BODY]}))

    [event] = await certification.published(IssuerKeysChanged)
    async with certification.database.transaction() as tx:
        [row] = await shown(tx)
    assert event.body == OTHER_BODY
    assert (row["job"], row["item"]) == ("announce keys", BODY)
