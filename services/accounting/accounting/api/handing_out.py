"""Everything that a calculation or a product system is handed out as."""

from accounting.api import ilcd, openlca, reports
from accounting.lineage import api as lineage

routers = (reports.router, openlca.router, ilcd.router, lineage.router)
