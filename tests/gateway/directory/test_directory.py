"""The directory of interfaces: one OpenAPI document and one page for all services."""

from unittest.mock import patch

import pytest
import yaml
from pydantic import JsonValue

from gateway.directory.domain.interfaces import aggregate
from gateway.directory.usecases.interfaces import Directory
from tests.gateway.world import World


async def test_the_document_names_the_scope_of_each_operation(documented: World):
    document = (await documented.http.get("/openapi.json")).json()

    paths = document["paths"]
    assert document["openapi"] == "3.1.0"
    assert paths["/v1/products"]["get"]["security"] == [{"oauth2": ["products.read"]}]
    assert paths["/v1/clients"]["get"]["security"] == [{"oauth2": ["clients.manage"]}]
    assert paths["/tiles/{path}"]["get"]["security"] == []
    assert "/internal" not in paths
    assert "post" not in paths["/v1/products"]


async def test_components_of_services_do_not_collide(documented: World):
    document = (await documented.http.get("/openapi.json")).json()

    answer = document["paths"]["/v1/products"]["get"]["responses"]["200"]
    reference = answer["content"]["application/json"]["schema"]["items"]["$ref"]
    assert reference == "#/components/schemas/Product"
    assert "Product" in document["components"]["schemas"]
    assert "ClientView" in document["components"]["schemas"]


def test_a_schema_that_two_services_have_otherwise_keeps_both_forms():
    def stub(path: str, member: str) -> dict[str, JsonValue]:
        schema: JsonValue = {"type": "object", "properties": {member: {"type": "string"}}}
        answer: JsonValue = {"schema": {"$ref": "#/components/schemas/Thing"}}
        said: JsonValue = {"responses": {"200": {"content": {"application/json": answer}}}}
        return {"paths": {path: {"get": said}}, "components": {"schemas": {"Thing": schema}}}

    document = aggregate(
        {"one": stub("/a", "x"), "two": stub("/b", "y")},
        scope_of=lambda method, path: "public",
        public_url="https://gateway.test",
        version="1",
    )

    assert set(document["components"]["schemas"]) == {"one.Thing", "two.Thing"}
    answer = document["paths"]["/b"]["get"]["responses"]["200"]["content"]["application/json"]
    assert answer["schema"]["$ref"] == "#/components/schemas/two.Thing"


async def test_events_are_described_too(documented: World):
    described = await documented.http.get("/asyncapi.yaml")
    schema = await documented.http.get("/schemas/registry.label.issued.v1.json")
    unknown = await documented.http.get("/schemas/..%2Fasyncapi.yaml")

    assert yaml.safe_load(described.text)["asyncapi"] == "3.0.0"
    assert "label_number" in schema.json()["properties"]
    assert unknown.status_code == 404


async def test_probes_answer(documented: World):
    alive = await documented.http.get("/healthz")
    ready = await documented.http.get(f"{documented.inside}/readyz")
    metrics = await documented.http.get(f"{documented.inside}/metrics")

    assert alive.status_code == ready.status_code == 200
    assert ready.json() == {"database": "ok", "keys": "ok", "last-known": "ok"}
    assert "tanbiao_request_seconds" in metrics.text


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.passed_s = 0.0

    def monotonic(self) -> float:
        return self.passed_s


@pytest.mark.parametrize(
    ("addresses", "fresh_s"), [({}, 60), ({"registry": "http://127.0.0.1:9"}, 5)]
)
async def test_services_are_asked_again_when_the_answer_is_old(
    addresses: dict[str, str], fresh_s: float
):
    asked: list[None] = []

    def own() -> dict[str, JsonValue]:
        asked.append(None)
        return {"paths": {}}

    counts: list[int] = []
    nothing = {"scope_of": lambda method, path: None, "public_url": "", "version": "1"}
    with patch("gateway.directory.usecases.interfaces.time", Hands()) as clock:
        directory = Directory(addresses, own=own, **nothing)
        for moment in (0, fresh_s - 0.1, fresh_s, 2 * fresh_s - 0.1):
            clock.passed_s = moment
            await directory.document()
            counts.append(len(asked))

    assert counts == [1, 1, 2, 2]
