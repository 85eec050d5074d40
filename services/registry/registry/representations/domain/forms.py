"""Which form of a label was asked for: `?format=` first, then the `Accept` header."""

from collections.abc import Iterator
from enum import StrEnum


class Form(StrEnum):
    """The forms of one label. The values are those of `?format=`."""

    HTML = "html"
    JSON = "json"
    CREDENTIAL = "vc"
    BUNDLE = "bundle"
    BUNDLE_JSON = "bundle-json"
    LINKSET = "linkset"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Form.HTML: "text/html",
    Form.JSON: "application/json",
    Form.CREDENTIAL: "application/vc+jwt",
    Form.BUNDLE: "application/zip",
    Form.BUNDLE_JSON: "application/vnd.tanbiao.bundle+json",
    Form.LINKSET: "application/linkset+json",
}


def negotiate(accept: str | None) -> Form:
    """The form that the header likes best; the page where it likes several or none.

    Source: RFC 9110, 12.5.1: the most specific range decides about a media type.
    """
    ranges = list(_ranges(accept or "*/*"))
    qualities = {form: _quality(form.media_type, ranges) for form in Form}
    best = max(qualities.values())
    return (
        next(form for form, quality in qualities.items() if quality == best) if best else Form.HTML
    )


def liking(accept: str | None, media_type: str) -> float:
    """How much the header likes a media type, between 0 and 1."""
    return _quality(media_type, list(_ranges(accept or "*/*")))


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    kind = media_type.split("/")[0]
    for pattern in (media_type, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == pattern]
        if found:
            return max(found)
    return 0.0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        yield name, _weight(parameters)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
