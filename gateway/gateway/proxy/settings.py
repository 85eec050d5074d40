"""The variables of forwarding: where to, how long, and how much."""

from typing import Self

from pydantic import Field, model_validator

from chassis.settings import ApiSettings, Environment
from gateway.proxy.domain.tenants import SUFFIX


class ForwardsRequests(ApiSettings):
    """A process that passes requests on to the services."""

    accounting_url: str
    certification_url: str
    registry_url: str
    mutual_recognition_url: str
    accounting_sample_url: str | None = None
    certification_sample_url: str | None = None
    registry_sample_url: str | None = None
    mutual_recognition_sample_url: str | None = None

    connect_timeout_s: float = Field(default=3.0, gt=0)
    read_timeout_s: float = Field(default=30.0, gt=0)
    """The longest silence of a service that the gateway waits through."""
    keepalive_s: float = Field(default=4.0, gt=0)
    """Idle connections to services are dropped after this; keep it below the services' own."""
    connections_per_service: int = Field(default=200, ge=1)
    """Requests to one service at the same time."""
    at_once_per_org: int = Field(default=64, ge=1)
    """How many of them one organisation may have, or one address that has no token."""
    at_once_per_client: int = Field(default=32, ge=1)
    bodies_at_once: int = Field(default=256, ge=1)
    """Requests with a body that are here or arriving; their bodies lie in the temporary folder."""
    connections: int = Field(default=4_000, ge=1)
    """Open connections of callers."""
    connections_per_address: int = Field(default=512, ge=1)
    """Those of one address; not counted where proxies stand in front."""
    max_body_bytes: int = Field(default=16 * 1024 * 1024, ge=0)

    client_rate: float = Field(default=100.0, ge=0)
    """Requests per second of one client; 0 switches the limit off."""
    client_burst: int = Field(default=200, ge=1)
    address_rate: float = Field(default=50.0, ge=0)
    """Requests per second of one address without a known token; 0 switches the limit off."""
    address_burst: int = Field(default=100, ge=1)
    trusted_hops: int = Field(default=0, ge=0)
    """Proxies in front of the gateway whose X-Forwarded-For entries are believed."""

    revocation_poll_s: float = Field(default=5.0, gt=0, le=15)
    revocation_stale_s: float = Field(default=45.0, gt=0, le=45)
    """Without fresh news of revocations for this long, protected routes answer 503."""

    @model_validator(mode="after")
    def _production_limits_everybody(self) -> Self:
        if self.environment is Environment.PRODUCTION:
            for name in ("client_rate", "address_rate"):
                if not getattr(self, name):
                    raise ValueError(f"{name.upper()} must limit in production; 0 does not")
        return self

    @property
    def upstreams(self) -> dict[str, str]:
        """Base address of each service, by the name of its file in `packs/access/`."""
        return {
            "accounting": self.accounting_url.rstrip("/"),
            "certification": self.certification_url.rstrip("/"),
            "registry": self.registry_url.rstrip("/"),
            "mutual-recognition": self.mutual_recognition_url.rstrip("/"),
        }

    @property
    def samples(self) -> dict[str, str]:
        """Base address of each service of the test tenant, where there is one."""
        told = {
            "accounting": self.accounting_sample_url,
            "certification": self.certification_sample_url,
            "registry": self.registry_sample_url,
            "mutual-recognition": self.mutual_recognition_sample_url,
        }
        return {f"{name}{SUFFIX}": address.rstrip("/") for name, address in told.items() if address}
