"""Every table that holds trade secrets; docs/data-classification.md says why each one does."""

from accounting.custody.store.secrets import Holder, owner_of
from accounting.store.exchange_request_tables import exchange_delivery
from accounting.store.exchange_tables import published_footprint
from accounting.store.upload_tables import upload, upload_row

PUBLISHED = Holder(published_footprint, owner=published_footprint.c.owner)


DELIVERIES = Holder(exchange_delivery, plain=("content",), owner=exchange_delivery.c.owner)


UPLOADED = Holder(
    upload_row,
    plain=("cells", "zh", "en"),
    key=("upload", "line"),
    owner=owner_of(upload.c.enterprise, upload.c.id, upload_row.c.upload),
)
