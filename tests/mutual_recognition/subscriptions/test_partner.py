"""The receiver that plays a partner region."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mutual_recognition.subscriptions.domain import webhooks
from tools import partner

BODY = json.dumps({"type": "registry.label.issued.v1", "subject": "TJ-1"}).encode()


@pytest.fixture
def run(key, tmp_path):
    def client(*answers: int) -> httpx.AsyncClient:
        inbox = partner.Inbox(tmp_path / "partner" / "inbox.jsonl")
        app = partner.application([key.public_key()], inbox, answers)
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://partner")

    return client


async def posts(client: httpx.AsyncClient, key, id: str = "1") -> httpx.Response:
    headers = webhooks.sign(id, datetime.now(UTC), BODY, [key])
    return await client.post(partner.PATH, content=BODY, headers=headers)


async def events(client: httpx.AsyncClient) -> list[tuple[str, int]]:
    return [(e["id"], e["count"]) for e in (await client.get("/received")).json()["events"]]


async def test_a_genuine_webhook_is_kept(run, key, capsys):
    async with run() as client:
        assert (await posts(client, key)).status_code == 200

        assert await events(client) == [("1", 1)]
    assert capsys.readouterr().out == "received registry.label.issued.v1 TJ-1\n"


async def test_a_forged_webhook_is_refused_and_not_kept(run):
    async with run() as client:
        assert (await posts(client, Ed25519PrivateKey.generate())).status_code == 403

        assert await events(client) == []


async def test_a_repeated_webhook_is_counted_and_survives_a_restart(run, key):
    async with run() as client:
        await posts(client, key)
    async with run() as client:
        await posts(client, key)
        await posts(client, key, id="2")

        assert await events(client) == [("1", 2), ("2", 1)]


async def test_what_was_being_written_at_a_power_cut_is_forgotten(run, key, tmp_path):
    async with run() as client:
        await posts(client, key)
    with (tmp_path / "partner" / "inbox.jsonl").open("a") as file:
        file.write('\n{"id": "2", "at')

    async with run() as client:
        await posts(client, key, id="3")
    async with run() as client:
        assert await events(client) == [("1", 1), ("3", 1)]


async def test_planned_answers_come_first_and_keep_nothing(run, key):
    async with run(503, 410) as client:
        statuses = [(await posts(client, key)).status_code for _ in range(3)]

        assert statuses == [503, 410, 200]
        assert await events(client) == [("1", 1)]
