"""The variables of the first client."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class BootstrapSettings(BaseSettings):
    """What `load` needs to register the first client; nobody has a default secret."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    operator_jwks: str | None = None
    """Public JWK set of the operator, as JSON text or as the path of a file."""
    operator_client_id: str = "operator"
