"""A test tenant beside a platform that runs, and the parties that try it."""

from dataclasses import replace

from packs import PACKS_DIR
from packs.region import load_region
from tools import fleet, keys
from tools.local import databases, kafka_admin
from tools.pilot.scenario import Pilot
from tools.stack import Stack, wanted

ENTERPRISE = "91120110MA00000663"
PARTIES = {
    "jinguang": (ENTERPRISE, "enterprise", None),
    "reviewer": (keys.SAMPLE_BODY, "certification-body", {"id": "t-1", "name": "试用审查员"}),
    "decider": (keys.SAMPLE_BODY, "certification-body", {"id": "t-2", "name": "试用决定人"}),
    "hebei": ("trial-region", "partner-region", None),
}
"""Organisation, role and person of each client."""


async def open_tenant(stack: Stack) -> None:
    """Start the test tenant as `make run SAMPLE=1` does, on a platform that has none yet."""
    stack.layout = replace(stack.layout, sample=True)
    keys.create_samples(stack.layout.data / "sample")
    needed = wanted(stack.local, stack.layout)
    await kafka_admin.prepare(stack.local.bus, needed.topics, needed.users)
    await databases.prepare(stack.local.admin_url, needed.databases, stack.local.password)
    for service in fleet.SAMPLES.values():
        await stack.prepare(service)
    await stack.start_processes(fleet.SAMPLE_PROCESSES)
    await stack.children[fleet.GATEWAY.name].stop()
    await stack.start_processes([fleet.process(fleet.GATEWAY.name)])


async def enrol(pilot: Pilot) -> None:
    """The operator registers the sample organisations and their clients."""
    region = load_region(PACKS_DIR, "tianjin")
    for name, (org, role, person) in PARTIES.items():
        named = {"role": role, "name_zh": f"试用 {role}", "name_en": f"Trial {role}"}
        sample = {**named, "sample": True}
        await pilot.send("operator", "PUT", f"/v1/organisations/{org}", sample)
        client = {
            "org": org,
            "scopes": sorted(region.scopes(role)),
            "jwks": keys.public_jwks(keys.client_key(pilot.data, pilot.client(name))),
            **({"person": person} if person else {}),
        }
        await pilot.send("operator", "PUT", f"/v1/clients/{pilot.client(name)}", client)
