"""Settings that every process reads once, and what production refuses."""

from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from packs import PACKS_DIR

_SHORTEST_SECRET = 16


class Environment(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class ServiceSettings(BaseSettings):
    """Common to every process. A variable is the field's name in upper case."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, use_attribute_docstrings=True)

    environment: Environment = Environment.PRODUCTION
    """`development` permits plain HTTP, samples and development keys."""
    database_url: SecretStr
    """`postgresql://role:password@host:port/database` with the role of this process."""
    pool_size: int = 8
    """Database connections for work; one more tells what was written, and a worker's listens."""
    public_url: str
    """Address of the gateway as the outside world sees it; part of every label and did:web."""
    packs_dir: Path = PACKS_DIR
    """Folder with `access`, `regions`, `categories` and `factors`."""
    region: str = "tianjin"
    """Region pack, the name of its folder."""
    host: str = "127.0.0.1"
    """Address to listen at."""
    port: int = 8000
    """Port to listen at; workers answer there with their health and metrics."""
    processes: int = Field(default=1, ge=1)
    """How many processes of an API share its port."""
    log_level: str = "info"
    """Least level of the log lines that are written."""
    otlp_endpoint: str | None = None
    """Where traces go (OTLP over HTTP); without it they only give the logs their ids."""
    trace_ratio: float = Field(default=1.0, ge=0, le=1)
    """Share of the requests that are traced, 0 to 1."""

    @model_validator(mode="after")
    def _production_has_no_default_secrets(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            refuse_weak(DATABASE_URL=urlsplit(self.database_url.get_secret_value()).password)
            if not self.public_url.startswith("https://"):
                raise ValueError("PUBLIC_URL must be an https address in production")
        return self


class ApiSettings(ServiceSettings):
    """A process that answers requests: it verifies tokens and holds no bus credentials."""

    jwks_url: str
    """Where the authorization server publishes its keys."""
    issuer: str = ""
    """The `iss` of accepted tokens; PUBLIC_URL unless set."""

    @property
    def token_issuer(self) -> str:
        return self.issuer or self.public_url


class WorkerSettings(ServiceSettings):
    """A process that publishes, consumes and works in the background."""

    kafka_bootstrap: str
    """`host:port,host:port`"""
    kafka_username: str | None = None
    """SCRAM-SHA-512 user; without one the connection is not authenticated (development only)."""
    kafka_password: SecretStr | None = None
    """Its password."""
    kafka_ca_file: Path | None = None
    """CA certificate of the brokers; with it the connection uses TLS."""

    @model_validator(mode="after")
    def _production_authenticates_to_the_bus(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            secret = self.kafka_password
            refuse_weak(KAFKA_PASSWORD=secret.get_secret_value() if secret else None)
        return self


def refuse_weak(**secrets: str | None) -> None:
    """Refuse to start with a missing or guessable secret, naming the variable."""
    for name, secret in secrets.items():
        if not secret or len(secret) < _SHORTEST_SECRET:
            raise ValueError(
                f"{name} needs a secret of at least {_SHORTEST_SECRET} characters in production"
            )
