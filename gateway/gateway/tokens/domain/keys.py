"""The keys that sign access tokens, as a JSON Web Key set."""

import json
from dataclasses import dataclass

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

DEVELOPMENT_KID = "development-"
"""Prefix of the key ids in a generated development file; production refuses such keys."""


@dataclass(frozen=True)
class TokenKeys:
    """The keys of the authorization server: the first signs, all are published."""

    current: ECKey
    published: KeySet

    @property
    def are_for_development(self) -> bool:
        return any(str(key.kid).startswith(DEVELOPMENT_KID) for key in self.published)


def token_keys(document: str) -> TokenKeys:
    """Read a private JWK set: the first key signs, the second is published ahead of its turn.

    Further keys, usually public ones of an earlier turn, are only published. Raises ValueError
    with a message for the operator that never contains key material.
    """
    try:
        keys = [ECKey.import_key(key) for key in json.loads(document)["keys"]]
    except (JoseError, ValueError, KeyError, TypeError):
        raise ValueError("it is not a JWK set of EC keys") from None
    if len(keys) < 2 or not all(key.is_private for key in keys[:2]):
        raise ValueError("it needs two private keys: the one that signs now and the next one")
    if any(key.curve_name != "P-256" or not key.get("kid") for key in keys):
        raise ValueError("every key must be on P-256 and have a kid")
    if len({key.kid for key in keys}) < len(keys):
        raise ValueError("a kid is repeated")
    return TokenKeys(keys[0], KeySet(list(keys)))


def generated_token_keys(prefix: str = "") -> str:
    """Two fresh keys as the JSON text that `token_keys` reads; the kid is the key's thumbprint."""
    keys = [ECKey.generate_key("P-256") for _ in range(2)]
    return json.dumps(
        {
            "keys": [
                key.as_dict(private=True, kid=f"{prefix}{key.thumbprint()[:16]}", alg="ES256")
                for key in keys
            ]
        },
        indent=2,
    )
