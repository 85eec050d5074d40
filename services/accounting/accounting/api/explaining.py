"""The routers of what explains calculations, and of what would move them."""

from accounting.api import analysis, impact_results, impact_studies, uncertainty

routers = [analysis.router, uncertainty.router, impact_studies.router, impact_results.router]
