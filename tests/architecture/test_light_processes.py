"""A process starts without the libraries of rare work; they come when they are needed."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.service import MASTER_KEYS

RARE = {
    "aiokafka": {"accounting worker"},
    "alembic": set(),
    "docx": set(),
    "obstore": set(),
    "openpyxl": set(),
    "opentelemetry.exporter": set(),
    "polars": set(),
    "scipy": set(),
    "typst": set(),
}
"""Libraries that take megabytes to load, and the processes that need them from the start."""
PROGRAM = """
import importlib, json, sys
import chassis.__main__
getattr(importlib.import_module(f"{sys.argv[1]}.main"), sys.argv[2])()
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("process", ["accounting api", "accounting worker", "registry api"])
def test_a_process_starts_without_the_libraries_of_rare_work(process, tmp_path):
    loaded = modules_of(*process.split(), folder=str(tmp_path))

    needless = {library for library, needed_by in RARE.items() if process not in needed_by}
    assert loaded & needless == set()


def modules_of(package: str, role: str, folder: str) -> set[str]:
    """What a fresh interpreter has loaded when it has put the process together."""
    variables = {
        "ENVIRONMENT": "development",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
        "PUBLIC_URL": "http://127.0.0.1:9",
        "JWKS_URL": "http://127.0.0.1:9/oauth/jwks",
        "KAFKA_BOOTSTRAP": "127.0.0.1:9",
        "MASTER_KEYS_FILE": str(MASTER_KEYS),
        "EVIDENCE_DIR": folder,
    }
    command = [sys.executable, "-c", PROGRAM, package, role]
    environment = {"PATH": os.environ["PATH"], **variables}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))
