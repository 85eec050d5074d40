"""Gate: each event has one publisher, the fleet table knows who listens, and all of them cope."""

import ast
import importlib
import importlib.util
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.bus import Envelope
from chassis.consumer import Consumer, inbox
from chassis.database import Database
from contracts.catalogue import events
from contracts.event import Event
from packs import PACKS_DIR
from tests.contracts import samples
from tests.contracts.given import GIVEN
from tests.support.postgres import Databases
from tests.support.service import migrated
from tools.fleet import SERVICES, Service

CONSUMERS = [service for service in SERVICES if service.consumes]
ORDER = (
    "gateway.organisation.changed.v1",
    "accounting.footprint.sealed.v1",
    "certification.catalogue.batch-published.v1",
    "certification.issuer.changed.v1",
    "certification.application.submitted.v1",
    "certification.certificate.issued.v1",
    "certification.certificate.suspended.v1",
    "certification.certificate.reinstated.v1",
    "certification.certificate.withdrawn.v1",
    "certification.certificate.cancelled.v1",
    "certification.certificate.replaced.v1",
    "certification.application.ended.v1",
    "certification.catalogue.entry-withdrawn.v1",
    "registry.label.issued.v1",
    "registry.label.status-changed.v1",
    "accounting.impact-study.progressed.v1",
    "accounting.impact-study.completed.v1",
    "accounting.upload.finished.v1",
)
"""The order in which the samples' story happened."""


def wired(service: Service) -> ModuleType:
    """Where a service sums up what it hears: in its `work`, or in `main` where that is short."""
    has_work = importlib.util.find_spec(f"{service.package}.work") is not None
    return importlib.import_module(f"{service.package}.{'work' if has_work else 'main'}")


def consumer_of(service: Service) -> Consumer:
    found: Consumer = wired(service).consumer
    return found


def by_name(services: list[Service]) -> list[str]:
    return [service.name for service in services]


@pytest.fixture(params=CONSUMERS, ids=by_name(CONSUMERS))
def service(request: pytest.FixtureRequest) -> Service:
    found: Service = request.param
    return found


@pytest.fixture
async def database(service: Service, postgres: Databases) -> AsyncIterator[Database]:
    """The service's own database: migrated, with the packs that its processes load."""
    main = importlib.import_module(f"{service.package}.main")
    async with migrated(postgres, service.package) as urls:
        database = Database(urls.url)
        async with database.transaction() as tx:
            if load := getattr(main, "load", None):
                await load(tx, PACKS_DIR, "tianjin", "development")
            if given := GIVEN.get(service.name):
                await given(tx)
        yield database
        await database.close()


def story(service: Service) -> dict[str, Event]:
    """The samples that a service listens to, in the order in which they happened."""
    assert {*events()} == {*ORDER}, "say when the new event happens"
    consumed = {event.TYPE for event in service.consumes}
    found = {n: e for n, e in samples.parsed().items() if e.TYPE in consumed}
    return dict(sorted(found.items(), key=lambda each: (ORDER.index(each[1].TYPE), each[0])))


def test_the_fleet_table_names_the_events_that_a_service_handles(service):
    assert consumer_of(service).types == {event.TYPE for event in service.consumes}


def test_only_services_with_handlers_have_a_consumer():
    there = {service.name for service in SERVICES if hasattr(wired(service), "consumer")}

    assert there == set(by_name(CONSUMERS))


async def test_every_payload_ever_published_passes_its_handlers(service, database):
    told = story(service)

    for name, event in told.items():
        async with database.transaction() as tx:
            await consumer_of(service)._handle(tx, envelope(name, event))

    async with database.transaction() as tx:
        handled = (await tx.scalars(select(inbox.c.id))).all()
    assert sorted(handled) == sorted(told)


async def test_an_event_delivered_again_does_nothing(service, database):
    name, event = next(iter(story(service).items()))
    handler = consumer_of(service)

    for _ in range(2):
        async with database.transaction() as tx:
            await handler._handle(tx, envelope(name, event))

    async with database.transaction() as tx:
        assert (await tx.scalars(select(inbox.c.id))).all() == [name]


@pytest.mark.parametrize("event", events().values(), ids=events())
def test_an_event_is_made_by_the_service_that_its_type_names_and_by_no_other(event):
    makers = {s.name for s in SERVICES if makes(source_of(s), event.__name__)}

    assert makers == {event.publisher()}


@pytest.mark.parametrize(
    "call", ["LabelIssued(a=1)", "registry.LabelIssued(a=1)", "LabelIssued.model_validate({})"]
)
def test_a_second_publisher_would_be_noticed(call, tmp_path):
    stray = tmp_path / "usecases.py"
    stray.write_text(f"async def go(tx):\n    await outbox.append(tx, {call})\n")

    assert makes(tmp_path, "LabelIssued")


def test_a_handler_that_only_names_an_event_does_not_publish_it(tmp_path):
    listener = tmp_path / "events.py"
    listener.write_text(
        "@consumer.on(LabelIssued)\nasync def keep(event: LabelIssued, tx: T) -> None:\n    ...\n"
    )

    assert not makes(tmp_path, "LabelIssued")


def source_of(service: Service) -> Path:
    package = importlib.import_module(service.package)
    return Path(package.__path__[0])


def makes(folder: Path, event: str) -> bool:
    """True if the code below `folder` makes an event of this class; a store reads kept ones."""
    files = (path for path in folder.rglob("*.py") if "store" not in path.parts)
    return any(event in constructed(path) for path in files)


def constructed(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="model_validate")):
                yield name
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name


def envelope(id: str, event: Event) -> Envelope:
    return Envelope(
        id=id,
        source=f"urn:tanbiao:tianjin:{event.publisher()}",
        type=event.TYPE,
        topic=event.topic(),
        subject=event.subject,
        time=clock.now(),
        data=event.model_dump(mode="json"),
    )
