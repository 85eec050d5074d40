"""The variables of calls to subscribers, and of the keys that sign them."""

from datetime import timedelta
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, model_validator

from chassis.settings import Environment, ServiceSettings
from mutual_recognition.subscriptions.domain import webhooks
from mutual_recognition.subscriptions.formats import DEVELOPMENT, make_key_file


class CallsSubscribers(ServiceSettings):
    """A process that checks or calls the addresses of subscribers."""

    webhook_allow_private: bool = False
    """Development only: accept plain HTTP, loopback and private addresses as webhook targets."""

    @model_validator(mode="after")
    def _production_calls_only_the_internet(self) -> Self:
        if self.webhook_allow_private and self.environment is Environment.PRODUCTION:
            raise ValueError("WEBHOOK_ALLOW_PRIVATE is for development only")
        return self


class SendsWebhooks(CallsSubscribers):
    """A process that signs and sends."""

    webhook_key_file: Path
    """`whsk_` keys, one a line: every line signs, so a rotation lists the new and the old one."""
    delivery_timeout_s: float = Field(default=10, gt=0)
    """The most that one request to a subscriber may take, name resolution included."""
    delivery_lease_s: float = Field(default=30, gt=0)
    """After how long a delivery that nobody reported back is sent again."""

    @model_validator(mode="after")
    def _a_lease_outlives_the_request(self) -> Self:
        if self.delivery_lease_s <= self.delivery_timeout_s:
            raise ValueError("DELIVERY_LEASE_S must be longer than DELIVERY_TIMEOUT_S")
        return self

    @property
    def lease(self) -> timedelta:
        return timedelta(seconds=self.delivery_lease_s)

    def keys(self) -> list[Ed25519PrivateKey]:
        """The signing keys; in development a missing file is made. Raises `ValueError`."""
        in_production = self.environment is Environment.PRODUCTION
        if not in_production and not self.webhook_key_file.exists():
            make_key_file(self.webhook_key_file)
        try:
            lines = self.webhook_key_file.read_text("ascii").split("\n")
        except OSError as failure:
            raise ValueError(f"WEBHOOK_KEY_FILE cannot be read: {failure.strerror}") from failure
        if in_production and DEVELOPMENT in lines:
            raise ValueError("WEBHOOK_KEY_FILE holds a development key")
        secrets = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        if not secrets:
            raise ValueError("WEBHOOK_KEY_FILE holds no key")
        return [webhooks.parse_secret(secret) for secret in secrets]
