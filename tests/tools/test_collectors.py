"""Collectors of meter readings: what one may write, and who can be none."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import TopicAuthorizationFailedError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from accounting.meters.domain.stream_records import TOPIC_PREFIX
from tests.support.kafka import Bus
from tools import collectors, stack
from tools.collectors import CollectorRefused, admit
from tools.layout import Layout
from tools.local import Access, Local
from tools.local.bus import external_bus


def code() -> str:
    """A unified social credit code that no other test uses."""
    return uuid4().hex[:18].upper()


async def write(access: Access, enterprise: str) -> None:
    async with AIOKafkaProducer(**access.options()) as producer:
        await producer.send_and_wait(TOPIC_PREFIX + enterprise, b"{}")


async def test_a_collector_writes_for_its_enterprises_and_for_no_other(broker: Bus):
    mine, also_mine, other = code(), code(), code()
    await admit(broker.admin, f"collector-{mine}", [mine, also_mine], "first-password")
    await admit(broker.admin, f"collector-{other}", [other], "other-password")
    collector = broker.admin.as_user(f"collector-{mine}", "first-password")

    await write(collector, mine)
    await write(collector, also_mine)
    with pytest.raises(TopicAuthorizationFailedError):
        await write(collector, other)


async def test_an_enterprise_that_is_left_out_next_time_is_lost(broker: Bus):
    kept, left = code(), code()
    await admit(broker.admin, f"collector-{kept}", [kept, left], "password")
    await admit(broker.admin, f"collector-{kept}", [kept], "password")
    collector = broker.admin.as_user(f"collector-{kept}", "password")

    await write(collector, kept)
    with pytest.raises(TopicAuthorizationFailedError):
        await write(collector, left)


async def test_the_command_tells_the_password_it_drew(broker: Bus, capsys):
    enterprise = code()
    environ = {
        "KAFKA_BOOTSTRAP": broker.bootstrap,
        "KAFKA_ADMIN_USERNAME": broker.admin.username or "",
        "KAFKA_ADMIN_PASSWORD": broker.admin.password or "",
    }

    await asyncio.to_thread(collectors.main, [f"collector-{enterprise}", enterprise], environ)

    may, password = capsys.readouterr().out.splitlines()
    assert may.endswith(TOPIC_PREFIX + enterprise)
    access = broker.admin.as_user(f"collector-{enterprise}", password.removeprefix("password: "))
    await write(access, enterprise)


@pytest.mark.parametrize(
    ("name", "enterprise", "reason"),
    [
        ("accounting", "91120116MA0000007N", "a service of the platform"),
        ("root", "91120116MA0000007N", "administers the cluster"),
        ("collector", "accounting.footprint", "no unified social credit code"),
        ("collector", "91120116ma0000007n", "no unified social credit code"),
    ],
)
async def test_nobody_becomes_a_collector_by_mistake(name, enterprise, reason):
    with pytest.raises(CollectorRefused, match=reason):
        await admit(Access("127.0.0.1:1", "root", "x"), name, [enterprise], "password")


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({}, "set KAFKA_BOOTSTRAP"),
        ({"KAFKA_BOOTSTRAP": "127.0.0.1:1"}, "set KAFKA_BOOTSTRAP"),
        (
            {"KAFKA_BOOTSTRAP": "127.0.0.1:1", "KAFKA_ADMIN_USERNAME": "root"},
            "registry is a service",
        ),
    ],
)
def test_the_command_says_why_it_does_nothing(environ, message):
    with pytest.raises(SystemExit, match=message):
        collectors.main(["registry", "91120116MA0000007N"], environ)


def test_a_local_stack_has_a_collector_of_the_sample_enterprise(tmp_path: Path):
    wanted = stack.wanted(Local(tmp_path, environ={}), Layout(tmp_path))

    (sample,) = [user for user in wanted.users if user.name == collectors.SAMPLE]
    assert set(sample.produces) <= {topic.name for topic in wanted.topics}
    assert sample.produces == (f"{TOPIC_PREFIX}91120116MA0000007N",)


def test_a_cluster_with_a_certificate_is_reached_over_tls(tmp_path: Path):
    environ = {"KAFKA_BOOTSTRAP": "bus:9093", "KAFKA_CA_FILE": str(authority(tmp_path))}

    login = external_bus({**environ, "KAFKA_ADMIN_USERNAME": "root", "KAFKA_ADMIN_PASSWORD": "x"})

    assert login is not None
    assert login.options()["security_protocol"] == "SASL_SSL"
    assert login.options()["ssl_context"].get_ca_certs()


def authority(folder: Path) -> Path:
    """A certificate that signs others."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "brokers")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "ca.crt"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return file
