"""The routes by which data comes in: evidence, meters and what is made of their readings."""

from accounting.api import (
    activity_tables,
    evidence,
    findings,
    metered_activity,
    meters,
    rejected_readings,
    uploads,
)

routers = (
    evidence.router,
    meters.router,
    rejected_readings.router,
    metered_activity.router,
    activity_tables.router,
    findings.router,
    uploads.router,
)
