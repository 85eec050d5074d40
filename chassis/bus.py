"""The bus: Kafka, carrying CloudEvents 1.0 in structured mode, keyed by subject."""

import asyncio
import contextlib
import json
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chassis.canonical import rfc3339
from chassis.origins import Origin
from chassis.settings import WorkerSettings

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord

_FETCH_WAIT_MS = 1_000
"""How long a broker holds a request for events when there are none, in milliseconds.

Partitions that are assigned meanwhile wait as long for their first event.
"""
_STOPPING_S = 10.0


class MalformedEvent(ValueError):
    """A message is not a CloudEvent."""


@dataclass(frozen=True)
class Envelope:
    """A CloudEvent and the topic it travels on."""

    id: str
    source: str
    type: str
    topic: str
    subject: str
    time: datetime
    data: Mapping[str, object]
    traceparent: str | None = None
    origin: Origin | None = None

    def encode(self) -> bytes:
        event = {
            "specversion": "1.0",
            "id": self.id,
            "source": self.source,
            "type": self.type,
            "subject": self.subject,
            "time": rfc3339(self.time),
            **(self.origin.attributes if self.origin else {}),
            "datacontenttype": "application/json",
            "data": self.data,
        }
        return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def decode(cls, topic: str, value: bytes | None, traceparent: str | None) -> "Envelope":
        """Raises `MalformedEvent`."""
        try:
            event = json.loads(value or b"")
            return cls(
                id=str(event["id"]),
                source=str(event["source"]),
                type=str(event["type"]),
                topic=topic,
                subject=str(event["subject"]),
                time=datetime.fromisoformat(event["time"]),
                data=event["data"],
                traceparent=traceparent,
                origin=Origin.of(event),
            )
        except (ValueError, KeyError, TypeError) as failure:
            raise MalformedEvent(f"{type(failure).__name__}: {failure}") from failure


def client_options(settings: WorkerSettings) -> dict[str, Any]:
    """How this process connects: SCRAM-SHA-512, over TLS when a CA is given."""
    options: dict[str, Any] = {"bootstrap_servers": settings.kafka_bootstrap}
    if settings.kafka_username and settings.kafka_password:
        options |= {
            "security_protocol": "SASL_SSL" if settings.kafka_ca_file else "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": settings.kafka_username,
            "sasl_plain_password": settings.kafka_password.get_secret_value(),
        }
    if settings.kafka_ca_file:
        options["ssl_context"] = ssl.create_default_context(cafile=str(settings.kafka_ca_file))
    return options


class Bus:
    """Publishes for one process. Idempotent and acknowledged by all replicas.

    Kafka lets only those be idempotent producers who may write somewhere; a process whose service
    publishes nothing connects with `publishes=False`, to know whether the bus answers.
    """

    def __init__(self, options: Mapping[str, Any], *, publishes: bool = True) -> None:
        self._options = dict(options)
        self._publishes = publishes
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        from aiokafka import AIOKafkaProducer  # Not for an API process, which never starts it.

        producer = AIOKafkaProducer(
            **self._options, acks="all", enable_idempotence=self._publishes, linger_ms=2
        )
        try:
            await producer.start()
        except BaseException:
            await producer.stop()
            raise
        self._producer = producer

    async def stop(self) -> None:
        if self._producer:
            await self._producer.stop()

    async def publish(self, envelopes: Sequence[Envelope]) -> None:
        """Send in order and return when the brokers have all of them, or raise."""
        if self._producer is None:
            raise RuntimeError("the bus is not started")
        sent = [
            await self._producer.send(
                envelope.topic,
                envelope.encode(),
                key=envelope.subject.encode(),
                headers=_headers(envelope),
            )
            for envelope in envelopes
        ]
        await asyncio.gather(*sent)

    async def check(self) -> None:
        """Raise unless a broker answers."""
        if self._producer is None:
            raise RuntimeError("the bus is not started")
        await asyncio.wait_for(self._producer.client.fetch_all_metadata(), 5)


def is_of_the_event(failure: Exception) -> bool:
    """Whether the event itself cannot be sent, so that another one of its topic can."""
    from aiokafka.errors import InvalidMessageError, KafkaError, MessageSizeTooLargeError

    if isinstance(failure, InvalidMessageError | MessageSizeTooLargeError):
        return True
    return not isinstance(failure, KafkaError | OSError | TimeoutError)


def consumer(
    options: Mapping[str, Any], topics: Sequence[str], group: str | None, member: str | None = None
) -> "AIOKafkaConsumer":
    """A consumer whose offsets are committed by hand, after the handler's transaction.

    `member` names it within its group: started again under the same name, it has its partitions
    back at once instead of after the session timeout.
    """
    from aiokafka import AIOKafkaConsumer

    return AIOKafkaConsumer(
        *topics,
        **options,
        group_id=group,
        group_instance_id=member,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=_FETCH_WAIT_MS,
        session_timeout_ms=10_000,
        heartbeat_interval_ms=3_000,
    )


async def stop(source: "AIOKafkaConsumer", within_s: float = _STOPPING_S) -> None:
    """Let a consumer go. Its task that fetches may miss that it was ended; then it is ended again.

    Waiting for it without a limit kept `restored`, and workers whose consumer had failed, for ever.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            await source.stop()


def leave(source: "AIOKafkaConsumer") -> None:
    """Have a consumer leave its group when it is stopped, although it has a name there.

    One with a name stays until the brokers miss it, ten seconds later, so that it finds its
    partitions again; until then nobody can set the group's positions.
    """
    if source._coordinator is not None:
        source._coordinator._group_instance_id = None


def traceparent_of(message: "ConsumerRecord") -> str | None:
    return next((v.decode() for k, v in message.headers if k == "traceparent"), None)


def _headers(envelope: Envelope) -> list[tuple[str, bytes]]:
    kind = ("content-type", b"application/cloudevents+json; charset=UTF-8")
    trace = envelope.traceparent
    return [kind, ("traceparent", trace.encode())] if trace else [kind]
