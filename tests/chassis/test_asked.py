"""What is said in its form is taken; of the rest every place is named at once."""

import pytest
from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request

from chassis import forms
from chassis.asked import Declared, MediaTypeNotTaken

router = APIRouter()
FILTER = {"name": "$filter", "in": "query", "schema": {"type": "string"}}


class Wish(forms.Request):
    words: str


@router.get("/wishes", openapi_extra={"parameters": [FILTER]})
async def wishes(limit: int = 1, state: list[str] = Query(default=[])) -> None: ...


@router.post("/wishes")
async def wish(body: Wish) -> None: ...


@router.post("/pictures", openapi_extra={"requestBody": {"content": {"image/png": {}}}})
async def picture() -> None: ...


LIST, WISH, PICTURE = (Declared.of(route) for route in router.routes)
JSON = {"Content-Type": "application/json"}


def request(query: str = "", headers: dict[str, str] | None = None, body: int = 0) -> Request:
    given = {"Content-Length": str(body), **(headers or {})}
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in given.items()]
    return Request({"type": "http", "query_string": query.encode(), "headers": raw})


def places(declared: Declared, asked: Request) -> list[tuple[str, ...]]:
    """Of the faults of a request; none if it is taken."""
    try:
        declared.check(asked)
    except RequestValidationError as failure:
        return [fault["loc"] for fault in failure.errors()]
    return []


@pytest.mark.parametrize(
    "query", ["", "limit=1", "state=a&state=b&limit=1", "%24filter=x", "state="]
)
def test_what_is_declared_may_be_asked(query):
    assert places(LIST, request(query)) == []


def test_every_place_is_named_at_once():
    asked = request("limit=1&stat=a&limit=2", {"Range": "bytes"}, body=2)

    assert places(LIST, asked) == [
        ("query", "stat"),
        ("query", "limit"),
        ("header", "range"),
        ("body",),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Idempotency-Key", "8e03978e-40d5-43dd-bc93-6894a57f9324"),
        ("Idempotency-Key", '"new clothes"'),
        ("Idempotency-Key", "k" * 200),
        ("If-Match", "*"),
        ("If-Match", '"7", W/"a,b", ""'),
        ("If-None-Match", '"7"'),
        ("Range", "bytes=0-"),
        ("Range", "bytes=-500, 0-0"),
        ("Range", "pages=1-3"),
        ("Content-Type", 'multipart/form-data; boundary="a b"'),
    ],
)
def test_a_header_in_its_form_is_no_fault(name, value):
    assert places(LIST, request(headers={name: value})) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Idempotency-Key", "k" * 201),
        ("Idempotency-Key", '"open'),
        ("Idempotency-Key", "new clothes"),
        ("If-Match", "7"),
        ("If-None-Match", '"7" "8"'),
        ("Range", "bytes=9-2"),
        ("Range", "bytes="),
        ("Content-Type", "json"),
    ],
)
def test_a_header_out_of_its_form_is_named(name, value):
    assert places(LIST, request(headers={name: value})) == [("header", name.lower())]


@pytest.mark.parametrize(
    ("declared", "headers"),
    [
        (WISH, JSON),
        (WISH, {"Content-Type": "Application/JSON; charset=UTF-8"}),
        (WISH, JSON | {"Content-Encoding": "identity"}),
        (PICTURE, {"Content-Type": "image/png"}),
    ],
)
def test_a_body_of_the_declared_media_type_is_taken(declared, headers):
    assert places(declared, request(headers=headers, body=9)) == []


@pytest.mark.parametrize(
    ("declared", "headers"),
    [
        (WISH, {}),
        (WISH, {"Content-Type": "text/plain"}),
        (WISH, {"Content-Type": "application/json; charset=gbk"}),
        (WISH, JSON | {"Content-Encoding": "gzip"}),
        (PICTURE, JSON),
        (PICTURE, {}),
    ],
)
def test_any_other_body_is_not_taken(declared, headers):
    with pytest.raises(MediaTypeNotTaken):
        declared.check(request(headers=headers, body=9))


def test_a_body_of_unknown_length_is_a_body():
    chunked = request(headers={"Transfer-Encoding": "chunked", "Content-Length": ""})

    assert places(LIST, chunked) == [("body",)]
