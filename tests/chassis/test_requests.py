"""A request is one transaction, answered once per key, and its errors speak two languages."""

import asyncio

import pytest

from chassis.access import load_access
from chassis.problems import MethodNotAllowed, RouteNotFound, language, problems
from chassis.service import Particulars
from chassis.settings import ApiSettings
from tests.chassis import sample
from tests.support.service import environment

ENTERPRISE = ("91120116MA0000007N", "enterprise")


@pytest.fixture
def enterprise(issuer):
    return issuer.headers(*ENTERPRISE)


async def test_a_command_and_its_event_are_kept_together(service, enterprise):
    response = await service.post("/v1/notes", {"words": "hello"}, headers=enterprise)

    assert response.status_code == 201
    assert response.json()["by"] == ENTERPRISE[0]
    assert [str(event.application_id) for event in await service.published()] == [
        response.json()["id"]
    ]


async def test_a_refused_command_leaves_neither_row_nor_event(service, enterprise):
    response = await service.post("/v1/notes", {"words": "refuse me"}, headers=enterprise)

    assert response.status_code == 409
    assert (await service.get("/v1/notes")).json() == []
    assert await service.published() == []


async def test_a_refusal_is_a_problem_document_in_both_languages(service, enterprise):
    response = await service.post(
        "/v1/notes", {"words": "refuse me"}, headers=enterprise | {"Accept-Language": "en-GB"}
    )

    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["type"] == "urn:tanbiao:problem:note-refused"
    assert problem["detail"] == "“refuse me” is refused; say it differently."
    assert problem["messages"]["zh"] == "不收录「refuse me」,请换一种说法。"
    assert problem["status"] == 409


async def test_chinese_is_the_default_language(service, enterprise):
    response = await service.post("/v1/notes", {"words": "refuse me"}, headers=enterprise)

    assert response.json()["detail"].startswith("不收录")
    assert response.headers["content-language"] == "zh"


async def test_every_fault_of_a_payload_is_named_with_its_place(service, enterprise):
    response = await service.post("/v1/notes", {"words": 7, "more": True}, headers=enterprise)

    assert response.status_code == 422
    assert {error["pointer"] for error in response.json()["errors"]} == {
        "/body/words",
        "/body/more",
    }
    assert all(error["zh"] and error["en"] for error in response.json()["errors"])


async def test_a_body_that_is_not_json_is_refused_clearly(service, enterprise):
    response = await service.client.post(
        "/v1/notes", content="{", headers=enterprise | {"Content-Type": "application/json"}
    )

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:request-invalid"


async def test_an_unexpected_failure_shows_no_detail(service):
    response = await service.get("/v1/failure")

    assert response.status_code == 500
    assert "hunter2" not in response.text
    assert response.json()["type"] == "urn:tanbiao:problem:internal-error"


@pytest.mark.parametrize(
    ("method", "path", "status", "kind", "said"),
    [
        ("GET", "/v1/nowhere", 404, "route-not-found", "/v1/nowhere"),
        ("DELETE", "/v1/notes", 405, "method-not-allowed", "DELETE"),
    ],
)
async def test_an_address_and_a_method_that_are_not_there_are_told_apart(
    service, method, path, status, kind, said
):
    response = await service.client.request(method, path)

    assert response.status_code == status
    assert response.json()["type"] == f"urn:tanbiao:problem:{kind}"
    assert said in response.json()["messages"]["en"]


def test_the_refusals_of_a_route_are_documented_by_their_status():
    documented = problems(sample.NoteRefused, RouteNotFound, MethodNotAllowed)

    named = {status: list(_examples(answer)) for status, answer in documented.items()}
    assert named == {
        404: ["RouteNotFound"],
        405: ["MethodNotAllowed"],
        409: ["NoteRefused"],
    }
    assert documented[409]["description"] == "The words are refused."
    shown = _examples(documented[409])["NoteRefused"]["value"]
    assert (shown["type"], shown["status"]) == ("urn:tanbiao:problem:note-refused", 409)


def _examples(answer):
    return answer["content"]["application/problem+json"]["examples"]


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [(None, "zh"), ("", "zh"), ("en", "en"), (" EN-GB;q=1, zh", "en"), ("zh, en", "zh")],
)
def test_the_first_language_asked_for_is_spoken(accepted, spoken):
    assert language(accepted) == spoken


async def test_a_repeated_key_gets_the_first_answer(service, enterprise):
    headers = enterprise | {"Idempotency-Key": "k-1"}

    first = await service.post("/v1/notes", {"words": "once"}, headers=headers)
    second = await service.post("/v1/notes", {"words": "once"}, headers=headers)

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert (await service.get("/v1/notes")).json() == ["once"]
    assert len(await service.published()) == 1


async def test_a_key_cannot_serve_two_different_requests(service, enterprise):
    headers = enterprise | {"Idempotency-Key": "k-1"}
    await service.post("/v1/notes", {"words": "once"}, headers=headers)

    response = await service.post("/v1/notes", {"words": "twice"}, headers=headers)

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:idempotency-key-reused"


async def test_a_refused_command_does_not_use_its_key_up(service, enterprise):
    headers = enterprise | {"Idempotency-Key": "k-1"}
    await service.post("/v1/notes", {"words": "refuse me"}, headers=headers)

    response = await service.post("/v1/notes", {"words": "better"}, headers=headers)

    assert response.status_code == 201


async def test_simultaneous_requests_with_one_key_write_once(service, enterprise):
    headers = enterprise | {"Idempotency-Key": "k-1"}

    answers = await asyncio.gather(
        *(service.post("/v1/notes", {"words": "race"}, headers=headers) for _ in range(5))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert (await service.get("/v1/notes")).json() == ["race"]


async def test_two_clients_may_use_the_same_key(service, issuer):
    for person in ("a", "b"):
        headers = issuer.headers(*ENTERPRISE, person=person) | {"Idempotency-Key": "k-1"}
        response = await service.post("/v1/notes", {"words": person}, headers=headers)
        assert response.status_code == 201

    assert (await service.get("/v1/notes")).json() == ["a", "b"]


@pytest.mark.parametrize("path", ["/v1/notes", "/v1/{id}"])
def test_a_route_listed_twice_is_refused_by_the_name_of_its_file(packs_dir, path):
    routes = "".join(
        f"  - {{method: GET, path: '{each}', scope: {scope}}}\n"
        for each, scope in ((path, "public"), (path.replace("}", ":path}"), "notes.read"))
    )
    (packs_dir / "access" / "sample.yaml").write_text(f"routes:\n{routes}")

    with pytest.raises(ValueError, match=r"access/sample\.yaml lists a route twice"):
        load_access(packs_dir, "sample")


@pytest.fixture
def settings(database_url, packs_dir, issuer, monkeypatch):
    for name, value in environment(database_url, issuer, PACKS_DIR=str(packs_dir)).items():
        monkeypatch.setenv(name, value)
    return ApiSettings()


async def test_what_a_service_does_first_is_done_before_it_serves(settings):
    done = []

    async def starting() -> None:
        done.append("started")

    app = sample.build(settings, Particulars(starting=starting))
    assert done == []
    async with app.router.lifespan_context(app):
        assert done == ["started"]


async def test_a_service_that_fails_to_start_serves_nothing(settings):
    async def starting() -> None:
        raise RuntimeError("wrong key")

    app = sample.build(settings, Particulars(starting=starting))

    with pytest.raises(RuntimeError, match="wrong key"):
        async with app.router.lifespan_context(app):
            pytest.fail("it serves")


async def test_a_route_that_the_matrix_does_not_list_stops_the_start(
    database_url, packs_dir, issuer, monkeypatch
):
    for name, value in environment(database_url, issuer, PACKS_DIR=str(packs_dir)).items():
        monkeypatch.setenv(name, value)
    listed = sample.ACCESS.replace("  - {method: GET, path: /v1/failure, scope: public}\n", "")
    (packs_dir / "access" / "sample.yaml").write_text(listed)

    with pytest.raises(ValueError, match="GET /v1/failure"):
        sample.build(ApiSettings())
