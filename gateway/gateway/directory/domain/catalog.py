"""The catalogue of interfaces for machines that know nothing of this platform (RFC 9727)."""

from collections.abc import Iterable

PROFILE = "https://www.rfc-editor.org/info/rfc9727"
MEDIA_TYPE = f'application/linkset+json; profile="{PROFILE}"'
PATH = "/.well-known/api-catalog"
Link = dict[str, str]


def linkset(names: Iterable[str], public_url: str) -> dict[str, list[dict[str, object]]]:
    """What every service is described, explained and watched by, as links (RFC 9264)."""
    services = [_links(name, public_url) for name in names]
    items: list[Link] = [{"href": str(service["anchor"])} for service in services]
    return {"linkset": [{"anchor": f"{public_url}{PATH}", "item": items}, *services]}


def _links(name: str, public_url: str) -> dict[str, object]:
    page = f"{public_url}/docs/services/{name}"
    document = f"{public_url}/openapi/{name}.json"
    return {
        "anchor": document,
        "service-desc": [{"href": document, "type": "application/vnd.oai.openapi+json"}],
        "service-doc": [{"href": page, "type": "text/html"}],
        "status": [{"href": f"{public_url}/v1/status", "type": "application/json"}],
    }
