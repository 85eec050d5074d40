"""Every table that holds trade secrets; docs/data-classification.md says why each one does."""

from accounting.custody.store.secrets import Holder
from accounting.store.exchange_tables import published_footprint

PUBLISHED = Holder(published_footprint, owner=published_footprint.c.owner)
