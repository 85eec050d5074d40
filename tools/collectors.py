"""`python -m tools.collectors NAME CODE …`: let a collector write meter readings.

Makes the topic of each enterprise, the collector's SCRAM user and its rules on the cluster of
KAFKA_BOOTSTRAP, as KAFKA_ADMIN_USERNAME with KAFKA_ADMIN_PASSWORD, over TLS with KAFKA_CA_FILE. The
codes are all that the collector may write for: one that is left out next time has lost its right.
COLLECTOR_PASSWORD gives the password; without it a new one is drawn and printed.
"""

import argparse
import asyncio
import os
import secrets
from collections.abc import Mapping, Sequence

from accounting.meters.domain.stream_records import TOPIC_PREFIX, enterprise_of
from tools import fleet
from tools.local.bus import DAY_MS, Access, BusUser, Topic, external_bus
from tools.local.kafka_admin import prepare

SAMPLE = "sample-collector"
"""On a machine of one's own, it may write for the sample enterprise."""
SAMPLE_ENTERPRISE = "91120116MA0000007N"


class CollectorRefused(Exception):
    """What was asked for is not a collector of enterprises' readings."""


def topic(enterprise: str) -> Topic:
    """The topic of an enterprise's readings: one partition, since they are one history."""
    name = TOPIC_PREFIX + enterprise
    if enterprise_of(name) is None:
        raise CollectorRefused(f"{enterprise} is no unified social credit code")
    return Topic(name, 1, fleet.RETENTION_DAYS * DAY_MS)


def user(name: str, enterprises: Sequence[str], password: str) -> BusUser:
    """A user who may write for these enterprises and do nothing else."""
    if name in {service.name for service in fleet.SERVICES}:
        raise CollectorRefused(f"{name} is a service of the platform; choose another name")
    return BusUser(name, password, tuple(topic(each).name for each in enterprises))


async def admit(access: Access, name: str, enterprises: Sequence[str], password: str) -> None:
    """Bring topics, user and rules to what is asked for. Raises `CollectorRefused`."""
    if name == access.username:
        raise CollectorRefused(f"{name} administers the cluster; choose another name")
    collector = user(name, enterprises, password)
    await prepare(access, [topic(each) for each in enterprises], [collector])


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.collectors", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("codes", nargs="+", metavar="code")
    chosen = parser.parse_args(arguments)
    access = external_bus(environ)
    if access is None or access.username is None:
        raise SystemExit("error: set KAFKA_BOOTSTRAP, KAFKA_ADMIN_USERNAME, KAFKA_ADMIN_PASSWORD")
    given = environ.get("COLLECTOR_PASSWORD")
    password = given or secrets.token_urlsafe(24)
    try:
        asyncio.run(admit(access, chosen.name, chosen.codes, password))
    except CollectorRefused as refused:
        raise SystemExit(f"error: {refused}") from refused
    for code in chosen.codes:
        print(f"{chosen.name} may write {topic(code).name}")
    if not given:
        print(f"password: {password}")


if __name__ == "__main__":
    main()
