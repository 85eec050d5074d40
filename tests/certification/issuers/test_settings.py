"""The worker refuses to start without usable keys, and says which file is at fault."""

import json

import certifi
import pytest
from pydantic import ValidationError

from certification import main
from certification.issuers.domain.keys import development_key_file
from certification.settings import CertificationWorkerSettings
from tests.certification.samples import BODY

COMMON = {"KAFKA_BOOTSTRAP": "127.0.0.1:9092", "PUBLIC_URL": "https://cfp.example"}
SECRET = (
    "postgresql://certification:sixteen-characters-long@localhost/certification?sslmode=verify-full"
)


@pytest.fixture
def variables(monkeypatch, tmp_path):
    """The worker's variables, with an empty key directory."""
    more = {
        "DATABASE_URL": SECRET,
        "KAFKA_USERNAME": "certification",
        "KAFKA_PASSWORD": "sixteen-characters-long",
        "KAFKA_CA_FILE": certifi.where(),
        "SIGNING_KEYS_DIR": str(tmp_path),
    }
    for name, value in (COMMON | more).items():
        monkeypatch.setenv(name, value)
    return tmp_path


def write(folder, name=BODY, **changes):
    file = json.loads(development_key_file(BODY, 2026)) | changes
    (folder / f"{name}.json").write_text(json.dumps(file), "utf-8")


def test_a_worker_without_keys_does_not_start(variables):
    with pytest.raises(ValidationError, match=r"no CNCA-\*\.json"):
        CertificationWorkerSettings()


def test_production_refuses_development_keys(variables):
    write(variables)

    with pytest.raises(ValidationError, match=f"development keys of {BODY}"):
        CertificationWorkerSettings()


def test_production_takes_keys_that_are_its_own(variables):
    write(variables, development=False)

    assert CertificationWorkerSettings().keys().active(BODY).kid == "2026-dev"


def test_development_takes_development_keys(variables, monkeypatch):
    monkeypatch.setenv("ENVIRONMENT", "development")
    write(variables)

    assert CertificationWorkerSettings().keys().bodies[BODY].development


def test_a_file_with_another_name_is_refused(variables):
    write(variables, "CNCA-X")

    with pytest.raises(ValidationError, match=r"CNCA-X\.json"):
        CertificationWorkerSettings()


async def test_the_worker_announces_keys_and_signs(variables, monkeypatch):
    monkeypatch.setenv("ENVIRONMENT", "development")
    write(variables)

    worker = main.worker()
    await worker.database.close()

    jobs = {"announce keys", "sign certificates", "forget bundles", "work off due dates"}
    assert {job.name for job in worker.jobs} == jobs
    assert worker.consumer is not None
    assert worker.consumer.topics == ["accounting.footprint", "gateway.organisation"]
