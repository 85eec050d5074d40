"""Calls to partners, and how one fails."""

from accounting.partners.remote import DeliveryFailed as DeliveryFailed
from accounting.partners.remote import Partners as Partners
from accounting.partners.remote import read_credentials
from accounting.partners.settings import CallsPartners
from chassis.outbound import Guard, GuardedTransport, Limits
from chassis.settings import Environment, ServiceSettings


def guard_of(settings: ServiceSettings) -> Guard:
    """Where partners may be: at private addresses in development only."""
    return Guard(allow_private=settings.environment is Environment.DEVELOPMENT)


def partners_of(settings: CallsPartners) -> Partners:
    """Partners as a process may call them."""
    guard = guard_of(settings)
    credentials = read_credentials(settings.exchange_credentials.get_secret_value())
    limits = Limits(within_s=settings.exchange_timeout_s)
    return Partners(credentials, GuardedTransport(guard, limits))
