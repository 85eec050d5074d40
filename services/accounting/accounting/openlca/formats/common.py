"""What both directions share: identifiers, units, markers, and what could not be carried."""

import json
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from accounting.foreign.domain.wording import printable
from accounting.values.domain.text import Text

_SPACE = uuid5(NAMESPACE_URL, "urn:tanbiao:openlca")
_MARK = "tanbiao: "
UNITS = {"t.km": "t*km", "kg.km": "kg*km", "piece": "Item(s)", "L": "l"}
"""Units that openLCA writes otherwise."""
OUR_UNITS = {theirs: ours for ours, theirs in UNITS.items()}
_SEPARATOR = " | "


def stable(*parts: str) -> str:
    """The same UUID for the same thing in every export."""
    return str(uuid5(_SPACE, "/".join(parts)))


def joined(name: Text) -> str:
    """Both languages in the one name that openLCA has."""
    return name.zh if name.zh == name.en else f"{name.zh}{_SEPARATOR}{name.en}"


def parted(name: str) -> Text:
    """A name as somebody may have written it in openLCA."""
    first, _, second = name.partition(_SEPARATOR)
    zh = printable(first) or "(无名)"
    return Text(zh, printable(second) or zh)


def marked(content: Mapping[str, object], words: str = "") -> str:
    """A description that people read and that tells the way back what openLCA has no field for."""
    mark = _MARK + json.dumps(content, ensure_ascii=False, sort_keys=True)
    return f"{words}\n{mark}" if words else mark


def mark_in(description: str) -> dict[str, object]:
    """The marker of a description; empty when there is none or it was damaged."""
    line = next((one for one in description.splitlines() if one.startswith(_MARK)), "")
    try:
        found = json.loads(line.removeprefix(_MARK)) if line else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
