"""Every variable of the gateway, with its unit and default."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.settings import ApiSettings, Environment
from gateway.domain.keys import TokenKeys, token_keys


class GatewaySettings(ApiSettings):
    """The gateway issues the tokens, so it needs no JWKS address."""

    jwks_url: str = ""
    """Unused here: the gateway verifies with its own keys."""
    token_keys: SecretStr
    """Private JWK set as JSON text or as the path of a file: the key that signs, then the next."""
    token_life_s: int = Field(default=600, ge=30, le=600)
    """How long an access token is valid."""

    accounting_url: str
    certification_url: str
    registry_url: str
    mutual_recognition_url: str

    connect_timeout_s: float = Field(default=3.0, gt=0)
    read_timeout_s: float = Field(default=30.0, gt=0)
    """The longest silence of a service that the gateway waits through."""
    keepalive_s: float = Field(default=4.0, gt=0)
    """Idle connections to services are dropped after this; keep it below the services' own."""
    connections_per_service: int = Field(default=200, ge=1)
    max_body_bytes: int = Field(default=16 * 1024 * 1024, ge=0)

    client_rate: float = Field(default=100.0, ge=0)
    """Requests per second of one client; 0 switches the limit off."""
    client_burst: int = Field(default=200, ge=1)
    address_rate: float = Field(default=50.0, ge=0)
    """Requests per second of one address without a known token; 0 switches the limit off."""
    address_burst: int = Field(default=200, ge=1)
    trusted_hops: int = Field(default=0, ge=0)
    """Proxies in front of the gateway whose X-Forwarded-For entries are believed."""

    revocation_poll_s: float = Field(default=5.0, gt=0, le=15)
    revocation_stale_s: float = Field(default=45.0, gt=0, le=45)
    """Without fresh news of revocations for this long, protected routes answer 503."""

    @model_validator(mode="after")
    def _production_refuses_development_keys(self) -> Self:
        if self.environment is Environment.PRODUCTION and self.keys.are_for_development:
            raise ValueError(
                "TOKEN_KEYS holds generated development keys; production needs its own"
            )
        return self

    @property
    def keys(self) -> TokenKeys:
        """Raises ValueError, naming the variable and never the key."""
        try:
            return token_keys(text_or_file(self.token_keys.get_secret_value()))
        except (ValueError, OSError) as error:
            raise ValueError(f"TOKEN_KEYS cannot be used: {error}") from None

    @property
    def upstreams(self) -> dict[str, str]:
        """Base address of each service, by the name of its file in `packs/access/`."""
        return {
            "accounting": self.accounting_url.rstrip("/"),
            "certification": self.certification_url.rstrip("/"),
            "registry": self.registry_url.rstrip("/"),
            "mutual-recognition": self.mutual_recognition_url.rstrip("/"),
        }


class BootstrapSettings(BaseSettings):
    """What `load` needs to register the first client; nobody has a default secret."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    operator_jwks: str | None = None
    """Public JWK set of the operator, as JSON text or as the path of a file."""
    operator_client_id: str = "operator"


def text_or_file(value: str) -> str:
    """JSON text is taken as it is; anything else names a file."""
    return value if value.lstrip().startswith("{") else Path(value).read_text("utf-8")
