"""Whatever another's authorization server answers: a token, or a call that failed."""

import json
import string
from typing import Any

import httpx2
from hypothesis import given
from hypothesis import strategies as st

from chassis.outbound import Credential, Tokens
from tests.support.fuzzing import examples

BASE = "https://p.example"
CREDENTIAL = Credential("client", "secret")
KNOWN = ["access_token", "expires_in", "expires_at", "token_type", "token_endpoint", "scope", "id"]
LEAVES = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    st.text(st.characters(categories=("Cs", "Cc", "Cf", "Zs")), min_size=1, max_size=4),
    st.integers(10**15, 10**400),
    st.sampled_from(
        ["bearer", "t", " t", "3600", "1e3", "٣", "https://[::", "//x", "x", "file:///etc/passwd",
         "https://a@b:99999/", "http://\ud800/", "https://p.example/other", "data:,", "\x00"]
    ),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
)
ANSWERS = st.one_of(
    st.binary(max_size=60),
    st.dictionaries(st.sampled_from(KNOWN), VALUES).map(lambda found: json.dumps(found).encode()),
    st.dictionaries(st.sampled_from(KNOWN[:2]), VALUES, min_size=2).map(
        lambda found: json.dumps(found).encode()
    ),
    VALUES.map(lambda found: json.dumps(found).encode()),
    st.sampled_from([b"[" * 50_000, b'{"expires_in":1e999,"access_token":"t"}', b"\xff\xfe{\0}\0"]),
)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["content-type", "location", "www-authenticate", "retry-after", "date"]),
    st.sampled_from(["application/json", "text/html; charset=utf-7", "x; charset=none", "", "-1"]),
)
GIVEN = st.builds(
    lambda status, content, headers: httpx2.Response(status, content=content, headers=headers),
    st.sampled_from([200, 200, 200, 201, 204, 302, 400, 401, 429, 500, 599]),
    ANSWERS,
    HEADERS,
)


class Servers(httpx2.AsyncBaseTransport):
    """Answers discovery with the one, everything else with the others in turn."""

    def __init__(self, discovery: httpx2.Response, tokens: list[httpx2.Response]) -> None:
        self._discovery, self._tokens = discovery, tokens

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path.startswith("/.well-known/"):
            return self._discovery
        return self._tokens.pop(0)


@examples(100)
@given(GIVEN, GIVEN, GIVEN)
async def test_an_answer_gives_a_token_or_fails_the_call(discovery, first, second):
    tokens = Tokens(Servers(discovery, [first, second]), "/auth/token")

    for _ in range(2):
        found: Any = await _asked(tokens)
        assert found is None or set(found) <= set(string.printable[:95])


async def _asked(tokens: Tokens) -> str | None:
    try:
        return await tokens.token(BASE, CREDENTIAL)
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return None  # What the caller of a partner tells as a reason.
