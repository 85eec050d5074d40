"""What has been announced about the issuers."""

from certification.issuers.store.documents import newest_document as newest_document
