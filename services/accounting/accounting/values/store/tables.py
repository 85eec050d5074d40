"""What every table of the service shares."""

from datetime import datetime

from sqlalchemy import Column, DateTime, MetaData, func

from chassis import clock

metadata = MetaData()
MOMENT = DateTime(timezone=True)


def changed() -> Column[datetime]:
    """When a row was written last; a server of the release before leaves that to the database."""
    return Column(
        "updated_at",
        MOMENT,
        nullable=False,
        default=clock.now,
        onupdate=clock.now,
        server_default=func.now(),
    )
