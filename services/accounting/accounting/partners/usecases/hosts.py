"""How this platform names itself to exchange partners."""

from accounting.pact.domain.urns import issuer_domain
from accounting.partners.domain.host import Host
from chassis.settings import ServiceSettings


def host_of(settings: ServiceSettings) -> Host:
    """From the settings, never from a request: partners answer to this address."""
    return Host(
        domain=issuer_domain(settings.public_url),
        source=f"{settings.public_url}/3/events",
    )
