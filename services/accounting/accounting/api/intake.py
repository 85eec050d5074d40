"""The routes by which data comes in: evidence, meters and what is made of their readings."""

from accounting.api import evidence

routers = (evidence.router,)
