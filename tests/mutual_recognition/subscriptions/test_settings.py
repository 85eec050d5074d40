"""What the processes refuse to start with, and the signing key file."""

import certifi
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from mutual_recognition import main
from mutual_recognition.settings import RecognitionApiSettings, RecognitionWorkerSettings
from mutual_recognition.subscriptions.domain import webhooks
from mutual_recognition.subscriptions.formats import make_key_file

PRODUCTION = {
    "DATABASE_URL": "postgresql://u:a-secret-of-some-length@db/x?sslmode=verify-full",
    "PUBLIC_URL": "https://tj.example",
    "JWKS_URL": "https://gateway/jwks",
    "KAFKA_BOOTSTRAP": "kafka:9092",
    "KAFKA_USERNAME": "mutual-recognition",
    "KAFKA_PASSWORD": "a-secret-of-some-length",
    "KAFKA_CA_FILE": certifi.where(),
    "REVOCATIONS_URL": "http://gateway:8001/revocations",
}


@pytest.fixture
def variables(monkeypatch, tmp_path):
    def set_(**more: str):
        for name, value in {**PRODUCTION, **more}.items():
            monkeypatch.setenv(name, value)

    monkeypatch.delenv("WEBHOOK_KEY_FILE", raising=False)
    return set_


def test_a_worker_without_a_key_file_refuses_to_start(variables):
    variables()

    with pytest.raises(ValidationError, match="webhook_key_file"):
        RecognitionWorkerSettings()


def test_production_does_not_make_up_a_missing_key(variables, tmp_path):
    variables(WEBHOOK_KEY_FILE=str(tmp_path / "none"))

    with pytest.raises(ValueError, match="WEBHOOK_KEY_FILE cannot be read"):
        RecognitionWorkerSettings().keys()


def test_an_empty_key_file_is_refused(variables, tmp_path):
    (tmp_path / "key").touch()
    variables(WEBHOOK_KEY_FILE=str(tmp_path / "key"))

    with pytest.raises(ValueError, match="holds no key"):
        RecognitionWorkerSettings().keys()


def test_development_makes_a_key_once_that_only_its_owner_reads(variables, tmp_path):
    path = tmp_path / "keys" / "webhook.key"
    variables(WEBHOOK_KEY_FILE=str(path), ENVIRONMENT="development")

    first, again = RecognitionWorkerSettings().keys(), RecognitionWorkerSettings().keys()

    assert path.stat().st_mode & 0o777 == 0o600
    assert [k.private_bytes_raw() for k in first] == [k.private_bytes_raw() for k in again]


def test_during_a_rotation_the_file_holds_two_keys(variables, tmp_path):
    new, old = (webhooks.secret_text(Ed25519PrivateKey.generate()) for _ in range(2))
    (tmp_path / "both").write_text(f"# 2027\n{new}\n\n# 2026, until the end of March\n{old}\n")
    variables(WEBHOOK_KEY_FILE=str(tmp_path / "both"))

    keys = RecognitionWorkerSettings().keys()

    assert [webhooks.secret_text(key) for key in keys] == [new, old]


def test_production_refuses_a_development_key(variables, tmp_path):
    make_key_file(tmp_path / "key")
    variables(WEBHOOK_KEY_FILE=str(tmp_path / "key"))

    with pytest.raises(ValueError, match="development key"):
        RecognitionWorkerSettings().keys()


def test_a_key_file_is_never_overwritten(tmp_path):
    make_key_file(tmp_path / "key")

    with pytest.raises(FileExistsError):
        make_key_file(tmp_path / "key")


def test_production_never_calls_into_its_own_network(variables):
    variables(WEBHOOK_ALLOW_PRIVATE="true")

    with pytest.raises(ValidationError, match="WEBHOOK_ALLOW_PRIVATE"):
        RecognitionApiSettings()


def test_a_lease_must_outlive_the_request(variables, tmp_path):
    variables(WEBHOOK_KEY_FILE=str(tmp_path / "k"), DELIVERY_TIMEOUT_S="30")

    with pytest.raises(ValidationError, match="DELIVERY_LEASE_S"):
        RecognitionWorkerSettings()


async def test_the_worker_delivers_and_shows_its_public_keys(variables, recognition, tmp_path, key):
    (tmp_path / "key").write_text(webhooks.secret_text(key))
    variables(WEBHOOK_KEY_FILE=str(tmp_path / "key"), ENVIRONMENT="development")
    worker = main.worker()

    for job in worker.jobs:
        assert await job.run(recognition.database) is False

    published = (await recognition.service.get("/.well-known/webhook-keys.json")).json()
    assert published["scheme"] == "v1a"
    assert [k["key"] for k in published["keys"]] == [webhooks.public_text(key.public_key())]
    await worker.database.close()


async def test_a_retired_key_stays_visible_with_its_end(variables, recognition, tmp_path, key):
    for name in ("first", "second"):
        make_key_file(tmp_path / name)
        variables(WEBHOOK_KEY_FILE=str(tmp_path / name), ENVIRONMENT="development")
        worker = main.worker()
        await worker.jobs[1].run(recognition.database)
        await worker.database.close()

    keys = (await recognition.service.get("/.well-known/webhook-keys.json")).json()["keys"]

    assert [k["retired_at"] is None for k in keys] == [True, False]
