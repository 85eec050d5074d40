"""What the token endpoint says to people: Chinese beside the ASCII that RFC 6749 admits."""

import pytest

from gateway.tokens.domain.faults import messages_of
from tests.gateway.world import World

ENTERPRISE = "91120116MA0000007N"


async def test_a_refusal_is_told_in_the_callers_language_too(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    form = program.form(program.assertion(aud="https://elsewhere.test"))

    chinese = await world.http.post("/oauth/token", data=form)
    english = await world.http.post(
        "/oauth/token", data=form, headers={"Accept-Language": "en-GB, zh;q=0.5"}
    )

    assert chinese.headers["content-language"] == "zh"
    assert "aud 须为令牌端点" in chinese.json()["detail"]
    assert english.headers["content-language"] == "en"
    assert english.json()["detail"] == english.json()["error_description"]
    assert english.json()["messages"] == chinese.json()["messages"]
    assert all(answer.json()["error_description"].isascii() for answer in (chinese, english))


@pytest.mark.parametrize(
    ("body", "chinese"),
    [
        ({"error": "invalid_client", "error_description": "The token is expired"}, "断言已过期"),
        ({"error": "invalid_client", "error_description": "something new"}, "客户端未知"),
        ({"error": "invalid_scope"}, "客户端没有所申请的权限"),
        ({"error": "a_new_one"}, "请求被拒绝"),
    ],
)
def test_a_refusal_that_nobody_translated_is_told_by_its_code(body: dict[str, str], chinese: str):
    messages = messages_of(body)

    assert messages["zh"].startswith(chinese)
    assert messages["en"] == body.get("error_description", body["error"])
