"""The test tenant's events, numbers and credentials are told from those that count."""

import re
from collections.abc import Iterator

import pytest

from certification.certificates.domain.credential_schema import SCHEMA
from certification.certificates.domain.numbering import certificate_number
from certification.issuers.domain.identity import body_did
from contracts.certification import CertificateIssued
from contracts.event import SAMPLE_TOPICS, Event, of_this_tenant
from contracts.gateway import OrganisationChanged
from mutual_recognition.feed.domain import Node as FeedNode
from registry.labels.domain.label import check_character, parse_number
from registry.values.domain.node import node
from tools import fleet


@pytest.fixture
def in_test_tenant() -> Iterator[None]:
    """As a process of the test tenant is told when it starts."""
    Event.topics_begin = SAMPLE_TOPICS
    yield
    Event.topics_begin = ""


def test_its_topics_are_its_own_but_that_of_organisations(in_test_tenant):
    assert CertificateIssued.topic() == "sample.certification.certificate"
    assert OrganisationChanged.topic() == "gateway.organisation"
    assert of_this_tenant(True)
    assert not of_this_tenant(False)


def test_everybody_else_keeps_theirs():
    assert CertificateIssued.topic() == "certification.certificate"
    assert of_this_tenant(False)


def test_its_certificates_have_a_series_of_their_own(in_test_tenant):
    assert certificate_number("CNCA-R-2099-990", 2026, 1) == "2099990-CFPT-2026-00001"


def test_its_issuers_and_its_log_live_below_the_platform():
    here = node("https://node.example:8443/sample/")

    assert here.is_sample
    assert here.did == "did:web:node.example%3A8443:sample"
    assert here.log_origin == "node.example:8443/sample/log"
    assert here.label_url("T-1") == "https://node.example:8443/sample/label/T-1"
    assert body_did(here.public_url, "CNCA-R-2099-990") == here.body_did("CNCA-R-2099-990")
    assert not node("https://node.example").is_sample


def test_its_events_come_from_elsewhere():
    assert (
        FeedNode("tianjin", "https://a.example").source == "urn:tanbiao:tianjin:mutual-recognition"
    )
    there = FeedNode("tianjin", "https://a.example/sample")
    assert there.source == "urn:tanbiao:tianjin:mutual-recognition-sample"


def test_its_services_read_and_write_no_topic_that_counts():
    counted = {topic.name for topic in fleet.topics()} - {OrganisationChanged.topic()}

    for service in fleet.SAMPLES.values():
        assert not counted & {*service.produces_topics, *service.consumes_topics}
        assert {topic.name for topic in fleet.sample_topics()} >= {*service.produces_topics}
        assert all(prefix.startswith(SAMPLE_TOPICS) for prefix in service.follows)


def test_its_processes_share_no_port_and_no_database_with_others():
    processes = (*fleet.PROCESSES, *fleet.SAMPLE_PROCESSES)
    databases = [s.database for s in (*fleet.SERVICES, *fleet.SAMPLES.values())]
    # Each has a second port, ten behind; tools.local has two more.
    ports = [p.port for p in processes if p.role is fleet.Role.API]
    ports += [p.port + 10 for p in processes] + [30, 31]

    assert len(set(databases)) == len(databases)
    assert len(set(ports)) == len(ports)
    assert max(ports) < 40


@pytest.mark.parametrize("scheme", ["T", "X"])
def test_its_numbers_are_told_from_labels(scheme):
    body = f"{scheme}-120116-47150-2600001"
    number = parse_number(f"{body}-{check_character(body)}")

    assert number.is_sample
    assert number.scheme in ("NATIONAL_CFP", "CB_OWN")


def test_its_credentials_fit_the_schema_and_say_that_they_are_samples(in_test_tenant):
    did = body_did("https://a.example/sample", "CNCA-R-2099-990")
    issuer = SCHEMA["properties"]["issuer"]["properties"]["id"]["pattern"]

    assert re.match(issuer, did)
    assert SCHEMA["properties"]["sample"] == {"const": True}
    assert "sample" not in SCHEMA["required"]
