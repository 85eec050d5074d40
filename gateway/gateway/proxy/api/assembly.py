"""Putting the entrance around the gateway's own application."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import APIRouter
from joserfc.jwk import KeySet

from chassis.bodies import Limits
from chassis.crowd import ConnectionLimits
from chassis.service import Particulars, build_api, open_database
from chassis.shares import ShareLimits
from gateway.proxy.api.entrance import OWN, Gateway
from gateway.proxy.api.revocations import router as internal
from gateway.proxy.domain.rates import Buckets
from gateway.proxy.remote.forward import Upstreams
from gateway.proxy.settings import ForwardsRequests
from gateway.proxy.usecases.admission import Admission, LocalTokens
from gateway.proxy.usecases.revocations import Revocations
from gateway.proxy.usecases.routes import load_routes

_LONGEST_READING_S = 10
_RARELY, _RARE_BURST = 10 / 3600, 5
"""Requests per second, and at one moment, of one address on routes that nobody needs often."""
_BODIES = Limits(most_bytes=64 * 1024)
"""Enough for eight public keys and a scope list."""


def assemble(
    settings: ForwardsRequests, routers: Sequence[APIRouter], published: KeySet
) -> Gateway:
    """The whole gateway. `routers` answer the operator API, tokens and discovery.

    `published` are the keys that the tokens of this very process are verified with.
    """
    database = open_database(OWN, settings)
    revocations = Revocations(
        database.apart(1, longest_s=_LONGEST_READING_S),
        poll_s=settings.revocation_poll_s,
        stale_s=settings.revocation_stale_s,
        memory=database.memory,
    )
    tokens = LocalTokens(published, settings.token_issuer, revocations)
    # The aggregated document takes the place of the one that FastAPI would answer with.
    particulars = Particulars(
        bodies=_BODIES,
        database=database,
        tokens=tokens,
        openapi_url=None,
        connections=_connections(settings),
        internal=[internal],
    )
    own = build_api(OWN, settings, routers, particulars)
    own.state.revocations = revocations
    return Gateway(
        own,
        table=load_routes(settings.packs_dir),
        admission=Admission(
            tokens,
            Buckets("client", settings.client_rate, settings.client_burst),
            Buckets("address", settings.address_rate, settings.address_burst),
            Buckets("rare", settings.address_rate and _RARELY, _RARE_BURST),
        ),
        revocations=revocations,
        upstreams=_upstreams(settings),
        trusted_hops=settings.trusted_hops,
    )


def _connections(settings: ForwardsRequests) -> ConnectionLimits:
    """All connections come from the proxies in front, where there are any."""
    of_one = None if settings.trusted_hops else settings.connections_per_address
    return ConnectionLimits(connections=settings.connections, per_address=of_one)


def _upstreams(settings: ForwardsRequests) -> Upstreams:
    return Upstreams(
        addresses={**settings.upstreams, **settings.samples},
        scheme=urlsplit(settings.public_url).scheme,
        connect_s=settings.connect_timeout_s,
        read_s=settings.read_timeout_s,
        keepalive_s=settings.keepalive_s,
        connections=settings.connections_per_service,
        bodies=Limits(most_bytes=settings.max_body_bytes),
        at_once=_share(settings, settings.connections_per_service),
        bodies_at_once=_share(settings, settings.bodies_at_once),
    )


def _share(settings: ForwardsRequests, places: int) -> ShareLimits:
    return ShareLimits(
        places=places, of_group=settings.at_once_per_org, of_member=settings.at_once_per_client
    )
