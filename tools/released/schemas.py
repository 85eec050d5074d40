"""Whether a schema may take the place of another: in what is sent to us, and in what we answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Node = Mapping[str, object]
_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_FORMS = ("pattern", "format", "contentEncoding", "uniqueItems", "multipleOf")
_ALTERNATIVES = ("anyOf", "oneOf")


class Way(StrEnum):
    """Who writes what the schema describes."""

    SENT = "sent"
    """A caller: what was taken has to be taken still."""
    ANSWERED = "answered"
    """The platform: what is answered has to be what readers know."""


@dataclass
class Comparison:
    """Two documents, read side by side in one way."""

    old: Node
    new: Node
    way: Way
    _open: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of references that are being compared: schemas may contain themselves."""

    def differences(self, place: str, old: object, new: object) -> Iterator[str]:
        """Every place where the new schema breaks callers of the old one."""
        pair = (_reference(old), _reference(new))
        if all(pair):
            if pair in self._open:
                return
            self._open.add(pair)
        before, after = followed(self.old, old), followed(self.new, new)
        yield from self._alternatives(place, before, after)
        self._open.discard(pair)

    def _alternatives(self, place: str, old: Node, new: Node) -> Iterator[str]:
        """Each form that has to be covered is covered by one of the others."""
        before, after = _forms(old), _forms(new)
        if len(before) == len(after) == 1:
            yield from self._one(place, followed(self.old, before[0]), followed(self.new, after[0]))
            return
        for each in before if self.way is Way.SENT else after:
            others = after if self.way is Way.SENT else before
            found = [list(self._pair(place, each, other)) for other in others]
            if all(found):
                yield (
                    min(found, key=len)[0]
                    if len(before) == len(after)
                    else (
                        f"{place}: takes fewer forms"
                        if self.way is Way.SENT
                        else f"{place}: has a form that it had not"
                    )
                )

    def _pair(self, place: str, each: object, other: object) -> Iterator[str]:
        old, new = (each, other) if self.way is Way.SENT else (other, each)
        return self.differences(place, old, new)

    def _one(self, place: str, old: Node, new: Node) -> Iterator[str]:
        yield from self._types(place, old, new)
        yield from self._words(place, old, new)
        yield from self._limits(place, old, new)
        yield from self._members(place, old, new)
        for name, suffix in (("items", "[]"), ("additionalProperties", ".*")):
            if isinstance(old.get(name), Mapping) and isinstance(new.get(name), Mapping):
                yield from self.differences(f"{place}{suffix}", old[name], new[name])

    def _types(self, place: str, old: Node, new: Node) -> Iterator[str]:
        before, after = _types(old), _types(new)
        narrower, wider = (before, after) if self.way is Way.SENT else (after, before)
        # An integer is a number; no type at all is every type.
        if wider and not (narrower and narrower <= wider | ({"integer"} & _numbers(wider))):
            yield f"{place}: was {_said(before)} and is {_said(after)}"

    def _words(self, place: str, old: Node, new: Node) -> Iterator[str]:
        before, after = _enumerated(old), _enumerated(new)
        if before and after:
            for word in sorted(before - after):
                yield f"{place}: the word {word} is gone"
        elif before and self.way is Way.ANSWERED:
            yield f"{place}: may be any word now"
        elif after and self.way is Way.SENT:
            yield f"{place}: takes {_said(after)} only now"

    def _limits(self, place: str, old: Node, new: Node) -> Iterator[str]:
        for name in _FORMS:
            changed = old.get(name) != new.get(name)
            if changed and (new if self.way is Way.SENT else old).get(name) is not None:
                yield f"{place}: {name} was {old.get(name)} and is {new.get(name)}"
        if self.way is Way.ANSWERED:
            return
        for names, sign in ((_LEAST, 1), (_MOST, -1)):
            for name in names:
                before, after = _number(old.get(name)), _number(new.get(name))
                if after is not None and (before is None or (after - before) * sign > 0):
                    yield f"{place}: {name} was {before} and is {after}"

    def _members(self, place: str, old: Node, new: Node) -> Iterator[str]:
        before, after = properties(old), properties(new)
        for name in sorted(before.keys() - after.keys()):
            yield f"{place}.{name}: is gone"
        for name in sorted(before.keys() & after.keys()):
            yield from self.differences(f"{place}.{name}", before[name], after[name])
        needed, is_needed = _required(old), _required(new)
        if self.way is Way.SENT:
            yield from (f"{place}.{name}: is required now" for name in sorted(is_needed - needed))
        else:
            missing = (needed - is_needed) & after.keys()
            yield from (f"{place}.{name}: may be missing now" for name in sorted(missing))


def followed(document: Node, part: object) -> Node:
    """A part of a document, or what it refers to."""
    while isinstance(part, Mapping) and isinstance(part.get("$ref"), str):
        found: object = document
        for name in str(part["$ref"]).removeprefix("#/").split("/"):
            found = found.get(name) if isinstance(found, Mapping) else None
        part = found
    return part if isinstance(part, Mapping) else {}


def properties(schema: Node) -> Node:
    found = schema.get("properties")
    return found if isinstance(found, Mapping) else {}


def _reference(part: object) -> str:
    return str(part.get("$ref", "")) if isinstance(part, Mapping) else ""


def _forms(schema: Node) -> list[object]:
    for name in _ALTERNATIVES:
        if isinstance(found := schema.get(name), list):
            return found
    return [schema]


def _types(schema: Node) -> set[str]:
    found = schema.get("type")
    return set(found) if isinstance(found, list) else {found} if isinstance(found, str) else set()


def _numbers(types: set[str]) -> set[str]:
    return {"integer"} if "number" in types else set()


def _enumerated(schema: Node) -> set[str]:
    found = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return {str(word) for word in found} if isinstance(found, list) else set()


def _required(schema: Node) -> set[str]:
    found = schema.get("required")
    return set(found) if isinstance(found, list) else set()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _said(words: set[str]) -> str:
    return ", ".join(sorted(words)) or "anything"
