"""The fleet table gives every process its place and every service only its topics."""

from accounting.meters.domain.stream_records import TOPIC_PREFIX
from contracts.catalogue import events
from tools import fleet


def test_every_contract_has_a_topic():
    assert {topic.name for topic in fleet.topics()} == {e.topic() for e in events().values()}


def test_the_keys_of_bodies_and_who_takes_part_are_kept_for_years():
    days = {topic.name: topic.retention_ms / 86_400_000 for topic in fleet.topics()}

    assert days["certification.issuer"] == 3650
    assert days["gateway.organisation"] == 3650
    assert days["registry.label"] == 30


def test_a_service_writes_what_the_contracts_give_it_and_reads_what_it_handles():
    users = {u.name: u for u in fleet.bus_users(dict.fromkeys(NAMES, "secret"))}

    assert users["registry"].produces == ("registry.label",)
    handled = ("certification.application", "certification.certificate")
    assert users["accounting"].consumes == (*users["accounting"].produces, *handled)
    handled = ("certification.certificate", "certification.issuer")
    # What it said itself comes last: a database that was put back is told of it again.
    assert users["registry"].consumes == (*handled, "registry.label")
    assert users["gateway"].produces == users["gateway"].consumes == ("gateway.organisation",)


def test_only_accounting_reads_what_collectors_write():
    users = fleet.bus_users(dict.fromkeys(NAMES, "secret"))

    assert {u.name: u.follows for u in users if u.follows} == {"accounting": (TOPIC_PREFIX,)}


def test_no_two_processes_share_a_port():
    ports = [process.port for process in fleet.PROCESSES]

    assert len(set(ports)) == len(ports)


NAMES = [service.name for service in fleet.SERVICES]
