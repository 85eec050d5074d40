"""Key files: made for development, demanded in production, named when they are wrong."""

import stat

import certifi
import pytest
from pydantic import ValidationError

from registry import main
from registry.identities.formats import create_development_keys, read_keys
from registry.log.domain import checkpoint
from registry.log.usecases import reading as read
from registry.settings import RegistryWorkerSettings
from tests.registry.node import NODE

REQUIRED = {
    "database_url": "postgresql://registry:a-long-password-here@db/registry?sslmode=verify-full",
    "public_url": "https://node.example",
    "kafka_bootstrap": "kafka:9092",
    "kafka_username": "registry",
    "kafka_password": "another-long-password",
    "kafka_ca_file": certifi.where(),
}


@pytest.fixture
def files(tmp_path):
    return tmp_path / "keys" / "node.pem", tmp_path / "keys" / "log.pem"


def settings(files, environment="production"):
    node, log = files
    return RegistryWorkerSettings(
        **REQUIRED, environment=environment, node_key_file=node, log_key_file=log
    )


def test_development_keys_are_made_once_and_only_their_owner_reads_them(files):
    create_development_keys(*files)
    first = read_keys(*files)
    create_development_keys(*files)

    assert read_keys(*files).public == first.public
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]


def test_keys_are_told_apart_by_their_kind(files):
    create_development_keys(*files)
    node, log = files

    with pytest.raises(ValueError, match="NODE_KEY_FILE"):
        read_keys(log, log)
    with pytest.raises(ValueError, match="LOG_KEY_FILE"):
        read_keys(node, node)


@pytest.mark.parametrize("content", [b"", b"not a key"])
def test_a_file_that_holds_no_key_is_named(files, content):
    create_development_keys(*files)
    files[1].write_bytes(content)

    with pytest.raises(ValueError, match=r"LOG_KEY_FILE .*log\.pem"):
        read_keys(*files)


def test_production_refuses_to_start_without_key_files(files):
    with pytest.raises(ValidationError, match=r"NODE_KEY_FILE .*node\.pem: \[Errno 2\]"):
        settings(files)
    assert settings(files, "development").node_key_file == files[0]


def test_production_starts_with_key_files(files):
    create_development_keys(*files)

    assert settings(files).log_key_file == files[1]


@pytest.mark.parametrize("environment", ["production", "development"])
def test_no_process_starts_with_a_key_of_the_wrong_kind(files, environment):
    create_development_keys(*files)

    with pytest.raises(ValidationError, match="does not hold a P-256 key"):
        settings((files[1], files[0]), environment)


async def test_a_worker_in_development_makes_its_keys_and_sequences(
    files, registry_urls, monkeypatch
):
    node, log = files
    monkeypatch.setenv("ENVIRONMENT", "development")
    monkeypatch.setenv("DATABASE_URL", registry_urls.url)
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:8080/")
    monkeypatch.setenv("KAFKA_BOOTSTRAP", "127.0.0.1:1")
    monkeypatch.setenv("NODE_KEY_FILE", str(node))
    monkeypatch.setenv("LOG_KEY_FILE", str(log))

    worker = main.worker()

    [job] = worker.jobs
    assert not await job.run(worker.database)
    async with worker.database.transaction() as tx:
        head = await read.checkpoint(tx)
    verifier = read_keys(node, log).log_signer(NODE).verifier
    assert checkpoint.open_checkpoint(head.note, "127.0.0.1:8080/log", [verifier]).size == 3
    await worker.database.close()
