"""The variables that each process gets on one machine; Kubernetes gives them in its own way."""

from contracts.event import SAMPLE_PATH
from tools import fleet, keys
from tools.fleet import GATEWAY, RECOGNITION, Process, Role, Service
from tools.layout import Layout
from tools.local import Local, ServiceDatabase


def of(process: Process, layout: Layout, local: Local) -> dict[str, str]:
    """Everything that `process` is told. Keys go only to the processes the fleet table names."""
    data = layout.data_of(process.service)
    variables = {
        **_common(process.service, layout),
        "DATABASE_URL": local.url(ServiceDatabase(process.service.database)),
        "INTERNAL_PORT": str(layout.inside(process.port)),
        **{name: str(keys.path(data, name, process.name)) for name in process.keys},
        **{name: str(data / name.removesuffix("_DIR").lower()) for name in process.keeps},
    }
    if process.role is Role.WORKER:
        variables |= {**_bus(process.service, local), "GATEWAY_URL": layout.url}
    else:
        variables |= {
            "PORT": str(layout.port + process.port),
            **_gateways(process, layout),
            "PROCESSES": str(1 if process.service is GATEWAY else layout.processes),
        }
    return variables | _own(process, layout)


def to_prepare(service: Service, layout: Layout, local: Local, *, owner: bool) -> dict[str, str]:
    """What migrating (as the owner) or loading packs (as the service) is told."""
    database = ServiceDatabase(service.database)
    variables = {
        **_common(service, layout),
        "DATABASE_URL": local.owner_url(database) if owner else local.url(database),
    }
    if service is GATEWAY and not owner:
        variables["OPERATOR_JWKS"] = str(keys.operator_jwks(layout.data))
        variables["SERVICES_JWKS"] = str(keys.services_jwks(layout.data))
    return variables


def _common(service: Service, layout: Layout) -> dict[str, str]:
    """The test tenant lives below the platform's address, and believes the same tokens."""
    if service.sample:
        at = {"PUBLIC_URL": f"{layout.public}{SAMPLE_PATH}", "ISSUER": layout.public}
        return {"ENVIRONMENT": "development", **at}
    return {"ENVIRONMENT": "development", "PUBLIC_URL": layout.public}


def _gateways(process: Process, layout: Layout) -> dict[str, str]:
    """Where services find out whom to believe; the gateway asks nobody."""
    if process.service is GATEWAY:
        return {}
    inside = f"http://127.0.0.1:{layout.inside(fleet.process(GATEWAY.name).port)}"
    return {"JWKS_URL": f"{layout.url}/oauth/jwks", "REVOCATIONS_URL": f"{inside}/revocations"}


def _bus(service: Service, local: Local) -> dict[str, str]:
    """Credentials of the service, unless the bus is one that asks nobody for any."""
    bus = {"KAFKA_BOOTSTRAP": local.bus.bootstrap}
    if local.bus.username is None:
        return bus
    password = local.passwords.get(f"kafka-{service.name}")
    return {**bus, "KAFKA_USERNAME": service.name, "KAFKA_PASSWORD": password}


def _own(process: Process, layout: Layout) -> dict[str, str]:
    """Settings that only this process has."""
    if process.service is GATEWAY and process.role is Role.WORKER:
        return {"KEYS_ALLOW_PRIVATE": "true"}
    if process.service is GATEWAY:
        callees = {
            f"{name.removesuffix('-api').replace('-', '_').upper()}_URL": (
                f"http://127.0.0.1:{layout.port + fleet.process(name).port}"
            )
            for name in (*process.calls, *_samples(layout))
        }
        return callees | {"KEYS_ALLOW_PRIVATE": "true"}
    if process.service in (RECOGNITION, fleet.SAMPLES[RECOGNITION]):
        return {
            "WEBHOOK_ALLOW_PRIVATE": "true",
            # A receiver on this machine answers at once; do not wait long for a killed worker's.
            "DELIVERY_TIMEOUT_S": "3",
            "DELIVERY_LEASE_S": "5",
        }
    return {}


def _samples(layout: Layout) -> list[str]:
    """The APIs of the test tenant, where the gateway is to know of one."""
    return [p.name for p in layout.running if p.service.sample and p.role is Role.API]
