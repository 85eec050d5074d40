"""Certification's events about calculations, and the job that follows them."""

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from accounting.partners.domain.host import Host
from accounting.publications.usecases.certificates import keep_verified
from accounting.work import consumer
from contracts.certification import (
    CertificateIssued,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
)
from tests.accounting.nodes import SELLER_URL
from tests.contracts import samples

HOST = Host("127.0.0.1", f"{SELLER_URL}/3/events")
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
END = BEGIN + timedelta(days=730)
NUMBER = "2099901-CFP-2026-00001"
CERTIFICATE = UUID(int=77)


def issued(calculation, seal, id=CERTIFICATE, number=NUMBER):
    """The sample of an issued certificate, for this calculation."""
    sample = samples.parsed()["certification.certificate.issued.v1/0001"]
    assert isinstance(sample, CertificateIssued)
    changes = {"certificate_id": id, "certificate_number": number, "valid_from": BEGIN}
    changes |= {"calculation_id": UUID(str(calculation)), "seal": seal, "valid_until": END}
    return sample.model_copy(update=changes)


def suspended(day, id=CERTIFICATE):
    at = BEGIN + timedelta(days=day)
    until = at + timedelta(days=90)
    return CertificateSuspended(
        certificate_id=id,
        certificate_number=NUMBER,
        reason_code="0201",
        suspended_at=at,
        suspended_until=until,
    )


def reinstated(day, id=CERTIFICATE):
    at = BEGIN + timedelta(days=day)
    return CertificateReinstated(certificate_id=id, certificate_number=NUMBER, reinstated_at=at)


def withdrawn(day, id=CERTIFICATE):
    at = BEGIN + timedelta(days=day)
    return CertificateWithdrawn(
        certificate_id=id, certificate_number=NUMBER, reason_code="0201", withdrawn_at=at
    )


async def hears(accounting, *events):
    """Events arrive, each with an id of its own, and nothing else happens."""
    for event in events:
        await accounting.service.receive(consumer, event, id=str(uuid4()))


async def follows(accounting, *events):
    """Events arrive, and the worker's job runs until nothing is due."""
    await hears(accounting, *events)
    while await partial(keep_verified, accounting.database, host=HOST)():
        pass


async def publication(accounting, calculation):
    found = await accounting.get(f"/v1/calculations/{calculation}/publication")
    assert found.status_code == 200, found.text
    return found.json()


def seal_of(made):
    return made["footprint"]["extensions"][0]["data"]["seal"]
