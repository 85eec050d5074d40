"""How to begin: a client for each kind of caller, and the command that gets its first token."""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packs import PACKS_DIR
from packs.region import load_region
from tools import keys
from tools.layout import Layout
from tools.pilot.party import Party, Refused
from tools.pilot.scenario import BODY, ENTERPRISE, Pilot

_REGION = "tianjin"
_DEFAULT = Layout(Path(".local"))
GUESTS: dict[str, dict[str, Any]] = {
    "furnishing": {"org": "91130200MA0000007R"},
    "body-2": {"org": "CNCA-R-2099-902", "person": {"id": "sample-2", "name": "示例审查员"}},
    "bank": {"org": "sample-bank"},
    "agency": {"org": "fgw"},
    "regulator": {"org": "scjg"},
}
"""Those who have no part in the pilot."""
_OF_PILOT = {"jinguang": ENTERPRISE, "reviewer": BODY, "decider": BODY, "hebei": "hebei"}


async def admit_guests(layout: Layout) -> None:
    """Register a client for each guest that has none; what an operator made of it stays."""
    region = load_region(PACKS_DIR, _REGION)
    roles = {organisation.id: organisation.role for organisation in region.organisations}
    pilot = Pilot(layout.url, layout.data, "", issuer=layout.public)
    try:
        for name, registration in GUESTS.items():
            if await _is_registered(pilot.party("operator"), name):
                continue
            jwks = keys.public_jwks(keys.client_key(layout.data, name))
            scopes = sorted(region.scopes(roles[registration["org"]]))
            body = {**registration, "scopes": scopes, "jwks": jwks}
            await pilot.party("operator").send("PUT", f"/v1/clients/{name}", body)
    finally:
        await pilot.close()


async def _is_registered(operator: Party, client: str) -> bool:
    try:
        await operator.get(f"/v1/clients/{client}")
    except Refused as refused:
        if refused.status != 404:
            raise
        return False
    return True


def first_tokens(layout: Layout, lang: str) -> Iterator[str]:
    """Lines that say whose tokens there are and how to get them, to be pasted as they stand."""
    named = {
        organisation.id: organisation.name_zh if lang == "zh" else organisation.name_en
        for organisation in load_region(PACKS_DIR, _REGION).organisations
    }
    owners = _OF_PILOT | {name: str(guest["org"]) for name, guest in GUESTS.items()}
    for client, org in owners.items():
        yield f"# {client}: {named[org]}"
        yield command(layout, client)
    proof = f"client_assertion=$({command(layout, 'jinguang')} --assertion)"
    kind = "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    yield "# " + ("令牌请求本身" if lang == "zh" else "the request for a token itself")
    yield f'curl -d grant_type=client_credentials -d {kind} -d "{proof}" {layout.url}/oauth/token'


def command(layout: Layout, client: str) -> str:
    """What prints a token of a client of this installation."""
    words = [_from_here(Path(sys.executable)), "-m", "tools.token", client]
    if layout.port != _DEFAULT.port:
        words += ["--url", layout.url]
    if layout.public != layout.url:
        words += ["--issuer", layout.public]
    if layout.data.absolute() != _DEFAULT.data.absolute():
        words += ["--data", _from_here(layout.data.absolute())]
    return shlex.join(words)


def _from_here(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
