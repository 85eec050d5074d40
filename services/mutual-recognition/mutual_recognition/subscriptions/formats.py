"""The file of the keys that sign webhooks."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mutual_recognition.subscriptions.domain import webhooks

DEVELOPMENT = "# development key"
"""The line that marks a key made here, which production refuses."""


def make_key_file(path: Path) -> None:
    """Write a new development key that only its owner can read. Raises when the file exists."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{DEVELOPMENT}\n{webhooks.secret_text(Ed25519PrivateKey.generate())}\n"
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
