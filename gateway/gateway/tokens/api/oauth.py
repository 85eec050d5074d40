"""The token endpoint, with the errors of RFC 6749, and the keys that verify its tokens."""

from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import JsonValue

from chassis.database import Transaction
from chassis.forms import View, Words
from chassis.problems import language
from chassis.routing import Router
from gateway.tokens.api.policy import CurrentPolicy
from gateway.tokens.domain.faults import messages_of
from gateway.tokens.usecases.authorization_server import TokenAnswer, refused
from gateway.tokens.usecases.tokens import RequestMalformed, issue_token, token_request
from gateway.values.api import CurrentPack

router = Router(tags=["oauth"])

_LONGEST_BODY = 16 * 1024
_FORM = "application/x-www-form-urlencoded"
_FIELDS = {
    "grant_type": {
        "type": "string",
        "const": "client_credentials",
        "description": "The one grant that there is.",
    },
    "scope": {"type": "string", "description": "以空格分隔;缺省为全部 / all held by default"},
    "client_assertion_type": {
        "type": "string",
        "const": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "description": "That the assertion is a JWT (RFC 7523).",
    },
    "client_assertion": {
        "type": "string",
        "description": "JWT: iss, sub, aud, exp, jti",
    },
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {_FORM: {"schema": {"type": "object", "properties": _FIELDS}}},
    }
}


class TokenView(View):
    """An access token (RFC 6749, 5.1)."""

    access_token: str
    """Send it as `Authorization: Bearer …`."""
    token_type: str
    """`Bearer`."""
    expires_in: int
    """Seconds until it ends; then ask for another."""
    scope: str
    """What it allows, separated by spaces."""


class TokenKeysView(View):
    """A JWK set (RFC 7517)."""

    keys: list[dict[str, JsonValue]]
    """The public keys; `kid` in the head of a token says which signed it."""


class TokenError(View):
    """Why there is no token (RFC 6749, 5.2)."""

    error: str
    """`invalid_request`, `invalid_client`, `invalid_scope`, `unsupported_grant_type` and so on."""
    error_description: str | None = None
    """The same in words: English, ASCII."""
    detail: str | None = None
    """The same in the caller's language."""
    messages: Words | None = None
    """The same in both languages."""


_REFUSALS: dict[int | str, dict[str, object]] = {
    status: {"description": f"{meaning} (RFC 6749, 5.2)", "model": TokenError}
    for status, meaning in ((400, "The request is not as it must be"), (401, "Unknown client"))
}
_ANSWERS: dict[int | str, dict[str, object]] = {
    200: {"description": "The token.", "model": TokenView},
    **_REFUSALS,
}


@router.post("/auth/token", name="request_token_for_pact", openapi_extra=_BODY, responses=_ANSWERS)
@router.post("/oauth/token", openapi_extra=_BODY, responses=_ANSWERS)
async def request_token(
    request: Request, tx: Transaction, pack: CurrentPack, policy: CurrentPolicy
) -> JSONResponse:
    """Obtain an access token with the client credentials grant and `private_key_jwt`.

    `/auth/token` is where PACT clients look when they read no discovery document.
    """
    try:
        asked = token_request(await _form(request), request.headers.get("authorization"))
    except RequestMalformed as error:
        return _response(request, refused("invalid_request", str(error)))
    return _response(request, await issue_token(tx, asked, pack=pack, policy=policy))


@router.get("/oauth/jwks", responses={200: {"model": TokenKeysView}})
async def get_token_keys(policy: CurrentPolicy) -> JSONResponse:
    """The public keys of the access tokens: the one in use and the next one (RFC 7517)."""
    keys = policy.keys.published.as_dict(private=False, use="sig", alg="ES256")
    return JSONResponse(dict(keys), headers={"Cache-Control": "public, max-age=60"})


async def _form(request: Request) -> list[tuple[str, str]]:
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise RequestMalformed(f"Send the parameters as {_FORM}")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            raise RequestMalformed("The request is too long")
    try:
        return parse_qsl(body.decode("ascii"), max_num_fields=20)
    except ValueError:
        raise RequestMalformed("The parameters are not form-encoded") from None


def _response(request: Request, answer: TokenAnswer) -> JSONResponse:
    """A refusal also in the caller's language: `error_description` may hold ASCII only."""
    body, headers = dict(answer.body), dict(answer.headers)
    if "error" in body:
        lang, messages = language(request.headers.get("accept-language")), messages_of(body)
        body |= {"detail": messages[lang], "messages": messages}
        headers["Content-Language"] = lang
    return JSONResponse(body, answer.status, headers)
