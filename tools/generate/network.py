"""NetworkPolicies of the fleet: each process reaches what the fleet table says, and no more."""

from collections.abc import Iterable

from tools.fleet import GATEWAY, PARTNERS, PROCESSES, Process, Role, Service, process
from tools.generate.workloads import (
    INTERNAL_PORT,
    PORT,
    Node,
    labels,
    prepare_labels,
    prepare_name,
    selector,
)

GATEWAY_API = process(GATEWAY.name)
PROVIDES = "tanbiao/provides"
"""Label of the namespaces where PostgreSQL (`database`), Kafka (`bus`) and the like run."""
_PORTS = {"database": 5432, "bus": 9093}
_NOT_THE_INTERNET = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
]


def of_process(process: Process) -> Node:
    needs = ["database", *(["bus"] if process.role is Role.WORKER else [])]
    egress = [_name_service(), *(_backing(need) for need in needs)]
    egress += [_partners() if name == PARTNERS else _callee(name) for name in process.calls]
    if process.role is Role.API and process.service is not GATEWAY:
        egress += [_callee(GATEWAY.name, INTERNAL_PORT), _entrance()]
    return _policy(process.name, labels(process), selector(process), _callers(process), egress)


def of_gateway_with_samples(processes: Iterable[Process]) -> Node:
    """Policies add up: where there is a test tenant, the gateway reaches it and tells it too."""
    apis = [process for process in processes if process.role is Role.API]
    asking = [{"podSelector": {"matchLabels": selector(api)}} for api in apis]
    ingress: list[Node] = [{"from": asking, "ports": [_tcp(INTERNAL_PORT)]}]
    egress = [_callee(api.name) for api in apis]
    chosen = selector(GATEWAY_API)
    return _policy("gateway-and-samples", labels(GATEWAY_API), chosen, ingress, egress)


def of_prepare(service: Service) -> Node:
    """A migration talks to its database and to nothing else."""
    all_labels = prepare_labels(service)
    chosen = {"app.kubernetes.io/name": prepare_name(service)}
    egress = [_name_service(), _backing("database")]
    return _policy(prepare_name(service), all_labels, chosen, [], egress)


def _policy(
    name: str,
    all_labels: dict[str, str],
    chosen: dict[str, str],
    ingress: list[Node],
    egress: list[Node],
) -> Node:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name, "labels": all_labels},
        "spec": {
            "podSelector": {"matchLabels": chosen},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": ingress,
            "egress": egress,
        },
    }


def _callers(process: Process) -> list[Node]:
    """Who may send requests here: the callers of the table and the entrance; inside, the
    monitoring, and at the gateway the services, which ask for revoked clients."""
    peers: list[Node] = [
        {"podSelector": {"matchLabels": selector(caller)}}
        for caller in PROCESSES
        if process.name in caller.calls or (process.service.sample and GATEWAY_API is caller)
    ]
    if process.name == GATEWAY.name:
        peers.append(_namespace("ingress"))
    inside: list[Node] = [_namespace("monitoring")]
    if process.name == GATEWAY.name:
        inside += [{"podSelector": {"matchLabels": selector(asking)}} for asking in _asking()]
    rules: list[Node] = [{"from": inside, "ports": [_tcp(INTERNAL_PORT)]}]
    return [{"from": peers, "ports": [_tcp(PORT)]}, *rules] if peers else rules


def _asking() -> list[Process]:
    """The APIs that the gateway tells which clients were revoked."""
    return [p for p in PROCESSES if p.role is Role.API and p.service is not GATEWAY]


def _callee(name: str, port: int = PORT) -> Node:
    target = {"podSelector": {"matchLabels": {"app.kubernetes.io/name": name}}}
    return {"to": [target], "ports": [_tcp(port)]}


def _entrance() -> Node:
    """The public address, where the keys of tokens are published."""
    return {"to": [_namespace("ingress")], "ports": [_tcp(443)]}


def _backing(need: str) -> Node:
    return {"to": [_namespace(need)], "ports": [_tcp(_PORTS[need])]}


def _namespace(provides: str) -> Node:
    return {"namespaceSelector": {"matchLabels": {PROVIDES: provides}}}


def _name_service() -> Node:
    system = {"kubernetes.io/metadata.name": "kube-system"}
    return {
        "to": [{"namespaceSelector": {"matchLabels": system}}],
        "ports": [{"protocol": "UDP", "port": 53}, _tcp(53)],
    }


def _partners() -> Node:
    """Webhooks go to the internet only; addresses inside are refused here a second time."""
    internet = {"ipBlock": {"cidr": "0.0.0.0/0", "except": _NOT_THE_INTERNET}}
    return {"to": [internet], "ports": [_tcp(443)]}


def _tcp(port: int) -> Node:
    return {"protocol": "TCP", "port": port}
