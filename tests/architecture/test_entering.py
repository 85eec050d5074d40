"""One rule for what enters: no parameter and no member of a body takes a value as it comes."""

from datetime import date, datetime
from typing import Annotated, Any

import pytest
from pydantic import BaseModel

from chassis.text import Name, Pasted
from chassis.written import Day
from tests.support.entering import Leaf, leaves, takes, walk
from tools.fleet import GATEWAY, SERVICES, Service
from tools.generate.openapi import application

UNSEEN = ("\x00", "\x1b", "\x85", "\ud800", "\u202e", "\u2066", "\u200b", "\ufeff", "\U000e0041")
NEVER = ("\x00", "\ud800")
NO_DAY = (0, 1.5, True, "0", "1767225600", "0001-01-01", "9999-12-31T23:59:59-12:00")
FORGIVING = {
    "cursor",
    "guide",
    "link",
    "number",
    "gtin",
    "name",
    "v",
    "lang",
    "link_type",
    "path",
    "purpose",
    "service",
    "uscc",
}
"""Parameters that are looked up only; their readers forgive what clings to a pasted text."""


def entering(service: Service, *wanted: type) -> list[Leaf]:
    app: Any = application(service.package)
    return list(leaves(app._own if service is GATEWAY else app, wanted))


def is_forgiving(where: str) -> bool:
    return where.rpartition(" ")[2] in FORGIVING


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_no_text_enters_with_what_nobody_sees(service):
    found = entering(service, str)
    open_to = {
        f"{where}: U+{ord(c):04X}"
        for where, kind in found
        for c in (NEVER if is_forgiving(where) else UNSEEN)
        if any(takes(kind, text) for text in (c, f"a{c}a", f"abcdefghij {c} klm", f"2026-{c}"))
    }

    assert len(found) > 2
    assert open_to == set()


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_no_number_enters_as_a_day(service):
    open_to = {
        f"{where}: {value!r}"
        for where, kind in entering(service, date, datetime)
        for value in NO_DAY
        if takes(kind, value)
    }

    assert open_to == set()


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_no_number_enters_that_no_database_counts_to(service):
    open_to = {where for where, kind in entering(service, int) if takes(kind, 2**63)}

    assert open_to == set()


class Planted(BaseModel):
    good: Name
    bare: str
    many: dict[str, list[str | None]]
    short: Annotated[str | None, Name.__metadata__[0]]
    pasted: Pasted
    day: Day


def test_a_bare_string_anywhere_in_a_model_is_found():
    found = dict(walk("body", Planted, (str,), frozenset()))

    assert {where for where, kind in found.items() if takes(kind, "\u200b")} == {
        "body.bare",
        "body.many",
        "body.pasted",
    }
