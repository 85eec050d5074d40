"""The problem document (RFC 9457) as a schema, with an example of each refusal."""

import re

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic.json_schema import models_json_schema

from chassis.forms import Words
from chassis.refusals import Refusal

_FACT = re.compile(r"{[^}]*}")
_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
_FAULT: dict[str, JsonValue] = {
    "pointer": "/body/valid_until",
    "zh": "缺少必填项(Field required)",
    "en": "Field required",
}


class Fault(BaseModel):
    """One place of a request that is not as it must be."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    pointer: str
    """Where: a JSON pointer that begins with `/body`, `/query`, `/path` or `/header`."""
    zh: str
    """What to do, in Chinese."""
    en: str
    """What to do, in English."""


class Problem(BaseModel):
    """Why a request was refused, and what to do next (RFC 9457)."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str = Field(json_schema_extra={"format": "uri"})
    """Which problem it is; docs/problems.md lists all of them. Decide by this member alone."""
    title: str
    """The type in words."""
    status: int = Field(ge=400, le=599)
    """The status of the answer."""
    detail: str
    """What happened and what to do, in the language that was asked for."""
    messages: Words
    """The same in both languages."""
    instance: str
    """The path that was asked."""
    trace_id: str | None
    """Names the trace of this request; tell it to whoever runs the platform."""
    errors: list[Fault] = []
    """Each place that has to be corrected; absent when no place of the request is to blame."""


def schemas() -> dict[str, JsonValue]:
    """The named schemas of a problem document."""
    template = "#/components/schemas/{model}"
    _, found = models_json_schema([(Problem, "validation")], ref_template=template)
    named: dict[str, JsonValue] = found["$defs"]
    return named


def example(refusal: type[Refusal]) -> dict[str, JsonValue]:
    """A whole problem document of this type, with `…` in the place of each fact."""
    messages: dict[str, JsonValue] = {
        "zh": _FACT.sub("…", refusal.zh),
        "en": _FACT.sub("…", refusal.en),
    }
    return {
        "type": refusal.problem_type(),
        "title": refusal.title(),
        "status": refusal.status,
        "detail": messages["zh"],
        "messages": messages,
        "instance": "/v1/example",
        "trace_id": _TRACE,
    }


def example_of_faults(refusal: type[Refusal]) -> dict[str, JsonValue]:
    """The same with the places that are to blame."""
    return {**example(refusal), "errors": [_FAULT]}
