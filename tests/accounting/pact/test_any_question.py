"""Whatever a partner asks for, as a filter or as the link of a page, is understood or refused."""

from hypothesis import given
from hypothesis import strategies as st

from accounting.pact.domain.cursor import (
    PageLinkInvalid,
    PagePosition,
    open_position,
    seal_position,
)
from accounting.pact.domain.odata import FilterUnsupported, read_filter
from tests.support.fuzzing import examples

POSITION = PagePosition("org", (("status", "Active"),), 10, 7, 3)
LINK = seal_position(POSITION, "secret")
WORDS = ["created", "status", "eq", "ge", "and", "not", "any", "(", ")", "'", "''", "/", ":", "x",
         "productIds/any(p:(p eq 'a'))", "'2026-01-01T00:00:00Z'", "\x00", "　"]  # fmt: skip


@examples(150)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_filter_is_understood_or_refused(text):
    try:
        found = type(read_filter(text))
    except FilterUnsupported as refused:
        found = type(refused)

    assert found in (tuple, FilterUnsupported)


@examples(100)
@given(st.data())
def test_a_link_that_was_touched_is_refused(data):
    at, cut = data.draw(st.integers(0, len(LINK))), data.draw(st.integers(0, 4))
    touched = LINK[:at] + data.draw(st.text(max_size=4)) + LINK[at + cut :]

    try:
        found = open_position(touched, "secret", reader="org")
    except PageLinkInvalid:
        found = None

    assert found is None or (touched.rstrip("=") == LINK and found == POSITION)
