"""The page on which an organisation proposes itself; it loads nothing from elsewhere."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

_PAGES = Environment(
    loader=PackageLoader("gateway.clients.formats"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_SCRIPT = _PAGES.get_template("enrol.js").render()
_DIGEST = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; script-src 'sha256-{_DIGEST}'; style-src 'unsafe-inline'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""`Content-Security-Policy` of the page: its own script and no other."""


@dataclass(frozen=True)
class RoleChoice:
    """A role that can be asked for."""

    code: str
    name: str


def enrolment_page(roles: Sequence[RoleChoice], lang: str) -> str:
    """The form, and how to ask what became of it, in one language."""
    page = _PAGES.get_template("enrol.html")
    return page.render(roles=roles, zh=lang == "zh", lang=lang, script=_SCRIPT)
