"""The page of a label: what a person reads, in which language, and how safe it is to open."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from contracts.certification import Scheme
from tests.registry.published import today

VOID = {"meta", "link", "img", "input", "br", "use", "path", "circle"}


class Page(HTMLParser):
    """Texts by element id, every attribute, and whether the elements are nested properly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, str | None]] = []
        self.texts: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self.stack == [], f"not closed: {self.stack}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self.stack.append((tag, attributes.get("id")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.stack.pop()
        assert opened == tag, f"<{opened}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for _, id_ in self.stack:
            if id_:
                self.texts[id_] = f"{self.texts.get(id_, '')} {data}".strip()

    def text(self, id_: str) -> str:
        return re.sub(r"\s+", " ", self.texts[id_])

    def attributes(self, tag: str, name: str) -> list[str]:
        return [a[name] or "" for t, a in self.tags if t == tag and name in a]


async def page_of(registry, path: str, query: str = "") -> Page:
    return Page((await registry.get(f"{path}{query}", headers={"Accept": "text/html"})).text)


async def test_the_page_states_the_facts_in_chinese(registry, published):
    page = await page_of(registry, published.path)

    assert page.attributes("html", "lang") == ["zh-CN"]
    assert page.text("standing") == "标识有效"
    assert page.text("product") == "示例双玻组件 580 W"
    assert page.text("footprint") == "474.24"
    assert page.text("boundary") == "摇篮到大门：从原材料获取到产品出厂"
    assert page.text("certificate") == published.certificate.certificate_number
    assert page.text("body").startswith("示例认证(天津)有限公司 示例")
    assert "91120116MA0000007N" in page.text("enterprise")
    assert page.text("rule").startswith("TJ-CFP-PV-MODULE")
    assert page.text("seal") == "5e" * 32
    assert page.text("label-number") == published.number
    assert page.text("verdict") == "已核验"


async def test_the_page_states_the_facts_in_english(registry, published):
    page = await page_of(registry, published.path, "?lang=en")

    assert page.attributes("html", "lang") == ["en"]
    assert page.text("standing") == "Label valid"
    assert page.text("product") == "Sample glass-glass module 580 W"
    assert page.text("scheme") == "National product carbon footprint labelling (pilot)"
    assert page.text("verdict") == "Verified"


async def test_each_language_leads_to_the_other(registry, published):
    chinese = await registry.get(published.path, headers={"Accept": "text/html"})
    english = await registry.get(f"{published.path}?lang=en", headers={"Accept": "text/html"})

    assert f'href="{published.path}?lang=en"' in chinese.text
    assert f'href="{published.path}?lang=zh"' in english.text
    assert chinese.headers["content-language"] == "zh-CN"
    assert english.headers["content-language"] == "en"


async def test_an_unknown_language_falls_back_to_chinese(registry, published):
    page = await page_of(registry, published.path, "?lang=fr")

    assert page.attributes("html", "lang") == ["zh-CN"]


@pytest.mark.parametrize(
    ("act", "chinese", "english"),
    [
        ("suspend", "标识已暂停", "Label suspended"),
        ("withdraw", "标识已撤销", "Label withdrawn"),
    ],
)
async def test_a_label_that_is_not_in_force_says_so_first(
    registry, publish, change, act, chinese, english
):
    label = await publish()
    await getattr(change, act)(label)

    page = await page_of(registry, label.path)
    translated = await page_of(registry, label.path, "?lang=en")

    assert page.text("standing") == chinese
    assert translated.text("standing") == english
    assert page.text("verdict") == "该状态已核验"
    assert any(chinese in title for title in page.texts.values())
    assert f"standing-{act}" in page.attributes("body", "class")[0] + "ed"


async def test_a_certificate_that_is_over_is_shown_as_expired(registry, publish):
    world = today()
    over = replace(
        world,
        decided=world.decided.replace(year=world.decided.year - 3, day=1),
        valid_until=world.decided.replace(year=world.decided.year - 1, day=1),
    )

    label = await publish(over)

    page = await page_of(registry, label.path)
    assert page.text("standing") == "标识已过期"


async def test_only_the_national_scheme_carries_the_national_name(registry, published, publish):
    own = await publish(replace(today(), scheme=Scheme.CB_OWN))

    national_page = (await registry.get(published.path, headers={"Accept": "text/html"})).text
    own_page = (await registry.get(own.path, headers={"Accept": "text/html"})).text

    assert "国家产品碳足迹标识认证" in national_page
    assert "不是国家统一标识图样" in national_page
    assert "国家产品碳足迹标识认证" not in own_page
    assert "不属于国家统一标识" in own_page


async def test_a_label_of_invented_parties_is_marked_as_a_sample(registry, published):
    page = await registry.get(published.path, headers={"Accept": "text/html"})

    assert "示例数据：企业、机构与产品均为虚构" in page.text


async def test_what_a_product_is_called_cannot_become_markup(registry, publish):
    label = await publish(name_zh='<script>alert("x")</script>', name_en="<b>")

    response = await registry.get(label.path, headers={"Accept": "text/html"})

    assert "<script>alert" not in response.text
    assert "&lt;script&gt;alert" in response.text


async def test_names_keep_their_writing_direction_to_themselves(registry, publish):
    label = await publish(name_zh="ئۇيغۇر")

    response = await registry.get(label.path, headers={"Accept": "text/html"})

    assert "<bdi>ئۇيغۇر</bdi>" in response.text
    assert "&#x2068;ئۇيغۇر&#x2069;" in response.text


async def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(registry, published):
    response = await registry.get(published.path, headers={"Accept": "text/html"})
    page = Page(response.text)

    policy = response.headers["content-security-policy"]
    sources = page.attributes("script", "src") + page.attributes("img", "src")
    sources += page.attributes("link", "href")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert all(source.startswith("/") for source in sources)
    assert len(page.attributes("script", "src")) == sum(tag == "script" for tag, _ in page.tags)
    assert not [a for _, attributes in page.tags for a in attributes if a.startswith("on")]
    assert not [a for _, attributes in page.tags for a in attributes if a == "style"]


async def test_every_asset_of_the_page_is_served_and_may_be_kept(registry, published):
    page = await page_of(registry, published.path)
    addresses = page.attributes("script", "src") + [
        href for href in page.attributes("link", "href") if "assets" in href
    ]

    for address in addresses:
        asset = await registry.get(address)
        assert asset.status_code == 200
        assert "immutable" in asset.headers["cache-control"]
    assert len(addresses) == 3
    plain = await registry.get("/label-assets/verify.js")
    assert plain.headers["cache-control"] == "no-cache"
    assert (await registry.get("/label-assets/../main.py")).status_code == 404
    assert (await registry.get("/label-assets/none.css")).status_code == 404


async def test_the_qr_code_says_the_digital_link(registry, published, publish):
    without = await publish(gtin=None)

    svg = await registry.get(f"{published.path}/qr.svg")
    png = await registry.get(f"{published.path}/qr.png")
    plain = await registry.get(f"{without.path}/qr.svg")

    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.headers["content-security-policy"].startswith("default-src 'none'")
    assert f"<title>http://127.0.0.1:8080{published.gs1_path}</title>" in svg.text
    assert f"<title>http://127.0.0.1:8080{without.path}</title>" in plain.text
    assert png.content.startswith(b"\x89PNG\r\n")
    assert (await registry.get("/label/nothing/qr.svg")).status_code == 404


async def test_a_person_who_mistyped_gets_a_page_in_both_languages(registry):
    response = await registry.get(
        "/label/N-120116-47150-2600001-9", headers={"Accept": "text/html"}
    )

    page = Page(response.text)
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text("standing") == "未找到该标识"
    assert "末位校验字符" in page.text("reason")
    assert "is mistyped" in page.text("reason-other")
    assert page.attributes("input", "value")[0] == "N-120116-47150-2600001-9"


async def test_the_form_leads_to_the_label(registry):
    form = await registry.get("/label", headers={"Accept": "text/html"})
    sent = await registry.get("/label?number=%20n-120116-47150-2600001-8&lang=en")
    pasted = await registry.get("/label?number=http://x/label/N1201164715026000018&lang=en")
    evil = await registry.get("/label?number=//evil.example/x")

    assert form.status_code == 200
    assert sent.status_code == 303
    assert sent.headers["location"] == "/label/N-120116-47150-2600001-8?lang=en"
    assert pasted.headers["location"] == sent.headers["location"]
    assert evil.headers["location"].startswith("/label/")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["standing", "brand-dark", "brand", "muted", "ink"])
async def test_texts_have_the_contrast_that_wcag_asks_for(registry, name):
    css = (await registry.get("/label-assets/label.css")).text

    for colour in re.findall(rf"--{name}: (#[0-9a-f]{{6}})", css):
        assert 1.05 / (_luminance(colour) + 0.05) >= 4.5, f"{name} {colour} on white"
