"""The routes by which data comes in: evidence, meters and what is made of their readings."""

from accounting.api import evidence, findings, metered_activity, meters

routers = (evidence.router, meters.router, metered_activity.router, findings.router)
