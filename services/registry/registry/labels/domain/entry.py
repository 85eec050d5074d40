"""What the log says about a label."""

from chassis.canonical import sha256_hex
from registry.labels.domain.label import Label
from registry.log.domain.entry import Entry, EntryKind, entry


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
    return entry(EntryKind.LABEL, number, facts)
