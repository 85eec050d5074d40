"""Signed certificates as other services must know them."""

from sqlalchemy import Text, case, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from certification.certificates.store.tables import certificate, certificate_act, signature
from chassis.holdings import Holding
from contracts.certification import CertificateIssued

_KIND = aggregate_order_by(certificate_act.c.kind, certificate_act.c.position.desc())
_LAST = (
    select(
        certificate_act.c.certificate_id,
        func.array_agg(_KIND)[1].label("kind"),
        func.max(certificate_act.c.at).label("at"),
    )
    .group_by(certificate_act.c.certificate_id)
    .subquery()
)
_STATE = case(
    (_LAST.c.kind == "withdrawal", "withdrawn"),
    (_LAST.c.kind == "cancellation", "cancelled"),
    (_LAST.c.kind == "suspension", "suspended"),
    else_="valid",
)
CERTIFICATES = Holding(
    "certificates",
    CertificateIssued.topic(),
    select(
        certificate.c.id.label("key"),
        (certificate.c.number + " " + _STATE).label("state"),
        cast(certificate.c.id, Text).label("subject"),
        func.greatest(signature.c.signed_at, _LAST.c.at).label("at"),
    )
    .join(signature)
    .outerjoin(_LAST, _LAST.c.certificate_id == certificate.c.id),
)
