"""Labels as the registry told of them."""

from sqlalchemy import Uuid, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from chassis.holdings import Holding
from contracts.registry import LabelIssued, LabelStatus, LabelStatusChanged
from mutual_recognition.feed.store.tables import feed

_STATUS = aggregate_order_by(feed.c.data["status"].astext, feed.c.position.desc())
_LAST = (
    select(
        feed.c.label,
        func.array_agg(_STATUS)[1].label("status"),
        func.max(feed.c.occurred_at).label("at"),
    )
    .where(feed.c.type == LabelStatusChanged.TYPE)
    .group_by(feed.c.label)
    .subquery()
)
_NOW = func.coalesce(_LAST.c.status, LabelStatus.VALID.value)
LABELS = Holding(
    "labels",
    LabelIssued.topic(),
    select(
        cast(feed.c.data["certificate_id"].astext, Uuid).label("key"),
        func.concat_ws(" ", feed.c.label, feed.c.log_index, _NOW).label("state"),
        feed.c.label.label("subject"),
        func.greatest(feed.c.occurred_at, _LAST.c.at).label("at"),
    )
    .outerjoin(_LAST, _LAST.c.label == feed.c.label)
    .where(feed.c.type == LabelIssued.TYPE),
)
