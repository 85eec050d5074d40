"""Kubernetes workloads of the fleet: a Deployment per process, a Job per service."""

from collections.abc import Iterable

from contracts.event import SAMPLE_PATH
from tools.fleet import GATEWAY, Process, Role, Service

Node = dict[str, object]
PORT = 8000
"""Every API listens here inside its pod."""
INTERNAL_PORT = 8001
"""Every process tells its health and metrics here, and the gateway revoked clients."""
IMAGE = "tanbiao"
PART_OF = "tanbiao"
_USER = 10001
"""The user of the image; see deploy/Dockerfile."""


def deployment(process: Process) -> Node:
    """The pods of one process, with the settings and keys that the fleet table gives it."""
    pod: Node = {
        **_pod(keys=bool(process.keys or process.keeps)),
        "containers": [_container(process)],
        "volumes": [_scratch(process.scratch), _AUTHORITY, *_volumes(process)],
        **_spread(process),
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": process.name, "labels": labels(process)},
        "spec": {
            "replicas": 2 if process.role is Role.API else 1,
            "selector": {"matchLabels": selector(process)},
            "template": {"metadata": {"labels": labels(process)}, "spec": pod},
        },
    }


def service(process: Process) -> Node:
    """The name under which other processes reach an API."""
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": process.name, "labels": labels(process)},
        "spec": {
            "selector": selector(process),
            "ports": [
                {"name": "http", "port": PORT, "targetPort": "http"},
                {"name": "internal", "port": INTERNAL_PORT, "targetPort": "internal"},
            ],
        },
    }


def disruption_budget(process: Process) -> Node:
    """An API keeps answering while nodes are drained."""
    return {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": {"name": process.name, "labels": labels(process)},
        "spec": {"maxUnavailable": 1, "selector": {"matchLabels": selector(process)}},
    }


def prepare_job(service: Service) -> Node:
    """Migrate as the owner of the database, then load the packs as the service."""
    name = prepare_name(service)
    migrate = _step(service, "migrate", f"{service.name}-database-owner")
    load = _step(service, "load", f"{service.name}-database")
    if service is GATEWAY:
        load["env"] = [*_entries(load), _OPERATOR, _SERVICES]
    pod: Node = {
        **_pod(keys=False),
        "restartPolicy": "OnFailure",
        "initContainers": [migrate],
        "containers": [load],
        "volumes": [_scratch("64Mi"), _AUTHORITY],
    }
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {"name": name, "labels": prepare_labels(service)},
        "spec": {
            "backoffLimit": 10,
            "ttlSecondsAfterFinished": 3600,
            "template": {"metadata": {"labels": prepare_labels(service)}, "spec": pod},
        },
    }


def selector(process: Process) -> dict[str, str]:
    return {"app.kubernetes.io/name": process.name}


def labels(process: Process) -> dict[str, str]:
    return {
        **selector(process),
        "app.kubernetes.io/component": process.service.name,
        "app.kubernetes.io/part-of": PART_OF,
    }


def prepare_name(service: Service) -> str:
    return f"{service.name}-prepare"


def prepare_labels(service: Service) -> dict[str, str]:
    return {
        "app.kubernetes.io/name": prepare_name(service),
        "app.kubernetes.io/component": service.name,
        "app.kubernetes.io/part-of": PART_OF,
    }


def _pod(*, keys: bool) -> Node:
    """What every pod has. Mounted files belong to its group, so that its user can read them."""
    context: Node = {
        "runAsNonRoot": True,
        "runAsUser": _USER,
        "runAsGroup": _USER,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    return {
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "securityContext": context | ({"fsGroup": _USER} if keys else {}),
    }


def _container(process: Process) -> Node:
    probe = {"httpGet": {"path": "/healthz", "port": "internal"}}
    return {
        **_confined(process.name, list(process.command), memory=process.memory),
        "env": _environment(process),
        "ports": _ports(process),
        "startupProbe": {**probe, "periodSeconds": 2, "failureThreshold": 30},
        "livenessProbe": {**probe, "periodSeconds": 10, "timeoutSeconds": 5},
        "readinessProbe": {
            "httpGet": {"path": "/readyz", "port": "internal"},
            "periodSeconds": 5,
            "timeoutSeconds": 5,
        },
        "volumeMounts": [_SCRATCH_MOUNT, _AUTHORITY_MOUNT, *_mounts(process)],
    }


def _ports(process: Process) -> list[Node]:
    internal: Node = {"name": "internal", "containerPort": INTERNAL_PORT}
    if process.role is not Role.API:
        return [internal]
    return [{"name": "http", "containerPort": PORT}, internal]


def _step(service: Service, role: str, secret: str) -> Node:
    return {
        **_confined(role, ["python", "-m", "chassis", service.package, role]),
        "env": [*_tenant(service), _secret("DATABASE_URL", secret, "url")],
        "volumeMounts": [_SCRATCH_MOUNT, _AUTHORITY_MOUNT],
    }


def _confined(name: str, command: list[str], *, memory: str = "512Mi") -> Node:
    """A container that may do what the `restricted` pod security standard allows, and no more."""
    return {
        "name": name,
        "image": IMAGE,
        "command": command,
        "envFrom": [{"configMapRef": {"name": "settings"}}],
        "resources": {
            "requests": {"cpu": "100m", "memory": "192Mi"},
            "limits": {"memory": memory},
        },
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
    }


def _environment(process: Process) -> list[Node]:
    database = _secret("DATABASE_URL", f"{process.service.name}-database", "url")
    return [
        _value("HOST", "0.0.0.0"),  # noqa: S104  All addresses of its own pod.
        *([_value("PORT", str(PORT))] if process.role is Role.API else []),
        _value("INTERNAL_PORT", str(INTERNAL_PORT)),
        *_tenant(process.service),
        database,
        *(_bus(process.service) if process.role is Role.WORKER else []),
        *_callees(process),
        *(_value(variable, _key_path(variable)) for variable in process.keys),
        *(_value(variable, _kept_path(variable)) for variable in process.keeps),
        *(_optional(process.service, variable) for variable in process.optional),
    ]


def _tenant(service: Service) -> list[Node]:
    """The test tenant lives below the platform's address and believes its tokens."""
    if not service.sample:
        return []
    public = {"configMapKeyRef": {"name": "settings", "key": "PUBLIC_URL"}}
    return [
        {"name": "ISSUER", "valueFrom": public},
        _value("PUBLIC_URL", f"$(ISSUER){SAMPLE_PATH}"),
        _value("JWKS_URL", "$(ISSUER)/oauth/jwks"),
    ]


def gateway_with_samples(processes: Iterable[Process]) -> Node:
    """What the gateway is told where there is a test tenant, as a patch of its Deployment."""
    urls = [
        _value(url_variable(process.name), f"http://{process.name}:{PORT}")
        for process in processes
        if process.role is Role.API
    ]
    container = {"name": GATEWAY.name, "env": urls}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": GATEWAY.name},
        "spec": {"template": {"spec": {"containers": [container]}}},
    }


def _bus(service: Service) -> list[Node]:
    bootstrap: Node = {"configMapKeyRef": {"name": "bus", "key": "bootstrap"}}
    return [
        {"name": "KAFKA_BOOTSTRAP", "valueFrom": bootstrap},
        _value("KAFKA_USERNAME", service.name),
        _secret("KAFKA_PASSWORD", f"{service.name}-bus", "password"),
        _value("KAFKA_CA_FILE", "/bus/ca.crt"),
    ]


def _callees(process: Process) -> list[Node]:
    """Where a process finds those it asks. APIs ask the gateway for what it signs; the keys that
    prove it they fetch from PUBLIC_URL, through TLS."""
    if process.role is Role.WORKER:
        return [_value("GATEWAY_URL", f"http://{GATEWAY.name}:{PORT}")]
    if process.service is not GATEWAY:
        inside = f"http://{GATEWAY.name}:{INTERNAL_PORT}"
        return [_value("REVOCATIONS_URL", f"{inside}/revocations")]
    # One proxy stands in front, the ingress controller: what it says of the caller is believed.
    services = [_value(url_variable(name), f"http://{name}:{PORT}") for name in process.calls]
    return [*services, _value("TRUSTED_HOPS", "1")]


def url_variable(process: str) -> str:
    """The gateway's setting for the address of an API: `MUTUAL_RECOGNITION_URL`."""
    return process.removesuffix("-api").replace("-", "_").upper() + "_URL"


def _key_folder(variable: str) -> str:
    return variable.lower().replace("_", "-")


def _key_path(variable: str) -> str:
    folder = f"/keys/{_key_folder(variable)}"
    return folder if variable.endswith("_DIR") else f"{folder}/key"


def _kept_path(variable: str) -> str:
    return f"/data/{_key_folder(variable)}"


def _claim_name(process: Process, variable: str) -> str:
    return f"{process.service.name}-{_key_folder(variable)}"


def claims(process: Process) -> list[Node]:
    """Storage for the folders that a service keeps, beside its API and mounted by all its pods."""
    if process.role is not Role.API:
        return []
    return [
        {
            "apiVersion": "v1",
            "kind": "PersistentVolumeClaim",
            "metadata": {"name": _claim_name(process, variable), "labels": labels(process)},
            "spec": {
                "accessModes": ["ReadWriteMany"],
                "resources": {"requests": {"storage": "20Gi"}},
            },
        }
        for variable in process.keeps
    ]


def _volumes(process: Process) -> list[Node]:
    keys: list[Node] = [
        {
            "name": _key_folder(variable),
            "secret": {
                "secretName": f"{process.name}-{_key_folder(variable)}",
                "defaultMode": 0o440,
            },
        }
        for variable in process.keys
    ]
    kept: list[Node] = [
        {
            "name": _key_folder(variable),
            "persistentVolumeClaim": {"claimName": _claim_name(process, variable)},
        }
        for variable in process.keeps
    ]
    if process.role is Role.WORKER:
        keys.append({"name": "bus", "configMap": {"name": "bus"}})
    return [*keys, *kept]


def _mounts(process: Process) -> list[Node]:
    keys: list[Node] = [
        {"name": _key_folder(v), "mountPath": f"/keys/{_key_folder(v)}", "readOnly": True}
        for v in process.keys
    ]
    kept: list[Node] = [{"name": _key_folder(v), "mountPath": _kept_path(v)} for v in process.keeps]
    if process.role is Role.WORKER:
        keys.append({"name": "bus", "mountPath": "/bus", "readOnly": True})
    return [*keys, *kept]


def _spread(process: Process) -> Node:
    if process.role is not Role.API:
        return {}
    constraint = {
        "maxSkew": 1,
        "topologyKey": "kubernetes.io/hostname",
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": selector(process)},
    }
    return {"topologySpreadConstraints": [constraint]}


def _value(name: str, value: str) -> Node:
    return {"name": name, "value": value}


def _secret(name: str, secret: str, key: str) -> Node:
    return {"name": name, "valueFrom": {"secretKeyRef": {"name": secret, "key": key}}}


def _optional(service: Service, name: str) -> Node:
    source = {"name": f"{service.name}-optional", "key": name, "optional": True}
    return {"name": name, "valueFrom": {"secretKeyRef": source}}


def _entries(container: Node) -> list[object]:
    found = container["env"]
    return found if isinstance(found, list) else []


def _scratch(limit: str) -> Node:
    return {"name": "scratch", "emptyDir": {"sizeLimit": limit}}


_SCRATCH_MOUNT: Node = {"name": "scratch", "mountPath": "/tmp"}  # noqa: S108  Its only writable folder.
_AUTHORITY: Node = {"name": "database", "configMap": {"name": "database", "optional": True}}
_AUTHORITY_MOUNT: Node = {"name": "database", "mountPath": "/database", "readOnly": True}
"""The authority that signed the database's certificate, for `sslrootcert=/database/ca.crt`."""
_OPERATOR: Node = {
    "name": "OPERATOR_JWKS",
    "valueFrom": {"configMapKeyRef": {"name": "operator", "key": "jwks.json", "optional": True}},
}
"""The operator's public keys, by which the first client can be registered."""
_SERVICES: Node = {
    "name": "SERVICES_JWKS",
    "valueFrom": {
        "configMapKeyRef": {"name": "operator", "key": "services.json", "optional": True}
    },
}
"""Those of the platform's own workers."""
