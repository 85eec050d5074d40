"""Certificates as certification told of them."""

from sqlalchemy import Text, case, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from accounting.publications.domain.certificate import ActKind
from accounting.publications.store.tables import certificate, certificate_act
from chassis.holdings import Holding
from contracts.certification import CertificateIssued

_KIND = aggregate_order_by(certificate_act.c.kind, certificate_act.c.at.desc())
_LAST = (
    select(
        certificate_act.c.certificate,
        func.array_agg(_KIND)[1].label("kind"),
        func.max(certificate_act.c.at).label("at"),
    )
    .group_by(certificate_act.c.certificate)
    .subquery()
)
_STATE = case(
    (_LAST.c.kind == ActKind.WITHDRAWN.value, "withdrawn"),
    (_LAST.c.kind == ActKind.SUSPENDED.value, "suspended"),
    else_="valid",
)
CERTIFICATES = Holding(
    "certificates",
    CertificateIssued.topic(),
    select(
        certificate.c.id.label("key"),
        (certificate.c.number + " " + _STATE).label("state"),
        cast(certificate.c.id, Text).label("subject"),
        func.greatest(certificate.c.valid_from, _LAST.c.at).label("at"),
    ).outerjoin(_LAST, _LAST.c.certificate == certificate.c.id),
)
