"""The routers of what the packs say: categories with rules, ranges and templates, and fuels."""

from accounting.factors.api import fuels
from accounting.inventory.api import category_data
from accounting.products.api import categories as published

routers = (published.router, category_data.router, fuels.router)
