"""Versions of DID documents as the registry must know them."""

from sqlalchemy import Text, Uuid, cast, func, select

from certification.issuers.store.tables import issuer_document
from chassis.holdings import Holding
from contracts.certification import IssuerKeysChanged

_NAME = issuer_document.c.issuer + "#" + cast(issuer_document.c.version, Text)
DOCUMENTS = Holding(
    "issuer-documents",
    IssuerKeysChanged.topic(),
    select(
        cast(func.md5(_NAME), Uuid).label("key"),
        func.md5(issuer_document.c.document).label("state"),
        issuer_document.c.issuer.label("subject"),
        issuer_document.c.changed_at.label("at"),
    ),
)
