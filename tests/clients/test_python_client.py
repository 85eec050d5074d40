"""What the Python client does by itself: tokens, repeating, pages, tasks, refusals, webhooks."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwt
from joserfc.jwk import ECKey
from tanbiao_client import Client, Credentials, NotGenuine, NotModified, Problem, TaskFailed
from tanbiao_client import calls as calling

from mutual_recognition.subscriptions.domain import webhooks

URL = "https://platform.test"
KEY = ECKey.generate_key("P-256", {"kid": "one"})
TASK = {"id": "7", "state": "running", "status": None, "answer": None}


class Platform:
    """Answers as it is told, in turn, and remembers what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception, lives: int = 600) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.tokens: list[httpx.Request] = []
        self.lives = lives

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token":
            self.tokens.append(request)
            token = f"token-{len(self.tokens)}"
            return httpx.Response(200, json={"access_token": token, "expires_in": self.lives})
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def header(self, name: str) -> list[str | None]:
        return [request.headers.get(name) for request in self.asked]


@pytest.fixture(autouse=True)
def waits(monkeypatch) -> list[float]:
    """How long the client would have waited; tests do not."""
    waited: list[float] = []
    monkeypatch.setattr(calling.time, "sleep", waited.append)
    return waited


@pytest.fixture
def client_of() -> Callable[[Platform], Client]:
    def made(platform: Platform) -> Client:
        http = httpx.Client(transport=httpx.MockTransport(platform))
        return Client(URL, Credentials("works", KEY, "one"), http=http)

    return made


def answer(body: object, status: int = 200, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json=body, headers=named)


def refusal(status: int, name: str, **more: object) -> httpx.Response:
    document = {"type": f"urn:tanbiao:problem:{name}", "title": "No", "detail": "Do this", **more}
    return httpx.Response(
        status, content=json.dumps(document), headers={"content-type": "application/problem+json"}
    )


def test_a_token_is_asked_for_once_and_proves_the_client(client_of):
    platform = Platform(answer({"items": []}), answer({"items": []}))
    client = client_of(platform)

    client.list_products()
    client.list_products()

    form = dict(httpx.QueryParams(platform.tokens[0].content.decode()))
    claims = jwt.decode(form["client_assertion"], KEY).claims
    assert len(platform.tokens) == 1
    assert claims["iss"] == claims["sub"] == "works"
    assert claims["aud"] == f"{URL}/oauth/token"
    assert platform.header("authorization") == ["Bearer token-1"] * 2


def test_a_token_that_is_about_to_end_is_replaced(client_of):
    platform = Platform(answer({"items": []}), answer({"items": []}), lives=29)
    client = client_of(platform)

    client.list_products()
    client.list_products()

    assert platform.header("authorization") == ["Bearer token-1", "Bearer token-2"]


def test_a_token_that_is_not_taken_is_replaced_once(client_of):
    platform = Platform(refusal(401, "token-invalid"), refusal(401, "token-invalid"))

    with pytest.raises(Problem) as refused:
        client_of(platform).list_products()

    assert refused.value.status == 401
    assert platform.header("authorization") == ["Bearer token-1", "Bearer token-2"]


def test_what_everybody_may_ask_needs_no_token(client_of):
    platform = Platform(answer({"keys": []}))

    client_of(platform).list_webhook_keys()

    assert platform.tokens == []
    assert platform.header("authorization") == [None]


def test_a_command_without_an_answer_is_sent_again_under_its_key(client_of, waits):
    lost = httpx.ConnectError("lost")
    made = answer({"id": "1"}, 201, location="/v1/products/1", idempotency_replayed="true")
    platform = Platform(lost, refusal(503, "database-unavailable"), made)

    product = client_of(platform).create_product({"name": "x"})

    first, *others = platform.header("idempotency-key")
    assert first
    assert others == [first, first]
    assert product.location == "/v1/products/1"
    assert product.is_replay
    assert len(waits) == 2


def test_two_commands_have_two_keys_and_a_caller_may_choose_one(client_of):
    platform = Platform(*(answer({"id": "1"}, 201) for _ in "123"))
    client = client_of(platform)

    client.create_product({"name": "x"})
    client.create_product({"name": "x"})
    client.create_product({"name": "x"}, idempotency_key="mine")

    first, second, chosen = platform.header("idempotency-key")
    assert first != second
    assert chosen == "mine"


def test_a_command_that_has_no_key_is_sent_once(client_of):
    platform = Platform(httpx.ConnectError("lost"))

    with pytest.raises(httpx.ConnectError):
        client_of(platform).receive_pact_event({"type": "x"})

    assert len(platform.asked) == 1


def test_the_client_waits_as_long_as_it_is_told(client_of, waits):
    busy = refusal(429, "too-many-requests")
    busy.headers["retry-after"] = "7"
    platform = Platform(busy, answer({"items": []}))

    client_of(platform).list_products()

    assert 7 <= waits[0] < 7.5


def test_after_five_attempts_the_refusal_is_told(client_of):
    platform = Platform(*(refusal(503, "service-away") for _ in range(6)))

    with pytest.raises(Problem) as refused:
        client_of(platform).list_products()

    assert refused.value.name == "service-away"
    assert len(platform.asked) == 5


def test_all_pages_are_read_with_the_same_criteria(client_of):
    platform = Platform(answer({"items": [1, 2], "next": "c"}), answer({"items": [3]}))

    items = list(client_of(platform).iterate_certificates(state="valid", limit=2))

    assert items == [1, 2, 3]
    assert [str(request.url.query, "ascii") for request in platform.asked] == [
        "state=valid&limit=2",
        "state=valid&limit=2&cursor=c",
    ]


def test_a_refusal_says_which_where_and_how_to_name_it(client_of):
    faults = [{"pointer": "/name", "detail": "missing"}]
    platform = Platform(refusal(422, "request-invalid", errors=faults, trace_id="ab12"))

    with pytest.raises(Problem, match="ab12") as refused:
        client_of(platform).create_product({"name": ""})

    assert refused.value.type == "urn:tanbiao:problem:request-invalid"
    assert refused.value.title == "No"
    assert refused.value.errors == faults


def test_a_refused_token_is_a_problem_too():
    def refuses(_: httpx.Request) -> httpx.Response:
        said = {"error": "invalid_client", "error_description": "unknown"}
        return httpx.Response(401, json=said)

    http = httpx.Client(transport=httpx.MockTransport(refuses))
    client = Client(URL, Credentials("works", KEY, "one"), http=http)

    with pytest.raises(Problem, match="unknown") as refused:
        client.list_products()

    assert refused.value.name == "invalid_client"


def test_what_did_not_change_is_not_an_answer(client_of):
    platform = Platform(httpx.Response(304))

    with pytest.raises(NotModified):
        client_of(platform).get_product("1", headers={"If-None-Match": '"a"'})

    assert platform.header("if-none-match") == ['"a"']


def test_an_identifier_stays_within_its_part_of_the_path(client_of):
    platform = Platform(answer({}))

    client_of(platform).get_product("../clients?x")

    assert platform.asked[0].url.raw_path == b"/v1/products/..%2Fclients%3Fx"


def test_a_task_is_waited_for_and_gives_the_answer(client_of):
    platform = Platform(
        answer(TASK, 202, location="/v1/tasks/7"),
        answer(TASK),
        answer(TASK | {"state": "done", "status": 201, "answer": "/v1/tasks/7/answer"}),
        answer({"id": "calculation"}),
    )
    client = client_of(platform)

    result = client.wait(client.run_calculation({"system_id": "s", "activity_data_id": "a"}))

    assert result == {"id": "calculation"}


def test_a_task_that_was_refused_is_a_problem(client_of):
    done = TASK | {"state": "failed", "status": 422, "answer": "/v1/tasks/7/answer"}
    refused_with = {"type": "urn:tanbiao:problem:loop-unproductive"}
    platform = Platform(answer(done, 202, location="/v1/tasks/7"), answer(refused_with))
    client = client_of(platform)

    with pytest.raises(Problem) as refused:
        client.wait(client.run_calculation({"system_id": "s", "activity_data_id": "a"}))

    assert (refused.value.status, refused.value.name) == (422, "loop-unproductive")


def test_a_task_that_was_cancelled_is_told(client_of):
    platform = Platform(answer(TASK | {"state": "cancelled"}, 202, location="/v1/tasks/7"))
    client = client_of(platform)

    with pytest.raises(TaskFailed, match="cancelled"):
        client.wait(client.run_calculation({"system_id": "s", "activity_data_id": "a"}))


def test_the_feed_is_read_to_its_end_past_what_was_left_out(client_of):
    platform = Platform(
        answer({"items": [{"position": 3}], "next": 9, "head": 12}),
        answer({"items": [], "next": 12, "head": 12}),
    )

    events = list(client_of(platform).events(2, types=["a", "b"]))

    assert events == [(3, {"position": 3})]
    assert [dict(request.url.params)["after"] for request in platform.asked] == ["2", "9"]
    assert platform.asked[0].url.params.get_list("type") == ["a", "b"]


def test_a_webhook_is_verified_with_keys_that_are_read_once(client_of):
    key, foreign = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    now, body = datetime.now(UTC), b'{"a":1}'
    keys = {"keys": [{"key": webhooks.public_text(key.public_key())}]}
    platform = Platform(answer(keys), answer(keys))
    client = client_of(platform)

    assert client.verify_webhook(webhooks.sign("5f", now, body, [foreign, key]), body) == "5f"
    for headers, content in [
        (webhooks.sign("5f", now, body, [foreign]), body),
        (webhooks.sign("5f", now, body, [key]), body + b" "),
        (webhooks.sign("5f", now - timedelta(minutes=6), body, [key]), body),
        ({"webhook-id": "5f"}, body),
    ]:
        with pytest.raises(NotGenuine):
            client.verify_webhook(headers, content)
    assert len(platform.asked) == 1
