"""The variables of calls to exchange partners."""

from pydantic import SecretStr

from chassis.settings import ServiceSettings


class CallsPartners(ServiceSettings):
    """A process that delivers to exchange partners."""

    exchange_credentials: SecretStr = SecretStr("{}")
    """JSON: enterprise, then a partner's auth base, then `client_id` and `client_secret`."""
    exchange_timeout_s: float = 10
    """How long one call to an exchange partner may take, in seconds."""
