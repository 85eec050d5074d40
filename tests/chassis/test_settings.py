"""What production refuses to start with."""

import pytest
from pydantic import ValidationError

from chassis.settings import ApiSettings, WorkerSettings

GOOD = {
    "database_url": "postgresql://registry:correct-horse-battery@db/registry",
    "public_url": "https://label.example",
    "jwks_url": "https://label.example/oauth/jwks",
    "kafka_bootstrap": "kafka:9092",
    "kafka_username": "registry",
    "kafka_password": "correct-horse-battery",
}


def test_production_starts_with_real_secrets():
    assert WorkerSettings(**GOOD).environment == "production"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"database_url": "postgresql://registry@db/registry"}, "DATABASE_URL"),
        ({"database_url": "postgresql://registry:secret@db/registry"}, "DATABASE_URL"),
        ({"kafka_password": None}, "KAFKA_PASSWORD"),
        ({"kafka_password": "registry"}, "KAFKA_PASSWORD"),
        ({"public_url": "http://label.example"}, "PUBLIC_URL"),
    ],
)
def test_production_names_the_variable_it_refuses(change, named):
    with pytest.raises(ValidationError, match=named):
        WorkerSettings(**{**GOOD, **change})


def test_development_takes_what_production_refuses():
    settings = ApiSettings(
        **{**GOOD, "environment": "development", "public_url": "http://127.0.0.1:8080"}
    )

    assert settings.token_issuer == "http://127.0.0.1:8080"


def test_secrets_do_not_show_when_settings_are_printed():
    assert "correct-horse" not in repr(WorkerSettings(**GOOD))
