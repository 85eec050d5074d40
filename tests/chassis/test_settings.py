"""What production refuses to start with."""

import pytest
from pydantic import ValidationError

from chassis.settings import ApiSettings, WorkerSettings

HARD = "correct-horse-battery"
GOOD = {
    "database_url": "postgresql://registry:correct-horse-battery@db/registry?sslmode=verify-full",
    "public_url": "https://label.example",
    "jwks_url": "https://label.example/oauth/jwks",
    "kafka_bootstrap": "kafka:9092",
    "kafka_username": "registry",
    "kafka_password": "correct-horse-battery",
    "kafka_ca_file": "/bus/ca.crt",
    "revocations_url": "http://gateway:8001/revocations",
}


def database(password: str = HARD, query: str = "sslmode=verify-full") -> str:
    return f"postgresql://registry:{password}@db/registry?{query}"


def test_production_starts_with_real_secrets():
    assert WorkerSettings(**GOOD).environment == "production"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"database_url": "postgresql://registry@db/registry"}, "DATABASE_URL"),
        ({"database_url": database("short")}, "DATABASE_URL"),
        ({"database_url": database("a" * 20)}, "DATABASE_URL"),
        ({"database_url": database("abcdefgh" * 3)}, "DATABASE_URL"),
        ({"database_url": database("Password-password-1")}, "DATABASE_URL"),
        ({"database_url": database(query="")}, "verify-full"),
        ({"database_url": database(query="sslmode=require")}, "verify-full"),
        ({"database_url": database(query="sslmode=verify-full&sslmode=disable")}, "verify-full"),
        ({"kafka_password": None}, "KAFKA_PASSWORD"),
        ({"kafka_password": "registry"}, "KAFKA_PASSWORD"),
        ({"kafka_username": None}, "KAFKA_USERNAME"),
        ({"kafka_ca_file": None}, "KAFKA_CA_FILE"),
        ({"public_url": "http://label.example"}, "PUBLIC_URL"),
        ({"otlp_endpoint": "http://collector:4318"}, "OTLP_ENDPOINT"),
    ],
)
def test_production_names_the_variable_it_refuses(change, named):
    with pytest.raises(ValidationError, match=named):
        WorkerSettings(**{**GOOD, **change})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"jwks_url": "http://label.example/oauth/jwks"}, "JWKS_URL"),
        ({"revocations_url": ""}, "REVOCATIONS_URL"),
    ],
)
def test_an_api_in_production_knows_whom_to_believe(change, named):
    assert ApiSettings(**GOOD).environment == "production"
    with pytest.raises(ValidationError, match=named):
        ApiSettings(**{**GOOD, **change})


def test_keys_are_fetched_at_the_public_address_unless_another_is_told():
    without = {name: value for name, value in GOOD.items() if name != "jwks_url"}

    assert ApiSettings(**without).keys_url == "https://label.example/oauth/jwks"
    assert ApiSettings(**GOOD, issuer="https://other.example").keys_url == GOOD["jwks_url"]


@pytest.mark.parametrize("change", [{"outbox_days": 365}, {"inbox_days": 396}])
def test_no_setting_lets_an_event_be_forgotten_while_it_can_come_again(change):
    [named] = change
    with pytest.raises(ValidationError, match=named):
        WorkerSettings(**GOOD, **change)


@pytest.mark.parametrize("secret", ["kQ3vR8xTz1LmWp7c", "correct-horse-battery"])
def test_a_secret_drawn_at_random_is_taken(secret):
    assert WorkerSettings(**{**GOOD, "database_url": database(secret)})


def test_development_takes_what_production_refuses():
    settings = ApiSettings(
        **{**GOOD, "environment": "development", "public_url": "http://127.0.0.1:8080"}
    )

    assert settings.token_issuer == "http://127.0.0.1:8080"


def test_secrets_do_not_show_when_settings_are_printed():
    assert "correct-horse" not in repr(WorkerSettings(**GOOD))
