"""Every event there is, by its CloudEvents type."""

from contracts import accounting, certification, gateway, registry
from contracts.event import Event


def events() -> dict[str, type[Event]]:
    """Every declared event by its type; a new publishing service is listed here."""
    modules = (accounting, certification, gateway, registry)
    found = [value for module in modules for value in vars(module).values()]
    declared = [v for v in found if isinstance(v, type) and issubclass(v, Event)]
    return {event.TYPE: event for event in declared if "TYPE" in vars(event)}
