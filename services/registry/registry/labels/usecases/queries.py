"""How labels are read from the database, for whoever narrows them down."""

from registry.labels.store.holdings import CERTIFICATES as CERTIFICATES
from registry.labels.store.holdings import LABELS as LABELS
from registry.labels.store.labels import find as find
from registry.labels.store.tables import label_search as label_search
