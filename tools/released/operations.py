"""What changed between two joined documents, operation by operation."""

from collections.abc import Iterator, Mapping

from tools.released.schemas import Comparison, Node, Way, followed, properties

METHODS = ("get", "put", "post", "patch", "delete")


def breaking(old: Node, new: Node) -> list[str]:
    """Every place where callers of the old document would be refused or surprised."""
    known, now = operations(old), operations(new)
    found = [f"{name}: is gone" for name in known if name not in now]
    for name in known.keys() & now.keys():
        found += _Operation(name, old, new).differences(known[name], now[name])
    return sorted(found)


def additions(old: Node, new: Node) -> list[str]:
    """What a caller may use that was not there: operations, parameters, members of answers."""
    known, now = operations(old), operations(new)
    found = [f"`{name}`" for name in now.keys() - known.keys()]
    for name in known.keys() & now.keys():
        before, after = parameters(old, known[name]), parameters(new, now[name])
        found += [f"`{name}` takes `{each[1]}`" for each in after.keys() - before.keys()]
    for name, schema in _schemas(new).items():
        if (before_schema := _schemas(old).get(name)) is not None:
            more = properties(_node(schema)).keys() - properties(_node(before_schema)).keys()
            found += [f"`{name}` has `{member}`" for member in more]
    return sorted(found)


def operations(document: Node) -> dict[str, Node]:
    """`GET /v1/products` to what is said of it."""
    return {
        f"{method.upper()} {path}": _node(_node(item)[method])
        for path, item in _node(document.get("paths")).items()
        for method in METHODS
        if method in _node(item)
    }


def parameters(document: Node, said: Node) -> dict[tuple[str, str], Node]:
    """Place and name to parameter."""
    listed = said.get("parameters")
    found = [followed(document, each) for each in (listed if isinstance(listed, list) else ())]
    return {(str(each.get("in")), str(each.get("name"))): each for each in found}


class _Operation:
    """One operation of two documents."""

    def __init__(self, name: str, old: Node, new: Node) -> None:
        self.name, self.old, self.new = name, old, new

    def differences(self, old: Node, new: Node) -> Iterator[str]:
        if old.get("operationId") != new.get("operationId"):
            yield f"{self.name}: is called {new.get('operationId')}, not {old.get('operationId')}"
        if more := _scopes(new) - _scopes(old):
            yield f"{self.name}: needs {', '.join(sorted(more))} now"
        yield from self._parameters(old, new)
        yield from self._bodies(old, new)
        yield from self._answers(old, new)

    def _parameters(self, old: Node, new: Node) -> Iterator[str]:
        before, after = parameters(self.old, old), parameters(self.new, new)
        for place, name in before.keys() - after.keys():
            yield f"{self.name} {place} {name}: is gone"
        for key in after:
            label, known = f"{self.name} {key[0]} {key[1]}", before.get(key)
            if after[key].get("required") and not (known or {}).get("required"):
                yield f"{label}: is required now"
            if known is not None:
                yield from self._schemas(
                    Way.SENT, label, known.get("schema"), after[key].get("schema")
                )

    def _bodies(self, old: Node, new: Node) -> Iterator[str]:
        before, after = _node(old.get("requestBody")), _node(new.get("requestBody"))
        if after.get("required") and not before.get("required"):
            yield f"{self.name} body: is required now"
        yield from self._contents(Way.SENT, f"{self.name} body", before, after)

    def _answers(self, old: Node, new: Node) -> Iterator[str]:
        before, after = self._given(self.old, old), self._given(self.new, new)
        for status in sorted(before.keys() - after.keys()):
            yield f"{self.name} {status}: is answered no more"
        for status in sorted(after.keys() - before.keys()):
            yield f"{self.name} {status}: is answered now"
        for status in sorted(before.keys() & after.keys()):
            label = f"{self.name} {status}"
            yield from self._contents(Way.ANSWERED, label, before[status], after[status])
            fields = _node(before[status].get("headers")).keys()
            for field in sorted(fields - _node(after[status].get("headers")).keys()):
                yield f"{label} header {field}: is gone"

    def _contents(self, way: Way, label: str, old: Node, new: Node) -> Iterator[str]:
        before, after = _node(old.get("content")), _node(new.get("content"))
        for kind in before:
            if kind not in after:
                yield f"{label} {kind}: is gone"
            else:
                schemas = (_node(each[kind]).get("schema") for each in (before, after))
                yield from self._schemas(way, label, *schemas)

    def _schemas(self, way: Way, label: str, old: object, new: object) -> Iterator[str]:
        return Comparison(self.old, self.new, way).differences(label, old, new)

    @staticmethod
    def _given(document: Node, said: Node) -> dict[str, Node]:
        """The answers that give something; how an operation may refuse can be added to."""
        every = _node(said.get("responses"))
        return {s: followed(document, each) for s, each in every.items() if s < "400"}


def _scopes(said: Node) -> set[str]:
    listed = said.get("security")
    needed = [_node(each) for each in (listed if isinstance(listed, list) else ())]
    own = {"a token"} if needed else set()
    return own | {
        str(scope) for each in needed for scopes in each.values() for scope in _all(scopes)
    }


def _schemas(document: Node) -> Node:
    return _node(_node(document.get("components")).get("schemas"))


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _node(value: object) -> Node:
    return value if isinstance(value, Mapping) else {}
