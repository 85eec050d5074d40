"""Log entries: canonical JSON with identifiers and hashes only, never personal or trade data."""

from dataclasses import dataclass
from enum import StrEnum

from chassis.canonical import canonical, sha256_hex
from registry.domain.label import Label
from registry.domain.merkle import leaf_hash
from registry.domain.status_list import StatusListIssue

MAX_BYTES = 1024


class EntryKind(StrEnum):
    """What an entry commits to."""

    LABEL = "label"
    STATUS_LIST = "status-list"
    DID_DOCUMENT = "did-document"


@dataclass(frozen=True)
class Entry:
    """One entry: its bytes, and the identity under which it can be in the log only once."""

    kind: EntryKind
    identity: str
    data: bytes

    @property
    def leaf(self) -> bytes:
        return leaf_hash(self.data)


def _entry(kind: EntryKind, identity: str, facts: dict[str, object]) -> Entry:
    data = canonical({"kind": kind, "version": 1, **facts})
    if len(data) > MAX_BYTES:
        # Every member has a bounded length, so only a faulty member can get here.
        raise ValueError(f"log entry {kind} {identity} is {len(data)} bytes long")
    return Entry(kind, identity, data)


def label_entry(label: Label) -> Entry:
    """Commits to a label and to the exact bytes of its credential."""
    certificate = label.certificate
    number = str(label.number)
    facts: dict[str, object] = {
        "label": number,
        "certificate": certificate.certificate_number,
        "issuer": certificate.issuer,
        "credential_sha256": sha256_hex(certificate.credential.encode()),
        "payload_sha256": certificate.payload_sha256,
        "seal": certificate.seal,
    }
    return _entry(EntryKind.LABEL, number, facts)


def status_list_entry(issue: StatusListIssue, credential: str) -> Entry:
    """Commits to one edition of a status list."""
    facts: dict[str, object] = {
        "list": issue.url,
        "issue": issue.number,
        "valid_from": issue.valid_from,
        "valid_until": issue.valid_until,
        "credential_sha256": sha256_hex(credential.encode()),
    }
    return _entry(EntryKind.STATUS_LIST, f"{issue.purpose}#{issue.number}", facts)


def did_document_entry(did: str, version: int, document: str) -> Entry:
    """Commits to one version of a DID document, so that a key's validity on a day is provable."""
    facts: dict[str, object] = {
        "did": did,
        "did_version": version,
        "document_sha256": sha256_hex(document.encode()),
    }
    return _entry(EntryKind.DID_DOCUMENT, f"{did}#{version}", facts)
