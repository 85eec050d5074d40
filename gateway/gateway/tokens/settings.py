"""The variables of the authorization server."""

from typing import ClassVar, Self

from pydantic import Field, SecretStr, model_validator

from chassis.settings import ApiSettings, Environment, refuse_plain
from gateway.tokens.domain.keys import TokenKeys, token_keys
from gateway.values.formats import text_or_file


class IssuesTokens(ApiSettings):
    """A process that issues the tokens, so it needs no JWKS address."""

    jwks_url: str = ""
    """Unused here: the gateway verifies with its own keys."""
    asks_gateway: ClassVar[bool] = False
    token_keys: SecretStr
    """Private JWK set as JSON text or as the path of a file: the key that signs, then the next."""
    token_life_s: int = Field(default=600, ge=30, le=600)
    """How long an access token is valid."""

    @model_validator(mode="after")
    def _production_refuses_development_keys(self) -> Self:
        if self.environment is Environment.PRODUCTION and self.keys.are_for_development:
            raise ValueError(
                "TOKEN_KEYS holds generated development keys; production needs its own"
            )
        if self.environment is Environment.PRODUCTION:
            refuse_plain(ISSUER=self.issuer or None)
        return self

    @property
    def keys(self) -> TokenKeys:
        """Raises ValueError, naming the variable and never the key."""
        try:
            return token_keys(text_or_file(self.token_keys.get_secret_value()))
        except (ValueError, OSError) as error:
            raise ValueError(f"TOKEN_KEYS cannot be used: {error}") from None
