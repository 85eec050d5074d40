"""JSON as partners send it: what can neither be kept nor written again, found before it is read."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Controls, halves of surrogate pairs and noncharacters: databases, hashes or XML take no such."""
_DEEPEST = 40
_LONGEST_PLACE = 120


@dataclass(frozen=True)
class WireFault:
    """Where a document holds what nobody can keep, and what that is."""

    place: str
    reason: str


def read_json(content: bytes) -> object:
    """Raises `ValueError` for what is no JSON, `NaN` and endless nesting among it."""
    try:
        return json.loads(content, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def fault_in(document: object) -> WireFault | None:
    """The first fault of a document, or None."""
    return next(_faults(document), None)


def _faults(document: object) -> Iterator[WireFault]:
    """Without recursion: depth is one of the faults."""
    waiting: list[tuple[tuple[str, ...], object]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        if reason := _reason(value, len(path)):
            yield WireFault(_place(path), reason)
        elif isinstance(value, dict):
            for name, member in reversed(value.items()):
                waiting += [((*path, str(name)), member), ((*path, str(name)), str(name))]
        elif isinstance(value, list | tuple):
            waiting += [((*path, str(at)), each) for at, each in reversed([*enumerate(value)])]


def _reason(value: object, depth: int) -> str | None:
    if depth > _DEEPEST:
        return f"nested more than {_DEEPEST} deep"
    if isinstance(value, float) and not math.isfinite(value):
        return "this is no finite number"
    if isinstance(value, str) and (found := _UNKEEPABLE.search(value)):
        return f"text cannot hold the character U+{ord(found[0]):04X}"
    return None


def _place(path: tuple[str, ...]) -> str:
    """Such as `pf.comment`; characters of a name that cannot be kept are written as escapes."""
    place = ".".join(path)[:_LONGEST_PLACE]
    return _UNKEEPABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", place)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")
