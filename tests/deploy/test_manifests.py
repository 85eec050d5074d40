"""The Kustomize base: valid for Kubernetes 1.34, and what the fleet table says."""

import copy
import os
from pathlib import Path
from typing import Any, ClassVar

import kubernetes_validate
import pytest
import yaml

from chassis.settings import ApiSettings, Environment, ServiceSettings, WorkerSettings
from gateway.settings import GatewaySettings
from tests.deploy.kustomize import BASE, render
from tests.support.variables import required, settings_of, variables
from tools.fleet import GATEWAY, PARTNERS, PROCESSES, SERVICES, Process, Role, Service
from tools.generate.files import ROOT
from tools.generate.network import PROVIDES
from tools.generate.workloads import INTERNAL_PORT, PORT

KUBERNETES = "1.34"
OBJECTS = render()
PROCESS_NAMES = [process.name for process in PROCESSES]
APIS = [process for process in PROCESSES if process.role is Role.API]


class GatewayApi(ApiSettings):
    """What the gateway needs beside its own settings: it asks nobody for keys."""

    asks_gateway: ClassVar[bool] = False


def the(kind: str, name: str) -> dict[str, Any]:
    found = [o for o in OBJECTS if o["kind"] == kind and o["metadata"]["name"] == name]
    assert len(found) == 1, f"{len(found)} objects {kind} {name}"
    return found[0]


def names(kind: str) -> set[str]:
    return {each["metadata"]["name"] for each in OBJECTS if each["kind"] == kind}


def pod(process: Process) -> dict[str, Any]:
    found: dict[str, Any] = the("Deployment", process.name)["spec"]["template"]["spec"]
    return found


def container(process: Process) -> dict[str, Any]:
    (only,) = pod(process)["containers"]
    return only


def environment(container: dict[str, Any]) -> set[str]:
    """Every variable that a container is given, those of the shared settings included."""
    shared = the("ConfigMap", "settings")["data"]
    assert container["envFrom"] == [{"configMapRef": {"name": "settings"}}]
    return {each["name"] for each in container["env"]} | shared.keys()


def pods() -> list[dict[str, Any]]:
    """The pod of every workload, Deployments and Jobs."""
    return [o["spec"]["template"]["spec"] for o in OBJECTS if o["kind"] in {"Deployment", "Job"}]


@pytest.fixture(params=PROCESSES, ids=PROCESS_NAMES)
def process(request: pytest.FixtureRequest) -> Process:
    found: Process = request.param
    return found


@pytest.mark.parametrize("index", range(len(OBJECTS)))
def test_an_object_is_valid_for_kubernetes(index):
    version = kubernetes_validate.validate(OBJECTS[index], KUBERNETES, strict=True)

    assert version == KUBERNETES


def test_an_object_with_a_misspelt_field_is_refused():
    broken = copy.deepcopy(the("Deployment", "gateway"))
    broken["spec"]["replica"] = 2

    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, KUBERNETES, strict=True)


def test_every_manifest_is_part_of_the_base():
    listed = {
        (folder / name).resolve()
        for folder in (BASE, BASE / "processes", BASE / "jobs")
        for name in yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    }
    there = {p for p in BASE.rglob("*.yaml") if p.name != "kustomization.yaml"}

    assert {path for path in listed if path.is_file()} == there


def test_there_is_one_deployment_for_each_process_of_the_fleet():
    assert names("Deployment") == set(PROCESS_NAMES)


def test_a_process_runs_its_command(process):
    assert container(process)["command"] == list(process.command)


def test_a_process_is_probed_where_it_answers(process):
    probes = {name: container(process)[f"{name}Probe"] for name in ("liveness", "readiness")}

    paths = {name: probe["httpGet"]["path"] for name, probe in probes.items()}
    assert paths == {"liveness": "/healthz", "readiness": "/readyz"}
    assert {probe["httpGet"]["port"] for probe in probes.values()} == {"internal"}


def test_a_process_gets_every_setting_that_it_needs_and_none_that_it_does_not_know(process):
    settings = settings_of(process)
    given = environment(container(process))

    assert required(settings) <= given
    assert given <= variables(settings)


def test_production_starts_with_the_settings_of_the_manifests(process, monkeypatch):
    base = ApiSettings if process.role is Role.API else WorkerSettings
    for name in os.environ:
        monkeypatch.delenv(name)
    for name, value in resolved(container(process)).items():
        monkeypatch.setenv(name, value)

    settings = (GatewayApi if process.name == GATEWAY.name else base)()

    ports = {port["name"]: port["containerPort"] for port in container(process)["ports"]}
    assert settings.environment is Environment.PRODUCTION
    assert settings.internal_port == ports.pop("internal")
    assert set(ports.values()) == ({settings.port} if process.role is Role.API else set())


def test_secrets_are_only_ever_referred_to():
    secrets = {"DATABASE_URL", "KAFKA_PASSWORD"}
    given = [e for pod in pods() for c in containers(pod) for e in c["env"]]

    assert names("Secret") == set()
    assert all("secretKeyRef" in e["valueFrom"] for e in given if e["name"] in secrets)
    assert not secrets & the("ConfigMap", "settings")["data"].keys()


def test_a_setting_that_may_be_missing_is_an_optional_entry_of_a_secret(process):
    given = {each["name"]: each for each in container(process)["env"]}

    for name in process.optional:
        source = given[name]["valueFrom"]["secretKeyRef"]
        assert source == {"name": f"{process.service.name}-optional", "key": name, "optional": True}


def test_a_folder_that_stays_is_one_claim_for_all_processes_of_a_service(process):
    claims = {
        volume["persistentVolumeClaim"]["claimName"]
        for volume in pod(process)["volumes"]
        if "persistentVolumeClaim" in volume
    }

    folders = {name.lower().replace("_", "-") for name in process.keeps}
    assert claims == {f"{process.service.name}-{folder}" for folder in folders}
    assert claims <= names("PersistentVolumeClaim")


def test_keys_are_mounted_only_where_the_fleet_table_says(process):
    mounted = {v["name"] for v in pod(process).get("volumes", []) if "secret" in v}

    assert mounted == {key.lower().replace("_", "-") for key in process.keys}


def test_a_key_setting_points_into_its_mount(process):
    given = {each["name"]: each.get("value", "") for each in container(process)["env"]}
    mounts = {each["mountPath"] for each in container(process)["volumeMounts"]}

    for key in process.keys:
        assert any(given[key] == mount or given[key].startswith(f"{mount}/") for mount in mounts)


def test_the_operators_page_names_every_key_and_the_process_that_holds_it():
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]

    for process in PROCESSES:
        for key in process.keys:
            assert any(f"`{key}`" in row and f"| {process.name} |" in row for row in rows)


def test_no_api_of_a_service_holds_a_signing_key():
    """Master keys sign nothing: they open what the API answers with (ADR 0013)."""
    signing = {
        p.name: set(p.keys) - {"MASTER_KEYS_FILE", "BUNDLE_KEYS_FILE"}
        for p in APIS
        if p.service is not GATEWAY
    }

    assert not any(signing.values())


def test_a_service_uses_its_own_database_and_bus_user(process):
    referred = {
        each["valueFrom"]["secretKeyRef"]["name"]
        for each in container(process)["env"]
        if "secretKeyRef" in each.get("valueFrom", {})
    }

    expected = {f"{process.service.name}-database"}
    if process.role is Role.WORKER:
        expected.add(f"{process.service.name}-bus")
    if process.optional:
        expected.add(f"{process.service.name}-optional")
    assert referred == expected


def test_every_pod_is_confined():
    for spec in pods():
        assert spec["securityContext"]["runAsNonRoot"] is True
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert spec["automountServiceAccountToken"] is False
        for each in containers(spec):
            assert each["securityContext"]["readOnlyRootFilesystem"] is True
            assert each["securityContext"]["allowPrivilegeEscalation"] is False
            assert each["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert "memory" in each["resources"]["limits"]
            assert each["image"] == "tanbiao:0.1.0"


def test_the_process_that_samples_the_largest_systems_may_use_a_gigabyte():
    """By the bench: 740 MB at twenty thousand processes, and the service itself."""
    [container] = [
        each for spec in pods() for each in containers(spec) if each["name"] == "accounting-api"
    ]

    number = container["resources"]["limits"]["memory"].removesuffix("Gi")
    assert int(number) * 2**30 > (740 + 250) * 10**6


def test_every_api_has_a_service_and_a_disruption_budget():
    apis = {process.name for process in APIS}

    assert names("Service") == apis
    assert names("PodDisruptionBudget") == apis


def test_only_the_gateway_is_reached_from_outside():
    (rule,) = the("Ingress", "gateway")["spec"]["rules"]

    assert names("Ingress") == {"gateway"}
    assert [p["backend"]["service"]["name"] for p in rule["http"]["paths"]] == ["gateway"]


def test_a_job_migrates_as_the_owner_and_then_loads_as_the_service():
    assert names("Job") == {f"{service.name}-prepare" for service in SERVICES}
    for service in SERVICES:
        spec = the("Job", f"{service.name}-prepare")["spec"]["template"]["spec"]
        (migrate,), (load,) = spec["initContainers"], spec["containers"]
        assert migrate["command"] == ["python", "-m", "chassis", service.package, "migrate"]
        assert load["command"] == ["python", "-m", "chassis", service.package, "load"]
        assert database_secret(migrate) == f"{service.name}-database-owner"
        assert database_secret(load) == f"{service.name}-database"
        assert required([ServiceSettings]) <= environment(migrate) & environment(load)


def test_nothing_is_reached_unless_a_policy_allows_it():
    spec = the("NetworkPolicy", "deny-all")["spec"]

    assert spec == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_a_process_may_send_requests_to_those_it_calls_and_to_no_other(process):
    spec = the("NetworkPolicy", process.name)["spec"]

    peers = [peer for rule in spec["egress"] for peer in rule["to"]]
    asked = {"gateway"} if asks_gateway(process) else set()
    assert called(peers) == (set(process.calls) - {PARTNERS}) | asked
    assert ("ipBlock" in str(peers)) == (PARTNERS in process.calls)


def test_a_process_is_reached_by_its_callers_and_by_no_other(process):
    spec = the("NetworkPolicy", process.name)["spec"]

    peers = reaching(spec, "http")
    assert called(peers) == {p.name for p in PROCESSES if process.name in p.calls}
    assert provided(peers) == ({"ingress"} if process.name == GATEWAY.name else set())


def test_health_metrics_and_revocations_are_told_inside_only(process):
    spec = the("NetworkPolicy", process.name)["spec"]

    asking = {p.name for p in PROCESSES if asks_gateway(p)}
    peers = reaching(spec, "internal")
    assert provided(peers) == {"monitoring"}
    assert called(peers) == (asking if process.name == GATEWAY.name else set())


def test_the_entrance_passes_on_whole_requests_and_limits_each_address():
    entrance = the("Ingress", "gateway")
    told = {
        name.removeprefix("nginx.ingress.kubernetes.io/"): value
        for name, value in entrance["metadata"]["annotations"].items()
    }
    gateway = {each["name"]: each.get("value") for each in container(process_of(GATEWAY))["env"]}
    limit = GatewaySettings.model_fields["max_body_bytes"].default

    assert told["proxy-request-buffering"] == "on"
    assert told["proxy-body-size"] == f"{limit >> 20}m"
    assert int(told["limit-connections"]) > 0
    assert gateway["TRUSTED_HOPS"] == "1"


def test_only_workers_reach_the_bus_and_everybody_reaches_the_database(process):
    spec = the("NetworkPolicy", process.name)["spec"]

    reached = provided([peer for rule in spec["egress"] for peer in rule["to"]])
    more = {"ingress"} if asks_gateway(process) else set()
    assert reached == {"database"} | ({"bus"} if process.role is Role.WORKER else more)


def test_webhooks_cannot_reach_addresses_inside():
    egress = the("NetworkPolicy", "mutual-recognition-worker")["spec"]["egress"]

    (block,) = [p["ipBlock"] for rule in egress for p in rule["to"] if "ipBlock" in p]
    assert {"10.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16", "127.0.0.0/8"} <= set(block["except"])


def test_labels_select_the_pods_they_are_meant_for():
    for process in PROCESSES:
        deployment = the("Deployment", process.name)["spec"]
        policy = the("NetworkPolicy", process.name)["spec"]
        pod_labels = deployment["template"]["metadata"]["labels"].items()
        assert deployment["selector"]["matchLabels"].items() <= pod_labels
        assert policy["podSelector"]["matchLabels"].items() <= pod_labels


def test_a_kustomization_with_an_unknown_instruction_is_not_half_rendered(tmp_path):
    text = "apiVersion: v1\nkind: Kustomization\nresources: []\npatches: []\n"
    Path(tmp_path / "kustomization.yaml").write_text(text)

    with pytest.raises(ValueError, match="patches"):
        render(tmp_path)


def containers(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [*spec.get("initContainers", []), *spec["containers"]]


def database_secret(container: dict[str, Any]) -> str:
    (found,) = [e for e in container["env"] if e["name"] == "DATABASE_URL"]
    name: str = found["valueFrom"]["secretKeyRef"]["name"]
    return name


def resolved(container: dict[str, Any]) -> dict[str, str]:
    """The environment of a container, with secrets such as an operator would make."""
    secrets = {
        "DATABASE_URL": "postgresql://service:correct-horse-battery@db.example.cn/service"
        "?sslmode=verify-full&sslrootcert=/database/ca.crt",
        "KAFKA_PASSWORD": "correct-horse-battery",
    }
    given = dict(the("ConfigMap", "settings")["data"])
    for each in container["env"]:
        source = each.get("valueFrom", {})
        if source.get("secretKeyRef", {}).get("optional"):
            continue
        if reference := source.get("configMapKeyRef"):
            given[each["name"]] = the("ConfigMap", reference["name"])["data"][reference["key"]]
        else:
            given[each["name"]] = each.get("value") or secrets[each["name"]]
    return given


def asks_gateway(process: Process) -> bool:
    """APIs of services: for keys at the public address, for revoked clients inside."""
    return process.role is Role.API and process.service is not GATEWAY


def process_of(service: Service) -> Process:
    return next(p for p in PROCESSES if p.service is service)


def reaching(spec: dict[str, Any], port: str) -> list[dict[str, Any]]:
    """Who reaches a port of the pods that a policy is for."""
    number = {"http": PORT, "internal": INTERNAL_PORT}[port]
    rules = [rule for rule in spec["ingress"] if rule["ports"][0]["port"] == number]
    return [peer for rule in rules for peer in rule["from"]]


def called(peers: list[dict[str, Any]]) -> set[str]:
    selectors = [peer["podSelector"]["matchLabels"] for peer in peers if "podSelector" in peer]
    return {selector["app.kubernetes.io/name"] for selector in selectors}


def provided(peers: list[dict[str, Any]]) -> set[str]:
    selectors = [p["namespaceSelector"]["matchLabels"] for p in peers if "namespaceSelector" in p]
    return {selector[PROVIDES] for selector in selectors if PROVIDES in selector}
