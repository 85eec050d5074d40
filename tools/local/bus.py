"""Who uses the bus and how: topics, users and the credentials to connect with."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NotRequired, TypedDict
from urllib.parse import quote, unquote

DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True)
class Topic:
    """A topic with its parallelism and how long it keeps events."""

    name: str
    partitions: int = 6
    retention_ms: int = 30 * DAY_MS


@dataclass(frozen=True)
class BusUser:
    """One SCRAM user: it may write and read just these topics, in the group of its own name.

    `follows` are beginnings of names: it may read every topic that begins so.
    """

    name: str
    password: str
    produces: tuple[str, ...] = ()
    consumes: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


class ClientOptions(TypedDict):
    """Keyword arguments that every aiokafka client takes."""

    bootstrap_servers: str
    security_protocol: str
    sasl_mechanism: str
    sasl_plain_username: str | None
    sasl_plain_password: str | None
    ssl_context: NotRequired[ssl.SSLContext]


@dataclass(frozen=True)
class Access:
    """Where the bus is and as whom to connect; without a user name the connection is plaintext."""

    bootstrap: str
    username: str | None = None
    password: str | None = None
    ca_file: str | None = None
    """CA certificate of the brokers; with it the connection uses TLS."""

    def options(self) -> ClientOptions:
        """Arguments for AIOKafkaProducer, AIOKafkaConsumer and AIOKafkaAdminClient."""
        options = ClientOptions(
            bootstrap_servers=self.bootstrap,
            security_protocol="SASL_PLAINTEXT" if self.username else "PLAINTEXT",
            sasl_mechanism="SCRAM-SHA-512" if self.username else "PLAIN",
            sasl_plain_username=self.username,
            sasl_plain_password=self.password,
        )
        if self.ca_file:
            options["security_protocol"] = "SASL_SSL" if self.username else "SSL"
            options["ssl_context"] = ssl.create_default_context(cafile=self.ca_file)
        return options

    def url(self) -> str:
        """The access in one word, as `Access.parse` reads it."""
        login = f"{quote(self.username)}:{quote(self.password or '')}@" if self.username else ""
        return f"kafka://{login}{self.bootstrap}"

    @classmethod
    def parse(cls, url: str) -> "Access":
        login, _, bootstrap = url.removeprefix("kafka://").rpartition("@")
        name, _, password = login.partition(":")
        return cls(bootstrap, unquote(name) or None, unquote(password) or None)

    def as_user(self, username: str, password: str) -> "Access":
        return replace(self, username=username, password=password)


def external_bus(environ: Mapping[str, str]) -> Access | None:
    """The existing cluster that KAFKA_BOOTSTRAP names, with its administrator if one is given."""
    bootstrap = environ.get("KAFKA_BOOTSTRAP")
    if not bootstrap:
        return None
    return Access(
        bootstrap,
        environ.get("KAFKA_ADMIN_USERNAME"),
        environ.get("KAFKA_ADMIN_PASSWORD"),
        environ.get("KAFKA_CA_FILE"),
    )
