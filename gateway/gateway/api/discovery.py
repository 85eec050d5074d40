"""Discovery documents: what this authorization server really offers, and nothing else."""

from fastapi.responses import JSONResponse

from chassis.routing import Router
from gateway.api.context import CurrentContext
from gateway.usecases.authorization_server import metadata

router = Router(tags=["oauth"])


@router.get("/.well-known/oauth-authorization-server")
async def authorization_server(context: CurrentContext) -> JSONResponse:
    """Authorization server metadata (RFC 8414)."""
    return _metadata(context)


@router.get("/.well-known/openid-configuration")
async def openid_configuration(context: CurrentContext) -> JSONResponse:
    """The same for clients that look here; there are no users to sign in, so nothing of OpenID."""
    return _metadata(context)


def _metadata(context: CurrentContext) -> JSONResponse:
    scopes = {scope for rights in context.pack.roles.values() for scope in rights.scopes}
    return JSONResponse(
        metadata(context.policy, scopes), headers={"Cache-Control": "public, max-age=300"}
    )
