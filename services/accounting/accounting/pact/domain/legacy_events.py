"""The events of PACT v2.3, told as those of v3 when they come and the other way when they go."""

from collections.abc import Mapping
from typing import cast

from accounting.pact.domain.events import EventMalformed, EventType
from accounting.pact.domain.footprint import read_footprint
from accounting.pact.domain.legacy_writing import as_v2
from accounting.pact.domain.urns import cpc_urn

_REQUEST = "org.wbcsd.pathfinder.ProductFootprintRequest."
_TYPES = {
    EventType.CREATED: _REQUEST + "Created.v1",
    EventType.FULFILLED: _REQUEST + "Fulfilled.v1",
    EventType.REJECTED: _REQUEST + "Rejected.v1",
    EventType.PUBLISHED: "org.wbcsd.pathfinder.ProductFootprint.Published.v1",
}
_NEW = {old: new for new, old in _TYPES.items()}
_NOTHING = "The data cannot be written in version 2 of the specification; use version 3"
_PLACES = ("geographyCountry", "geographyCountrySubdivision", "geographyRegionOrSubregion")


def event_as_v3(content: object) -> dict[str, object]:
    """An event that came to `/2/events`. Raises `EventMalformed`."""
    if not isinstance(content, dict) or str(content.get("type")) not in _NEW:
        raise EventMalformed(where="type", reason=f"is none of {', '.join(_NEW)}")
    type, data = _NEW[str(content["type"])], content.get("data")
    if type is EventType.CREATED and isinstance(data, dict):
        data = _criteria(data)
    if type is EventType.FULFILLED and isinstance(data, dict) and data.get("pfs") == []:
        # v2.3 lets an answer be empty, which v3 calls a rejection.
        error = {"code": "NotFound", "message": "No footprint was given"}
        asked = data.get("requestEventId")
        type, data = EventType.REJECTED, {"requestEventId": asked, "error": error}
    return {**content, "type": type.value, "data": data}


def event_as_v2(event: Mapping[str, object]) -> dict[str, object]:
    """An event on its way to a partner that speaks v2.3."""
    type, data = EventType(str(event["type"])), cast(Mapping[str, object], event["data"])
    if type is EventType.CREATED:
        data = _fragment(data)
    if type is EventType.FULFILLED:
        pfs = cast(list[Mapping[str, object]], data["pfs"])
        written = [as_v2(read_footprint(pf)).document for pf in pfs]
        data = {**data, "pfs": [document for document in written if document is not None]}
        if not data["pfs"]:
            type = EventType.REJECTED
            error = {"code": "NotImplemented", "message": _NOTHING}
            data = {"requestEventId": data["requestEventId"], "error": error}
    source = str(event["source"]).replace("/3/events", "/2/events")
    return {**event, "type": _TYPES[type], "source": source, "data": dict(data)}


def _criteria(data: Mapping[str, object]) -> dict[str, object]:
    """The fragment of a footprint that v2.3 asks by, as the criteria of v3."""
    pf = data.get("pf")
    if not isinstance(pf, dict):
        raise EventMalformed(where="data.pf", reason="is not an object")
    given = pf.get("pcf")
    pcf: dict[str, object] = given if isinstance(given, dict) else {}
    found = {
        "productId": pf.get("productIds"),
        "companyId": pf.get("companyIds"),
        "geography": [pcf[name] for name in _PLACES if pcf.get(name)],
        "classification": [cpc_urn(str(pf["productCategoryCpc"]))]
        if pf.get("productCategoryCpc")
        else [],
        "comment": data.get("comment"),
    }
    return {name: value for name, value in found.items() if value}


def _fragment(data: Mapping[str, object]) -> dict[str, object]:
    """Our requests name products and companies alone, which v2.3 can say."""
    pf = {"productIds": data.get("productId"), "companyIds": data.get("companyId")}
    asked: dict[str, object] = {"pf": {name: value for name, value in pf.items() if value}}
    return asked | ({"comment": data["comment"]} if data.get("comment") else {})
