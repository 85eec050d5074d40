"""Calls to partners, and how one fails."""

from accounting.partners.remote import DeliveryFailed as DeliveryFailed
from accounting.partners.remote import GuardedTransport, read_credentials
from accounting.partners.remote import Partners as Partners
from accounting.partners.settings import CallsPartners
from chassis.settings import Environment


def partners_of(settings: CallsPartners) -> Partners:
    """Partners as a process may call them: private addresses in development only."""
    transport = GuardedTransport(allow_private=settings.environment is Environment.DEVELOPMENT)
    credentials = read_credentials(settings.exchange_credentials.get_secret_value())
    return Partners(credentials, transport, settings.exchange_timeout_s)
