"""The routers of the factor library."""

from accounting.api import datasets, factor_imports

routers = (datasets.router, factor_imports.router, factor_imports.reviews)
