"""The revoked clients, signed, for the services: at the internal port only."""

from time import time

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from joserfc import jwt

from chassis.revocations import TYPE, WAIT_S
from gateway.proxy.usecases.revocations import Revocations
from gateway.tokens.usecases.authorization_server import Policy

router = APIRouter(include_in_schema=False)


@router.get("/revocations")
async def revocations(request: Request, known: str = "") -> PlainTextResponse:
    """Every client whose tokens are no longer good, as a JWT; held back while `known` is it."""
    public = request.app.state.public
    revoked: Revocations = public.revocations
    policy: Policy = public.policy
    revoked.include("")
    await revoked.changed(known, WAIT_S)
    claims = {
        "iss": policy.issuer,
        "exp": time() + revoked.good_for_s,
        "version": revoked.version,
        "revoked": sorted(revoked.ids),
    }
    header = {"typ": TYPE, "alg": "ES256", "kid": policy.keys.current.kid}
    text = jwt.encode(header, claims, policy.keys.current, algorithms=["ES256"])
    return PlainTextResponse(text, media_type=f"application/{TYPE}")
