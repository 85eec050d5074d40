"""Pages as answers: nothing from elsewhere, nothing inline."""

from collections.abc import Mapping

from fastapi import Response

from registry.values.domain.answers import SAFE
from registry.values.domain.bilingual import Language

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Content security policy of the pages: nothing from elsewhere, nothing inline."""


def html(
    text: str,
    language: Language,
    status: int = 200,
    kept: Mapping[str, str] = SAFE,
) -> Response:
    """A page with the headers that keep it safe; `kept` say how long it may be kept."""
    headers = {
        **kept,
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "no-referrer",
        "Content-Language": language.tag,
        "Vary": "Accept, Accept-Language",
    }
    return Response(text, status, headers, media_type="text/html")
