"""The routers of what explains calculations, and of what would move them."""

from accounting.analysis.api import analysis, uncertainty
from accounting.impact.api import results as impact_results
from accounting.impact.api import studies as impact_studies

routers = [analysis.router, uncertainty.router, impact_studies.router, impact_results.router]
