"""The certifiers' signing keys as their files hold them: one private JWK Set per body."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from certification.issuers.domain.identity import IssuerKey

BODY_NUMBER = re.compile(r"^CNCA-RF?-\d{4}-\d{2,4}$")


class KeyFileUnusable(ValueError):
    """A key file must be corrected before the worker can start; the message names it."""


class KeyMissing(Exception):
    """A certificate cannot be signed because its body has no active key here."""


class _Key(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kty: str = Field(pattern="^EC$")
    crv: str = Field(pattern="^P-256$")
    x: str
    y: str
    d: str | None = None
    kid: str = Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")
    alg: str = Field(default="ES256", pattern="^ES256$")
    use: str = Field(default="sig", pattern="^sig$")
    retired_at: AwareDatetime | None = None


class _KeyFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    development: bool = False
    keys: tuple[_Key, ...] = Field(min_length=1)


@dataclass(frozen=True)
class BodyKeys:
    """All keys of one body, oldest first."""

    body: str
    keys: tuple[IssuerKey, ...]
    development: bool

    @property
    def active(self) -> IssuerKey:
        """The newest key that is not retired; this one signs."""
        usable = [k for k in self.keys if k.retired_at is None and k.key.is_private]
        if not usable:
            raise KeyMissing(f"{self.body} has no active private key")
        return usable[-1]


@dataclass(frozen=True)
class KeyRing:
    """The keys of every body that this worker signs for."""

    bodies: Mapping[str, BodyKeys]

    def active(self, body: str) -> IssuerKey:
        """The key that signs for a body; raises `KeyMissing`."""
        if body not in self.bodies:
            raise KeyMissing(f"there is no key file for {body}")
        return self.bodies[body].active


def read_keys(body: str, text: str) -> BodyKeys:
    """Parse the key file of one body; raises `KeyFileUnusable`, never quoting the secret."""
    if not BODY_NUMBER.match(body):
        raise KeyFileUnusable(f"{body}.json: the file name is not a CNCA approval number")
    try:
        file = _KeyFile.model_validate_json(text)
        keys = tuple(_issuer_key(key) for key in file.keys)
    except ValidationError as failure:
        places = "; ".join(f"{e['loc']}: {e['msg']}" for e in failure.errors(include_input=False))
        raise KeyFileUnusable(f"{body}.json: {places}") from None
    except (JoseError, ValueError) as failure:
        raise KeyFileUnusable(f"{body}.json: {type(failure).__name__}") from None
    if len({key.kid for key in keys}) < len(keys):
        raise KeyFileUnusable(f"{body}.json: two keys share a kid")
    return BodyKeys(body=body, keys=keys, development=file.development)


def development_key_file(body: str, year: int) -> str:
    """The text of a new key file for development; production refuses it."""
    if not BODY_NUMBER.match(body):
        raise KeyFileUnusable(f"{body} is not a CNCA approval number")
    key = ECKey.generate_key("P-256", {"kid": f"{year}-dev", "alg": "ES256", "use": "sig"})
    return json.dumps({"development": True, "keys": [key.as_dict(private=True)]}, indent=2)


def _issuer_key(key: _Key) -> IssuerKey:
    members = key.model_dump(exclude={"retired_at"}, exclude_none=True)
    return IssuerKey(kid=key.kid, key=ECKey.import_key(members), retired_at=key.retired_at)
