"""The routes of accounting, subject by subject."""

from accounting.analysis.api import analysis, uncertainty
from accounting.calculations.api import archive, calculations
from accounting.calculations.api import evidence as calculation_evidence
from accounting.calculations.usecases.calculations import FOOTPRINTS
from accounting.custody.api import audit
from accounting.evidence import api as evidence
from accounting.factors.api import datasets, fuels, imports
from accounting.foreign import api as losses
from accounting.ilcd import api as ilcd
from accounting.impact.api import results, studies
from accounting.inventory.api import activity_tables, category_data, findings, products, systems
from accounting.lineage import api as lineage
from accounting.meters.api import metered_activity, meters, rejected_readings
from accounting.openlca import api as openlca
from accounting.products.api import categories, enterprises
from accounting.publications.api import grants, publications
from accounting.reports import api as reports
from accounting.requests.api import deliveries, exchange, pact, pact_legacy, rules
from accounting.suppliers.api import findings as supplier_findings
from accounting.suppliers.api import footprints as supplier_footprints
from accounting.tasks import api as tasks
from accounting.uploads import api as uploads
from chassis.holdings import router_of

# fmt: off
ROUTERS = [
    enterprises.router, products.router, systems.router, calculations.router, archive.router,
    categories.router, category_data.router, fuels.router,
    analysis.router, uncertainty.router, studies.router, results.router,
    datasets.router, imports.router, imports.reviews,
    reports.router, openlca.router, ilcd.router, ilcd.models, lineage.router,
    evidence.router, calculation_evidence.router,
    meters.router, rejected_readings.router, metered_activity.router, activity_tables.router,
    findings.router, losses.router, uploads.router,
    pact.router, pact_legacy.router, pact_legacy.own, publications.router, grants.router,
    supplier_footprints.router, supplier_findings.router, exchange.router, deliveries.router,
    rules.router,
    audit.router, tasks.router, router_of([FOOTPRINTS]),
]
# fmt: on
