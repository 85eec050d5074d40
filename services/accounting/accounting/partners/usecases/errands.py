"""Errands to partners, claimed for one attempt at a time until they arrive."""

from sqlalchemy import func, select

from accounting.partners.store.deliveries import JOB as JOB
from accounting.partners.store.deliveries import Shipment as Shipment
from accounting.partners.store.deliveries import add as add
from accounting.partners.store.deliveries import arrived as arrived
from accounting.partners.store.deliveries import claim as claim
from accounting.partners.store.deliveries import failed as failed
from accounting.partners.store.deliveries import find as find
from accounting.partners.store.deliveries import leave_out as leave_out
from accounting.partners.store.deliveries import page as page
from accounting.partners.store.deliveries import replay as replay
from accounting.partners.store.deliveries import withhold as withhold
from accounting.partners.store.tables import exchange_delivery

WORK = exchange_delivery
"""Where errands wait."""
NEXT = select(func.min(exchange_delivery.c.next_attempt_at))
"""When the next one is due."""
