"""Discovery documents: what this authorization server really offers, and nothing else."""

from fastapi.responses import JSONResponse

from chassis.routing import Router
from gateway.tokens.api.policy import CurrentPolicy
from gateway.tokens.usecases.authorization_server import metadata
from gateway.values.api import CurrentPack

router = Router(tags=["oauth"])


@router.get("/.well-known/oauth-authorization-server")
async def authorization_server(pack: CurrentPack, policy: CurrentPolicy) -> JSONResponse:
    """Authorization server metadata (RFC 8414)."""
    return _metadata(pack, policy)


@router.get("/.well-known/openid-configuration")
async def openid_configuration(pack: CurrentPack, policy: CurrentPolicy) -> JSONResponse:
    """The same for clients that look here; there are no users to sign in, so nothing of OpenID."""
    return _metadata(pack, policy)


def _metadata(pack: CurrentPack, policy: CurrentPolicy) -> JSONResponse:
    scopes = {scope for rights in pack.roles.values() for scope in rights.scopes}
    return JSONResponse(metadata(policy, scopes), headers={"Cache-Control": "public, max-age=300"})
