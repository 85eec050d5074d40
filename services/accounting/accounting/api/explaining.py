"""The routers of what explains calculations, and of what would move them."""

from accounting.analysis.api import analysis, uncertainty
from accounting.api import impact_results, impact_studies

routers = [analysis.router, uncertainty.router, impact_studies.router, impact_results.router]
