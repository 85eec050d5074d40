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
    # The first list had its entries before there were others, and what is in the log stays.
    first = issue.name.list_number == 1
    name = issue.name.purpose.value if first else str(issue.name)
    return entry(EntryKind.STATUS_LIST, f"{name}#{issue.number}", facts)
