"""Whatever is registered as keys, or sent as an assertion, is taken or refused in words."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from chassis.refusals import Refusal
from gateway.clients.domain.keys import PublicKeys, public_keys
from gateway.tokens.usecases.authorization_server import TokenRequest, decide
from tests.gateway.tokens.test_deciding import CLIENT, POLICY, PROGRAM, SCOPES
from tests.support.fuzzing import examples

KEY = PROGRAM.jwks["keys"][0]
_ODD: Any = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=50), st.lists(st.none())
)
_KEYS = st.builds(
    lambda changes: {**KEY, **changes},
    st.dictionaries(st.sampled_from([*KEY, "d", "crv", "x5c", "key_ops"]), _ODD, max_size=3),
)
ASSERTION = PROGRAM.assertion()


@examples(120)
@given(st.one_of(_ODD, st.lists(st.one_of(_KEYS, _ODD), max_size=3)))
def test_any_set_of_keys_is_taken_or_refused(keys):
    try:
        found = public_keys({"keys": keys})
        assert len(found.key_set.keys) == len(keys)
    except Refusal as refused:
        found = refused

    assert isinstance(found, PublicKeys | Refusal)


@examples(120)
@given(st.data())
def test_any_assertion_is_answered_as_the_standard_says(data):
    at, cut = data.draw(st.integers(0, len(ASSERTION))), data.draw(st.integers(0, 9))
    touched = ASSERTION[:at] + data.draw(st.text(max_size=9)) + ASSERTION[at + cut :]
    assume(touched != ASSERTION)
    form = {**PROGRAM.form(touched), "scope": data.draw(st.text(max_size=9))}
    client = data.draw(st.sampled_from([CLIENT, None]))

    answer = decide(TokenRequest(form, None), client, of_role=SCOPES, policy=POLICY)

    assert answer.status in (400, 401)
    assert str(answer.body["error_description"]).isascii()
