"""The ends of the chains, in files beside the database: who owns tables cannot alter them."""

import json
from collections.abc import Mapping
from typing import Any

from accounting.custody.domain.audit import AuditLink
from chassis.lastknown import Place

_INDEX, _LOST = "audit/partitions.json", "audit/lost.json"


async def keep(place: Place, heads: Mapping[str, AuditLink]) -> None:
    """Write down how far these chains have come."""
    known = set(await _read(place, _INDEX, []))
    if new := heads.keys() - known:
        await _write(place, _INDEX, sorted(known | new))
    for partition, link in heads.items():
        await _write(place, _file(partition), [link.number, link.sha256])


async def kept(place: Place) -> dict[str, AuditLink]:
    """How far each chain had come."""
    found = {}
    for partition in await _read(place, _INDEX, []):
        if head := await _read(place, _file(partition), None):
            found[partition] = AuditLink(*head)
    return found


async def drop(place: Place, partition: str, lost: AuditLink, left: AuditLink | None) -> None:
    """Begin again at what is left of a chain; what it had been is noted for ever."""
    row = {"partition": partition, "after": left.number if left else 0, "number": lost.number}
    rows = await _read(place, _LOST, [])
    await _write(place, _LOST, [*rows, {**row, "sha256": lost.sha256}])
    await _write(place, _file(partition), [left.number, left.sha256] if left else None)


def _file(partition: str) -> str:
    return f"audit/heads/{partition}.json"


async def _read(place: Place, name: str, absent: Any) -> Any:
    content = await place.read(name)
    return json.loads(content) if content else absent


async def _write(place: Place, name: str, content: object) -> None:
    await place.write(name, json.dumps(content).encode())
