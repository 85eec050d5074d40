"""The JSON Schema of each event's data, as it travels."""

from contracts.catalogue import events
from contracts.event import Event

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, object]]:
    """One schema for each event type."""
    return {type: schema(event) for type, event in sorted(events().items())}


def schema(event: type[Event]) -> dict[str, object]:
    """What a publisher writes: decimals are strings, and defaults may be left out."""
    body = event.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"urn:tanbiao:event:{event.TYPE}", **body}
