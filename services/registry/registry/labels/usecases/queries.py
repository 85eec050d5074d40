"""How labels are read from the database, for whoever narrows them down."""

from registry.labels.store.labels import bit as bit
from registry.labels.store.labels import label_of as label_of
from registry.labels.store.labels import labels_with_bits as labels_with_bits
