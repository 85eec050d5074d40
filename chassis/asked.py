"""What a request says: nothing of it is silently ignored.

A criterion taken for noise answers with everything, and a malformed precondition with none; both
look like success to whoever wrote them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request, params
from fastapi._compat import field_annotation_is_sequence
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from chassis.refusals import Refusal

JSON = "application/json"
_BYTES = "application/octet-stream"
"""What a body without a `Content-Type` is (RFC 9110, 8.3)."""
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105  The word of RFC 9110, 5.6.2.
_QUOTED = r'"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\[\t -~])*"'
_MEDIA_TYPE = re.compile(rf"{_TOKEN}/{_TOKEN}(?:[ \t]*;[ \t]*{_TOKEN}=(?:{_TOKEN}|{_QUOTED}))*;?")
_CHARSET = re.compile(r';[ \t]*charset="?([^";\s]*)', re.IGNORECASE)
_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\*|{_TAG}(?:[ \t]*,[ \t]*{_TAG})*")
_KEY = re.compile(r'(?=.{1,200}$)(?:[!#-~]+|"(?:[ !#-\[\]-~]|\\["\\])+")')
_OTHER_UNIT = re.compile(rf"(?!bytes=){_TOKEN}=[!-~][ -~]*", re.IGNORECASE)
_BYTE_RANGE = re.compile(r"(\d+)-(\d*)|-\d+")
_ELSEWHERE = (params.Path, params.Header, params.Cookie)
"""What stands outside the query; a member of a model of criteria is of no such kind."""
Fault = dict[str, Any]


class MediaTypeNotTaken(Refusal):
    """The body is of a media type, charset or coding that this operation does not take."""

    status = 415
    zh = "此接口不接收 {given}。请按 Content-Type: {taken} 提交(文本一律 UTF-8,不压缩)。"
    en = "This does not take {given}; send Content-Type: {taken} (text as UTF-8, not compressed)."


def _byte_ranges(value: str) -> bool:
    """True if these are byte ranges, or ranges of a unit that must be ignored (RFC 9110, 14.2)."""
    unit, _, ranges = value.partition("=")
    if unit.lower() != "bytes":
        return bool(_OTHER_UNIT.fullmatch(value))
    found = [_BYTE_RANGE.fullmatch(part.strip(" \t")) for part in ranges.split(",")]
    return all(m and not (m[2] and int(m[2][:20]) < int(m[1][:20])) for m in found)


_HEADERS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "idempotency-key": (_KEY.fullmatch, "1 to 200 visible ASCII characters, quoted or not"),
    "if-match": (_TAGS.fullmatch, 'entity tags in quotes, or "*"'),
    "if-none-match": (_TAGS.fullmatch, 'entity tags in quotes, or "*"'),
    "range": (_byte_ranges, "such as bytes=0-1023"),
    "content-type": (_MEDIA_TYPE.fullmatch, f"a media type such as {JSON}"),
}
"""Fields whose value is never guessed at: whether it has its form, and the form in words."""
_LISTS = frozenset({"if-match", "if-none-match"})


@dataclass(frozen=True)
class Declared:
    """What an operation says that it takes."""

    parameters: frozenset[str]
    repeatable: frozenset[str]
    media_types: tuple[str, ...]
    """Of its body; none if it takes no body."""

    @classmethod
    def of(cls, route: APIRoute) -> "Declared":
        """By the signature of its endpoint and by what it adds to its description."""
        extra = route.openapi_extra or {}
        written = [p for p in extra.get("parameters", ()) if p["in"] == "query"]
        every = get_flat_params(route.dependant)
        fields = [each for each in every if not isinstance(each.field_info, _ELSEWHERE)]
        several = {
            *(f.alias for f in fields if field_annotation_is_sequence(f.field_info.annotation)),
            *(p["name"] for p in written if p.get("schema", {}).get("type") == "array"),
        }
        names = {*(f.alias for f in fields), *(p["name"] for p in written)}
        return cls(frozenset(names), frozenset(several), tuple(_media_types(route, extra)))

    @property
    def is_json(self) -> bool:
        """Whether a body is parsed by the loop itself."""
        return any(kind == JSON or kind.endswith("+json") for kind in self.media_types)

    def check(self, request: Request) -> None:
        """Raises `RequestValidationError` with every place, or `MediaTypeNotTaken`."""
        body = _has_body(request)
        faults = [*self._parameters(request), *_headers(request)]
        if body and not self.media_types:
            faults.append(_fault("body_unexpected", ("body",), "this operation takes no body"))
        if faults:
            raise RequestValidationError(faults)
        if body:
            self._check_media_type(request)

    def _parameters(self, request: Request) -> Iterator[Fault]:
        seen: set[str] = set()
        known = ", ".join(sorted(self.parameters)) or "none"
        for name, _ in request.query_params.multi_items():
            if name not in self.parameters:
                words = f"there is no such parameter; known here: {known}"
                yield _fault("parameter_unknown", ("query", name), words)
            elif name in seen and name not in self.repeatable:
                yield _fault("parameter_repeated", ("query", name), "give it once")
            seen.add(name)

    def _check_media_type(self, request: Request) -> None:
        given = request.headers.get("content-type", _BYTES)
        coding = request.headers.get("content-encoding", "identity")
        charset = _CHARSET.search(given)
        kind = given.partition(";")[0].strip().lower()
        foreign = kind == JSON and charset and charset[1].lower() not in ("utf-8", "utf8")
        if kind not in self.media_types or foreign or coding.lower() != "identity":
            said = given if coding.lower() == "identity" else f"{given} ({coding})"
            raise MediaTypeNotTaken(given=said, taken=", ".join(self.media_types))


def _media_types(route: APIRoute, extra: Mapping[str, Any]) -> Iterator[str]:
    yield from extra.get("requestBody", {}).get("content", {})
    if route.body_field is not None:
        yield getattr(route.body_field.field_info, "media_type", JSON)


def _has_body(request: Request) -> bool:
    length = request.headers.get("content-length", "0")
    return length.strip("0") != "" or "transfer-encoding" in request.headers


def _headers(request: Request) -> Iterator[Fault]:
    for name, (has_form, words) in _HEADERS.items():
        given = request.headers.getlist(name)
        lines = [", ".join(given)] if name in _LISTS and given else given
        if len(lines) > 1 or not all(has_form(line) for line in lines):
            yield _fault("header_malformed", ("header", name), words)


def _fault(type: str, place: tuple[str, ...], words: str) -> Fault:
    return {"type": type, "loc": place, "msg": words, "input": None}
