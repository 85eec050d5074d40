"""The archive keeps the sealed bundle that a body verified, and shows it to nobody else."""

import json
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, text

from certification.bundles.domain import (
    BundleKeys,
    BundleKeysUnusable,
    BundleUnreadable,
    new_bundle_key,
    read_bundle_keys,
)
from certification.bundles.store.tables import kept_bundle
from certification.bundles.usecases import conceal_anew, fetch, forget, read
from certification.footprints.store.holdings import FOOTPRINTS
from certification.main import consumer
from chassis import clock
from chassis.canonical import canonical, sha256_hex
from chassis.reconciling import Compared, is_gone, reconcile
from contracts.accounting import FootprintSealed
from tests.certification.conftest import PASSED, STEPS, problem
from tests.certification.samples import OTHER_BODY, OTHER_ENTERPRISE
from tests.support.service import BUNDLE_KEYS

DOCUMENT = {"recipe": "十二种材料", "result": {"value": "511.20"}}
SEALED = sha256_hex(canonical(DOCUMENT))
BUNDLE = canonical({"document": DOCUMENT, "seal": SEALED})


class Accounting:
    """What accounting answers the archive with."""

    def __init__(self, bundle: bytes | None = BUNDLE) -> None:
        self.bundle = bundle
        self.asked: list[str] = []

    async def get(self, path, asked) -> bytes:
        self.asked.append(path)
        if self.bundle is None:
            request = httpx.Request("GET", f"http://gateway{path}")
            raise httpx.HTTPStatusError("404", request=request, response=httpx.Response(404))
        return self.bundle


def keys() -> BundleKeys:
    return read_bundle_keys(BUNDLE_KEYS.read_text("utf-8"))


async def verified(certification) -> tuple[str, str]:
    """An application whose footprint was verified, and its calculation."""
    calculation = await certification.has_footprint(seal=SEALED)
    id = (await certification.applies(calculation)).json()["id"]
    for name in STEPS:
        assert (await certification.step(id, name)).status_code == 201
    body = {**PASSED, "recomputed_seal": SEALED}
    assert (await certification.step(id, "footprint-verification", body)).status_code == 201
    return id, str(calculation)


async def fetched(certification, accounting) -> None:
    while await fetch(certification.database, asks=accounting, keys=keys()):
        continue


async def rows(certification) -> list:
    async with certification.database.transaction() as tx:
        return (await tx.execute(select(kept_bundle))).all()


async def test_what_a_body_verified_is_kept_and_shown_to_it_and_the_enterprise(certification):
    id, calculation = await verified(certification)
    accounting = Accounting()

    await fetched(certification, accounting)

    assert accounting.asked == [f"/v1/sealed-bundles/{calculation}"]
    for who in (certification.as_body(), certification.as_enterprise()):
        answer = await certification.get(f"/v1/applications/{id}/bundle", who)
        assert answer.content == BUNDLE


async def test_nobody_else_reads_it(certification):
    id, _ = await verified(certification)
    await fetched(certification, Accounting())
    path = f"/v1/applications/{id}/bundle"

    for who in (
        certification.as_body(org=OTHER_BODY),
        certification.as_enterprise(OTHER_ENTERPRISE),
    ):
        problem(await certification.get(path, who), "application-not-found")
    for role in ("market-regulator", "agency", "bank", "platform"):
        assert (await certification.get(path, certification.as_("X", role))).status_code == 403


async def test_nothing_of_it_lies_open_and_a_moved_row_does_not_open(certification):
    await verified(certification)
    await fetched(certification, Accounting())
    [row] = await rows(certification)
    other = await certification.has_footprint(seal=SEALED)

    assert b"511.20" not in row.content
    assert "十二".encode() not in row.content
    async with certification.database.transaction() as tx:
        moved = kept_bundle.insert().values({**row._asdict(), "calculation_id": other})
        await tx.execute(moved)
        with pytest.raises(BundleUnreadable):
            await read(tx, keys(), other)


async def test_before_a_body_has_verified_it_nothing_is_asked(certification):
    await certification.has_application()
    accounting = Accounting()

    await fetched(certification, accounting)

    assert accounting.asked == []


@pytest.mark.parametrize("bundle", [None, b"{}", BUNDLE.replace(b"511.20", b"411.20")])
async def test_what_is_no_bundle_of_the_seal_is_set_aside(certification, bundle):
    id, _ = await verified(certification)

    await fetched(certification, Accounting(bundle))

    answer = await certification.get(f"/v1/applications/{id}/bundle", certification.as_body())
    problem(answer, "bundle-not-kept")
    async with certification.database.transaction() as tx:
        assert await tx.scalar(text("select job from set_aside")) == "keep bundles"


async def test_accounting_alone_is_told_what_is_kept(certification):
    _, calculation = await verified(certification)
    await fetched(certification, Accounting())
    accounting = certification.service.issuer.headers(
        "platform", "platform", client="accounting-worker"
    )

    [item] = (await certification.get("/v1/kept-bundles", accounting)).json()["items"]
    one = await certification.get(f"/v1/kept-bundles/{calculation}", accounting)

    assert (item["calculation_id"], item["seal"]) == (calculation, SEALED)
    assert item["sealed_at"] == "2026-05-04T09:30:00Z"
    assert one.content == BUNDLE
    later = {"since": (clock.now() + timedelta(minutes=1)).isoformat()}
    path = str(httpx.URL("/v1/kept-bundles", params=later))
    assert (await certification.get(path, accounting)).json()["items"] == []
    refused = await certification.get("/v1/kept-bundles", certification.as_body())
    assert refused.status_code == 403


async def test_a_new_key_takes_every_bundle_over(certification):
    await verified(certification)
    await fetched(certification, Accounting())
    newer = json.loads(BUNDLE_KEYS.read_text("utf-8"))
    newer["keys"].insert(0, new_bundle_key("tests-2"))
    ring = read_bundle_keys(json.dumps(newer))
    [before] = await rows(certification)

    while await conceal_anew(certification.database, keys=ring):
        continue

    [row] = await rows(certification)
    assert row.key_id == "tests-2"
    assert row.kept_at == before.kept_at
    async with certification.database.transaction() as tx:
        assert await read(tx, ring, row.calculation_id) == BUNDLE


async def test_it_is_kept_as_long_as_the_file_and_no_longer(certification, monkeypatch):
    id, _ = await verified(certification)
    await fetched(certification, Accounting())
    decided = await certification.step(id, "decision", person="zhao")
    assert decided.status_code == 201
    [row] = await rows(certification)
    after = timedelta(days=731)

    for moment, kept in ((row.file_ends_at + after, 1), (row.file_ends_at + after * 1.01, 0)):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        await forget(certification.database, after=after)
        assert len(await rows(certification)) == kept
    assert row.file_ends_at > row.kept_at + timedelta(days=300)


async def test_a_footprint_that_is_announced_again_is_not_lost(certification):
    calculation = await certification.has_footprint()
    asks = AccountingHasNothing()
    await reconcile(certification.database, asks=asks, compared=[Compared("a", FOOTPRINTS)])
    async with certification.database.transaction() as tx:
        assert await is_gone(tx, FOOTPRINTS.kind, calculation)
        event = await tx.scalar(text("select event from footprint"))

    await certification.service.receive(consumer, FootprintSealed.model_validate(event), id="again")

    async with certification.database.transaction() as tx:
        assert not await is_gone(tx, FOOTPRINTS.kind, calculation)


class AccountingHasNothing:
    async def get(self, path, asked) -> bytes:
        return b'{"prefix": "", "count": 0, "parts": [], "rows": []}'

    async def post(self, path, body) -> bytes:
        return b'{"events": 0}'


@pytest.mark.parametrize(
    "file",
    [
        "",
        "{}",
        '{"keys": []}',
        '{"keys": [{"id": "a", "key": "AAAA"}]}',
        '{"keys": [{"id": "A!", "key": "x"}]}',
        json.dumps({"keys": [new_bundle_key("a")] * 2}),
        json.dumps({"keys": [{"id": "a", "key": "A" * 43}]}),
    ],
)
def test_a_file_of_keys_that_is_none_is_refused(file):
    with pytest.raises(BundleKeysUnusable, match=r"key|BUNDLE_KEYS_FILE"):
        read_bundle_keys(file)
