"""What every table of the service shares."""

from sqlalchemy import DateTime, MetaData

metadata = MetaData()
MOMENT = DateTime(timezone=True)
