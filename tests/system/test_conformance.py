"""Every case of the WBCSD conformance service, against a host that no person attends.

The host is started by the documented command; everything goes over TLS and through the gateway, and
answers to requests come back as calls. The numbers are those that the service's guide gives its
cases: 41 of version 3, 22 of version 2.3.
"""

import os
import re
import signal
import subprocess
from asyncio import to_thread
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.legacy_linter import legacy_findings
from accounting.pact.domain.linter import lint, usable
from tests.support.documented import ROOT, Executor, executed_by
from tests.support.folders import server_folder
from tests.support.ports import free_block
from tests.system.test_documented_commands import make_environment
from tests.system.tester import PUBLISHED, Outsider, callbacks, front

[DOCUMENTED] = executed_by(Executor.CONFORMANCE)
BOTH = pytest.mark.parametrize("version", ["3", "2"])
GARBAGE = f"very-invalid-access-token-{uuid4().hex[:16]}"
NOBODY = "00000000-0000-0000-0000-000000000000"
UNKNOWN = "urn:pact:null"
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
V2_NEEDS = {
    "id", "specVersion", "version", "created", "status", "comment", "companyName", "companyIds",
    "productDescription", "productIds", "productCategoryCpc", "productNameCompany", "pcf",
}  # fmt: skip
V2_PCF_NEEDS = {
    "declaredUnit", "unitaryProductAmount", "referencePeriodStart", "referencePeriodEnd",
    "pCfExcludingBiogenic", "fossilGhgEmissions", "fossilCarbonContent", "biogenicCarbonContent",
    "characterizationFactors", "ipccCharacterizationFactorsSources", "crossSectoralStandardsUsed",
    "boundaryProcessesDescription", "exemptedEmissionsPercent", "exemptedEmissionsDescription",
    "packagingEmissionsIncluded",
}  # fmt: skip


@pytest.fixture(scope="module")
async def tester():
    with server_folder() as folder, callbacks() as taken:
        port = free_block()
        async with front(folder, port) as outside:
            process = await to_thread(started, folder, port, outside.url, taken.url)
            try:
                async with httpx.AsyncClient(verify=outside.trusts, timeout=30) as http:
                    found = Outsider(outside.url, taken, http)
                    await found.begin()
                    yield found
            finally:
                os.killpg(process.pid, signal.SIGINT)
                await to_thread(process.communicate)


def started(folder: Path, port: int, public_url: str, partner: str) -> subprocess.Popen[str]:
    """The documented command with the addresses of this run, once it says that it is ready."""
    command = DOCUMENTED.replace("https://pact.example.com", public_url)
    command = command.replace("https://tester.example.com", partner)
    venv = make_environment(folder / "venv")
    process = subprocess.Popen(
        ["bash", "-euc", f"exec env {command} VENV={venv} PORT={port} DATA={folder}/run"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "ARGS"))},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("ready:"):
            return process
    raise AssertionError("".join(said))


def sound(version, document):
    """Whether a document is as its version of the specification describes it, and nothing null."""
    if version == "3":
        read = read_footprint(document)
        assert read.written() == document
        assert usable(lint(read)), lint(read)
        return
    pcf = document["pcf"]
    assert document.keys() >= V2_NEEDS
    assert pcf.keys() >= V2_PCF_NEEDS
    assert legacy_findings(document) == ()
    for name in ("pCfExcludingBiogenic", "fossilGhgEmissions", "unitaryProductAmount"):
        assert DECIMAL.fullmatch(pcf[name]), name
    places = ("geographyCountry", "geographyCountrySubdivision", "geographyRegionOrSubregion")
    assert sum(name in pcf for name in places) <= 1


# Cases 1 to 19 are the same in both versions.


@BOTH
async def test_01_valid_credentials_obtain_a_token(tester, version):
    answer = await tester.asks_for_token("a-secret-of-16-characters", at=f"{tester.url}/auth/token")

    assert answer.status_code == 200
    assert answer.json()["token_type"].lower() == "bearer"
    assert answer.json()["expires_in"] >= 600


@BOTH
async def test_02_invalid_credentials_obtain_none(tester, version):
    answer = await tester.asks_for_token(
        uuid4().hex, at=f"{tester.url}/auth/token", client=uuid4().hex[:16]
    )

    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == "invalid_client"


@BOTH
async def test_03_a_footprint_is_got_by_its_id(tester, version):
    id = tester.footprints[version][0]["id"]

    answer = await tester.get(f"/{version}/footprints/{id}")

    assert (answer.status_code, answer.json()["data"]["id"]) == (200, id)
    sound(version, answer.json()["data"])


@BOTH
async def test_04_all_footprints_are_listed(tester, version):
    answer = await tester.get(f"/{version}/footprints")

    assert answer.status_code == 200
    assert len(answer.json()["data"]) == len(tester.footprints[version]) >= 2
    for document in answer.json()["data"]:
        sound(version, document)


@BOTH
async def test_05_a_page_links_to_the_next_at_the_address_that_was_called(tester, version):
    first = await tester.get(f"/{version}/footprints?limit=1")
    link = first.links["next"]["url"]
    second = await tester.get("", at=link)

    assert len(first.json()["data"]) == len(second.json()["data"]) == 1
    assert link.startswith(f"{tester.url}/{version}/footprints?")
    assert first.json()["data"] + second.json()["data"] == tester.footprints[version][:2]


@BOTH
@pytest.mark.parametrize("case", ["06 list", "07 get"])
async def test_06_07_an_invalid_token_is_a_bad_request(tester, version, case):
    id = tester.footprints[version][0]["id"]
    path = f"/{version}/footprints" + (f"/{id}" if case == "07 get" else "")

    answer = await tester.get(path, token=GARBAGE)

    assert (answer.status_code, answer.json()["code"]) == (401, "BadRequest")


@BOTH
async def test_08_a_footprint_that_does_not_exist_is_not_found(tester, version):
    answer = await tester.get(f"/{version}/footprints/{NOBODY}")

    code = {"3": "NotFound", "2": "NoSuchFootprint"}[version]
    assert (answer.status_code, answer.json()["code"]) == (404, code)


@BOTH
@pytest.mark.parametrize("case", ["09 token", "10 list", "11 get", "17 events"])
async def test_09_10_11_17_nothing_is_answered_without_tls(tester, version, case):
    plain = tester.url.replace("https:", "http:")
    id = tester.footprints[version][0]["id"]
    data = {"pfIds": [str(uuid4())]}

    calls = {
        "09 token": lambda: tester.asks_for_token("x" * 16, at=f"{plain}/auth/token"),
        "10 list": lambda: tester.get(f"/{version}/footprints", at=plain),
        "11 get": lambda: tester.get(f"/{version}/footprints/{id}", at=plain),
        "17 events": lambda: tester.sends(version, PUBLISHED[version], data, at=plain),
    }

    with pytest.raises(httpx.HTTPError):
        await calls[case]()


@BOTH
async def test_12_a_request_for_a_footprint_is_taken_in(tester, version):
    products = tester.footprints[version][0]["productIds"]

    answer = await tester.asks_for(version, products, f"{uuid4()}/12")

    assert (answer.status_code, answer.content) == (200, b"")


@BOTH
async def test_13_and_is_fulfilled_by_a_call_with_the_products_that_were_asked_for(tester, version):
    wanted, id = tester.footprints[version][0], f"{uuid4()}/13"

    await tester.asks_for(version, wanted["productIds"], id)
    path, event = await tester.callbacks.answer_to(id)

    assert path == f"/{version}/events"
    assert "Fulfilled" in event["type"]
    assert event["source"] == f"{tester.url}/{version}/events"
    given = event["data"]["pfs"]
    assert {product for each in given for product in each["productIds"]} <= set(
        wanted["productIds"]
    )
    assert [each["id"] for each in given] == [wanted["id"]]
    for document in given:
        sound(version, document)


@BOTH
@pytest.mark.parametrize("case", ["14A the request", "14B the call"])
async def test_14_a_request_for_an_unknown_product_is_rejected_by_a_call(tester, version, case):
    id = f"{uuid4()}/14"

    answer = await tester.asks_for(version, [UNKNOWN], id)

    assert answer.status_code == 200
    if case == "14B the call":
        path, event = await tester.callbacks.answer_to(id)
        assert path == f"/{version}/events"
        assert "Rejected" in event["type"]
        assert event["data"]["error"]["code"] == "NotFound"
        assert event["data"]["error"]["message"]


@BOTH
async def test_15_a_notice_of_a_published_footprint_is_taken_in(tester, version):
    answer = await tester.sends(version, PUBLISHED[version], {"pfIds": [str(uuid4())]})

    assert (answer.status_code, answer.content) == (200, b"")


@BOTH
async def test_16_an_event_with_an_invalid_token_is_a_bad_request(tester, version):
    data = {"pfIds": [str(uuid4())]}

    answer = await tester.sends(version, PUBLISHED[version], data, token=GARBAGE)

    assert (answer.status_code, answer.json()["code"]) == (401, "BadRequest")


@BOTH
@pytest.mark.parametrize("case", ["18 right", "19 wrong"])
async def test_18_19_the_discovered_endpoint_tells_right_from_wrong(tester, version, case):
    right = await tester.asks_for_token(
        "a-secret-of-16-characters" if case == "18 right" else uuid4().hex
    )

    assert tester.token_url.startswith(f"{tester.url}/")
    assert right.status_code == (200 if case == "18 right" else 401)


@BOTH
async def test_40_of_v3_and_21_of_v2_an_event_that_is_malformed_is_a_bad_request(tester, version):
    data = {"pfIds": ["urn:gtin:4712345060507"]}

    answer = await tester.sends(version, PUBLISHED[version], data)

    assert (answer.status_code, answer.json()["code"]) == (400, "BadRequest")


# Version 2 has a filter of OData instead of the criteria of version 3.


async def test_20_of_v2_a_filter_by_creation_lists_what_is_no_older(tester):
    created = tester.footprints["2"][0]["created"]
    query = httpx.QueryParams({"$filter": f"created ge '{created}'"})

    answer = await tester.get(f"/2/footprints?{query}")

    assert answer.status_code == 200
    assert [each["id"] for each in answer.json()["data"]] == [
        each["id"] for each in tester.footprints["2"] if each["created"] >= created
    ]


# Cases 20 to 39 of version 3: each criterion lists what fits and nothing else.


def place_of(document):
    pcf = document["pcf"]
    names = ("geographyCountry", "geographyRegionOrSubregion", "geographyCountrySubdivision")
    return next(pcf[name] for name in names if name in pcf)


def ends_of(document):
    """Validity when none is stated: from the end of the reference period, for three years."""
    start = datetime.fromisoformat(document["pcf"]["referencePeriodEnd"])
    return start, start.replace(year=start.year + 3)


DAY = timedelta(days=1)
FITTING = {
    "20 productId": lambda f: [("productId", f["productIds"][0])],
    "21 companyId": lambda f: [("companyId", f["companyIds"][0])],
    "22 geography": lambda f: [("geography", place_of(f))],
    "23 classification": lambda f: [("classification", f["productClassifications"][0])],
    "24 validOn": lambda f: [("validOn", ends_of(f)[0].isoformat())],
    "25 validAfter": lambda f: [("validAfter", (ends_of(f)[0] - DAY).isoformat())],
    "26 validBefore": lambda f: [("validBefore", (ends_of(f)[1] + DAY).isoformat())],
    "27 status": lambda f: [("status", f["status"])],
    "28 status and productId": lambda f: [
        ("status", f["status"]),
        ("productId", f["productIds"][0]),
    ],
    "29 one companyId of several": lambda f: [
        ("companyId", f["companyIds"][0]),
        ("companyId", uuid4().hex[:8]),
        ("companyId", uuid4().hex[:8]),
    ],
}
FITS = {
    "20": lambda f, one: one["productIds"][0] in f["productIds"],
    "21": lambda f, one: one["companyIds"][0] in f["companyIds"],
    "22": lambda f, one: place_of(one) == place_of(f),
    "23": lambda f, one: one["productClassifications"][0] in f["productClassifications"],
    "24": lambda f, one: ends_of(f)[0] <= ends_of(one)[0] <= ends_of(f)[1],
    "25": lambda f, one: ends_of(f)[0] > ends_of(one)[0] - DAY,
    "26": lambda f, one: ends_of(f)[1] < ends_of(one)[1] + DAY,
    "27": lambda f, one: f["status"] == one["status"],
    "28": lambda f, one: one["productIds"][0] in f["productIds"] and f["status"] == one["status"],
    "29": lambda f, one: one["companyIds"][0] in f["companyIds"],
}


@pytest.mark.parametrize("case", FITTING)
async def test_20_to_29_of_v3_a_criterion_lists_all_that_fits(tester, case):
    every = tester.footprints["3"]
    fits = FITS[case[:2]]
    query = httpx.QueryParams(FITTING[case](every[0]))

    answer = await tester.get(f"/3/footprints?{query}")

    expected = [each["id"] for each in every if fits(each, every[0])]
    assert answer.status_code == 200
    assert [each["id"] for each in answer.json()["data"]] == expected
    assert every[0]["id"] in expected


BOGUS = {
    "30 productId": "productId=urn:bogus:product:x",
    "31 companyId": "companyId=urn:bogus:company:x",
    "32 geography": "geography=XX",
    "33 classification": "classification=urn:bogus:classification:x",
    "34 validOn": "validOn=1900-01-01T00:00:00Z",
    "35 validAfter": "validAfter=2099-12-31T23:59:59Z",
    "36 validBefore": "validBefore=1900-01-01T00:00:00Z",
    "37 status": "status=BogusStatus",
    "38 two criteria": "companyId=urn:bogus:company:x&productId=urn:bogus:product:x",
    "39 several values": "companyId=urn:bogus:x&companyId=urn:bogus:y&companyId=urn:bogus:z",
}


@pytest.mark.parametrize("case", BOGUS)
async def test_30_to_39_of_v3_what_fits_nothing_lists_nothing(tester, case):
    answer = await tester.get(f"/3/footprints?{BOGUS[case]}")

    assert (answer.status_code, answer.json()) == (200, {"data": []})


def test_every_case_of_both_versions_is_here():
    """A case is a test of one version, and 14 has two halves: the checklists count 41 and 22."""
    tests = [each for name, each in globals().items() if name.startswith("test_")]
    shared = sum(cases_of(test) for test in tests if BOTH.mark in marks_of(test))

    assert shared + len(FITTING) + len(BOGUS) == 41
    assert shared + 1 == 22


def marks_of(test):
    return getattr(test, "pytestmark", [])


def cases_of(test):
    """How many cases one test tries in each version."""
    listed = [mark.args[1] for mark in marks_of(test) if mark.args[:1] == ("case",)]
    return len(listed[0]) if listed else 1
