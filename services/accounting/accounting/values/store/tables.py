"""?"""

from sqlalchemy import (
    DateTime,
    MetaData,
)

metadata = MetaData()


MOMENT = DateTime(timezone=True)
