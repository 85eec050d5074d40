"""Putting the entrance around the gateway's own application."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI
from starlette.routing import compile_path

from chassis.bodies import Limits
from chassis.service import Particulars, build_api, open_database
from chassis.settings import Environment
from gateway.api.context import Context
from gateway.domain.openapi import Document
from gateway.proxy.admission import Admission, LocalTokens
from gateway.proxy.entrance import OWN, Gateway
from gateway.proxy.forward import Upstreams
from gateway.proxy.rates import Buckets
from gateway.proxy.revocations import Revocations
from gateway.proxy.routes import RouteTable, load_routes
from gateway.settings import GatewaySettings
from gateway.usecases.authorization_server import Policy
from gateway.usecases.directory import Directory
from packs.region import load_region

_BODIES = Limits(most_bytes=64 * 1024)
"""Enough for eight public keys and a scope list."""


def assemble(settings: GatewaySettings, routers: Sequence[APIRouter]) -> Gateway:
    """The whole gateway. `routers` answer the operator API, tokens and discovery."""
    table = load_routes(settings.packs_dir)
    policy = _policy(settings)
    database = open_database(OWN, settings)
    revocations = Revocations(
        database, poll_s=settings.revocation_poll_s, stale_s=settings.revocation_stale_s
    )
    tokens = LocalTokens(policy.keys.published, settings.token_issuer, revocations)
    # The aggregated document takes the place of the one that FastAPI would answer with.
    particulars = Particulars(bodies=_BODIES, database=database, tokens=tokens, openapi_url=None)
    own = build_api(OWN, settings, routers, particulars)
    own.state.context = Context(
        pack=load_region(settings.packs_dir, settings.region),
        policy=policy,
        directory=_directory(own, table, settings),
    )
    return Gateway(
        own,
        table=table,
        admission=Admission(
            tokens,
            Buckets(settings.client_rate, settings.client_burst),
            Buckets(settings.address_rate, settings.address_burst),
        ),
        revocations=revocations,
        upstreams=_upstreams(settings),
        trusted_hops=settings.trusted_hops,
    )


def _policy(settings: GatewaySettings) -> Policy:
    return Policy(
        issuer=settings.token_issuer,
        token_endpoint=f"{settings.token_issuer}/oauth/token",
        keys=settings.keys,
        life_s=settings.token_life_s,
        secrets_allowed=settings.environment is Environment.DEVELOPMENT,
    )


def _directory(own: FastAPI, table: RouteTable, settings: GatewaySettings) -> Directory:
    # OpenAPI names a path without the convertors that the matrix may carry.
    scopes = {(r.method, compile_path(r.path)[1]): r.scope for r in table.routes}

    def document() -> Document:
        return own.openapi()

    return Directory(
        settings.upstreams,
        own=document,
        scope_of=lambda method, path: scopes.get((method, path)),
        public_url=settings.public_url,
        version=own.version,
    )


def _upstreams(settings: GatewaySettings) -> Upstreams:
    return Upstreams(
        addresses=settings.upstreams,
        scheme=urlsplit(settings.public_url).scheme,
        connect_s=settings.connect_timeout_s,
        read_s=settings.read_timeout_s,
        keepalive_s=settings.keepalive_s,
        connections=settings.connections_per_service,
        bodies=Limits(most_bytes=settings.max_body_bytes),
    )
