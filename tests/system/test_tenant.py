"""The test tenant: the whole path from a bill of materials to a label, and nothing public moves."""

import httpx
import pytest

from tests.system.tenants import ENTERPRISE, enrol, open_tenant
from tools import keys
from tools.pilot.party import Refused
from tools.pilot.scenario import (
    ACTS,
    Pilot,
    await_delivery,
    give_opinions,
    nominate,
    publish_batch,
    register_parties,
    subscribe,
)
from tools.run.tokens import admit_guests

PUBLIC = [
    "/log/checkpoint",
    "/status/suspension/1",
    "/status/revocation/1",
    "/v1/labels?limit=200",
    "/.well-known/did.json",
    "/.well-known/tanbiao-policy.json",
]
TO_AUTHORITIES = {"agency": "/v1/certificates?limit=200", "regulator": "/v1/applications?limit=200"}


async def seen(platform, live: Pilot) -> dict[str, object]:
    """All that anybody sees of the tenant where labels count."""
    async with httpx.AsyncClient(base_url=platform.url) as http:
        public = {path: (await http.get(path)).content for path in PUBLIC}
    files = {
        path: (await live.party(name).get(path)).json() for name, path in TO_AUTHORITIES.items()
    }
    return {**public, **files, "feed": (await live.party("hebei").get("/v1/feed")).json()}


@pytest.fixture(scope="module")
async def before(platform, labelled) -> dict[str, object]:
    await admit_guests(platform.stack.layout)
    await open_tenant(platform.stack)
    return await seen(platform, labelled)


@pytest.fixture(scope="module")
async def trial(platform, before):
    """The pilot, played in the test tenant to its label."""
    data, url = platform.stack.layout.data, platform.url
    pilot = Pilot(url, data, "", "trial", enterprise=ENTERPRISE, body=keys.SAMPLE_BODY, sample=True)
    await enrol(pilot)
    listing = {nominate, give_opinions, publish_batch}
    left_out = {register_parties, subscribe, await_delivery} | listing
    for act in ACTS:
        if act.play not in left_out:
            await act.play(pilot)
    yield pilot
    await pilot.close()


async def test_the_whole_path_ends_in_a_label_that_says_it_is_worth_nothing(trial, platform):
    number = trial.facts["label"]
    async with httpx.AsyncClient(base_url=platform.url) as http:
        page = await http.get(f"/sample/label/{number}", headers={"accept": "text/html"})
        english = await http.get(f"/sample/label/{number}?lang=en&format=html")
        facts = (await http.get(f"/sample/label/{number}?format=json")).json()
        led = await http.get(f"/label/{number}?format=json")

    assert number.startswith("T-")
    assert "-CFPT-" in trial.facts["certificate"]
    assert "试用租户" in page.text
    assert "Test tenant" in english.text
    assert facts["sample"] is True
    assert facts["status"] == "valid"
    assert led.status_code == 307
    assert led.headers["location"] == f"{platform.url}/sample/label/{number}?format=json"


async def test_its_log_its_lists_and_its_keys_are_its_own(trial, before, platform):
    host = platform.url.removeprefix("http://")
    async with httpx.AsyncClient(base_url=f"{platform.url}/sample") as http:
        checkpoint = (await http.get("/log/checkpoint")).text
        policy = (await http.get("/.well-known/tanbiao-policy.json")).json()
        did = (await http.get("/did.json")).json()
        status = await http.get("/status/suspension/1")
        credential = await http.get(f"/label/{trial.facts['label']}?format=vc")

    assert checkpoint.splitlines()[0] == f"{host}/sample/log"
    assert policy["log"]["origin"] == f"{host}/sample/log"
    assert did["id"] == f"did:web:{host.replace(':', '%3A')}:sample"
    assert policy["log"]["vkey"].encode() not in before["/.well-known/tanbiao-policy.json"]
    assert status.content != before["/status/suspension/1"]
    assert "vc+jwt" in credential.headers["content-type"]


async def test_no_public_figure_moved(trial, before, platform, labelled):
    assert await seen(platform, labelled) == before


async def test_whoever_asks_sees_it_and_nobody_else(trial, platform, labelled):
    hebei, agency = labelled.party("hebei"), labelled.party("agency")
    number, certificate = trial.facts["label"], trial.facts["certificate"]

    there = (await hebei.get("/v1/feed?sample=true")).json()["items"]
    listed = (await agency.get("/v1/certificates?sample=true")).json()["items"]
    async with httpx.AsyncClient(base_url=platform.url) as http:
        found = (await http.get("/v1/labels?sample=true")).json()["items"]

    assert [item["event"]["sample"] for item in there] == [True]
    assert there[0]["event"]["subject"] == number
    assert there[0]["event"]["source"] == "urn:tanbiao:tianjin:mutual-recognition-sample"
    assert [item["number"] for item in listed] == [certificate]
    assert [item["label_number"] for item in found] == [number]


async def test_a_sample_organisation_sees_only_its_own_tenant(trial, labelled):
    listed = (await trial.party("hebei").get("/v1/feed")).json()["items"]

    assert [item["event"]["subject"] for item in listed] == [trial.facts["label"]]
    path = f"/v1/calculations/{labelled.facts['calculation']}"
    with pytest.raises(Refused) as refused:
        await trial.party("jinguang").get(path)
    assert refused.value.status == 404


async def test_only_what_is_published_has_an_address_there(trial, platform):
    async with httpx.AsyncClient(base_url=f"{platform.url}/sample") as http:
        assert (await http.get("/v1/certificates")).status_code == 404
        assert (await http.get("/oauth/jwks")).status_code == 404


async def test_nobody_moves_from_one_tenant_to_the_other(trial):
    body = {"role": "enterprise", "name_zh": "试用", "name_en": "Trial", "sample": False}

    with pytest.raises(Refused) as refused:
        await trial.party("operator").send("PUT", f"/v1/organisations/{ENTERPRISE}", body)

    assert refused.value.type == "organisation-of-another-tenant"
