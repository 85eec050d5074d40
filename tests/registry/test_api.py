"""What the registry serves to everyone: the log, the status lists, the identities."""

from hashlib import sha256

import pytest

from registry.domain import checkpoint, merkle
from registry.domain.tiles import tiles_of
from tests.registry.node import NODE

BODIES = "/bodies/CNCA-R-2099-901/did.json"


async def entries_of(registry, path):
    data, entries = (await registry.get(f"/log/tile/entries/{path}")).content, []
    while data:
        length = int.from_bytes(data[:2], "big")
        entries.append(data[2 : 2 + length])
        data = data[2 + length :]
    return entries


async def test_anyone_can_rebuild_the_tree_from_what_is_served(registry, body):
    certificates = [body.certificate() for _ in range(260)]
    await registry.publishes(body.keys_changed(), *certificates)
    await registry.sequences()

    note = (await registry.get("/log/checkpoint")).text
    tree = checkpoint.open_checkpoint(
        note, "127.0.0.1:8080/log", [registry.keys.log_signer(NODE).verifier]
    )
    entries = await entries_of(registry, "000")
    entries += await entries_of(registry, f"001.p/{tree.size - 256}")

    frontier = merkle.Frontier()
    nodes = {}
    for entry in entries:
        frontier, completed = frontier.append(sha256(b"\x00" + entry).digest())
        nodes |= completed
    assert (frontier.size, frontier.root) == (tree.size, tree.root)
    for tile in tiles_of(tree.size):
        served = await registry.get(f"/log/tile/{tile.path}")
        places = range(tile.start, tile.start + tile.width)
        assert served.content == b"".join(
            nodes[merkle.Node(tile.node_level, place)] for place in places
        )


async def test_tiles_may_be_kept_for_ever_and_the_checkpoint_for_seconds(started_registry):
    head = await started_registry.get("/log/checkpoint")
    tile = await started_registry.get("/log/tile/0/000.p/3")

    assert head.headers["content-type"] == "text/plain; charset=utf-8"
    assert head.headers["cache-control"] == "public, max-age=2"
    assert tile.headers["content-type"] == "application/octet-stream"
    assert "immutable" in tile.headers["cache-control"]
    assert len(tile.content) == 3 * 32


@pytest.mark.parametrize(
    "path",
    [
        "/log/tile/0/000",
        "/log/tile/0/000.p/4",
        "/log/tile/1/000.p/1",
        "/log/tile/entries/001",
        "/log/tile/0/0",
        "/log/tile/nonsense",
        "/log/tile/0/999999999999999999999999",
        "/status/message/1",
        "/status/suspension/2",
        BODIES,
    ],
)
async def test_what_does_not_exist_is_not_found_in_two_languages(started_registry, path):
    response = await started_registry.get(path)

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["messages"].keys() == {"zh", "en"}


async def test_before_the_first_round_nothing_is_there_and_that_is_said(registry):
    paths = ["/log/checkpoint", "/.well-known/did.json", "/status/suspension/1"]

    responses = [await registry.get(path) for path in paths]

    assert [response.status_code for response in responses] == [404, 404, 404]
    assert [response.json()["type"].rpartition(":")[2] for response in responses] == [
        "log-not-started",
        "identity-not-found",
        "status-list-not-found",
    ]


@pytest.mark.parametrize("timestamp", ["yesterday", "2026-03-03", "2026-03-03T00:00:00"])
async def test_a_moment_without_a_zone_is_refused(started_registry, timestamp):
    response = await started_registry.get("/status/suspension/1", params={"timestamp": timestamp})

    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/query/timestamp"


async def test_the_nodes_document_names_its_key_and_its_log(started_registry):
    response = await started_registry.get("/.well-known/did.json")

    document = response.json()
    assert response.headers["content-type"] == "application/did+json"
    assert document["id"] == "did:web:127.0.0.1%3A8080"
    assert document["assertionMethod"] == [f"{NODE.did}#{started_registry.keys.public.kid}"]
    assert document["service"][0]["serviceEndpoint"] == {
        "uri": "http://127.0.0.1:8080/log",
        "vkey": str(started_registry.keys.log_signer(NODE).verifier),
    }
    assert "d" not in document["verificationMethod"][0]["publicKeyJwk"]


async def test_a_bodys_document_is_served_only_once_the_log_has_it(registry, body):
    await registry.receives(body.keys_changed())
    before = await registry.get(BODIES)

    await registry.sequences()

    after = await registry.get(BODIES)
    assert before.status_code == 404
    assert after.json()["id"] == body.did
