"""Every table that holds trade secrets; docs/data-classification.md says why each one does."""

from accounting.custody.store.secrets import Content, Holder, owner_of, strings_in
from accounting.evidence.domain import named_in
from accounting.store.exchange_request_tables import exchange_delivery
from accounting.store.exchange_tables import published_footprint
from accounting.store.impact_tables import sealed_trace
from accounting.store.intake_tables import finding, finding_resolution, meter, meter_description
from accounting.store.stream_tables import rejected_reading
from accounting.store.tables import activity_data, calculation, product_system
from accounting.store.upload_tables import upload, upload_row
from accounting.suppliers.domain.footprints import PREFIX


def _rests_on(content: Content) -> Content:
    """The suppliers' footprints that a product system rests on."""
    named = {text for text in strings_in(content["document"]) if text.startswith(PREFIX)}
    return {"rests_on": sorted(named)}


def _evidence(content: Content) -> Content:
    """The hashes of the evidence that activity data names."""
    return {"evidence": sorted(set(named_in(content["document"])))}


SYSTEMS = Holder(product_system, derived=_rests_on)


ACTIVITY = Holder(activity_data, derived=_evidence)


CALCULATIONS = Holder(calculation)


PUBLISHED = Holder(published_footprint, owner=published_footprint.c.owner)


DELIVERIES = Holder(exchange_delivery, plain=("content",), owner=exchange_delivery.c.owner)


FINDINGS = Holder(finding, plain=("place", "zh", "en"))


RESOLUTIONS = Holder(
    finding_resolution,
    plain=("reason",),
    key=("finding",),
    owner=owner_of(finding.c.enterprise, finding.c.id, finding_resolution.c.finding),
)


METERS = Holder(
    meter_description,
    key=("number", "version"),
    owner=owner_of(meter.c.enterprise, meter.c.number, meter_description.c.number),
)


TRACES = Holder(sealed_trace, plain=("trace",), key=("calculation",))


UPLOADED = Holder(
    upload_row,
    plain=("cells", "zh", "en"),
    key=("upload", "line"),
    owner=owner_of(upload.c.enterprise, upload.c.id, upload_row.c.upload),
)


REJECTED = Holder(rejected_reading, plain=("raw",))
