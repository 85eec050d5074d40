"""The fleet table: every process, what it runs, what it needs. Everything else is made from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from contracts.accounting import FootprintSealed
from contracts.catalogue import events
from contracts.certification import (
    ApplicationEnded,
    ApplicationSubmitted,
    CertificateCancelled,
    CertificateIssued,
    CertificateReinstated,
    CertificateReplaced,
    CertificateSuspended,
    CertificateWithdrawn,
    IssuerKeysChanged,
)
from contracts.event import SAMPLE_TOPICS, Event
from contracts.gateway import OrganisationChanged
from contracts.registry import LabelIssued, LabelStatusChanged
from tools.local.bus import DAY_MS, BusUser, Topic

PARTITIONS = 6
SAMPLE_PORTS = 21
"""How far the ports of the test tenant are from those of their namesakes."""
METER_READINGS = "accounting.meter-readings."
"""Beginning of the topics by which collectors hand in readings; python -m tools.collectors."""
PARTNERS = "(partners)"
"""Stands in `calls` for the addresses of partner regions and of enterprises' exchange partners."""
RETENTION_DAYS = 30
EVIDENCE_BUCKET = (
    "EVIDENCE_S3_ENDPOINT",
    "EVIDENCE_S3_BUCKET",
    "EVIDENCE_S3_REGION",
    "EVIDENCE_S3_ACCESS_KEY",
    "EVIDENCE_S3_SECRET_KEY",
    "EVIDENCE_S3_IN_HOST",
)
"""Where evidence is kept instead of a folder."""
CLIENT_KEY = "CLIENT_KEY_FILE"
"""By which a worker is a client of the gateway; each has one of its own."""
LAST_KNOWN = ("LAST_KNOWN_DIR",)
"""Where a service keeps what it last made public, beside its database."""
LAST_KNOWN_BUCKET = (
    "LAST_KNOWN_S3_ENDPOINT",
    "LAST_KNOWN_S3_BUCKET",
    "LAST_KNOWN_S3_REGION",
    "LAST_KNOWN_S3_ACCESS_KEY",
    "LAST_KNOWN_S3_SECRET_KEY",
)
"""Where that is kept instead of a folder."""
_EXCEPTIONS = {
    # A body's keys change a few times a year and must be found again by a new reader.
    "certification.issuer": Topic("certification.issuer", 1, 3650 * DAY_MS),
    # So must be which products were listed.
    "certification.catalogue": Topic("certification.catalogue", 1, 3650 * DAY_MS),
    # So must be who takes part.
    "gateway.organisation": Topic("gateway.organisation", 1, 3650 * DAY_MS),
}


class Role(StrEnum):
    """What a process of a service does: answer requests, or work in the background."""

    API = "api"
    WORKER = "worker"


@dataclass(frozen=True)
class Service:
    """One service: one database, one bus user, one security context."""

    name: str
    package: str
    consumes: tuple[type[Event], ...] = ()
    follows: tuple[str, ...] = ()
    """Beginnings of topics that carry no events and that it may read."""
    sample: bool = False
    """Whether it serves the test tenant: the same package, with all else of its own."""

    @property
    def database(self) -> str:
        """Name of its database and of the role its processes run as."""
        return self.name.replace("-", "_")

    @property
    def produces_topics(self) -> tuple[str, ...]:
        own = self.package.replace("_", "-")
        mine = {self._topic(e) for e in events().values() if e.publisher() == own}
        return tuple(sorted(mine))

    @property
    def consumes_topics(self) -> tuple[str, ...]:
        return tuple(sorted({self._topic(event) for event in self.consumes}))

    def _topic(self, event: type[Event]) -> str:
        return SAMPLE_TOPICS * (self.sample and not event.SHARED) + event.topic()


@dataclass(frozen=True)
class Process:
    """One kind of process. `port` counts from the gateway's."""

    service: Service
    role: Role
    port: int
    keys: tuple[str, ...] = ()
    """Settings that name a file with private keys, mounted into no process that lacks it here."""
    keeps: tuple[str, ...] = LAST_KNOWN
    """Settings that name a folder whose files stay, shared by all processes of the service."""
    optional: tuple[str, ...] = LAST_KNOWN_BUCKET
    """Settings that the Secret `<service>-optional` may bring; neither has to exist."""
    scratch: str = "64Mi"
    """How much it may write to its own temporary folder."""
    memory: str = "512Mi"
    """How much it may use at most."""
    calls: tuple[str, ...] = ()
    """Processes it sends requests to."""

    @property
    def name(self) -> str:
        if self.service is GATEWAY and self.role is Role.API:
            return self.service.name
        return f"{self.service.name}-{self.role}"

    @property
    def command(self) -> tuple[str, ...]:
        return ("python", "-m", "chassis", self.service.package, str(self.role))


ACCOUNTING = Service(
    "accounting",
    "accounting",
    (
        ApplicationSubmitted,
        ApplicationEnded,
        CertificateIssued,
        CertificateSuspended,
        CertificateReinstated,
        CertificateWithdrawn,
        CertificateCancelled,
        CertificateReplaced,
    ),
    (METER_READINGS,),
)
CERTIFICATION = Service("certification", "certification", (FootprintSealed, OrganisationChanged))
REGISTRY = Service(
    "registry",
    "registry",
    (
        CertificateIssued,
        CertificateSuspended,
        CertificateReinstated,
        CertificateWithdrawn,
        CertificateCancelled,
        CertificateReplaced,
        IssuerKeysChanged,
    ),
)
RECOGNITION = Service(
    "mutual-recognition",
    "mutual_recognition",
    (LabelIssued, LabelStatusChanged, OrganisationChanged),
)
GATEWAY = Service("gateway", "gateway")
SERVICES = (ACCOUNTING, CERTIFICATION, REGISTRY, RECOGNITION, GATEWAY)

SAMPLES = {
    service: replace(
        service,
        name=f"{service.name}-sample",
        follows=tuple(SAMPLE_TOPICS + each for each in service.follows),
        sample=True,
    )
    for service in SERVICES
    if service is not GATEWAY
}
"""The services of the test tenant; who takes part in either, one gateway knows."""

PROCESSES = (
    Process(
        GATEWAY,
        Role.API,
        port=0,
        keys=("TOKEN_KEYS",),
        scratch="5Gi",  # The bodies of 256 requests, 16 MiB each, and a little.
        calls=("accounting-api", "certification-api", "registry-api", "mutual-recognition-api"),
    ),
    Process(GATEWAY, Role.WORKER, port=10, calls=(PARTNERS,)),
    Process(
        ACCOUNTING,
        Role.API,
        port=1,
        keys=("MASTER_KEYS_FILE",),
        keeps=("EVIDENCE_DIR", *LAST_KNOWN),
        optional=(*EVIDENCE_BUCKET, *LAST_KNOWN_BUCKET),
        scratch="2Gi",
        memory="2Gi",  # The uncertainty of twenty thousand processes takes 0.75 GB beside the rest.
    ),
    Process(
        ACCOUNTING,
        Role.WORKER,
        port=2,
        keys=("MASTER_KEYS_FILE", CLIENT_KEY),
        keeps=("EVIDENCE_DIR", *LAST_KNOWN),
        optional=(*EVIDENCE_BUCKET, *LAST_KNOWN_BUCKET),
        scratch="2Gi",
        memory="1Gi",  # Twenty thousand processes computed anew take 0.2 GB beside the rest.
        calls=("gateway", PARTNERS),
    ),
    Process(CERTIFICATION, Role.API, port=3, keys=("BUNDLE_KEYS_FILE",), calls=("gateway",)),
    Process(
        CERTIFICATION,
        Role.WORKER,
        port=4,
        keys=("SIGNING_KEYS_DIR", "BUNDLE_KEYS_FILE", CLIENT_KEY),
        calls=("gateway",),
    ),
    Process(REGISTRY, Role.API, port=5, calls=("gateway",)),
    Process(
        REGISTRY,
        Role.WORKER,
        port=6,
        keys=("NODE_KEY_FILE", "LOG_KEY_FILE", CLIENT_KEY),
        calls=("gateway",),
    ),
    Process(RECOGNITION, Role.API, port=7, calls=("gateway",)),
    Process(
        RECOGNITION,
        Role.WORKER,
        port=8,
        keys=("WEBHOOK_KEY_FILE", CLIENT_KEY),
        calls=("gateway", PARTNERS),
    ),
)


SAMPLE_PROCESSES = tuple(
    replace(
        process,
        service=SAMPLES[process.service],
        port=process.port + SAMPLE_PORTS,
        # It compares nothing with anybody, so nobody has to let it in.
        keys=tuple(key for key in process.keys if key != CLIENT_KEY),
    )
    for process in PROCESSES
    if process.service in SAMPLES
)
"""What a platform with a test tenant runs besides; it needs none of it."""


def process(name: str) -> Process:
    """The process of this name. Raises `KeyError`."""
    return {process.name: process for process in (*PROCESSES, *SAMPLE_PROCESSES)}[name]


def clients() -> list[str]:
    """The processes that are clients of the gateway, under their names."""
    return [process.name for process in PROCESSES if CLIENT_KEY in process.keys]


def topics() -> list[Topic]:
    """Every topic of the contracts, with its partitions and retention."""
    names = sorted({event.topic() for event in events().values()})
    plain = [Topic(name, PARTITIONS, RETENTION_DAYS * DAY_MS) for name in names]
    return [_EXCEPTIONS.get(topic.name, topic) for topic in plain]


def sample_topics() -> list[Topic]:
    """Those of the test tenant, kept as long as their namesakes."""
    shared = {event.topic() for event in events().values() if event.SHARED}
    return [
        replace(topic, name=SAMPLE_TOPICS + topic.name)
        for topic in topics()
        if topic.name not in shared
    ]


def bus_users(passwords: dict[str, str], services: Iterable[Service] = SERVICES) -> list[BusUser]:
    """One bus user per service that uses the bus, with just the topics it needs."""
    return [
        BusUser(
            s.name,
            passwords[s.name],
            s.produces_topics,
            # Its own too: after a restore it reads what it had said.
            tuple(sorted({*s.consumes_topics, *s.produces_topics})),
            s.follows,
        )
        for s in services
        if s.produces_topics or s.consumes_topics
    ]
