"""What the resolver offers about a label or a product, as a link set (RFC 9264).

Valid for the closed schemas of GS1 and UNTP: a target has one language, the default link has a
title and nothing else, and relations are addresses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GS1 = "https://ref.gs1.org/voc/"
UNTP = "https://test.uncefact.org/vocabulary/linkTypes/"
CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context"
AS_JSON_LD = f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
"""The `Link` header that turns a link set into JSON-LD."""
DEFAULT = f"{GS1}defaultLink"
_PREFIXES = {
    "gs1:": GS1,
    "https://gs1.org/voc/": GS1,
    "https://www.gs1.org/voc/": GS1,
    "untp:": UNTP,
}
"""Other ways to write the same relations: as CURIE, or below an older address of GS1's."""
_UNTP_WORDS = frozenset({"dcc"})


@dataclass(frozen=True)
class Link:
    """One target: where it is, what it is called, its media type and its language (BCP 47)."""

    href: str
    title: str
    type: str = ""
    language: str = ""

    def target(self) -> dict[str, object]:
        """The target object of RFC 9264, 4.2.4."""
        found: dict[str, object] = {"href": self.href, "title": self.title}
        kind = {"type": self.type} if self.type else {}
        return found | kind | ({"hreflang": [self.language]} if self.language else {})


Links = Mapping[str, Sequence[Link]]
"""Targets by the address of their relation."""


def _pages(url: str, title_zh: str, title_en: str) -> tuple[Link, Link]:
    """A page in either language; `url` ends where a parameter can follow."""
    return (
        Link(f"{url}lang=zh", title_zh, "text/html", "zh"),
        Link(f"{url}lang=en", title_en, "text/html", "en"),
    )


def label_links(url: str) -> Links:
    """What there is about the label at an address."""
    pages = _pages(f"{url}?", "标识页面", "Label page")
    facts = Link(f"{url}?format=json", "Label facts", "application/json")
    credential = Link(f"{url}?format=vc", "Conformity credential", "application/vc+jwt")
    proof = Link(f"{url}?format=bundle", "Offline proof", "application/zip")
    return {
        DEFAULT: [Link(url, "Label page")],
        f"{GS1}pip": pages,
        f"{GS1}sustainabilityInfo": [*pages, facts],
        f"{GS1}certificationInfo": [credential],
        f"{GS1}verificationService": [proof],
        f"{UNTP}dcc": [credential],
    }


def product_links(public_url: str, gtin: str) -> Links:
    """What there is about the labels of a product, by its GTIN."""
    page = f"{public_url}/label?gtin={gtin}"
    pages = _pages(f"{page}&", "产品的标识", "Labels of the product")
    facts = Link(f"{public_url}/v1/labels?gtin={gtin}", "Labels of the product", "application/json")
    return {
        DEFAULT: [Link(page, "Labels of the product")],
        f"{GS1}pip": pages,
        f"{GS1}sustainabilityInfo": [*pages, facts],
    }


def linkset(anchor: str, description: str, links: Links) -> dict[str, object]:
    """The link set of what an address identifies.

    Source: RFC 9264, 4.2; GS1-Conformant Resolver 1.2.
    """
    relations = {relation: [link.target() for link in found] for relation, found in links.items()}
    return {"linkset": [{"anchor": anchor, "itemDescription": description, **relations}]}


def targets(links: Links, link_type: str) -> Sequence[Link]:
    """The targets of a `?linkType=`, however it is written."""
    for written, address in _PREFIXES.items():
        if link_type.startswith(written):
            return links.get(address + link_type.removeprefix(written), ())
    if link_type in _UNTP_WORDS:
        return links.get(UNTP + link_type, ())
    return links.get(link_type, ())


def resolver_description(public_url: str) -> dict[str, object]:
    """The resolver description file that GS1 asks for at `/.well-known/gs1resolver`."""
    return {
        "name": "碳标 Tanbiao label resolver",
        "resolverRoot": public_url,
        "supportedPrimaryKeys": ["01"],
        "supportedLinkType": [
            {"namespace": GS1, "prefix": "gs1:"},
            {"namespace": UNTP, "prefix": "untp:"},
        ],
        "linkTypeDefaultCanBeLinkset": False,
        "jsonLdContextLocation": CONTEXT,
        "contact": {"fn": "碳标 Tanbiao"},
    }
