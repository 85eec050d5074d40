"""GS1 Digital Links: what they identify, where they lead, and which are none."""

import pytest

from registry.labels.domain.facts import digital_link
from registry.resolver.domain.digital_links import DigitalLink, DigitalLinkMalformed, read
from registry.values.domain.node import Node

GTIN = "06901234567892"
"""Check digit by hand: 6+0+2+4+6+8 is 26, 9+1+3+5+7+9 is 34, 26+3*34 is 128, so 2."""
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGE = "http://127.0.0.1:8080/label"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        (GTIN, DigitalLink(GTIN)),
        (f"{GTIN}/", DigitalLink(GTIN)),
        ("6901234567892", DigitalLink(GTIN)),
        (f"{GTIN}/21/N1", DigitalLink(GTIN, "N1")),
        (f"{GTIN}/10/LOT-7/21/N1/", DigitalLink(GTIN, "N1")),
        (f"{GTIN}/22/A/10/B/21/N1", DigitalLink(GTIN, "N1")),
        (f"{GTIN}/22/A", DigitalLink(GTIN)),
    ],
)
def test_a_link_identifies_a_product_or_a_label(path, link):
    assert read(path) == link


@pytest.mark.parametrize(
    "path",
    [
        "",
        "abc",
        "06901234567893",
        "00000000000000",
        "02123456789092",
        "０６９０１２３４５６７８９２",
        f"{GTIN}//",
        f"{GTIN}/21",
        f"{GTIN}/21/",
        f"{GTIN}/21/N1/foo",
        f"{GTIN}/21/N1/10/B",
        f"{GTIN}/10/B/22/A/21/N1",
        f"{GTIN}/10/B/10/B",
        f"{GTIN}/10/",
        f"{GTIN}/10/{'B' * 21}",
        f"{GTIN}/10/批次",
        f"{GTIN}/17/261231",
    ],
)
def test_what_is_no_link_is_refused(path):
    with pytest.raises(DigitalLinkMalformed):
        read(path)


@pytest.mark.parametrize(
    "address",
    [
        "/01/abc/21/X",
        "/01/06901234567893/21/X",
        f"/21/X/01/{GTIN}",
        f"/10/L/01/{GTIN}",
        f"/22/V/01/{GTIN}",
        f"/01/{GTIN}/21/X/foo",
    ],
)
@pytest.mark.parametrize("headers", [BROWSER, {"Accept": "application/json"}])
async def test_a_malformed_address_is_answered_400_and_never_as_misuse(registry, address, headers):
    response = await registry.get(address, headers=headers)

    assert response.status_code == 400
    assert "挪用" not in response.text
    assert "misused" not in response.text


async def test_a_browser_is_led_to_the_page_with_what_else_was_asked(registry, published):
    response = await registry.get(f"{published.gs1_path}?lang=en&foo=bar", headers=BROWSER)

    assert response.status_code == 307
    assert response.headers["location"] == f"{PAGE}/{published.number}?lang=en&foo=bar"
    assert 'linkType=linkset>; rel="linkset"' in response.headers["link"]
    assert response.headers["vary"] == "Accept, Accept-Language"


async def test_a_slash_at_the_end_changes_nothing(registry, published):
    without = await registry.get(published.gs1_path, headers=BROWSER)
    slashed = await registry.get(f"{published.gs1_path}/", headers=BROWSER)

    assert (slashed.status_code, slashed.headers["location"]) == (
        without.status_code,
        without.headers["location"],
    )


@pytest.mark.parametrize("gtin", [GTIN, "6901234567892"])
async def test_a_gtin_alone_leads_to_the_labels_of_its_product(registry, published, gtin):
    page = await registry.get(f"/01/{gtin}", headers=BROWSER, follow_redirects=True)
    data = await registry.get(f"/01/{gtin}", headers={"Accept": "application/json"})
    listed = await registry.get(data.headers["location"])

    assert published.number in page.text
    assert published.number in [item["label_number"] for item in listed.json()["items"]]


async def test_a_gtin_without_labels_is_not_found(registry):
    response = await registry.get("/01/04006381333931", headers={"Accept": "application/json"})

    assert response.status_code == 404
    assert response.json()["type"] == "urn:tanbiao:problem:product-unlabelled"


@pytest.mark.parametrize(
    ("link_type", "leads_to"),
    [
        ("gs1:pip", "?lang=zh"),
        ("https://ref.gs1.org/voc/pip", "?lang=zh"),
        ("https://gs1.org/voc/pip", "?lang=zh"),
        ("https://www.gs1.org/voc/certificationInfo", "?format=vc"),
        ("gs1:defaultLink", ""),
        ("dcc", "?format=vc"),
        ("untp:dcc", "?format=vc"),
        ("https://test.uncefact.org/vocabulary/linkTypes/dcc", "?format=vc"),
    ],
)
async def test_a_link_type_may_be_written_in_each_usual_way(
    registry, published, link_type, leads_to
):
    response = await registry.get(published.gs1_path, params={"linkType": link_type})

    assert response.status_code == 307
    assert response.headers["location"] == f"{PAGE}/{published.number}{leads_to}"


@pytest.mark.parametrize(
    ("accept", "language", "leads_to"),
    [
        ("application/json", "zh", "?format=json"),
        ("text/html", "zh-CN", "?lang=zh"),
        ("text/html", "en-GB,en;q=0.9", "?lang=en"),
    ],
)
async def test_of_several_links_that_of_the_form_and_language_is_taken(
    registry, published, accept, language, leads_to
):
    response = await registry.get(
        f"{published.gs1_path}?linkType=gs1:sustainabilityInfo",
        headers={"Accept": accept, "Accept-Language": language},
    )

    assert response.headers["location"] == f"{PAGE}/{published.number}{leads_to}"


@pytest.mark.parametrize(
    ("accepted", "lang"), [("en-US,en;q=0.9", "en"), ("zh-CN", "zh-CN"), ("", "zh-CN")]
)
async def test_pages_speak_the_language_that_is_accepted(registry, published, accepted, lang):
    page = await registry.get(published.path, headers={**BROWSER, "Accept-Language": accepted})

    assert page.headers["content-language"] == lang


@pytest.mark.parametrize("gtin", [None, "00000000000000", "0212345678909"])
def test_a_gtin_that_names_no_trade_item_becomes_no_link(gtin):
    node = Node("https://node.example")

    assert digital_link(node, gtin, "N-1") == "https://node.example/label/N-1"
