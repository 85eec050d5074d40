"""The generated half of the TypeScript client: types of bodies and answers, and operations."""

import json
import re
from collections.abc import Iterator, Sequence

from tools.clients.reading import (
    Dialect,
    Json,
    Operation,
    Parameter,
    described,
    expression,
    operations,
)

_MADE = "// {} Generated from the OpenAPI document by `make generate`; do not edit.\n"
_PRIMITIVES = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def files(document: Json) -> dict[str, str]:
    """The text of each module, by its name."""
    return {"models.ts": _models(document), "operations.ts": _operations(document)}


def _literal(values: Sequence[object]) -> str:
    return " | ".join(json.dumps(value, ensure_ascii=False) for value in values)


def _dialect(reference: str) -> Dialect:
    return Dialect(
        _PRIMITIVES,
        "unknown",
        _literal,
        "Array<{}>".format,
        "Record<string, {}>".format,
        reference.format,
    )


_HERE, _FROM_MODELS = _dialect("{}"), _dialect("models.{}")


def _models(document: Json) -> str:
    named = document["components"]["schemas"].items()
    return _MADE.format("What is sent and answered.") + "".join(
        f"\n{_model(name, schema)}" for name, schema in named
    )


def _model(name: str, schema: Json) -> str:
    members = schema.get("properties")
    if not members:
        return f"export type {name} = {expression(schema, _HERE)}\n"
    required = frozenset(schema.get("required", ()))
    lines = [*_told(schema, ""), f"export interface {name} {{\n"]
    for member, said in members.items():
        optional = "" if member in required else "?"
        lines += _told(said, "  ")
        lines.append(f"  {_key(member)}{optional}: {expression(said, _HERE)}\n")
    return "".join([*lines, "}\n"])


def _told(schema: Json, indent: str) -> list[str]:
    text = schema.get("description")
    return [f"{indent}/** {described(text)} */\n"] if text else []


def _operations(document: Json) -> str:
    head = _MADE.format("Every operation of the platform.") + (
        "\nimport { Calls, pages, type Answer, type Options } from '../calls.js'\n"
        "import type * as models from './models.js'\n\n"
        "/** One method for each operation; lists have a second one, over all pages. */\n"
        "export class Operations extends Calls {\n"
    )
    methods = (text for one in operations(document) for text in _methods(one))
    return head + "\n".join(methods) + "}\n"


def _methods(operation: Operation) -> Iterator[str]:
    yield _method(operation)
    if operation.item:
        yield _iterator(operation, expression(operation.item, _FROM_MODELS))


def _method(operation: Operation) -> str:
    arguments = [*_positional(operation), *_asked(operation, without=""), "options: Options = {}"]
    given = [f"'{operation.method}'", _path(operation), "options"]
    told = []
    if operation.placed("query"):
        told.append(f"query: {_picked(operation.placed('query'))}")
    if operation.placed("header"):
        told.append(f"own: {_picked(operation.placed('header'))}")
    if body := operation.body:
        media = "asked.contentType" if _chooses(operation) else f"'{body.media[0]}'"
        told.append("form: body" if body.is_form else f"body, media: {media}")
    if operation.once:
        told.append("once: true")
    if operation.public:
        told.append("isPublic: true")
    if not operation.answers:
        told.append("raw: true")
    given.append(f"{{ {', '.join(told)} }}" if told else "{}")
    return (
        f"  /** {_doc(operation)} */\n"
        f"  {operation.id}({', '.join(arguments)}): Promise<Answer<{_answered(operation)}>> {{\n"
        f"    return this.call({', '.join(given)})\n  }}\n"
    )


def _iterator(operation: Operation, item: str) -> str:
    criteria = list(_asked(operation, without="cursor"))
    paths = [_word(p.name) for p in operation.placed("path")]
    passed = ", ".join([*paths, "{ ...asked, ...place }" if criteria else "place"])
    name = operation.id
    every = name.replace("list", "iterate", 1) if name.startswith("list") else f"iterate_{name}"
    return (
        f"  /** All pages of `{name}`, item by item. */\n"
        f"  {every}({', '.join([*_positional(operation), *criteria])}): AsyncGenerator<{item}> {{\n"
        f"    return pages((place) => this.{name}({passed}))\n  }}\n"
    )


def _positional(operation: Operation) -> list[str]:
    types = [(_word(p.name), expression(p.schema, _FROM_MODELS)) for p in operation.placed("path")]
    if body := operation.body:
        sent = expression(body.schema, _FROM_MODELS) if body.is_json else "Uint8Array"
        types.append(("body", "Record<string, string>" if body.is_form else sent))
    return [f"{name}: {type}" for name, type in types]


def _asked(operation: Operation, *, without: str) -> Iterator[str]:
    """The criteria and headers of an operation as one object, which may be left out if all may."""
    named = (*operation.placed("query"), *operation.placed("header"))
    members = [_member(p) for p in named if p.name != without]
    chooses = _chooses(operation)
    if chooses and operation.body:
        members.append(f"contentType: {_literal(operation.body.media)}")
    if members:
        may_be_left_out = not chooses and not any(p.required for p in named)
        yield f"asked: {{ {'; '.join(members)} }}" + (" = {}" if may_be_left_out else "")


def _chooses(operation: Operation) -> bool:
    body = operation.body
    return body is not None and not body.is_json and not body.is_form


def _member(parameter: Parameter) -> str:
    type = expression(parameter.schema, _FROM_MODELS)
    return f"{_key(parameter.name)}{'' if parameter.required else '?'}: {type}"


def _picked(parameters: Sequence[Parameter]) -> str:
    rows = (f"{_key(p.name)}: asked['{p.name}']" for p in parameters)
    return f"{{ {', '.join(rows)} }}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name) else json.dumps(name)


def _word(name: str) -> str:
    first, *others = re.split(r"\W|_", name)
    return first + "".join(word.capitalize() for word in others)


def _path(operation: Operation) -> str:
    """`/v1/products/{id}` as a template that escapes what it is given."""
    return (
        "`"
        + re.sub(r"\{(\w+)\}", lambda m: f"${{encodeURIComponent({_word(m[1])})}}", operation.path)
        + "`"
    )


def _answered(operation: Operation) -> str:
    types = dict.fromkeys(expression(schema, _FROM_MODELS) for schema in operation.answers)
    if operation.answers_bytes:
        types["Uint8Array"] = None
    return " | ".join(types) if types else "undefined"


def _doc(operation: Operation) -> str:
    needs = f" Needs {', '.join(operation.scopes)}." if operation.scopes else ""
    return described(f"{operation.description} `{operation.method} {operation.path}`.{needs}")
