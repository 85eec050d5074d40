"""How this platform names itself to exchange partners."""

from fastapi import Request

from accounting.pact.domain.urns import issuer_domain
from accounting.partners.domain.host import Host
from chassis.settings import ApiSettings, Environment


def host_of(request: Request) -> Host:
    """From the settings, never from the request: partners answer to this address."""
    settings: ApiSettings = request.app.state.settings
    return Host(
        domain=issuer_domain(settings.public_url),
        source=f"{settings.public_url}/3/events",
        allow_private=settings.environment is Environment.DEVELOPMENT,
    )
