"""The variables of the first client, and of who decides about clients."""

from typing import Self

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.settings import ApiSettings, Environment, ServiceSettings


class ReadsKeys(ServiceSettings):
    """A process that checks or reads the addresses of clients' keys."""

    keys_allow_private: bool = False
    """Development only: read keys by plain HTTP and from loopback and private addresses."""

    @model_validator(mode="after")
    def _production_reads_only_the_internet(self) -> Self:
        if self.keys_allow_private and self.environment is Environment.PRODUCTION:
            raise ValueError("KEYS_ALLOW_PRIVATE is for development only")
        return self


class DecidesOnClients(ReadsKeys, ApiSettings):
    """A process in which operators decide who may do what."""

    four_eyes: bool | None = None
    """Whether a second operator confirms each change; without a value, outside development."""

    @model_validator(mode="after")
    def _production_takes_two(self) -> Self:
        if self.environment is Environment.PRODUCTION and self.four_eyes is False:
            raise ValueError("FOUR_EYES cannot be switched off in production")
        return self

    @property
    def takes_two(self) -> bool:
        in_production = self.environment is Environment.PRODUCTION
        return in_production if self.four_eyes is None else self.four_eyes


class BootstrapSettings(BaseSettings):
    """What `load` needs to register the first client; nobody has a default secret."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    operator_jwks: str | None = None
    """Public JWK set of the operator, as JSON text or as the path of a file."""
    operator_client_id: str = "operator"
    services_jwks: str | None = None
    """Public JWK sets of the platform's own workers by their names, as JSON or a path."""
