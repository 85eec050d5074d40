"""One address, many forms: what a label's address answers, and to whom."""

import io
import json
import zipfile
from urllib.parse import urlsplit

import jsonschema
import pytest

from chassis import clock
from registry.labels.domain.label import check_character
from registry.proofs.domain.bundle import Bundle
from registry.proofs.domain.policy import parse_policy
from registry.proofs.domain.verification import verify

POLICY = "/.well-known/tanbiao-policy.json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (BROWSER, "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/vc+jwt", "application/vc+jwt"),
        ("application/zip", "application/zip"),
        ("application/linkset+json", "application/linkset+json"),
        ("application/vnd.tanbiao.bundle+json", "application/vnd.tanbiao.bundle+json"),
        ("application/json;q=0.5, application/vc+jwt", "application/vc+jwt"),
        ("text/html;q=0.4, application/json", "application/json"),
        ("application/*", "application/json"),
        ("text/html;q=0, */*", "application/json"),
        ("image/png", "text/html; charset=utf-8"),
        ("rubbish;q=x,,", "text/html; charset=utf-8"),
    ],
)
async def test_the_accept_header_chooses_the_form(registry, published, accept, media_type):
    response = await registry.get(published.path, headers={"Accept": accept})

    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("html", "text/html; charset=utf-8"),
        ("json", "application/json"),
        ("vc", "application/vc+jwt"),
        ("bundle", "application/zip"),
        ("bundle-json", "application/vnd.tanbiao.bundle+json"),
        ("linkset", "application/linkset+json"),
    ],
)
async def test_the_query_chooses_the_form_whatever_is_accepted(
    registry, published, form, media_type
):
    response = await registry.get(f"{published.path}?format={form}", headers={"Accept": BROWSER})

    assert response.headers["content-type"] == media_type


async def test_a_form_that_does_not_exist_is_refused(registry, published):
    response = await registry.get(f"{published.path}?format=pdf")

    assert response.status_code == 422
    assert response.json()["type"] == "urn:tanbiao:problem:request-invalid"


async def test_the_digital_link_answers_as_the_label_does(registry, published):
    accept = {"Accept": "application/vc+jwt"}

    by_gtin = await registry.get(published.gs1_path, headers=accept)

    assert by_gtin.text == (await registry.get(published.path, headers=accept)).text
    assert by_gtin.text == published.certificate.credential


async def test_a_label_number_may_be_typed_in_small_letters(registry, published):
    response = await registry.get(f"{published.path.lower()}?format=json")

    assert response.json()["label_number"] == published.number


async def test_json_states_the_facts_of_the_certificate(registry, published):
    facts = (await registry.get(f"{published.path}?format=json")).json()

    certificate = published.certificate
    assert facts["status"] == "valid"
    assert facts["verification"]["proven"] is True
    assert {check["outcome"] for check in facts["verification"]["checks"]} == {"passed"}
    assert facts["certificate"]["number"] == certificate.certificate_number
    assert facts["footprint"] == {
        "value": "474.24",
        "unit": "kgCO2e",
        "per": {"amount": "1", "unit": "kWp"},
        "boundary": "cradle-to-gate",
    }
    assert facts["seal"] == certificate.seal
    assert facts["body"]["did"] == certificate.issuer
    assert facts["sample"] is True
    assert facts["links"]["digital_link"].endswith(published.gs1_path)


async def test_the_register_gives_the_same_facts(registry, published):
    by_label = (await registry.get(f"{published.path}?format=json")).json()
    by_number = (await registry.get(f"/v1/labels/{published.number}")).json()

    for facts in (by_label, by_number):
        del facts["verification"]["checked_at"]
    assert by_label == by_number


async def test_zip_and_json_bundles_are_equal_and_verify_offline(registry, published):
    zipped = await registry.get(f"{published.path}?format=bundle")
    document = await registry.get(f"{published.path}?format=bundle-json")
    policy = parse_policy((await registry.get(POLICY)).text)

    bundle = Bundle.read(zipped.content)

    assert bundle == Bundle.read(document.content)
    assert verify(bundle, policy, clock.now()).is_verified
    assert zipped.headers["content-disposition"] == (
        f'attachment; filename="label-{published.number}.tanbiao.zip"'
    )
    with zipfile.ZipFile(io.BytesIO(zipped.content)) as archive:
        assert archive.read("credential.jwt").decode() == published.certificate.credential


async def test_a_suspension_and_a_withdrawal_show_in_the_bundle_at_once(registry, publish, change):
    published = await publish()
    policy = parse_policy((await registry.get(POLICY)).text)

    await change.suspend(published)
    suspended = Bundle.read((await registry.get(f"{published.path}?format=bundle")).content)
    await change.reinstate(published)
    reinstated = Bundle.read((await registry.get(f"{published.path}?format=bundle")).content)
    await change.withdraw(published)
    withdrawn = Bundle.read((await registry.get(f"{published.path}?format=bundle")).content)

    assert verify(suspended, policy, clock.now()).failures == ("suspended",)
    assert verify(reinstated, policy, clock.now()).failures == ()
    assert verify(withdrawn, policy, clock.now()).failures == ("revoked",)


async def test_a_cancelled_label_is_void_and_nobody_speaks_of_a_sanction(registry, publish, change):
    published = await publish()

    await change.cancel(published)

    shown = (await registry.get(f"{published.path}?format=json")).json()
    page = (await registry.get(published.path)).text
    assert shown["status"] == "cancelled"
    assert "replaced_by" not in shown
    assert "标识已注销" in page
    assert "标识已撤销" not in page


async def test_a_replaced_label_points_to_the_new_one_once_that_is_public(
    registry, publish, change
):
    old = await publish()
    following = f"CFP901-2026-{old.world.serial + 1:05}"

    await change.replace(old, following)
    early = (await registry.get(old.path)).text
    new = await publish()
    page = (await registry.get(old.path)).text

    assert new.certificate.certificate_number == following
    assert 'id="successor"' not in early
    assert f'<a href="/label/{new.number}">' in page
    shown = (await registry.get(f"{old.path}?format=json")).json()
    assert (shown["status"], shown["replaced_by"]) == ("cancelled", new.number)


async def test_a_mistyped_number_is_told_apart_from_an_unknown_one(registry, published):
    last = "1" if published.number[-1] != "1" else "2"
    mistyped = published.number[:-1] + last
    absent = "N-120116-47150-2699999"
    absent = f"{absent}-{check_character(absent)}"
    unknown = (await registry.get(f"/label/{absent}?format=json")).json()

    response = await registry.get(f"/label/{mistyped}?format=json")

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:tanbiao:problem:label-number-mistyped"
    assert mistyped in response.json()["messages"]["zh"]
    assert mistyped in response.json()["messages"]["en"]
    assert unknown["type"] == "urn:tanbiao:problem:label-not-found"


async def test_a_browser_is_asked_whether_it_meant_a_label_that_exists(registry, published):
    right = published.number
    wrong = right.replace("-2", "-3", 1)

    page = await registry.get(f"/label/{wrong}", headers={"Accept": "text/html"})
    data = await registry.get(f"/label/{wrong}?format=json")

    assert page.status_code == 404
    assert f'href="/label/{right}?lang=zh"' in page.text
    assert data.json()["type"] == "urn:tanbiao:problem:label-number-mistyped"
    assert right in data.json()["messages"]["en"]


async def test_a_gtin_of_another_product_is_not_found(registry, published, publish):
    without = await publish(gtin=None)

    wrong = await registry.get(f"/01/06901234567885/21/{published.number}?format=json")
    none = await registry.get(f"/01/06901234567892/21/{without.number}?format=json")

    assert [wrong.status_code, none.status_code] == [404, 404]
    assert wrong.json()["type"] == "urn:tanbiao:problem:label-of-another-product"
    assert none.json()["type"] == "urn:tanbiao:problem:label-of-another-product"


@pytest.mark.parametrize(
    "gtin", ["abc", "06901234567893", "6901234567", "０６９０１２３４５６７８９２"]
)
async def test_a_malformed_digital_link_is_no_suspicion_of_misuse(registry, published, gtin):
    response = await registry.get(f"/01/{gtin}/21/{published.number}?format=json")

    assert response.status_code == 400
    assert response.json()["type"] == "urn:tanbiao:problem:digital-link-malformed"


async def test_a_serial_has_at_most_twenty_characters_and_is_read_with_hyphens_too(
    registry, published
):
    serial = published.gs1_path.rpartition("/")[2]
    gtin = published.gs1_path.split("/")[2]

    accept = {"Accept": "application/vc+jwt"}
    without = await registry.get(f"/01/{gtin}/21/{serial}", headers=accept)
    hyphens = await registry.get(f"/01/{gtin}/21/{published.number}", headers=accept)

    assert len(serial) == 20
    assert without.text == hyphens.text == published.certificate.credential


async def test_a_gtin_may_be_written_without_its_leading_zero(registry, published):
    response = await registry.get(f"/01/6901234567892/21/{published.number}?format=vc")

    assert response.status_code == 200


async def test_head_answers_like_get_without_a_body(registry, published):
    response = await registry.client.head(published.path, headers={"Accept": "application/json"})

    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "application/json"


TARGET = {
    "type": "object",
    "required": ["href", "title"],
    "properties": {
        "href": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "type": {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
        "hreflang": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 1},
    },
    "additionalProperties": False,
}
LINKSET = {
    "type": "object",
    "required": ["linkset"],
    "additionalProperties": False,
    "properties": {
        "linkset": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["anchor", "https://ref.gs1.org/voc/defaultLink"],
                "properties": {
                    "anchor": {"type": "string", "format": "uri"},
                    "itemDescription": {"type": "string"},
                },
                "patternProperties": {
                    "^https://(ref\\.gs1\\.org/voc|test\\.uncefact\\.org/vocabulary/linkTypes)/": {
                        "type": "array",
                        "minItems": 1,
                        "items": TARGET,
                    }
                },
                "additionalProperties": False,
            },
        }
    },
}
"""The shape of RFC 9264, 4.2, narrowed to absolute addresses and to GS1 and UNTP relations."""


@pytest.mark.parametrize("asked", ["linkset", "all"])
async def test_the_link_set_has_the_shape_of_rfc_9264(registry, published, asked):
    product = published.gs1_path.rpartition("/21/")[0]
    for path in (published.gs1_path, product, published.path):
        response = await registry.get(f"{path}?linkType={asked}")

        jsonschema.validate(response.json(), LINKSET)
        [links] = response.json()["linkset"]
        [default] = links["https://ref.gs1.org/voc/defaultLink"]
        assert set(default) == {"href", "title"}
        assert links["anchor"].endswith(path)
        assert response.headers["content-type"] == "application/linkset+json"
        link = response.headers["link"]
        assert 'rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"' in link


async def test_every_link_of_the_link_set_answers_with_its_media_type(registry, published):
    for path in (published.path, published.gs1_path.rpartition("/21/")[0]):
        links = (await registry.get(f"{path}?linkType=linkset")).json()["linkset"][0]
        targets = [t for value in links.values() if isinstance(value, list) for t in value]
        assert targets
        for target in targets:
            split = urlsplit(target["href"])
            response = await registry.get(f"{split.path}?{split.query}")
            media_type = response.headers["content-type"].split(";")[0]
            assert media_type == target.get("type", "text/html")
            assert response.status_code == 200


async def test_a_link_type_leads_to_its_link(registry, published):
    response = await registry.get(f"{published.gs1_path}?linkType=gs1:certificationInfo")

    assert response.status_code == 307
    assert response.headers["location"].endswith(f"{published.path}?format=vc")


async def test_a_link_type_keeps_what_else_was_asked(registry, published):
    address = f"{published.gs1_path}?linkType=gs1:certificationInfo&lang=en&foo=bar"

    response = await registry.get(address)

    assert response.headers["location"].endswith(f"{published.path}?format=vc&lang=en&foo=bar")


async def test_an_unknown_link_type_is_not_found(registry, published):
    response = await registry.get(f"{published.path}?linkType=gs1:recipeInfo&format=json")

    assert response.status_code == 404
    assert response.json()["type"] == "urn:tanbiao:problem:link-type-unknown"


async def test_the_resolver_describes_itself(registry):
    described = (await registry.get("/.well-known/gs1resolver")).json()

    assert described["resolverRoot"] == "http://127.0.0.1:8080"
    assert described["supportedPrimaryKeys"] == ["01"]


async def test_the_policy_names_the_bodies_and_no_private_key(registry, published):
    response = await registry.get(POLICY)

    document = response.json()
    assert [body["did"] for body in document["bodies"]] == [published.certificate.issuer]
    assert document["bodies"][0]["name_zh"] == "示例认证(天津)有限公司"
    assert document["log"]["origin"] == "127.0.0.1:8080/log"
    assert '"d"' not in response.text


async def test_the_bundle_has_no_compressed_or_hidden_members(registry, published):
    document = json.loads((await registry.get(f"{published.path}?format=bundle-json")).content)

    assert sorted(document["files"]) == sorted(["README.txt", *Bundle.NAMES.values()])
