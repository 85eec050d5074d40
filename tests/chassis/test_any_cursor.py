"""Whatever is sent as a cursor is a place in the list or refused."""

import base64
import json
from datetime import datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from chassis.pages import CursorInvalid, decode
from tests.support.fuzzing import examples

_VALUES = st.recursive(
    st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=30)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@examples(200)
@given(st.one_of(st.text(max_size=40), _VALUES.map(encoded)))
def test_any_cursor_is_a_place_or_refused(cursor):
    try:
        found = decode(cursor, datetime.fromisoformat, UUID)
        kinds = tuple(map(type, found or ()))
    except CursorInvalid:
        kinds = ()

    assert kinds in ((), (datetime, UUID))
