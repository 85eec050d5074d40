"""Versions of the bodies' DID documents as certification told of them."""

from sqlalchemy import Text, Uuid, cast, func, select

from chassis.holdings import Holding
from contracts.certification import IssuerKeysChanged
from registry.identities.store.tables import did_document

_NAME = did_document.c.did + "#" + cast(did_document.c.version, Text)
DOCUMENTS = Holding(
    "issuer-documents",
    IssuerKeysChanged.topic(),
    select(
        cast(func.md5(_NAME), Uuid).label("key"),
        func.md5(did_document.c.document).label("state"),
        did_document.c.did.label("subject"),
        did_document.c.changed_at.label("at"),
    )
    # The node's own document is nobody else's to tell.
    .where(did_document.c.did.contains(":bodies:")),
)
