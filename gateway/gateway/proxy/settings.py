"""The variables of forwarding: where to, how long, and how much."""

from pydantic import Field

from chassis.settings import ApiSettings


class ForwardsRequests(ApiSettings):
    """A process that passes requests on to the services."""

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

    @property
    def upstreams(self) -> dict[str, str]:
        """Base address of each service, by the name of its file in `packs/access/`."""
        return {
            "accounting": self.accounting_url.rstrip("/"),
            "certification": self.certification_url.rstrip("/"),
            "registry": self.registry_url.rstrip("/"),
            "mutual-recognition": self.mutual_recognition_url.rstrip("/"),
        }
