"""Settings that every process reads once, and what production refuses."""

from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Self
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.lastknown import Folder, Place, bucket
from contracts.event import SAMPLE_PATH
from packs import PACKS_DIR

RESEND_DAYS = 366
"""An event can be sent again for so long after it happened; outboxes keep it until then."""
BUS_DAYS = 31
"""At most so much later an event is still read from the bus."""
_SHORTEST_SECRET = 16
_LEAST_VARIETY = 6
_TRIED_FIRST = ("password", "123456", "qwerty", "changeme", "letmein", "tanbiao", "secret", "admin")


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
    """Port to listen at; workers do not."""
    internal_port: int = 8001
    """Port of `/healthz`, `/readyz` and `/metrics`; nobody outside the cluster may reach it."""
    processes: int = Field(default=1, ge=1)
    """How many processes of an API share its port."""
    log_level: str = "info"
    """Least level of the log lines that are written."""
    otlp_endpoint: str | None = None
    """Where traces go (OTLP over HTTP); without it they only give the logs their ids."""
    trace_ratio: float = Field(default=1.0, ge=0, le=1)
    """Share of the requests that are traced, 0 to 1."""
    last_known_dir: Path | None = None
    """Folder, on a volume of its own, that tells whether the database came back older."""
    last_known_s3_endpoint: str | None = None
    """Address of an S3-compatible store that is used instead of `LAST_KNOWN_DIR`."""
    last_known_s3_bucket: str | None = None
    """Name of the bucket; it exists already."""
    last_known_s3_region: str = "us-east-1"
    """Region by which requests to the store are signed."""
    last_known_s3_access_key: str | None = None
    """Who the service is to the store."""
    last_known_s3_secret_key: SecretStr | None = None
    """Secret of that access key."""

    @model_validator(mode="after")
    def _production_has_no_default_secrets(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            refuse_weak(DATABASE_URL=urlsplit(self.database_url.get_secret_value()).password)
            refuse_unverified(DATABASE_URL=self.database_url.get_secret_value())
            refuse_plain(PUBLIC_URL=self.public_url, OTLP_ENDPOINT=self.otlp_endpoint)
        return self

    @model_validator(mode="after")
    def _last_known_has_one_place(self) -> Self:
        endpoint, secret = self.last_known_s3_endpoint, self.last_known_s3_secret_key
        if endpoint is None:
            return self
        if self.last_known_dir is not None:
            raise ValueError("LAST_KNOWN_DIR and LAST_KNOWN_S3_ENDPOINT are both set")
        if not (self.last_known_s3_bucket and self.last_known_s3_access_key and secret):
            raise ValueError(
                "LAST_KNOWN_S3_ENDPOINT needs LAST_KNOWN_S3_BUCKET, LAST_KNOWN_S3_ACCESS_KEY "
                "and LAST_KNOWN_S3_SECRET_KEY"
            )
        if self.environment is Environment.PRODUCTION:
            refuse_weak(LAST_KNOWN_S3_SECRET_KEY=secret.get_secret_value())
            if not endpoint.startswith("https://"):
                raise ValueError("LAST_KNOWN_S3_ENDPOINT must be an https address in production")
        return self

    @property
    def sample(self) -> bool:
        """Whether the process serves the test tenant, which lives at `/sample` of the platform."""
        return urlsplit(self.public_url.rstrip("/")).path.endswith(SAMPLE_PATH)

    def called(self, service: str) -> str:
        """What this process's service is called among those of both tenants."""
        return f"{service}-sample" if self.sample else service

    def last_known(self, package: str) -> Place | None:
        """Where a service keeps what it last made public; None when nobody said where."""
        if self.last_known_dir is not None:
            return Folder(self.last_known_dir / package)
        if self.last_known_s3_endpoint is None or self.last_known_s3_secret_key is None:
            return None
        return bucket(
            self.last_known_s3_bucket or "",
            f"last-known/{package}/",
            endpoint=self.last_known_s3_endpoint,
            region=self.last_known_s3_region,
            access_key=self.last_known_s3_access_key or "",
            secret_key=self.last_known_s3_secret_key.get_secret_value(),
        )


class ApiSettings(ServiceSettings):
    """A process that answers requests: it verifies tokens and holds no bus credentials."""

    jwks_url: str = ""
    """Where the authorization server publishes its keys; `/oauth/jwks` at PUBLIC_URL unless set."""
    revocations_url: str = ""
    """Where the gateway tells revoked clients: `/revocations` at its internal port."""
    issuer: str = ""
    """The `iss` of accepted tokens; PUBLIC_URL unless set."""
    share_wait_s: float = Field(default=25, gt=0)
    """How long a request waits for others of its organisation before it is refused."""
    asks_gateway: ClassVar[bool] = True
    """Whether it is a process that others issue the tokens for."""

    @model_validator(mode="after")
    def _production_knows_whom_to_believe(self) -> Self:
        if self.environment is Environment.PRODUCTION and self.asks_gateway:
            refuse_plain(JWKS_URL=self.keys_url)
            if not self.revocations_url:
                raise ValueError("REVOCATIONS_URL is needed in production")
        return self

    @property
    def keys_url(self) -> str:
        return self.jwks_url or f"{self.public_url.rstrip('/')}/oauth/jwks"

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
    client_key_file: Path | None = None
    """Private JWK by which the worker is a client of the gateway and compares with others."""
    gateway_url: str = ""
    """Where the worker reaches the gateway; PUBLIC_URL unless set."""
    issuer: str = ""
    """The issuer of tokens; PUBLIC_URL unless set."""
    outbox_days: int = Field(default=400, ge=RESEND_DAYS)
    """Days for which what was published is kept; 366 at least, as it may be sent again."""
    inbox_days: int = Field(default=450, ge=RESEND_DAYS + BUS_DAYS)
    """Days for which handled events are remembered; 397 at least, else one counts twice."""

    @model_validator(mode="after")
    def _production_authenticates_to_the_bus(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            secret = self.kafka_password
            refuse_weak(KAFKA_PASSWORD=secret.get_secret_value() if secret else None)
            for name, value in (
                ("KAFKA_USERNAME", self.kafka_username),
                ("KAFKA_CA_FILE", self.kafka_ca_file),
            ):
                if not value:
                    raise ValueError(f"{name} is needed in production: the bus speaks TLS there")
        return self


def refuse_weak(**secrets: str | None) -> None:
    """Refuse to start with a missing or guessable secret, naming the variable."""
    for name, secret in secrets.items():
        if not secret or len(secret) < _SHORTEST_SECRET or _is_guessable(secret):
            raise ValueError(
                f"{name} needs a secret of at least {_SHORTEST_SECRET} characters in production, "
                "drawn at random"
            )


def refuse_plain(**addresses: str | None) -> None:
    """Refuse to start with an address that anybody on the way can read or alter."""
    for name, address in addresses.items():
        if address and not address.startswith("https://"):
            raise ValueError(f"{name} must be an https address in production")


def refuse_unverified(**urls: str) -> None:
    """Refuse to start with a database that does not prove who it is."""
    for name, url in urls.items():
        if parse_qs(urlsplit(url).query).get("sslmode") != ["verify-full"]:
            raise ValueError(f"{name} needs ?sslmode=verify-full in production")


def _is_guessable(secret: str) -> bool:
    """Few different characters, a part that repeats, or little beside what everybody tries."""
    text = secret.lower()
    if len(set(text)) < _LEAST_VARIETY or text in (text + text)[1:-1]:
        return True
    for word in _TRIED_FIRST:
        text = text.replace(word, "")
    return len(text) < _SHORTEST_SECRET - 4
