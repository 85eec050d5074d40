"""The routers of the factor library."""

from accounting.factors.api import datasets
from accounting.factors.api import imports as factor_imports

routers = (datasets.router, factor_imports.router, factor_imports.reviews)
