"""What the resolver offers about a label, as a link set (RFC 9264, valid for GS1 and UNTP)."""

from collections.abc import Sequence
from dataclasses import dataclass

GS1 = "https://ref.gs1.org/voc/"
CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context"
"""Turns the link set into JSON-LD; sent as a `Link` header beside it."""


@dataclass(frozen=True)
class Link:
    """One target: where it is, what it is called, its media type and its languages (BCP 47)."""

    href: str
    title_zh: str
    title_en: str
    type: str
    languages: tuple[str, ...] = ()

    def target(self) -> dict[str, object]:
        """The RFC 9264 target object; `title*` is the internationalised title."""
        titles = [
            {"value": self.title_zh, "language": "zh-CN"},
            {"value": self.title_en, "language": "en"},
        ]
        found: dict[str, object] = {"href": self.href, "title": self.title_en, "title*": titles}
        found["type"] = self.type
        return found | ({"hreflang": list(self.languages)} if self.languages else {})


def _links(label_url: str) -> dict[str, Sequence[Link]]:
    page = Link(label_url, "标识页面", "Label page", "text/html", ("zh-CN", "en"))
    facts = Link(f"{label_url}?format=json", "标识信息", "Label facts", "application/json")
    credential = Link(
        f"{label_url}?format=vc", "认证凭证", "Conformity credential", "application/vc+jwt"
    )
    proof = Link(f"{label_url}?format=bundle", "离线证明", "Offline proof", "application/zip")
    return {
        f"{GS1}defaultLink": (page,),
        f"{GS1}pip": (page,),
        f"{GS1}sustainabilityInfo": (page, facts),
        f"{GS1}certificationInfo": (credential,),
        f"{GS1}verificationService": (proof,),
        "dcc": (credential,),
    }


def linkset(anchor: str, label_url: str, description: str) -> dict[str, object]:
    """The link set of one label.

    `anchor` is the address that was asked for (a GS1 Digital Link, or the label's own address);
    the targets hang below `label_url`. Source: RFC 9264, 4.2; GS1-Conformant Resolver 1.2.
    """
    relations = {
        relation: [link.target() for link in links] for relation, links in _links(label_url).items()
    }
    return {"linkset": [{"anchor": anchor, "itemDescription": description, **relations}]}


def destination(label_url: str, link_type: str) -> str | None:
    """Where a `?linkType=` leads: a GS1 relation as CURIE or full address, or `dcc`."""
    relation = link_type.replace("gs1:", GS1, 1) if link_type.startswith("gs1:") else link_type
    links = _links(label_url).get(relation)
    return links[0].href if links else None


def resolver_description(public_url: str) -> dict[str, object]:
    """The resolver description file that GS1 asks for at `/.well-known/gs1resolver`."""
    return {
        "name": "碳标 Tanbiao label resolver",
        "resolverRoot": public_url,
        "supportedPrimaryKeys": ["01"],
        "supportedLinkType": [{"namespace": GS1, "prefix": "gs1:"}],
        "linkTypeDefaultCanBeLinkset": False,
        "jsonLdContextLocation": CONTEXT,
    }
