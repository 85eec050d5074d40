"""Whether an address wants webhooks of this node, asked of receivers that answer only POST.

It gets a signed event that carries a word, and answers with that word. A receiver that merely takes
whatever comes, or sends back all it was sent, does not consent by that.
"""

import json
import secrets
from datetime import datetime
from uuid import UUID

from chassis.canonical import canonical, rfc3339

TYPE = "mutual-recognition.subscription.consent-asked.v1"
"""Its `type`; no such event is in the feed."""
MOST_READ = 4096
"""Bytes of an answer that are read; the word is much shorter."""


def new_word() -> str:
    """What nobody can know who did not get the event."""
    return secrets.token_urlsafe(24)


def body(id: UUID, word: str, source: str, at: datetime) -> bytes:
    """The CloudEvent that asks: the very bytes that are signed."""
    return canonical(
        {
            "specversion": "1.0",
            "id": str(id),
            "source": source,
            "type": TYPE,
            "subject": "consent",
            "time": rfc3339(at),
            "datacontenttype": "application/json",
            "data": {"challenge": word},
        }
    )


def consents(answer: bytes, word: str) -> bool:
    """Whether an answer is the word, as text or as JSON with it as `challenge`."""
    if answer.strip() == word.encode():
        return True
    try:
        said = json.loads(answer)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("challenge") == word
