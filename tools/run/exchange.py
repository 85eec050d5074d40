"""A PACT host that needs no person: one partner's client, two footprints for it, and a rule."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from packs import PACKS_DIR
from packs.region import load_region
from tools.layout import Layout
from tools.pilot import scenario
from tools.pilot.scenario import Pilot

PARTNER = "91130200MA0000007R"
"""The sample organisation that the partner's client acts for."""
_WORKER = "accounting-worker"
_SHORTEST_SECRET = 16
_SECOND = ("JG-410M", "06901234567908")
"""Model and GTIN of a second module: what is asked for by one number brings one footprint."""
_STATEMENT = {
    "recipients": [PARTNER],
    "fossil_carbon_kg": "1.9",
    "dqi": {"technological": "2", "geographical": "2", "temporal": "2"},
}
_STEPS = (
    scenario.describe_product,
    scenario.describe_system,
    scenario.report_activity,
    scenario.calculate,
    scenario.seal,
)


class GuestUnclear(Exception):
    """The variables do not say which client is to be let in."""


@dataclass(frozen=True)
class Guest:
    """The partner that the host is opened for."""

    client: str
    secret: str
    url: str | None
    """Where it takes events; without one none are sent, and none of its own are taken."""
    auth: str | None
    """Where it gives out tokens; without one it wants none."""


def guest_of(environ: Mapping[str, str]) -> Guest | None:
    """The partner that the variables name, or None. Raises `GuestUnclear`."""
    url = environ.get("EXCHANGE_PARTNER") or None
    given = environ.get("EXCHANGE_CLIENT") or None
    if given is None:
        if url is not None:
            raise GuestUnclear("EXCHANGE_PARTNER needs EXCHANGE_CLIENT beside it")
        return None
    client, _, secret = given.partition(":")
    if not client or len(secret) < _SHORTEST_SECRET:
        raise GuestUnclear(
            f"EXCHANGE_CLIENT is id:secret, of {_SHORTEST_SECRET} characters at least"
        )
    return Guest(client, secret, url, environ.get("EXCHANGE_AUTH") or None)


def told(environ: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What the worker is told of its own clients at partners."""
    name = "EXCHANGE_CREDENTIALS"
    return {_WORKER: {name: environ[name]}} if environ.get(name) else {}


async def open_host(layout: Layout, guest: Guest) -> None:
    """Let the partner in. Repeated on the same data, it changes nothing but what was changed."""
    played = json.loads((layout.data / "pilot.json").read_text("utf-8"))
    pilot = Pilot(layout.url, layout.data, "", facts=played, issuer=layout.public)
    try:
        await _admit(pilot, guest)
        await _publish_once(layout, pilot)
    finally:
        await pilot.close()


async def _admit(pilot: Pilot, guest: Guest) -> None:
    scopes = load_region(PACKS_DIR, "tianjin").scopes("enterprise")
    pact = sorted(scope for scope in scopes if scope.startswith("footprints."))
    client = {"org": PARTNER, "scopes": pact, "secret": guest.secret}
    await pilot.party("operator").send("PUT", f"/v1/clients/{guest.client}", client)
    supplier = pilot.party("jinguang")
    await supplier.send("PUT", "/v1/exchange-rule", {"unknown_products": "reject"})
    if guest.url is not None:
        address = {"base_url": guest.url, "auth_base": guest.auth}
        await supplier.send("PUT", f"/v1/exchange-partners/{PARTNER}", address)


async def _publish_once(layout: Layout, pilot: Pilot) -> None:
    done = layout.data / "exchange.json"
    if done.exists():
        return
    model, gtin = _SECOND
    second = Pilot(pilot.base_url, pilot.data, "", run="exchange-2", model=model, gtin=gtin)
    second.parties = pilot.parties
    for step in _STEPS:
        await step(second)
    made = [await _publish(each) for each in (pilot, second)]
    done.write_text(json.dumps({"footprints": made}, indent=1), "utf-8")


async def _publish(pilot: Pilot) -> str:
    path = f"/v1/calculations/{pilot.facts['calculation']}/publication"
    return str((await pilot.send("jinguang", "POST", path, _STATEMENT))["id"])
