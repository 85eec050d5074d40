"""openLCA's archive: a zip of JSON files in folders, written stably and read with suspicion."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NoReturn

from accounting.calculations.domain.node import DocumentNode
from chassis import archives
from chassis.refusals import Invalid

MAX_BYTES = 8 * 1024 * 1024
_LIMITS = archives.Limits(
    packed_bytes=MAX_BYTES,
    members=80_000,
    member_bytes=8 * 1024 * 1024,
    total_bytes=96 * 1024 * 1024,
)
_LARGEST_POWER, _SMALLEST_POWER = 18, -40
_READ = frozenset(
    {"processes", "flows", "product_systems", "unit_groups", "flow_properties", "parameters"}
)


class OpenLcaArchiveUnreadable(Invalid):
    """The body is not an openLCA archive that can be read safely."""

    zh = "无法读取 openLCA 文件:{reason}。请在 openLCA 中以 JSON-LD(zip)重新导出一个产品系统。"
    en = "This openLCA archive cannot be read: {reason}. Export one product system as JSON-LD."


Archive = Mapping[str, Mapping[str, DocumentNode]]
"""Entities by folder and identifier."""


def packed(files: Iterable[tuple[str, object]]) -> bytes:
    """A zip with the files in the order of their names; the same content gives the same bytes."""
    ordered = sorted(files, key=lambda file: file[0])
    return archives.packed(
        (name, json.dumps(entity, ensure_ascii=False, indent=1).encode())
        for name, entity in ordered
    )


def unpacked(content: bytes) -> Archive:
    """The entities that matter. Raises `OpenLcaArchiveUnreadable`."""
    found: dict[str, dict[str, DocumentNode]] = {folder: {} for folder in _READ}
    try:
        with archives.opened(content, _LIMITS, _is_read) as archive:
            for name in archive.names:
                folder, id = _place(name)
                if id in found[folder]:
                    _refuse(f"{folder}/{id} is there twice")
                found[folder][id] = _entity(archive.read(name))
    except (archives.ArchiveRefused, ValueError) as failure:
        raise OpenLcaArchiveUnreadable(reason=str(failure)[:200]) from failure
    return found


def _is_read(name: str) -> bool:
    return name.endswith(".json") and _place(name)[0] in _READ


def _place(name: str) -> tuple[str, str]:
    """Folder and identifier, wherever in the archive the folder is."""
    folder, _, file = name.rpartition("/")
    return folder.rpartition("/")[2], file.removesuffix(".json")


def _entity(text: bytes) -> DocumentNode:
    try:
        found = json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_no_number)
    except RecursionError as failure:
        raise OpenLcaArchiveUnreadable(reason="JSON nested too deeply") from failure
    if not isinstance(found, dict):
        _refuse("an entity is no JSON object")
    return DocumentNode(found)


def _number(text: str) -> Decimal:
    """Exactly as written, unless it could only fill the memory."""
    if len(text) > 60:
        raise ValueError("a number has too many digits")
    value = Decimal(text)
    if value != 0 and not _SMALLEST_POWER <= value.adjusted() <= _LARGEST_POWER:
        raise ValueError("a number is too large or too small")
    return value


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _refuse(reason: str) -> NoReturn:
    raise OpenLcaArchiveUnreadable(reason=reason)
