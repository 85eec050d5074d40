"""The routers of what the packs say: categories with rules, ranges and templates, and fuels."""

from accounting.api import category_data, published
from accounting.factors.api import fuels

routers = (published.router, category_data.router, fuels.router)
