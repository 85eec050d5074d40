"""The verification of a PACT footprint, filled from a certificate that stands.

A footprint never changes (PACT v3: a change is a new id that names the one before), so gaining or
losing a verification makes another edition, with the same numbers.
"""

from datetime import datetime
from typing import cast
from uuid import UUID

from accounting.pact.domain.footprint import ProductFootprint, read_footprint
from accounting.pact.domain.values import Coverage
from accounting.publications.domain.certificate import Certificate
from chassis.canonical import rfc3339

CERTIFICATE_SCHEMA = "urn:tanbiao:pact-extension:certificate:1"


def verified(footprint: ProductFootprint, certificate: Certificate | None) -> ProductFootprint:
    """The footprint as this certificate verifies it, or without a verification."""
    document = footprint.written()
    pcf = dict(cast(dict[str, object], document["pcf"]))
    pcf["verification"] = None if certificate is None else _verification(certificate)
    given = cast(list[dict[str, object]], document.get("extensions") or [])
    extensions = [each for each in given if each["dataSchema"] != CERTIFICATE_SCHEMA]
    if certificate is not None:
        extensions.append(_extension(certificate))
    return read_footprint(document | {"pcf": pcf, "extensions": extensions or None})


def next_edition(
    before: ProductFootprint, certificate: Certificate | None, *, id: UUID, at: datetime
) -> ProductFootprint:
    """What takes the place of an edition whose certificate is no longer the one that stands."""
    changed: dict[str, object] = {"id": id, "created": at, "precedingPfIds": [before.id]}
    return verified(read_footprint(before.written() | changed), certificate)


def _verification(certificate: Certificate) -> dict[str, object]:
    """PACT has no place for a certificate's number or term; people find both in the comment."""
    until = f"{certificate.valid_until:%Y-%m-%d}"
    return {
        "coverage": Coverage.PRODUCT,
        "providerName": certificate.body_name_en,
        "completedAt": certificate.valid_from,
        "standardName": certificate.standard,
        "comments": f"证书 / certificate {certificate.number}, 有效期至 / valid until {until}",
    }


def _extension(certificate: Certificate) -> dict[str, object]:
    return {
        "specVersion": "2.0.0",
        "dataSchema": CERTIFICATE_SCHEMA,
        "data": {
            "certificate": certificate.number,
            "scheme": certificate.scheme,
            "body": certificate.body,
            "bodyName": certificate.body_name_zh,
            "issuer": certificate.issuer,
            "rule": certificate.rule,
            "seal": certificate.seal,
            "validFrom": rfc3339(certificate.valid_from),
            "validUntil": rfc3339(certificate.valid_until),
        },
    }
