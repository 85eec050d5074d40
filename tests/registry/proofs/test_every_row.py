"""A label's row that its credential does not bear out is shown by nothing, and found by fsck."""

import json
from datetime import timedelta

import asyncpg
import pytest
import time_machine

from chassis import clock
from registry.proofs.domain.stated import leaves
from registry.proofs.usecases.fsck import fsck
from tests.registry.published import change, publish, published, registry

__all__ = ["change", "publish", "published", "registry"]
minutes: list[None] = []
UNSHOWN = {
    ("certificate_id",),
    ("calculation_id",),
    ("product", "id"),
    ("issued_at",),
    ("replaces",),
}
"""What the public never sees of a certificate, or is told as not covered."""


@pytest.fixture
async def admin(registry, postgres):
    """The database's superuser."""
    name = registry.database.engine.url.database
    connection = await asyncpg.connect(f"{postgres.admin_url.rpartition('/')[0]}/{name}")
    yield connection
    await connection.close()


def other(value: object) -> object:
    if isinstance(value, str) and value[:4].isdigit() and value.endswith("Z"):
        return value.replace("T", "T1" if value[11] == "0" else "T0")[:11] + value[12:]
    if isinstance(value, str):
        return f"{value}1" if value else "1"
    return value + 1 if isinstance(value, int) else "06901234567892"


async def test_every_altered_leaf_of_a_row_is_withheld_and_found(registry, publish, admin):
    label = await publish()
    row = json.loads(
        await admin.fetchval("select certificate from label where number = $1", label.number)
    )
    put = "update label set certificate = $2 where number = $1"
    unnoticed, unfound = [], []

    for path in leaves(row):
        changed = json.loads(json.dumps(row))
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = other(holder[path[-1]])
        await admin.execute(put, label.number, json.dumps(changed))
        if path not in {*UNSHOWN, ("status_index",)} and await is_shown(registry, label):
            unnoticed.append(path)
        if path not in UNSHOWN and not await is_found(registry, label):
            unfound.append(path)
    await admin.execute(put, label.number, json.dumps(row))

    assert unnoticed == []
    assert unfound == []
    assert (await registry.get(f"{label.path}?format=json&lang=zh")).json()["status"] == "valid"


async def is_shown(registry, label) -> bool:
    """Whether page or JSON show anything of the label, a minute later, when nothing is kept."""
    minutes.append(None)
    with time_machine.travel(clock.now() + timedelta(seconds=61 * len(minutes)), tick=False):
        facts = await registry.get(f"/label/{label.number}?format=json")
        page = await registry.get(f"/label/{label.number}?format=html")
    if facts.status_code >= 400:
        return False
    return facts.json()["status"] != "unproven" or 'id="withheld"' not in page.text


async def is_found(registry, label) -> bool:
    async with registry.database.transaction() as tx:
        found = await fsck(tx)
    return any(label.number in fault or "cannot be read" in fault for fault in found.faults)
