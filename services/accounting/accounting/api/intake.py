"""The routes by which data comes in: evidence, meters and what is made of their readings."""

from accounting.api import (
    activity_tables,
    findings,
    metered_activity,
    meters,
    rejected_readings,
    uploads,
)
from accounting.evidence import api as evidence

routers = (
    evidence.router,
    meters.router,
    rejected_readings.router,
    metered_activity.router,
    activity_tables.router,
    findings.router,
    uploads.router,
)
