"""Errands to partners, claimed for one attempt at a time until they arrive."""

from accounting.partners.store.deliveries import Shipment as Shipment
from accounting.partners.store.deliveries import add as add
from accounting.partners.store.deliveries import arrived as arrived
from accounting.partners.store.deliveries import claim as claim
from accounting.partners.store.deliveries import failed as failed
from accounting.partners.store.deliveries import find as find
from accounting.partners.store.deliveries import leave_out as leave_out
from accounting.partners.store.deliveries import newest as newest
from accounting.partners.store.deliveries import replay as replay
from accounting.partners.store.deliveries import withhold as withhold
