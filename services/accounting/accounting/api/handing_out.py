"""Everything that a calculation or a product system is handed out as."""

from accounting.api import ilcd, lineage, openlca, reports

routers = (reports.router, openlca.router, ilcd.router, lineage.router)
