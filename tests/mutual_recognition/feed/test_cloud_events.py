"""The CloudEvents that partner regions receive."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from contracts.registry import LabelStatusChanged, ToldStatus
from mutual_recognition.feed.domain import Node, body, cloud_event, state

NODE = Node("tianjin", "https://tj.example:8443")


@pytest.fixture
def change():
    return LabelStatusChanged(
        label_number="TJ/1",
        certificate_id=UUID(int=1),
        certificate_number="C-1",
        log_index=12,
        status=ToldStatus.SUSPENDED,
        changed_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    )


def test_an_envelope_is_a_cloud_event_that_a_foreign_library_reads(change):
    read = JSONFormat().read(CloudEvent, body(state(change), NODE))

    assert read.get_type() == "registry.label.status-changed.v1"
    assert read.get_source() == "urn:tanbiao:tianjin:mutual-recognition"
    assert read.get_subject() == "TJ/1"
    assert read.get_time() == datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_an_envelope_says_where_the_event_can_be_checked(change):
    event = cloud_event(state(change), NODE)

    assert (event["logindex"], event["logorigin"]) == (12, "tj.example:8443/log")
    assert event["proofurl"] == "https://tj.example:8443/label/TJ%2F1?format=bundle"


def test_the_data_of_an_envelope_is_the_published_event(change):
    data = json.loads(body(state(change), NODE))["data"]

    assert LabelStatusChanged.model_validate(data) == change


def test_an_event_always_has_the_same_id(change):
    again = LabelStatusChanged.model_validate_json(change.model_dump_json())

    assert state(change) == state(again)


def test_different_events_have_different_ids(change):
    reinstated = change.model_copy(update={"status": ToldStatus.VALID, "log_index": 13})

    assert state(reinstated).id != state(change).id
