"""The authorization server's policy, as the settings say."""

from chassis.settings import Environment
from gateway.tokens.settings import IssuesTokens
from gateway.tokens.usecases.authorization_server import Policy


def policy_of(settings: IssuesTokens) -> Policy:
    return Policy(
        issuer=settings.token_issuer,
        token_endpoint=f"{settings.token_issuer}/oauth/token",
        keys=settings.keys,
        life_s=settings.token_life_s,
        secrets_allowed=settings.environment is Environment.DEVELOPMENT,
    )
