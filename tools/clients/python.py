"""The generated half of the Python client: types of what is sent and answered, and operations."""

import json
import keyword
from collections.abc import Iterator, Sequence

from tools.clients.reading import (
    Dialect,
    Json,
    Operation,
    Parameter,
    described,
    expression,
    operations,
    snake,
)

_MADE = '"""{} Generated from the OpenAPI document by `make generate`; do not edit."""\n'
_EVERY = "All pages of `{}`, item by item."
_PRIMITIVES = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}


def files(document: Json) -> dict[str, str]:
    """The text of each module, by its name."""
    return {"models.py": _models(document), "operations.py": _operations(document)}


def _literal(values: Sequence[object]) -> str:
    return f"Literal[{', '.join(json.dumps(v, ensure_ascii=False) for v in values)}]"


_HERE = Dialect(_PRIMITIVES, "Any", _literal, "list[{}]".format, "dict[str, {}]".format, str)
_FROM_MODELS = Dialect(
    _PRIMITIVES, "Any", _literal, "list[{}]".format, "dict[str, {}]".format, "models.{}".format
)


def _models(document: Json) -> str:
    head = _MADE.format("What is sent and answered.") + (
        "\nfrom typing import Any, Literal, NotRequired, TypeAlias, TypedDict\n"
    )
    named = document["components"]["schemas"].items()
    return head + "".join(f"\n\n{_model(name, schema)}" for name, schema in named)


def _model(name: str, schema: Json) -> str:
    members = schema.get("properties")
    if not members:
        return f"{name}: TypeAlias = {_quoted(expression(schema, _HERE))}\n"
    required = frozenset(schema.get("required", ()))
    typed = {
        member: _member(expression(said, _HERE), member in required)
        for member, said in members.items()
    }
    if not all(member.isidentifier() and not keyword.iskeyword(member) for member in members):
        rows = "".join(f"    {json.dumps(m)}: {_quoted(t)},\n" for m, t in typed.items())
        return f"{name} = TypedDict({json.dumps(name)}, {{\n{rows}}})\n"
    lines = [f"class {name}(TypedDict):\n"]
    if text := schema.get("description"):
        lines.append(f"    {_doc(text)}\n\n")
    for member, said in members.items():
        lines.append(f"    {member}: {_quoted(typed[member])}\n")
        if text := said.get("description"):
            lines.append(f"    {_doc(text)}\n")
    return "".join(lines)


def _member(type: str, required: bool) -> str:
    return type if required else f"NotRequired[{type}]"


def _quoted(type: str) -> str:
    return "'" + type.replace("'", "\\'") + "'"


def _doc(text: str) -> str:
    return '"""' + described(text).replace('"', "'") + '"""'


def _operations(document: Json) -> str:
    head = _MADE.format("Every operation of the platform.") + (
        "\nfrom __future__ import annotations\n"
        "\nfrom collections.abc import Iterator, Mapping, Sequence\n"
        "from typing import Any, Literal\n\n"
        "from tanbiao_client._generated import models\n"
        "from tanbiao_client.calls import Answer, Calls, Headers, pages\n\n\n"
        "class Operations(Calls):\n"
        '    """One method for each operation; lists have a second one, over all pages."""\n'
    )
    return head + "".join(
        text for operation in operations(document) for text in _methods(operation)
    )


def _methods(operation: Operation) -> Iterator[str]:
    yield _method(operation)
    if operation.item:
        yield _iterator(operation, expression(operation.item, _FROM_MODELS))


def _method(operation: Operation) -> str:
    arguments = [*_positional(operation), "*", *_named(operation), "headers: Headers = None"]
    if operation.once:
        arguments.insert(-1, "idempotency_key: str | None = None")
    given = [repr(operation.method), _path(operation), "headers=headers"]
    if query := operation.placed("query"):
        given.append(f"query={_dict(query)}")
    if own := operation.placed("header"):
        given.append(f"own={_dict(own)}")
    if operation.body:
        given.append(_sent(operation))
    if operation.once:
        given.append("once=True, idempotency_key=idempotency_key")
    if operation.public:
        given.append("public=True")
    if not operation.answers:
        given.append("raw=True")
    return (
        f"\n    def {snake(operation.id)}(\n        self, {', '.join(arguments)}\n"
        f"    ) -> Answer[{_answered(operation)}]:\n        {_told(operation)}\n"
        f"        return self._call({', '.join(given)})\n"
    )


def _iterator(operation: Operation, item: str) -> str:
    criteria = [p for p in operation.placed("query") if p.name != "cursor"]
    paths = [_word(p) for p in operation.placed("path")]
    arguments = [*_positional(operation), *(["*"] if criteria else []), *map(_keyword, criteria)]
    passed = [*paths, *(f"{_word(p)}={_word(p)}" for p in criteria), "cursor=cursor"]
    name = snake(operation.id)
    every = name.replace("list_", "iterate_", 1) if name.startswith("list_") else f"iterate_{name}"
    return (
        f"\n    def {every}(\n        self, {', '.join(arguments)}\n"
        f"    ) -> Iterator[{item}]:\n        {_doc(_EVERY.format(name))}\n"
        f"        return pages(lambda cursor: self.{name}({', '.join(passed)}))\n"
    )


def _positional(operation: Operation) -> list[str]:
    paths = [f"{_word(p)}: {_type(p)}" for p in operation.placed("path")]
    if operation.body is None:
        return paths
    body = operation.body
    if body.is_json:
        return [*paths, f"body: {expression(body.schema, _FROM_MODELS)}"]
    return [*paths, "body: Mapping[str, str]" if body.is_form else "body: bytes"]


def _named(operation: Operation) -> list[str]:
    own = [_keyword(p) for p in (*operation.placed("query"), *operation.placed("header"))]
    body = operation.body
    if body and not body.is_json and not body.is_form:
        default = json.dumps(body.media[0])
        own.append(f"content_type: {_literal(body.media)} = {default}")
    return sorted(own, key=lambda argument: "=" in argument)


def _sent(operation: Operation) -> str:
    body = operation.body
    assert body is not None  # noqa: S101 The caller asked.
    if body.is_json:
        return f"body=body, media={body.media[0]!r}"
    return "form=body" if body.is_form else "content=body, media=content_type"


def _keyword(parameter: Parameter) -> str:
    type = _type(parameter)
    if parameter.required:
        return f"{_word(parameter)}: {type}"
    optional = type if type.endswith("| None") else f"{type} | None"
    return f"{_word(parameter)}: {optional} = None"


def _type(parameter: Parameter) -> str:
    return expression(parameter.schema, _FROM_MODELS).replace("list[", "Sequence[")


def _word(parameter: Parameter) -> str:
    word = snake(parameter.name)
    return f"{word}_" if keyword.iskeyword(word) else word


def _dict(parameters: Sequence[Parameter]) -> str:
    return "{" + ", ".join(f"{p.name!r}: {_word(p)}" for p in parameters) + "}"


def _path(operation: Operation) -> str:
    if paths := operation.placed("path"):
        return f"self._path({operation.path!r}, {_dict(paths)})"
    return repr(operation.path)


def _answered(operation: Operation) -> str:
    types = dict.fromkeys(expression(schema, _FROM_MODELS) for schema in operation.answers)
    if operation.answers_bytes:
        types["bytes"] = None
    return " | ".join(types) if types else "None"


def _told(operation: Operation) -> str:
    needs = f" Needs {', '.join(operation.scopes)}." if operation.scopes else ""
    return _doc(f"{operation.description} `{operation.method} {operation.path}`.{needs}")
