"""To which of the links about a thing a visit is led."""

from chassis.refusals import Missing
from registry.portal.usecases.visits import Visit
from registry.representations.domain.forms import liking
from registry.representations.domain.linkset import Link, Links, targets


class LinkTypeUnknown(Missing):
    """The resolver has no link of this type for what the address identifies."""

    zh = "此标识没有 {link_type} 类型的链接；请以 ?linkType=linkset 查看全部链接。"
    en = "The label has no link of type {link_type}; see them all with ?linkType=linkset."


def leading(links: Links, visit: Visit, link_type: str) -> str:
    """The address of the link that fits the visitor best. Raises `LinkTypeUnknown`."""
    found = targets(links, link_type)
    if not found:
        raise LinkTypeUnknown(link_type=link_type)
    best = max(found, key=lambda link: _fitting(link, visit))
    return _kept(best.href, visit)


def _fitting(link: Link, visit: Visit) -> tuple[float, bool]:
    """The media type counts most, then the language; of equals the first is taken."""
    liked = liking(visit.request.headers.get("accept"), link.type) if link.type else 1.0
    return liked, link.language == visit.language.value


def _kept(target: str, visit: Visit) -> str:
    """The target with what else was asked: a GS1 resolver passes the query on."""
    asked = visit.request.url.remove_query_params(["linkType", "format"]).query
    return f"{target}{'&' if '?' in target else '?'}{asked}" if asked else target
