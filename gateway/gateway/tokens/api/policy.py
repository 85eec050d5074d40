"""What the authorization server knows about itself, for its routes."""

from typing import Annotated

from fastapi import Depends, Request

from gateway.tokens.usecases.authorization_server import Policy


async def _policy(request: Request) -> Policy:
    policy: Policy = request.app.state.policy
    return policy


CurrentPolicy = Annotated[Policy, Depends(_policy)]
