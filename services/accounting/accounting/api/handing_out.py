"""Everything that a calculation or a product system is handed out as."""

from accounting.api import ilcd, openlca, reports

routers = (reports.router, openlca.router, ilcd.router)
