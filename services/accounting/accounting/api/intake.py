"""The routes by which data comes in: evidence, meters and what is made of their readings."""

from accounting.evidence import api as evidence
from accounting.inventory.api import activity_tables, findings
from accounting.meters.api import metered_activity, meters, rejected_readings
from accounting.uploads import api as uploads

routers = (
    evidence.router,
    meters.router,
    rejected_readings.router,
    metered_activity.router,
    activity_tables.router,
    findings.router,
    uploads.router,
)
