"""Token keys on disk: a generated file for development."""

from pathlib import Path

from gateway.tokens.domain.keys import DEVELOPMENT_KID, generated_token_keys


def create_development_keys(path: Path) -> None:
    """Write a private JWK set for TOKEN_KEYS unless there is one; production refuses such keys."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(generated_token_keys(DEVELOPMENT_KID), "utf-8")
