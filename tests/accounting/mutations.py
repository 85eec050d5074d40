"""Documents of partners, broken in one place or several, and what was never a document."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.accounting.test_mutated_input import places

_TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(st.characters(categories=("Cs", "Cc", "Nd", "Cn")), min_size=1, max_size=4),
    st.from_regex(r"[-+]?[0-9]{1,40}(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?", fullmatch=True),
    st.sampled_from(
        ["1_0", "NaN", "Infinity", "０", "1e400", "-0", "urn:x", "0001-01-01T00:00:00Z",
         "9999-12-31T23:59:59+23:59", "2026-02-30T00:00:00Z",
         "f4b1225a-bd44-4c8e-861d-079e4e1dfd69",
         "Deprecated", "urn:gtin:96385074", "//127.0.0.1:9090/3/events", "http://[", "AR6", "CN"]
    ),
)  # fmt: skip
_LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXTS, st.just(10**400))
VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)
BODIES = st.one_of(
    st.binary(max_size=60),
    VALUES.map(lambda value: json.dumps(value).encode()),
    st.sampled_from([b"[" * 50_000, b'{"data":' * 2_000, b"\xef\xbb\xbf{}", b'{"a":1e999}']),
)


@st.composite
def broken(draw: st.DrawFn, document: dict[str, Any]) -> Any:
    """The document with up to three of its members removed, repeated, added or replaced."""
    content = deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(content))
        if found:
            _break(draw, content, found)
    return content


def _break(draw: st.DrawFn, content: Any, found: list[tuple[Any, ...]]) -> None:
    *way, last = draw(st.sampled_from(found))
    parent = content
    for step in way:
        parent = parent[step]
    match draw(st.integers(0, 4)):
        case 0:
            del parent[last]
        case 1 if isinstance(parent, list):
            parent.append(deepcopy(parent[last]))
        case 1:
            parent[draw(_TEXTS)] = draw(VALUES)
        case _:
            parent[last] = draw(VALUES)
