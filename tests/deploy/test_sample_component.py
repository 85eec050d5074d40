"""The Kustomize component of the test tenant: valid, and what the fleet table says."""

from typing import Any

import kubernetes_validate
import pytest
import yaml

from tools.fleet import GATEWAY, SAMPLE_PROCESSES, SAMPLES, Role
from tools.generate.files import ROOT

FOLDER = ROOT / "deploy" / "k8s" / "sample"
COMPONENT = yaml.safe_load((FOLDER / "kustomization.yaml").read_text("utf-8"))
OBJECTS: list[dict[str, Any]] = [
    each
    for name in COMPONENT["resources"]
    for each in yaml.safe_load_all((FOLDER / name).read_text("utf-8"))
]
APIS = [process for process in SAMPLE_PROCESSES if process.role is Role.API]


def the(kind: str, name: str) -> dict[str, Any]:
    (found,) = [o for o in OBJECTS if o["kind"] == kind and o["metadata"]["name"] == name]
    return found


@pytest.mark.parametrize("which", range(len(OBJECTS)))
def test_it_is_valid(which):
    kubernetes_validate.validate(OBJECTS[which], "1.34", strict=True)

    assert OBJECTS[which]["metadata"]["labels"]["app.kubernetes.io/part-of"] == "tanbiao"


def test_it_runs_what_the_fleet_says():
    names = {o["metadata"]["name"] for o in OBJECTS if o["kind"] == "Deployment"}
    jobs = {o["metadata"]["name"] for o in OBJECTS if o["kind"] == "Job"}

    assert names == {process.name for process in SAMPLE_PROCESSES}
    assert jobs == {f"{service.name}-prepare" for service in SAMPLES.values()}


@pytest.mark.parametrize("process", SAMPLE_PROCESSES, ids=[p.name for p in SAMPLE_PROCESSES])
def test_each_is_told_that_it_serves_the_test_tenant(process):
    (container,) = the("Deployment", process.name)["spec"]["template"]["spec"]["containers"]
    told = {each["name"]: each for each in container["env"]}
    order = [each["name"] for each in container["env"]]

    assert told["PUBLIC_URL"]["value"] == "$(ISSUER)/sample"
    assert order.index("ISSUER") < order.index("PUBLIC_URL")
    assert "CLIENT_KEY_FILE" not in told
    secret = told["DATABASE_URL"]["valueFrom"]["secretKeyRef"]["name"]
    assert secret == f"{process.service.name}-database"


def test_the_gateway_reaches_it_and_is_told_where():
    (patch,) = COMPONENT["patches"]
    told = yaml.safe_load((FOLDER / patch["path"]).read_text("utf-8"))
    (container,) = told["spec"]["template"]["spec"]["containers"]
    urls = {each["name"]: each["value"] for each in container["env"]}
    policy = the("NetworkPolicy", "gateway-and-samples")["spec"]

    assert told["metadata"]["name"] == container["name"] == GATEWAY.name
    assert urls["REGISTRY_SAMPLE_URL"] == "http://registry-sample-api:8000"
    assert len(urls) == len(policy["egress"]) == len(APIS) == 4
    for api in APIS:
        (callers, _) = the("NetworkPolicy", api.name)["spec"]["ingress"]
        (caller,) = callers["from"]
        assert caller["podSelector"]["matchLabels"] == {"app.kubernetes.io/name": GATEWAY.name}
