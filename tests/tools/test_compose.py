"""compose.yaml sets its servers up as the local tool does."""

from pathlib import Path

import yaml

from tools.local.kafka_settings import Secrets, server_properties
from tools.local.local import KAFKA_PORT, POSTGRES_PORT
from tools.local.packages import PROJECT, read_lock
from tools.local.postgres import MAX_CONNECTIONS

PASSWORD = "${ADMIN_PASSWORD:-development}"
COMPOSE = yaml.safe_load((PROJECT / "compose.yaml").read_text())


def settings(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines())


def test_kafka_has_the_settings_of_the_local_broker():
    theirs = settings(COMPOSE["configs"]["kafka"]["content"])
    data, secrets = Path("/var/lib/kafka/data"), Secrets(PASSWORD, PASSWORD)
    ours = settings(server_properties(data, KAFKA_PORT, KAFKA_PORT + 1, secrets))

    # A container has to listen on its own address, which the host reaches by a published port.
    assert theirs.pop("listeners") == ours.pop("listeners").replace(
        f"127.0.0.1:{KAFKA_PORT}", f":{KAFKA_PORT}"
    )
    assert theirs == ours
    assert COMPOSE["services"]["kafka"]["image"] == f"apache/kafka:{read_lock().version}"


def test_postgres_has_the_settings_of_the_local_server():
    postgres = COMPOSE["services"]["postgres"]

    assert int(postgres["image"].partition(":")[2]) >= 16
    assert f"max_connections={MAX_CONNECTIONS}" in postgres["command"]
    assert "scram-sha-256" in postgres["environment"]["POSTGRES_INITDB_ARGS"]


def test_both_are_reached_from_this_machine_only():
    assert COMPOSE["services"]["kafka"]["ports"] == [f"127.0.0.1:{KAFKA_PORT}:{KAFKA_PORT}"]
    assert COMPOSE["services"]["postgres"]["ports"] == [f"127.0.0.1:{POSTGRES_PORT}:5432"]
