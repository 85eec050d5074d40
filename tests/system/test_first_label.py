"""From a bill of materials to a label that anyone can verify, through every process."""

import base64
import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from tools.pilot.party import Refused
from tools.pilot.scenario import NotYet, eventually

WORDS = {"outcome": "passed", "note_zh": "……"}


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.fixture
async def public(platform):
    """Somebody without an account."""
    async with httpx.AsyncClient(base_url=platform.url, timeout=30) as client:
        yield client


@pytest.fixture
def label(labelled):
    return f"/label/{labelled.facts['label']}"


async def as_json(public, label) -> dict:
    return (await public.get(label, headers={"Accept": "application/json"})).json()


@pytest.mark.clause("C08")
async def test_the_label_states_the_sealed_value_of_the_calculation(public, label, labelled):
    stated = await as_json(public, label)

    bundle = (
        await labelled.party("jinguang").get(
            f"/v1/calculations/{labelled.facts['calculation']}/bundle"
        )
    ).json()
    assert stated["seal"] == labelled.facts["seal"] == bundle["seal"]
    assert stated["certificate"]["number"] == labelled.facts["certificate"]
    assert stated["status"] == "valid"
    assert Decimal(stated["footprint"]["value"]) > 0
    assert stated["footprint"]["per"] == {"amount": "1", "unit": "kWp"}


@pytest.mark.clause("C13")
async def test_a_browser_gets_a_chinese_page_and_an_english_one_by_choice(public, label):
    chinese = await public.get(label, headers={"Accept": "text/html"})
    english = await public.get(f"{label}?lang=en", headers={"Accept": "text/html"})

    assert 'lang="zh' in chinese.text
    assert "示例单晶光伏组件" in chinese.text
    assert 'lang="en' in english.text
    assert "Sample single-crystal PV module" in english.text


@pytest.mark.clause("C20")
async def test_the_credential_is_signed_by_the_body_for_this_certificate(public, label):
    stated = await as_json(public, label)
    token = (await public.get(label, headers={"Accept": "application/vc+jwt"})).text

    header, payload = (json.loads(base64.urlsafe_b64decode(p + "==")) for p in token.split(".")[:2])
    assert header["typ"] == "vc+jwt"
    assert header["kid"].startswith(stated["body"]["did"] + "#")
    assert payload["issuer"]["id"] == stated["body"]["did"]


@pytest.mark.clause("C08")
async def test_the_bundle_verifies_offline_and_a_tampered_one_does_not(
    public, label, tmp_path: Path
):
    bundle, policy = tmp_path / "label.zip", tmp_path / "policy.json"
    bundle.write_bytes((await public.get(f"{label}?format=bundle")).content)
    policy.write_bytes((await public.get("/.well-known/tanbiao-policy.json")).content)

    genuine = run("registry", "verify", bundle, "--policy", policy)
    forged = run("registry", "verify", forge(bundle, tmp_path), "--policy", policy)

    assert (genuine.returncode, genuine.stderr) == (0, "")
    assert forged.returncode == 1
    assert "✗" in forged.stdout


def forge(bundle: Path, folder: Path) -> Path:
    """The same bundle with a smaller footprint in its credential."""
    forged = folder / "forged.zip"
    with zipfile.ZipFile(bundle) as source, zipfile.ZipFile(forged, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, halved(data) if name == "credential.jwt" else data)
    return forged


def halved(token: bytes) -> bytes:
    header, payload, signature = token.split(b".")
    text = base64.urlsafe_b64decode(payload + b"==")
    changed = text.replace(b'"50', b'"25', 1) if b'"50' in text else text.replace(b"1", b"2", 1)
    return b".".join([header, base64.urlsafe_b64encode(changed).rstrip(b"="), signature])


@pytest.mark.clause("C08")
async def test_the_sealed_calculation_recomputes_to_the_same_bytes_offline(labelled, platform):
    sealed = platform.stack.layout.data / "sealed-calculation.json"

    result = run("accounting", "recompute", sealed, "--seal", labelled.facts["seal"])

    assert result.returncode == 0, result.stdout


@pytest.mark.clause("C16")
async def test_the_partner_region_received_the_label_once_and_finds_it_in_the_feed(
    platform, labelled
):
    number = labelled.facts["label"]
    received = [e for e in await platform.receiver.received() if e["subject"] == number]
    feed = (await labelled.party("hebei").get("/v1/feed", params={"limit": 200})).json()

    in_feed = [i["event"] for i in feed["items"] if i["event"]["subject"] == number]
    assert len(received) == len(in_feed) == 1
    assert received[0]["event"] == in_feed[0]


@pytest.mark.clause("C13")
async def test_the_qr_code_and_the_digital_link_lead_to_the_label(public, label, labelled):
    stated = await as_json(public, label)
    svg, png = await public.get(f"{label}/qr.svg"), await public.get(f"{label}/qr.png")
    link = await public.get(
        f"/01/{stated['product']['gtin']}/21/{labelled.facts['label']}",
        headers={"Accept": "application/json"},
        follow_redirects=True,
    )

    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert png.content.startswith(b"\x89PNG")
    assert link.json()["label_number"] == labelled.facts["label"]


@pytest.mark.clause("C10")
async def test_nobody_does_the_work_of_another(labelled, public):
    """The enterprise does not review, the reviewer does not decide, a stranger sees nothing."""
    application = f"/v1/applications/{labelled.facts['application']}"
    attempts = [
        ("jinguang", "POST", f"{application}/acceptance", WORDS, 403),
        ("reviewer", "POST", "/v1/products", {}, 403),
        ("hebei", "GET", application, None, 403),
        ("operator", "GET", "/v1/products", None, 403),
    ]
    for party, method, path, body, status in attempts:
        with pytest.raises(Refused) as refused:
            await labelled.party(party).call(method, path, json=body)
        assert refused.value.status == status
    assert (await public.get("/v1/products")).status_code == 401


@pytest.mark.clause("C20")
async def test_a_suspension_is_public_within_seconds_and_ends_the_same_way(
    platform, public, label, labelled, tmp_path: Path
):
    certificate = f"/v1/certificates/{labelled.facts['certificate']}"
    until = {"reason_code": "0201", "until": "2027-03-01T00:00:00Z", "note_zh": "监督未通过。"}

    await published_as_verified(labelled)

    await labelled.send("decider", "POST", f"{certificate}/suspension", until)
    await status_becomes(public, label, "suspended")
    await footprint_names(labelled, None)
    bundle, policy = tmp_path / "label.zip", tmp_path / "policy.json"
    bundle.write_bytes((await public.get(f"{label}?format=bundle")).content)
    policy.write_bytes((await public.get("/.well-known/tanbiao-policy.json")).content)
    verdict = run("registry", "verify", bundle, "--policy", policy, "--lang", "en")

    assert verdict.returncode == 1
    assert "suspended" in verdict.stdout
    await labelled.send(
        "decider", "POST", f"{certificate}/reinstatement", {"note_zh": "整改完成。"}
    )
    await status_becomes(public, label, "valid")
    await footprint_names(labelled, labelled.facts["certificate"])
    await partner_knows(platform, labelled, ["suspended", "valid"])


async def status_becomes(public, label, wanted: str) -> None:
    async def attempt() -> None:
        if (await as_json(public, label))["status"] != wanted:
            raise NotYet(wanted)

    await eventually(attempt)


async def published_as_verified(labelled) -> None:
    """A footprint that is published after the decision names its certificate at once."""
    path = f"/v1/calculations/{labelled.facts['calculation']}/publication"
    statement = {"recipients": [], "fossil_carbon_kg": "1.9"}
    await labelled.send("jinguang", "POST", path, statement)
    await footprint_names(labelled, labelled.facts["certificate"])


async def footprint_names(labelled, certificate: str | None) -> None:
    path = f"/v1/calculations/{labelled.facts['calculation']}/publication"

    async def attempt() -> None:
        footprint = (await labelled.party("jinguang").get(path)).json()["footprint"]
        said = footprint["pcf"].get("verification", {}).get("comments", "")
        if certificate not in said if certificate else said:
            raise NotYet(f"{certificate} in the published footprint")

    await eventually(attempt)


async def partner_knows(platform, labelled, wanted: list[str]) -> None:
    async def attempt() -> None:
        events = [e["event"] for e in await platform.receiver.received()]
        mine = [e["data"] for e in events if e["subject"] == labelled.facts["label"]]
        if [d["status"] for d in mine if "status" in d] != wanted:
            raise NotYet(f"{wanted} at the partner")

    await eventually(attempt)


async def test_one_trace_follows_a_decision_to_the_partner(platform, labelled):
    """Gateway, certification, the signing worker, the registry, mutual recognition: one trace."""
    decision = f"/v1/applications/{labelled.facts['application']}/decision"
    asked = [line for line in logged(platform, "gateway") if line.get("path") == decision]
    trace = asked[0]["trace_id"]

    assert handled(platform, "registry-worker", "certification.certificate.issued.v1", trace)
    assert handled(platform, "mutual-recognition-worker", "registry.label.issued.v1", trace)


def handled(platform, process: str, type: str, trace: str) -> bool:
    """Whether a process logged that it handled an event of this type within this trace."""
    lines = [line for line in logged(platform, process) if line["event"] == "event handled"]
    return any((line["type"], line["trace_id"]) == (type, trace) for line in lines)


def logged(platform, process: str) -> list[dict]:
    """The structured lines of a process's log."""
    lines = (platform.stack.layout.data / "log" / f"{process}.log").read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]
