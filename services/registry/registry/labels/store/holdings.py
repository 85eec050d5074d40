"""Public labels: by their certificates, as certification knows them, and as partners must."""

from sqlalchemy import Text, case, cast, func, select

from chassis.holdings import Holding
from contracts.certification import CertificateIssued
from contracts.registry import LabelIssued, LabelStatus
from registry.labels.store.tables import label, label_publication, label_search
from registry.status.store.tables import status_change, status_publication

_TOLD = (
    select(
        status_change.c.label_number,
        func.max(status_publication.c.published_at).label("at"),
    )
    .join(status_publication)
    .group_by(status_change.c.label_number)
    .subquery()
)
_BITS = case(
    (label_search.c.cancelled, "cancelled"),
    (label_search.c.revoked, LabelStatus.WITHDRAWN.value),
    (label_search.c.suspended, LabelStatus.SUSPENDED.value),
    else_=LabelStatus.VALID.value,
)
_PUBLIC = case(
    (label_search.c.revoked, LabelStatus.WITHDRAWN.value),
    # As it was told when it changed last: who only grows older is told of by nobody.
    (_TOLD.c.at >= label_search.c.valid_until, LabelStatus.EXPIRED.value),
    (label_search.c.suspended, LabelStatus.SUSPENDED.value),
    else_=LabelStatus.VALID.value,
)
CERTIFICATES = Holding(
    "certificates",
    CertificateIssued.topic(),
    select(
        label.c.certificate_id.label("key"),
        (label.c.certificate_number + " " + _BITS).label("state"),
        cast(label.c.certificate_id, Text).label("subject"),
        func.greatest(label_publication.c.published_at, _TOLD.c.at).label("at"),
    )
    .join(label_publication)
    .join(label_search)
    .outerjoin(_TOLD, _TOLD.c.label_number == label.c.number),
)
"""What has a leaf, and what the status lists show of it: all else has not become public here."""
LABELS = Holding(
    "labels",
    LabelIssued.topic(),
    select(
        label.c.certificate_id.label("key"),
        func.concat_ws(" ", label.c.number, label_publication.c.log_index, _PUBLIC).label("state"),
        label.c.number.label("subject"),
        func.greatest(label_publication.c.published_at, _TOLD.c.at).label("at"),
    )
    .join(label_publication)
    .join(label_search)
    .outerjoin(_TOLD, _TOLD.c.label_number == label.c.number),
)
"""Labels with a leaf, by the leaf that proves each."""
