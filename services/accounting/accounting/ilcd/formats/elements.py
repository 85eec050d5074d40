"""XML of the ILCD format: its namespaces, texts in two languages, and references between files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from accounting.values.domain.numbers import EXACT, plain
from accounting.values.domain.text import Text

NAMESPACES = {
    "common": "http://lca.jrc.it/ILCD/Common",
    "process": "http://lca.jrc.it/ILCD/Process",
    "flow": "http://lca.jrc.it/ILCD/Flow",
    "property": "http://lca.jrc.it/ILCD/FlowProperty",
    "units": "http://lca.jrc.it/ILCD/UnitGroup",
    "source": "http://lca.jrc.it/ILCD/Source",
    "contact": "http://lca.jrc.it/ILCD/Contact",
    "method": "http://lca.jrc.it/ILCD/LCIAMethod",
    "epd": "http://www.iai.kit.edu/EPD/2013",
    "epd2": "http://www.indata.network/EPD/2019",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
VERSION = "01.00.000"
FORMAT_VERSION = "1.1"
_SPACE = uuid5(NAMESPACE_URL, "urn:tanbiao:ilcd")
_DIGITS = 15
"""What a binary float holds; the format knows no other numbers."""


class DataSetKind(Enum):
    """A kind of data set: its folder, and what references call it."""

    PROCESS = ("processes", "process data set")
    FLOW = ("flows", "flow data set")
    FLOW_PROPERTY = ("flowproperties", "flow property data set")
    UNIT_GROUP = ("unitgroups", "unit group data set")
    SOURCE = ("sources", "source data set")
    CONTACT = ("contacts", "contact data set")
    METHOD = ("lciamethods", "LCIA method data set")


@dataclass(frozen=True)
class DataSet:
    """One file of an archive."""

    kind: DataSetKind
    id: str
    name: Text
    root: ET.Element

    @property
    def path(self) -> str:
        return f"ILCD/{self.kind.value[0]}/{self.id}.xml"

    def named(self, tag: str) -> ET.Element:
        """An element that refers to this data set."""
        folder, type = self.kind.value
        return node(
            tag,
            *both("common:shortDescription", self.name),
            of={
                "type": type,
                "refObjectId": self.id,
                "version": VERSION,
                "uri": f"../{folder}/{self.id}.xml",
            },
        )


def stable(*parts: str) -> str:
    """The same UUID for the same thing in every export."""
    return str(uuid5(_SPACE, "/".join(parts)))


def node(tag: str, *content: ET.Element | str, of: Mapping[str, str] | None = None) -> ET.Element:
    """An element; `tag` and the names of attributes carry a prefix of `NAMESPACES`."""
    made = ET.Element(_name(tag), {_name(key): value for key, value in (of or {}).items()})
    for part in content:
        if isinstance(part, str):
            made.text = part
        else:
            made.append(part)
    return made


def both(tag: str, text: Text) -> Iterator[ET.Element]:
    """One element per language, Chinese first."""
    yield node(tag, text.zh, of={"xml:lang": "zh"})
    yield node(tag, text.en, of={"xml:lang": "en"})


def number(value: Decimal) -> str:
    """With as many digits as a reader keeps."""
    if not value:
        return "0"
    places = value.adjusted() - _DIGITS + 1
    return plain(
        value.quantize(Decimal(1).scaleb(places), context=EXACT) if places > -60 else value
    )


def written(root: ET.Element) -> bytes:
    """The file: UTF-8, indented, the same bytes for the same content."""
    for prefix, uri in NAMESPACES.items():
        if prefix != "xml":
            ET.register_namespace(prefix, uri)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


def _name(tag: str) -> str:
    prefix, colon, local = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else tag
