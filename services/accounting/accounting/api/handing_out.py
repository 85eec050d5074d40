"""Everything that a calculation or a product system is handed out as."""

from accounting.ilcd import api as ilcd
from accounting.lineage import api as lineage
from accounting.openlca import api as openlca
from accounting.reports import api as reports

routers = (reports.router, openlca.router, ilcd.router, lineage.router)
