"""What the log says about an edition of a status list."""

from chassis.canonical import sha256_hex
from registry.log.domain.entry import Entry, EntryKind, entry
from registry.status.domain.status_list import StatusListIssue


def status_list_entry(issue: StatusListIssue, credential: str) -> Entry:
    """Commits to one edition of a status list."""
    facts: dict[str, object] = {
        "list": issue.url,
        "issue": issue.number,
        "valid_from": issue.valid_from,
        "valid_until": issue.valid_until,
        "credential_sha256": sha256_hex(credential.encode()),
    }
    return entry(EntryKind.STATUS_LIST, f"{issue.purpose}#{issue.number}", facts)
