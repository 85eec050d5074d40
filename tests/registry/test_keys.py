"""Key files: made for development, demanded in production, named when they are wrong."""

import stat

import pytest
from pydantic import ValidationError

from registry.keys import create_development_keys, read_keys
from registry.settings import WorkerSettings

REQUIRED = {
    "database_url": "postgresql://registry:a-long-password-here@db/registry",
    "public_url": "https://node.example",
    "kafka_bootstrap": "kafka:9092",
    "kafka_username": "registry",
    "kafka_password": "another-long-password",
}


@pytest.fixture
def files(tmp_path):
    return tmp_path / "keys" / "node.pem", tmp_path / "keys" / "log.pem"


def settings(files, environment="production"):
    node, log = files
    return WorkerSettings(**REQUIRED, environment=environment, node_key_file=node, log_key_file=log)


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
    with pytest.raises(ValidationError, match="NODE_KEY_FILE names no file"):
        settings(files)
    assert settings(files, "development").node_key_file == files[0]


def test_production_starts_with_key_files(files):
    create_development_keys(*files)

    assert settings(files).log_key_file == files[1]
