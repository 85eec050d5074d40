"""ILCD data sets as others wrote them: a zip or one XML file, read with suspicion."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from accounting.foreign.domain.wording import printable
from chassis import archives
from chassis.refusals import Invalid

MAX_BYTES = 8 * 1024 * 1024
_LIMITS = archives.Limits(
    packed_bytes=MAX_BYTES,
    members=80_000,
    member_bytes=8 * 1024 * 1024,
    total_bytes=96 * 1024 * 1024,
)
_KINDS = {
    "processDataSet": "processes",
    "flowDataSet": "flows",
    "flowPropertyDataSet": "flowproperties",
    "unitGroupDataSet": "unitgroups",
}
_INFORMATION = (
    "processInformation",
    "flowInformation",
    "flowPropertiesInformation",
    "unitGroupInformation",
)
_LARGEST_POWER, _SMALLEST_POWER, _LONGEST = 18, -40, 60
_DATA_SETS = ".xml"


class IlcdUnreadable(Invalid):
    """The body holds no ILCD process data set that can be read safely."""

    zh = "无法读取 ILCD 数据集:{reason}。请导出过程数据集(XML,或含流、流属性和单位组的 zip)。"
    en = (
        "These ILCD data sets cannot be read: {reason}. Export process data sets as XML, or as a "
        "zip with their flows, flow properties and unit groups."
    )


DataSets = Mapping[str, Mapping[str, "Node"]]
"""Data sets by folder and UUID."""


class Node:
    """An element, with its children by local names: versions of the format differ in namespaces."""

    def __init__(self, element: Element) -> None:
        self._element = element

    def all(self, *path: str) -> Iterator["Node"]:
        """Every element at the end of a path."""
        found: list[Element] = [self._element]
        for step in path:
            found = [child for one in found for child in one if _local(child.tag) == step]
        return (Node(one) for one in found)

    def first(self, *path: str) -> "Node":
        return next(self.all(*path), _NOTHING)

    def text(self, *path: str) -> str:
        return (self.first(*path)._element.text or "").strip()

    def get(self, name: str) -> str:
        """An attribute, in whatever namespace."""
        found = (value for key, value in self._element.attrib.items() if _local(key) == name)
        return next(found, "").strip()

    def number(self, *path: str) -> Decimal | None:
        """A number of the format; None where there is none. Raises `IlcdUnreadable`."""
        return number(self.text(*path))

    def words(self, *path: str) -> dict[str, str]:
        """Texts by language."""
        return {each.get("lang") or "en": each.text() for each in self.all(*path)}

    @property
    def kind(self) -> str:
        return _KINDS.get(_local(self._element.tag), "")


_NOTHING = Node(Element("nothing"))


def unpacked(content: bytes) -> DataSets:
    """The data sets that matter. Raises `IlcdUnreadable`."""
    found: dict[str, dict[str, Node]] = {folder: {} for folder in _KINDS.values()}
    for name, text in _files(content):
        data_set = _parsed(name, text)
        if data_set.kind:
            id = _uuid(data_set)
            if id in found[data_set.kind]:
                _refuse(f"{data_set.kind}/{printable(id)} is there twice")
            found[data_set.kind][id] = data_set
    if not found["processes"]:
        _refuse("it holds no process data set")
    return found


def number(text: str) -> Decimal | None:
    """Exactly as written, unless it could only fill the memory. Raises `IlcdUnreadable`."""
    if not text:
        return None
    try:
        value = Decimal(text) if len(text) <= _LONGEST and text.isascii() else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    fits = value.is_finite() and (
        value == 0 or _SMALLEST_POWER <= value.adjusted() <= _LARGEST_POWER
    )
    if not fits or "_" in text:
        _refuse(f"{printable(text)[:40]} is no number")
    return value


def _files(content: bytes) -> Iterator[tuple[str, bytes]]:
    if not content.startswith(b"PK"):
        yield "the file", content
        return
    try:
        with archives.opened(content, _LIMITS, _is_read) as archive:
            for name in archive.names:
                yield name, archive.read(name)
    except archives.ArchiveRefused as failure:
        raise IlcdUnreadable(reason=str(failure)[:200]) from failure


def _is_read(name: str) -> bool:
    folder = name.rpartition("/")[0].rpartition("/")[2].lower()
    return name.lower().endswith(_DATA_SETS) and folder in ("", *_KINDS.values())


def _parsed(name: str, text: bytes) -> Node:
    try:
        return Node(fromstring(text, forbid_dtd=True))
    except (DefusedXmlException, ParseError, ValueError, LookupError, RecursionError) as failure:
        raise IlcdUnreadable(
            reason=f"{printable(name)[:80]}: no XML, or it is not safe"
        ) from failure


def _uuid(data_set: Node) -> str:
    for information in _INFORMATION:
        if found := data_set.text(information, "dataSetInformation", "UUID"):
            return found.lower()
    _refuse("a data set has no UUID")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _refuse(reason: str) -> NoReturn:
    raise IlcdUnreadable(reason=reason)
