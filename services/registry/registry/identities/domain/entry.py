"""What the log says about a DID document."""

from chassis.canonical import sha256_hex
from registry.log.domain.entry import Entry, EntryKind, entry


def did_document_entry(did: str, version: int, document: str) -> Entry:
    """Commits to one version of a DID document, so that a key's validity on a day is provable."""
    facts: dict[str, object] = {
        "did": did,
        "did_version": version,
        "document_sha256": sha256_hex(document.encode()),
    }
    return entry(EntryKind.DID_DOCUMENT, f"{did}#{version}", facts)
