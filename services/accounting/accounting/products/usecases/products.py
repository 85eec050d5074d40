"""Products as they are kept; inventory describes them, since it knows what is plausible."""

from accounting.products.store.products import add as add
from accounting.products.store.products import any_with_gtin as any_with_gtin
from accounting.products.store.products import find as find
from accounting.products.store.products import page as page
