"""What the log serves to everyone, and what is not there."""

from hashlib import sha256

import pytest

from registry.log.domain import checkpoint, merkle
from registry.log.domain.tiles import tiles_of
from tests.registry.node import NODE


async def entries_of(registry, path):
    data, entries = (await registry.get(f"/log/tile/entries/{path}")).content, []
    while data:
        length = int.from_bytes(data[:2], "big")
        entries.append(data[2 : 2 + length])
        data = data[2 + length :]
    return entries


@pytest.mark.clause("C08")
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
            nodes[merkle.TreeNode(tile.node_level, place)] for place in places
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
        "/bodies/CNCA-R-2099-901/did.json",
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
