"""What every table of the service shares."""

from sqlalchemy import (
    MetaData,
)

metadata = MetaData()
