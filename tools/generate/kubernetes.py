"""The generated part of the Kustomize base: one file per process and per preparing job."""

from collections.abc import Iterable

import yaml

from tools.fleet import PROCESSES, SAMPLE_PROCESSES, SAMPLES, SERVICES, Process, Role, Service
from tools.generate import network, workloads
from tools.generate.workloads import Node

FOLDER = "deploy/k8s/base"
SAMPLE_FOLDER = "deploy/k8s/sample"
_HEADER = "# Generated from tools/fleet.py by `make generate`; never edited by hand.\n"


def files() -> dict[str, str]:
    """Every generated manifest by its path."""
    processes = {process.name: _documents(_of(process)) for process in PROCESSES}
    jobs = dict(_job(service) for service in SERVICES)
    return {**_folder("processes", processes), **_folder("jobs", jobs), **_samples()}


def _job(service: Service) -> tuple[str, str]:
    documents = [workloads.prepare_job(service), network.of_prepare(service)]
    return workloads.prepare_name(service), _documents(documents)


def _samples() -> dict[str, str]:
    """The test tenant: a component that an overlay names or leaves out."""
    manifests = {process.name: _documents(_of(process)) for process in SAMPLE_PROCESSES}
    manifests |= dict(_job(service) for service in SAMPLES.values())
    manifests["gateway-and-samples"] = _documents(
        [network.of_gateway_with_samples(SAMPLE_PROCESSES)]
    )
    listed: Node = {
        "apiVersion": "kustomize.config.k8s.io/v1alpha1",
        "kind": "Component",
        "resources": [f"{manifest}.yaml" for manifest in sorted(manifests)],
        "patches": [{"path": "gateway.patch.yaml"}],
    }
    patch = _documents([workloads.gateway_with_samples(SAMPLE_PROCESSES)])
    files = {f"{name}.yaml": text for name, text in manifests.items()}
    files |= {"gateway.patch.yaml": patch, "kustomization.yaml": _documents([listed])}
    return {f"{SAMPLE_FOLDER}/{name}": text for name, text in files.items()}


def _of(process: Process) -> list[Node]:
    always = [
        workloads.deployment(process),
        network.of_process(process),
        *workloads.claims(process),
    ]
    if process.role is not Role.API:
        return always
    return [*always, workloads.service(process), workloads.disruption_budget(process)]


def _folder(name: str, manifests: dict[str, str]) -> dict[str, str]:
    listed: Node = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": [f"{manifest}.yaml" for manifest in sorted(manifests)],
    }
    found = {f"{FOLDER}/{name}/{manifest}.yaml": text for manifest, text in manifests.items()}
    return {**found, f"{FOLDER}/{name}/kustomization.yaml": _documents([listed])}


class _Dumper(yaml.SafeDumper):
    """Writes a part out wherever it is used: anchors would make the files hard to read."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _documents(nodes: Iterable[Node]) -> str:
    texts = [yaml.dump(n, Dumper=_Dumper, sort_keys=False, allow_unicode=True) for n in nodes]
    return _HEADER + "---\n".join(texts)
