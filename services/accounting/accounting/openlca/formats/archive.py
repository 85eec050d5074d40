"""openLCA's archive: a zip of JSON files in folders, written stably and read with suspicion."""

import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import NoReturn

from accounting.calculations.domain.node import Node
from chassis.refusals import Invalid

MAX_BYTES = 8 * 1024 * 1024
_MAX_FILES = 80_000
_MAX_FILE = 8 * 1024 * 1024
_MAX_UNPACKED = 96 * 1024 * 1024
_LARGEST_POWER, _SMALLEST_POWER = 18, -40
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READ = frozenset({"processes", "flows", "product_systems"})


class OpenLcaArchiveUnreadable(Invalid):
    """The body is not an openLCA archive that can be read safely."""

    zh = "无法读取 openLCA 文件:{reason}。请在 openLCA 中以 JSON-LD(zip)重新导出一个产品系统。"
    en = "This openLCA archive cannot be read: {reason}. Export one product system as JSON-LD."


Archive = Mapping[str, Mapping[str, Node]]
"""Entities by folder and identifier."""


def packed(files: Iterable[tuple[str, object]]) -> bytes:
    """A zip with the files in the order of their names; the same content gives the same bytes."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entity in sorted(files, key=lambda file: file[0]):
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, json.dumps(entity, ensure_ascii=False, indent=1))
    return content.getvalue()


def unpacked(content: bytes) -> Archive:
    """The entities that matter. Nothing is written anywhere; sizes are counted while reading.

    Raises `OpenLcaArchiveUnreadable`.
    """
    if len(content) > MAX_BYTES:
        _refuse(f"more than {MAX_BYTES} bytes")
    found: dict[str, dict[str, Node]] = {folder: {} for folder in _READ}
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for folder, id, text in _files(archive):
                if id in found[folder]:
                    _refuse(f"{folder}/{id} is there twice")
                found[folder][id] = _entity(text)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as failure:
        raise OpenLcaArchiveUnreadable(reason=str(failure)) from failure
    except (ValueError, OSError) as failure:
        raise OpenLcaArchiveUnreadable(reason=str(failure)[:200]) from failure
    return found


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, bytes]]:
    """Folder, identifier and content of the JSON files; names are compared and never opened."""
    if len(archive.infolist()) > _MAX_FILES:
        _refuse(f"more than {_MAX_FILES} files")
    left = _MAX_UNPACKED
    for info in archive.infolist():
        parts = info.filename.split("/")
        if len(parts) < 2 or parts[-2] not in _READ or not parts[-1].endswith(".json"):
            continue
        with archive.open(info) as file:
            text = file.read(min(left, _MAX_FILE) + 1)
        left -= len(text)
        if len(text) > _MAX_FILE or left < 0:
            _refuse("it unpacks to more than may be read")
        yield parts[-2], parts[-1].removesuffix(".json"), text


def _entity(text: bytes) -> Node:
    try:
        found = json.loads(text, parse_float=_number, parse_int=_number, parse_constant=_no_number)
    except RecursionError as failure:
        raise OpenLcaArchiveUnreadable(reason="JSON nested too deeply") from failure
    if not isinstance(found, dict):
        _refuse("an entity is no JSON object")
    return Node(found)


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
