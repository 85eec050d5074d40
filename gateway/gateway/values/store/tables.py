"""What every table of the gateway shares."""

from sqlalchemy import MetaData

metadata = MetaData()
