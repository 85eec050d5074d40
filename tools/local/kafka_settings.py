"""The settings of the local broker: what one machine needs, and who may log in."""

from dataclasses import dataclass
from pathlib import Path

from tools.local.process import HOST

ADMIN = "admin"
JVM = (
    "-Xmx384m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    # Kafka's own libraries do both; Java would warn at every start.
    "--sun-misc-unsafe-memory-access=allow",
    "--enable-native-access=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ssXXX",
)
JAAS = "org.apache.kafka.common.security"


@dataclass(frozen=True)
class Secrets:
    """Passwords of the administrator and of the broker towards its own controller."""

    admin: str
    controller: str


def server_properties(data: Path, port: int, controller_port: int, secrets: Secrets) -> str:
    """The whole configuration file of broker and controller."""
    return "\n".join(
        f"{name}={value}"
        for name, value in {
            **_network(port, controller_port),
            **_login(secrets),
            **_one_machine(),
            "log.dirs": data,
        }.items()
    )


def _network(port: int, controller_port: int) -> dict[str, str]:
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.voters": f"1@{HOST}:{controller_port}",
        "listeners": f"CLIENT://{HOST}:{port},CONTROLLER://{HOST}:{controller_port}",
        "advertised.listeners": f"CLIENT://{HOST}:{port}",
        "listener.security.protocol.map": "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
        "inter.broker.listener.name": "CLIENT",
        "controller.listener.names": "CONTROLLER",
    }


def _login(secrets: Secrets) -> dict[str, str]:
    """SCRAM for everybody; the controller starts before SCRAM users are known, so it has PLAIN."""
    scram = f'{JAAS}.scram.ScramLoginModule required username="{ADMIN}" password="{secrets.admin}";'
    plain = (
        f'{JAAS}.plain.PlainLoginModule required username="controller" '
        f'password="{secrets.controller}" user_controller="{secrets.controller}";'
    )
    return {
        "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
        "listener.name.client.sasl.enabled.mechanisms": "SCRAM-SHA-512",
        "listener.name.client.scram-sha-512.sasl.jaas.config": scram,
        "sasl.mechanism.controller.protocol": "PLAIN",
        "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.controller.plain.sasl.jaas.config": plain,
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": f"User:{ADMIN};User:controller",
    }


def _one_machine() -> dict[str, str]:
    """One copy of everything, few internal partitions, no waiting for members that never come."""
    return {
        "default.replication.factor": "1",
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "8",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "transaction.state.log.num.partitions": "4",
        "share.coordinator.state.topic.replication.factor": "1",
        "share.coordinator.state.topic.min.isr": "1",
        "share.coordinator.state.topic.num.partitions": "4",
        # After a kill -9 the controller waits this long before it lets the broker back in.
        "broker.session.timeout.ms": "3000",
        "broker.heartbeat.interval.ms": "1000",
        # An idle controller need not write that it is there: nobody follows it.
        "metadata.max.idle.interval.ms": "0",
        "group.initial.rebalance.delay.ms": "0",
        "auto.create.topics.enable": "false",
        "log.cleaner.dedupe.buffer.size": "16777216",
        "num.network.threads": "2",
        "num.io.threads": "4",
    }
