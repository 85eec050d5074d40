"""One operation of a document, completed by what the chassis does to every request and answer."""

from collections.abc import Iterator
from typing import Any

from chassis.access import OWN, PUBLIC, Rule
from chassis.answered import Retirement
from chassis.openapi.shared import (
    ACCEPT_LANGUAGE,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    IF_NONE_MATCH,
    OF_RETIREMENT,
    REQUEST_ID,
    Part,
    headers,
    reference,
)
from chassis.openapi.statuses import COMMON, NOT_MODIFIED, Situation, fields_of
from chassis.problems import MEDIA_TYPE

Said = dict[str, Any]
_JSON = "application/json"
_PROBLEM = reference("schemas", "Problem")
_NEVER_SENT = "HTTPValidationError"


def complete(said: Said, rule: Rule, retirement: Retirement | None) -> dict[str, Part]:
    """Complete what is said of an operation; returns the examples that were taken out of it."""
    answers = said["responses"]
    drop_never_sent(answers)
    situation = Situation(
        method=rule.method,
        protected=rule.scope != PUBLIC,
        scoped=rule.scope not in {PUBLIC, OWN},
        takes_body="requestBody" in said,
        at_a_name="{" in rule.path,
        standard=rule.standard is not None,
        own_form=any(_JSON in a.get("content", {}) for s, a in answers.items() if s >= "400"),
    )
    lifted = dict(_lifted(answers))
    for status in situation.statuses():
        _add(answers, status, situation)
    if rule.method == "GET":
        answers["304"] = reference("responses", NOT_MODIFIED)
    _add_fields(answers, situation, retirement)
    _add_parameters(said, situation)
    said["responses"] = dict(sorted(answers.items()))
    return lifted


def drop_never_sent(answers: Said) -> None:
    """Take out the answer that FastAPI describes wherever something is taken."""
    said = answers.get("422", {}).get("content", {}).get(_JSON, {}).get("schema", {})
    if said.get("$ref", "").endswith(_NEVER_SENT):
        del answers["422"]


def _lifted(answers: Said) -> Iterator[tuple[str, Part]]:
    """Put a reference in the place of each example of a problem, and give the example."""
    for answer in answers.values():
        shown = answer.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
        for name, example in list(shown.items()):
            yield name, example
            shown[name] = reference("examples", name)


def _add(answers: Said, status: str, situation: Situation) -> None:
    """Say that this status can happen, beside what is said of it."""
    common, refusals = COMMON[status], situation.refusals(status)
    if status not in answers and refusals == common.refusals:
        answers[status] = reference("responses", common.name)
        return
    answer = answers.setdefault(status, {"description": common.meaning, "content": {}})
    if situation.own_form and MEDIA_TYPE not in answer["content"]:
        return
    content = answer["content"].setdefault(MEDIA_TYPE, {"schema": reference("schemas", "Problem")})
    shown = content.setdefault("examples", {}) if content["schema"] == _PROBLEM else {}
    for refusal in refusals:
        shown.setdefault(refusal.__name__, reference("examples", refusal.__name__))
    if common.meaning not in answer["description"]:
        answer["description"] += f" {common.meaning}"


def _add_fields(answers: Said, situation: Situation, retirement: Retirement | None) -> None:
    for status, answer in answers.items():
        if "$ref" not in answer:
            names = fields_of(status) if status >= "400" else _fields(status, situation)
            more = OF_RETIREMENT if retirement else ()
            answer["headers"] = {**headers(*names, *more), **answer.get("headers", {})}


def _fields(status: str, situation: Situation) -> Iterator[str]:
    """The fields of an answer that gives what was asked for."""
    yield "X-Request-Id"
    yield from ("ETag", "Cache-Control") if (situation.method, status) == ("GET", "200") else ()
    yield from ("Location",) if status == "201" else ()
    yield from ("Idempotency-Replayed",) if situation.takes_keys else ()


def _add_parameters(said: Said, situation: Situation) -> None:
    names = [REQUEST_ID]
    names += [ACCEPT_LANGUAGE] if not situation.standard else []
    names += [IDEMPOTENCY_KEY] if situation.takes_keys else []
    names += [IF_MATCH] if situation.conditional and not situation.standard else []
    names += [IF_NONE_MATCH] if not situation.is_command or situation.conditional else []
    said["parameters"] = [
        *said.get("parameters", ()),
        *(reference("parameters", name) for name in names),
    ]
