"""The routes by which data comes in: evidence, meters and what is made of their readings."""

from accounting.api import evidence, meters

routers = (evidence.router, meters.router)
