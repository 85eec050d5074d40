"""Read everything that an installation keeps, and say what is broken with what to do."""

from collections.abc import Callable

from tools import fleet, settings
from tools.child import Child
from tools.fleet import ACCOUNTING, REGISTRY, Service
from tools.local import ServiceDatabase
from tools.local.databases import with_database
from tools.reading import unreadable
from tools.stack import Stack

_RESTORE = "restore a backup, or take this one out of use"
_COMMANDS = {
    ACCOUNTING: (("accounting", "check"), ("accounting", "audit", "verify")),
    REGISTRY: (("registry", "fsck"),),
}
"""What each service can prove of its own rows."""


async def check(stack: Stack, say: Callable[[str], None]) -> list[str]:
    """Every fault, once everything was read."""
    faults = []
    for service in fleet.SERVICES:
        found = await unreadable(with_database(stack.local.admin_url, service.database))
        faults += [f"{service.name}: {fault}; {_RESTORE}" for fault in found]
        say(f"{service.name}: every row read, {len(found)} faults")
        for command in _COMMANDS.get(service, ()):
            faults += [f"{service.name}: {fault}" for fault in await _own(stack, service, command)]
    return faults


async def _own(stack: Stack, service: Service, command: tuple[str, ...]) -> list[str]:
    """What the service's own check has to say."""
    process = [each for each in fleet.PROCESSES if each.service is service][-1]
    owner = {"DATABASE_URL": stack.local.owner_url(ServiceDatabase(service.database))}
    name = "-".join(command)
    log = stack.layout.data / "log" / f"{name}.log"
    log.unlink(missing_ok=True)
    child = Child(
        name, ("-m", *command), settings.of(process, stack.layout, stack.local) | owner, log
    )
    child.start()
    failed = await child.wait() != 0
    return log.read_text("utf-8", "replace").splitlines() if failed else []
