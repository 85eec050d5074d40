"""The worker as it runs: a sealed footprint comes in over Kafka, a signed certificate goes out."""

import asyncio
import os
from collections.abc import AsyncIterator
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaConsumer

from certification import main
from certification.issuers.domain.keys import development_key_file
from chassis import bus, clock
from chassis.bus import Envelope
from contracts.accounting import FootprintSealed
from contracts.certification import ApplicationSubmitted, CertificateIssued, IssuerKeysChanged
from contracts.gateway import OrganisationChanged
from tests.certification.conftest import DECIDER, PASSED, STEPS, Certification
from tests.certification.samples import BODY, SEAL, footprint
from tests.support.kafka import Bus
from tests.support.service import environment
from tests.support.tokens import Issuer
from tools.local import Topic

PUBLISHED = (ApplicationSubmitted, CertificateIssued, IssuerKeysChanged)


@pytest.fixture
async def running_worker(
    own_broker: Bus, database_url: str, issuer: Issuer, tmp_path
) -> AsyncIterator[None]:
    """The worker, connected as its own user with just its rights."""
    topics = sorted({event.topic() for event in (FootprintSealed, OrganisationChanged, *PUBLISHED)})
    await own_broker.topics([Topic(name, 3) for name in topics])
    produces = sorted({event.topic() for event in PUBLISHED})
    consumes = [FootprintSealed.topic(), OrganisationChanged.topic()]
    user = await own_broker.user(produces=produces, consumes=consumes, name="certification")
    (tmp_path / f"{BODY}.json").write_text(development_key_file(BODY, 2026), "utf-8")
    more = {
        "KAFKA_BOOTSTRAP": user.bootstrap,
        "KAFKA_USERNAME": user.username or "",
        "KAFKA_PASSWORD": user.password or "",
        "SIGNING_KEYS_DIR": str(tmp_path),
    }
    with patch.dict(os.environ, environment(database_url, issuer, **more)):
        worker = main.worker()
    task = asyncio.create_task(worker.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def seals(broker: Bus, calculation: UUID) -> None:
    """Accounting publishes a sealed footprint, and its relay repeats itself."""
    event = footprint(calculation)
    envelope = Envelope(
        id=str(uuid4()),
        source="urn:tanbiao:tianjin:accounting",
        type=event.TYPE,
        topic=event.topic(),
        subject=event.subject,
        time=clock.now(),
        data=event.model_dump(mode="json"),
    )
    publisher = bus.Bus(broker.admin.options())
    await publisher.start()
    await publisher.publish([envelope, envelope])
    await publisher.stop()


async def applied(certification: Certification, calculation: UUID) -> str:
    """The application, filed as soon as the footprint has arrived."""
    async with asyncio.timeout(30):
        while (response := await certification.applies(calculation)).status_code == 404:
            await asyncio.sleep(0.05)
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


async def decided(certification: Certification, id: str) -> str:
    for step in STEPS:
        await certification.step(id, step)
    await certification.step(id, "footprint-verification", {**PASSED, "recomputed_seal": SEAL})
    response = await certification.step(id, "decision", person=DECIDER)
    return str(response.json()["certificate_number"])


async def read_until_issued(broker: Bus, number: str) -> list[Envelope]:
    """Everything on the certificates' topic up to the one that is waited for."""
    topic, seen = CertificateIssued.topic(), []
    options = broker.admin.options()
    async with AIOKafkaConsumer(topic, **options, auto_offset_reset="earliest") as reader:
        async with asyncio.timeout(30):
            async for message in reader:
                seen.append(Envelope.decode(topic, message.value, None))
                if seen[-1].data["certificate_number"] == number:
                    return seen
    return seen


async def test_a_sealed_footprint_becomes_a_signed_certificate(
    certification, running_worker, own_broker
):
    calculation = uuid4()
    await seals(own_broker, calculation)
    number = await decided(certification, await applied(certification, calculation))

    *_, envelope = await read_until_issued(own_broker, number)

    issued = CertificateIssued.model_validate(envelope.data)
    assert envelope.source == "urn:tanbiao:tianjin:certification"
    assert issued.calculation_id == calculation
    path = f"/v1/certificates/{number}"
    read = (await certification.get(path, certification.as_enterprise())).json()
    assert read["credential"] == issued.credential
    assert len(await certification.published(CertificateIssued)) == 1
