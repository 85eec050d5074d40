"""Data that makes a region or a product category, and the models that validate it."""
