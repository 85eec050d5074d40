"""The envelope is a CloudEvent as the CloudEvents project reads it."""

from datetime import UTC, datetime

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka_event

from chassis.bus import Envelope, _headers
from tests.contracts import samples

MAY_4 = datetime(2026, 5, 4, 9, 30, 0, 250_000, tzinfo=UTC)


@pytest.mark.parametrize("name", sorted(samples.payloads()))
def test_an_event_travels_as_a_cloudevent_in_structured_mode(name):
    event = samples.parsed()[name]
    envelope = Envelope(
        id="7f6c2f4e-6a4e-4c55-9a6c-0f1d5d2b8a11",
        source=f"urn:tanbiao:tianjin:{event.publisher()}",
        type=event.TYPE,
        topic=event.topic(),
        subject=event.subject,
        time=MAY_4,
        data=event.model_dump(mode="json"),
    )

    message = KafkaMessage(dict(_headers(envelope)), event.subject.encode(), envelope.encode())
    read = from_kafka_event(message)

    assert read.get_specversion() == "1.0"
    assert read.get_type() == event.TYPE
    assert read.get_source() == f"urn:tanbiao:tianjin:{event.publisher()}"
    assert read.get_subject() == event.subject
    assert read.get_time() == MAY_4
    assert read.get_datacontenttype() == "application/json"
    assert read.get_data() == event.model_dump(mode="json")
