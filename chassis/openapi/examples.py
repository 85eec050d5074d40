"""An example of every body and every answer: composed from what is said of its members.

A schema that says an example of its own is believed; what it does not say comes from
`examples.yaml` of the packs, by schema or by the name of the member, and what is left from its
type.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, JsonValue

from chassis.openapi.shared import Part, reference

_REFERENCE: Final = "#/components/schemas/"
_FORMATS: Final[Mapping[str, str]] = {
    "uuid": "0198c7a6-5a2e-7c1f-9d51-0242ac120002",
    "date-time": "2026-11-30T08:00:00Z",
    "date": "2026-11-30",
    "uri": "https://example.cn/1",
    "uri-reference": "/v1/products/0198c7a6-5a2e-7c1f-9d51-0242ac120002",
    "binary": "…",
    "decimal": "474.24",
}


class Stated(BaseModel):
    """The packs' `examples.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    members: dict[str, JsonValue] = {}
    schemas: dict[str, JsonValue] = {}


def load_examples(packs_dir: Path) -> Stated:
    """Read `examples.yaml`; packs without one leave all to the types."""
    path = packs_dir / "examples.yaml"
    return (
        Stated.model_validate(yaml.safe_load(path.read_text("utf-8")))
        if path.exists()
        else Stated()
    )


def examples_of(document: Mapping[str, Any], stated: Stated) -> "Examples":
    """Those of a document whose schemas have their names."""
    schemas = document.get("components", {}).get("schemas", {})
    for schema in schemas.values():
        _drop_inherited(schema)
    return Examples(schemas, stated.members, {**_bodies(document), **stated.schemas})


def _drop_inherited(schema: dict[str, Any]) -> None:
    """An answer that rests on a request has its example too, without what only it has."""
    needed = set(schema.get("required", ()))
    stated = [
        e for e in schema.pop("examples", ()) if not isinstance(e, dict) or needed <= e.keys()
    ]
    if stated:
        schema["examples"] = stated


@dataclass
class Examples:
    """Examples of the schemas of one document, each composed once."""

    schemas: Mapping[str, Any]
    members: Mapping[str, JsonValue]
    """Values by the name of the member, each taken where it is of the member's type."""
    known: Mapping[str, JsonValue]
    """Whole examples, by schema: those that a request has to succeed with."""
    _within: list[str] = field(default_factory=list)
    """Schemas that are being composed: one within itself is left out."""

    def named(self, name: str) -> JsonValue:
        """The example of a schema of the components."""
        if name in self.known:
            return self.known[name]
        if name in self._within:
            return None
        self._within.append(name)
        try:
            return self.of(self.schemas[name])
        finally:
            self._within.pop()

    def of(self, schema: Mapping[str, Any], member: str = "") -> JsonValue:
        """An example of any schema; None where it would contain itself, or may only be that."""
        if (target := schema.get("$ref", "")).startswith(_REFERENCE):
            return self._member(schema, member) or self.named(target.removeprefix(_REFERENCE))
        if schema.get("examples"):
            return schema["examples"][0]  # type: ignore[no-any-return]  # Examples are JSON.
        if "const" in schema or "enum" in schema:
            return schema["const"] if "const" in schema else schema["enum"][0]  # type: ignore[no-any-return]  # The same.
        if (fitting := self._member(schema, member)) is not None:
            return fitting
        return self._composed(schema, member)

    def _member(self, schema: Mapping[str, Any], member: str) -> JsonValue:
        value = self.members.get(member)
        return value if value is not None and _fits(value, self._resolved(schema)) else None

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        target = schema.get("$ref", "")
        found: Mapping[str, Any] = (
            self.schemas[target.removeprefix(_REFERENCE)] if target else schema
        )
        return found

    def _composed(self, schema: Mapping[str, Any], member: str) -> JsonValue:
        for keyword in ("anyOf", "oneOf"):
            for form in schema.get(keyword, ()):
                if (found := self.of(form, member)) is not None:
                    return found
        if "allOf" in schema:
            parts = [self.of(part) for part in schema["allOf"]]
            return {k: v for part in parts if isinstance(part, dict) for k, v in part.items()}
        if "properties" in schema or schema.get("type") == "object":
            return self._object(schema)
        if schema.get("type") == "array":
            return self._array(schema, member)
        return _scalar(schema)

    def _object(self, schema: Mapping[str, Any]) -> JsonValue:
        needed = schema.get("required", ())
        composed = {
            name: self.of(said, name) for name, said in schema.get("properties", {}).items()
        }
        # A member that would be null because it contains itself is left out where it can be.
        return {
            name: value for name, value in composed.items() if value is not None or name in needed
        }

    def _array(self, schema: Mapping[str, Any], member: str) -> JsonValue:
        if "prefixItems" in schema:
            return [self.of(item, member) for item in schema["prefixItems"]]
        item = self.of(schema.get("items", {}), member)
        return [] if item is None else [item] * max(1, schema.get("minItems", 1))


def show(said: Mapping[str, Any], examples: Examples) -> dict[str, Part]:
    """Put an example beside each JSON schema of an operation; returns those of the components."""
    lifted: dict[str, Part] = {}
    for media in _contents(said):
        target, stated = media["schema"].get("$ref", ""), media["schema"].get("examples")
        if {"example", "examples"} & media.keys():
            continue
        if stated:
            media["example"] = stated[0]
        elif target.startswith(_REFERENCE):
            name = target.removeprefix(_REFERENCE)
            lifted[name] = {"value": examples.named(name)}
            media["examples"] = {name: reference("examples", name)}
        else:
            media["example"] = examples.of(media["schema"])
    return lifted


def _bodies(document: Mapping[str, Any]) -> dict[str, JsonValue]:
    """What operations say an example of their bodies is, by the schema of these."""
    found: dict[str, JsonValue] = {}
    for item in document["paths"].values():
        for said in item.values():
            for media in said.get("requestBody", {}).get("content", {}).values():
                schema = media.get("schema", {})
                if "$ref" in schema and "examples" in schema:
                    name = schema["$ref"].removeprefix(_REFERENCE)
                    found[name] = found[name.removesuffix("Input")] = schema["examples"][0]
    return found


def _contents(said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    answers = [answer for status, answer in said["responses"].items() if status < "300"]
    for holder in (said.get("requestBody", {}), *answers):
        for kind, media in holder.get("content", {}).items():
            if kind.partition(";")[0].endswith(("/json", "+json")) and "schema" in media:
                yield media


def _fits(value: JsonValue, schema: Mapping[str, Any]) -> bool:
    """Whether a value is of the type that a member has, in one of its forms."""
    forms = [*schema.get("anyOf", ()), *schema.get("oneOf", ())] or [schema]
    kind = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array"}.get(
        type(value), "object"
    )
    return any(
        form.get("type") == kind
        and not {"enum", "const"} & form.keys()
        and (kind != "string" or form.get("format") in {None, "decimal"})
        and (kind != "array" or form.get("items", {}).get("type") == "string")
        for form in forms
    )


def _scalar(schema: Mapping[str, Any]) -> JsonValue:
    match schema.get("type"):
        case "string":
            text = _FORMATS.get(schema.get("format", ""), "…")
            missing: int = schema.get("minLength", 0) - len(text)
            return text + "…" * missing
        case "integer" | "number":
            least: int = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
            most: int = schema.get("maximum", 1)
            return max(least, min(1, most))
        case "boolean":
            return True
    return None
