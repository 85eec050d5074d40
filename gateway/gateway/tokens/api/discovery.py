"""Discovery documents: what this authorization server really offers, and nothing else."""

from fastapi.responses import JSONResponse

from chassis.forms import View
from chassis.routing import Router
from gateway.tokens.api.policy import CurrentPolicy
from gateway.tokens.usecases.authorization_server import metadata
from gateway.values.api import CurrentPack

router = Router(tags=["oauth"])


class ServerMetadata(View):
    """Authorization server metadata (RFC 8414, 2)."""

    issuer: str
    """The `iss` of its tokens."""
    token_endpoint: str
    """Where tokens are asked for, and the `aud` of assertions."""
    jwks_uri: str
    """Where the keys are that verify its tokens."""
    scopes_supported: list[str]
    """Every scope that somebody can hold."""
    response_types_supported: list[str]
    """None: nobody signs in."""
    grant_types_supported: list[str]
    """`client_credentials` alone."""
    token_endpoint_auth_methods_supported: list[str]
    """How clients show who they are."""
    token_endpoint_auth_signing_alg_values_supported: list[str]
    """How assertions are signed."""
    ui_locales_supported: list[str]
    """Languages of pages and messages."""
    service_documentation: str
    """Where people read on."""


_ANSWERS: dict[int | str, dict[str, object]] = {
    200: {"description": "What this server offers.", "model": ServerMetadata}
}


@router.get("/.well-known/oauth-authorization-server", responses=_ANSWERS)
async def get_authorization_server_metadata(
    pack: CurrentPack, policy: CurrentPolicy
) -> JSONResponse:
    """Authorization server metadata (RFC 8414)."""
    return _metadata(pack, policy)


@router.get("/.well-known/openid-configuration", responses=_ANSWERS)
async def get_openid_configuration(pack: CurrentPack, policy: CurrentPolicy) -> JSONResponse:
    """The same for clients that look here; there are no users to sign in, so nothing of OpenID."""
    return _metadata(pack, policy)


def _metadata(pack: CurrentPack, policy: CurrentPolicy) -> JSONResponse:
    scopes = {scope for rights in pack.roles.values() for scope in rights.scopes}
    return JSONResponse(metadata(policy, scopes), headers={"Cache-Control": "public, max-age=300"})
